"""Attendance as a grid of members by sessions: read at once, written cell by cell into the form's own records."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date

from ftd_desktop.errors import UserError
from ftd_desktop.i18n import tr
from ftd_desktop.programme import attendance, sessions, settling
from ftd_desktop.programme.attendance import FORM, ROWS
from ftd_desktop.programme.cohorts import Cohort, Member, cohort, members
from ftd_desktop.programme.interviews import Desk
from ftd_desktop.programme.participants import as_text
from ftd_desktop.programme.record import OpenRecord
from ftd_desktop.programme.sessions import Row, Session
from ftd_desktop.store.changes import log
from ftd_desktop.store.file import DataFile
from ftd_desktop.wording import figure, long_date

STATUSES = ("hadir", "terlambat", "sebagian", "izin", "sakit", "alpa")
LETTERS = {"hadir": "H", "terlambat": "T", "sebagian": "B", "izin": "I", "sakit": "S", "alpa": "A"}
"""The one key of each status, as on paper lists: S is sick (sakit), partly present (seBagian) is B."""
PARTIAL = ("terlambat", "sebagian")
MISSED = ("izin", "sakit", "alpa")


@dataclass(frozen=True)
class Mark:
    """One member in one session; `jp` only when late or partly present."""

    status: str
    jp: float | None = None

    @property
    def short(self) -> str:
        """``H``, or ``T 5,5`` for one who was there in part."""
        letter = LETTERS.get(self.status, "?")
        return letter if self.jp is None else f"{letter} {figure(self.jp)}"

    @property
    def words(self) -> str:
        """``hadir`` or ``terlambat, 5,5 JP``."""
        word = status_words(self.status)
        return word if self.jp is None else f"{word}, {figure(self.jp)} JP"


def status_words(status: str) -> str:
    """A status as it is read out."""
    return {"hadir": tr("hadir"), "terlambat": tr("terlambat"), "sebagian": tr("hadir sebagian"), "izin": tr("izin"),
            "sakit": tr("sakit"), "alpa": tr("tanpa keterangan")}.get(status, status)


Key = tuple[str, str]
"""(session id, participant code)"""


@dataclass(frozen=True)
class Grid:
    """`marks` by session and code; `strangers` are codes noted that belong to no member.

    `doubles`: where two people noted the same person in the same session differently, without having seen each other,
    all their marks, the one that counts last.
    """

    members: tuple[Member, ...]
    sessions: tuple[Session, ...]
    marks: Mapping[Key, Mark]
    strangers: tuple[str, ...]
    doubles: Mapping[Key, tuple[Mark, ...]] = field(default_factory=dict)


def read(file: DataFile, cohort_id: str) -> Grid:
    """The whole grid of a cohort; who has left the programme is not in it."""
    of, everyone = cohort(file, cohort_id), members(file, cohort_id)
    held = tuple(sessions.timetable(file, cohort_id))
    found: dict[Key, list[Mark]] = {}
    disputed: dict[Key, tuple[Mark, ...]] = {}
    if held:
        sql = f"""SELECT a._parent, a.peserta_id, a.hadir, a.jp_ikut FROM {ROWS} a JOIN {FORM} s ON s._id = a._parent
                  WHERE {attendance.OF_COHORT} AND a.hadir IS NOT NULL
                  ORDER BY CAST(a.jp_dihitung AS REAL), a._id"""
        for row in file.rows(sql, attendance.key(of)):
            found.setdefault((row["_parent"], row["peserta_id"] or ""), []).append(Mark(row["hadir"], row["jp_ikut"]))
        disputed = _disputed(file, of)
    doubles = {key: tuple(marks) for key, marks in found.items() if len(set(marks)) > 1} | disputed
    return Grid(tuple(one for one in everyone if one.stage != "left"), held,
                {key: marks[-1] for key, marks in found.items()},
                tuple(sorted({code for _, code in found} - {one.code for one in everyone})), doubles)


def _disputed(file: DataFile, of: Cohort) -> dict[Key, tuple[Mark, ...]]:
    """Marks of one row that two people changed to different ones, the one in force last."""
    sql = f"""SELECT DISTINCT a._id, a._parent, a.peserta_id, a.hadir, a.jp_ikut FROM _conflict c
              JOIN {ROWS} a ON a._id = c.row JOIN {FORM} s ON s._id = a._parent
              WHERE {attendance.OF_COHORT} AND c.field IN ('hadir', 'jp_ikut') AND a.peserta_id IS NOT NULL"""
    found = {}
    for row in file.rows(sql, attendance.key(of)):
        in_force = Mark(row["hadir"], row["jp_ikut"])
        lost = [mark for mark in _said(file, row["_id"]) if mark != in_force]
        found[row["_parent"], row["peserta_id"]] = (*dict.fromkeys(lost), in_force)
    return found


def _disputed_rows(file: DataFile, session_id: str) -> dict[str, str]:
    """Row id -> participant code of the rows of a session about which people disagree."""
    sql = f"SELECT _id, peserta_id FROM {ROWS} WHERE _parent = ? AND _id IN (SELECT row FROM _conflict)"
    return {row["_id"]: row["peserta_id"] or "" for row in file.rows(sql, (session_id,))}


def _said(file: DataFile, row_id: str) -> list[Mark]:
    """What the losing changes of a disputed row said."""
    losers = {tuple(one) for one in file.execute("SELECT lhlc, lrnd FROM _conflict WHERE row = ?", (row_id,))}
    return [Mark(str(step.after["hadir"]), step.after.get("jp_ikut")) for step in log.history(file, ROWS, row_id)
            if step.change.id in losers and step.after.get("hadir")]


def write(desk: Desk, session_id: str, marks: Mapping[str, Mark | None]) -> None:
    """Note members (by code) in a session, None takes one out; all in one write, or a UserError and nothing."""
    with desk.file.write():
        record = sessions.take_up(desk, session_id)
        _check(desk, record, marks)
        disputed = _disputed_rows(desk.file, session_id)
        sessions.keep(desk.file, record, _noted(sessions.rows_of(record), marks))
        for row, code in _disputed_rows(desk.file, session_id).items():
            if code in marks or code != disputed.get(row):  # noted by one who saw both, or another person's row now
                settling.settle_as_it_stands(desk.file, ROWS, row)


def is_open(day: date, today: date) -> bool:
    """Whether attendance of a session on `day` can be noted: on that day and later."""
    return day <= today


def _check(desk: Desk, record: OpenRecord, marks: Mapping[str, Mark | None]) -> None:
    values = record.interview.values()
    day, jp = values.get("/data/k_sesi/sesi_tgl", ""), float(values.get("/data/k_sesi/jp") or 0)
    if day and not is_open(date.fromisoformat(day), desk.now().date()):
        raise UserError("Sesi ini baru berlangsung pada {tanggal}. Presensi diisi pada hari itu atau sesudahnya.",
                        tanggal=long_date(date.fromisoformat(day)))
    for code, mark in marks.items():
        if not code:
            raise UserError("Peserta tanpa kode tidak dapat dicatat. Lengkapi profilnya dahulu.")
        if mark is None:
            continue
        if mark.status not in STATUSES:
            raise ValueError(mark.status)
        if mark.status in PARTIAL and not (mark.jp is not None and 0 <= mark.jp <= jp):
            raise UserError("JP yang diikuti {kode} harus 0 sampai {jp}.", kode=code, jp=figure(jp))


def _noted(rows: list[Row], marks: Mapping[str, Mark | None]) -> list[Row]:
    """The rows with these marks. Where two machines noted a person, what is noted now settles it: one row stays."""
    made = [{**row} for row in rows]
    places: dict[str, list[int]] = {}
    for place, row in enumerate(made):
        places.setdefault(row.get("peserta_id", ""), []).append(place)
    blank = [place for place, row in enumerate(made) if not any(row.get(name) for name in sessions.NAMES)]
    gone: set[int] = set()
    for code, mark in marks.items():
        mine = places.get(code, [])
        gone |= set(mine[0 if mark is None else 1:])
        if mark is None:
            continue
        if not mine and not blank:
            blank.append(len(made))
            made.append({})
        made[mine[0] if mine else blank.pop(0)] |= {
            "peserta_id": code, "hadir": mark.status,
            "jp_ikut": as_text(mark.jp) if mark.status in PARTIAL else "",
        }
    return _without(made, gone)


def _without(rows: list[Row], gone: Collection[int]) -> list[Row]:
    """The last rows move into the places that become free: two changes in the log for each that goes, not one for
    every row that would move up."""
    left = [None if place in gone else row for place, row in enumerate(rows)]
    while None in left:
        last = left.pop()
        if last is not None:
            left[left.index(None)] = last
    return [row for row in left if row is not None]
