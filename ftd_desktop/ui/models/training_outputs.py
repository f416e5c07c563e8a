"""What the page Pelatihan puts on paper and into sheets: lists to sign, who is to be called. On the file's thread."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from ftd_desktop.certificates import absence_sheet, attendance_sheet, dates, office
from ftd_desktop.certificates.files import safe
from ftd_desktop.errors import UserError
from ftd_desktop.i18n import tr
from ftd_desktop.programme import attendance_grid, attendance_totals, cohorts
from ftd_desktop.programme.absences import Absence, absences
from ftd_desktop.programme.attendance_grid import LETTERS, Grid, status_words
from ftd_desktop.programme.cohorts import Cohort, Member
from ftd_desktop.programme.identity import show_phone
from ftd_desktop.programme.sessions import Session
from ftd_desktop.wording import figure, long_date

if TYPE_CHECKING:
    from ftd_desktop.ui.context import Context


def folder(context: Context) -> Path:
    """Where lists go: beside the data file."""
    return context.opened.path.parent / "Daftar hadir"


def attendance_list(context: Context, cohort_id: str, session_id: str, target: Path | None = None) -> Path:
    """Write the list to sign of one session as PDF; returns where."""
    of, grid = cohorts.cohort(context.opened, cohort_id), attendance_grid.read(context.opened, cohort_id)
    session = next((one for one in grid.sessions if one.id == session_id), None)
    if session is None:
        raise UserError("Sesi itu tidak ada lagi di jadwal. Muat ulang halaman ini.")
    who = [attendance_sheet.Attendee(one.code, one.name, one.business) for one in grid.members]
    pdf = attendance_sheet.draw(attendance_sheet.Heading(
        _office(context), of.programme_name, _on_paper(of), session.plan, context.now().date()), who)
    name = f"Daftar hadir {_on_paper(of)} sesi {session.plan.number}.pdf"
    return _write(context, target or folder(context), name, pdf, "attendance list")


def absence_list(context: Context, cohort_id: str, target: Path | None = None) -> Path:
    """Write the list of those to be called as PDF; returns where."""
    of, grid = cohorts.cohort(context.opened, cohort_id), attendance_grid.read(context.opened, cohort_id)
    lines = [absence_sheet.Line(one.member.name, one.member.code, show_phone(one.member.phone),
                                absence_sheet.missed(one), dates.figure(one.jp),
                                absence_sheet.made_up(_make_ups(one, grid))) for one in absences(grid)]
    heading = absence_sheet.Heading(_office(context), of.programme_name, _on_paper(of), context.now().date())
    return _write(context, target or folder(context), f"Tindak lanjut {_on_paper(of)}.pdf",
                  absence_sheet.draw(heading, lines), "absence list")


def absence_book(context: Context, cohort_id: str, path: Path) -> Path:
    """Write the same list as xlsx; the export is logged, for it holds phone numbers."""
    from ftd_desktop.exchange.spreadsheet import Column, Sheet, write

    of, found = _absent(context, cohort_id)
    columns = tuple(Column(head, "text", width) for head, width in (
        (tr("Nama"), 28.0), (tr("Kode"), 20.0), (tr("Nomor HP"), 18.0), (tr("Terlewat"), 40.0), (tr("JP"), 8.0),
        (tr("Susulan"), 30.0)))
    write(path, [Sheet(tr("Tindak lanjut"), columns, found, (of.title,), len(found))], made=context.now())
    context.opened.journal("export", {"what": "absences", "count": len(found), "file": path.name})
    return path


def attendance_book(context: Context, cohort_id: str, path: Path) -> Path:
    """Write the whole grid as xlsx: a row a member, a column a session, JP and share, and how many were there."""
    from ftd_desktop.exchange.spreadsheet import Column, Sheet, write

    of, grid = cohorts.cohort(context.opened, cohort_id), attendance_grid.read(context.opened, cohort_id)
    heads = [f"{one.short} · {one.plan.day:%d/%m/%Y} · {figure(one.plan.jp)} JP" for one in grid.sessions]
    columns = (Column(tr("Nama"), "text", 28.0), Column(tr("Kode"), "text", 20.0),
               *(Column(head, "text", 12.0) for head in heads), Column(tr("JP"), "number", 8.0),
               Column(tr("Hadir"), "percent", 8.0))
    rows = [_attended(one, grid, of.jp_total) for one in grid.members]
    codes = [one.code for one in grid.members]
    there = [str(attendance_totals.present(one.id, codes, grid.marks)[0]) for one in grid.sessions]
    legend = ", ".join(f"{letter} {status_words(status)}" for status, letter in LETTERS.items())
    write(path, [Sheet(tr("Presensi"), columns, [*rows, (tr("Jumlah hadir"), None, *there, None, None)],
                       (of.title, legend), len(rows) + 1)], made=context.now())
    context.opened.journal("export", {"what": "attendance", "count": len(rows), "file": path.name})
    return path


def _attended(member: Member, grid: Grid, jp_total: float) -> tuple[str | float | None, ...]:
    marks = [grid.marks.get((one.id, member.code)) for one in grid.sessions]
    jp = attendance_totals.jp_attended(member.code, grid.sessions, grid.marks)
    return (member.name, member.code, *(mark.short if mark else None for mark in marks), jp,
            100 * jp / jp_total if jp_total else None)


def absence_lines(grid: Grid) -> list[tuple[Absence, str, str]]:
    """(absence, what was missed in words, make-ups planned) of each to be called."""
    return [(one, missed_words(one), make_up_words(one, grid)) for one in absences(grid)]


def missed_words(one: Absence) -> str:
    """``sakit: sesi 3, 5; tanpa keterangan: sesi 6; belum dicatat: sesi 4``."""
    by_status: dict[str, list[str]] = {}
    for session, status in one.missed:
        by_status.setdefault(status_words(status), []).append(session.short)
    if one.unmarked:
        by_status[tr("belum dicatat")] = [session.short for session in one.unmarked]
    return "; ".join(tr("{status}: sesi {sesi}").format(status=status, sesi=", ".join(numbers))
                     for status, numbers in by_status.items())


def make_up_words(one: Absence, grid: Grid) -> str:
    """The make-up sessions still to come, or already held and not attended, for what this member missed."""
    return ", ".join(_planned(session) for session in _make_ups(one, grid))


def _make_ups(one: Absence, grid: Grid) -> list[Session]:
    wanted = {session.plan.number for session in (*(session for session, _ in one.missed), *one.unmarked)}
    return [session for session in grid.sessions if session.plan.makes_up in wanted]


def _planned(session: Session) -> str:
    return tr("sesi {n}, {tanggal}").format(n=session.short, tanggal=long_date(session.plan.day))


def _absent(context: Context, cohort_id: str) -> tuple[Cohort, list[tuple[str, ...]]]:
    of, grid = cohorts.cohort(context.opened, cohort_id), attendance_grid.read(context.opened, cohort_id)
    return of, [(one.member.name, one.member.code, show_phone(one.member.phone), missed, figure(one.jp), again)
                for one, missed, again in absence_lines(grid)]


def _on_paper(of: Cohort) -> str:
    """The cohort as printed lists name it: in Bahasa Indonesia, whatever language the window speaks."""
    return f"{of.programme_code} {of.year} · Angkatan {of.number}"


def _office(context: Context) -> str:
    row = office.found(context.opened) or {}
    return " · ".join(part for part in (row.get("name"), row.get("unit")) if part)


def _write(context: Context, target: Path, name: str, data: bytes, what: str) -> Path:
    path = target / safe(name)
    try:
        target.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    except OSError as error:
        raise UserError("Berkas {name} tidak dapat ditulis: {reason}. Tutup berkas itu bila sedang terbuka, atau pilih"
                        " tempat lain.", name=path.name, reason=error.strerror or str(error)) from error
    context.opened.journal("print", {"what": what, "file": path.name})
    return path
