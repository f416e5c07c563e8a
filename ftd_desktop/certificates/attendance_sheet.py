"""The attendance sheet on paper: one session, its members, a line to sign for each; A4, 18 to a page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from ftd_desktop.certificates import sheet_paper
from ftd_desktop.certificates.dates import figure, long_date
from ftd_desktop.certificates.fonts import REGULAR, SEMIBOLD
from ftd_desktop.certificates.pen import INK, MUTED, Pen
from ftd_desktop.certificates.sheet_paper import LEFT, RIGHT, Paper
from ftd_desktop.errors import UserError
from ftd_desktop.programme.sessions import Plan

_COLUMNS = (("No", 28.0), ("Kode", 108.0), ("Nama", 210.0), ("Usaha", 170.0), ("Tanda tangan", 0.0))


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
    session = heading.session
    makes_up = "" if session.makes_up is None else f" (susulan sesi {session.makes_up})"
    times = f", {session.starts.replace(':', '.')}–{session.ends.replace(':', '.')} WIB" if session.starts else ""
    about = " · ".join(part for part in (f"{long_date(session.day)}{times}", session.place, session.trainer) if part)
    lines = (
        (f"{heading.programme} · {heading.cohort}", REGULAR, 10.5),
        (f"Sesi {session.number}{makes_up}: {session.subject} · {figure(session.jp)} JP", SEMIBOLD, 10.5),
        (about, REGULAR, 10.0),
    )
    return sheet_paper.lay(
        Paper("DAFTAR HADIR", heading.office, lines, _COLUMNS, [(one.code, one.name, one.business) for one in who],
              heading.printed, f"Daftar hadir sesi {session.number} {heading.cohort}"),
        last=_signing, foot=_foot)


def _signing(pen: Pen, left: float, base: float, number: int) -> None:
    """The number and a line to sign on, left and right in turn so that signatures do not meet."""
    middle = left + (RIGHT - left) / 2
    start = left + 8 if number % 2 else middle + 4
    pen.text(start, base, f"{number}.", REGULAR, 8, colour=MUTED)
    pen.line(start + 18, base - 2, start + (RIGHT - left) / 2 - 14, base - 2, 0.5, INK)


def _foot(pen: Pen) -> None:
    pen.text(LEFT, 52, "Narasumber/fasilitator", REGULAR, 9, colour=MUTED)
    pen.line(LEFT + 112, 50, LEFT + 290, 50, 0.5, INK)
    pen.text(LEFT + 320, 52, "Petugas presensi", REGULAR, 9, colour=MUTED)
    pen.line(LEFT + 400, 50, LEFT + 578, 50, 0.5, INK)
    pen.text(LEFT, 30, "1 JP = 45 menit", REGULAR, 8, colour=MUTED)
