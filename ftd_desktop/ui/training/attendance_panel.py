"""Presensi: the grid, the scanner's line above it, what the current cell means below it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QFileDialog, QWidget

from ftd_desktop.i18n import tr
from ftd_desktop.programme.attendance_import import Line
from ftd_desktop.ui import theme
from ftd_desktop.ui.context import Context
from ftd_desktop.ui.theme import px
from ftd_desktop.ui.training import later
from ftd_desktop.ui.training.attendance_words import about_cell, keys, note, nothing
from ftd_desktop.ui.training.book import AttendanceBook
from ftd_desktop.ui.training.grid_view import GridView
from ftd_desktop.ui.training.import_dialog import ImportDialog
from ftd_desktop.ui.training.panels import Section
from ftd_desktop.ui.training.quiet_lines import QuietLines
from ftd_desktop.ui.training.scan import ScanCard
from ftd_desktop.ui.widgets.button import Button
from ftd_desktop.ui.widgets.card import Card, EmptyState, Panel
from ftd_desktop.ui.widgets.layout import boxed, down
from ftd_desktop.ui.widgets.text import Label

if TYPE_CHECKING:
    from ftd_desktop.ui.models.training_data import Board


class AttendanceSection(Section):
    """Everything is written as it is given; `leave` sends what is still on its way."""

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.book = AttendanceBook(context, self)
        self.grid = GridView(self.book)
        self.scan = ScanCard(context, self.book, self.grid.grid)
        self.about = QuietLines(2)
        self._later = QTimer(self, singleShot=True, interval=0)  # one key tells of itself several times
        self._later.timeout.connect(self._say_about)
        self._told = ""
        self._nothing = EmptyState("")
        self._nothing.hide()
        self._buttons()
        below = Card(down(self.about, keys(), margins=(12, 6, 12, 8), gap=6))
        self.panel = Panel(tr("Presensi"), boxed(down((self.grid, 1), self._nothing, gap=0)), actions=(
            self._undo, self._redo, self._column, self._import, self._export, self._print))
        if theme.large_text():
            self.grid.setMinimumHeight(px(200))
        self.setLayout(down(self.scan, (self.panel, 1), below, gap=12))
        self._connect()

    def show_board(self, board: Board, *, afresh: bool) -> None:
        """Show the cohort's grid; the place, and what can be undone, stay where it is the same cohort."""
        self.board = board
        self.grid.grid.show_rule(board.cohort.jp_total, board.today)
        self.book.show_grid(board.grid, afresh=afresh)
        self.scan.show_sessions()
        empty = not board.grid.sessions or not board.grid.members
        self.grid.setVisible(not empty)
        self._nothing.setVisible(empty)
        self._nothing.findChildren(Label)[0].setText(nothing(board))
        self.panel.note.setText(note(board))
        self._show_about()

    def first(self) -> QWidget:
        """The grid."""
        return self.grid if self.grid.isVisibleTo(self) else self._print

    def show_session(self, session_id: str) -> None:
        """Go to its column."""
        column = self.grid.grid.column_of(session_id)
        if column is not None and self.grid.grid.rowCount():
            self.grid.choose(self.grid.current[0] if self.grid.current else 0, column)

    def leave(self) -> None:
        """Another page or the end: send what waits."""
        self.book.leave()

    def import_file(self, path: Path) -> None:
        """Read a list and show what it would note."""
        if self.board is None or not self.scan.session_id:
            self.said.emit(tr("Belum ada sesi yang sudah berlangsung. Susun jadwalnya dahulu."), "error")
            return
        grid, usual, today = self.board.grid, self.scan.session_id, self.board.today
        self.context.tasks.pool(lambda: (path.name, later.data().read_list(path, grid, usual, today)), self._preview)

    def print_list(self) -> None:
        """The list to sign of the session the cursor is in."""
        current = self.grid.current
        if self.board is None or not self.board.grid.sessions:
            self.said.emit(tr("Belum ada sesi. Susun jadwalnya dahulu."), "error")
            return
        cohort_id = self.cohort_id
        session = self.board.grid.sessions[current[1] if current else 0].id
        self.context.tasks.store(lambda: later.outputs().attendance_list(self.context, cohort_id, session),
                                 self.show_file)

    def export(self, path: Path) -> None:
        """Write the whole grid as xlsx, after what is still on its way."""
        cohort_id = self.cohort_id
        self.book.leave()
        self.context.tasks.store(lambda: later.outputs().attendance_book(self.context, cohort_id, path),
                                 lambda made: self.said.emit(tr("Ditulis: {berkas}").format(berkas=made), "ok"))

    def _buttons(self) -> None:
        self._undo, self._redo = Button(tr("Urungkan"), "link"), Button(tr("Ulangi"), "link")
        self._column = Button(tr("Isi kolom"))
        self._import, self._export = Button(tr("Impor …")), Button(tr("Ekspor xlsx …"))
        self._print = Button(tr("Daftar hadir"))
        self._column.setToolTip(tr("Yang belum dicatat di sesi ini: seperti sel sekarang, atau hadir (Ctrl+D)"))
        self._print.setToolTip(tr("Daftar untuk ditandatangani, satu sesi, sebagai PDF"))

    def _connect(self) -> None:
        self._undo.clicked.connect(self.grid.undo)
        self._redo.clicked.connect(self.grid.redo)
        self._column.clicked.connect(lambda: self.grid.fill_column())
        self._import.clicked.connect(self._ask_file)
        self._export.clicked.connect(self._ask_place)
        self._print.clicked.connect(self.print_list)
        self.grid.said.connect(self._tell)
        self.grid.moved.connect(self._moved)
        self.scan.found.connect(self._go_to_row)
        self.scan.session_chosen.connect(lambda column: self.grid.choose(
            self.grid.current[0] if self.grid.current else 0, column))
        self.book.changed.connect(lambda keys: self._show_about())
        self.book.saved.connect(self._show_about)
        self.book.refused.connect(self._refused)

    def _go_to_row(self, row: int) -> None:
        column = self.grid.grid.column_of(self.scan.session_id)
        if column is not None:
            self.grid.choose(row, column)

    def _moved(self) -> None:
        self._told = ""
        if self.grid.current is not None:
            self.scan.choose_session(self.grid.grid.sessions[self.grid.current[1]].id)
        self._show_about()

    def _tell(self, sentence: str) -> None:
        self._told = sentence
        self._show_about()

    def _show_about(self) -> None:
        """Once the key is done with, say what the current cell means."""
        self._later.start()

    def _say_about(self) -> None:
        """What the current cell means, or why the last key did nothing; how many are on their way to the disk."""
        self._undo.allow(self.book.can_undo, tr("Belum ada yang dicatat di sini."))
        self._redo.allow(self.book.can_redo, tr("Tidak ada yang diurungkan."))
        self.about.say(self._told or about_cell(self.grid, self.book), "error" if self._told else "text")

    def _refused(self, reason: str) -> None:
        self.said.emit(reason, "error")
        self.changed.emit()

    def _ask_file(self) -> None:
        chosen, _ = QFileDialog.getOpenFileName(self.window(), tr("Impor presensi"), "",
                                                tr("Daftar (*.xlsx *.csv *.txt)"))
        if chosen:
            self.import_file(Path(chosen))

    def _ask_place(self) -> None:
        name = f"presensi-{self.context.now().date().isoformat()}.xlsx"
        chosen, _ = QFileDialog.getSaveFileName(self.window(), tr("Ekspor daftar"), name, "Excel (*.xlsx)")
        if chosen:
            self.export(Path(chosen).with_suffix(".xlsx"))

    def _preview(self, found: tuple[str, list[Line]]) -> None:
        name, lines = found
        dialog = ImportDialog(name, lines, self.book.grid, self.book.marks, self.window())
        dialog.accepted.connect(lambda: self._take(name, dialog))
        self.ask(dialog)

    def _take(self, name: str, dialog: ImportDialog) -> None:
        noted = self.book.put(dialog.marks)
        self.said.emit(tr("{nama}: {n} baris dicatat. Ctrl+Z mengurungkannya.").format(nama=name, n=len(dialog.marks))
                       if noted else tr("{nama}: semua sudah tercatat sama.").format(nama=name), "ok")
