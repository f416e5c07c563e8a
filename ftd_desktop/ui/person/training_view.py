"""The training of a person: how completion stands and why, and every session with what was noted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ftd_desktop import wording
from ftd_desktop.i18n import tr
from ftd_desktop.programme.attendance_grid import status_words
from ftd_desktop.ui.models.cells import BadgeCell, Column
from ftd_desktop.ui.models.rows import RowsModel
from ftd_desktop.ui.theme import Tone
from ftd_desktop.ui.widgets.button import Button
from ftd_desktop.ui.widgets.card import EmptyState, Panel
from ftd_desktop.ui.widgets.layout import across, boxed, down
from ftd_desktop.ui.widgets.signs import Badge
from ftd_desktop.ui.widgets.table import Table
from ftd_desktop.ui.widgets.text import Label, Line

if TYPE_CHECKING:
    from ftd_desktop.certificates.eligibility import Standing
    from ftd_desktop.programme.attended import Attended
    from ftd_desktop.ui.models.person_data import PersonCard, Training

_TONES: dict[str, Tone] = {"hadir": "ok", "terlambat": "warn", "sebagian": "warn", "alpa": "error"}


class TrainingView(Panel):
    """`cohort_asked` carries the cohort whose page is wanted."""

    cohort_asked = Signal(str)

    def __init__(self) -> None:
        super().__init__(tr("Pelatihan dan kelulusan"), QWidget())
        self.table: Table | None = None

    def show_card(self, card: PersonCard) -> None:
        """Another person, or the same one read again."""
        self.table = None
        if not card.training:
            self.note.setText("")
            self.set_body(EmptyState(tr("Belum menjadi anggota angkatan. Provinsi memasukkannya dari daftar Peserta.")))
            return
        self.note.setText(" · ".join(one.cohort.title for one in card.training))
        column = down(gap=0)
        for one in card.training:
            column.addWidget(self._standing(one))
            column.addWidget(Line())
        rows = [(one, session) for one in card.training for session in one.sessions]
        if rows:
            self.table = Table(RowsModel(_columns(len(card.training) > 1), rows), tr("Presensi per sesi"),
                               preselect=False)
            column.addWidget(self.table, 1)
        else:
            column.addWidget(EmptyState(tr("Belum ada jadwal sesi untuk angkatan ini.")), 1)
        self.set_body(boxed(column))

    def _standing(self, of: Training) -> QWidget:
        cohort = Button(of.cohort.title, "link")
        cohort.clicked.connect(lambda: self.cohort_asked.emit(of.cohort.id))
        badge = standing_badge(of.standing)
        words = Label("\n".join(standing_words(of)), token="muted", wrap=True)
        return boxed(down(across(Badge(badge.tone, badge.text, badge.icon), cohort, None), words,
                          margins=(12, 8, 8, 8), gap=4))


def standing_badge(standing: Standing | None) -> BadgeCell:
    """Completion in a word: as the certificates' page says it."""
    if standing is None:
        return BadgeCell("muted", tr("Belum dapat dinilai"), "")
    if standing.certificate:
        return BadgeCell("ok", tr("Terbit"))
    if standing.eligible:
        return BadgeCell("ok", tr("Layak"))
    return BadgeCell("warn", tr("Ditahan")) if standing.held else BadgeCell("error", tr("Tidak layak"))


def standing_words(of: Training) -> list[str]:
    """JP attended, then each reason on a line of its own (one may be the JP themselves)."""
    if of.standing is None:
        return [of.unknown]
    now = of.standing
    attended = tr("Hadir {jp} dari {total} JP ({bagian}), syarat {syarat}").format(
        jp=_jp(now.jp_attended), total=_jp(now.jp_total), bagian=wording.percent(100 * now.share),
        syarat=wording.percent(100 * of.cohort.min_share))
    return list(dict.fromkeys((attended, *now.reasons, *([of.asked.words] if of.asked else []))))


def _columns(several: bool) -> tuple[Column, ...]:
    cohort = (Column(tr("Ang."), lambda row: row[0].cohort.number, 50, muted=True),) if several else ()
    return (
        *cohort,
        Column(tr("Sesi"), lambda row: row[1].session.short, 76, whole=True),
        Column(tr("Tanggal"), lambda row: wording.long_date(row[1].session.plan.day), 140, whole=True),
        Column(tr("Materi"), lambda row: row[1].session.plan.subject, 140, stretch=True),
        Column(tr("Presensi"), lambda row: _mark(row[1]), 130, whole=True),
        Column(tr("JP"), lambda row: f"{_jp(row[1].jp)} / {_jp(row[1].session.plan.jp)}", 76, right=True, whole=True),
        Column(tr("Catatan"), lambda row: row[1].note, 120, muted=True, rank=1),
    )


def _mark(one: Attended) -> BadgeCell:
    if one.status:
        return BadgeCell(_TONES.get(one.status, "muted"), status_words(one.status).capitalize(),
                         None if one.status in _TONES else "")
    return BadgeCell("warn", tr("Belum dicatat")) if one.session.held else BadgeCell("muted", tr("Rencana"), "")


def _jp(jp: float) -> str:
    return wording.number(jp, 0 if jp == int(jp) else 1)
