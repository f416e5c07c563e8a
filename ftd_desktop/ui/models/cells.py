"""What a table cell can hold beside text: a badge, a bar, marks of the rounds; and what a column is."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from ftd_desktop.i18n import tr
from ftd_desktop.ui.theme import Tone


@dataclass(frozen=True)
class BadgeCell:
    """A state; `icon` None takes the tone's own, "" none."""

    tone: Tone
    text: str
    icon: str | None = None


@dataclass(frozen=True)
class BarCell:
    """A share from 0 to 1 as a bar with its per cent."""

    share: float


@dataclass(frozen=True)
class RoundsCell:
    """States of the rounds (c, d, o, l, x; see `widgets.paint.mark`) and the words a screen reader says."""

    states: Sequence[str]
    text: str = ""


@dataclass(frozen=True)
class Column:
    """A column over plain rows: `value(row)` gives text or a cell.

    `width` in pixels at 100 %; `stretch` takes what is left (one a table). Where the table is too narrow for `whole`
    columns, columns with the highest `rank` are hidden first; rank 0 always stays.
    """

    title: str
    value: Callable[[Any], object]
    width: int = 100
    right: bool = False
    bold: bool = False
    muted: bool = False
    stretch: bool = False
    whole: bool = False
    """Wide enough for what its first rows hold: names of people and figures are never cut."""
    rank: int = 0
    key: str = ""
    """Name for sorting and for the choice of columns."""


def words(cell: object) -> str:
    """What a cell says, for screen readers, copying and tests."""
    if isinstance(cell, BarCell):
        return f"{cell.share:.0%}"
    if isinstance(cell, BadgeCell | RoundsCell):
        return cell.text
    return "" if cell is None else str(cell)


def state_words(state: str) -> str:
    """The word for a round's state."""
    return {"c": tr("selesai"), "d": tr("draf"), "o": tr("belum"), "l": tr("terlambat"), "x": tr("tidak ada")}[state]
