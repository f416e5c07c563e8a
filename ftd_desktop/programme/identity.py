"""Numbers that identify people and firms: read, shown masked, compared.

Only what can be known offline is said (NIK layout: PP 37/2007 art. 37; a NIK stays valid for life even where its birth
date is wrong, so differences warn and never block). Region codes are of first registration and never follow a move.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from ftd_desktop.store.names import phone_digits

MASK = "\N{BULLET}"


@dataclass(frozen=True)
class NikReading:
    """What the 16 digits say: the region of first registration, sex ("L"/"P") and birth date; and what looks odd."""

    nik: str
    region: str
    sex: str
    birth_date: str
    oddities: tuple[str, ...]


def digits(text: str) -> str:
    """Only the digits of `text`."""
    return re.sub(r"\D", "", text)


def read_nik(text: str) -> NikReading | None:
    """The reading of a NIK typed with or without spaces and dots; None unless it has exactly 16 digits."""
    nik = digits(text)
    if len(nik) != 16:
        return None
    from lokal.nik import parse_nik  # 0.16 s to import

    info = parse_nik(nik)
    oddities = tuple(issue.message for issue in (*info.errors, *info.warnings))
    return NikReading(nik, info.regency_code or "", info.gender or "", info.birth_date or "", oddities)


def mask_nik(nik: str | None) -> str:
    """``121205••••••0003``: the first six and the last four digits (UU 27/2022: masked on lists)."""
    if not nik:
        return ""
    return nik[:6] + MASK * max(len(nik) - 10, 0) + nik[-4:] if len(nik) > 10 else MASK * len(nik)


def show_phone(text: str | None) -> str:
    """``0812-3456-7890`` for an Indonesian mobile number; other numbers as they were written."""
    number = phone_digits(text)
    if not re.fullmatch(r"8\d{8,11}", number):
        return text or ""
    local = "0" + number
    return "-".join((local[:4], local[4:8], local[8:]))


def npwp_check_digit_fits(npwp: str) -> bool:
    """Whether the first nine of 15 digits pass the Luhn test (CPAN Business::ID::NPWP)."""
    total = 0
    for place, figure in enumerate(map(int, digits(npwp)[:9])):
        step = figure * (1 if place % 2 == 0 else 2)
        total += step - 9 if step > 9 else step
    return total % 10 == 0
