"""The attendance grid under the hand: one key a cell, a column or a row at once, undo and redo."""

from __future__ import annotations

from PySide6.QtCore import QItemSelectionModel, QModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QTableView

from ftd_desktop.i18n import tr
from ftd_desktop.programme.attendance_grid import LETTERS, PARTIAL, Key, Mark
from ftd_desktop.programme.attendance_import import read_jp
from ftd_desktop.ui.theme import px
from ftd_desktop.ui.training.book import AttendanceBook, Marks
from ftd_desktop.ui.training.grid_model import GridModel
from ftd_desktop.ui.training.grid_paint import COLUMN, WIDEST, GridDelegate, NamesHeader, SessionsHeader
from ftd_desktop.ui.widgets import paint
from ftd_desktop.ui.widgets.text import Label
from ftd_desktop.wording import figure

_KEYS = {int(getattr(Qt.Key, f"Key_{letter}")): status for status, letter in LETTERS.items()}
_CTRL, _SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
_NONE, _KEYPAD = Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier


class GridView(QTableView):
    """Letters mark what is chosen. `said` explains a key that did nothing; `moved` tells of another current cell."""

    said = Signal(str)
    moved = Signal()

    def __init__(self, book: AttendanceBook) -> None:
        super().__init__()
        self.book = book
        self.grid = GridModel(book, self)
        self._asked: tuple[str, list[tuple[int, int]]] = ("", [])
        self.setModel(self.grid)
        self.setAccessibleName(tr("Presensi: peserta dan sesi"))
        self.setHorizontalHeader(SessionsHeader())
        self.setVerticalHeader(NamesHeader())
        self._paint = GridDelegate(self)
        self._paint.typed.connect(self._take_jp)
        self.setItemDelegate(self._paint)
        self._set_up()
        self._corner = Label(tr("Nama, JP, hadir"), token="muted", bold=True)
        self._corner.setParent(self)
        self._corner.setIndent(px(12))
        self.selectionModel().currentChanged.connect(self._on_moved)
        self.grid.modelReset.connect(self._keep_place)
        self._place: tuple[str, str] = ("", "")

    @property
    def current(self) -> tuple[int, int] | None:
        """(row, column) of the current cell."""
        index = self.currentIndex()
        return (index.row(), index.column()) if index.isValid() else None

    def choose(self, row: int, column: int) -> None:
        """Make a cell the current and only chosen one."""
        self.selectionModel().setCurrentIndex(self.grid.index(row, column),
                                              QItemSelectionModel.SelectionFlag.ClearAndSelect)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Letters mark, Delete clears; with Ctrl or Shift whole columns and rows."""
        modifiers = event.modifiers() & ~_KEYPAD
        if self.current is None:
            super().keyPressEvent(event)
        elif modifiers == _NONE and event.key() in _KEYS:
            self._mark(_KEYS[event.key()])
        elif modifiers == _SHIFT and event.key() in _KEYS:
            self.fill_column(_KEYS[event.key()])
        elif modifiers == _NONE and event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self._put({self.grid.key(*place): None for place in self._chosen()})
        elif modifiers == _NONE and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._step_down()
        elif not self._special(event.key(), modifiers):
            super().keyPressEvent(event)

    def fill_column(self, status: str | None = None) -> None:
        """Note everybody not yet noted in the current session: with `status`, or as the current cell, or present."""
        if self.current is not None:
            _, column = self.current
            self._fill([(row, column) for row in range(self.grid.rowCount())], status)

    def fill_row(self, status: str | None = None) -> None:
        """Note the current member in every session held and not yet noted."""
        if self.current is not None:
            row, _ = self.current
            self._fill([(row, column) for column in range(self.grid.columnCount()) if self.grid.is_open(column)],
                       status)

    def undo(self) -> None:
        """Take the last thing back, and show where it was."""
        self._show_first(self.book.undo())

    def redo(self) -> None:
        """Do it again."""
        self._show_first(self.book.redo())

    def paintEvent(self, event: QPaintEvent) -> None:
        """The grid, with an edge when it has the keyboard."""
        super().paintEvent(event)
        paint.keyboard_edge(self)

    def focusInEvent(self, event: object) -> None:
        """There is always a cell to start from."""
        if self.current is None and self.grid.rowCount() and self.grid.columnCount():
            self.choose(0, self._first_open())  # before Qt does, which would take the first session
        super().focusInEvent(event)  # type: ignore[arg-type]
        self.viewport().update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The corner's words keep their place; few sessions share the room."""
        super().resizeEvent(event)
        self._fit()
        self._corner.setGeometry(0, 0, self.verticalHeader().width(), self.horizontalHeader().height())

    def _fit(self) -> None:
        """Columns as wide as there is room for, within reason."""
        room = self.viewport().width() // max(self.grid.columnCount(), 1)
        self.horizontalHeader().setDefaultSectionSize(min(max(room, px(COLUMN)), px(WIDEST)))

    def _set_up(self) -> None:
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectItems)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)

    def _special(self, key: int, modifiers: Qt.KeyboardModifier) -> bool:
        """Keys with Ctrl or Shift; whether this was one."""
        if key == Qt.Key.Key_Space and modifiers in (_CTRL, _SHIFT):
            (self.selectColumn if modifiers == _CTRL else self.selectRow)(
                self.currentIndex().column() if modifiers == _CTRL else self.currentIndex().row())
        elif key == Qt.Key.Key_D and modifiers == _CTRL:
            self.fill_column()
        elif key == Qt.Key.Key_R and modifiers == _CTRL:
            self.fill_row()
        elif key == Qt.Key.Key_Z and modifiers == _CTRL:
            self.undo()
        elif (key, modifiers) in ((Qt.Key.Key_Y, _CTRL), (Qt.Key.Key_Z, _CTRL | _SHIFT)):
            self.redo()
        else:
            return False
        return True

    def _chosen(self) -> list[tuple[int, int]]:
        found = [(index.row(), index.column()) for index in self.selectionModel().selectedIndexes()]
        return found or ([self.current] if self.current else [])

    def _mark(self, status: str) -> None:
        chosen = self._chosen()
        if status in PARTIAL:
            self._ask_jp(status, chosen)
        elif self._put({self.grid.key(*place): Mark(status) for place in chosen}) and len(chosen) == 1:
            self._step_down()

    def _fill(self, places: list[tuple[int, int]], status: str | None) -> None:
        here = self.grid.cell(*self.current) if self.current else None
        mark = Mark(status) if status else here.mark if here and here.mark else Mark("hadir")
        if mark.status in PARTIAL:
            self.said.emit(tr("Terlambat dan hadir sebagian dicatat satu per satu, sebab JP-nya berbeda."))
            return
        blank = {self.grid.key(*place): mark for place in places if self.grid.cell(*place).mark is None}
        if not blank:
            self.said.emit(tr("Tidak ada yang belum dicatat di sini."))
        else:
            self._put(blank)

    def _put(self, marks: Marks) -> bool:
        """Note them, unless a session is still to come or a member has no code; True when the cell can be left."""
        for (session, code) in marks:
            column = self.grid.column_of(session)
            if column is not None and not self.grid.is_open(column):
                self.said.emit(tr("{sesi}: belum berlangsung. Presensi diisi pada hari itu atau sesudahnya.").format(
                    sesi=self.grid.about_session(column)))
                return False
            if not code:
                self.said.emit(tr("Peserta tanpa kode tidak dapat dicatat. Lengkapi profilnya dahulu."))
                return False
        self.said.emit("")
        self.book.put(marks)
        self.moved.emit()
        return True

    def _ask_jp(self, status: str, places: list[tuple[int, int]]) -> None:
        """Let the JP attended be typed in the current cell."""
        if any(not self.grid.is_open(column) for _, column in places):
            self._put({self.grid.key(*place): None for place in places})  # says why not
            return
        self._asked = (status, places)
        self.edit(self.currentIndex())

    def _take_jp(self, text: str) -> None:
        status, places = self._asked
        self._asked = ("", [])
        most = min((self.grid.sessions[column].plan.jp for _, column in places), default=0.0)
        jp = read_jp(text, most)
        if not status:
            return
        if jp is None:
            self.said.emit(tr("JP yang diikuti harus angka 0 sampai {jp}. Tekan {huruf} lagi.").format(
                jp=figure(most), huruf=LETTERS[status]))
        elif self._put({self.grid.key(*place): Mark(status, jp) for place in places}) and len(places) == 1:
            self._step_down()

    def _step_down(self) -> None:
        if self.current and self.current[0] + 1 < self.grid.rowCount():
            self.choose(self.current[0] + 1, self.current[1])

    def _show_first(self, keys: list[Key]) -> None:
        places = [place for key in keys if (place := self.grid.place(key)) is not None]
        if places:
            self.choose(*min(places))
            self.moved.emit()
        else:
            self.said.emit(tr("Tidak ada yang dapat diurungkan atau diulangi."))

    def _first_open(self) -> int:
        """The newest session held; the first one before any was."""
        return max((column for column in range(self.grid.columnCount()) if self.grid.is_open(column)), default=0)

    def _on_moved(self, current: QModelIndex, previous: QModelIndex) -> None:
        if current.isValid():
            self._place = self.grid.key(current.row(), current.column())
        self.verticalHeader().viewport().update()
        self.horizontalHeader().viewport().update()
        self.moved.emit()

    def _keep_place(self) -> None:
        """After a fresh reading the same member and session are current."""
        self._fit()
        place = self.grid.place(self._place)
        if place is not None:
            self.choose(*place)
