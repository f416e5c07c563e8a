"""XForms written by hand: relative references, events, rows named by predicates, forms without row templates."""

from __future__ import annotations

import pytest

from ftd_desktop.forms.definition import load
from ftd_desktop.forms.faults import FormFaults
from ftd_desktop.forms.interview import Interview
from tests.forms.conftest import CONTEXT, TableMedia


def interview(model: str, body: str, values: dict[str, str] | None = None) -> Interview:
    text = (
        '<h:html xmlns="http://www.w3.org/2002/xforms" xmlns:h="http://www.w3.org/1999/xhtml" '
        'xmlns:jr="http://openrosa.org/javarosa"><h:head><h:title>t</h:title><model>'
        f"{model}</model></h:head><h:body>{body}</h:body></h:html>"
    )
    return Interview(load(text, TableMedia({})), values or {}, context=CONTEXT)


def test_a_setvalue_names_its_row() -> None:
    running = interview(
        "<instance><data><sumber/><r><tujuan/></r></data></instance>",
        "<input ref='/data/sumber'><setvalue event='xforms-value-changed' "
        "ref='/data/r[position()=2]/tujuan' value='/data/sumber'/></input>"
        "<group ref='/data/r'><repeat nodeset='/data/r'><input ref='tujuan'/></repeat></group>",
    )
    running.set("/data/sumber", "a")
    running.add_repeat("/data/r")
    running.set("/data/sumber", "b")
    assert [running.state(f"/data/r[{row}]/tujuan").value for row in (1, 2)] == ["", "b"]


def test_a_new_row_is_told_to_the_groups_in_it() -> None:
    running = interview(
        "<instance><data><r><g><a/></g></r></data></instance>",
        "<repeat nodeset='/data/r'><group ref='/data/r/g'>"
        "<setvalue event='odk-new-repeat odk-instance-first-load' ref='/data/r/g/a' value='100'/>"
        "<input ref='/data/r/g/a'/></group></repeat>",
    )
    running.add_repeat("/data/r")
    assert [running.state(f"/data/r[{row}]/g/a").value for row in (1, 2)] == ["100", "100"]


def test_a_blank_value_goes_before_the_text_of_a_setvalue() -> None:
    running = interview(
        "<instance><data><a/><b>x</b></data></instance>",
        "<input ref='/data/a'><setvalue event='xforms-value-changed' ref='/data/b' value=''>teks</setvalue></input>",
    )
    running.set("/data/a", "1")
    assert running.state("/data/b").value == ""


def test_prefixes_of_metadata() -> None:
    running = interview(
        "<instance xmlns:orx='http://openrosa.org/xforms'><data><a/><orx:meta><orx:instanceID/><orx:deviceID/>"
        "</orx:meta></data></instance><bind nodeset='/data/orx:meta/orx:instanceID' jr:preload='uid'/>"
        "<bind nodeset='/data/orx:meta/orx:deviceID' jr:preload='property' jr:preloadParams='deviceid'/>"
        "<bind nodeset='/data/a' calculate='/data/orx:meta/orx:deviceID'/>",
        "<input ref='/data/a'/>",
    )
    assert running.state("/data/a").value == "ftd:1"
    assert running.state("/data/meta/instanceID").value.startswith("uuid:")


def test_an_id_that_is_calculated_stays() -> None:
    model = ("<instance><data><a/><meta><instanceID/></meta></data></instance>"
             "<bind nodeset='/data/meta/instanceID' calculate=\"concat('uuid:', uuid())\"/>")
    first = interview(model, "<input ref='/data/a'/>").values()
    assert interview(model, "<input ref='/data/a'/>", first).values() == first


def test_a_setvalue_in_a_row_stays_in_it() -> None:
    running = interview(
        "<instance><data><jumlah>0</jumlah><r><a/><b/></r></data></instance>",
        "<repeat nodeset='/data/r'><input ref='/data/r/a'>"
        "<setvalue event='xforms-value-changed' ref='/data/r/b' value='4 * position(..)'/>"
        "<setvalue event='xforms-value-changed' ref='/data/jumlah' value='. + 1'/></input></repeat>",
    )
    running.add_repeat("/data/r")
    running.set("/data/r[2]/a", "x")
    assert [running.state(ref).value for ref in ("/data/r[1]/b", "/data/r[2]/b", "/data/jumlah")] == ["", "8", "1"]


def test_values_of_every_load_and_of_the_first() -> None:
    model = (
        "<instance><data><satu/><dua/></data></instance>"
        "<setvalue event='odk-instance-first-load' ref='/data/satu' value='4*4'/>"
        "<setvalue event='odk-instance-load' ref='/data/dua'>lagi</setvalue>"
    )
    body = "<input ref='/data/satu'/><input ref='/data/dua'/>"
    first = interview(model, body)
    assert (first.state("/data/satu").value, first.state("/data/dua").value) == ("16", "lagi")
    again = interview(model, body, {"/data/satu": "5", "/data/dua": "5"})
    assert (again.state("/data/satu").value, again.state("/data/dua").value) == ("5", "lagi")


def test_a_value_set_at_the_start_outlasts_a_calculation_until_it_changes() -> None:
    running = interview(
        "<instance><data><a/><b/></data></instance><bind nodeset='/data/b' calculate=\"concat('b', /data/a)\"/>"
        "<setvalue event='odk-instance-load' ref='/data/b'>awal</setvalue>",
        "<input ref='/data/a'/><input ref='/data/b'/>")
    assert running.state("/data/b").value == "awal"
    running.set("/data/a", "1")
    assert running.state("/data/b").value == "b1"


def test_an_unknown_event_is_a_fault() -> None:
    with pytest.raises(FormFaults, match="odk-inftance-first-load"):
        interview("<instance><data><a/></data></instance>"
                  "<setvalue event='odk-inftance-first-load' ref='/data/a' value='1'/>", "<input ref='/data/a'/>")


def test_rows_without_a_template_and_relative_refs() -> None:
    running = interview(
        "<instance><data><r><a>x</a></r><r><a>y</a></r><saring/><pilih/></data></instance>",
        "<repeat nodeset='/data/r'><input ref='a'/></repeat><input ref='saring'/>"
        "<select1 ref='/data/pilih'><itemset nodeset='../r[starts-with(a, current()/../saring)]'>"
        "<value ref='a'/><label ref='a'/></itemset></select1>",
    )
    assert [c.value for c in running.state("/data/pilih").choices] == ["x", "y"]
    changes = running.set("/data/saring", "y")
    assert "/data/saring" in changes.refs
    assert [c.value for c in running.state("/data/pilih").choices] == ["y"]
    running.add_repeat("/data/r")
    running.set("/data/r[3]/a", "yy")
    assert [c.value for c in running.state("/data/pilih").choices] == ["y", "yy"]


def test_a_row_may_read_the_one_before() -> None:
    running = interview(
        "<instance><data><r><a>1</a></r></data></instance><bind nodeset='/data/r/a' type='int' "
        "calculate=\"coalesce(/data/r[position() = (position(current()/..) - 1)]/a, 0) + 1\"/>",
        "<repeat nodeset='/data/r'><input ref='/data/r/a'/></repeat>",
    )
    running.add_repeat("/data/r")
    running.add_repeat("/data/r")
    assert [running.state(f"/data/r[{row}]/a").value for row in (1, 2, 3)] == ["1", "2", "3"]


@pytest.mark.parametrize("binds", [
    "<bind nodeset='/data/r/a' calculate='/data/b + 1'/><bind nodeset='/data/b' calculate='/data/r[position()=1]/a'/>",
    "<bind nodeset='/data/r/a' calculate='../a + 1'/>",
    "<bind nodeset='/data/r/a' calculate='../c + 1'/><bind nodeset='/data/r/c' calculate='../a + 1'/>",
    "<bind nodeset='/data/b' relevant='. > 0'/>",
])
def test_cycles_through_rows_are_refused(binds: str) -> None:
    with pytest.raises(FormFaults):
        interview(f"<instance><data><r><a/><c/></r><b/></data></instance>{binds}",
                  "<repeat nodeset='/data/r'><input ref='/data/r/a'/></repeat>")


def test_groups_that_only_lay_out() -> None:
    running = interview(
        "<instance><data><a/><b/></data></instance>",
        "<group appearance='field-list'><label>Bagian</label><input ref='/data/a'/></group><input ref='/data/b'/>")
    first, second = running.layout()
    assert (first.label, first.items, second.items) == ("", ("/data/a",), ("/data/b",))


def test_counts_may_be_plain_numbers_or_paths() -> None:
    running = interview(
        "<instance><data><n>2</n><r jr:template=''><a/></r></data></instance>",
        "<group ref='/data/r'><label>R</label><repeat nodeset='/data/r' jr:count='/data/n' jr:noAddRemove='true()'>"
        "<input ref='/data/r/a'/></repeat></group><input ref='/data/n'/>")
    assert len(running.rows()["data__r"]) == 2
    running.set("/data/n", "3.9")
    assert len(running.rows()["data__r"]) == 3
    running.set("/data/n", "")
    assert running.rows()["data__r"] == []
