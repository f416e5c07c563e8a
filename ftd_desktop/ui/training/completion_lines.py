"""The lines of Kelulusan: where each member stands against the rule, in which columns, and how many do."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ftd_desktop.i18n import tr
from ftd_desktop.programme.overrides import Override
from ftd_desktop.ui.models.cells import BadgeCell, BarCell, Column
from ftd_desktop.wording import figure

if TYPE_CHECKING:
    from ftd_desktop.certificates.eligibility import Standing


@dataclass(frozen=True)
class Line:
    """A member against the rule, and the exception that was asked for."""

    standing: Standing
    pending: Override | None

    @property
    def badge(self) -> BadgeCell:
        """Where the member stands."""
        if self.standing.override is not None and self.standing.eligible:
            return BadgeCell("accent", tr("Dikecualikan"))
        if self.standing.eligible:
            return BadgeCell("ok", tr("Memenuhi"))
        if self.pending is not None:
            return BadgeCell("warn", tr("Diminta"))
        return BadgeCell("warn", tr("Menunggu")) if self.standing.held else BadgeCell("error", tr("Belum memenuhi"))

    @property
    def reason(self) -> str:
        """Why, in a sentence."""
        asked = (self.pending.words,) if self.pending else ()
        return "; ".join((*asked, *self.standing.reasons))


def counted(lines: list[Line]) -> str:
    """How many meet the rule, with how many exceptions, how many waiting."""
    met = sum(line.standing.eligible for line in lines)
    exceptions = sum(line.standing.override is not None and line.standing.eligible for line in lines)
    pending = sum(line.pending is not None for line in lines)
    words = tr("{n} dari {semua} memenuhi").format(n=met, semua=len(lines))
    words += ", " + tr("{n} dengan pengecualian").format(n=exceptions) if exceptions else ""
    return words + (", " + tr("{n} menunggu persetujuan").format(n=pending) if pending else "")


def columns() -> tuple[Column, ...]:
    """What is shown of each."""
    return (
        Column(tr("Nama"), lambda line: line.standing.name, 160, bold=True, whole=True),
        Column(tr("JP"), lambda line: figure(line.standing.jp_attended), 48, right=True),
        Column(tr("Hadir"), lambda line: BarCell(min(line.standing.share, 1.0)), 120, rank=1),
        Column(tr("Survei akhir"), lambda line: _state(line.standing.endline), 96, rank=2),
        Column(tr("Tugas"), lambda line: _state(line.standing.task), 80, rank=3),
        Column(tr("Kelulusan"), lambda line: line.badge, 130, whole=True),
        Column(tr("Alasan"), lambda line: line.reason, 180, stretch=True),
    )


def _state(state: str) -> str:
    return {"complete": tr("selesai"), "draft": tr("draf")}.get(state, tr("belum"))
