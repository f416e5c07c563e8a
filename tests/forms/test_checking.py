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


FTD = '| settings |\n| | namespaces |\n| | ftd="http://ftd-desktop.org/xforms" |'


@pytest.mark.parametrize(("columns", "row", "place", "words"), [
    ("bind::ftd:warn | bind::ftd:warnMsg", ". > 5 and . < 3 | Aneh", (2, "bind::ftd:warn"), "tidak akan pernah muncul"),
    ("constraint", ". > 5 and . < 3", (2, "constraint"), "tidak ada jawaban"),
    ("constraint", "true()", (2, "constraint"), "jawaban apa pun"),
    ("relevant", "${b} = 1 and ${b} = 2", (2, "relevant"), "tidak akan pernah muncul"),
    ("constrain", ". > 5", (1, "constrain"), "constraint"),
])
def test_rules_that_never_speak(tmp_path: Path, columns: str, row: str, place: tuple[int, str], words: str) -> None:
    blank = " | ".join("" for _ in columns.split("|"))
    report = checked(tmp_path, f"""
    | survey |
    | | type | name | label | {columns} |
    | | integer | a | A | {row} |
    | | integer | b | B | {blank} |
    {FTD}
    """)
    assert report.faults == ()
    assert any((w.row, w.column) == place and words in str(w) for w in report.warnings), report.warnings


def test_entities_that_become_no_list_are_told(tmp_path: Path) -> None:
    (found,) = checked(tmp_path, """
    | survey |
    | | type | name | label | save_to |
    | | text | nama | Nama | nama |
    | entities |
    | | list_name | label |
    | | rumah | ${nama} |
    """).warnings
    assert (found.sheet, found.row, found.column) == ("entities", 2, "list_name") and "rumah" in found.message


def test_what_one_row_of_a_repeat_says_is_no_contradiction(tmp_path: Path) -> None:
    report = checked(tmp_path, """
    | survey |
    | | type | name | label | relevant |
    | | begin_repeat | r | R | |
    | | integer | n | N | |
    | | end_repeat | | | |
    | | text | a | A | ${n} = 1 and ${n} = 2 |
    """)
    assert (report.faults, report.warnings) == ((), ())


def test_a_filter_asks_for_a_column_that_is_there(tmp_path: Path) -> None:
    text = """
    | survey |
    | | type | name | label | choice_filter |
    | | select_one kota | k | K | prop = 'x' |
    | choices |
    | | list_name | name | label | prov |
    | | kota | mdn | Medan | x |
    """
    (found,) = checked(tmp_path, text).warnings
    assert (found.row, found.column) == (2, "choice_filter") and "prov" in found.suggestion
    assert checked(tmp_path, text.replace("prop", "prov")).warnings == ()


@pytest.mark.parametrize(("text", "place"), [
    ("type | name | label\nselect_multiple k | k | K\n## choices\nlist_name | name | label\nk | a | A\nk | b c | B",
     ("choices", 3, "name")),
    ("type | name | label\ntext | a | A\nselect_one k | k | K\n## choises\nlist_name | name | label\nk | a | A",
     ("survey", 3, "type")),
    ("type | name | label | calculation\ntext | a | A |\ncalculate | b | | pulldata('x', 'y', 'z', ${a})",
     ("survey", 3, "calculation")),
    ("type | name | label | repeat_count\nbegin_repeat | r | R | foo(2)\ntext | a | A |\nend_repeat | | |",
     ("survey", 2, "repeat_count")),
    ("type | name | label | parameters\ntext | a | A |\nselect_one k | k | K | seed=3\n## choices\n"
     "list_name | name | label\nk | a | A", ("survey", 3, "parameters")),
    ("type | name | label | parameters\ntext | a | A |\nimage | f | F | max-pixels=besar", ("survey", 3, "parameters")),
    ("type | name | label | parameters\ntext | a | A |\naudit | audit | | location-priority=balanced",
     ("survey", 3, "parameters")),
    ("type | name | label\ntext | a | A\nselect_one ${zz} | k | K", ("survey", 3, "")),
    ("type | name | label\ntext | a | A\ntext | nama_😀 | K", ("survey", 3, "name")),
    ("type | name | label | bind::xx:foo\ntext | a | A | 1", ("survey", 1, "bind::xx:foo")),
    ("type | name | label | save_to\ntext | a | A | nama\n## entities\nlist_name | label | create_if\n"
     "orang | ${a} | ${a} == 1", ("entities", 2, "create_if")),
    ("type | name | label | required\ntext | a | A | ya", ("survey", 2, "required")),
])
def test_every_refusal_has_its_row(tmp_path: Path, text: str, place: tuple[str, int, str]) -> None:
    lines = [f"| {line[3:]} |" if line.startswith("## ") else f"| | {line} |"
             for line in ("## survey", *text.splitlines())]
    (found,) = checked(tmp_path, "\n".join(lines)).faults
    assert (found.sheet, found.row, found.column) == place


def test_blank_rows_of_a_workbook_count(tmp_path: Path) -> None:
    from openpyxl import Workbook

    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "survey"
    for row in (("type", "name", "label", "relevant"), ("text", "a", "A", None), (None,) * 4, (None,) * 4,
                ("text", "b", "B", "${a} == 1")):
        sheet.append(row)
    book.save(tmp_path / "kosong.xlsx")
    (found,) = check(tmp_path / "kosong.xlsx").faults
    assert (found.row, found.column) == (5, "relevant")
