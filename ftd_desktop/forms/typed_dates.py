"""Typed dates and times read as a clerk means them: 24/11/26, 24 nov 2026, 24112026, 9.30."""

from __future__ import annotations

import re
from datetime import date, timedelta

from ftd_desktop import wording
from ftd_desktop.errors import UserError
from ftd_desktop.i18n import tr

# Short forms beside the first three letters; Indonesian and English side by side, for one clerk may mix them.
_MONTH_FORMS = {"agt": 8, "ags": 8, "nop": 11, "nopember": 11, "peb": 2, "pebruari": 2}
_PARTS = re.compile(r"\d+|[a-z]+")


def read_date(text: str, today: date) -> date:
    """The day meant by `text`; a missing year or month is that of `today`.

    UserError when it is no date, or a day the calendar does not have. Two-figure years lie between 90 years before
    and 9 years after `today`.
    """
    words = text.strip().lower()
    if words in ("hari ini", "today", "h"):
        return today
    if words in ("kemarin", "yesterday", "k"):
        return today - timedelta(days=1)
    day, month, year = _date_parts(words, text, today)
    try:
        return date(year, month, day)
    except ValueError:
        raise UserError(
            "Tanggal {text} tidak ada di kalender. Periksa hari dan bulannya, mis. 24/11/2026.", text=text.strip()
        ) from None


def read_month(text: str, today: date) -> date:
    """The first day of the month meant by `text` (10/2026, okt 2026, 102026); UserError when it is no month."""
    parts = _parts(text)
    if len(parts) == 1 and parts[0].isdigit() and len(parts[0]) in (4, 6):
        parts = [parts[0][:2], parts[0][2:]]
    if len(parts) == 2 and len(parts[0]) == 4 and parts[0].isdigit():
        parts.reverse()
    if len(parts) == 3:  # a whole date pasted into a month field
        return read_date(text, today).replace(day=1)
    month = (_month(parts[0]) if parts else None) or 0
    if month not in range(1, 13) or len(parts) > 2 or (len(parts) == 2 and not _is_year(parts[1])):
        raise UserError("“{text}” bukan bulan. Tulis bulan/tahun, mis. 10/2026 atau okt 2026.", text=text.strip())
    return date(_year(parts[1], today) if len(parts) == 2 else today.year, month, 1)


def read_year(text: str) -> date:
    """The first day of the year written with four figures; UserError when it is none."""
    if not re.fullmatch(r"\s*[12]\d{3}\s*", text):
        raise UserError("“{text}” bukan tahun. Tulis empat angka, mis. 2026.", text=text.strip())
    return date(int(text), 1, 1)


def read_time(text: str) -> str:
    """`text` (9, 930, 09.30, 9:30) as ``HH:MM``; UserError when it is no time of day."""
    figures = re.fullmatch(r"\s*(\d{1,2})(?:[.:, ]?(\d{2}))?\s*", text)
    if figures is None or int(figures[1]) > 23 or int(figures[2] or 0) > 59:
        raise UserError("“{text}” bukan jam. Tulis jam.menit, mis. 09.30 atau 930.", text=text.strip())
    return f"{int(figures[1]):02}:{int(figures[2] or 0):02}"


def show_date(day: date) -> str:
    """The day as it stands in a field: 24/11/2026."""
    return f"{day.day:02}/{day.month:02}/{day.year}"


def show_month(day: date) -> str:
    """The month as it stands in a field: 10/2026."""
    return f"{day.month:02}/{day.year}"


def month_name(day: date) -> str:
    """The month in words: Oktober 2026."""
    return wording.long_date(day).partition(" ")[2]


def day_in_words(day: date) -> str:
    """The day in words with its weekday: Selasa, 24 November 2026."""
    return tr("{weekday}, {day}").format(weekday=wording.weekday(day), day=wording.long_date(day))


def _no_date(text: str) -> UserError:
    return UserError(
        "“{text}” bukan tanggal. Tulis hari/bulan/tahun, mis. 24/11/2026 atau 24 nov 2026.", text=text.strip()
    )


def _parts(text: str) -> list[str]:
    return _PARTS.findall(text.lower())


def _date_parts(words: str, text: str, today: date) -> tuple[int, int, int]:
    """Day, month and year of a typed date, still unchecked against the calendar."""
    parts = _parts(words)
    if len(parts) == 1 and parts[0].isdigit() and len(parts[0]) in (6, 8):
        parts = [parts[0][:2], parts[0][2:4], parts[0][4:]]
    if len(parts) == 3 and len(parts[0]) == 4:  # 2026-11-24
        parts.reverse()
    if len(parts) == 3 and not parts[0].isdigit():  # Nov 24 2026
        parts = [parts[1], parts[0], parts[2]]
    if not 1 <= len(parts) <= 3 or not parts[0].isdigit() or len(parts[0]) > 2:
        raise _no_date(text)
    month = _month(parts[1]) if len(parts) > 1 else today.month
    if month is None or (len(parts) == 3 and not _is_year(parts[2])):
        raise _no_date(text)
    return int(parts[0]), month, _year(parts[2], today) if len(parts) == 3 else today.year


def _month(part: str) -> int | None:
    """A month by number or name; a number that is no month stays, so that the calendar refuses it."""
    if part.isdigit():
        return int(part) if len(part) <= 2 else None
    if part in _MONTH_FORMS:
        return _MONTH_FORMS[part]
    for names in (wording.MONTHS_ID, wording.MONTHS_EN):
        for number, name in enumerate(names, 1):
            if len(part) >= 3 and name.lower().startswith(part):
                return number
    return None


def _is_year(part: str) -> bool:
    return part.isdigit() and len(part) in (2, 4)


def _year(part: str, today: date) -> int:
    if len(part) == 4:
        return int(part)
    year = today.year - today.year % 100 + int(part)
    return year - 100 if year > today.year + 9 else year
