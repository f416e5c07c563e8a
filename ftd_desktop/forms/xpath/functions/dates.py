"""Functions on dates and times."""

from __future__ import annotations

import re
from datetime import date as day_type
from datetime import datetime, time, tzinfo
from functools import lru_cache
from typing import Final

from ftd_desktop.forms.xpath import moments
from ftd_desktop.forms.xpath.functions.registry import NAN, Table
from ftd_desktop.forms.xpath.moments import INVALID, Days, Moment
from ftd_desktop.forms.xpath.scope import Scope
from ftd_desktop.forms.xpath.values import Value, string_of

TABLE = Table()
add = TABLE.add


@add(">n", "today")
def today(scope: Scope) -> Moment:
    """The local day of the clock."""
    zone = scope.env.zone
    return _midnight(scope.env.now().astimezone(zone).date(), zone)


@lru_cache(maxsize=16)
def _midnight(day: day_type, zone: tzinfo) -> Moment:
    return moments.moment_of(datetime.combine(day, time(0), zone))


@add(">n", "now")
def now(scope: Scope) -> Moment:
    """The clock, with its offset."""
    return moments.moment_of(scope.env.now(), timed=True)


@add("v>n", "date", "date-time")
def date(scope: Scope, value: Value) -> Value:
    """A date from a text or from days since 1970; blank stays blank, anything else is an invalid date."""
    if isinstance(value, list):
        value = string_of(value)
    if isinstance(value, Moment) and not isinstance(value, Days):
        return value
    if isinstance(value, bool):
        return INVALID
    if isinstance(value, float):
        return moments.from_days(value, scope.env.zone)
    if not value:
        return ""
    found = moments.parse(value, scope.env.zone, padded=False)
    return INVALID if found is None else moments.moment_of(found)


@add("v>n", "decimal-date-time")
def decimal_date_time(scope: Scope, value: Value) -> float:
    """Days since 1970-01-01 UTC with their fraction."""
    if isinstance(value, float):
        return float(value)
    found = moments.parse(string_of(value), scope.env.zone, padded=False)
    return NAN if found is None else moments.days_of(found)


@add("v>n", "decimal-time")
def decimal_time(scope: Scope, value: Value) -> float:
    """The share of the local day at a time, also that of a date and time."""
    moment = _datetime(scope, value)
    return NAN if moment is None else moments.day_fraction(moment)


_SHORT: Final = {
    "id": ("Jan Feb Mar Apr Mei Jun Jul Agu Sep Okt Nov Des", "Sen Sel Rab Kam Jum Sab Min"),
    "en": ("Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec", "Mon Tue Wed Thu Fri Sat Sun"),
}
_IDENTIFIER = re.compile(r"%([YymnbdeaHhMS3])")


@add("vs>s", "format-date", "format-date-time")
def format_date(scope: Scope, value: Value, pattern: str) -> str:
    """The date or time written by `pattern` (%Y %y %m %n %b %d %e %a %H %h %M %S %3); "" for none."""
    moment = _datetime(scope, value)
    if moment is None:
        return ""
    months, days = (names.split() for names in _SHORT[_tongue(scope.env.language)])
    parts = {
        "Y": f"{moment.year:04}", "y": f"{moment.year % 100:02}", "m": f"{moment.month:02}", "n": str(moment.month),
        "b": months[moment.month - 1], "d": f"{moment.day:02}", "e": str(moment.day), "a": days[moment.weekday()],
        "H": f"{moment.hour:02}", "h": str(moment.hour), "M": f"{moment.minute:02}", "S": f"{moment.second:02}",
        "3": f"{moment.microsecond // 1000:03}",
    }
    return _IDENTIFIER.sub(lambda found: parts[found[1]], pattern)


def _datetime(scope: Scope, value: Value) -> datetime | None:
    zone = scope.env.zone
    if isinstance(value, float):
        return moments.datetime_from_days(value, zone)
    text = string_of(value)
    return moments.parse(text, zone, padded=False) or moments.parse_time(text, zone)


def _tongue(language: str) -> str:
    """"id" or "en" from a form language such as "English (en)", "Bahasa Indonesia", "id"."""
    code = re.search(r"\(([A-Za-z]{2,3})(?:[-_][A-Za-z]+)?\)\s*$", language)
    short = (code[1] if code else language[:2]).lower()
    if short in ("id", "in") or "indonesia" in language.lower():
        return "id"
    return "id" if language.lower().startswith("ba") else "en"
