"""Cuts a section into bands from the top of the paper down: pairs of questions, scales, headings, rows of a repeat."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import Literal

from ftd_desktop.ui.forms.outline import Asked, Entry, Heading, Row, Rows, Section
from ftd_desktop.ui.forms.shape import Kind, Shape

BandKind = Literal["questions", "scale", "words", "heading", "head", "row", "card", "foot"]
TABLE_COLUMNS = 6
_NOT_IN_A_CELL = frozenset(
    {Kind.NOTE, Kind.MANY, Kind.MANY_LIST, Kind.LINES, Kind.SCALE, Kind.HEADS, Kind.RANK, Kind.FILE, Kind.UPRIGHT,
     Kind.PLACED, Kind.PLACED_LIST}
)
_WEIGHTS = {Kind.TEXT: 3, Kind.LIST: 3, Kind.ONE: 3, Kind.FIGURES: 3, Kind.MONEY: 2}

ShapeOf = Callable[[Asked], Shape]


@dataclass(frozen=True)
class Band:
    """A strip over the whole width of the paper.

    questions: one or two questions side by side. scale: one statement with its keys. words: the words of a scale,
    above its statements. heading: a group's label. head, row, foot: the head, a row and the end of a table.
    card: the title of a row that is too large for a table. `ref` is a group, a row or a repeat; `rows` the repeat.
    """

    kind: BandKind
    asked: tuple[Asked, ...] = ()
    ref: str = ""
    text: str = ""
    depth: int = 0
    place: int = 0
    fixed: bool = False
    weights: tuple[int, ...] = ()
    fold: str = ""

    @property
    def key(self) -> tuple[str, ...]:
        """What makes it the same band in another cut of the same section."""
        return (self.kind, self.ref, self.fold, *(asked.ref for asked in self.asked))


def cut(section: Section, shape_of: ShapeOf, columns: int) -> list[Band]:
    """The bands of a section. Questions that are not relevant keep their place, so that none changes its column."""
    bands = list(_entries(section.entries, shape_of, columns))
    first = bands[0] if bands else None
    if first is not None and first.kind in ("head", "heading") and first.text == section.title:
        bands[0] = replace(first, text="")  # the section's own title stands above already
    return bands


def _entries(entries: tuple[Entry, ...], shape_of: ShapeOf, columns: int) -> Iterator[Band]:
    waiting: list[Asked] = []
    words: tuple[str, ...] = ()
    for entry in entries:
        shape = shape_of(entry) if isinstance(entry, Asked) else None
        if isinstance(entry, Asked) and shape is not None and _stands_beside(entry, shape, columns):
            words = ()
            if not _fits(waiting, entry, shape_of, columns):
                yield _side_by_side(waiting, shape_of, columns)
                waiting = []
            waiting.append(entry)
            continue
        if waiting:
            yield _side_by_side(waiting, shape_of, columns)
            waiting = []
        if isinstance(entry, Asked) and shape is not None and shape.kind in (Kind.SCALE, Kind.HEADS):
            if shape.words != words or shape.kind is Kind.HEADS:
                yield Band("words", (entry,))
            words = shape.words
            if shape.kind is Kind.SCALE:
                yield Band("scale", (entry,))
            continue
        words = ()
        yield from _whole(entry, shape_of, columns)
    if waiting:
        yield _side_by_side(waiting, shape_of, columns)


def _stands_beside(asked: Asked, shape: Shape, columns: int) -> bool:
    """True for a question that may have neighbours: not full, or in the grid theme narrower than its group."""
    if columns > 1 and asked.total and shape.kind not in (Kind.SCALE, Kind.HEADS):
        return 0 < shape.weight < asked.total
    return not shape.full


def _fits(waiting: list[Asked], asked: Asked, shape_of: ShapeOf, columns: int) -> bool:
    """True when the question still fits into the band that is being filled."""
    if not waiting:
        return True
    if columns > 1 and (asked.total or waiting[0].total):
        same = asked.total == waiting[0].total
        return same and sum(shape_of(one).weight for one in [*waiting, asked]) <= asked.total
    return len(waiting) < columns


def _side_by_side(asked: list[Asked], shape_of: ShapeOf, columns: int) -> Band:
    weights: tuple[int, ...] = ()
    if columns > 1 and asked[0].total:
        weights = tuple(shape_of(one).weight for one in asked)
    return Band("questions", tuple(asked), weights=weights)


def _whole(entry: Entry, shape_of: ShapeOf, columns: int) -> Iterator[Band]:
    """The bands of an entry that takes the whole width."""
    if isinstance(entry, Heading):
        yield Band("heading", ref=entry.ref, text=entry.text, depth=entry.depth, fold=entry.fold)
    elif isinstance(entry, Rows):
        yield from _repeat(entry, shape_of, columns)
    else:
        yield Band("questions", (entry,), weights=(1,) if columns > 1 and entry.total else ())


def _repeat(rows: Rows, shape_of: ShapeOf, columns: int) -> Iterator[Band]:
    table = bool(rows.rows) and all(is_table_row(row, shape_of) for row in rows.rows)
    if table:
        first = tuple(entry for entry in rows.rows[0].entries if isinstance(entry, Asked))
        weights = tuple(_WEIGHTS.get(shape_of(asked).kind, 2) for asked in first)
        yield Band("head", first, ref=rows.ref, text=rows.label, weights=weights)
        for place, row in enumerate(rows.rows, 1):
            asked = tuple(entry for entry in row.entries if isinstance(entry, Asked))
            yield Band("row", asked, ref=row.ref, place=place, weights=weights, fixed=rows.fixed)
    else:
        yield Band("heading", ref=rows.ref, text=rows.label, depth=1)
        for place, row in enumerate(rows.rows, 1):
            yield Band("card", ref=row.ref, text=rows.label, place=place, fixed=rows.fixed)
            yield from _entries(row.entries, shape_of, columns)
    yield Band("foot", ref=rows.ref, text=rows.label, fixed=rows.fixed, place=len(rows.rows))


def is_table_row(row: Row, shape_of: ShapeOf) -> bool:
    """True when a row is flat and small enough for a table."""
    asked = [entry for entry in row.entries if isinstance(entry, Asked)]
    flat = len(asked) == len(row.entries) and 0 < len(asked) <= TABLE_COLUMNS
    return flat and all(shape_of(entry).kind not in _NOT_IN_A_CELL for entry in asked)
