"""The list of those to be called on paper: who missed what, the phone, the make-up planned, room for what was said."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from ftd_desktop.certificates import sheet_paper
from ftd_desktop.certificates.dates import short_date
from ftd_desktop.certificates.fonts import REGULAR
from ftd_desktop.certificates.sheet_paper import Paper
from ftd_desktop.errors import UserError
from ftd_desktop.programme.absences import Absence
from ftd_desktop.programme.attendance_grid import LETTERS
from ftd_desktop.programme.sessions import Session

_COLUMNS = (("No", 28.0), ("Nama", 160.0), ("Kode", 106.0), ("Nomor HP", 88.0), ("Terlewat", 124.0), ("JP", 32.0),
            ("Susulan", 96.0), ("Hasil dihubungi", 0.0))
_LETTERS = ("Terlewat: nomor sesi sesudah hurufnya, " +
            ", ".join(f"{LETTERS[status]} {words}" for status, words in
                      (("izin", "izin"), ("sakit", "sakit"), ("alpa", "tanpa keterangan"))) + ", – belum dicatat.")


@dataclass(frozen=True)
class Line:
    """One person; everything as it is to be read (`missed`, `made_up` make the words for the two longest)."""

    name: str
    code: str
    phone: str
    missed: str
    jp: str
    make_up: str


@dataclass(frozen=True)
class Heading:
    """What stands above the lines."""

    office: str
    programme: str
    cohort: str
    printed: date


def missed(of: Absence) -> str:
    """``I 3, 6; A 5; – 7``: in letters, as there is little room and the lists of attendance bear the same."""
    by_letter: dict[str, list[str]] = {}
    for session, status in of.missed:
        by_letter.setdefault(LETTERS[status], []).append(str(session.plan.number))
    if of.unmarked:
        by_letter["–"] = [str(session.plan.number) for session in of.unmarked]
    return "; ".join(f"{letter} {', '.join(numbers)}" for letter, numbers in by_letter.items())


def made_up(planned: Sequence[Session]) -> str:
    """``sesi 9, 02-10-2022`` of each make-up."""
    return "; ".join(f"sesi {one.plan.number}, {short_date(one.plan.day)}" for one in planned)


def draw(heading: Heading, who: Sequence[Line]) -> bytes:
    """The list as PDF/A bytes, in the order given; UserError when there is nobody to call."""
    if not who:
        raise UserError("Tidak ada peserta yang perlu ditindaklanjuti, jadi tidak ada daftar untuk dicetak.")
    rows = [(one.name, one.code, one.phone, one.missed, one.jp, one.make_up) for one in who]
    lines = ((f"{heading.programme} · {heading.cohort}", REGULAR, 10.5),
             ("Nomor HP adalah data pribadi: simpan daftar ini baik-baik, musnahkan sesudah dipakai. "
              + _LETTERS, REGULAR, 9.0))
    return sheet_paper.lay(Paper("TINDAK LANJUT PRESENSI", heading.office, lines, _COLUMNS, rows, heading.printed,
                                 f"Tindak lanjut presensi {heading.cohort}", bold=1))
