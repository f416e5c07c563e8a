"""Logos: what can be printed is, what cannot is refused with a sentence."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from PIL import Image

from ftd_desktop.certificates import gather
from ftd_desktop.certificates.drawings import add_logo, load, path_operators
from ftd_desktop.certificates.pdf import Objects
from ftd_desktop.errors import UserError
from tests.certificates.conftest import World


def _image(kind: str, mode: str = "RGBA", size: tuple[int, int] = (30, 20)) -> bytes:
    out = io.BytesIO()
    Image.new(mode, size).save(out, format=kind)
    return out.getvalue()


def _svg(inner: str, box: str = 'viewBox="0 0 10 10"') -> bytes:
    return f'<svg xmlns="http://www.w3.org/2000/svg" {box}>{inner}</svg>'.encode()


@pytest.mark.parametrize("data", [
    _image("PNG"), _image("JPEG", "RGB"), _image("PNG", "L"), _image("PNG", "P"), _image("PNG", size=(3000, 10)),
    _svg('<path fill="#0B5E6B" d="M0 0 L10 0 H5 V9 C1 1 2 2 3 3 Z"/>'), _svg("", 'viewBox="-5,-5,20,10"'),
])
def test_what_can_be_printed(data: bytes) -> None:
    assert add_logo(data, "contoh", Objects()) == 1


@pytest.mark.parametrize("data", [
    b"", b"GIF89a", _image("PNG")[:50], _image("GIF", "P"), b"<svg", b"<html></html>", _svg("<circle r='3'/>"),
    _svg('<path fill="red" d="M0 0"/>'), _svg('<path fill="#000000" d="m0 0 l3 3"/>'),
    _svg('<path fill="#000000" d="M0 0 L3"/>'), _svg('<path fill="#000000" d="M0 0 foo"/>'),
    _svg('<path transform="scale(2)" fill="#000000" d="M0 0"/>'), _svg("", ""), _svg("", 'viewBox="0 0 0 0"'),
    b'<!DOCTYPE svg [<!ENTITY a "aaaa">]>' + _svg("&a;"),
])
def test_what_cannot_is_named(data: bytes) -> None:
    with pytest.raises(UserError, match="contoh"):
        add_logo(data, "contoh", Objects())


def test_path_data_becomes_operators() -> None:
    assert path_operators("M1 2 3,4 H5 V6 C1 2 3 4 5 6Z").split("\n") == [
        "1 2 m", "3 4 l", "5 4 l", "5 6 l", "1 2 3 4 5 6 c", "h"]


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="tiada"):
        load(tmp_path / "tiada.png")


def test_the_office_chooses_its_logos(world: World, tmp_path: Path) -> None:
    placeholder = gather.logos(world.file)
    (tmp_path / "logo.png").write_bytes(_image("PNG"))
    gather.set_logo(world.file, 1, tmp_path / "logo.png")
    assert gather.logos(world.file) == (placeholder[0], _image("PNG"))
    (tmp_path / "rusak.png").write_bytes(b"rusak")
    with pytest.raises(UserError, match=r"rusak\.png"):
        gather.set_logo(world.file, 0, tmp_path / "rusak.png")
    assert gather.logos(world.file)[0] == placeholder[0]
