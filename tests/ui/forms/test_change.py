from __future__ import annotations

import pytest

from ftd_desktop.ui.forms.change import Change, change


@pytest.mark.parametrize(
    ("before", "now", "share", "words", "direction"),
    [
        ("12900000", "18500000", True, "▲ naik 43 %", 1),
        ("12400000", "62000000", True, "▲ naik 400 %", 1),
        ("4100000", "4100000", True, "= sama", 0),
        ("118", "146", False, "▲ naik 28", 1),
        ("10", "7", False, "▼ turun 3", -1),
        ("0", "5", True, "▲ naik 5", 1),
        ("-5", "5", True, "▲ naik 10", 1),
        ("1000", "1001", True, "▲ naik kurang dari 1 %", 1),
        ("2", "2.5", False, "▲ naik 0,5", 1),
        ("5", "", True, "", 0),
        ("", "5", True, "", 0),
        ("5.0", "5", True, "= sama", 0),
    ],
)
def test_numbers(before: str, now: str, share: bool, words: str, direction: int) -> None:
    assert change(before, now, numeric=True, share=share) == Change(words, direction)


def test_choices_compare_as_sets() -> None:
    assert change("tunai", "qris", numeric=False, share=False).words == "berubah"
    assert change("a b", "b a", numeric=False, share=False).words == "= sama"
    assert change("12", "13", numeric=False, share=False).words == "berubah"
