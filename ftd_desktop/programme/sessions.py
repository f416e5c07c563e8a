"""The timetable of a cohort: its sessions as records of the attendance form, planned (drafts) or held (complete)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from ftd_desktop.errors import UserError
from ftd_desktop.forms.interview import Interview
from ftd_desktop.i18n import tr
from ftd_desktop.programme import attendance
from ftd_desktop.programme.attendance import FORM, ROWS
from ftd_desktop.programme.cohorts import Cohort, cohort, day
from ftd_desktop.programme.interviews import Desk
from ftd_desktop.programme.participants import as_text
from ftd_desktop.programme.record import FINISHED, OpenRecord
from ftd_desktop.store import records
from ftd_desktop.store.file import DataFile
from ftd_desktop.store.trail import Trail

NAMES = ("peserta_id", "hadir", "jp_ikut", "ket")
REPEAT = "/data/presensi"
CELL = re.compile(rf"{REPEAT}\[(\d+)\]/(.+)")
Row = dict[str, str]
"""One person in a session, as the form has it: question -> text, also of what only this form's version asks."""


@dataclass(frozen=True)
class Plan:
    """What a timetable says of a session. Times are ``HH:MM`` or ""; `makes_up` is another session's number."""

    number: int
    day: date
    topic: str
    subject: str
    jp: float
    mode: str
    starts: str = ""
    ends: str = ""
    place: str = ""
    trainer: str = ""
    makes_up: int | None = None


@dataclass(frozen=True)
class Session:
    """A session in the file. `held`: its attendance is complete; `noted`: how many members stand in it."""

    id: str
    plan: Plan
    held: bool
    noted: int

    @property
    def short(self) -> str:
        """``3`` or, for the make-up of session 3, ``9 (susulan 3)``."""
        if self.plan.makes_up is None:
            return str(self.plan.number)
        return tr("{n} (susulan {asal})").format(n=self.plan.number, asal=self.plan.makes_up)


def timetable(file: DataFile, cohort_id: str) -> list[Session]:
    """Every session of a cohort, planned or held, in order; none where the attendance form is not installed."""
    of = cohort(file, cohort_id)
    if not attendance.has_form(file):
        return []
    sql = f"""SELECT s.*, (SELECT count(*) FROM {ROWS} a WHERE a._parent = s._id) AS noted FROM {FORM} s
              WHERE {attendance.OF_COHORT} ORDER BY s.sesi_ke, s.sesi_tgl, s._id"""
    return [_session(row) for row in file.rows(sql, attendance.key(of))]


def topics(desk: Desk) -> tuple[tuple[str, str], ...]:
    """(value, label) of the topics the form offers."""
    return _choices(desk, "topik")


def modes(desk: Desk) -> tuple[tuple[str, str], ...]:
    """(value, label) of the ways a session can be held."""
    return _choices(desk, "moda")


def save(desk: Desk, cohort_id: str, plan: Plan, session_id: str | None = None) -> str:
    """Add a session to the timetable, or change one; returns its record's id.

    A session without attendance is a draft of the form. One that was held stays complete where the form still allows
    it. UserError when the number is taken, the make-up has no such session, or the form refuses a value.
    """
    of = cohort(desk.file, cohort_id)
    _check(desk.file, of, plan, session_id)
    with desk.file.write():
        record = take_up(desk, session_id) if session_id else _begin(desk)
        known = {column.name: column.path for column in record.form.tables[0].columns}
        for name, value in _answers(of, plan).items():
            if name in known:
                record.answer(known[name], value)
        _refuse_faults(record, frozenset(known.values()))
        record.leave()
    return record.record_id


def remove(desk: Desk, session_id: str) -> None:
    """Take a session out of the timetable; UserError once anybody's attendance is noted in it."""
    if desk.file.value(f"SELECT count(*) FROM {ROWS} WHERE _parent = ?", (session_id,)):
        raise UserError("Sesi itu sudah berisi presensi, jadi tidak dapat dihapus. Kosongkan presensinya dahulu.")
    Trail(desk.file).finish(session_id)
    desk.file.delete(FORM, session_id)


def take_up(desk: Desk, session_id: str) -> OpenRecord:
    """Open a session's record; UserError while it is being filled in as a form."""
    if Trail(desk.file).find(session_id):
        raise UserError("Presensi sesi ini sedang terbuka sebagai isian. Selesaikan atau simpan isian itu dahulu.")
    return desk.resume(session_id)


def rows_of(record: OpenRecord) -> list[Row]:
    """The rows of attendance as they stand, in their order; blank ones too."""
    found: dict[int, Row] = {}
    for ref, value in record.interview.values().items():
        if cell := CELL.fullmatch(ref):
            found.setdefault(int(cell[1]), {})[cell[2]] = value
    return [found[place] for place in sorted(found)]


def keep(file: DataFile, record: OpenRecord, rows: Sequence[Row]) -> None:
    """Write the session with these rows: complete when the form allows it, else a draft; planned again without rows.

    A person whom two machines noted, still to be settled, does not make a draft of what was held. Whose record it is
    and when the form was ended stay as they were: two trainers who note different people then disagree about nothing.
    """
    interview = _with(record.interview, rows)
    left = any(one.blocks and not _of_the_grid(one.ref) for one in interview.problems())
    unanswered = any(not row.get("peserta_id") or not row.get("hadir") for row in rows)
    held = bool(rows) and not left and not unanswered
    made = interview.rows(whole=not held)
    stored = records.load(file, record.form, record.record_id)
    made[FORM][0]["selesai"] = stored.rows[FORM][0].get("selesai")
    with file.write():
        records.save(file, record.form, made, record_id=record.record_id, participant_id=None,
                     status="complete" if held else "draft", owner=stored.owner, reasons=interview.reasons())
        Trail(file).finish(record.record_id)


def _of_the_grid(ref: str) -> bool:
    """Whether it is a question that the grid itself notes in a row."""
    cell = CELL.fullmatch(ref)
    return cell is not None and cell[2] in NAMES


def _with(before: Interview, rows: Sequence[Row]) -> Interview:
    """The same answers with other rows, computed once: a thousand rows answered one by one take a quarter of a
    minute."""
    values = {ref: value for ref, value in before.values().items() if not ref.startswith(REPEAT + "[")}
    blank = dict.fromkeys(NAMES, "")
    values |= {f"{REPEAT}[{place}]/{name}": value for place, row in enumerate(rows, 1)
               for name, value in (blank | row).items()}
    made = Interview(before.form, values, context=before.context)
    for ref, text in before.reasons().items():
        made.set_reason(ref, text)
    return made


def _begin(desk: Desk) -> OpenRecord:
    record = desk.start(FORM)
    for place in range(len(rows_of(record)), 0, -1):
        record.remove_repeat(f"{REPEAT}[{place}]")
    return record


def _answers(of: Cohort, plan: Plan) -> dict[str, str]:
    return {
        "program": of.programme_code, "tahun_program": str(of.year), "angkatan": of.number,
        "sesi_ke": str(plan.number), "sesi_tgl": plan.day.isoformat(), "jam_mulai": plan.starts,
        "jam_selesai": plan.ends, "topik": plan.topic, "materi": plan.subject, "jp": as_text(plan.jp),
        "moda": plan.mode, "tempat": plan.place, "narasumber": plan.trainer,
        "susulan_dari": "" if plan.makes_up is None else str(plan.makes_up),
    }


def _check(file: DataFile, of: Cohort, plan: Plan, session_id: str | None) -> None:
    others = {one.plan.number: one for one in timetable(file, of.id) if one.id != session_id}
    if plan.number in others:
        raise UserError("Sesi ke-{n} sudah ada di jadwal {cohort}. Pakai nomor lain, atau ubah sesi itu.",
                        n=plan.number, cohort=of.title)
    if plan.makes_up is None:
        return
    if not attendance.makes_up_known(file):
        raise UserError("Formulir presensi di berkas ini versi lama dan belum mengenal sesi susulan. "
                        "Terima berkas terbaru dari provinsi.")
    original = others.get(plan.makes_up)
    if original is None or original.plan.makes_up is not None:
        raise UserError("Sesi ke-{n} yang disusul tidak ada di jadwal {cohort}, atau sesi itu sendiri susulan. "
                        "Tulis nomor sesi aslinya.", n=plan.makes_up, cohort=of.title)


def _refuse_faults(record: OpenRecord, refs: frozenset[str]) -> None:
    """UserError for what the form finds wrong in the session itself; a day to come is what a plan is for."""
    for problem in record.blocking():
        label = record.interview.state(problem.ref).label
        if problem.ref in refs and not problem.ref.endswith("/sesi_tgl"):
            raise UserError("{pertanyaan}: {pesan}", pertanyaan=label, pesan=problem.message)


def _session(row: dict[str, Any]) -> Session:
    makes_up = row.get("susulan_dari")
    plan = Plan(
        int(row["sesi_ke"] or 0), day(row["sesi_tgl"]) or date.min, str(row["topik"] or ""), str(row["materi"] or ""),
        float(row["jp"] or 0), str(row["moda"] or ""), str(row["jam_mulai"] or "")[:5],
        str(row["jam_selesai"] or "")[:5], str(row["tempat"] or ""), str(row["narasumber"] or ""),
        None if makes_up is None else int(makes_up),
    )
    return Session(str(row["_id"]), plan, row["_status"] in FINISHED, int(row["noted"]))


def _choices(desk: Desk, name: str) -> tuple[tuple[str, str], ...]:
    record = desk.start(FORM)
    ref = next(column.path for column in record.form.tables[0].columns if column.name == name)
    return tuple((choice.value, choice.label) for choice in record.interview.state(ref).choices)
