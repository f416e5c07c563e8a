"""Numbers that identify people, as they are shown and compared; what is odd with one the profile form itself says."""

from __future__ import annotations

import re

from ftd_desktop.store.names import phone_digits

MASK = "\N{BULLET}"


def digits(text: str) -> str:
    """Only the digits of `text`."""
    return re.sub(r"\D", "", text)


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
