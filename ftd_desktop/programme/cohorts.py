"""Programmes, cohorts and who belongs to them: records, never constants (FTD 2022, FTD 2023, Youngpreneur 2025…)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from ftd_desktop.errors import UserError
from ftd_desktop.i18n import tr
from ftd_desktop.store.file import DataFile

STAGES = ("registered", "participant", "completed", "alumnus", "left")


@dataclass(frozen=True)
class Cohort:
    """One intake of a programme, with the rule of completion that holds for it."""

    id: str
    programme_id: str
    programme_code: str
    programme_name: str
    year: int
    number: str
    name: str
    starts: date | None
    ends: date | None
    jp_total: float
    min_share: float
    needs_task: bool
    needs_endline: bool
    place: str

    @property
    def title(self) -> str:
        """``FTD 2022 · Angkatan 01``."""
        return f"{self.programme_code} {self.year} · {tr('Angkatan')} {self.number}"


def stage_label(stage: str | None) -> str:
    """The name of a stage on screen."""
    return {
        "participant": tr("Pelatihan"),
        "completed": tr("Lulus"),
        "alumnus": tr("Alumni"),
        "left": tr("Keluar"),
    }.get(stage or "", tr("Terdaftar"))


def add_programme(file: DataFile, code: str, name: str, year: int, note: str = "") -> str:
    """Record a programme; returns its id."""
    return file.insert("programme", {"code": code, "name": name, "year": year, "note": note})


def add_cohort(
    file: DataFile, programme_id: str, number: str, *, name: str = "", starts: date, ends: date, jp_total: float,
    min_share: float = 0.8, needs_task: bool = False, needs_endline: bool = True, place: str = "",
) -> str:
    """Record a cohort; `min_share` is the share of JP that must be attended, 0 to 1. Returns its id."""
    if ends < starts:
        raise UserError(
            "Tanggal selesai angkatan {number} ({ends}) mendahului tanggal mulai ({starts}). Betulkan salah satunya.",
            number=number, starts=starts.isoformat(), ends=ends.isoformat(),
        )
    return file.insert("cohort", {
        "programme_id": programme_id, "number": number, "name": name, "starts": starts.isoformat(),
        "ends": ends.isoformat(), "jp_total": float(jp_total), "min_share": float(min_share),
        "needs_task": int(needs_task), "needs_endline": int(needs_endline), "place": place,
    })


_COHORTS = """
SELECT c.*, p.code AS programme_code, p.name AS programme_name, p.year
FROM cohort c JOIN programme p ON p._id = c.programme_id
"""


def cohorts(file: DataFile) -> list[Cohort]:
    """Every cohort, the latest first."""
    return [_cohort(row) for row in file.rows(_COHORTS + "ORDER BY p.year DESC, c.starts DESC, c.number DESC")]


def cohort(file: DataFile, cohort_id: str) -> Cohort:
    """One cohort; UserError when the file does not hold it."""
    row = file.row(_COHORTS + "WHERE c._id = ?", (cohort_id,))
    if row is None:
        raise UserError("Angkatan itu tidak ada di berkas ini. Terima berkas terbaru dari provinsi, lalu ulangi.")
    return _cohort(row)


def join(file: DataFile, participant_id: str, cohort_id: str, *, since: date, officer_id: str = "",
         stage: str = "participant", reason: str = "") -> str:
    """Make a participant a member of a cohort; joining twice changes nothing. Returns the membership's id."""
    known = file.row(
        "SELECT _id FROM membership WHERE participant_id = ? AND cohort_id = ?", (participant_id, cohort_id)
    )
    if known:
        return str(known["_id"])
    return file.insert("membership", {
        "participant_id": participant_id, "cohort_id": cohort_id, "stage": stage, "since": since.isoformat(),
        "reason": reason, "officer_id": officer_id,
    })


def set_stage(file: DataFile, membership_id: str, stage: str, *, since: date, reason: str, officer_id: str) -> None:
    """Move a member to another stage, with the day, the reason and whose hand it was."""
    if stage not in STAGES:
        raise ValueError(stage)
    values = {"stage": stage, "since": since.isoformat(), "reason": reason, "officer_id": officer_id}
    file.update("membership", membership_id, values)


def member_ids(file: DataFile, cohort_id: str) -> list[str]:
    """The participants of a cohort by name."""
    sql = """SELECT m.participant_id FROM membership m JOIN participant p ON p._id = m.participant_id
             WHERE m.cohort_id = ? ORDER BY p.nama COLLATE NOCASE, p._id"""
    return [row["participant_id"] for row in file.rows(sql, (cohort_id,))]


def _cohort(row: dict[str, object]) -> Cohort:
    return Cohort(
        id=str(row["_id"]), programme_id=str(row["programme_id"]), programme_code=str(row["programme_code"]),
        programme_name=str(row["programme_name"]), year=int(str(row["year"])), number=str(row["number"]),
        name=str(row["name"] or ""), starts=day(row["starts"]), ends=day(row["ends"]),
        jp_total=float(str(row["jp_total"] or 0)), min_share=float(str(row["min_share"] or 0)),
        needs_task=bool(row["needs_task"]), needs_endline=bool(row["needs_endline"]), place=str(row["place"] or ""),
    )


def day(value: object) -> date | None:
    """An ISO date or moment as a date; None for blank."""
    return date.fromisoformat(str(value)[:10]) if value else None
