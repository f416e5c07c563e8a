"""What is said of a passphrase while it is typed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ftd_desktop.store import keys
from ftd_desktop.ui.models.strength import SHORTEST, judge


def test_the_shortest_is_the_stores() -> None:
    assert SHORTEST == keys.SHORTEST_PASSPHRASE


@pytest.mark.parametrize(("typed", "level"), [
    ("", ""), ("sawah 7", "short"), ("12345678", "weak"), ("17081945", "weak"), ("081234567890", "weak"),
    ("aaaaaaaaaaaa", "weak"), ("abcdefghij", "weak"), ("qwertyuiop", "weak"), ("password", "weak"),
    ("rahasia123", "weak"), ("kambing9", "fair"), ("sawah hijau 7", "strong"), ("contoh-demo-ftd", "strong"),
    ("kopi pagi di tepi danau", "strong"),
])
def test_levels(typed: str, level: str) -> None:
    assert judge(typed).level == level
    assert judge(typed).accepted == (level in ("fair", "strong"))
    assert judge(typed).words


@given(st.text())
def test_any_text_is_judged_and_what_the_store_refuses_is_not_accepted(typed: str) -> None:
    assert not judge(typed).accepted or len(typed) >= keys.SHORTEST_PASSPHRASE
