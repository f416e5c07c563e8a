"""The office's template and logos reach a trainer's laptop in the file it is answered with."""

from __future__ import annotations

import io
from dataclasses import replace
from pathlib import Path

from PIL import Image

from ftd_desktop.certificates import drawings, gather, template
from ftd_desktop.sync import machine, returns
from tests.sync import world


def test_template_and_logos_go_down_with_the_answer(tmp_path: Path) -> None:
    stick = tmp_path / "stik"
    stick.mkdir()
    with world.found(tmp_path) as master, world.enrol(master, tmp_path, "pelatih") as trainer:
        own = replace(template.standard(), title="PIAGAM CONTOH", show_business=False)
        gather.keep_template(master, own)
        logo = tmp_path / "logo.png"
        Image.new("RGB", (40, 40), "navy").save(logo)
        gather.set_logo(master, 0, logo)
        assert gather.template(trainer) != own
        returns.accept(trainer, returns.write(master, machine.person(trainer).device_id, stick).path)
        assert gather.template(trainer) == own and gather.logos(trainer) == gather.logos(master)
        assert gather.logos(trainer)[0] == logo.read_bytes()


def test_a_heavy_logo_is_made_lighter_before_it_travels() -> None:
    noise = Image.effect_noise((1500, 900), 90).convert("RGB")
    out = io.BytesIO()
    noise.save(out, "PNG")
    made = drawings.light(out.getvalue(), "logo.png")
    with Image.open(io.BytesIO(made)) as picture:
        assert max(picture.size) == 600
    assert len(made) < len(out.getvalue()) / 3
    small = b"<svg/>" + b" " * 200_000
    assert drawings.light(small, "logo.svg") is small
