"""Large lists inside a form are lifted into columns, and only when they are plain."""

from __future__ import annotations

import pytest

from ftd_desktop.forms.bulk_lists import LARGE, lift_lists
from ftd_desktop.forms.definition import load
from ftd_desktop.forms.interview import Interview
from tests.forms.conftest import CONTEXT, TableMedia, table_xform

SMALL = """
| survey |
| | type | name | label | choice_filter |
| | select_one kab | kab | Kab | |
| | select_one desa | desa | Desa | kab=${kab} |
| choices |
| | list_name | name | label | kab |
| | kab | k0 | Kab 0 | |
| | kab | k1 | Kab 1 | |
| | desa | zzz | Contoh | k0 |
"""
FORM = table_xform(SMALL)
START, END = FORM.index('<instance id="desa"><root>') + 26, FORM.index("</root></instance>", FORM.index('id="desa"'))


def with_rows(rows: str) -> str:
    return FORM[:START] + rows + FORM[END:]


def row(number: int) -> str:
    return f"<item><name>d{number}</name><label>Desa {number} &amp; lain</label><kab>k{number % 2}</kab></item>"


ROWS = "".join(row(number) for number in range(2_000))


@pytest.mark.parametrize("rows", [ROWS, ROWS.replace("<kab>k1</kab>", ""), ROWS.replace("><", ">\n  <")])
def test_a_large_plain_list_is_lifted(rows: str) -> None:
    assert len(rows) > LARGE
    text, lists = lift_lists(with_rows(rows))
    assert len(text) < len(FORM) + 200
    assert lists["desa"].size == 2_000
    assert lists["desa"].column("label")[7] == "Desa 7 & lain"


@pytest.mark.parametrize("rows", [
    row(1), ROWS + "<!-- catatan -->", ROWS.replace("<kab>k1</kab>", "<kab><b/>k1</kab>"), ROWS + "<lain/>",
    ROWS.replace("<name>", "<name x='1'>"),
])
def test_others_are_left_to_the_parser(rows: str) -> None:
    text = with_rows(rows)
    assert lift_lists(text) == (text, {})


def test_the_interview_does_not_notice() -> None:
    interview = Interview(load(with_rows(ROWS), TableMedia({})), context=CONTEXT)
    interview.set("/data/kab", "k1")
    choices = interview.state("/data/desa").choices
    assert (len(choices), choices[0].label, choices[-1].value) == (1_000, "Desa 1 & lain", "d1999")
    interview.set("/data/desa", "d3")
    interview.set("/data/kab", "k0")
    assert interview.state("/data/desa").cleared == "d3"
