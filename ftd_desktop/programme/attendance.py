"""Sessions and attendance as the attendance form keeps them: JP attended by each member of a cohort.

1 JP (jam pelajaran) is 45 minutes. A row counts the JP the form computed: all of the session when present, the stated
part when late or partly present, none otherwise. A make-up session counts for the session that it makes up.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from ftd_desktop.programme.cohorts import Cohort, cohort, day
from ftd_desktop.store.file import DataFile

FORM, ROWS = "ftd_presensi", "ftd_presensi__presensi"


@dataclass(frozen=True)
class TrainingSession:
    """One training session: what was taught, when, for how many JP and by whom."""

    id: str
    number: int
    day: date | None
    subject: str
    jp: float
    trainer: str


OF_COHORT = "s.program = ? AND s.tahun_program = ? AND s.angkatan = ?"
_COUNTED = "coalesce(CAST(a.jp_dihitung AS REAL), 0)"  # a calculation of the form is text: '10' < '8'
_HELD = f"{OF_COHORT} AND s._status <> 'draft'"


def sessions(file: DataFile, cohort_id: str) -> list[TrainingSession]:
    """The sessions held for a cohort, in order; a make-up session teaches nothing new and is not among them."""
    sql = f"SELECT s.* FROM {FORM} s WHERE {_HELD} AND {_makes_up(file)} IS NULL ORDER BY s.sesi_ke, s.sesi_tgl"
    return [
        TrainingSession(
            str(row["_id"]), int(row["sesi_ke"] or 0), day(row["sesi_tgl"]), str(row["materi"] or ""),
            float(row["jp"] or 0), str(row["narasumber"] or ""),
        )
        for row in file.rows(sql, key(cohort(file, cohort_id)))
    ]


def jp_by_member(file: DataFile, cohort_id: str) -> dict[str, float]:
    """participant id -> JP attended.

    A member noted twice in one session, or in a session and its make-up, counts once, with the larger JP; a make-up
    never gives more than the session it makes up had.
    """
    of = cohort(file, cohort_id)
    sql = f"""
    SELECT participant, sum(jp) AS jp FROM (
        SELECT p._id AS participant, coalesce(o._id, s._id) AS taught,
               max(min({_COUNTED}, coalesce(o.jp, {_COUNTED}))) AS jp
        FROM {FORM} s
        JOIN {ROWS} a ON a._parent = s._id
        JOIN participant p ON p.kode = a.peserta_id
        LEFT JOIN {FORM} o ON o._id = (
            SELECT min(x._id) FROM {FORM} x WHERE x.sesi_ke = {_makes_up(file)} AND x._id <> s._id
            AND x.program = s.program AND x.tahun_program = s.tahun_program AND x.angkatan = s.angkatan)
        WHERE {_HELD}
        GROUP BY p._id, taught)
    GROUP BY participant"""
    return {str(row["participant"]): float(row["jp"]) for row in file.rows(sql, key(of))}


def key(of: Cohort) -> tuple[str, int, str]:
    """How the attendance form names a cohort: programme code, year, number."""
    return of.programme_code, of.year, of.number


def has_form(file: DataFile) -> bool:
    """Whether the attendance form is installed in the file."""
    return bool(file.value("SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = ?", (FORM,)))


def planned(file: DataFile) -> set[str]:
    """The sessions that stand in a timetable and have no attendance yet: drafts nobody has to finish now."""
    if not has_form(file):
        return set()
    sql = f"""SELECT s._id FROM {FORM} s WHERE s._status = 'draft' AND s.sesi_ke IS NOT NULL
              AND s.materi IS NOT NULL AND s.jp IS NOT NULL
              AND NOT EXISTS (SELECT 1 FROM {ROWS} a WHERE a._parent = s._id)"""
    return {str(row["_id"]) for row in file.rows(sql)}


def makes_up_known(file: DataFile) -> bool:
    """Whether the file's version of the form can mark make-up sessions."""
    return bool(file.value("SELECT 1 FROM pragma_table_info(?) WHERE name = 'susulan_dari'", (FORM,)))


def _makes_up(file: DataFile) -> str:
    """SQL for the number of the session that session `s` makes up, NULL for an ordinary one."""
    return "s.susulan_dari" if makes_up_known(file) else "NULL"
