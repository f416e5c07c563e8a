"""What is well formed, how it is stored, what is said of it when it is not."""

from __future__ import annotations

import pytest

from ftd_desktop.forms.values import complaint, is_well_formed, normal, typed, untyped


@pytest.mark.parametrize(
    ("kind", "text", "stored"),
    [
        ("int", " 012 ", "12"), ("int", "-5", "-5"), ("int", "+7", "7"), ("int", "99999999999", "99999999999"),
        ("int", "1.5", "1.5"), ("int", "12 jt", "12 jt"), ("decimal", "-1", "-1"), ("decimal", "1.50", "1.5"),
        ("decimal", "1e3", "1000"), ("decimal", ".5", "0.5"), ("decimal", "-0.0", "0"),
        ("decimal", "48029681.5", "48029681.5"),
        ("string", " dua ", " dua "), ("date", " 2026-11-24 ", "2026-11-24"),
    ],
)  # fmt: skip
def test_values_are_stored_plainly(kind: str, text: str, stored: str) -> None:
    assert normal(kind, text) == stored
    assert normal(kind, stored) == stored


@pytest.mark.parametrize(
    ("kind", "good", "bad"),
    [
        ("int", ["0", "-12", str(2**63 - 1)], ["1.5", "x", str(2**63), "", "1 2", "9" * 500]),
        ("decimal", ["1.5", "-3", "0"], ["1,5", "x", "nan", "inf", "1e999"]),
        ("date", ["2024-02-29", "1999-11-23T23:30:05"], ["2023-02-29", "24/11/2026", "2026-13-01", "0000-00-00"]),
        ("time", ["08:30", "23:59:59.999+07:00"], ["24:00", "8:30", "0830"]),
        ("dateTime", ["2026-11-24T08:30:00.000+07:00", "2026-11-24"], ["2026-11-24 08:30", "T08:30"]),
        ("geopoint", ["3.5 98.6", "-1 100 12 5"], ["3,5 98", "91 0", "0 181", "x y"]),
        ("geotrace", ["1 2;3 4"], ["1 2", ""]), ("boolean", ["true", "0"], ["ya"]), ("string", ["apa saja"], []),
    ],
)
def test_what_is_of_its_type(kind: str, good: list[str], bad: list[str]) -> None:
    assert [is_well_formed(kind, text) for text in good] == [True] * len(good)
    assert [is_well_formed(kind, text) for text in bad] == [False] * len(bad)


@pytest.mark.parametrize(
    "kind", ["int", "decimal", "date", "time", "dateTime", "geopoint", "geotrace", "boolean", "lain"])
def test_a_complaint_shows_what_was_written(kind: str) -> None:
    assert "“salah”" in complaint(kind, "salah")
    assert "1500000" in complaint("int", "salah", "Rp")


def test_columns_and_back() -> None:
    assert (typed("INTEGER", "12"), typed("INTEGER", "x"), typed("INTEGER", "")) == (12, None, None)
    assert (typed("REAL", "2.5"), typed("REAL", "dua"), typed("TEXT", "2.5")) == (2.5, None, "2.5")
    assert (untyped("int", 12), untyped("decimal", 2.50), untyped("decimal", 3.0), untyped("string", None)) == (
        "12", "2.5", "3", "")
    assert untyped("decimal", 1e21) == "1000000000000000000000"
