"""Dates and figures on paper: always Bahasa Indonesia, whatever language the window speaks."""

from __future__ import annotations

from datetime import date

from ftd_desktop.wording import MONTHS_ID


def long_date(day: date) -> str:
    """``24 November 2026``."""
    return f"{day.day} {MONTHS_ID[day.month - 1]} {day.year}"


def short_date(day: date) -> str:
    """``24-11-2026``."""
    return f"{day:%d-%m-%Y}"


def figure(value: float) -> str:
    """JP as written: ``48``, ``1,5``."""
    return f"{value:g}".replace(".", ",")


def figure_in_words(value: float) -> str:
    """JP in words: ``empat puluh delapan``, ``satu koma lima``."""
    from ftd_desktop.wording import in_words

    whole, _, fraction = f"{value:g}".partition(".")
    words = in_words(int(whole))
    return words if not fraction else f"{words} koma " + " ".join(in_words(int(digit)) for digit in fraction)
