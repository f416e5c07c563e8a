"""Attendance from a sheet's rows: participant code, status, JP for who was there in part, and maybe the session."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from ftd_desktop.errors import UserError
from ftd_desktop.i18n import tr
from ftd_desktop.programme.attendance_grid import LETTERS, PARTIAL, STATUSES, Key, Mark
from ftd_desktop.programme.sessions import Session
from ftd_desktop.wording import figure

COLUMNS = {"kode": "kode", "code": "kode", "peserta_id": "kode", "kode peserta": "kode", "status": "status",
           "hadir": "status", "kehadiran": "status", "jp": "jp", "jp_ikut": "jp", "sesi": "sesi", "sesi_ke": "sesi",
           "session": "sesi"}


@dataclass(frozen=True)
class Line:
    """One row of the sheet: its number there, what it says, the mark it gives; `fault` names field and remedy."""

    row: int
    code: str
    session: str
    said: str
    key: Key | None = None
    mark: Mark | None = None
    fault: str = ""


@dataclass(frozen=True)
class Context:
    """What the rows are held against: members' codes, the sessions by number, and the one taken where none is named.

    `closed` are sessions whose day has not come.
    """

    codes: frozenset[str]
    sessions: Mapping[int, Session]
    usual: Session
    closed: frozenset[str] = frozenset()


def read(name: str, rows: Sequence[Sequence[str]], context: Context) -> list[Line]:
    """Every filled row below the head, good or bad; UserError naming the file when it is no attendance list.

    Columns by their heads (kode, status, jp, sesi), in any order; others are passed over.
    """
    heads = [COLUMNS.get(head.strip().lower(), "") for head in rows[0]] if rows else []
    if "kode" not in heads or "status" not in heads:
        raise UserError("Berkas {nama} harus berisi kolom kode dan status pada baris pertama.", nama=name)
    seen: set[Key] = set()
    found = []
    for number, cells in enumerate(rows[1:], 2):
        if any(cell.strip() for cell in cells):
            row = {head: cell.strip() for head, cell in zip(heads, cells, strict=False) if head}
            found.append(_line(number, row, context, seen))
    if not found:
        raise UserError("Berkas {nama} tidak berisi satu baris pun di bawah kepala kolomnya.", nama=name)
    return found


def marks(lines: Sequence[Line]) -> dict[Key, Mark]:
    """What is to be noted; ValueError while a line has a fault."""
    if any(line.fault for line in lines):
        raise ValueError("a line with a fault is never noted")
    return {line.key: line.mark for line in lines if line.key is not None and line.mark is not None}


def _line(number: int, row: Mapping[str, str], context: Context, seen: set[Key]) -> Line:
    code, word, part, named = (row.get(name, "") for name in ("kode", "status", "jp", "sesi"))
    faults: list[str] = []
    session = _session(named, context, faults)
    key = (session.id, code) if session else None
    if code not in context.codes:
        faults.append(tr("kolom kode: {nilai} bukan peserta angkatan ini. Periksa kodenya, atau tambahkan pesertanya "
                         "dahulu.").format(nilai=code or "–"))
    elif key in seen:
        faults.append(tr("kolom kode: {nilai} sudah ada di atas. Hapus salah satu barisnya.").format(nilai=code))
    mark = _mark(word, part, session.plan.jp if session else 24.0, faults)
    if key is not None:
        seen.add(key)
    shown = session.short if session else named
    said = " ".join((word, part)).strip()
    if faults:
        return Line(number, code, shown, said, fault="; ".join(faults))
    return Line(number, code, shown, said, key, mark)


def _session(named: str, context: Context, faults: list[str]) -> Session | None:
    if not named:
        found: Session | None = context.usual
    else:
        found = context.sessions.get(int(named)) if named.isdecimal() and len(named) < 6 else None
        if found is None:
            faults.append(tr("kolom sesi: {nilai} tidak ada di jadwal. Tulis nomor sesinya, mis. 3.").format(
                nilai=named))
    if found is not None and found.id in context.closed:
        faults.append(tr("kolom sesi: sesi {nilai} belum berlangsung.").format(nilai=found.short))
    return found


def _mark(word: str, part: str, jp: float, faults: list[str]) -> Mark | None:
    status = status_of(word)
    if status is None:
        faults.append(tr("kolom status: {nilai} tidak dikenal. Tulis H, T, B, I, S, A, atau kata lengkapnya.").format(
            nilai=word or "–"))
        return None
    if status not in PARTIAL:
        return Mark(status)
    attended = read_jp(part, jp)
    if attended is None:
        faults.append(tr("kolom jp: {nilai} harus angka 0 sampai {jp}.").format(nilai=part or "–", jp=figure(jp)))
    return Mark(status, attended)


def status_of(text: str) -> str | None:
    """A status by its word or its letter; None for anything else."""
    word = text.strip().lower()
    if word in STATUSES:
        return word
    return next((status for status, letter in LETTERS.items() if letter.lower() == word), None)


def read_jp(text: str, most: float) -> float | None:
    """JP as typed (``2,5``), 0 to `most`; None for anything else."""
    try:
        value = float(text.strip().replace(",", "."))
    except ValueError:
        return None
    return value if 0 <= value <= most else None
