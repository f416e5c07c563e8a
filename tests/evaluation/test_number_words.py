"""Numbers in words: whatever terbilang writes is read back, and English ones as they are said."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ftd_desktop.evaluation.number_words import in_digits
from ftd_desktop.wording import in_words


@given(st.integers(0, 10**12 - 1))
@settings(max_examples=300, deadline=None)
def test_terbilang_is_read_back(value: int) -> None:
    assert in_digits(f"naik {in_words(value)} persen") == f"naik {value} persen"


@pytest.mark.parametrize(("words", "figures"), [
    ("tiga koma lima kali", "3,5 kali"), ("two point five times", "2,5 times"),
    ("Three hundred and thirty percent", "330 percent"), ("twenty-five", "25"), ("nine out of ten", "9 out of 10"),
    ("two million five hundred thousand", "2500000"), ("salah satu peserta", "salah satu peserta"), ("", ""),
    ("dua setengah kali", "2,5 kali"), ("setengah kali", "setengah kali"),
    ("ratus juta", "ratus juta"), ("koma", "koma"), ("kesatuan", "kesatuan"), ("330 %", "330 %"),
])
def test_words_and_what_is_left_alone(words: str, figures: str) -> None:
    assert in_digits(words) == figures


@given(st.text(alphabet="satudubelspkrnmi -", max_size=40))
@settings(max_examples=150, deadline=None)
def test_any_text_is_survived(text: str) -> None:
    assert isinstance(in_digits(text), str)
