"""A code as it is read over the telephone."""

from __future__ import annotations

from ftd_desktop import i18n
from ftd_desktop.sync.identity import ALPHABET, new_code
from ftd_desktop.ui.models.spelling import groups, spoken


def test_words() -> None:
    assert [spoken(one) for one in groups("7K2M-Q0XT")] == ["tujuh, Kilo, dua, Mike", "Quebec, nol, X-ray, Tango"]
    i18n.use("en")
    assert spoken("70") == "seven, zero"


def test_every_sign_has_a_word_of_its_own() -> None:
    assert len({spoken(sign) for sign in ALPHABET}) == len(ALPHABET)
    assert len(groups(new_code())) == 4
