"""The start page's tables: drafts, and follow-ups that fall due."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ftd_desktop import wording
from ftd_desktop.i18n import tr
from ftd_desktop.programme import rounds
from ftd_desktop.ui.context import Context
from ftd_desktop.ui.models.cells import BadgeCell, BarCell, Column
from ftd_desktop.ui.models.rows import RowsModel
from ftd_desktop.ui.widgets.table import Table

if TYPE_CHECKING:
    from ftd_desktop.programme.followups import DueRound
    from ftd_desktop.programme.interviews import Draft


def draft_table(context: Context, drafts: tuple[Draft, ...]) -> Table:
    """What is begun and not finished, the last touched first and chosen."""
    now, local = context.now, context.local
    columns = (
        Column(tr("Formulir"), lambda d: d.title, 172),
        Column(tr("Nama"), lambda d: d.name or tr("(belum bernama)"), 176, bold=True, whole=True),
        Column(tr("Usaha"), lambda d: d.business, 120, stretch=True, rank=2),
        Column(tr("Terisi"), lambda d: BarCell(d.answered / d.asked if d.asked else 0), 120, rank=1),
        Column(tr("Terakhir diisi"), lambda d: wording.recently(local(d.touched), now()), 142, whole=True),
    )
    return Table(RowsModel(columns, drafts), tr("Draf belum selesai"))


def due_table(due: tuple[DueRound, ...]) -> Table:
    """Rounds that fall due, the most overdue first."""
    columns = (
        Column(tr("Tindak lanjut"), lambda d: rounds.label(d.round), 172),
        Column(tr("Nama"), lambda d: d.name, 176, bold=True, whole=True),
        Column(tr("Kabupaten/kota"), lambda d: d.regency, 120, stretch=True, rank=1),
        Column(tr("Jatuh tempo"), lambda d: wording.long_date(d.due), 146, whole=True),
        Column(tr("Keadaan"), lambda d: due_badge(d.days), 124, whole=True),
    )
    return Table(RowsModel(columns, due), tr("Tindak lanjut jatuh tempo"), preselect=False)


def due_badge(days: int) -> BadgeCell:
    """Late is an error, today a warning, later neutral."""
    if days < 0:
        return BadgeCell("error", tr("Lewat {n} hari").format(n=-days), "clock")
    if days == 0:
        return BadgeCell("warn", tr("Hari ini"), "clock")
    return BadgeCell("muted", tr("{n} hari lagi").format(n=days))
