"""Malformed, hostile and huge input ends in an error a person can act on, in bounded time."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

from ftd_desktop.errors import UserError
from ftd_desktop.forms import bounds, engine, tabular, workbook
from ftd_desktop.forms.definition import load
from ftd_desktop.forms.faults import FormFaults
from ftd_desktop.forms.tabular import read_csv, read_geojson, read_listing
from tests.forms.conftest import Start, TableMedia, table_xform

BOMB = """<?xml version="1.0"?><!DOCTYPE b [<!ENTITY a "x"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>
<h:html xmlns:h="http://www.w3.org/1999/xhtml"><h:head><h:title>&b;</h:title></h:head></h:html>"""
EXTERNAL = '<!DOCTYPE b [<!ENTITY a SYSTEM "file:///etc/passwd">]><x>&a;</x>'


@pytest.mark.parametrize("text", [
    "", "bukan xml", "<x>", "<x/>", BOMB, EXTERNAL, "<a>" * 100_000, "\x00",
    '<h:html xmlns:h="http://www.w3.org/1999/xhtml"><h:head/><h:body/></h:html>',
])
def test_what_is_no_form(text: str) -> None:
    with pytest.raises(UserError):
        load(text, TableMedia({}))


def xform(model: str, body: str = "") -> str:
    return (
        '<h:html xmlns="http://www.w3.org/2002/xforms" xmlns:h="http://www.w3.org/1999/xhtml" '
        'xmlns:jr="http://openrosa.org/javarosa"><h:head><h:title>t</h:title><model>'
        f"{model}</model></h:head><h:body>{body}</h:body></h:html>"
    )


@pytest.mark.parametrize("model", [
    "<instance><data><a/></data></instance><bind nodeset='/data/zzz' type='int'/>",
    "<instance><data><a/><a/></data></instance>",
    "<instance><data><a/></data></instance><bind nodeset='/data/a' relevant='/data/a = 1'/>",
    "<instance><data><a/></data></instance><bind nodeset='/data/a' calculate='/data/a + 1'/>",
    "<instance><data><g><a/></g></data></instance><bind nodeset='/data/g' relevant='/data/g/a = 1'/>",
    "<instance><data><a/></data></instance><bind nodeset='/data/a' relevant='instance(\"x\")/root/y = 1'/>",
    "<instance><data><a/></data></instance><bind nodeset='/data/a' constraint='" + "(" * 5_000 + "'/>",
    "<instance><data><a/></data></instance><bind nodeset='/data/a' constraint='" + "not(" * 2_000 + ")" * 2_000 + "'/>",
])
def test_a_form_that_cannot_run_is_refused(model: str) -> None:
    with pytest.raises(FormFaults) as caught:
        load(xform(model), TableMedia({}))
    assert caught.value.faults


def test_controls_of_unknown_questions() -> None:
    model = "<instance><data><a/></data></instance>"
    with pytest.raises(FormFaults, match="zzz"):
        load(xform(model, "<input ref='/data/zzz'><label>x</label></input>"), TableMedia({}))


def test_a_long_chain_of_calculations(start: Start) -> None:
    rows = "\n".join(f"| | calculate | q{n} | | ${{q{n - 1}}} + 1 |" for n in range(1, 1_500))
    interview = start("| survey |\n| | type | name | label | calculation |\n| | integer | q0 | Q | |\n" + rows)
    interview.set("/data/q0", "1")
    assert interview.values()["/data/q1499"] == "1500"


def test_deep_groups(start: Start) -> None:
    rows = "| survey |\n| | type | name | label |\n"
    rows += "".join(f"| | begin_group | g{n} | G |\n" for n in range(60)) + "| | text | a | A |\n"
    rows += "| | end_group | | |\n" * 60
    interview = start(rows)
    assert len(interview.refs()) == 1


def test_a_list_without_end(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tabular, "MAX_ROWS", 1_000)
    with pytest.raises(UserError, match="1000"):
        read_csv("besar.csv", b"name\n" + b"a\n" * 1_005)


@pytest.mark.parametrize("data", [b"{", b"[]", b'{"features": 3}', b'{"features":[{"geometry":null}]}', b"[" * 100_000])
def test_a_broken_geojson(data: bytes) -> None:
    with pytest.raises(UserError, match=r"x\.geojson"):
        read_geojson("x.geojson", data)


def test_a_hostile_xml_list() -> None:
    with pytest.raises(UserError):
        read_listing("x.xml", BOMB.encode())


def test_a_field_without_end() -> None:
    with pytest.raises(UserError, match=r"x\.csv"):
        read_csv("x.csv", b'a,b\n"' + b"x" * 200_000 + b'",1\n')


def test_an_expression_that_explodes(start: Start) -> None:
    interview = start("""
    | survey |
    | | type | name | label | constraint |
    | | text | a | A | regex(., '^(a+)+$') |
    """)
    interview.set("/data/a", "a" * 40 + "!")
    assert interview.state("/data/a").value == "a" * 40 + "!"


def test_counts_within_counts(start: Start, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engine, "MAX_ROWS", 500)
    interview = start("""
    | survey |
    | | type | name | label | repeat_count |
    | | integer | n | N | |
    | | begin_repeat | a | A | ${n} |
    | | begin_repeat | b | B | ${n} |
    | | text | c | C | |
    | | end_repeat | | | |
    | | end_repeat | | | |
    """)
    interview.set("/data/n", "100")
    assert sum(len(rows) for table, rows in interview.rows().items() if table != "data") == 500
    interview.set("/data/n", "2")
    assert [len(interview.rows()[table]) for table in ("data__a", "data__a__b")] == [2, 4]


def test_setvalues_that_call_each_other_end(start: Start) -> None:
    interview = start("""
    | survey |
    | | type | name | label | calculation | trigger |
    | | integer | a | A | ${b} + 1 | ${b} |
    | | integer | b | B | ${a} + 1 | ${a} |
    """)
    interview.set("/data/a", "1")
    assert int(interview.state("/data/a").value) > 1


def test_a_form_of_the_shipped_kind_cut_anywhere(start: Start) -> None:
    text = table_xform("| survey |\n| | type | name | label |\n| | text | a | A |")
    for place in range(0, len(text), 37):
        with pytest.raises(UserError):
            load(text[:place], TableMedia({}))


def test_a_thousand_groups_in_groups(tmp_path: Path) -> None:
    rows = "".join(f"| | begin_group | g{n} | G |\n" for n in range(1_000)) + "| | text | a | A |\n"
    path = tmp_path / "dalam.md"
    path.write_text("| survey |\n| | type | name | label |\n" + rows + "| | end_group | | |\n" * 1_000)
    with pytest.raises(FormFaults, match="1000 tingkat") as caught:
        workbook.convert(path)
    assert caught.value.faults[0].row == 1_001


def test_a_workbook_that_unpacks_without_end(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bounds, "MAX_UNPACKED", 1_000_000)
    path = tmp_path / "bom.xlsx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("xl/worksheets/sheet1.xml", b" " * 2_000_000)
    assert path.stat().st_size < 10_000
    with pytest.raises(UserError, match="mengembang"):
        workbook.convert(path)


def test_a_filter_over_a_large_list_is_bounded(start: Start) -> None:
    """Rows are looked at by columns: no node is made of those that do not fit."""
    kota = "name,label,prov\n" + "".join(f"k{n},Kota {n},p{n % 50}\n" for n in range(20_000))
    interview = start("""
    | survey |
    | | type | name | label | choice_filter |
    | | text | prov | P | |
    | | select_one_from_file kota.csv | kota | K | starts-with(prov, ${prov}) and name != 'k7' |
    """, media={"kota.csv": kota})
    listing = interview.form.model.lists["kota"]
    for prov, count in (("p7", 399), ("p4", 400 * 11), ("x", 0)):
        interview.set("/data/prov", prov)
        assert len(interview.state("/data/kota").choices) == count
    assert listing._nodes == {}
