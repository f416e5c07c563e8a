"""The four figures over the report page, each a way to the records behind it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Signal

from ftd_desktop.ui import theme
from ftd_desktop.ui.widgets.card import Card
from ftd_desktop.ui.widgets.figure import FigureCell
from ftd_desktop.ui.widgets.layout import across, down
from ftd_desktop.ui.widgets.text import Line

if TYPE_CHECKING:
    from ftd_desktop.evaluation.dashboard import Card as Figure


class FiguresRow(Card):
    """Four figures side by side, two by two with large text. `opened` carries the people behind one, and its title."""

    opened = Signal(object, str)

    def __init__(self) -> None:
        super().__init__()
        self._figures: Sequence[Figure] = ()
        self.cells = [FigureCell() for _ in range(4)]
        for i, cell in enumerate(self.cells):
            cell.opened.connect(lambda i=i: self.opened.emit(self._figures[i].people, self._figures[i].title))
        if theme.large_text():
            rows = (across(*((cell, 1) for cell in pair), gap=0) for pair in (self.cells[:2], self.cells[2:]))
            first, second = rows
            self.setLayout(down(first, Line(), second, gap=0, margins=1))
            return
        spaced: list[Any] = []
        for cell in self.cells:
            spaced += [Line(vertical=True), (cell, 5)] if spaced else [(cell, 5)]
        self.setLayout(across(*spaced, gap=0, margins=1))

    def show_figures(self, figures: Sequence[Figure]) -> None:
        """Show these four."""
        self._figures = figures
        for cell, figure in zip(self.cells, figures, strict=True):
            cell.set(figure.title, figure.value, figure.note, figure.careful, bool(figure.people))
