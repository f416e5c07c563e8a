"""What a clerk types in a field, read into the value that is stored, and a stored value shown as it is typed.

Each reading is a pair of functions: `read(text) -> XForms lexical value` (UserError with the remedy) and
`show(value) -> text`. A value that is not of its type (it was typed wrong and kept) is shown as it is.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal, InvalidOperation
from functools import partial

from ftd_desktop import wording
from ftd_desktop.errors import UserError
from ftd_desktop.forms import typed_dates
from ftd_desktop.i18n import language

_WHOLE = re.compile(r"-?\d+")
_DECIMAL = re.compile(r"-?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?")
_SPACES = re.compile(r"\s+")
#: What no XML document can hold (XML 1.0, production 2) and no clerk means: it comes with a paste.
_UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
_UNSEEN = re.compile("[\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")  # marks around numbers copied from a phone
_FURTHEST = 60  # places before or after the point of a number that is written out
_PHONE_NAMES = ("hp", "telepon", "phone", "wa", "whatsapp")


@dataclass(frozen=True)
class Reading:
    """How one kind of field is read and shown."""

    read: Callable[[str], str]
    show: Callable[[str], str]


def writable(typed: str) -> str:
    """`typed` without what no XML document can hold."""
    return _UNWRITABLE.sub("", typed)


def money() -> Reading:
    """Whole rupiah typed as 1.500.000, 1,5jt or 350rb."""
    return Reading(_read_money, _show_whole)


def whole() -> Reading:
    """A whole number, with or without grouping."""
    return Reading(_read_whole, _show_whole)


def decimal(*, grouped: bool = False) -> Reading:
    """A number with a decimal comma (a point in English); `grouped` shows dots between the thousands."""
    return Reading(_read_decimal, partial(_show_decimal, grouped=grouped))


def text() -> Reading:
    """Words: spaces at the ends go, inner runs of spaces and line breaks of a paste become one."""
    return Reading(lambda typed: _SPACES.sub(" ", writable(typed)).strip(), lambda value: value)


def lines() -> Reading:
    """Several lines: only blank ends go."""
    return Reading(lambda typed: writable(typed).strip(), lambda value: value)


def figures(name: str) -> Reading:
    """A number that is a name (NIK, NPWP, phone): separators of a paste go, leading zeros stay."""
    is_phone = name in _PHONE_NAMES or name.startswith("hp")
    return Reading(partial(_read_figures, phone=is_phone), lambda value: value)


def day(today: date) -> Reading:
    """A typed date."""
    return Reading(lambda typed: _iso(typed_dates.read_date(typed, today)), partial(_show_day, typed_dates.show_date))


def month(today: date) -> Reading:
    """A typed month, kept as its first day."""
    return Reading(lambda typed: _iso(typed_dates.read_month(typed, today)), partial(_show_day, typed_dates.show_month))


def year() -> Reading:
    """A typed year, kept as its first day."""
    return Reading(lambda typed: _iso(typed_dates.read_year(typed)), partial(_show_day, lambda day: str(day.year)))


def clock(now: datetime) -> Reading:
    """A time of day; it keeps the offset of `now`, which knows its zone."""
    return Reading(lambda typed: _clock_value(typed_dates.read_time(typed), now), _show_clock)


def moment(now: datetime) -> Reading:
    """A date and a time of day parted by a space or comma."""
    return Reading(partial(_read_moment, now=now), _show_moment)


def _read_money(typed: str) -> str:
    amount = _number(typed, whole=True)
    if amount is None:
        raise UserError("“{text}” bukan jumlah uang. Tulis angka saja, mis. 1.500.000, 1,5jt atau 350rb.",
                        text=typed.strip())  # fmt: skip
    if amount != amount.to_integral_value():
        raise UserError("“{text}” bukan rupiah penuh. Tulis tanpa sen, mis. 1.500.", text=typed.strip())
    return _whole_text(amount)


def _read_whole(typed: str) -> str:
    amount = None if re.search("[a-z]", typed, re.IGNORECASE) else _number(typed, whole=True)
    if amount is None:
        raise UserError("“{text}” bukan angka. Tulis bilangan bulat, mis. 12.", text=typed.strip())
    if amount != amount.to_integral_value():
        raise UserError("“{text}” bukan bilangan bulat. Tulis tanpa koma, mis. 12.", text=typed.strip())
    return _whole_text(amount)


def _whole_text(amount: Decimal) -> str:
    return f"{amount.to_integral_value():f}" if amount else "0"


def _read_decimal(typed: str) -> str:
    amount = None if re.search("[a-z]", typed, re.IGNORECASE) else _number(typed, whole=False)
    if amount is None:
        raise UserError("“{text}” bukan angka. Tulis angka dengan koma, mis. 2,5.", text=typed.strip())
    return f"{amount:f}"


def _number(typed: str, *, whole: bool) -> Decimal | None:
    """The amount meant; in English a comma groups and a point divides, unless only the other way gives a whole."""
    typed = _UNSEEN.sub("", _SPACES.sub("", typed))
    swapped = typed.translate(str.maketrans(",.", ".,"))
    ways = [swapped, typed] if language() == "en" else [typed, swapped] if whole else [typed]
    amounts = [amount for amount in map(wording.parse_amount, ways) if amount is not None]
    fitting = [a for a in amounts if a == a.to_integral_value()] if whole else amounts
    return next(iter(fitting or amounts), None)


def _show_whole(value: str) -> str:
    return wording.number(int(value)).replace(wording.MINUS, "-") if _is_short_whole(value) else value


def _is_short_whole(value: str) -> bool:
    return len(value) <= _FURTHEST and _WHOLE.fullmatch(value) is not None


def _show_decimal(value: str, *, grouped: bool = False) -> str:
    if not _DECIMAL.fullmatch(value) or abs(Decimal(value).adjusted()) > _FURTHEST:
        return value  # written out, 1e999999999 would fill the memory
    plain = f"{Decimal(value):f}"
    if grouped:
        places = len(plain.partition(".")[2])
        return wording.number(Decimal(value), places).replace(wording.MINUS, "-")
    return plain.replace(".", ",") if language() == "id" else plain


def _read_figures(typed: str, *, phone: bool) -> str:
    """`typed` without separators when it is figures and separators only, else as it stands.

    A phone number with the country code (+62, 62, 0062) becomes the form dialled at home (08…).
    """
    plain = _UNSEEN.sub("", re.sub(r"[\s.\-()/\u00a0\u2010-\u2015]", "", typed))
    if phone:
        plain = re.sub(r"^(\+|00)?62(?=8)", "0", plain)
    return plain if re.fullmatch(r"\+?\d+", plain) else text().read(typed)


def _iso(found: date) -> str:
    return found.isoformat()


def _show_day(shown: Callable[[date], str], value: str) -> str:
    try:
        return shown(date.fromisoformat(value[:10]))
    except ValueError:
        return value


def _offset(now: datetime) -> str:
    minutes = int((now.utcoffset() or timedelta()).total_seconds() // 60)
    return f"{'-' if minutes < 0 else '+'}{abs(minutes) // 60:02}:{abs(minutes) % 60:02}"


def _clock_value(hours_minutes: str, now: datetime) -> str:
    return f"{hours_minutes}:00.000{_offset(now)}"


def _show_clock(value: str) -> str:
    found = re.match(r"(\d{2}):(\d{2})", value)
    return f"{found[1]}.{found[2]}" if found else value


def _read_moment(typed: str, *, now: datetime) -> str:
    date_part, _, time_part = typed.strip().rpartition(" ")
    if not date_part:
        raise UserError("“{text}” belum lengkap. Tulis tanggal lalu jam, mis. 24/11/2026 09.30.", text=typed.strip())
    found = typed_dates.read_date(date_part.rstrip(","), now.date())
    return f"{found.isoformat()}T{_clock_value(typed_dates.read_time(time_part), now)}"


def _show_moment(value: str) -> str:
    day_part, _, time_part = value.partition("T")
    return f"{_show_day(typed_dates.show_date, day_part)} {_show_clock(time_part)}".strip()


def as_number(value: str) -> Decimal | None:
    """A stored value as a number, None when it is none."""
    try:
        found = Decimal(value) if value.strip() else None
    except InvalidOperation:
        return None
    return found if found is None or found.is_finite() else None
