"""Programmes, cohorts and who belongs to them: records, never constants (FTD 2022, FTD 2023, Youngpreneur 2025…)."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from ftd_desktop.errors import UserError
from ftd_desktop.i18n import tr
from ftd_desktop.store.changes import log
from ftd_desktop.store.file import DataFile

STAGES = ("registered", "participant", "completed", "alumnus", "left")


@dataclass(frozen=True)
class Programme:
    """A programme of one year."""

    id: str
    code: str
    name: str
    year: int
    note: str


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
    places: int | None = None
    quotas: dict[str, int] = field(default_factory=dict)
    """Places by regency code; `places` is how many there are in all, None when nobody said."""

    @property
    def title(self) -> str:
        """``FTD 2022 · Angkatan 01``."""
        return f"{self.programme_code} {self.year} · {tr('Angkatan')} {self.number}"


@dataclass(frozen=True)
class Member:
    """A member of a cohort and where on the road: `officer` is whose hand set the stage."""

    id: str
    participant_id: str
    code: str
    name: str
    business: str
    phone: str
    regency: str
    stage: str
    since: date | None
    reason: str
    officer: str


@dataclass(frozen=True)
class StageStep:
    """One line of a member's history: when it was saved, which stage from which day, why, and by whom."""

    at: datetime
    stage: str
    since: date | None
    reason: str
    officer: str


def stage_label(stage: str | None) -> str:
    """The name of a stage on screen."""
    return {
        "participant": tr("Pelatihan"),
        "completed": tr("Lulus"),
        "alumnus": tr("Alumni"),
        "left": tr("Keluar"),
    }.get(stage or "", tr("Terdaftar"))


def programmes(file: DataFile) -> list[Programme]:
    """Every programme, the latest first."""
    return [Programme(row["_id"], row["code"] or "", row["name"] or "", int(row["year"] or 0), row["note"] or "")
            for row in file.rows("SELECT * FROM programme ORDER BY year DESC, code")]


def change_programme(file: DataFile, programme_id: str, code: str, name: str, year: int, note: str = "") -> None:
    """Correct a programme. Code and year stay once a session bears them, for sessions find their cohort by them."""
    for of in cohorts(file):
        if of.programme_id == programme_id and (of.programme_code, of.year) != (code, year):
            _refuse_if_used(file, of, tr("Kode dan tahun program"))
    file.update("programme", programme_id, {"code": code, "name": name, "year": year, "note": note})


def change_cohort(
    file: DataFile, cohort_id: str, number: str, *, name: str, starts: date, ends: date, jp_total: float,
    min_share: float, needs_task: bool, needs_endline: bool, place: str, places: int | None,
) -> None:
    """Correct a cohort's record; its number stays once a session bears it."""
    of = cohort(file, cohort_id)
    if of.number != number:
        _refuse_if_used(file, of, tr("Nomor angkatan"))
    _check_days(number, starts, ends)
    file.update("cohort", cohort_id, {
        "number": number, "name": name, "starts": starts.isoformat(), "ends": ends.isoformat(),
        "jp_total": float(jp_total), "min_share": float(min_share), "needs_task": int(needs_task),
        "needs_endline": int(needs_endline), "place": place, "places": places,
    })


def set_quota(file: DataFile, cohort_id: str, regency: str, places: int | None) -> None:
    """How many places of a cohort are kept for a regency; None: none in particular."""
    quotas = {**cohort(file, cohort_id).quotas}
    quotas.pop(regency, None)
    if places is not None:
        quotas[regency] = places
    file.update("cohort", cohort_id, {"quotas": json.dumps(quotas, sort_keys=True) if quotas else None})


def _refuse_if_used(file: DataFile, of: Cohort, what: str) -> None:
    known = file.value("SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = 'ftd_presensi'")
    if known and file.value("SELECT 1 FROM ftd_presensi WHERE program = ? AND tahun_program = ? AND angkatan = ?",
                            (of.programme_code, of.year, of.number)):
        raise UserError("{apa} {cohort} sudah dipakai oleh sesi pelatihannya, jadi tidak dapat diubah.",
                        apa=what, cohort=of.title)


def _check_days(number: str, starts: date, ends: date) -> None:
    if ends < starts:
        raise UserError(
            "Tanggal selesai angkatan {number} ({ends}) mendahului tanggal mulai ({starts}). Betulkan salah satunya.",
            number=number, starts=starts.isoformat(), ends=ends.isoformat(),
        )


def add_programme(file: DataFile, code: str, name: str, year: int, note: str = "") -> str:
    """Record a programme; returns its id."""
    return file.insert("programme", {"code": code, "name": name, "year": year, "note": note})


def add_cohort(
    file: DataFile, programme_id: str, number: str, *, name: str = "", starts: date, ends: date, jp_total: float,
    min_share: float = 0.8, needs_task: bool = False, needs_endline: bool = True, place: str = "",
    places: int | None = None,
) -> str:
    """Record a cohort; `min_share` is the share of JP that must be attended, 0 to 1. Returns its id."""
    _check_days(number, starts, ends)
    return file.insert("cohort", {
        "programme_id": programme_id, "number": number, "name": name, "starts": starts.isoformat(),
        "ends": ends.isoformat(), "jp_total": float(jp_total), "min_share": float(min_share),
        "needs_task": int(needs_task), "needs_endline": int(needs_endline), "place": place, "places": places,
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


_MEMBERS = """
SELECT m.*, p.kode, p.nama, p.usaha, p.hp, p.kab, o.name AS officer FROM membership m
JOIN participant p ON p._id = m.participant_id LEFT JOIN officer o ON o._id = m.officer_id
"""


def member_ids(file: DataFile, cohort_id: str) -> list[str]:
    """The participants of a cohort by name."""
    sql = """SELECT m.participant_id FROM membership m JOIN participant p ON p._id = m.participant_id
             WHERE m.cohort_id = ? ORDER BY p.nama COLLATE NOCASE, p._id"""
    return [row["participant_id"] for row in file.rows(sql, (cohort_id,))]


def members(file: DataFile, cohort_id: str) -> list[Member]:
    """The members of a cohort by name, whatever their stage."""
    sql = f"{_MEMBERS} WHERE m.cohort_id = ? GROUP BY p._id ORDER BY p.nama COLLATE NOCASE, p._id"
    return [_member(row) for row in file.rows(sql, (cohort_id,))]


def member(file: DataFile, membership_id: str) -> Member | None:
    """One member; None when the file does not hold the person."""
    row = file.row(f"{_MEMBERS} WHERE m._id = ?", (membership_id,))
    return _member(row) if row else None


def stage_history(file: DataFile, membership_id: str) -> list[StageStep]:
    """Every stage a member has had, the latest first, from the change log."""
    names = {row["_id"]: row["name"] for row in file.rows("SELECT _id, name FROM officer")}
    found, now = [], {"stage": "", "since": "", "reason": "", "officer_id": ""}
    for step in log.history(file, "membership", membership_id):
        now |= {name: value or "" for name, value in step.after.items() if name in now}
        if step.after.keys() & now.keys():
            found.append(StageStep(step.change.at, now["stage"], day(now["since"]), now["reason"],
                                   names.get(now["officer_id"]) or now["officer_id"]))
    return found[::-1]


def _member(row: dict[str, Any]) -> Member:
    return Member(row["_id"], row["participant_id"], row["kode"] or "", row["nama"] or "", row["usaha"] or "",
                  row["hp"] or "", row["kab"] or "", row["stage"] or "registered", day(row["since"]),
                  row["reason"] or "", row["officer"] or row["officer_id"] or "")


def _cohort(row: dict[str, object]) -> Cohort:
    return Cohort(
        id=str(row["_id"]), programme_id=str(row["programme_id"]), programme_code=str(row["programme_code"]),
        programme_name=str(row["programme_name"]), year=int(str(row["year"])), number=str(row["number"]),
        name=str(row["name"] or ""), starts=day(row["starts"]), ends=day(row["ends"]),
        jp_total=float(str(row["jp_total"] or 0)), min_share=float(str(row["min_share"] or 0)),
        needs_task=bool(row["needs_task"]), needs_endline=bool(row["needs_endline"]), place=str(row["place"] or ""),
        places=None if row["places"] is None else int(str(row["places"])),
        quotas={str(code): int(n) for code, n in json.loads(str(row["quotas"] or "{}")).items()},
    )


def day(value: object) -> date | None:
    """An ISO date or moment as a date; None for blank."""
    return date.fromisoformat(str(value)[:10]) if value else None
