"""The printed report: the same bytes twice, its words in the pages, thin data as sentences."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pypdfium2
import pytest

from ftd_desktop import i18n
from ftd_desktop.errors import UserError
from ftd_desktop.evaluation import paper, report, story
from ftd_desktop.evaluation.charts import Text
from ftd_desktop.evaluation.data import PairedData, pair
from ftd_desktop.evaluation.document import Bullets, Document, Figure, Heading, Paragraph, Table
from tests.evaluation.people import record, survey

DAY = date(2026, 11, 24)


def made(n: int, seed: int = 1) -> tuple[PairedData, report.Setting]:
    records, who, names = survey(n, seed)
    data = replace(pair(records, "baseline", "endline", who), members=n, cohort="Angkatan <rekaan> & contoh")
    return data, report.Setting("Kantor rekaan", DAY, names, {"12.71": n}, "Data contoh")


def words(path: Path) -> str:
    pdf = pypdfium2.PdfDocument(str(path))
    try:
        return re.sub(r"\s+", " ", " ".join(page.get_textpage().get_text_range() for page in pdf))
    finally:
        pdf.close()


def test_same_data_same_bytes(tmp_path: Path) -> None:
    data, setting = made(60)
    first, second = (report.write(tmp_path / name, data, setting).read_bytes() for name in ("a.pdf", "b.pdf"))
    assert first == second and first.startswith(b"%PDF")
    assert sorted(p.name for p in tmp_path.glob("*")) == ["a.pdf", "b.pdf"]


def test_the_pages_say_what_the_figures_say(tmp_path: Path) -> None:
    data, setting = made(60)
    text = words(report.write(tmp_path / "a.pdf", data, setting))
    assert "Angkatan <rekaan> & contoh" in text and "24 November 2026" in text
    assert "bukan dampak" in text and "Punya NIB" in text and "Data contoh" in text and "hati-hati" in text
    assert "{" not in text and "nan" not in text.split()


def test_the_pilot_lists_every_firm(tmp_path: Path) -> None:
    data, setting = made(15)
    text = words(report.write(tmp_path / "a.pdf", data, setting))
    for person in data.ids(data.followed & ~data.closed):
        assert setting.names[person] in text


@pytest.mark.parametrize("records", [
    [], [record("a", "baseline", laba_bulan=5)], [record("a", "endline", laba_bulan=5)],
    [record("a", "baseline", laba_bulan=0), record("a", "endline", laba_bulan=-5)],
    [record("a", "baseline", laba_bulan="x"), record("a", "endline", status_usaha="tutup")],
])
@pytest.mark.parametrize("language", ["id", "en"])
def test_thin_and_contradictory_data(tmp_path: Path, records: list[dict[str, object]], language: str) -> None:
    i18n.use(language)
    data = pair(records, "baseline", "endline")
    document = story.tell(data, report.Setting("Kantor rekaan", DAY))
    sentences = [b.text for b in document.blocks if isinstance(b, Heading | Paragraph)]
    sentences += [item for b in document.blocks if isinstance(b, Bullets) for item in b.items]
    assert all(s and "nan" not in s.split() and "{" not in s for s in sentences)
    assert report.write(tmp_path / "a.pdf", data, report.Setting("", DAY)).stat().st_size > 5000


def test_an_unwritable_place_is_said_and_leaves_nothing(tmp_path: Path) -> None:
    data, setting = made(3)
    with pytest.raises(UserError, match=r"a\.pdf"):
        report.write(tmp_path / "absent" / "a.pdf", data, setting)
    (tmp_path / "a.pdf").mkdir()
    with pytest.raises(UserError, match=r"a\.pdf"):
        report.write(tmp_path / "a.pdf", data, setting)
    assert [p.name for p in tmp_path.glob("*")] == ["a.pdf"]


@pytest.mark.parametrize("language", ["id", "en"])
def test_the_font_has_every_character(language: str) -> None:
    """A character the font lacks prints as an empty box."""
    from reportlab.pdfbase import pdfmetrics

    i18n.use(language)
    paper.register_fonts()
    glyphs = pdfmetrics.getFont(paper.REGULAR).face.charToGlyph
    for n in (15, 60):
        data, setting = made(n)
        shown = "".join(all_words(story.tell(data, setting)))
        assert not {c for c in shown if ord(c) not in glyphs}


def all_words(document: Document) -> Iterator[str]:
    for block in document.blocks:
        match block:
            case Heading() | Paragraph():
                yield block.text
            case Bullets():
                yield from block.items
            case Table():
                yield from (cell for row in (block.header, *block.rows) for cell in row)
            case Figure():
                yield block.title
                yield from (shape.text for shape in block.chart.shapes if isinstance(shape, Text))
