"""What falls due: the rounds of the survey that members of a cohort still lack, the most overdue first."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from ftd_desktop.programme import rounds as round_rules
from ftd_desktop.programme.cohorts import day
from ftd_desktop.programme.regions import short_regency
from ftd_desktop.programme.rounds import LOST_AFTER
from ftd_desktop.store.file import DataFile


@dataclass(frozen=True)
class DueRound:
    """One round of one person that is due on `due`; `days` is negative when the day has passed."""

    participant_id: str
    name: str
    regency: str
    round: str
    due: date
    days: int


_LACKING = """
SELECT p._id, p.nama, p.kab
FROM membership m JOIN participant p ON p._id = m.participant_id
WHERE m.cohort_id = ? AND m.stage NOT IN ('left', 'registered') AND NOT EXISTS (
    SELECT 1 FROM ftd_survei s WHERE s._participant = p._id AND s.tahap = ? AND s._status <> 'draft')
"""


def due_rounds(file: DataFile, today: date, *, within_days: int = 14, overdue_days: int = LOST_AFTER) -> list[DueRound]:
    """Rounds due within `within_days` or overdue by at most `overdue_days` (older ones are lost, not due).

    Of one person's rounds only the last whose day has come: the visit that asks it makes up for none before it.
    """
    earliest, latest = today - timedelta(days=overdue_days), today + timedelta(days=within_days)
    found: list[DueRound] = []
    for row in file.rows("SELECT _id, starts, ends FROM cohort"):
        for name in round_rules.ORDER[:-1]:
            due = round_rules.due(name, day(row["starts"]), day(row["ends"]))
            if due and earliest <= due <= latest:
                found += [
                    DueRound(p["_id"], p["nama"] or "", short_regency(p["kab"]), name, due, (due - today).days)
                    for p in file.rows(_LACKING, (row["_id"], name))
                ]
    return sorted(_without_overtaken(found), key=lambda item: (item.due, item.name))


def _without_overtaken(found: list[DueRound]) -> list[DueRound]:
    """Leave out a round when a later one of the same person has fallen due too."""
    come = [item for item in found if item.days <= 0]
    last = {item.participant_id: item for item in sorted(come, key=lambda item: round_rules.ORDER.index(item.round))}
    return [item for item in found if item.days > 0 or last[item.participant_id] is item]
