from datetime import date, datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ftd_desktop import i18n, wording


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("1.500.000", "1500000"), ("Rp1,5jt", "1500000"), ("350rb", "350000"), ("Rp 2 M", "2000000000"),
     ("1.234,5", "1234.5"),
     ("-5", "-5"), ("1.5", "1.5"), ("2 juta", "2000000"), ("0", "0"),
     ("Rp 1.500.000,-", "1500000"), ("1.500,--", "1500"), ("–5", "-5"),  # as bills and word processors write
     ("9" * 40, "9" * 40), ("-" + "8" * 60, "-" + "8" * 60)],  # Decimal alone would round to 28 figures
)
def test_typed_amounts(typed: str, meant: str) -> None:
    assert wording.parse_amount(typed) == Decimal(meant)


@pytest.mark.parametrize("typed", ["", "abc", "12,", "1.50.0", "1,2,3", "5 kodi", "Rp", "1.500,-5", "9" * 101])
def test_what_is_no_amount(typed: str) -> None:
    assert wording.parse_amount(typed) is None


@given(st.integers(-(10**40), 10**40))
def test_what_is_shown_is_read_back(amount: int) -> None:
    assert wording.parse_amount(wording.money(amount)) == amount
    assert wording.parse_amount(wording.number(amount)) == amount


def test_not_a_figure_of_a_long_number_changes() -> None:
    assert wording.number(12345678901234567) == "12.345.678.901.234.567"
    assert wording.number(Decimal("1" * 40 + ".25"), 2).replace(".", "") == "1" * 40 + ",25"


def test_money_and_numbers() -> None:
    assert wording.money(18500000) == "Rp18.500.000"
    assert wording.money(-5) == "−Rp5"
    assert wording.money(None) == "–"
    assert wording.number(-0.2) == "0"
    assert wording.percent(12.5, 1) == "12,5%"
    i18n.use("en")
    assert wording.number(1234.5, 1) == "1,234.5"


def test_dates() -> None:
    now = datetime(2026, 11, 24, 10, 42)
    assert wording.long_date(date(2026, 11, 24)) == "24 November 2026"
    assert wording.recently(now, now) == "Hari ini 10.42"
    assert wording.recently(datetime(2026, 11, 23, 16, 20), now) == "Kemarin 16.20"
    assert wording.recently(datetime(2026, 5, 18, 1, 0), now) == "18 Mei 2026"
    i18n.use("en")
    assert wording.long_date(date(2026, 5, 18)) == "18 May 2026"


def test_words() -> None:
    assert wording.in_words(18_500_000) == "delapan belas juta lima ratus ribu"
