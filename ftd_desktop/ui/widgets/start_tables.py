"""The start page's tables: drafts, what falls due, sessions, whom to call, and what is due by regency."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from ftd_desktop import wording
from ftd_desktop.i18n import tr
from ftd_desktop.programme import rounds
from ftd_desktop.programme.documents import label as paper_label
from ftd_desktop.programme.followups import DueRound
from ftd_desktop.programme.identity import show_phone
from ftd_desktop.ui.context import Context
from ftd_desktop.ui.models.cells import BadgeCell, BarCell, Column
from ftd_desktop.ui.models.rows import RowsModel
from ftd_desktop.ui.widgets.table import Table

if TYPE_CHECKING:
    from ftd_desktop.programme.documents import Expiring
    from ftd_desktop.programme.interviews import Draft
    from ftd_desktop.programme.training_day import SessionDue, ToCall
    from ftd_desktop.ui.models.laptop_data import Laptop
    from ftd_desktop.ui.models.start_data import Group


def draft_table(context: Context, drafts: tuple[Draft, ...]) -> Table:
    """What is begun and not finished, the last touched first and chosen."""
    now, local = context.now, context.local
    columns = (
        Column(tr("Jenis formulir"), lambda d: d.title, 172),
        Column(tr("Nama"), lambda d: d.name or tr("(belum bernama)"), 176, bold=True, whole=True),
        Column(tr("Usaha"), lambda d: d.business, 120, stretch=True, rank=2),
        Column(tr("Terisi"), lambda d: BarCell(d.answered / d.asked if d.asked else 0), 120, rank=1),
        Column(tr("Terakhir diisi"), lambda d: wording.recently(local(d.touched), now()), 142, whole=True),
    )
    return Table(RowsModel(columns, drafts), tr("Draf belum selesai"))


def due_table(due: tuple[DueRound | Expiring, ...]) -> Table:
    """Rounds that fall due and papers that run out, the most overdue first."""
    columns = (
        Column(tr("Tindak lanjut"), _what, 172),
        Column(tr("Nama"), lambda d: d.name, 176, bold=True, whole=True),
        Column(tr("Kabupaten/kota"), lambda d: d.regency, 120, stretch=True, rank=1),
        Column(tr("Jatuh tempo"), lambda d: wording.long_date(_when(d)), 146, whole=True),
        Column(tr("Keadaan"), lambda d: due_badge(d.days), 124, whole=True),
    )
    return Table(RowsModel(columns, sorted(due, key=lambda d: (_when(d), d.name))), tr("Tindak lanjut jatuh tempo"),
                 preselect=False)


def due_badge(days: int) -> BadgeCell:
    """Late is an error, today a warning, later neutral."""
    if days < 0:
        return BadgeCell("error", tr("Lewat {n} hari").format(n=-days), "clock")
    if days == 0:
        return BadgeCell("warn", tr("Hari ini"), "clock")
    return BadgeCell("muted", tr("{n} hari lagi").format(n=days))


def session_table(sessions: tuple[SessionDue, ...]) -> Table:
    """Sessions to be noted and to be held."""
    columns = (
        Column(tr("Sesi"), lambda s: s.session.short, 76, whole=True),
        Column(tr("Materi"), lambda s: s.session.plan.subject, 160, bold=True, stretch=True),
        Column(tr("Angkatan"), lambda s: s.cohort.title, 170, whole=True, rank=2),
        Column(tr("Tanggal"), lambda s: wording.long_date(s.session.plan.day), 146, whole=True),
        Column(tr("Jam"), lambda s: s.session.plan.starts.replace(":", ".") or wording.NONE, 60, rank=1),
        Column(tr("Keadaan"), session_badge, 150, whole=True),
    )
    return Table(RowsModel(columns, sessions), tr("Sesi pelatihan"))


def session_badge(one: SessionDue) -> BadgeCell:
    """What a session asks for: attendance, or only its day."""
    if one.to_note and one.session.noted:
        return BadgeCell("warn", tr("{n} dari {semua} dicatat").format(n=one.session.noted, semua=one.members))
    if one.days < 0:
        return BadgeCell("error", tr("Presensi belum diisi"))
    if one.days == 0:
        return BadgeCell("warn", tr("Hari ini"), "clock") if one.to_note else BadgeCell("ok", tr("Presensi lengkap"))
    return BadgeCell("muted", tr("{n} hari lagi").format(n=one.days))


def call_table(calls: tuple[ToCall, ...]) -> Table:
    """Members who missed sessions, with the number to call."""
    columns = (
        Column(tr("Nama"), lambda c: c.name, 176, bold=True, whole=True),
        Column(tr("Nomor HP"), lambda c: show_phone(c.phone) or wording.NONE, 130, whole=True),
        Column(tr("Angkatan"), lambda c: c.cohort.title, 150, stretch=True, rank=1),
        Column(tr("Tidak hadir"), lambda c: BadgeCell("error", tr("{n} sesi").format(n=c.missed)), 110, whole=True),
    )
    return Table(RowsModel(columns, calls), tr("Perlu dihubungi"), preselect=False)


def group_table(groups: tuple[Group, ...]) -> Table:
    """Rounds due, one line a regency."""
    columns = (
        Column(tr("Tindak lanjut"), lambda g: rounds.label(g.round), 160),
        Column(tr("Kabupaten/kota"), lambda g: g.regency or wording.NONE, 150, bold=True, stretch=True),
        Column(tr("Peserta"), lambda g: wording.number(len(g.participants)), 80, right=True),
        Column(tr("Jatuh tempo"), lambda g: wording.long_date(g.due), 146, whole=True),
        Column(tr("Keadaan"), _group_badge, 140, whole=True),
    )
    return Table(RowsModel(columns, groups), tr("Tindak lanjut jatuh tempo"), preselect=False)


def laptop_table(laptops: tuple[Laptop, ...]) -> Table:
    """The officers' laptops: when each sent last, and whether an answer is owed."""
    columns = (
        Column(tr("Petugas"), lambda line: line.officer, 176, bold=True, whole=True),
        Column(tr("Wilayah"), lambda line: line.regencies, 140, stretch=True),
        Column(tr("Kiriman terakhir"), lambda line: line.last, 146, whole=True),
        Column(tr("Keadaan"), lambda line: line.badge, 140, whole=True),
    )
    return Table(RowsModel(columns, laptops), tr("Laptop petugas"), preselect=False)


def _group_badge(group: Group) -> BadgeCell:
    if group.late:
        return BadgeCell("error", tr("{n} terlambat").format(n=wording.number(group.late)), "clock")
    return due_badge(group.days)


def _what(one: DueRound | Expiring) -> str:
    if isinstance(one, DueRound):
        return rounds.label(one.round)
    return tr("Perpanjang {dokumen}").format(dokumen=paper_label(one.paper))


def _when(one: DueRound | Expiring) -> date:
    return one.due if isinstance(one, DueRound) else one.expires
