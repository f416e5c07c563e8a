"""Workbooks that are too large, of another kind than their name says, damaged, or with formulas without results."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from openpyxl import Workbook

from ftd_desktop.errors import UserError
from ftd_desktop.forms import bounds
from ftd_desktop.forms.bounds import check_size, sheets_of
from ftd_desktop.forms.checking import check
from ftd_desktop.forms.faults import FormFaults
from ftd_desktop.forms.workbook import convert


@pytest.fixture
def book(tmp_path: Path) -> Path:
    """A small form with a list."""
    made = Workbook()
    survey = made.active
    survey.title = "survey"
    for row in (["type", "name", "label", "relevant"], ["text", "a", "A", ""],
                ["select_one l", "b", "B", "${a} != ''"]):
        survey.append(row)
    choices = made.create_sheet("choices")
    for row in (["list_name", "name", "label"], ["l", 1, "Satu"], ["l", 2, "Dua"]):
        choices.append(row)
    made.save(tmp_path / "baik.xlsx")
    return tmp_path / "baik.xlsx"


def edited(book: Path, part: str, edit: Callable[[bytes], bytes]) -> Path:
    """A copy of the workbook with one part changed."""
    target = book.with_name("ubah.xlsx")
    with zipfile.ZipFile(book) as packed, zipfile.ZipFile(target, "w") as out:
        for name in packed.namelist():
            out.writestr(name, edit(packed.read(name)) if name == part else packed.read(name))
    return target


def test_what_the_sheets_hold(book: Path) -> None:
    assert [(sheet.name, sheet.cells, sheet.formulas) for sheet in sheets_of(book)] == [
        ("survey", 11, 0), ("choices", 9, 0)]
    check_size(book)


def test_a_sheet_that_is_too_large_is_named(book: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bounds, "MAX_SURVEY_CELLS", 10)
    with pytest.raises(UserError, match=r"Lembar survey .* 11 sel"):
        convert(book)
    monkeypatch.setattr(bounds, "MAX_CELLS", 19)
    with pytest.raises(UserError, match=r"Lembar survey .*select_one_from_file"):
        convert(book)


def test_a_text_of_a_million_lines(tmp_path: Path) -> None:
    path = tmp_path / "panjang.csv"
    path.write_bytes(b'"","l","a","A"\n' * 200_000)
    with pytest.raises(UserError, match="terlalu besar"):
        convert(path)


def test_an_xlsx_with_another_name_is_read_as_what_it_is(book: Path) -> None:
    renamed = book.rename(book.with_suffix(".xls"))
    assert convert(renamed).form_id == "baik"


@pytest.mark.parametrize(("part", "edit"), [
    ("xl/worksheets/sheet1.xml", lambda data: data[:len(data) // 2]),
    ("xl/workbook.xml", lambda data: b""),
    ("xl/worksheets/sheet1.xml", lambda data: b'<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>' + data),
    ("xl/worksheets/sheet1.xml", lambda data: data.replace(b'r="A2"', b'r="ZZZZ9"')),
])
def test_a_damaged_part_is_said_to_be_one(book: Path, part: str, edit: Callable[[bytes], bytes]) -> None:
    found = check(edited(book, part, edit))
    assert found.form is None
    assert "Simpan ulang dari Excel" in str(found.faults[0])


@pytest.mark.parametrize(("name", "data", "said"), [
    ("kosong.xlsx", b"", "bukan buku kerja formulir"), ("sampah.xlsx", b"\0" * 500, "bukan buku kerja formulir"),
    ("sampah.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\xff" * 4_000, "Simpan ulang dari Excel"),
    ("latin.csv", '"survey"\n"","type","name","label"\n"","text","a","Ä"\n'.encode("latin-1"), "CSV UTF-8"),
])
def test_what_is_no_workbook(tmp_path: Path, name: str, data: bytes, said: str) -> None:
    (tmp_path / name).write_bytes(data)
    assert said in str(check(tmp_path / name).faults[0])


def test_a_formula_without_its_result_is_named(book: Path) -> None:
    """pyxform reads it as blank: the condition of b would silently be gone."""
    with_formula = edited(book, "xl/worksheets/sheet1.xml",
                          lambda data: data.replace(b"</row></sheetData>", b'<c r="E3"><f>1+1</f><v></v></c>'
                                                    b'<c r="F3"><f>1+1</f><v>2</v></c></row></sheetData>'))
    with pytest.raises(FormFaults) as caught:
        convert(with_formula)
    assert [(fault.sheet, fault.row, fault.column) for fault in caught.value.faults] == [("survey", 3, "E")]


def test_a_formula_that_gives_an_empty_text_is_a_blank_cell(book: Path) -> None:
    with_formula = edited(book, "xl/worksheets/sheet1.xml", lambda data: data.replace(
        b"</row></sheetData>", b'<c r="E3" t="str"><f>IF(1=1,"","x")</f><v></v></c></row></sheetData>'))
    assert convert(with_formula).xform


def test_a_path_from_the_wrong_place_is_answered_with_the_name(tmp_path: Path) -> None:
    path = tmp_path / "jalur.md"
    path.write_text("| survey |\n| | type | name | label | relevant |\n| | text | peran | P | |\n"
                    "| | begin_group | g | G | |\n| | text | a | A | ../peran = 'x' |\n| | end_group | | | |\n")
    assert "Tulis ${peran}" in str(check(path).faults[0])
