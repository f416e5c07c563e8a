"""Reads a short list made elsewhere (xlsx, csv or text) as rows of text: attendance, participant codes."""

from __future__ import annotations

from datetime import date, datetime, time
from pathlib import Path

from ftd_desktop.exchange import tables
from ftd_desktop.exchange.tables import Bounds
from ftd_desktop.programme.importing.cells import Cell

BOUNDS = Bounds(rows=10_000, columns=60, size=5_000_000, unpacked=60_000_000)


def read(path: Path) -> list[list[str]]:
    """The rows of the first sheet, or of the text, as far as anything stands in them.

    UserError naming the file when it cannot be read, is too long, or is neither of them.
    """
    rows = [_without_blanks_at_the_end([_text(cell) for cell in row]) for row in tables.rows(path, BOUNDS)]
    while rows and not rows[-1]:
        rows.pop()
    return rows


def _without_blanks_at_the_end(row: list[str]) -> list[str]:
    filled = max((place for place, cell in enumerate(row, 1) if cell.strip()), default=0)
    return row[:filled]


def _text(cell: Cell) -> str:
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return str(int(cell))
    if isinstance(cell, float):
        return f"{cell:.10g}"
    if isinstance(cell, datetime | date | time):
        return cell.isoformat()
    return str(cell)
