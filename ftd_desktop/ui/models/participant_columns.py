"""The columns of the participant list."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ftd_desktop import wording
from ftd_desktop.i18n import tr
from ftd_desktop.programme import rounds
from ftd_desktop.programme.cohorts import stage_label
from ftd_desktop.ui.context import Context
from ftd_desktop.ui.models.answers import moment
from ftd_desktop.ui.models.cells import BadgeCell, Column, RoundsCell, state_words
from ftd_desktop.ui.theme import Tone

if TYPE_CHECKING:
    from ftd_desktop.programme.participants import ParticipantRow

STAGE_TONES: dict[str, Tone] = {"completed": "ok", "alumnus": "ok", "left": "error", "participant": "accent"}


def participant_columns(context: Context) -> tuple[Column, ...]:
    """Nine; where there is no room the name, stage and rounds stay, the rest is behind "Buka kartu"."""
    return (
        Column(tr("Nama"), lambda r: r.name, 150, bold=True, stretch=True, whole=True, key="name"),
        Column(tr("Kode"), lambda r: r.code, 124, rank=6, key="code"),
        Column(tr("NIK"), lambda r: r.nik, 130, rank=2, key="nik"),
        Column(tr("Usaha"), lambda r: r.business, 140, rank=4, key="business"),
        Column(tr("Daerah"), lambda r: r.regency, 80, rank=3, key="regency"),
        Column(tr("Ang."), lambda r: r.cohort.rsplit(" ")[-1], 46, rank=5, key="cohort"),
        Column(tr("Tahap"), lambda r: stage_cell(r.stage), 100, whole=True),
        Column(tr("Survei"), lambda r: _rounds_cell(context, r), 78),
        Column(tr("Perubahan"), lambda r: _day(context, r.updated), 132, whole=True, rank=1, key="updated"),
    )


def stage_cell(stage: str) -> BadgeCell:
    """The stage as a badge: tick when done, octagon when left, else the word alone."""
    tone = STAGE_TONES.get(stage, "muted")
    return BadgeCell(tone, stage_label(stage), None if tone in ("ok", "error") else "")


def _rounds_cell(context: Context, row: ParticipantRow) -> RoundsCell:
    today = context.now().date()
    marks = [held.mark(today) for held in row.rounds]
    said = ", ".join(f"{rounds.label(held.name)} {state_words(mark)}"
                     for held, mark in zip(row.rounds, marks, strict=True))
    return RoundsCell(marks, said)


def _day(context: Context, text: str) -> str:
    return wording.recently(context.local(moment(text)), context.now())
