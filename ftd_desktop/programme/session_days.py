"""Help in making a timetable: JP from the hours, the next number, a day of sessions copied to another day."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from ftd_desktop.errors import UserError
from ftd_desktop.programme import sessions
from ftd_desktop.programme.interviews import Desk
from ftd_desktop.programme.sessions import Plan, Session
from ftd_desktop.wording import long_date

MINUTES_A_JP = 45


def jp_between(starts: str, ends: str) -> float | None:
    """Whole JP of 45 minutes that fit between two times ``HH:MM``; None where they are blank or none fits."""
    if not starts or not ends:
        return None
    minutes = _minutes(ends) - _minutes(starts)
    return float(minutes // MINUTES_A_JP) or None if minutes > 0 else None


def next_number(timetable: list[Session]) -> int:
    """The number after the highest."""
    return max((one.plan.number for one in timetable), default=0) + 1


def copy_day(desk: Desk, cohort_id: str, source: date, target: date) -> list[str]:
    """The sessions of a day once more on another day, numbered on, without attendance; returns their ids.

    All or none. UserError when there is nothing to copy, or both days are one.
    """
    planned = sessions.timetable(desk.file, cohort_id)
    wanted = [one.plan for one in planned if one.plan.day == source and one.plan.makes_up is None]
    if not wanted:
        raise UserError("Tidak ada sesi pada {tanggal} untuk disalin.", tanggal=long_date(source))
    if source == target:
        raise UserError("Salin ke hari lain: {tanggal} adalah hari yang sama.", tanggal=long_date(source))
    first = next_number(planned)
    with desk.file.write():
        return [sessions.save(desk, cohort_id, replace(plan, number=first + place, day=target))
                for place, plan in enumerate(wanted)]


def make_up_of(session: Session, number: int, day: date) -> Plan:
    """A plan that makes up for a session, to be changed before it is kept."""
    return replace(session.plan, number=number, day=day, makes_up=session.plan.number)


def _minutes(time: str) -> int:
    hours, minutes = time.split(":")[:2]
    return 60 * int(hours) + int(minutes)
