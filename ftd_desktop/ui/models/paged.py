"""A table model over row numbers: rows are fetched a page at a time, when they come into view."""

from __future__ import annotations

from array import array
from collections import OrderedDict
from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import Qt

from ftd_desktop.ui.models.cells import Column
from ftd_desktop.ui.models.rows import CELL, Index, RowsModel

PAGE = 100
KEPT = 30
"""Pages kept in memory: scrolling back and forth fetches nothing."""

Deliver = Callable[[Sequence[Any]], object]
Fetch = Callable[[Sequence[int], Deliver], object]


class PagedModel(RowsModel):
    """`fetch(numbers, deliver)` gets rows elsewhere and calls `deliver(rows)`, or never when overtaken by another call.

    Until then a row is None: its first cell shows an ellipsis.
    """

    def __init__(self, columns: Sequence[Column], fetch: Fetch) -> None:
        super().__init__(columns)
        self.numbers: array[int] = array("q")
        self._fetch = fetch
        self._pages: OrderedDict[int, Sequence[Any]] = OrderedDict()
        self._asked: int | None = None
        self._round = 0

    def set_numbers(self, numbers: array[int], first: Sequence[Any] = ()) -> None:
        """Show other rows; `first` are the rows of the first page, if they are at hand."""
        self.beginResetModel()
        self.numbers = numbers
        self._pages.clear()
        self._asked = None
        self._round += 1
        if first:
            self._pages[0] = first
        self.endResetModel()

    def first_page_of(self, numbers: array[int]) -> Sequence[Any]:
        """The rows of the first page, if another list begins as this one does."""
        return self._pages.get(0, ()) if numbers[:PAGE] == self.numbers[:PAGE] else ()

    def row(self, index: int) -> Any:
        """The row at `index`, or None while it is being fetched."""
        place, within = divmod(index, PAGE)
        page = self._pages.get(place)
        if page is None:
            self._ask(place)
            return None
        self._pages.move_to_end(place)
        return page[within] if within < len(page) else None

    def rowCount(self, parent: Index | None = None) -> int:
        """As many as there are numbers."""
        return 0 if parent is not None and parent.isValid() else len(self.numbers)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """As `RowsModel`; an ellipsis for a row that is being fetched."""
        if role in (CELL, Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole) and index.isValid() \
                and self.row(index.row()) is None:
            return "…" if index.column() == 0 else ""
        return super().data(index, role)

    def _ask(self, place: int) -> None:
        """Ask for a page, unless it is the one asked for last."""
        if place == self._asked:
            return
        self._asked = place
        round_, numbers = self._round, self.numbers[place * PAGE:(place + 1) * PAGE]
        self._fetch(numbers, lambda rows: self._take(round_, place, rows))

    def _take(self, round_: int, place: int, rows: Sequence[Any]) -> None:
        """Rows arrived; those of an older list are dropped."""
        if round_ != self._round:
            return
        self._asked = None if self._asked == place else self._asked
        self._pages[place] = rows
        while len(self._pages) > KEPT:
            self._pages.popitem(last=False)
        # The whole range: a page asked for and overtaken is asked for again by the repaint.
        self.dataChanged.emit(self.index(0, 0), self.index(len(self.numbers) - 1, len(self.columns) - 1))
