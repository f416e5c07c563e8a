"""A table of figures as plain rows of numbers, for a spreadsheet; no words where a number belongs."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Rows:
    """One table: its name, headings with the kind of value (text, whole, money, number, percent, points, p), rows."""

    name: str
    headings: tuple[tuple[str, str], ...]
    rows: tuple[tuple[Any, ...], ...]
    notes: tuple[str, ...] = ()
