"""The attendance sheet on paper: one session, its members, a line to sign for each; A4, 18 to a page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from ftd_desktop.certificates.dates import figure, long_date
from ftd_desktop.certificates.fonts import REGULAR, SEMIBOLD, USUAL, clean, face
from ftd_desktop.certificates.pdf import A4_LANDSCAPE, About, Objects, close, deflated
from ftd_desktop.certificates.pen import ACCENT, HAIRLINE, INK, MUTED, Pen, fit
from ftd_desktop.errors import UserError
from ftd_desktop.programme.sessions import Plan

WIDTH, HEIGHT = A4_LANDSCAPE
LEFT, RIGHT, TOP = 42.0, WIDTH - 42.0, HEIGHT - 132.0
ROWS_A_PAGE, ROW = 18, 19.5  # 19.5 points are 6.9 mm: room for a signature
_COLUMNS = (("No", 28.0), ("Kode", 108.0), ("Nama", 210.0), ("Usaha", 170.0), ("Tanda tangan", 0.0))
_UNKNOWN = "?"


@dataclass(frozen=True)
class Attendee:
    """One line of the sheet."""

    code: str
    name: str
    business: str


@dataclass(frozen=True)
class Heading:
    """What stands above the lines."""

    office: str
    programme: str
    cohort: str
    session: Plan
    printed: date


def draw(heading: Heading, who: Sequence[Attendee]) -> bytes:
    """The sheet as PDF/A bytes, in the order given; UserError when there is nobody to list."""
    if not who:
        raise UserError("Belum ada peserta di angkatan ini, jadi tidak ada daftar hadir untuk dicetak.")
    words = " ".join((heading.office, heading.programme, heading.cohort, heading.session.subject,
                      heading.session.place, heading.session.trainer,
                      *(f"{one.code} {one.name} {one.business}" for one in who)))
    objects = Objects()
    letters = USUAL + "".join(sorted(set(clean(words)) - set(USUAL)))
    fonts = {name: face(name).embed(letters, objects) for name in (REGULAR, SEMIBOLD)}
    listed = " ".join(f"/F{place} {font.number} 0 R" for place, font in enumerate(fonts.values()))
    resources = objects.add(f"<< /Font << {listed} >> >>")
    pages = [who[at:at + ROWS_A_PAGE] for at in range(0, len(who), ROWS_A_PAGE)]
    streams = []
    for number, page in enumerate(pages):
        pen = Pen(fonts)
        _head(pen, heading)
        _lines(pen, page, number * ROWS_A_PAGE + 1)
        _foot(pen, heading, number + 1, len(pages))
        streams.append(deflated(pen.content()))
    title = f"Daftar hadir sesi {heading.session.number} {heading.cohort}"
    return close(objects, streams, resources, About(title, heading.office, heading.printed), duplex=False)


def _head(pen: Pen, heading: Heading) -> None:
    session = heading.session
    if heading.office:
        _text(pen, LEFT, HEIGHT - 40, heading.office, REGULAR, 10, RIGHT - LEFT, MUTED)
    _text(pen, LEFT, HEIGHT - 60, "DAFTAR HADIR", SEMIBOLD, 16, 200, ACCENT)
    _text(pen, LEFT, HEIGHT - 80, f"{heading.programme} · {heading.cohort}", REGULAR, 10.5, RIGHT - LEFT)
    makes_up = "" if session.makes_up is None else f" (susulan sesi {session.makes_up})"
    subject = f"Sesi {session.number}{makes_up}: {session.subject} · {figure(session.jp)} JP"
    _text(pen, LEFT, HEIGHT - 96, subject, SEMIBOLD, 10.5, RIGHT - LEFT)
    times = f", {session.starts.replace(':', '.')}–{session.ends.replace(':', '.')} WIB" if session.starts else ""
    about = " · ".join(part for part in (f"{long_date(session.day)}{times}", session.place, session.trainer) if part)
    _text(pen, LEFT, HEIGHT - 112, about, REGULAR, 10, RIGHT - LEFT)


def _lines(pen: Pen, who: Sequence[Attendee], first: int) -> None:
    edges = _edges()
    pen.fill(LEFT, TOP - ROW + 4, RIGHT - LEFT, ROW - 2, "E1EFF1")
    for (words, _), edge in zip(_COLUMNS, edges, strict=True):
        pen.text(edge + 5, TOP - ROW + 10, words, SEMIBOLD, 9.5)
    for place, one in enumerate(who):
        base = TOP - (place + 2) * ROW + 10
        cells = (str(first + place), one.code, one.name, one.business)
        for words, edge, (_, width), font in zip(cells, edges, _COLUMNS, (REGULAR, REGULAR, SEMIBOLD, REGULAR),
                                                 strict=False):
            _text(pen, edge + 5, base, words, font, 9.5, width - 10)
        _signing(pen, edges[-1], base, first + place)
        pen.line(LEFT, base - 6, RIGHT, base - 6, 0.4, HAIRLINE)


def _signing(pen: Pen, left: float, base: float, number: int) -> None:
    """The number and a line to sign on, left and right in turn so that signatures do not meet."""
    middle = left + (RIGHT - left) / 2
    start = left + 8 if number % 2 else middle + 4
    pen.text(start, base, f"{number}.", REGULAR, 8, colour=MUTED)
    pen.line(start + 18, base - 2, start + (RIGHT - left) / 2 - 14, base - 2, 0.5, INK)


def _foot(pen: Pen, heading: Heading, page: int, pages: int) -> None:
    pen.text(LEFT, 52, "Narasumber/fasilitator", REGULAR, 9, colour=MUTED)
    pen.line(LEFT + 112, 50, LEFT + 290, 50, 0.5, INK)
    pen.text(LEFT + 320, 52, "Petugas presensi", REGULAR, 9, colour=MUTED)
    pen.line(LEFT + 400, 50, LEFT + 578, 50, 0.5, INK)
    pen.text(LEFT, 30, "1 JP = 45 menit", REGULAR, 8, colour=MUTED)
    pen.text(RIGHT, 30, f"Dicetak {long_date(heading.printed)} · halaman {page} dari {pages}", REGULAR, 8,
             colour=MUTED, align="right")


def _edges() -> list[float]:
    edges = [LEFT]
    for _, width in _COLUMNS[:-1]:
        edges.append(edges[-1] + width)
    return edges


def _text(pen: Pen, x: float, y: float, words: str, font: str, size: float, width: float, colour: str = INK) -> None:
    """One line, smaller where it would not fit; letters the typeface lacks are shown as a question mark."""
    said = clean(words)
    missing = set(face(font).missing(said))
    said = "".join(_UNKNOWN if letter in missing else letter for letter in said)
    if said:
        lines, fitting = fit(said, face(font), width, (size, 0.1))
        pen.text(x, y, " ".join(lines), font, fitting, colour=colour)
