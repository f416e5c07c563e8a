"""``ftd report``: the same PDF and workbook as the window's, with the quality board; faults are sentences."""

from __future__ import annotations

from pathlib import Path

import pypdfium2
import pytest

from ftd_desktop.cli.main import main
from ftd_desktop.store.file import DataFile
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


def test_every_paper_is_written_and_journalled(path: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    wanted = ["--word", "--dossier", "--letter", "12.71", "--letter", "12.07"]
    assert main(["report", str(path), str(tmp_path / "new" / "folder"), *wanted]) == 0
    made = {file.name: file.read_bytes()[:2] for file in (tmp_path / "new" / "folder").iterdir()}
    assert made == {
        "Laporan Semua angkatan.pdf": b"%P", "Angka Semua angkatan.xlsx": b"PK", "Laporan Semua angkatan.docx": b"PK",
        "Dossier Semua angkatan.docx": b"PK", "Surat Kota Medan Semua angkatan.docx": b"PK",
        "Surat Kabupaten Deli Serdang Semua angkatan.docx": b"PK"}
    with DataFile.open(path, world.PASSPHRASE) as file:
        noted = [row["detail"] for row in file.rows("SELECT detail FROM _journal WHERE event = 'export'")]
    assert all(sum(name in detail for detail in noted) >= 1 for name in made)
    capsys.readouterr()


def test_too_few_who_agreed_is_a_sentence(path: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["report", str(path), str(tmp_path), "--research"]) == 1
    said = capsys.readouterr()
    assert "peserta setuju" in said.err and not list(tmp_path.glob("*.zip"))
    assert "Laporan Semua angkatan.pdf" in said.out, "what was written before is told"


def test_sentences_are_checked_without_writing(path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["report", str(path), "--claim", "9 dari 10 peserta punya NIB", "--claim", "asdf"]) == 0
    said = capsys.readouterr().out
    assert "punya NIB" in said and "Tidak ada angka yang dapat diperiksa" in said


@pytest.mark.parametrize(("wrong", "words"), [
    (["--word"], "Sebutkan folder"), (["FOLDER", "--letter", "99.99"], "Kode 99.99 bukan"),
    (["FOLDER", "--after", "kemarin"], "Putaran kemarin tidak dikenal"), (["FOLDER", "--after", "baseline"], "sama"),
    (["FILE/below"], "tidak dapat dibuat"),
])
def test_what_cannot_be_done_is_a_sentence(
    wrong: list[str], words: str, path: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    places = {"FOLDER": str(tmp_path / "a"), "FILE/below": str(path / "below")}
    assert main(["report", str(path), *(places.get(word, word) for word in wrong)]) == 1
    assert words in capsys.readouterr().err and not (tmp_path / "a").exists()
