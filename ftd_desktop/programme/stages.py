"""The stage of several people at once: where each stands now, moved together, and taken back together."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from ftd_desktop.programme import cohorts
from ftd_desktop.programme.cohorts import Member
from ftd_desktop.store.changes import log
from ftd_desktop.store.file import DataFile

_NEWEST = """SELECT m._id FROM membership m
WHERE m.participant_id = ? ORDER BY m.since DESC, m._id DESC LIMIT 1"""


@dataclass(frozen=True)
class Moved:
    """What a move of stages replaced, by membership, and where the change log stood after it."""

    before: tuple[dict[str, Any], ...]
    lsn: int


@dataclass(frozen=True)
class TakenBack:
    """How many stand again where they stood, and how many were left because they have been changed since."""

    back: int
    changed_since: int


def newest(file: DataFile, participant_ids: Sequence[str]) -> list[Member]:
    """The membership of each person in the cohort joined last, as the list shows it; who is in none is left out."""
    found = (file.row(_NEWEST, (one,)) for one in participant_ids)
    return [member for row in found if row and (member := cohorts.member(file, row["_id"]))]


def move(file: DataFile, membership_ids: Sequence[str], stage: str, *, since: date, reason: str,
         officer_id: str) -> Moved:
    """Move members to a stage in one write; gives what `take_back` needs."""
    with file.write():
        before = tuple(row for one in membership_ids if (row := file.row(
            "SELECT _id, stage, since, reason, officer_id FROM membership WHERE _id = ?", (one,))))
        for row in before:
            cohorts.set_stage(file, row["_id"], stage, since=since, reason=reason, officer_id=officer_id)
        return Moved(before, log.last_lsn(file))


def take_back(file: DataFile, moved: Moved) -> TakenBack:
    """Put everyone back whose membership nobody has changed since the move; the history keeps both steps."""
    back = 0
    with file.write():
        for row in moved.before:
            if file.value("SELECT 1 FROM _chg WHERE row = ? AND lsn > ? LIMIT 1", (row["_id"], moved.lsn)) is None:
                file.update("membership", row["_id"], {name: row[name] for name in row if name != "_id"})
                back += 1
    return TakenBack(back, len(moved.before) - back)
