"""Faults found before an expression runs: place, message, suggestion."""

from __future__ import annotations

import ast
import json
import string
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import ftd_desktop.forms.xpath as room
from ftd_desktop import i18n, resources
from ftd_desktop.forms.xpath import compile_expression, parse
from ftd_desktop.forms.xpath.constants import verdict
from ftd_desktop.forms.xpath.faults import check
from ftd_desktop.forms.xpath.functions import dates


def found(expression: str, severity: str = "") -> list[tuple[int, str]]:
    """Column and suggestion of each fault."""
    return [(f.column, f.suggestion) for f in check(expression) if not severity or f.severity == severity]


@pytest.mark.parametrize(("expression", "wanted"), [
    ("/data/a == 2", [(10, "Pakai satu = untuk membandingkan.")]),
    ("a && b || c", [(3, "Tulis and."), (8, "Tulis or.")]),
    ("“ya” = 1", [(1, "Ganti dengan tanda kutip lurus ' atau \"."), (4, "Ganti dengan tanda kutip lurus ' atau \".")]),
    ("${umur} > 3", [(1, "Tulis ${q}.")]),
    ("/data/a AND /data/b", [(9, "Tulis and dengan huruf kecil.")]),
    ("/data/a / 2", [(11, "Untuk membagi tulis div.")]),
    ("/data/a / /data/b", [(11, "Untuk membagi tulis div.")]),
    ("3 x 4", [(3, "Untuk mengalikan tulis *.")]),
    ("1,5 + 2", [(2, "Desimal ditulis dengan titik, misalnya 1.5.")]),
    ("if(/data/a > 1; 2; 3)", [(15, "Tulis ,."), (18, "Tulis ,.")]),
    ("/data/a <> 3", [(10, "Tulis !=.")]), ("/data/a => 3", [(10, "Tulis >=.")]), ("/data/a =< 3", [(10, "Tulis <=.")]),
    ("not /data/a", [(1, "Tulis not(…).")]), ("not selected(., 'a')", [(5, "Tulis not(…).")]),
    ("!selected(., 'a')", [(1, "Tulis not(…).")]),
    ("5 % 2", [(3, "Tulis mod.")]), ("2 ^ 3", [(3, "Tulis pow(…, …).")]), (". ≥ 3", [(3, "Tulis >=.")]),
    ("(1 + 2", [(1, "Tambahkan ) di tempat yang benar.")]),
    ("1 + 2)", [(6, "Hapus kurung itu atau tambahkan pembukanya.")]),
    ("f('a", [(3, "Tutup dengan ' yang sama.")]),
    ("IF(/data/a=1,2,3)", [(1, "Mungkin yang dimaksud if()?")]),
    ("strng-length(.) > 2", [(1, "Mungkin yang dimaksud string-length()?")]),
    ("LEN(.) > 3", [(1, "Tulis string-length(…).")]), ("AND(1,2)", [(1, "Tulis … and ….")]),
    ("qwertyuiop(.)", [(1, "Periksa ejaannya di daftar fungsi ODK.")]),
    ("substr(.)", [(1, "Lengkapi argumennya.")]), ("true(1)", [(1, "Hapus argumen yang lebih.")]),
    ("if(1 = /data/a, 2)", [(1, "Lengkapi argumennya.")]),
    ("weighted-checklist(1, 2, 3)", [(1, "Lengkapi pasangan terakhirnya.")]),
    ("count('/data/x')", [(7, "Hapus tanda kutipnya.")]),
    ("sum(1)", [(5, "Tulis nama pertanyaan atau kelompok, misalnya ${nama}.")]),
    ("jr:choice-name(/data/x, /data/x)", [(25, "Tulis '${nama}' dengan tanda kutip.")]),
    ("regex(., '[0-9')", [(10, "")]), ("digest(., 'sha1')", [(11, "")]),
    ("today() > '24-11-2026'", [(11, "Tulis tahun, bulan, lalu tanggal, misalnya '2026-01-31'.")]),
    ("round(., 'a')", [(10, "Pakai bilangan atau nama pertanyaan.")]),
    ("/data/a + 'b'", [(11, "Untuk menyambung teks tulis concat(…).")]),
    ("'b' * 2", [(1, "Pakai bilangan atau nama pertanyaan.")]),
    ("selcted(., foo(1))", [(1, "Mungkin yang dimaksud selected()?"), (12, "Mungkin yang dimaksud floor()?")]),
])
def test_errors(expression, wanted):
    errors = found(expression, "error")
    if expression == "selcted(., foo(1))":
        assert [column for column, _ in errors] == [1, 12]
    else:
        assert errors == wanted


@pytest.mark.parametrize(("expression", "column"), [
    ("selected('/data/x', 'a')", 10), ("/data/x = '/data/y'", 11), (". > 'abc'", 5), ("1 = 2", 1), (". = .", 1),
    ("selected(., 'a') = 'yes'", 20), ("format-date(., '%B %Y')", 16), ("selected(., 'a b')", 13), ("/data/jk = p", 12),
])
def test_warnings(expression, column):
    assert [place for place, _ in found(expression, "warning")] == [column]


@pytest.mark.parametrize(("expression", "column"), [("substring(., 1, 2)", 1), ("ancestor::x = 1", 1), ("floor(.)", 1)])
def test_notes_for_forms_that_other_tools_should_run(expression, column):
    assert [place for place, _ in found(expression, "note")] == [column]


@pytest.mark.parametrize("expression", [
    ". >= 0 and . <= 100", "today() > '2026-11-24'", ". = 'abc'", "regex(., '^[0-9]{16}$')", "coalesce(., 0) > 0",
    "instance('kec')/root/item[name = kab]/label", "count(/data/r[x = 1]) > 2", "once(random())", "position(..) = 1",
    "//x", "jr:choice-name(/data/x, '/data/x')", "format-date(., '%d/%m/%Y')", "concat('/', 'a')", ". != ''", "'' = .",
    "pulldata('kab', 'nama', 'kode', /data/kab)", "if(selected(., 'a'), 1, '')", "date('2026-01-01') <= .",
    "selected(., '1') or count-selected(.) = 0", "number(.) = '3'", "string-length() > 3", "sum(lahan/luas)", ". > '3'",
    "indexed-repeat(/data/r/x, /data/r, 1) = 'a'", "weighted-checklist(1, 2, /data/a, 3)", "join(', ', /data/r/x)",
])
def test_right_expressions_have_no_faults(expression):
    assert check(expression) == ()


def test_every_fault_has_a_message_in_both_languages():
    faults = [fault for text in ("a && b", "f(", "1 = 2", "LEN(.)", "substr(.)", "sum(1)", "today() > '1-1-26'")
              for fault in check(text)]
    indonesian = [fault.message for fault in faults]
    i18n.use("en")
    try:
        assert all(fault.message != before for fault, before in zip(faults, indonesian, strict=True))
    finally:
        i18n.use("id")


def test_every_text_of_the_room_has_its_english_with_the_same_places():
    english = json.loads(resources.path("i18n", "en", "xpath.json").read_text(encoding="utf-8"))
    folder = Path(room.__file__).parent
    texts: set[str] = set()
    for file in [*folder.rglob("*.py"), folder.parent / "xml_reader.py"]:
        tree = ast.parse(file.read_text(encoding="utf-8"))
        documentation = {id(node.body[0].value) for node in ast.walk(tree)
                         if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef) and node.body
                         and isinstance(node.body[0], ast.Expr)}
        texts |= {node.value for node in ast.walk(tree)
                  if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in documentation
                  and " " in node.value and node.value.endswith((".", "?"))}
    names = {text for pair in dates._SHORT.values() for text in pair}  # of months and days, in the form's own language
    assert texts - names == set(english)
    for source, translation in english.items():
        places = [{name for _, name, _, _ in string.Formatter().parse(text) if name} for text in (source, translation)]
        assert places[0] == places[1], source


@settings(max_examples=300, deadline=None)
@given(st.text(alphabet="()[]/.'\"=<>!&|,*-+ ab1:@${};“”", max_size=25))
def test_any_text_is_judged_without_a_crash_and_faulty_ones_do_not_compile(text):
    faults = check(text)
    for fault in faults:
        assert 0 <= fault.position <= len(text)
        assert fault.message
    try:
        compile_expression(text)
    except Exception:  # noqa: BLE001 - whatever it is, it must have been found before
        assert any(fault.severity == "error" for fault in faults)


@pytest.mark.parametrize(("expression", "wanted"), [
    ("1 = 1", True), ("1 = 2", False), ("true()", True), ("false() or 0", False), ("'' = 'a'", False),
    ("not(false())", True),
    (". > 5 and . < 3", False), (". > 5 and . < 6", None), (". >= 5 and . <= 5", None), (". > 5 and . <= 5", False),
    ("5 < . and . < 5", False), (". = 3 and . > 4", False), (". = 'a' and . = 'b'", False),
    (". = 'a' and . = 'a'", None),
    (". = 'a' or . = 'b'", None), ("false() and . > 3", False), ("true() or . > 3", True), ("true() and . > 3", None),
    ("not(. > 5 and . < 3)", True), ("/data/r/x > 5 and /data/r/x < 3", None), ("today() > '2020-01-01'", None),
    ("random() < 2", None), (". > -1 and . < -2", False), ("explode()", None), (". != 3 and . = 3", None), (".", None),
    ("string() = 'a'", None),
])
def test_what_always_or_never_holds(expression, wanted):
    assert verdict(parse(expression)) is wanted


def test_single_paths_can_be_named_by_the_caller():
    assert verdict(parse("/data/x > 5 and /data/x < 3"), lambda path: True) is False
