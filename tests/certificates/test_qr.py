"""The QR symbol survives what happens to paper, at 150 dpi: noise, blur, a turn."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from PIL import Image, ImageFilter

from ftd_desktop.certificates import preview, qr
from ftd_desktop.certificates.content import Occasion, Person, facts
from ftd_desktop.certificates.paper import Paper
from ftd_desktop.certificates.payload import seal
from ftd_desktop.certificates.signing import Signer


@pytest.fixture
def scanned(occasion: Occasion, person: Person, signer: Signer) -> list[tuple[str, Image.Image]]:
    """Codes of a short and a long name, with their pages at 150 dpi in grey."""
    paper = Paper(occasion)
    made = []
    for name in ("Wong A", "Prof. Dr. Ir. H. Muhammad Abdurrahman Nasution Siregar Hutagalung Panjaitan, M.Si."):
        one = replace(person, name=name)
        code = seal(facts(occasion, one), signer)
        pdf = paper.single(paper.pages(one, code))
        made.append((code, next(iter(preview.pictures_with_texts(pdf, 150)))[0].convert("L")))
    return made


def _noisy(page: Image.Image, sigma: int = 40) -> Image.Image:
    noise = np.random.default_rng(3).normal(0, sigma, (page.height, page.width))
    return Image.fromarray(np.clip(np.asarray(page) + noise, 0, 255).astype(np.uint8))


@pytest.mark.parametrize("worsen", [
    lambda page: page, _noisy, lambda page: page.filter(ImageFilter.GaussianBlur(1.2)),
    lambda page: page.rotate(7, expand=True, fillcolor=255, resample=Image.Resampling.BICUBIC),
    lambda page: page.rotate(180), lambda page: page.point(lambda value: 90 + value // 3),
], ids=["clean", "noisy", "blurred", "turned", "upside down", "pale"])
def test_it_is_read_back(scanned: list[tuple[str, Image.Image]], worsen) -> None:  # type: ignore[no-untyped-def]
    for code, page in scanned:
        assert qr.read(worsen(page)) == [code]


def test_the_path_draws_exactly_the_modules() -> None:
    grid = qr.modules("CONTOH 123")
    drawn = np.zeros_like(grid)
    for line in qr.path(grid).decode().splitlines()[:-1]:
        x, y, width, height, _ = line.split()
        assert height == "1"
        drawn[len(grid) - 1 - int(y), int(x) : int(x) + int(width)] = True
    assert (drawn == grid).all()


def test_a_photo_is_looked_at_again(scanned: list[tuple[str, Image.Image]]) -> None:
    """Turned, out of focus and noisy: one look does not find what the next ones do."""
    code, page = scanned[0]
    corner = page.crop((0, page.height // 2, page.width // 2, page.height))
    turned = corner.rotate(33, Image.Resampling.BICUBIC, expand=True, fillcolor=90)
    photo = _noisy(turned.filter(ImageFilter.GaussianBlur(1.7)), 16)
    assert qr.read(photo) == []
    assert qr.read_photo(photo) == [code]
    assert qr.read_photo(Image.new("L", (60, 40), 255)) == []
