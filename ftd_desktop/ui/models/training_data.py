"""What the page Pelatihan reads of a cohort and does with its attendance, on the file's thread."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from ftd_desktop.certificates.eligibility import Standing, assess
from ftd_desktop.errors import UserError
from ftd_desktop.i18n import tr
from ftd_desktop.programme import (
    attendance,
    attendance_grid,
    attendance_import,
    cohorts,
    overrides,
    places,
    session_clashes,
    sessions,
)
from ftd_desktop.programme.attendance_grid import Grid, Key, Mark
from ftd_desktop.programme.cohorts import Cohort, Member, StageStep
from ftd_desktop.programme.overrides import Override
from ftd_desktop.programme.places import Places

if TYPE_CHECKING:
    from ftd_desktop.store.file import DataFile
    from ftd_desktop.ui.context import Context


@dataclass(frozen=True)
class Choice:
    """A cohort that can be chosen."""

    words: str
    cohort_id: str


@dataclass(frozen=True)
class Board:
    """A cohort as the page shows it. `standings` is empty and `fault` says why where the rule cannot be applied.

    `topics` and `modes` are (value, label) of the attendance form; empty where the form is not in the file.
    """

    cohort: Cohort
    members: tuple[Member, ...]
    in_all: Places
    by_regency: tuple[Places, ...]
    grid: Grid
    faults: tuple[str, ...]
    standings: tuple[Standing, ...]
    fault: str
    pending: Mapping[str, Override]
    topics: tuple[tuple[str, str], ...]
    modes: tuple[tuple[str, str], ...]
    today: date


def choices(context: Context) -> list[Choice]:
    """Every cohort, the latest first."""
    return [Choice(one.title + (f" · {one.name}" if one.name else ""), one.id)
            for one in cohorts.cohorts(context.opened)]


def board(context: Context, cohort_id: str) -> Board:
    """Everything about one cohort."""
    file, desk = context.opened, context.interviews
    has_form, grid = attendance.has_form(file), attendance_grid.read(file, cohort_id)
    try:
        standings, fault = tuple(assess(file, cohort_id)), ""
    except UserError as error:
        standings, fault = (), str(error)
    return Board(
        cohort=cohorts.cohort(file, cohort_id), members=tuple(cohorts.members(file, cohort_id)),
        in_all=places.in_all(file, cohort_id), by_regency=tuple(places.by_regency(file, cohort_id)),
        grid=grid, faults=_faults(file, cohort_id, grid),
        standings=standings, fault=fault, pending=overrides.pending(file, cohort_id),
        topics=sessions.topics(desk) if has_form else (), modes=sessions.modes(desk) if has_form else (),
        today=context.now().date(),
    )


def _faults(file: DataFile, cohort_id: str, grid: Grid) -> tuple[str, ...]:
    """What is wrong with the timetable, in sentences."""
    twice = session_clashes.numbered_twice(grid.sessions)
    told = [tr("Nomor sesi {n} dipakai dua kali. Ubah nomor salah satunya.").format(n=number) for number in twice]
    told += [one.words for one in session_clashes.clashes(file, cohort_id)]
    if strays := session_clashes.strays(file):
        told.append(tr("Presensi ini tidak cocok dengan angkatan mana pun, jadi tidak dihitung: {sesi}. Betulkan "
                       "program, tahun, atau angkatannya di isian presensi itu.").format(sesi="; ".join(strays[:3])))
    return tuple(told)


def note(context: Context, marks: Mapping[Key, Mark | None]) -> None:
    """Write marks into their sessions, all in one write; UserError and nothing when one is refused."""
    by_session: dict[str, dict[str, Mark | None]] = {}
    for (session, code), mark in marks.items():
        by_session.setdefault(session, {})[code] = mark
    with context.opened.write():
        for session, found in by_session.items():
            attendance_grid.write(context.interviews, session, found)


def whose(context: Context, code: str) -> str:
    """Who has a participant code that is not of this cohort, in a sentence to show."""
    row = context.opened.row(
        """SELECT p.nama, m.cohort_id, m.stage FROM participant p LEFT JOIN membership m ON m.participant_id = p._id
           WHERE upper(p.kode) = ? ORDER BY m.since DESC, m._id DESC LIMIT 1""", (code.upper(),))
    if row is None:
        return tr("Kode {kode} tidak dikenal di berkas ini. Periksa kodenya, atau cari dengan nama.").format(kode=code)
    if row["cohort_id"] is None:
        return tr("{nama} belum masuk angkatan mana pun. Tambahkan dahulu di bagian Peserta.").format(nama=row["nama"])
    title = cohorts.cohort(context.opened, row["cohort_id"]).title
    if row["stage"] == "left":
        return tr("{nama} sudah keluar dari {angkatan}.").format(nama=row["nama"], angkatan=title)
    return tr("{nama} adalah peserta {angkatan}, bukan angkatan ini.").format(nama=row["nama"], angkatan=title)


def read_list(path: Path, grid: Grid, usual_id: str, today: date) -> list[attendance_import.Line]:
    """The lines of an attendance list held against the grid; UserError when the file is none."""
    from ftd_desktop.exchange import short_lists

    usual = next(one for one in grid.sessions if one.id == usual_id)
    closed = frozenset(one.id for one in grid.sessions if not attendance_grid.is_open(one.plan.day, today))
    context = attendance_import.Context(
        frozenset(one.code for one in grid.members if one.code), {one.plan.number: one for one in grid.sessions},
        usual, closed)
    return attendance_import.read(path.name, short_lists.read(path), context)


def history(context: Context, membership_id: str) -> list[StageStep]:
    """The stages a member has had, the latest first."""
    return cohorts.stage_history(context.opened, membership_id)
