"""Lists on A4 landscape for the office's use: a head, a ruled table over as many pages as it needs, a foot."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import accumulate

from ftd_desktop.certificates.dates import long_date
from ftd_desktop.certificates.fonts import REGULAR, SEMIBOLD, clean, embedded, face
from ftd_desktop.certificates.pdf import A4_LANDSCAPE, About, Objects, close, deflated
from ftd_desktop.certificates.pen import ACCENT, HAIRLINE, INK, MUTED, Pen, fit, font_entries

WIDTH, HEIGHT = A4_LANDSCAPE
LEFT, RIGHT, TOP = 42.0, WIDTH - 42.0, HEIGHT - 132.0
ROWS_A_PAGE, ROW = 18, 19.5  # 19.5 points are 6.9 mm: room for a signature
_UNKNOWN = "?"


@dataclass(frozen=True)
class Paper:
    """A list: `lines` below the title are (words, typeface, size); `columns` are (heading, width in points), the last
    takes what is left; `bold` is the column that is set semibold."""

    title: str
    office: str
    lines: Sequence[tuple[str, str, float]]
    columns: Sequence[tuple[str, float]]
    rows: Sequence[Sequence[str]]
    printed: date
    about: str
    bold: int = 2

    @property
    def edges(self) -> list[float]:
        """The left edge of each column, and the right edge of the last."""
        return [*accumulate((width for _, width in self.columns[:-1]), initial=LEFT), RIGHT]


Cell = Callable[[Pen, float, float, int], None]
"""Draws at (left edge, base line) for the row of that number: what stands in the last column."""


def lay(paper: Paper, *, last: Cell | None = None, foot: Callable[[Pen], None] | None = None) -> bytes:
    """The list as PDF/A bytes. `last` draws each row's last cell in place of words, `foot` adds to the page's foot."""
    words = " ".join((paper.title, paper.office, *(line for line, _, _ in paper.lines),
                      *(heading for heading, _ in paper.columns), *(cell for row in paper.rows for cell in row)))
    objects = Objects()
    fonts = embedded(clean(words), objects)
    resources = objects.add(f"<< /Font << {font_entries(fonts)} >> >>")
    pages = [paper.rows[at:at + ROWS_A_PAGE] for at in range(0, len(paper.rows), ROWS_A_PAGE)]
    streams = []
    for number, rows in enumerate(pages):
        pen = Pen(fonts)
        _head(pen, paper)
        _table(pen, paper, rows, number * ROWS_A_PAGE + 1, last)
        if foot is not None:
            foot(pen)
        pen.text(RIGHT, 30, f"Dicetak {long_date(paper.printed)} · halaman {number + 1} dari {len(pages)}", REGULAR, 8,
                 colour=MUTED, align="right")
        streams.append(deflated(pen.content()))
    return close(objects, streams, resources, About(paper.about, paper.office, paper.printed), duplex=False)


def text(pen: Pen, x: float, y: float, words: str, font: str, size: float, width: float, colour: str = INK) -> None:
    """One line, smaller where it would not fit; letters the typeface lacks are shown as a question mark."""
    said = clean(words)
    missing = set(face(font).missing(said))
    said = "".join(_UNKNOWN if letter in missing else letter for letter in said)
    if said:
        lines, fitting = fit(said, face(font), width, (size, 0.1))
        pen.text(x, y, " ".join(lines), font, fitting, colour=colour)


def _head(pen: Pen, paper: Paper) -> None:
    if paper.office:
        text(pen, LEFT, HEIGHT - 40, paper.office, REGULAR, 10, RIGHT - LEFT, MUTED)
    text(pen, LEFT, HEIGHT - 60, paper.title, SEMIBOLD, 16, RIGHT - LEFT, ACCENT)
    for place, (words, font, size) in enumerate(paper.lines):
        text(pen, LEFT, HEIGHT - 80 - 16 * place, words, font, size, RIGHT - LEFT)


def _table(pen: Pen, paper: Paper, rows: Sequence[Sequence[str]], first: int, last: Cell | None) -> None:
    edges = paper.edges
    pen.fill(LEFT, TOP - ROW + 4, RIGHT - LEFT, ROW - 2, "E1EFF1")
    for (words, _), edge in zip(paper.columns, edges, strict=False):
        pen.text(edge + 5, TOP - ROW + 10, words, SEMIBOLD, 9.5)
    for place, row in enumerate(rows):
        base = TOP - (place + 2) * ROW + 10
        for at, words in enumerate((str(first + place), *row)):
            font = SEMIBOLD if at == paper.bold else REGULAR
            text(pen, edges[at] + 5, base, words, font, 9.5, edges[at + 1] - edges[at] - 10)
        if last is not None:
            last(pen, edges[-2], base, first + place)
        pen.line(LEFT, base - 6, RIGHT, base - 6, 0.4, HAIRLINE)
