"""A day in other calendars, said beside the Gregorian date when a form asks for one by its appearance."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import QCalendar, QDate

from ftd_desktop.i18n import language, tr

_HIJRI = ("Muharam", "Safar", "Rabiulawal", "Rabiulakhir", "Jumadilawal", "Jumadilakhir", "Rajab", "Syakban", "Ramadan",
          "Syawal", "Zulkaidah", "Zulhijah")  # fmt: skip
_HIJRI_EN = ("Muharram", "Safar", "Rabi I", "Rabi II", "Jumada I", "Jumada II", "Rajab", "Sha'ban", "Ramadan",
             "Shawwal", "Dhu al-Qi'dah", "Dhu al-Hijjah")  # fmt: skip
_ETHIOPIAN, _COPTIC = 1724221, 1825030  # Julian day numbers of the first day of each era


def other_calendar(looks: Sequence[str], day: date) -> str:
    """The day as the appearance asks: islamic (civil, tabular), persian, buddhist, ethiopian, coptic; else "".

    The civil Islamic calendar can differ by a day from one set by sighting; it is said, never stored.
    """
    if "islamic" in looks:
        parts = QCalendar(QCalendar.System.IslamicCivil).partsFromDate(QDate(day.year, day.month, day.day))
        months = _HIJRI_EN if language() == "en" else _HIJRI
        return tr("{day} {month} {year} H (hisab)").format(
            day=parts.day, month=months[parts.month - 1], year=parts.year
        )
    if "persian" in looks:
        parts = QCalendar(QCalendar.System.Jalali).partsFromDate(QDate(day.year, day.month, day.day))
        return f"{parts.year}-{parts.month:02}-{parts.day:02} SH"
    if "buddhist" in looks:
        return f"{day.day:02}/{day.month:02}/{day.year + 543} BE"
    if "ethiopian" in looks:
        return _of_thirteen(day, _ETHIOPIAN) + " EC"
    if "coptic" in looks:
        return _of_thirteen(day, _COPTIC) + " AM"
    return ""


def _of_thirteen(day: date, era: int) -> str:
    """A day in a calendar of twelve months of 30 days and a short thirteenth, leap every fourth year."""
    since = day.toordinal() + 1721425 - era
    year = (4 * since + 1463) // 1461
    start = 365 * (year - 1) + year // 4
    month, rest = divmod(since - start, 30)
    return f"{year}-{month + 1:02}-{rest + 1:02}"
