"""Totals of an attendance grid as it stands in memory: JP of each member, people in each session."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from ftd_desktop.programme.attendance_grid import MISSED, PARTIAL, Key, Mark
from ftd_desktop.programme.sessions import Session


def counted(mark: Mark | None, jp: float) -> float:
    """JP that a mark gives in a session of `jp`, as the attendance form computes it."""
    if mark is None or mark.status in MISSED:
        return 0.0
    return (mark.jp or 0.0) if mark.status in PARTIAL else jp


def jp_attended(code: str, sessions: Sequence[Session], marks: Mapping[Key, Mark]) -> float:
    """JP of a member in the sessions held: for a session and its make-ups the largest, never more than it had."""
    taught = originals(sessions)
    found: dict[str, float] = {}
    for session in sessions:
        original = session if session.plan.makes_up is None else taught.get(session.plan.makes_up, session)
        jp = min(counted(marks.get((session.id, code)), session.plan.jp), original.plan.jp)
        found[original.id] = max(found.get(original.id, 0.0), jp)
    return sum(found.values())


def present(session_id: str, codes: Iterable[str], marks: Mapping[Key, Mark]) -> tuple[int, int]:
    """(how many were there, how many are noted) of these members in a session."""
    noted = [mark for code in codes if (mark := marks.get((session_id, code))) is not None]
    return sum(mark.status not in MISSED for mark in noted), len(noted)


def originals(sessions: Iterable[Session]) -> dict[int, Session]:
    """Session number -> the session that make-ups of that number stand for; of two with one number the older record."""
    found: dict[int, Session] = {}
    for session in sorted(sessions, key=lambda one: one.id, reverse=True):
        if session.plan.makes_up is None:
            found[session.plan.number] = session
    return found
