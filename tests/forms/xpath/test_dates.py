"""Dates, times and offsets, seen from Medan (WIB, +07:00)."""

from __future__ import annotations

import math
from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ftd_desktop.forms.xpath.moments import date_number, days_of, from_days, parse, written
from tests.forms.xpath.world import WIB, World, text, value


@pytest.mark.parametrize(("expression", "wanted"), [
    ("today()", "2026-11-24"), ("now()", "2026-11-24T09:42:36.120+07:00"), ("date('2026-1-5')", "2026-01-05"),
    ("date('2026-01-05')", "2026-01-05"), ("date(0)", "1970-01-01T07:00:00.000+07:00"), ("date('')", ""),
    ("date('2026-02-30')", "Invalid Date"), ("date('kemarin')", "Invalid Date"), ("date(true())", "Invalid Date"),
    ("date(today() + 1)", "2026-11-25"), ("date(today() - 365)", "2025-11-24"), ("date(lahir)", "1992-03-05"),
    ("date(number('x'))", "Invalid Date"), ("date(9999999999)", "Invalid Date"),
    ("date-time('2026-11-24T02:42:36Z')", "2026-11-24T09:42:36.000+07:00"),
    ("date-time('2026-11-24T09:42')", "2026-11-24T09:42:00.000+07:00"),
    ("date-time('2026-11-24T09:42:36.123456+08:00')", "2026-11-24T08:42:36.123+07:00"),
    ("date-time('2026-11-24T25:00:00')", "Invalid Date"), ("date-time('2026-11-24T09:42:00+24:00')", "Invalid Date"),
    ("number('2026-11-24')", "20780"),
    ("format-date(lahir, '%d/%m/%Y')", "05/03/1992"), ("format-date(lahir, '%e-%n-%y')", "5-3-92"),
    ("format-date(lahir, '%a, %e %b %Y')", "Kam, 5 Mar 1992"), ("format-date('2026-08-17', '%b')", "Agu"),
    ("format-date-time(mulai, '%H:%M:%S.%3')", "09:42:36.120"), ("format-date-time(mulai, '%h')", "9"),
    ("format-date-time('2026-11-24T02:42:36Z', '%H.%M')", "09.42"), ("format-date-time(jam, '%H.%M')", "06.00"),
    ("format-date('', '%Y')", ""), ("format-date('x', '%Y')", ""), ("format-date(0, '%Y-%m-%d')", "1970-01-01"),
    ("format-date(today(), '100%% %Q %Y')", "100%% %Q 2026"), ("format-date(kosong, '%Y')", ""),
])
def test_texts(expression, wanted):
    assert text(expression) == wanted


@pytest.mark.parametrize(("expression", "wanted"), [
    ("decimal-date-time('1970-01-02T00:00:00.000Z')", 1), ("decimal-date-time('1970-01-01')", -7 / 24),
    ("decimal-date-time(1.5)", 1.5), ("decimal-date-time('x')", math.nan), ("decimal-date-time('')", math.nan),
    ("decimal-time('12:00:00.000+07:00')", 0.5), ("decimal-time('12:00')", 0.5), ("decimal-time('05:00:00Z')", 0.5),
    ("decimal-time(jam)", 0.25), ("decimal-time('24:00')", math.nan), ("decimal-time('x')", math.nan),
    ("decimal-time('2026-11-24T18:00:00+07:00')", 0.75), ("decimal-time(now())", (9 * 3600 + 42 * 60 + 36.12) / 86400),
    ("number('1970-01-01')", -7 / 24), ("number('1970-01-01T07:00:00')", 0), ("number('1970-1-1')", math.nan),
    ("int((today() - lahir) div 365.25)", 34), ("today() - date('2026-11-23')", 1),
])
def test_numbers(expression, wanted):
    assert value(expression) == pytest.approx(wanted, abs=1e-9, nan_ok=True)


@pytest.mark.parametrize("expression", [
    "lahir < '2000-01-01'", "today() > lahir", "date(lahir) = '1992-03-05'", "lahir + 1 = date('1992-03-06')",
    "lahir = date('1992-03-05')", "mulai > today()", "mulai < today() + 1",
    "date(20000) = date('2024-10-04T00:00:00Z')",
    "date('2026-11-24T09:00:00+07:00') = date('2026-11-24T02:00:00Z')", "not(date('x') = date('x'))",
    "date('x') != today()", "boolean(today())", "not(boolean(date('x')))", "today() >= '2026-11-24'",
    "not(today() > '2026-11-24')", "'2026-11-24' <= today()", "number(lahir) < number(mulai)",
])
def test_comparisons_that_hold(expression):
    assert value(expression) is True


def test_months_follow_the_form_language():
    for language, wanted in {"id": "Mei Sen", "Bahasa Indonesia (id)": "Mei Sen", "Indonesia": "Mei Sen",
                             "English (en)": "May Mon", "en": "May Mon", "Français (fr)": "mai lun.",
                             "Basa Jawa (jv)": "Mei Sen", "default": "Mei Sen", "Klingon (tlh)": "Mei Sen"}.items():
        assert text("format-date('2026-05-04', '%b %a')", world=World(language=language)) == wanted


@settings(max_examples=200, deadline=None)
@given(st.datetimes(datetime(1900, 1, 1), datetime(2199, 12, 31)))
def test_a_moment_is_read_back_as_it_is_written(naive):
    moment = naive.replace(microsecond=naive.microsecond // 1000 * 1000, tzinfo=UTC).astimezone(WIB)
    assert parse(written(moment), WIB) == moment
    assert parse(written(moment, timed=True), WIB) == moment
    assert str(from_days(days_of(moment), WIB).text) == written(moment)


@settings(max_examples=200, deadline=None)
@given(st.dates(), st.integers(-40_000, 40_000))
def test_adding_days_to_a_date_gives_that_day(day, more):
    later = day.toordinal() + more
    if 1 <= later <= 3_652_058:
        wanted = type(day).fromordinal(later).isoformat()
        assert value(f"date('{day.isoformat()}') + {more} = date('{wanted}')") is True
        assert text(f"date(date('{day.isoformat()}') + {more})") == wanted


@settings(max_examples=200, deadline=None)
@given(st.dates(), st.dates())
def test_the_days_between_two_dates_are_a_whole_number(one, other):
    assert value(f"date('{one}') - date('{other}')") == (one - other).days
    assert value(f"int('{one}' - '{other}')") == (one - other).days
    assert value(f"(date('{one}') + 30) - date('{other}')") == (one - other).days + 30


def test_the_latest_of_some_dates_is_a_date_again():
    world = World("<data><d>2026-01-05</d><d>2026-03-01</d><d>2025-12-31</d></data>")
    assert text("date(max(d))", world=world) == "2026-03-01"
    assert text("format-date(min(d), '%d.%m.%Y')", world=world) == "31.12.2025"
    assert text("date(number(d[1]))", world=world) == "2026-01-05"


@settings(max_examples=300, deadline=None)
@given(st.text(alphabet="0123456789-T:+Z.", max_size=30))
def test_no_text_breaks_the_reader(junk):
    found = date_number(junk, WIB)
    assert found is None or found == found
    value(f"decimal-time('{junk}')")
    text(f"format-date('{junk}', '%Y')")
