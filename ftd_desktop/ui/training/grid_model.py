"""The attendance grid as a table: a row a member, a column a session, totals counted as marks change."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, Qt

from ftd_desktop.i18n import tr
from ftd_desktop.programme import attendance_totals
from ftd_desktop.programme.attendance_grid import Key, Mark, is_open
from ftd_desktop.programme.cohorts import Member
from ftd_desktop.programme.sessions import Session
from ftd_desktop.ui.models.rows import CELL, Index
from ftd_desktop.ui.training.book import AttendanceBook
from ftd_desktop.wording import figure, long_date, percent

# Asked for every cell of a selection: joined once.
_FLAGS = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsEditable


@dataclass(frozen=True)
class Cell:
    """What a cell holds: the mark, whether the day has come, and the marks of two machines that differ."""

    mark: Mark | None
    open: bool
    double: tuple[Mark, ...] = ()


class GridModel(QAbstractTableModel):
    """Shows a book; marks are changed through the book alone."""

    def __init__(self, book: AttendanceBook, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.book = book
        self._jp_total = 0.0
        self._today = date.min
        self._totals: dict[str, float] = {}
        self._present: dict[str, tuple[int, int]] = {}
        self._rows: dict[str, int] = {}
        self._columns: dict[str, int] = {}
        book.reset.connect(self._reset)
        book.changed.connect(self._changed)

    def show_rule(self, jp_total: float, today: date) -> None:
        """The JP that a share is of, and the day on which marks are given."""
        self._jp_total, self._today = jp_total, today

    @property
    def members(self) -> tuple[Member, ...]:
        """The rows."""
        return self.book.grid.members

    @property
    def sessions(self) -> tuple[Session, ...]:
        """The columns."""
        return self.book.grid.sessions

    def key(self, row: int, column: int) -> Key:
        """The book's key of a cell."""
        return self.sessions[column].id, self.members[row].code

    def place(self, key: Key) -> tuple[int, int] | None:
        """Where a key stands, or None."""
        session, code = key
        if code not in self._rows or session not in self._columns:
            return None
        return self._rows[code], self._columns[session]

    def column_of(self, session_id: str) -> int | None:
        """The column of a session."""
        return self._columns.get(session_id)

    def cell(self, row: int, column: int) -> Cell:
        """What a cell holds."""
        key = self.key(row, column)
        return Cell(self.book.marks.get(key), self.is_open(column), self.book.doubles.get(key, ()))

    def is_open(self, column: int) -> bool:
        """Whether the session's day has come."""
        return is_open(self.sessions[column].plan.day, self._today)

    def jp(self, row: int) -> float:
        """JP attended by the member of a row, as the grid stands."""
        code = self.members[row].code
        if code not in self._totals:
            self._totals[code] = attendance_totals.jp_attended(code, self.sessions, self.book.marks)
        return self._totals[code]

    def totals(self, row: int) -> tuple[str, str]:
        """(``24 JP``, ``60%``) of a row."""
        jp = self.jp(row)
        share = percent(100 * jp / self._jp_total) if self._jp_total else ""
        return f"{figure(jp)} JP", share

    def present(self, column: int) -> tuple[int, int]:
        """(present, noted) of a session."""
        session = self.sessions[column].id
        if session not in self._present:
            self._present[session] = attendance_totals.present(session, self._rows, self.book.marks)
        return self._present[session]

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        """Members."""
        return 0 if parent.isValid() else len(self.members)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        """Sessions."""
        return 0 if parent.isValid() else len(self.sessions)

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Cells can be chosen; the view opens an editor for JP itself."""
        return _FLAGS

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The letter, the cell itself, and what a screen reader says."""
        if not index.isValid():
            return None
        if role == CELL:
            return self.cell(index.row(), index.column())
        if role == Qt.ItemDataRole.DisplayRole:
            return short(self.cell(index.row(), index.column()))
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self.spoken(index.row(), index.column())
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Names at the left, sessions above."""
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        if orientation == Qt.Orientation.Vertical:
            return self.members[section].name if section < len(self.members) else None
        return self.sessions[section].short if section < len(self.sessions) else None

    def spoken(self, row: int, column: int) -> str:
        """``Siti …, sesi 3: hadir. 24 JP, 60%``."""
        jp, share = self.totals(row)
        return tr("{nama}, sesi {sesi}: {status}. {jumlah}").format(
            nama=self.members[row].name, sesi=self.sessions[column].short, status=words(self.cell(row, column)),
            jumlah=", ".join(part for part in (jp, share) if part))

    def about_session(self, column: int) -> str:
        """``sesi 3 · Pembuatan konten · 4 Agustus 2022``."""
        plan = self.sessions[column].plan
        return " · ".join((tr("sesi {n}").format(n=self.sessions[column].short), plan.subject, long_date(plan.day)))

    def _reset(self) -> None:
        self.beginResetModel()
        self._totals.clear()
        self._present.clear()
        self._rows = {member.code: row for row, member in enumerate(self.members) if member.code}
        self._columns = {session.id: column for column, session in enumerate(self.sessions)}
        self.endResetModel()

    def _changed(self, keys: list[Key]) -> None:
        places = [place for key in keys if (place := self.place(key)) is not None]
        if not places:
            return
        for session, code in keys:
            self._totals.pop(code, None)
            self._present.pop(session, None)
        rows, columns = [row for row, _ in places], [column for _, column in places]
        self.dataChanged.emit(self.index(min(rows), min(columns)), self.index(max(rows), max(columns)))
        self.headerDataChanged.emit(Qt.Orientation.Vertical, min(rows), max(rows))
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, min(columns), max(columns))


def short(cell: Cell) -> str:
    """The letter of a cell; both letters where two machines differ."""
    if cell.double:
        return "≠".join(mark.short for mark in cell.double)
    return "" if cell.mark is None else cell.mark.short


def words(cell: Cell) -> str:
    """What a cell says in words."""
    if cell.double:
        return tr("dua laptop mencatat berbeda: {beda}; yang dihitung {nilai}").format(
            beda=", ".join(mark.words for mark in cell.double), nilai=cell.double[-1].words)
    if cell.mark is not None:
        return cell.mark.words
    return tr("belum dicatat") if cell.open else tr("belum berlangsung")
