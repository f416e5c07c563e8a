from __future__ import annotations

import contextlib
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ftd_desktop.errors import UserError
from ftd_desktop.forms import typed_dates as typed

TODAY = date(2026, 11, 24)


@pytest.mark.parametrize(
    "text",
    [
        "24/11/26",
        "24/11/2026",
        "24-11-2026",
        "24.11.2026",
        "24 11 26",
        "24112026",
        "241126",
        "24 nov 2026",
        "24 Nov 26",
        "24nov2026",
        "24 nopember 2026",
        "2026-11-24",
        "Nov 24, 2026",
        "24/11",
        "24 nov",
        "24",
        "hari ini",
        "h",
        " 24/11/26 ",
    ],
)
def test_ways_to_write_a_day(text: str) -> None:
    assert typed.read_date(text, TODAY) == TODAY


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("3/2/65", date(1965, 2, 3)),
        ("1/1/35", date(2035, 1, 1)),
        ("1/1/36", date(1936, 1, 1)),
        ("17 agt 1945", date(1945, 8, 17)),
        ("29/2/24", date(2024, 2, 29)),
        ("kemarin", date(2026, 11, 23)),
    ],
)
def test_years_and_months_that_could_be_read_otherwise(text: str, day: date) -> None:
    assert typed.read_date(text, TODAY) == day


@pytest.mark.parametrize("text", ["31/02/2026", "29/2/2026", "0/1/2026", "24/13/2026", "31112026"])
def test_a_day_the_calendar_lacks_is_named(text: str) -> None:
    with pytest.raises(UserError, match=r"tidak ada di kalender.*mis\. 24/11/2026") as error:
        typed.read_date(text, TODAY)
    assert text in str(error.value)


@pytest.mark.parametrize("text", ["", "abc", "24/abc/2026", "24/11/202", "1/2/3/4", "123", "24112", "/", "٢٤/١١/٢٠٢٦x"])
def test_what_is_no_date_is_refused_with_an_example(text: str) -> None:
    with pytest.raises(UserError, match="bukan tanggal"):
        typed.read_date(text, TODAY)


@given(st.text(max_size=20))
def test_any_text_is_a_day_or_a_user_error(text: str) -> None:
    with contextlib.suppress(UserError):
        assert isinstance(typed.read_date(text, TODAY), date)


@given(st.dates())
def test_a_shown_day_reads_back(day: date) -> None:
    if day.year >= 1000:
        assert typed.read_date(typed.show_date(day), TODAY) == day
        assert typed.read_month(typed.show_month(day), TODAY) == day.replace(day=1)


@pytest.mark.parametrize(
    "text", ["10/2026", "10/26", "102026", "1026", "okt 2026", "Oktober 26", "oct 2026", "2026-10", "10", "15/10/2026"]
)
def test_ways_to_write_a_month(text: str) -> None:
    assert typed.read_month(text, TODAY) == date(2026, 10, 1)


@pytest.mark.parametrize("text", ["", "13/2026", "x", "10/2", "0/2026", "1/2/3/4"])
def test_what_is_no_month_is_refused(text: str) -> None:
    with pytest.raises(UserError):
        typed.read_month(text, TODAY)


def test_years() -> None:
    assert typed.read_year("2024") == date(2024, 1, 1)
    with pytest.raises(UserError, match="empat angka"):
        typed.read_year("24")


@pytest.mark.parametrize(
    ("text", "time"),
    [("9", "09:00"), ("930", "09:30"), ("09.30", "09:30"), ("9:30", "09:30"), ("2359", "23:59"), ("0930", "09:30")],
)
def test_times(text: str, time: str) -> None:
    assert typed.read_time(text) == time


@pytest.mark.parametrize("text", ["", "24.00", "9.60", "abc", "9.3", "12345"])
def test_what_is_no_time_is_refused(text: str) -> None:
    with pytest.raises(UserError, match="bukan jam"):
        typed.read_time(text)


def test_words() -> None:
    assert typed.day_in_words(TODAY) == "Selasa, 24 November 2026"
    assert typed.month_name(TODAY) == "November 2026"
