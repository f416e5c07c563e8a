"""The one table of the program: rows with hairlines, cells painted by one delegate, keyboard first."""

from __future__ import annotations

from collections.abc import Callable, Container
from typing import Any

from PySide6.QtCore import QItemSelectionModel, QModelIndex, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
)

from ftd_desktop import wording
from ftd_desktop.ui import theme
from ftd_desktop.ui.models.cells import BadgeCell, BarCell, RoundsCell, words
from ftd_desktop.ui.models.rows import CELL, Index, RowsModel
from ftd_desktop.ui.theme import color, px
from ftd_desktop.ui.widgets import paint

MEASURED_ROWS = 60
WIDEST = 260
"""No column asks for more, in px at 100 %: longer than any name of a person we know."""

_HEAD = 18
"""What a head needs beside its title, in px at 100 %."""


class CellDelegate(QStyledItemDelegate):
    """Paints text, badges, bars and marks; the chosen row has a soft fill AND a bar at its left."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """One cell."""
        painter.save()
        area: QRect = option.rect
        first = index.column() == 0
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(area, color("soft"))
            if first:
                painter.fillRect(area.x(), area.y(), px(4), area.height(), color("accent"))
        painter.fillRect(area.x(), area.bottom(), area.width(), 1, color("line"))
        room = QRectF(area).adjusted(px(12 if first else 8), 0, -px(8), -1)
        cell = index.data(CELL)
        if isinstance(cell, BadgeCell):
            paint.badge(painter, room, cell.tone, cell.text, cell.icon)
        elif isinstance(cell, RoundsCell):
            paint.marks(painter, room, cell.states)
        elif isinstance(cell, BarCell):
            _paint_bar(painter, room, cell.share)
        else:
            _paint_text(painter, room, index, words(cell))
        painter.restore()

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Rows have one height; widths are the columns'."""
        return QSize(px(60), px(32))


def _paint_bar(painter: QPainter, room: QRectF, share: float) -> None:
    track = QRectF(room.x(), room.center().y() - px(3), room.width() - px(44), px(6))
    paint.bar(painter, track, share)
    painter.setFont(theme.font())
    painter.setPen(color("text"))
    right = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight
    painter.drawText(room, right, wording.percent(share * 100))


def _paint_text(painter: QPainter, room: QRectF, index: Index, text: str) -> None:
    model = index.model()
    column = model.columns[index.column()] if isinstance(model, RowsModel) else None
    font = theme.font(bold=bool(column and column.bold))
    painter.setFont(font)
    painter.setPen(color("muted" if column and column.muted else "text"))
    shown = QFontMetrics(font).elidedText(text, Qt.TextElideMode.ElideRight, int(room.width()))
    painter.drawText(room, index.data(Qt.ItemDataRole.TextAlignmentRole), shown)


class Table(QTableView):
    """A table over a model with `columns`. Enter or a double click opens a row; arrows choose one.

    Signals carry the plain row (`model().row(i)`), so callers never touch indexes.
    """

    opened = Signal(object)
    chosen = Signal(object)
    marked = Signal(int)
    """How many rows are selected, in a table of several."""

    def __init__(self, model: RowsModel, name: str, *, row_height: int = 32, preselect: bool = True,
                 several: bool = False) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self._preselect = preselect
        self.setItemDelegate(CellDelegate(self))
        self._set_up(row_height)
        self._hidden: frozenset[str] = frozenset()
        if several:
            self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setModel(model)
        model.setParent(self)
        self.fit()
        self.doubleClicked.connect(lambda index: self._open(index.row()))
        self.selectionModel().currentRowChanged.connect(self._choose)
        self.selectionModel().selectionChanged.connect(lambda: self.marked.emit(self._marked_count()))
        model.modelReset.connect(self._first_row)
        model.modelReset.connect(self.fit)
        if preselect:
            self._choose_first()

    @property
    def rows_model(self) -> RowsModel:
        """The model, typed."""
        model: Any = self.model()
        return model

    def current(self) -> Any:
        """The chosen row, or None."""
        index = self.currentIndex()
        return self.rows_model.row(index.row()) if index.isValid() else None

    def choose_row(self, row: int) -> None:
        """Choose a row by its place; nothing when there is no such row."""
        if 0 <= row < self.rows_model.rowCount():
            flags = QItemSelectionModel.SelectionFlag.ClearAndSelect | QItemSelectionModel.SelectionFlag.Rows
            self.selectionModel().setCurrentIndex(self.rows_model.index(row, 0), flags)

    def fit(self) -> None:
        """Give whole columns their width; hide columns of the highest rank where there is no room for all."""
        columns = self.rows_model.columns
        heads = QFontMetrics(theme.font(bold=True))
        needs = [max(px(c.width), heads.horizontalAdvance(c.title) + px(_HEAD), self._need(i) if c.whole else 0)
                 for i, c in enumerate(columns)]
        room = self.width() - px(14)  # a scroll bar may come
        shown = {i for i, column in enumerate(columns) if not column.key or column.key not in self._hidden}
        for i in sorted(shown, key=lambda i: columns[i].rank, reverse=True):
            if columns[i].rank and sum(needs[k] for k in shown) > room:
                shown.discard(i)
        self._set_widths(shown, needs)

    def _set_widths(self, shown: set[int], needs: list[int]) -> None:
        """The stretching column takes what is left; where it is hidden, the first shown one does."""
        columns, head = self.rows_model.columns, self.horizontalHeader()
        stretching = next((i for i in sorted(shown) if columns[i].stretch), min(shown))
        for i in range(len(columns)):
            self.setColumnHidden(i, i not in shown)
            stretch = i == stretching
            head.setSectionResizeMode(
                i, QHeaderView.ResizeMode.Stretch if stretch else QHeaderView.ResizeMode.Interactive)
            if not stretch:
                self.setColumnWidth(i, needs[i])

    def resizeEvent(self, event: QResizeEvent) -> None:
        """More or fewer columns."""
        super().resizeEvent(event)
        self.fit()

    def sort_by(self, keys: Container[str], asked: Callable[[str, bool], object]) -> None:
        """Let a press on the head of a column with one of these keys ask for an order: (key, descending)."""
        self._sortable, self._asked = keys, asked
        head = self.horizontalHeader()
        head.setSectionsClickable(True)
        head.sectionClicked.connect(self._press_head)
        head.setSortIndicatorShown(True)
        head.setSortIndicator(-1, Qt.SortOrder.AscendingOrder)

    def show_sort(self, key: str, descending: bool) -> None:
        """Mark the column that the rows are ordered by."""
        keys = [column.key for column in self.rows_model.columns]
        way = Qt.SortOrder.DescendingOrder if descending else Qt.SortOrder.AscendingOrder
        self.horizontalHeader().setSortIndicator(keys.index(key) if key in keys else -1, way)

    def _press_head(self, section: int) -> None:
        key, head = self.rows_model.columns[section].key, self.horizontalHeader()
        descending = head.sortIndicatorOrder() == Qt.SortOrder.DescendingOrder
        if key in self._sortable:
            self._asked(key, descending)
        else:
            head.setSortIndicator(-1, Qt.SortOrder.AscendingOrder)

    def marked_rows(self) -> list[int]:
        """The places of the selected rows, in order."""
        return sorted({row for one in self._ranges() for row in one})

    def hide_columns(self, keys: frozenset[str]) -> None:
        """Hide columns by key, whatever the room."""
        self._hidden = keys
        self.fit()

    def set_rows(self, rows: Any) -> None:
        """Show other rows; the first is chosen."""
        self.rows_model.set_rows(rows)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens the row."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.current() is not None:
            self.opened.emit(self.current())
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: Any) -> None:
        """The table, with an edge when it has the keyboard."""
        super().paintEvent(event)
        paint.keyboard_edge(self)

    def focusInEvent(self, event: Any) -> None:
        """Show the edge, and a chosen row to start from."""
        if not self.currentIndex().isValid():  # before Qt does, which would make it current without selecting it
            self._choose_first()
        super().focusInEvent(event)
        self.viewport().update()

    def focusOutEvent(self, event: Any) -> None:
        """Hide the edge."""
        super().focusOutEvent(event)
        self.viewport().update()

    def _set_up(self, row_height: int) -> None:
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)  # Tab leaves the table: its rows are walked by the arrows
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setWordWrap(False)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setDefaultSectionSize(px(row_height))
        head = self.horizontalHeader()
        head.setFixedHeight(px(30))
        head.setFont(theme.font(bold=True))
        head.setHighlightSections(False)
        head.setMinimumSectionSize(px(20))

    def _need(self, column: int) -> int:
        """The width of a column's words in the first rows."""
        metrics = QFontMetrics(theme.font(bold=self.rows_model.columns[column].bold))
        model, rows = self.rows_model, range(min(self.rows_model.rowCount(), MEASURED_ROWS))
        cells = [model.index(row, column).data(CELL) for row in rows]
        widths = [paint.badge_width(cell.tone, cell.text, cell.icon) if isinstance(cell, BadgeCell)
                  else metrics.horizontalAdvance(words(cell)) for cell in cells]
        return min(max(widths, default=0) + px(24), px(WIDEST))

    def _open(self, row: int) -> None:
        if self.rows_model.row(row) is not None:  # not yet fetched
            self.opened.emit(self.rows_model.row(row))

    def _marked_count(self) -> int:
        return sum(len(one) for one in self._ranges())

    def _ranges(self) -> list[range]:
        """The selected rows as ranges: a million selected rows are one of them."""
        return [range(one.top(), one.bottom() + 1) for one in self.selectionModel().selection().toList()]

    def _first_row(self) -> None:
        if self._preselect:
            self._choose_first()
        if not self.rows_model.rowCount():
            self.chosen.emit(None)

    def _choose_first(self) -> None:
        self.choose_row(0)

    def _choose(self, current: QModelIndex, previous: QModelIndex) -> None:
        self.chosen.emit(self.rows_model.row(current.row()) if current.isValid() else None)
