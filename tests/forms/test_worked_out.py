"""What an expression works out is stored as its question can hold it, as both oracles do."""

from __future__ import annotations

from datetime import timedelta, timezone

import pytest

from ftd_desktop.forms.definition import load
from ftd_desktop.forms.interview import Interview
from ftd_desktop.forms.worked_out import worked_out
from tests.forms.conftest import CONTEXT, Start, TableMedia
from tests.forms.test_hostile import xform

WIB = timezone(timedelta(hours=7))


@pytest.mark.parametrize(("kind", "text", "stored"), [
    ("int", "3.9", "3"), ("int", "-3.9", "-3"), ("int", "0.2", "0"), ("int", "-0.2", "0"), ("int", "true", "1"),
    ("int", "3000000000.7", "3000000000"), ("int", "abc", "abc"), ("int", "", ""), ("int", "Infinity", "Infinity"),
    ("decimal", "false", "0"), ("decimal", "2.50", "2.5"), ("string", "3.9", "3.9"), ("string", "true", "true"),
    ("date", "2026-11-24T20:47:24.914+07:00", "2026-11-24"), ("date", "20484.708333333332", "2026-02-01"),
    ("date", "besok", "besok"), ("date", "99999999999", "99999999999"), ("date", "", ""),
    ("dateTime", "20484.708333333332", "2026-02-01T00:00:00.000+07:00"), ("dateTime", "2026-02-01", "2026-02-01"),
    ("time", "2026-11-24T20:47:24.914+07:00", "20:47:24.914+07:00"), ("time", "0.5", "0.5"),
])
def test_what_is_stored(kind: str, text: str, stored: str) -> None:
    assert worked_out(kind, text, WIB) == stored


def test_a_question_for_a_whole_number_takes_what_a_division_gives(start: Start) -> None:
    interview = start("""
    | survey |
    | | type | name | label | calculation | default |
    | | date | lahir | Tanggal lahir | | |
    | | integer | umur | Umur | (date('2026-11-24') - ${lahir}) div 365.25 | |
    | | date | jatuh | Jatuh tempo | | date('2026-01-31') + 1 |
    """)
    interview.set("/data/lahir", "1992-03-05")
    assert interview.state("/data/umur").value == "34"
    assert interview.state("/data/umur").error is None
    assert interview.state("/data/jatuh").value == "2026-02-01"


def test_once_keeps_what_the_defaults_give(start: Start) -> None:
    """What depends on no default is not worked out a second time: it could be another."""
    interview = start("""
    | survey |
    | | type | name | label | calculation | default |
    | | calculate | tetap | | once(coalesce(${asal}, 'kosong')) | |
    | | calculate | nomor | | once(random()) | |
    | | text | asal | Asal | | concat('Toba', '') |
    | | text | salin | Salin | | ${nomor} |
    """)
    values = interview.values()
    assert values["/data/tetap"] == "Toba"
    assert values["/data/salin"] == values["/data/nomor"]
    interview.set("/data/asal", "Samosir")
    assert interview.values()["/data/tetap"] == "Toba"


def test_an_attribute_that_is_only_read_is_no_question() -> None:
    model = ("<instance><data id='uji' version='7'><a/><b/></data></instance>"
             "<bind nodeset='/data/a' calculate='concat(/data/@id, /data/@version, /data/@tidak)'/>")
    form = load(xform(model, "<input ref='/data/b'><label>B</label></input>"), TableMedia({}))
    assert list(form.questions) == ["/data/a", "/data/b"]
    assert Interview(form, context=CONTEXT).values()["/data/a"] == "uji7"
