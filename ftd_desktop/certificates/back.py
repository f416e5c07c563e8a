"""The back page: the table of materials with JP, shared by the batch, and one person's number, name and attendance."""

from __future__ import annotations

from ftd_desktop.certificates.content import Occasion, Person
from ftd_desktop.certificates.dates import figure
from ftd_desktop.certificates.fonts import REGULAR, SEMIBOLD, face
from ftd_desktop.certificates.front import HEIGHT, MIDDLE, SIGN_MIDDLE, WIDTH
from ftd_desktop.certificates.payload import digest
from ftd_desktop.certificates.pen import ACCENT, HAIRLINE, MUTED, Pen, fit, wrap
from ftd_desktop.errors import UserError

LEFT, RIGHT, TOP, BOTTOM = 70.0, WIDTH - 70.0, HEIGHT - 116.0, 128.0
SUBJECT_LEFT, JP_RIGHT = LEFT + 36, RIGHT - 12
_SIZES = (10.0, 9.0, 8.0, 7.0, 6.0, 5.0)


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
    size, rows = _fitting(occasion)
    step = size * 1.35
    y = TOP - 8
    pen.fill(LEFT, y - 6, RIGHT - LEFT, 20, "E1EFF1")
    _row(pen, y, ("No", "Materi", "JP"), SEMIBOLD, 10)
    y -= 8
    for place, (lines, jp) in enumerate(rows, 1):
        first = y - step
        _row(pen, first, (str(place), lines[0], jp), REGULAR, size)
        for extra, line in enumerate(lines[1:], 1):
            pen.text(SUBJECT_LEFT, first - extra * step, line, REGULAR, size)
        y -= step * len(lines) + size * 0.5
        pen.line(LEFT, y, RIGHT, y, 0.4, HAIRLINE)
    total = sum(material.jp for material in occasion.materials)
    _row(pen, y - 15, ("", "Jumlah", figure(total)), SEMIBOLD, 10)


def _row(pen: Pen, y: float, cells: tuple[str, str, str], font: str, size: float) -> None:
    for words, x, align in zip(cells, (LEFT + 10, SUBJECT_LEFT, JP_RIGHT), ("left", "left", "right"), strict=True):
        if words:
            pen.text(x, y, words, font, size, align=align)


def _fitting(occasion: Occasion) -> tuple[float, list[tuple[list[str], str]]]:
    """The largest size at which the whole table stands on the page, and its rows in lines."""
    for size in _SIZES:
        rows = [
            (wrap(material.subject or "-", face(REGULAR), size, JP_RIGHT - 60 - SUBJECT_LEFT), figure(material.jp))
            for material in occasion.materials
        ]
        if sum(len(lines) * size * 1.35 + size * 0.5 for lines, _ in rows) <= TOP - BOTTOM - 36:
            return size, rows
    raise UserError(
        "Tabel materi terlalu panjang untuk satu halaman ({count} baris). Gabungkan materi yang serupa.",
        count=len(occasion.materials),
    )
