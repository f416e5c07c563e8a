"""How numbers, money, dates and times are written and read: Indonesian conventions, English when that is in force.

Rules: ``Rp1.500.000`` without a space, ``1.234,5``, ``12,5%``, ``24 November 2026``, ``10.42`` (EYD V).
"""

from __future__ import annotations

import re
from datetime import date, datetime
from decimal import Decimal, InvalidOperation, localcontext

from ftd_desktop.i18n import language, tr

MONTHS_ID = ("Januari", "Februari", "Maret", "April", "Mei", "Juni", "Juli", "Agustus", "September", "Oktober",
             "November", "Desember")
MONTHS_EN = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
             "November", "December")
DAYS_ID = ("Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu")
DAYS_EN = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
MINUS = "\N{MINUS SIGN}"
NONE = "\N{EN DASH}"

# Short forms used in speech and on forms; "m" is miliar, never million (indonesiabaik.id).
_SCALE = {"": 1, "rb": 10**3, "ribu": 10**3, "k": 10**3, "jt": 10**6, "juta": 10**6, "m": 10**9, "miliar": 10**9,
          "milyar": 10**9, "t": 10**12, "triliun": 10**12}
_AMOUNT = re.compile(
    r"(?P<sign>[-\u2212\u2013]?)\s*(?:rp\.?)?\s*(?P<figures>\d[\d.,]*?)(?:,[-\u2012-\u2015]+)?\s*(?P<scale>[a-z]*)\.?",
    re.IGNORECASE,
)
_LONGEST = 100  # characters of an amount; longer figures are no amount, and Decimal would round them


def number(value: int | float | Decimal | None, decimals: int = 0) -> str:
    """`value` with grouped thousands and `decimals` places; an en dash for None or NaN."""
    if value is None or value != value:  # NaN is the one value that differs from itself
        return NONE
    if isinstance(value, int) and not decimals:
        text = f"{abs(value):,d}"  # as a float, an amount over 2**53 would change
    else:
        text = f"{value.copy_abs() if isinstance(value, Decimal) else abs(value):,.{decimals}f}"
    if language() == "id":
        text = text.translate(str.maketrans(",.", ".,"))
    negative = value < 0 and any(c in "123456789" for c in text)
    return (MINUS if negative else "") + text


def figure(value: float) -> str:
    """`value` with only the places it needs and no grouping, as it is also typed: ``48``, ``1,5`` (``1.5``)."""
    text = f"{value:g}"
    return text.replace(".", ",") if language() == "id" else text


def money(value: int | float | Decimal | None) -> str:
    """Whole rupiah, e.g. ``Rp1.500.000``."""
    if value is None or value != value:
        return NONE
    return (MINUS if value < 0 else "") + "Rp" + number(value).removeprefix(MINUS)


def percent(value: float | None, decimals: int = 0) -> str:
    """A percentage that is already times 100, e.g. ``percent(12.5, 1)`` gives ``12,5%``."""
    return NONE if value is None or value != value else number(value, decimals) + "%"


def long_date(day: date | None) -> str:
    """``24 November 2026``; an en dash for None."""
    if day is None:
        return NONE
    months = MONTHS_ID if language() == "id" else MONTHS_EN
    return f"{day.day} {months[day.month - 1]} {day.year}"


def weekday(day: date) -> str:
    """The name of the day of the week."""
    return (DAYS_ID if language() == "id" else DAYS_EN)[day.weekday()]


def clock(moment: datetime) -> str:
    """``10.42``, or ``10:42`` in English."""
    return moment.strftime("%H.%M" if language() == "id" else "%H:%M")


def recently(moment: datetime | None, now: datetime) -> str:
    """``Hari ini 10.42``, ``Kemarin 16.20``, else the long date; both moments in local time."""
    if moment is None:
        return NONE
    days = (now.date() - moment.date()).days
    if days == 0:
        return f"{tr('Hari ini')} {clock(moment)}"
    if days == 1:
        return f"{tr('Kemarin')} {clock(moment)}"
    return long_date(moment.date())


def in_words(value: int) -> str:
    """A whole number in Indonesian words (terbilang), e.g. ``satu juta lima ratus ribu``."""
    from lokal.terbilang import terbilang  # 0.16 s to import: only where an amount is spelled out

    return terbilang(value)


def parse_amount(text: str) -> Decimal | None:
    """What was meant by ``1.500.000``, ``Rp1,5jt``, ``350rb``, ``1.234,5``, ``Rp 1.500,-``; None when it is no amount.

    A dot groups thousands when three figures follow it, else it is a decimal point; a comma is the decimal sign.
    """
    found = _AMOUNT.fullmatch(text.strip()) if len(text) <= _LONGEST else None
    if not found or found["scale"].lower() not in _SCALE:
        return None
    figures = _plain_figures(found["figures"])
    if figures is None:
        return None
    with localcontext(prec=_LONGEST + 20):  # not a figure is rounded away
        try:
            amount = Decimal(figures) * _SCALE[found["scale"].lower()]
        except InvalidOperation:
            return None
        return -amount if found["sign"] else amount


def _plain_figures(figures: str) -> str | None:
    """Figures with grouping removed and a decimal point, or None when dots and commas make no number."""
    whole, comma, fraction = figures.partition(",")
    if comma and not fraction.isdigit():
        return None
    if re.fullmatch(r"\d+|\d{1,3}(\.\d{3})+", whole):
        return whole.replace(".", "") + ("." + fraction if comma else "")
    if not comma and re.fullmatch(r"\d+\.\d+", whole):
        return whole
    return None
