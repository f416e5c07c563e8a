"""The list of those to be called on paper: who missed what, the phone, the make-up planned, room for what was said."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from ftd_desktop.certificates import sheet_paper
from ftd_desktop.certificates.fonts import REGULAR
from ftd_desktop.certificates.sheet_paper import Paper
from ftd_desktop.errors import UserError

_COLUMNS = (("No", 28.0), ("Nama", 170.0), ("Kode", 104.0), ("Nomor HP", 92.0), ("Terlewat", 150.0), ("JP", 28.0),
            ("Susulan", 110.0), ("Hasil dihubungi", 0.0))


@dataclass(frozen=True)
class Line:
    """One person; everything as it is to be read."""

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


def draw(heading: Heading, who: Sequence[Line]) -> bytes:
    """The list as PDF/A bytes, in the order given; UserError when there is nobody to call."""
    if not who:
        raise UserError("Tidak ada peserta yang perlu ditindaklanjuti, jadi tidak ada daftar untuk dicetak.")
    rows = [(one.name, one.code, one.phone, one.missed, one.jp, one.make_up) for one in who]
    lines = ((f"{heading.programme} · {heading.cohort}", REGULAR, 10.5),
             ("Nomor HP adalah data pribadi: simpan daftar ini baik-baik, musnahkan sesudah dipakai.", REGULAR, 9.0))
    return sheet_paper.lay(Paper("TINDAK LANJUT PRESENSI", heading.office, lines, _COLUMNS, rows, heading.printed,
                                 f"Tindak lanjut presensi {heading.cohort}", bold=1))
