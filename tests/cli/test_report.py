"""``ftd report``: the same PDF and workbook as the window's, with the quality board; faults are sentences."""

from __future__ import annotations

from pathlib import Path

import pypdfium2
import pytest

from ftd_desktop.cli.main import main
from tests.ui import world


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return world.make(tmp_path_factory.mktemp("report")).path


@pytest.fixture(autouse=True)
def passphrase(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FTD_PASSPHRASE", world.PASSPHRASE)


def test_both_files_and_the_headline(path: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["report", str(path), str(tmp_path), "--note", "DATA CONTOH"]) == 0
    said = capsys.readouterr().out
    paper, book = tmp_path / "Laporan Semua angkatan.pdf", tmp_path / "Angka Semua angkatan.xlsx"
    assert str(paper) in said and str(book) in said and book.read_bytes().startswith(b"PK")
    document = pypdfium2.PdfDocument(paper)
    words = " ".join(page.get_textpage().get_text_range() for page in document)
    document.close()
    assert "DATA CONTOH" in words and "Mutu data" in words and "Petugas" in words


def test_an_unknown_cohort_is_a_sentence(path: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["report", str(path), str(tmp_path / "a"), "--cohort", "77"]) == 1
    assert "Angkatan 77 tidak ada" in capsys.readouterr().err and not (tmp_path / "a").exists()
