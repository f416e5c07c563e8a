"""Where choices stand side by side: as many columns as their words allow, or as the form asks for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRect

from ftd_desktop.ui.forms import measure
from ftd_desktop.ui.forms.option import ILLUSTRATION, option_height, option_width
from ftd_desktop.ui.theme import px

GAP = 4
ILLUSTRATED = 150  # px of width that a choice with a picture takes at least


@dataclass(frozen=True)
class Grid:
    """Where options stand: columns of one width, rows of their own heights."""

    columns: int
    cell: int
    heights: tuple[int, ...]

    @property
    def height(self) -> int:
        """All rows with the gaps between."""
        return sum(self.heights) + px(GAP) * max(len(self.heights) - 1, 0)

    def rect(self, index: int) -> QRect:
        """The place of one option."""
        row, column = divmod(index, self.columns)
        top = sum(self.heights[:row]) + row * px(GAP)
        return QRect(column * (self.cell + px(GAP)), top, self.cell, self.heights[row])


def grid(labels: Sequence[str], width: int, wanted: int = 0, *, illustrated: bool = False) -> Grid:
    """The most columns in which every option stands on one line: all in one row up to 4, else 2 (3 where wide).

    `wanted` fixes the number of columns (an appearance); words then wrap. `illustrated` options have a picture.
    """
    count = len(labels)
    if illustrated and not wanted:
        wanted = max(1, min(count, width // px(ILLUSTRATED)))
    widest = max((option_width(label) for label in labels), default=0)
    columns = wanted or next((c for c in _column_counts(count, width) if cell_width(width, c) >= widest), 1)
    if columns == 1 and count > 5 and not wanted:
        tallest = max(option_height(label, cell_width(width, 2)) for label in labels)
        columns = 2 if tallest <= 2 * measure.line_height() + px(14) else 1
    cell = cell_width(width, columns)
    high = [option_height(label, cell) + (px(ILLUSTRATION) if illustrated else 0) for label in labels]
    rows = [max(high[i : i + columns]) for i in range(0, count, columns)]
    return Grid(columns, cell, tuple(rows))


def _column_counts(count: int, width: int) -> list[int]:
    if count <= 4:
        return [count, 2, 1] if count else [1]
    return [4, 3, 2, 1] if width > px(420) else [2, 1]


def cell_width(width: int, columns: int) -> int:
    """How wide each of some columns is."""
    return (width - px(GAP) * (columns - 1)) // columns


def columns_wanted(appearance: str) -> int:
    """The number of columns an appearance asks for (columns-3, horizontal-compact-3 …), 0 for as many as fit."""
    for word in appearance.split():
        head, _, figure = word.rpartition("-")
        if figure.isdigit() and head in ("columns", "compact", "quickcompact", "horizontal-compact"):
            return max(1, int(figure))
    return 0
