"""Who missed what, to be called: one line a member, with the sessions missed and not made up since."""

from __future__ import annotations

from dataclasses import dataclass

from ftd_desktop.programme.attendance_grid import MISSED, Grid
from ftd_desktop.programme.cohorts import Member
from ftd_desktop.programme.sessions import Session


@dataclass(frozen=True)
class Absence:
    """`missed` are (session, status); `jp` is what those sessions had; `unmarked`: held sessions without a mark."""

    member: Member
    missed: tuple[tuple[Session, str], ...]
    unmarked: tuple[Session, ...]
    jp: float


def absences(grid: Grid) -> list[Absence]:
    """Members with something missed or not noted in a session that was held, most JP first."""
    found = [_of(grid, member) for member in grid.members]
    return sorted((one for one in found if one.missed or one.unmarked), key=lambda one: (-one.jp, one.member.name))


def _of(grid: Grid, member: Member) -> Absence:
    marks = {session.id: grid.marks.get((session.id, member.code)) for session in grid.sessions}
    held = [session for session in grid.sessions if session.held]
    made_up = {session.plan.makes_up for session in held
               if (mark := marks[session.id]) is not None and mark.status not in MISSED}
    open_ = [session for session in held if session.plan.makes_up is None and session.plan.number not in made_up]
    missed = tuple((session, mark.status) for session in open_
                   if (mark := marks[session.id]) is not None and mark.status in MISSED)
    unmarked = tuple(session for session in open_ if marks[session.id] is None)
    jp = sum(session.plan.jp for session, _ in missed) + sum(session.plan.jp for session in unmarked)
    return Absence(member, missed, unmarked, jp)
