"""The texts of typed answers: what is well formed, how it is stored, and what to say when it is not."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from math import isfinite
from typing import Any

from ftd_desktop.i18n import tr

_INT = re.compile(r"[+-]?[0-9]+")
_DECIMAL = re.compile(r"[+-]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][+-]?[0-9]{1,3})?")
_TIME = re.compile(r"([01][0-9]|2[0-3]):([0-5][0-9])(?::([0-5][0-9])(?:\.[0-9]+)?)?(Z|[+-][0-9]{2}:?[0-9]{2})?")
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_NUMBER = r"[+-]?[0-9]+(?:\.[0-9]+)?"
_POINT = re.compile(rf"({_NUMBER}) ({_NUMBER})(?: {_NUMBER}(?: {_NUMBER})?)?")

#: SQLite's whole numbers end here.
MAX_INT = 2**63 - 1


def normal(kind: str, text: str) -> str:
    """`text` as it is stored: typed values trimmed, numbers in plain form; what is malformed stays as it is."""
    if kind in ("string", "barcode", "binary"):
        return text
    text = text.strip()
    if kind == "int" and _INT.fullmatch(text) and len(text) < 40:
        return str(int(text))
    if kind == "decimal" and _DECIMAL.fullmatch(text):
        return _plain_decimal(text)
    return text


def _plain_decimal(text: str) -> str:
    plain = format(Decimal(text), "f")
    if "." in plain:
        plain = plain.rstrip("0").rstrip(".")
    return "0" if plain in ("-0", "") else plain


def is_well_formed(kind: str, text: str) -> bool:
    """True when `text` (not blank, normal) is a value of that type."""
    check = _CHECKS.get(kind)
    return check is None or check(text)


def _is_int(text: str) -> bool:
    if len(text) < 19 and text.isdigit() and text.isascii():
        return True
    return _INT.fullmatch(text) is not None and len(text) < 40 and abs(int(text)) <= MAX_INT


def _is_decimal(text: str) -> bool:
    try:
        return _DECIMAL.fullmatch(text) is not None and isfinite(float(text)) and Decimal(text).is_finite()
    except InvalidOperation:
        return False


def _is_date(text: str) -> bool:
    if not _DATE.fullmatch(text[:10]) or (len(text) > 10 and not _is_moment(text)):
        return False
    try:
        date.fromisoformat(text[:10])
    except ValueError:
        return False
    return True


def _is_time(text: str) -> bool:
    return _TIME.fullmatch(text) is not None


def _is_moment(text: str) -> bool:
    day, _, clock = text.partition("T")
    return _is_date(day) and (not clock or _is_time(clock)) if len(day) == 10 else False


def _is_point(text: str) -> bool:
    found = _POINT.fullmatch(text)
    return found is not None and abs(float(found[1])) <= 90 and abs(float(found[2])) <= 180


def _is_line(text: str) -> bool:
    points = [point.strip() for point in text.rstrip("; ").split(";")]
    return len(points) > 1 and all(_is_point(point) for point in points)


def _is_boolean(text: str) -> bool:
    return text in ("true", "false", "1", "0")


_CHECKS: dict[str, Callable[[str], bool]] = {
    "int": _is_int, "decimal": _is_decimal, "date": _is_date, "time": _is_time, "dateTime": _is_moment,
    "geopoint": _is_point, "geotrace": _is_line, "geoshape": _is_line, "boolean": _is_boolean,
}


def complaint(kind: str, text: str, unit: str = "") -> str:
    """What is wrong with a malformed `text` of that type, and the remedy, in the language of the screen."""
    if kind == "int" and unit == "Rp":
        return tr("“{text}” bukan jumlah uang. Tulis rupiah penuh dengan angka, misalnya 1500000.").format(text=text)
    return _complaint_templates().get(kind, tr("“{text}” tidak sesuai dengan jenis pertanyaan ini.")).format(text=text)


def _complaint_templates() -> dict[str, str]:
    return {
        "int": tr("“{text}” bukan bilangan bulat. Tulis angka saja tanpa koma, misalnya 12."),
        "decimal": tr("“{text}” bukan bilangan. Tulis angka, misalnya 2,5."),
        "date": tr("“{text}” bukan tanggal yang ada. Tulis hari/bulan/tahun, misalnya 24/11/2026."),
        "time": tr("“{text}” bukan jam. Tulis jam dan menit, misalnya 08.30."),
        "dateTime": tr("“{text}” bukan tanggal dan jam. Tulis misalnya 24/11/2026 08.30."),
        "geopoint": tr("“{text}” bukan titik lokasi. Tulis lintang lalu bujur, misalnya 3.5952 98.6722."),
        "geotrace": tr("“{text}” bukan jalur. Sedikitnya dua titik, dipisah titik koma."),
        "geoshape": tr("“{text}” bukan bidang. Sedikitnya tiga titik, dipisah titik koma, kembali ke titik pertama."),
        "boolean": tr("“{text}” bukan ya atau tidak."),
    }


def typed(sql_type: str, text: str) -> Any:
    """`text` as the value of a column; None for a blank, and for what is not a number in a number column."""
    if text == "":
        return None
    if sql_type == "INTEGER":
        return int(text) if _is_int(text) else None
    if sql_type == "REAL":
        return float(text) if _is_decimal(text) else None
    return text


def is_typed(kind: str) -> bool:
    """True for a type whose answers can be malformed."""
    return kind in _CHECKS


def writer(kind: str) -> Callable[[Any], str]:
    """What writes the value of a column as its text, faster than `untyped` for many of one kind."""
    if is_typed(kind):
        return lambda value: str(value) if value.__class__ is int else untyped(kind, value)
    return lambda value: value if value.__class__ is str else untyped(kind, value)


def untyped(kind: str, value: object) -> str:
    """The text of a column value."""
    if value is None:
        return ""
    if isinstance(value, float):
        return _plain_decimal(repr(value))
    return normal(kind, str(value))


def timestamp(moment: datetime) -> str:
    """A moment as a form keeps it, with its offset."""
    return moment.isoformat(timespec="milliseconds")
