"""A trainer's day over all cohorts: the sessions of today and next, attendance still to be noted, whom to call."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from ftd_desktop.programme import attendance_grid
from ftd_desktop.programme.absences import absences
from ftd_desktop.programme.attendance_grid import Grid
from ftd_desktop.programme.cohorts import Cohort, cohorts
from ftd_desktop.programme.sessions import Session
from ftd_desktop.store.file import DataFile

AHEAD, BEHIND = 60, 60
"""Days before its start and after its end in which a cohort is on a trainer's mind."""
MUCH = 2
"""Sessions missed from which somebody should be called."""
NEXT_SESSIONS = 3
"""Sessions to come that are shown of a cohort."""


@dataclass(frozen=True)
class SessionDue:
    """A session to be held (`days` from today, 0 today) or to be noted (`days` negative, or 0 and not yet held).

    `noted` of `members` have a mark.
    """

    cohort: Cohort
    session: Session
    days: int
    members: int

    @property
    def to_note(self) -> bool:
        """Its day has come, and attendance is not complete."""
        return self.days <= 0 and (not self.session.held or self.session.noted < self.members)


@dataclass(frozen=True)
class ToCall:
    """A member who missed `missed` sessions that were not made up, `jp` in all."""

    participant_id: str
    name: str
    phone: str
    cohort: Cohort
    missed: int
    jp: float


@dataclass(frozen=True)
class TrainingDay:
    """Sessions by day (those to be noted first), members to call (most missed first), and the cohorts looked at."""

    sessions: tuple[SessionDue, ...] = ()
    to_call: tuple[ToCall, ...] = ()
    cohorts: tuple[Cohort, ...] = ()

    @property
    def to_note(self) -> int:
        """How many sessions wait for their attendance."""
        return sum(one.to_note for one in self.sessions)


def read(file: DataFile, today: date) -> TrainingDay:
    """The day of whoever trains with this file."""
    near = tuple(one for one in cohorts(file) if _is_near(one, today))
    grids = [(one, attendance_grid.read(file, one.id)) for one in near]
    due = [found for one, grid in grids for found in _sessions(one, grid, today)]
    calls = [found for one, grid in grids for found in _calls(one, grid)]
    return TrainingDay(
        tuple(sorted(due, key=lambda one: (not one.to_note, one.session.plan.day, one.session.plan.starts))),
        tuple(sorted(calls, key=lambda one: (-one.missed, -one.jp, one.name))), near)


def _is_near(of: Cohort, today: date) -> bool:
    begun = of.starts is None or of.starts <= today + timedelta(days=AHEAD)
    return begun and (of.ends is None or of.ends >= today - timedelta(days=BEHIND))


def _sessions(of: Cohort, grid: Grid, today: date) -> list[SessionDue]:
    found = [SessionDue(of, one, (one.plan.day - today).days, len(grid.members)) for one in grid.sessions]
    to_come = sorted((one for one in found if one.days > 0), key=lambda one: one.days)
    return [one for one in found if one.to_note or one.days == 0] + to_come[:NEXT_SESSIONS]


def _calls(of: Cohort, grid: Grid) -> list[ToCall]:
    return [ToCall(one.member.participant_id, one.member.name, one.member.phone, of, len(one.missed), one.jp)
            for one in absences(grid) if len(one.missed) >= MUCH]
