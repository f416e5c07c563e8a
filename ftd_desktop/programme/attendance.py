"""Sessions and attendance as the attendance form keeps them: JP attended by each member of a cohort.

1 JP (jam pelajaran) is 45 minutes. A row counts the JP the form computed: all of the session when present, the stated
part when late or partly present, none otherwise.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from ftd_desktop.programme.cohorts import Cohort, cohort, day
from ftd_desktop.store.file import DataFile


@dataclass(frozen=True)
class TrainingSession:
    """One training session: what was taught, when, for how many JP and by whom."""

    id: str
    number: int
    day: date | None
    subject: str
    jp: float
    trainer: str


_OF_COHORT = "s.program = ? AND s.tahun_program = ? AND s.angkatan = ? AND s._status <> 'draft'"


def sessions(file: DataFile, cohort_id: str) -> list[TrainingSession]:
    """The sessions held for a cohort, in order."""
    sql = f"SELECT s.* FROM ftd_presensi s WHERE {_OF_COHORT} ORDER BY s.sesi_ke, s.sesi_tgl"
    return [
        TrainingSession(
            str(row["_id"]), int(row["sesi_ke"] or 0), day(row["sesi_tgl"]), str(row["materi"] or ""),
            float(row["jp"] or 0), str(row["narasumber"] or ""),
        )
        for row in file.rows(sql, _key(cohort(file, cohort_id)))
    ]


def jp_by_member(file: DataFile, cohort_id: str) -> dict[str, float]:
    """participant id -> JP attended. A member noted twice in one session counts once, with the larger JP."""
    sql = f"""
    SELECT participant, sum(jp) AS jp FROM (
        SELECT p._id AS participant, s._id, max(coalesce(a.jp_dihitung, 0)) AS jp
        FROM ftd_presensi s
        JOIN ftd_presensi__presensi a ON a._parent = s._id
        JOIN participant p ON p.kode = a.peserta_id
        WHERE {_OF_COHORT}
        GROUP BY p._id, s._id)
    GROUP BY participant"""
    rows = file.rows(sql, _key(cohort(file, cohort_id)))
    return {str(row["participant"]): float(row["jp"]) for row in rows}


def _key(of: Cohort) -> tuple[str, int, str]:
    return of.programme_code, of.year, of.number
