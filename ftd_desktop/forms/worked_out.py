"""What an expression of a form works out, as a question of that type stores it.

A form may work a number with decimals out for a whole number, a moment for a date, or a truth for a number. Engines
store what the type can hold of it: ODK Web Forms 0.22 and JavaRosa 5.1.0 cut whole numbers toward nought, JavaRosa
takes the day of a moment and writes 1 and 0 for truths. Days as a number become the date they count (ours: Web Forms
loses them, JavaRosa keeps the number). What the type cannot hold stays as it is and is named as wrong.
"""

from __future__ import annotations

import re
from datetime import tzinfo
from decimal import Decimal

from ftd_desktop.forms.values import normal
from ftd_desktop.forms.xpath.moments import datetime_from_days, written

_NUMBER = re.compile(r"-?[0-9]{1,30}(?:\.[0-9]+)?")
_MOMENT = re.compile(r"([0-9]{4}-[0-9]{2}-[0-9]{2})T([0-9:.]+(?:Z|[+-][0-9:]+)?)")
_TRUTHS = {"true": "1", "false": "0"}


def worked_out(kind: str, text: str, zone: tzinfo) -> str:
    """`text`, the answer of an expression, as a question of the type `kind` stores it; `zone` is that of dates."""
    if kind in ("int", "decimal"):
        text = _TRUTHS.get(text, text)
        if kind == "int" and "." in text and _NUMBER.fullmatch(text):
            return str(int(Decimal(text)))
    elif kind in ("date", "dateTime", "time"):
        text = _moment(kind, text, zone)
    return normal(kind, text)


def _moment(kind: str, text: str, zone: tzinfo) -> str:
    if kind != "time" and _NUMBER.fullmatch(text):
        found = datetime_from_days(float(text), zone)
        text = text if found is None else written(found, timed=kind == "dateTime")
    moment = _MOMENT.fullmatch(text)
    if moment is None or kind == "dateTime":
        return text
    return moment[1] if kind == "date" else moment[2]
