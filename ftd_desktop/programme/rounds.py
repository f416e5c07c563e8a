"""The rounds of the outcome survey: their order, names and due days."""

from __future__ import annotations

import calendar
from dataclasses import dataclass
from datetime import date

from ftd_desktop.i18n import tr

SURVEY = "ftd_survei"
"""The form of every round."""
BASELINE = "baseline"
ENDLINE = "endline"
ORDER = (BASELINE, ENDLINE, "tl3", "tl6", "tl12", "tl_lain")
#: The rounds that every list shows as marks.
SHOWN = (BASELINE, ENDLINE, "tl6")
_MONTHS_AFTER_END = {ENDLINE: 0, "tl3": 3, "tl6": 6, "tl12": 12}
#: Days after the due day on which a round counts as late.
GRACE_DAYS = 30
#: Days after the due day from which a round that was never held is lost rather than due.
LOST_AFTER = 120


@dataclass(frozen=True)
class Round:
    """One round of one participant; `status` is none, draft or complete; `day` is the interview date."""

    name: str
    status: str
    record_id: str | None = None
    day: date | None = None
    due: date | None = None

    def mark(self, today: date) -> str:
        """``c`` done, ``d`` draft, ``o`` not yet, ``l`` late, ``x`` lost: the marks of the lists."""
        if self.status in ("complete", "verified"):
            return "c"
        if self.status == "draft":
            return "d"
        late = (today - self.due).days if self.due else 0
        return "x" if late > LOST_AFTER else "l" if late > GRACE_DAYS else "o"


def label(name: str) -> str:
    """The name of a round on screen."""
    return {
        "baseline": tr("Survei awal"),
        "endline": tr("Survei akhir"),
        "tl3": tr("Survei 3 bulan"),
        "tl6": tr("Survei 6 bulan"),
        "tl12": tr("Survei 12 bulan"),
    }.get(name, tr("Survei lanjutan"))


def due(name: str, cohort_starts: date | None, cohort_ends: date | None) -> date | None:
    """The day a round falls due: baseline at the start, the others counted in months from the end."""
    if name == BASELINE:
        return cohort_starts
    if cohort_ends is None or name not in _MONTHS_AFTER_END:
        return None
    return add_months(cohort_ends, _MONTHS_AFTER_END[name])


def add_months(day: date, months: int) -> date:
    """The same day `months` later, or the last of that month where it has no such day."""
    years, month0 = divmod(day.month - 1 + months, 12)
    year, month = day.year + years, month0 + 1
    return date(year, month, min(day.day, calendar.monthrange(year, month)[1]))


def before(name: str) -> tuple[str, ...]:
    """The rounds that come before `name`, the nearest first."""
    return tuple(reversed(ORDER[: ORDER.index(name)])) if name in ORDER else ()
