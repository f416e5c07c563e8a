"""The check of a whole workbook: faults, and what is hardly meant so."""

from __future__ import annotations

from pathlib import Path

import pytest

from ftd_desktop import resources
from ftd_desktop.forms.checking import Report, check
from ftd_desktop.forms.media import shipped


def checked(tmp_path: Path, text: str, **media: str) -> Report:
    path = tmp_path / "contoh.md"
    path.write_text("\n".join(line.strip() for line in text.strip().splitlines()), encoding="utf-8")
    for name, content in media.items():
        (tmp_path / f"{name}.csv").write_text(content, encoding="utf-8")
    return check(path)


@pytest.mark.parametrize("form_id", ["ftd_profil", "ftd_survei", "ftd_presensi", "ftd_kelulusan"])
def test_the_shipped_forms_have_nothing_to_mend(form_id: str) -> None:
    report = check(resources.path("forms", f"{form_id}.xlsx"), shipped())
    assert report.faults == ()
    assert [w.message for w in report.warnings] == []
    assert report.form is not None and report.form.form_id == form_id


def test_a_list_file_beside_the_workbook(tmp_path: Path) -> None:
    text = "| survey |\n| | type | name | label |\n| | select_one_from_file kota.csv | k | K |"
    (missing,) = checked(tmp_path, text).faults
    assert (missing.sheet, missing.column) == ("survey", "type") and "kota.csv" in missing.message
    assert checked(tmp_path, text, kota="name,label\na,A\n").faults == ()
    (column,) = checked(tmp_path, text, kota="kode,nama\na,A\n").faults[:1]
    assert column.row == 2 and "name" in column.message


def test_a_soft_check_that_sees_nothing(tmp_path: Path) -> None:
    report = checked(tmp_path, """
    | survey |
    | | type | name | label | bind::ftd:warn |
    | | integer | a | A | 1 > 2 |
    | settings |
    | | namespaces |
    | | ftd="http://ftd-desktop.org/xforms" |
    """)
    assert report.faults == ()
    found = {(w.row, w.column) for w in report.warnings}
    assert {(2, "bind::ftd:warn"), (2, "bind::ftd:warnMsg")} <= found


def test_nothing_but_the_place_is_needed(tmp_path: Path) -> None:
    report = check(tmp_path / "tidak-ada.xlsx")
    assert len(report.faults) == 1 and "tidak-ada.xlsx" in report.faults[0].message
    assert report.form is None


def test_all_faults_of_a_bad_form(tmp_path: Path) -> None:
    report = checked(tmp_path, """
    | survey |
    | | type | name | label | relevant | calculation | constraint |
    | | integer | a | A | ${b} == 1 | | . > |
    | | calculate | b | | | lower(${a}) | |
    | | calculate | c | | | ${d} + 1 | |
    | | calculate | d | | | ${c} + 1 | |
    """)
    assert [(f.row, f.column) for f in report.faults][:3] == [(2, "relevant"), (2, "constraint"), (3, "calculation")]
    assert any("c" in f.message and "d" in f.message and f.column == "calculation" for f in report.faults[3:])
    assert all(str(f) for f in report.faults)
