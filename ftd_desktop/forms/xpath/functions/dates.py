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
from ftd_desktop.i18n import language

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


# Months, then days from Monday, by the language of the form; where none is named, that of the screen.
_SHORT: Final = {
    "id": ("Jan Feb Mar Apr Mei Jun Jul Agu Sep Okt Nov Des", "Sen Sel Rab Kam Jum Sab Min"),
    "en": ("Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec", "Mon Tue Wed Thu Fri Sat Sun"),
    "ms": ("Jan Feb Mac Apr Mei Jun Jul Ogo Sep Okt Nov Dis", "Isn Sel Rab Kha Jum Sab Ahd"),
    "jv": ("Jan Feb Mar Apr Mei Jun Jul Agt Sep Okt Nov Des", "Sen Sel Reb Kem Jem Set Min"),
    "su": ("Jan Péb Mar Apr Méi Jun Jul Ags Sép Okt Nop Dés", "Sen Sal Reb Kem Jum Sap Min"),
    "nl": ("jan feb mrt apr mei jun jul aug sep okt nov dec", "ma di wo do vr za zo"),
    "fr": ("janv. févr. mars avr. mai juin juil. août sept. oct. nov. déc.", "lun. mar. mer. jeu. ven. sam. dim."),
    "es": ("ene feb mar abr may jun jul ago sept oct nov dic", "lun mar mié jue vie sáb dom"),
    "pt": ("jan. fev. mar. abr. mai. jun. jul. ago. set. out. nov. dez.", "seg. ter. qua. qui. sex. sáb. dom."),
    "de": ("Jan. Feb. März Apr. Mai Juni Juli Aug. Sept. Okt. Nov. Dez.", "Mo Di Mi Do Fr Sa So"),
}
_NAMED: Final = {"indonesia": "id", "bahasa": "id", "english": "en", "inggris": "en", "melayu": "ms", "jawa": "jv",
                 "sunda": "su", "nederlands": "nl", "français": "fr", "french": "fr", "español": "es", "spanish": "es",
                 "português": "pt", "portuguese": "pt", "deutsch": "de", "german": "de"}
_IDENTIFIER = re.compile(r"%([YymnbdeaHhMS3])")


@add("vs>s", "format-date", "format-date-time")
def format_date(scope: Scope, value: Value, pattern: str) -> str:
    """The date or time written by `pattern` (%Y %y %m %n %b %d %e %a %H %h %M %S %3); "" for none."""
    moment = _datetime(scope, value)
    if moment is None:
        return ""
    months, days = (names.split() for names in _SHORT[_tongue(scope.env.language) or _spoken()])
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


def _spoken() -> str:
    """The language of the screen."""
    return _tongue(language()) or "id"


@lru_cache(maxsize=64)
def _tongue(named: str) -> str:
    """The code of a form language such as "English (en)", "Bahasa Indonesia", "id"; "" for one that is not known."""
    code = re.search(r"\(([A-Za-z]{2,3})(?:[-_][A-Za-z]+)?\)\s*$", named)
    short = (code[1] if code else named).lower()
    if short in ("in", "ind"):  # an older code of Indonesian
        return "id"
    if short in _SHORT:
        return short
    return next((tongue for name, tongue in _NAMED.items() if name in named.lower()), "")
