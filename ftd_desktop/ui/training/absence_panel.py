"""Tindak lanjut: who missed what and has not made it up, with the phone; on paper and as a sheet."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFileDialog, QWidget

from ftd_desktop.i18n import tr
from ftd_desktop.programme.identity import show_phone
from ftd_desktop.ui import theme
from ftd_desktop.ui.context import Context
from ftd_desktop.ui.models.cells import Column
from ftd_desktop.ui.models.rows import RowsModel
from ftd_desktop.ui.theme import px
from ftd_desktop.ui.training import later
from ftd_desktop.ui.training.panels import Section
from ftd_desktop.ui.widgets.button import Button
from ftd_desktop.ui.widgets.card import EmptyState, Panel
from ftd_desktop.ui.widgets.layout import boxed, down
from ftd_desktop.ui.widgets.table import Table
from ftd_desktop.wording import figure

if TYPE_CHECKING:
    from ftd_desktop.ui.models.training_data import Board


class AbsenceSection(Section):
    """Enter on a line opens the participant's page."""

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.table = Table(RowsModel(_columns()), tr("Yang perlu dihubungi"))
        self.table.opened.connect(lambda line: self.go.emit("person", {"participant": line[0].member.participant_id}))
        self._export, self._print = Button(tr("Ekspor xlsx …")), Button(tr("Cetak daftar"))
        self._export.clicked.connect(self._ask_place)
        self._print.clicked.connect(self.print_list)
        self._nobody = EmptyState(tr("Tidak ada yang terlewat: semua sesi yang sudah berlangsung tercatat hadir atau "
                                     "sudah disusul."))
        self.panel = Panel(tr("Perlu dihubungi"), boxed(down((self.table, 1), self._nobody, gap=0)),
                           actions=(self._export, self._print))
        if theme.large_text():
            self.panel.setMinimumHeight(px(260))
        self.setLayout(down((self.panel, 1)))

    def show_board(self, board: Board, *, afresh: bool) -> None:
        """The list, most JP missed first."""
        self.board = board
        lines = later.outputs().absence_lines(board.grid)
        self.table.set_rows(lines)
        self.table.setVisible(bool(lines))
        self._nobody.setVisible(not lines)
        self.panel.note.setText(tr("{n} orang").format(n=len(lines)))
        for button in (self._export, self._print):
            button.allow(bool(lines), tr("Tidak ada yang perlu dihubungi."))

    def first(self) -> QWidget:
        """The list."""
        return self.table if self.table.isVisibleTo(self) else self._print

    def print_list(self) -> None:
        """Write the list as PDF and open it."""
        cohort_id = self.cohort_id
        self.context.tasks.store(lambda: later.outputs().absence_list(self.context, cohort_id), self.show_file)

    def export(self, path: Path) -> None:
        """Write the list as xlsx."""
        cohort_id = self.cohort_id
        self.context.tasks.store(lambda: later.outputs().absence_book(self.context, cohort_id, path),
                                 lambda made: self.said.emit(tr("Ditulis: {berkas}").format(berkas=made), "ok"))

    def _ask_place(self) -> None:
        name = f"tindak-lanjut-{self.context.now().date().isoformat()}.xlsx"
        chosen, _ = QFileDialog.getSaveFileName(self.window(), tr("Ekspor daftar"), name, "Excel (*.xlsx)")
        if chosen:
            self.export(Path(chosen).with_suffix(".xlsx"))


def _columns() -> tuple[Column, ...]:
    return (
        Column(tr("Nama"), lambda line: line[0].member.name, 170, bold=True, whole=True),
        Column(tr("Nomor HP"), lambda line: show_phone(line[0].member.phone), 130, whole=True),
        Column(tr("JP"), lambda line: figure(line[0].jp), 48, right=True),
        Column(tr("Terlewat"), lambda line: line[1], 200, stretch=True),
        Column(tr("Susulan"), lambda line: line[2] or tr("belum dijadwalkan"), 240, rank=1),
    )
