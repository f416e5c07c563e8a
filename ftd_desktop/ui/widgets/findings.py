"""A list of findings: a table, what is said when there are none, and the chosen one in full below."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtWidgets import QWidget

from ftd_desktop.i18n import tr
from ftd_desktop.ui.models.cells import Column
from ftd_desktop.ui.models.rows import RowsModel
from ftd_desktop.ui.widgets.card import EmptyState
from ftd_desktop.ui.widgets.layout import boxed, down, fixed
from ftd_desktop.ui.widgets.table import Table
from ftd_desktop.ui.widgets.text import Label, Line


class Findings(QWidget):
    """`detail` gives a row's words in full, for cells that were cut."""

    def __init__(self, columns: tuple[Column, ...], name: str, none: str, detail: Callable[[Any], str]) -> None:
        super().__init__()
        self._tell = detail
        self.table = Table(RowsModel(columns), name)
        self.table.chosen.connect(self._show_detail)
        self.detail = Label(wrap=True)
        self.detail.setAccessibleName(tr("Rincian"))
        self._none = EmptyState(none)
        self._below = fixed(boxed(down(self.detail, None, margins=(12, 8, 12, 8))), height=96)
        self.setLayout(down((self.table, 1), (self._none, 1), Line(), self._below, gap=0))

    def set_rows(self, rows: Sequence[Any]) -> None:
        """Show other findings; the first is chosen."""
        self.table.set_rows(rows)
        self.table.setVisible(bool(rows))
        self._none.setVisible(not rows)
        self._below.setVisible(bool(rows))
        self._show_detail(self.table.current())

    def _show_detail(self, row: Any) -> None:
        self.detail.setText("" if row is None else self._tell(row))
