"""What single keys do to the question or the row that has the keyboard."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from ftd_desktop.ui.forms.guide import Guide

if TYPE_CHECKING:
    from ftd_desktop.forms.interview import Choices
    from ftd_desktop.ui.forms.previous_panel import PreviousPanel

_REFUSING = frozenset({"tt", "tidak_tahu", "menolak", "dk", "dontknow", "refused", "98", "99", "-98", "-99"})
_REFUSING_WORDS = ("tidak tahu", "menolak", "don't know", "refused")


def same_as_before(guide: Guide, previous: PreviousPanel | None, last_record: Mapping[str, str]) -> None:
    """F7: the last round's answer, or that of the record keyed before this one, then on."""
    block = guide.paper.current
    if block is None:
        return
    value = previous.value_for(block.ref) if previous is not None else last_record.get(block.question.name, "")
    if value:
        block.put(value)
        guide.go_on()


def refuse(guide: Guide) -> None:
    """F8: the choice that says don't know or refused, when there is one, then on."""
    block = guide.paper.current
    value = refusing_choice(guide.session.state(block.ref).choices) if block is not None else ""
    if block is not None and value:
        block.put(value)
        guide.go_on()


def refusing_choice(choices: Choices) -> str:
    """The choice that says don't know or refused; "" when the list has none."""
    for choice in choices:
        if choice.value in _REFUSING or choice.label.casefold().startswith(_REFUSING_WORDS):
            return choice.value
    return ""


def add_row(guide: Guide) -> None:
    """Ctrl++: one more row of the repeat that the keyboard is in; the keyboard goes to its first question."""
    repeat = repeat_here(guide)
    if repeat is None:
        return
    guide.paper.commit()
    guide.session.add_row(repeat)
    rows = [asked.ref for asked in guide.section.asked() if asked.ref.startswith(repeat + "[")]
    newest = max((_position(ref, repeat) for ref in rows), default=0)
    first = next((ref for ref in rows if _position(ref, repeat) == newest), None)
    stop = guide.steps.near(first) if first else None
    if stop is not None:
        guide.go_to(stop)


def remove_row(guide: Guide) -> None:
    """Ctrl+−: take away the row that the keyboard is in; the keyboard goes to what stands in its place."""
    block = guide.paper.current
    repeat = repeat_here(guide)
    if block is None or repeat is None or not block.ref.startswith(repeat + "["):
        return
    row = f"{repeat}[{_position(block.ref, repeat)}]"
    here = guide.steps.find(block.ref)
    before = guide.steps.before(here) if here else None
    guide.paper.forget()
    guide.session.remove_row(row)
    stop = guide.steps.near(block.ref) if guide.steps.find(block.ref) else None
    if stop is None and before is not None and guide.steps.find(before.ref, is_foot=before.is_foot):
        stop = before
    stop = stop or guide.steps.first(guide.place)
    if stop is not None:
        guide.go_to(stop)


def repeat_here(guide: Guide) -> str | None:
    """The innermost repeat that the keyboard is in and whose rows the user may add and remove."""
    block = guide.paper.current
    inside = block.ref[: block.ref.rindex("[")] if block is not None and "[" in block.ref else None
    repeat = guide.repeat_at_foot() or inside
    return repeat if repeat and guide.steps.find(repeat, is_foot=True) else None


def _position(ref: str, repeat: str) -> int:
    """The position of the row of `repeat` that `ref` is in."""
    return int(ref.removeprefix(repeat + "[").partition("]")[0])
