"""An amount of rupiah in words, in the language in force."""

from __future__ import annotations

from ftd_desktop import wording
from ftd_desktop.i18n import language

_ENGLISH = ((10**12, "trillion"), (10**9, "billion"), (10**6, "million"), (10**3, "thousand"))


def in_words(amount: int) -> str:
    """``delapan belas juta lima ratus ribu rupiah``; in English the size, ``18.5 million rupiah``."""
    if language() != "en":
        sign = "minus " if amount < 0 else ""
        return f"{sign}{wording.in_words(abs(amount))} rupiah"
    return f"{'minus ' if amount < 0 else ''}{_english(abs(amount))} rupiah"


def _english(amount: int) -> str:
    for size, name in _ENGLISH:
        if amount >= size:
            return f"{amount / size:,.3f}".rstrip("0").rstrip(".") + f" {name}"
    return str(amount)
