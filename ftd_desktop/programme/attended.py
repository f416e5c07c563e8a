"""The training of one person: every session of the cohort with what was noted, and the JP it counts."""

from __future__ import annotations

from dataclasses import dataclass

from ftd_desktop.programme import attendance, sessions
from ftd_desktop.programme.attendance import FORM, ROWS
from ftd_desktop.programme.attendance_grid import MISSED
from ftd_desktop.programme.cohorts import cohort
from ftd_desktop.programme.sessions import Session
from ftd_desktop.store.file import DataFile


@dataclass(frozen=True)
class Attended:
    """One session for one person. `status` is the form's word ("" when nothing is noted), `jp` what it counts."""

    session: Session
    status: str
    jp: float
    note: str

    @property
    def missed(self) -> bool:
        """Noted as away, whatever the reason."""
        return self.status in MISSED


def of_person(file: DataFile, cohort_id: str, code: str) -> list[Attended]:
    """Every session of a cohort in order, with what is noted under a participant's code."""
    held = sessions.timetable(file, cohort_id)
    if not held:
        return []
    sql = f"""SELECT a._parent, a.hadir, CAST(a.jp_dihitung AS REAL) AS jp, a.ket FROM {ROWS} a
              JOIN {FORM} s ON s._id = a._parent WHERE {attendance.OF_COHORT} AND a.peserta_id = ?
              ORDER BY jp, a._id"""  # as the grid: of two marks for one session the last counts
    noted = {row["_parent"]: row for row in file.rows(sql, (*attendance.key(cohort(file, cohort_id)), code))}
    return [_one(session, noted.get(session.id, {})) for session in held]


def _one(session: Session, row: dict[str, object]) -> Attended:
    return Attended(session, str(row.get("hadir") or ""), float(str(row.get("jp") or 0)), str(row.get("ket") or ""))
