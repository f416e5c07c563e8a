"""Workbooks that are refused say where and why; a good one says what it is."""

from __future__ import annotations

from pathlib import Path

import pytest

from ftd_desktop import resources
from ftd_desktop.errors import UserError
from ftd_desktop.forms.faults import FormFaults
from ftd_desktop.forms.workbook import convert


def written(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "formulir.md"
    path.write_text("\n".join(line.strip() for line in text.strip().splitlines()), encoding="utf-8")
    return path


def faults(tmp_path: Path, text: str) -> list[tuple[str, int, str]]:
    with pytest.raises(FormFaults) as caught:
        convert(written(tmp_path, text))
    return [(fault.sheet, fault.row, fault.column) for fault in caught.value.faults]


def test_a_workbook_says_what_it_is() -> None:
    form = convert(resources.path("forms", "ftd_survei.xlsx"))
    assert (form.form_id, form.title, form.warnings) == ("ftd_survei", "Survei hasil", ())
    assert form.version.isdigit()


@pytest.mark.parametrize(
    ("rows", "place"),
    [
        ("| | teks | nama | Nama |", ("survey", 2, "type")),
        ("| | text | na ma | Nama |", ("survey", 2, "name")),
        ("| | text | | Nama |", ("survey", 2, "name")),
        ("| | select_one kota | kota | Kota |", ("survey", 2, "type")),
        ("| | begin_group | g | G |\n| | text | a | A |", ("survey", 2, "type")),
        ("| | text | a | A |\n| | end_group | | |", ("survey", 3, "type")),
        ("| | text | a | A |\n| | text | a | A |", ("survey", 3, "name")),
        ("| | text | a | A |\n| | text | b | ${c} |", ("survey", 3, "label")),
        ("| | text | a | A |\n| settings |\n| | instance_name |\n| | nama-saya |", ("settings", 2, "instance_name")),
        ("| | text | a | |", ("survey", 2, "label")),
    ],
)
def test_pyxform_refusals_have_a_place(tmp_path: Path, rows: str, place: tuple[str, int, str]) -> None:
    assert faults(tmp_path, "| survey |\n| | type | name | label |\n" + rows) == [place]


@pytest.mark.parametrize(
    ("relevant", "words"),
    [
        ("${umur} == 3", "="), ("foo(${umur})", "foo"), ("contains(${umur})", "contains"),
        ("(${umur} > 3", "("), ("${umur} > ", ">"), ("/data/umor > 3", "umur"),
    ],
)
def test_faulty_expressions_are_found_with_their_row(tmp_path: Path, relevant: str, words: str) -> None:
    text = f"""
    | survey |
    | | type    | name | label | relevant |
    | | integer | umur | Umur  | |
    | | text    | nama | Nama  | {relevant} |
    """
    with pytest.raises(FormFaults) as caught:
        convert(written(tmp_path, text))
    fault = caught.value.faults[0]
    assert (fault.sheet, fault.row, fault.column) == ("survey", 3, "relevant")
    assert words in fault.message + fault.suggestion


def test_a_cycle_is_named(tmp_path: Path) -> None:
    text = """
    | survey |
    | | type      | name | label | calculation |
    | | text      | x    | X     | |
    | | calculate | a    |       | ${b} + 1 |
    | | calculate | b    |       | ${c} + 1 |
    | | calculate | c    |       | ${a} + 1 |
    """
    with pytest.raises(FormFaults) as caught:
        convert(written(tmp_path, text))
    assert len(caught.value.faults) == 1
    fault = caught.value.faults[0]
    assert fault.row in (3, 4, 5) and fault.column == "calculation"
    assert all(name in fault.message for name in "abc")


def test_every_fault_is_told_at_once(tmp_path: Path) -> None:
    text = """
    | survey |
    | | type | name | label | relevant | constraint |
    | | text | a    | A     | | foo(.) |
    | | text | b    | B     | bar(${a}) | |
    """
    assert faults(tmp_path, text) == [("survey", 2, "constraint"), ("survey", 3, "relevant")]


@pytest.mark.parametrize("data", [b"", b"not a workbook", b"PK\x03\x04 broken zip", b"\x00" * 100])
def test_a_file_that_is_no_workbook(tmp_path: Path, data: bytes) -> None:
    for ending in ("xlsx", "xls"):
        path = tmp_path / f"x.{ending}"
        path.write_bytes(data)
        with pytest.raises(UserError):
            convert(path)


def test_a_missing_file(tmp_path: Path) -> None:
    with pytest.raises(UserError, match=r"x\.xlsx"):
        convert(tmp_path / "x.xlsx")
