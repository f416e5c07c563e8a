"""The back page: the table of materials with JP, shared by the batch, and one person's number, name and attendance."""

from __future__ import annotations

from dataclasses import dataclass

from ftd_desktop.certificates.content import Occasion, Person
from ftd_desktop.certificates.dates import figure
from ftd_desktop.certificates.fonts import REGULAR, SEMIBOLD, face
from ftd_desktop.certificates.front import HEIGHT, MIDDLE, SIGN_MIDDLE, WIDTH
from ftd_desktop.certificates.payload import digest
from ftd_desktop.certificates.pen import ACCENT, HAIRLINE, MUTED, Pen, fit, wrap
from ftd_desktop.errors import UserError

LEFT, RIGHT, TOP, BOTTOM = 70.0, WIDTH - 70.0, HEIGHT - 116.0, 128.0
_SUBJECT = 36.0  # from a column's left edge to its subjects
_GAP = 24.0
_LINE = 1.35
_FORMS = ((1, 12.0), (1, 11.0), (1, 10.0), (1, 9.0), (1, 8.0), (2, 9.0), (2, 8.0), (2, 7.0), (2, 6.0))


def draw_shared(pen: Pen, occasion: Occasion) -> None:
    """Frame, title, table, total, and the second signature when the template asks for it."""
    pen.box(28.5, 28.5, WIDTH - 57, HEIGHT - 57, 0.8, ACCENT)
    pen.text(MIDDLE, HEIGHT - 66, occasion.template.back_title, SEMIBOLD, 16, colour=ACCENT, align="center")
    lines, size = fit(occasion.title, face(REGULAR), WIDTH - 200, (10.5, 5))
    pen.text(MIDDLE, HEIGHT - 84, " ".join(lines), REGULAR, size, colour=MUTED, align="center")
    _table(pen, occasion)
    pen.text(LEFT, 46, f"1 JP = 45 menit. Sidik tabel materi: {fingerprint(occasion)}", REGULAR, 8, colour=MUTED)
    if occasion.template.back_signature:
        pen.text(SIGN_MIDDLE, 108, occasion.signature.position, REGULAR, 9, align="center")
        pen.text(SIGN_MIDDLE, 62, occasion.signature.name, SEMIBOLD, 9.5, align="center")


def draw_person(pen: Pen, occasion: Occasion, person: Person) -> None:
    """Whose back page this is, and what was attended."""
    lines, size = fit(f"{person.number}  ·  {person.name}", face(REGULAR), WIDTH - 200, (10, 4))
    pen.text(MIDDLE, HEIGHT - 100, " ".join(lines), REGULAR, size, align="center")
    if occasion.template.show_attendance and person.jp_attended is not None:
        share = 100 * person.jp_attended / occasion.jp if occasion.jp else 0.0
        words = f"Kehadiran: {figure(person.jp_attended)} dari {figure(occasion.jp)} JP ({share:.0f}%)"
        pen.text(LEFT, 92, words, SEMIBOLD, 10)
    if person.grade:
        pen.text(LEFT, 76, f"Predikat: {person.grade}", SEMIBOLD, 10)


def fingerprint(occasion: Occasion) -> str:
    """The digest of the table as it is signed in the code, in groups of four figures."""
    figures = digest(occasion.materials).hex()
    return " ".join(figures[at : at + 4] for at in range(0, len(figures), 4))


def _table(pen: Pen, occasion: Occasion) -> None:
    columns = _fitting(occasion)
    width = (RIGHT - LEFT - _GAP * (len(columns) - 1)) / len(columns)
    number = 1
    for place, (size, rows) in enumerate(columns):
        column = _Column(pen, LEFT + place * (width + _GAP), width)
        column.head()
        for row in rows:
            column.row(number, row, size)
            number += 1
    column.total(figure(sum(material.jp for material in occasion.materials)))


class _Column:
    """One column of the table being drawn downwards: number, subject, JP."""

    def __init__(self, pen: Pen, left: float, width: float) -> None:
        self._pen, self._left, self._right = pen, left, left + width
        self._y = TOP - 16

    def head(self) -> None:
        self._pen.fill(self._left, self._y + 2, self._right - self._left, 20, "E1EFF1")
        self._cells(self._y + 8, ("No", "Materi", "JP"), SEMIBOLD, 10)

    def row(self, number: int, row: Row, size: float) -> None:
        step = size * _LINE
        for place, line in enumerate(row.lines):
            outer = (str(number), row.jp) if place == 0 else ("", "")
            self._cells(self._y - step * (place + 1), (outer[0], line, outer[1]), REGULAR, size)
        self._y -= row.height(size)
        self._pen.line(self._left, self._y, self._right, self._y, 0.4, HAIRLINE)

    def total(self, words: str) -> None:
        self._cells(self._y - 15, ("", "Jumlah", words), SEMIBOLD, 10)

    def _cells(self, y: float, cells: tuple[str, str, str], font: str, size: float) -> None:
        places = ((self._left + 10, "left"), (self._left + _SUBJECT, "left"), (self._right - 12, "right"))
        for words, (x, align) in zip(cells, places, strict=True):
            if words:
                self._pen.text(x, y, words, font, size, align=align)


@dataclass(frozen=True)
class Row:
    """A row in lines."""

    lines: list[str]
    jp: str

    def height(self, size: float) -> float:
        """Its height in points at that size."""
        return len(self.lines) * size * _LINE + size * 0.5


def _fitting(occasion: Occasion) -> list[tuple[float, list[Row]]]:
    """The columns, each with its size and rows: one column while that can be read, else two; as large as fits."""
    for count, size in _FORMS:
        width = (RIGHT - LEFT - _GAP * (count - 1)) / count - _SUBJECT - 60
        rows = [Row(wrap(m.subject or "-", face(REGULAR), size, width), figure(m.jp)) for m in occasion.materials]
        columns = _split(rows, size, count)
        if columns is not None:
            return [(size, column) for column in columns]
    raise UserError(
        "Tabel materi terlalu panjang untuk satu halaman ({count} baris). Gabungkan materi yang serupa.",
        count=len(occasion.materials),
    )


def _split(rows: list[Row], size: float, count: int) -> list[list[Row]] | None:
    """The rows in `count` columns of about equal height; None when they do not fit."""
    height = sum(row.height(size) for row in rows) / count
    columns: list[list[Row]] = [[]]
    for row in rows:
        if len(columns) < count and sum(known.height(size) for known in columns[-1]) >= height:
            columns.append([])
        columns[-1].append(row)
    fits = all(sum(row.height(size) for row in column) <= TOP - BOTTOM - 36 for column in columns)
    return columns if fits else None
