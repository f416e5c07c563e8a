from __future__ import annotations

from collections.abc import Callable

from hypothesis import given
from hypothesis import strategies as st

from ftd_desktop.forms.choices import Choices
from ftd_desktop.ui.forms.lookup import Lookup, sample

LETTERS = st.text(alphabet="aAbB c", max_size=6)


def choices(labels: list[str]) -> Choices:
    value: Callable[[int], str] = str
    return Choices(len(labels), value, labels.__getitem__)


@given(st.lists(LETTERS, max_size=30), LETTERS)
def test_it_finds_what_a_plain_search_finds(labels: list[str], text: str) -> None:
    """Against the engine's own search, which looks at every label."""
    offered = choices(labels)
    plain = offered.find(text, 1_000)
    found = Lookup(offered).find(text, 1_000)
    assert {choice.value for choice in found} == {choice.value for choice in plain}
    first = text.casefold().split()[:1]
    if first:
        begins = [choice.label.casefold().startswith(first[0]) for choice in found]
        assert begins == sorted(begins, reverse=True)


def test_the_limit_holds_and_beginnings_come_first() -> None:
    offered = choices([f"Desa {n}" for n in range(100)] + ["Sidesa", "Desa Baru"])
    found = Lookup(offered).find("desa", 20)
    assert len(found) == 20 and found[0].label == "Desa 0"
    assert [choice.label for choice in Lookup(offered).find("baru desa", 20)] == ["Desa Baru"]
    assert Lookup(offered).find("xyz", 20) == []


def test_samples_tell_lists_apart() -> None:
    assert sample(choices(["a", "b"])) == sample(choices(["a", "b"]))
    assert sample(choices(["a", "b"])) != sample(choices(["a", "c"]))
    assert sample(choices([])) == ()
