"""The table of contents of a form as it stands: sections, numbered questions, headings, repeats with their rows."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass


@dataclass(frozen=True)
class Asked:
    """A question at its place. `number` is how the paper and the clerk call it: ``4.2``, ``B3``.

    `total`: the columns of its group in the grid theme, 0 outside that theme.
    """

    ref: str
    number: str
    total: int = 0


@dataclass(frozen=True)
class Heading:
    """The label of a group inside a section. `depth` is 1 for a group directly below the section.

    `fold`: "open" or "closed" at first for a group that can be folded, "end" where such a group ends, else "".
    """

    ref: str
    text: str
    depth: int
    fold: str = ""


@dataclass(frozen=True)
class Row:
    """One row of a repeat; `ref` carries its position."""

    ref: str
    entries: tuple[Entry, ...]


@dataclass(frozen=True)
class Rows:
    """A repeat. `ref` has no position of its own; `fixed`: the form says how many rows there are."""

    ref: str
    label: str
    rows: tuple[Row, ...]
    fixed: bool


Entry = Asked | Heading | Rows


@dataclass(frozen=True)
class Section:
    """A top-level part of the form."""

    ref: str
    number: str
    title: str
    entries: tuple[Entry, ...]

    def asked(self) -> Iterator[Asked]:
        """Every question in reading order, those in rows too."""
        yield from asked_in(self.entries)


def asked_in(entries: tuple[Entry, ...]) -> Iterator[Asked]:
    """Every question of some entries in reading order."""
    for entry in entries:
        if isinstance(entry, Asked):
            yield entry
        elif isinstance(entry, Rows):
            for row in entry.rows:
                yield from asked_in(row.entries)
