"""Dates and times of ODK XForms: text with or without an offset, days since 1970, and back.

A moment is a number (days since 1970-01-01 UTC, to the millisecond) that remembers how it is written, so arithmetic and
comparison need no case of their own. In WIB a day starts at a fraction of 17/24, which no float holds: sums and
differences of moments are put on whole milliseconds, so that the days between two dates are a whole number.
A text without an offset is read in the zone of the environment.
"""

from __future__ import annotations

import re
from datetime import UTC, datetime, time, timedelta, timezone, tzinfo
from typing import Final, Self

DAY: Final = 86_400_000  # milliseconds
_EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)
_MILLISECOND: Final = timedelta(milliseconds=1)
_INVALID_TEXT: Final = "Invalid Date"

_DATE = re.compile(
    r"(\d{4})-(\d{1,2})-(\d{1,2})"
    r"(?:T(\d{2}):(\d{2})(?::(\d{2})(?:\.(\d+))?)?(Z|[-+]\d{2}:\d{2})?)?", re.ASCII
)
_TIME = re.compile(r"(\d{2}):(\d{2})(?::(\d{2})(?:\.(\d+))?)?(Z|[-+]\d{2}:\d{2})?", re.ASCII)


class Moment(float):
    """Days since 1970-01-01 UTC with the text it stands for and whole milliseconds; NaN is an invalid date."""

    __slots__ = ("milliseconds", "text")
    text: str
    milliseconds: float  # a whole number, or NaN

    def __new__(cls, days: float, text: str) -> Self:
        """A moment of so many days, written `text`."""
        self = super().__new__(cls, days)
        self.text = text
        self.milliseconds = milliseconds(days)
        return self

    def __add__(self, other: float) -> float:
        return _snapped(float(self) + float(other))

    def __sub__(self, other: float) -> float:
        return _snapped(float(self) - float(other))

    def __rsub__(self, other: float) -> float:
        return _snapped(float(other) - float(self))

    __radd__ = __add__


class Days(Moment):
    """number() of a date text: days that are written as whole days, not as a date."""

    __slots__ = ()


def _snapped(days: float) -> float:
    """The same days on a whole millisecond, when they are as good as on one."""
    if not abs(days) < 1e9:
        return days
    found = round(days * DAY)
    return found / DAY if abs(days * DAY - found) < 0.2 else days


def milliseconds(days: float) -> float:
    """Whole milliseconds of so many days; as it is beyond all dates."""
    return round(days * DAY) if abs(days) < 1e9 else days


INVALID: Final = Moment(float("nan"), _INVALID_TEXT)


def days_of(moment: datetime) -> float:
    """Days since 1970 of an aware datetime, by whole milliseconds."""
    return ((moment - _EPOCH) // _MILLISECOND) / DAY


def written(moment: datetime, timed: bool = False) -> str:
    """ISO text with milliseconds and offset; local midnight is written as a date unless `timed`."""
    if not timed and moment.time() == time(0):
        return f"{moment.year:04}-{moment.month:02}-{moment.day:02}"
    offset = moment.strftime("%z") or "+0000"
    return f"{moment.strftime('%Y').zfill(4)}{moment.strftime('-%m-%dT%H:%M:%S')}." \
           f"{moment.microsecond // 1000:03}{offset[:3]}:{offset[3:5]}"


def moment_of(moment: datetime, timed: bool = False) -> Moment:
    """The moment of an aware datetime."""
    return Moment(days_of(moment), written(moment, timed))


def from_days(days: float, zone: tzinfo) -> Moment:
    """The moment so many days after 1970-01-01 UTC, written in `zone`; INVALID outside the years 1 to 9999."""
    found = datetime_from_days(days, zone)
    return INVALID if found is None else Moment(days, written(found))


def datetime_from_days(days: float, zone: tzinfo) -> datetime | None:
    """The same as an aware datetime; None for NaN, infinity and other centuries."""
    if days != days or abs(days) > 4_000_000:
        return None
    try:
        return (_EPOCH + timedelta(milliseconds=round(days * DAY))).astimezone(zone)
    except (OverflowError, ValueError):
        return None


def parse(text: str, zone: tzinfo, *, padded: bool = True) -> datetime | None:
    """The aware datetime of a date or dateTime text, None when it is neither; `padded` demands two-digit months."""
    found = _DATE.fullmatch(text)
    if found is None or (padded and (len(found[2]) < 2 or len(found[3]) < 2)):
        return None
    try:
        clock = _clock(found[4] or "0", found[5] or "0", found[6], found[7])
        local = datetime(int(found[1]), int(found[2]), int(found[3]), *clock, tzinfo=_zone(found[8], zone))
        return local.astimezone(zone)
    except (ValueError, OverflowError):
        return None


def parse_time(text: str, zone: tzinfo) -> datetime | None:
    """The aware datetime on 1970-01-01 of a time text such as 06:00:59.000+07:00, in `zone`; None when it is none."""
    found = _TIME.fullmatch(text)
    if found is None:
        return None
    try:
        clock = _clock(found[1], found[2], found[3], found[4])
        return datetime(1970, 1, 1, *clock, tzinfo=_zone(found[5], zone)).astimezone(zone)
    except ValueError:
        return None


def day_fraction(moment: datetime) -> float:
    """The share of its day that has passed."""
    return (timedelta(hours=moment.hour, minutes=moment.minute, seconds=moment.second,
                      microseconds=moment.microsecond) // _MILLISECOND) / DAY


def date_number(text: str, zone: tzinfo) -> Days | None:
    """number() of a date text: fractional days that are written as whole days; None when the text is no date."""
    if len(text) < 10 or text[4:5] != "-":
        return None
    found = parse(text, zone)
    if found is None:
        return None
    days = days_of(found)
    return Days(days, str(int(days // 1)))


def _clock(hour: str, minute: str, second: str | None, fraction: str | None) -> tuple[int, int, int, int]:
    return int(hour), int(minute), int(second or 0), int((fraction or "0")[:6].ljust(6, "0"))


def _zone(offset: str | None, zone: tzinfo) -> tzinfo:
    if offset is None:
        return zone
    if offset == "Z":
        return UTC
    hours, minutes = int(offset[1:3]), int(offset[4:6])
    if hours > 23 or minutes > 59:
        raise ValueError("no such offset")
    shift = timedelta(hours=hours, minutes=minutes)
    return timezone(-shift if offset[0] == "-" else shift)
