"""A document as plain blocks: what the report says, free of how it is laid out (PDF, Word, plain text)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from ftd_desktop.evaluation.charts.shapes import Chart


@dataclass(frozen=True)
class Heading:
    """A heading of level 1 or 2."""

    text: str
    level: int = 1


@dataclass(frozen=True)
class Paragraph:
    """A paragraph; `kind` is body, lead (larger), note (muted, small) or caution (in a warning box)."""

    text: str
    kind: str = "body"


@dataclass(frozen=True)
class Bullets:
    """A list of sentences."""

    items: tuple[str, ...]


@dataclass(frozen=True)
class Table:
    """A table. `right` are the positions of columns of figures; a row in `groups` is a subheading across all columns,
    one in `bold` stands out."""

    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    right: tuple[int, ...] = ()
    widths: tuple[float, ...] = ()
    groups: frozenset[int] = frozenset()
    bold: frozenset[int] = frozenset()


@dataclass(frozen=True)
class Figure:
    """A chart with its title; the chart's description goes with it."""

    chart: Chart
    title: str


@dataclass(frozen=True)
class PageBreak:
    """The next block starts a new page."""


Block = Heading | Paragraph | Bullets | Table | Figure | PageBreak


@dataclass(frozen=True)
class Document:
    """A titled sequence of blocks, made on `day`; `footer` stands on every page."""

    title: str
    subtitle: str
    day: date
    footer: str
    blocks: tuple[Block, ...]
