"""Dossier and letter: filled from the data, honest about limits, silent about small groups."""

from __future__ import annotations

from pathlib import Path

import pypdfium2
import pytest

from ftd_desktop import i18n
from ftd_desktop.evaluation import dossier, letter, pdf, report, word
from ftd_desktop.evaluation.data import pair
from ftd_desktop.evaluation.document import Bullets, Document, Paragraph
from tests.evaluation.people import record
from tests.evaluation.test_report import DAY, all_words, made


def text(document: Document) -> str:
    return "\n".join(all_words(document))


def test_the_dossier_quotes_what_is_true() -> None:
    data, setting = made(60)
    words = text(dossier.tell(data, setting))
    assert "usaha yang disurvei dua kali" in words and "bukan dampak" in words and "[Gagasan" in words
    assert "60 peserta dari 1 di antara 33 kabupaten/kota; terbanyak Medan (60)" in words
    assert "Pemanfaatan teknologi: " in words and "330%" in words


def test_the_letter_is_one_page_and_speaks_of_its_own_people(tmp_path: Path) -> None:
    data, setting = made(120)
    told = letter.tell(data, "12.71", setting)
    content = pdf.render(told)
    assert content == pdf.render(told) and len(pypdfium2.PdfDocument(content)) == 1
    words = text(told)
    mine = sum(1 for kab in data.who.raw("kab") if kab == "12.71")
    assert "Wali Kota Medan" in words and f"{mine} mengikuti survei awal" in words and "%" in words
    assert "Bupati Deli Serdang" in text(letter.tell(data, "12.07", setting))
    assert word.render(told).startswith(b"PK")


def test_small_groups_give_counts_only() -> None:
    rounds = (("baseline", 100), ("endline", 101))
    records = [record(f"p{i}", name, omzet_bulan=amount) for i in range(4) for name, amount in rounds]
    data = pair(records, "baseline", "endline", {f"p{i}": {"kab": "12.04"} for i in range(4)})
    told = letter.tell(data, "12.04", report.Setting("Kantor rekaan", DAY))
    words = text(told)
    assert "4 dari 4 usaha naik" in words and "%" not in words and not any(isinstance(b, Bullets) for b in told.blocks)


@pytest.mark.parametrize("language", ["id", "en"])
def test_nobody(language: str) -> None:
    i18n.use(language)
    data = pair([], "baseline", "endline")
    setting = report.Setting("", DAY)
    for told in (dossier.tell(data, setting), letter.tell(data, "12.71", setting)):
        assert all(b.text for b in told.blocks if isinstance(b, Paragraph)) and "nan" not in text(told).split()
        assert pdf.render(told).startswith(b"%PDF")


def test_the_letter_asks_only_for_what_there_is_to_do() -> None:
    """A regency without participants was told of nought lost, and asked to find those not surveyed again."""
    rounds = (("baseline", 100), ("endline", 101))
    records = [record(f"p{i}", name, omzet_bulan=amount) for i in range(6) for name, amount in rounds]
    data = pair(records, "baseline", "endline", {f"p{i}": {"kab": "12.04"} for i in range(6)})
    here, nobody = (text(letter.tell(data, code, report.Setting("Kantor rekaan", DAY, {}, {"12.04": 6})))
                    for code in ("12.04", "12.71"))
    assert "belum ada peserta dari daerah" in nobody and "0" not in nobody.replace("2022", "").replace("2026", "")
    assert "menghubungi" not in nobody + here and "6 dari 6 usaha" not in nobody and "6 usaha naik" in here
