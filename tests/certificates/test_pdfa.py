"""Every kind of file we write keeps the rules of PDF/A-2b, and the checker sees when one does not."""

from __future__ import annotations

import io
import re
import shutil
import subprocess
from dataclasses import replace
from pathlib import Path

import pytest
from PIL import Image, ImageCms

from ftd_desktop.certificates.content import Occasion, Person, facts
from ftd_desktop.certificates.icc import srgb
from ftd_desktop.certificates.paper import Paper
from ftd_desktop.certificates.payload import seal
from ftd_desktop.certificates.signing import Signer
from tests.certificates import pdfa


def _png() -> bytes:
    out = io.BytesIO()
    Image.new("RGBA", (40, 30), (10, 90, 100, 128)).save(out, format="PNG")
    return out.getvalue()


@pytest.fixture(params=["usual", "other letters", "pictures", "front only", "print file"])
def pdf(request: pytest.FixtureRequest, occasion: Occasion, person: Person, signer: Signer) -> bytes:
    if request.param == "other letters":
        person = replace(person, name="Ωmega Đặng Жук & <Contoh>")
    if request.param == "pictures":
        occasion = replace(occasion, logos=(_png(), _png()))
    if request.param == "front only":
        occasion = replace(occasion, template=replace(occasion.template, back_page=False))
    paper = Paper(occasion, (person.name,))
    pages = paper.pages(person, seal(facts(occasion, person), signer))
    return paper.combined([pages] * 3) if request.param == "print file" else paper.single(pages)


def test_it_keeps_the_rules(pdf: bytes) -> None:
    assert pdfa.faults(pdf) == []


@pytest.mark.skipif(shutil.which("qpdf") is None, reason="no qpdf here")
def test_qpdf_finds_nothing(pdf: bytes, tmp_path: Path) -> None:
    (tmp_path / "s.pdf").write_bytes(pdf)
    said = subprocess.run(["qpdf", "--check", tmp_path / "s.pdf"], capture_output=True, text=True, check=True)
    assert "No syntax or stream encoding errors found" in said.stdout and not said.stderr


@pytest.mark.skipif(shutil.which("pdffonts") is None, reason="no pdffonts here")
def test_every_font_is_an_embedded_subset_with_its_letters(pdf: bytes, tmp_path: Path) -> None:
    (tmp_path / "s.pdf").write_bytes(pdf)
    said = subprocess.run(["pdffonts", tmp_path / "s.pdf"], capture_output=True, text=True, check=True)
    rows = said.stdout.splitlines()[2:]
    assert len(rows) == 2 and not said.stderr
    assert all(re.match(r"[A-Z]{6}\+OpenSans-\w+ .*CID TrueType .*Identity-H +yes yes yes", row) for row in rows)


@pytest.mark.parametrize(("old", "new", "fault"), [
    (b"/GTS_PDFA1", b"/GTS_PDFX1", "6.2.3"), (b"<pdfaid:part>2", b"<pdfaid:part>1", "6.6.4"),
    (b"/CIDToGIDMap /Identity", b"/CIDToGIDMaq /Identity", "6.2.11.3"), (b"T00:00:00+07:00", None, ""),
    (b"%\xe2\xe3\xcf\xd3", b"%abcd", "6.1.2"), (b"/W [1 [260", b"/W [1 [290", "6.2.11.5"),
    (b"/Lang (id-ID)", b"/OpenAction 1", "6.1-6.10"), (b"20221003000000", b"20221004000000", "6.6.3"),
])
def test_the_checker_sees_what_is_broken(occasion: Occasion, person: Person, signer: Signer, old: bytes,
                                         new: bytes | None, fault: str) -> None:
    paper = Paper(occasion)
    sound = paper.single(paper.pages(person, seal(facts(occasion, person), signer)))
    assert old in sound
    if new is not None:
        assert any(found.startswith(fault) for found in pdfa.faults(sound.replace(old, new, 1)))


def test_the_profile_is_srgb_to_an_independent_reader() -> None:
    ours = ImageCms.ImageCmsProfile(io.BytesIO(srgb()))
    to_ours = ImageCms.buildTransform(ImageCms.createProfile("sRGB"), ours, "RGB", "RGB")
    ramp = Image.frombytes("RGB", (256, 3), bytes(
        value for row in range(3) for x in range(256) for value in ((x, x, x), (x, 0, 255 - x), (255, x, 40))[row]))
    moved = ImageCms.applyTransform(ramp, to_ours)
    assert max(abs(a - b) for a, b in zip(ramp.tobytes(), moved.tobytes(), strict=True)) <= 2
