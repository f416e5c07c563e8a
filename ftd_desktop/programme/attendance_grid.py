"""Attendance as a grid of members by sessions: read at once, written cell by cell into the form's own records."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from ftd_desktop.errors import UserError
from ftd_desktop.programme import attendance, sessions
from ftd_desktop.programme.attendance import FORM, ROWS
from ftd_desktop.programme.cohorts import Member, cohort, members
from ftd_desktop.programme.interviews import Desk
from ftd_desktop.programme.participants import as_text
from ftd_desktop.programme.record import OpenRecord
from ftd_desktop.programme.sessions import REPEAT, Session
from ftd_desktop.store.file import DataFile

STATUSES = ("hadir", "terlambat", "sebagian", "izin", "sakit", "alpa")
PARTIAL = ("terlambat", "sebagian")
MISSED = ("izin", "sakit", "alpa")


@dataclass(frozen=True)
class Mark:
    """One member in one session; `jp` only when late or partly present."""

    status: str
    jp: float | None = None


@dataclass(frozen=True)
class Grid:
    """`marks` by (session id, participant code); `strangers` are codes noted that belong to no member."""

    members: tuple[Member, ...]
    sessions: tuple[Session, ...]
    marks: Mapping[tuple[str, str], Mark]
    strangers: tuple[str, ...]


def read(file: DataFile, cohort_id: str) -> Grid:
    """The whole grid of a cohort; who has left the programme is not in it."""
    of = cohort(file, cohort_id)
    here = tuple(one for one in members(file, cohort_id) if one.stage != "left")
    held = tuple(sessions.timetable(file, cohort_id))
    marks: dict[tuple[str, str], Mark] = {}
    if held:
        sql = f"""SELECT a._parent, a.peserta_id, a.hadir, a.jp_ikut FROM {ROWS} a JOIN {FORM} s ON s._id = a._parent
                  WHERE {attendance.OF_COHORT} AND a.hadir IS NOT NULL ORDER BY CAST(a.jp_dihitung AS REAL)"""
        marks = {(row["_parent"], row["peserta_id"] or ""): Mark(row["hadir"], row["jp_ikut"])
                 for row in file.rows(sql, attendance.key(of))}
    codes = {one.code for one in members(file, cohort_id)}
    return Grid(here, held, marks, tuple(sorted({code for _, code in marks} - codes)))


def write(desk: Desk, session_id: str, marks: Mapping[str, Mark | None]) -> None:
    """Note members (by code) in a session, None takes one out; all in one write, or a UserError and nothing."""
    with desk.file.write():
        record = sessions.take_up(desk, session_id)
        _check(desk, record, marks)
        for code, mark in marks.items():
            if mark is None:
                _take_out(record, code)
            else:
                _note(record, code, mark)
        sessions.finish(record)


def _check(desk: Desk, record: OpenRecord, marks: Mapping[str, Mark | None]) -> None:
    values = record.interview.values()
    day, jp = values.get("/data/k_sesi/sesi_tgl", ""), float(values.get("/data/k_sesi/jp") or 0)
    if day > desk.now().date().isoformat():
        raise UserError("Sesi ini baru berlangsung pada {tanggal}. Presensi diisi pada hari itu atau sesudahnya.",
                        tanggal=day)
    for code, mark in marks.items():
        if not code:
            raise UserError("Peserta tanpa kode tidak dapat dicatat. Lengkapi profilnya dahulu.")
        if mark is None:
            continue
        if mark.status not in STATUSES:
            raise ValueError(mark.status)
        if mark.status in PARTIAL and not (mark.jp is not None and 0 <= mark.jp <= jp):
            raise UserError("JP yang diikuti {kode} harus 0 sampai {jp}.", kode=code, jp=as_text(jp))


def _note(record: OpenRecord, code: str, mark: Mark) -> None:
    row = sessions.row_refs(record).get(code) or _free_row(record)
    record.answer(f"{row}/peserta_id", code)
    record.answer(f"{row}/hadir", mark.status)
    if mark.status in PARTIAL:
        record.answer(f"{row}/jp_ikut", as_text(mark.jp))


def _free_row(record: OpenRecord) -> str:
    """The ref of a new row, or of a blank one that the form left."""
    values, count = record.interview.values(), sessions.row_count(record)
    for place in range(1, count + 1):
        if not any(values.get(f"{REPEAT}[{place}]/{name}") for name in ("peserta_id", "hadir", "ket")):
            return f"{REPEAT}[{place}]"
    record.add_repeat(REPEAT)
    return f"{REPEAT}[{count + 1}]"


def _take_out(record: OpenRecord, code: str) -> None:
    """Take every row of that code away. The last row moves into its place: two changes in the log, not one for each
    row that would move up."""
    while row := sessions.row_refs(record).get(code):
        values, last = record.interview.values(), f"{REPEAT}[{sessions.row_count(record)}]"
        if row != last:
            for name in ("peserta_id", "hadir", "jp_ikut", "ket"):
                record.answer(f"{row}/{name}", values.get(f"{last}/{name}", ""))
        record.remove_repeat(last)
