from pathlib import Path

import pytest
from openpyxl import Workbook

from ftd_desktop import resources
from ftd_desktop.cli.main import main


def test_the_shipped_forms_are_good(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["forms", "check", *map(str, sorted(resources.path("forms").glob("*.xlsx")))]) == 0
    assert capsys.readouterr().out.count(": baik,") == 4


def test_a_faulty_form_is_named_by_sheet_row_and_column(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "survey"
    for row in (("type", "name", "label", "relevant"), ("integer", "umur", "Umur", ""),
                ("text", "kerja", "Kerja", "${umur} == 17")):
        sheet.append(row)
    book.save(tmp_path / "salah.xlsx")
    assert main(["forms", "check", str(tmp_path / "salah.xlsx")]) == 1
    said = capsys.readouterr().out
    assert "salah.xlsx" in said and "survey" in said and "baris 3" in said and "relevant" in said
