"""Functions on the space-separated lists of select questions."""

from __future__ import annotations

from ftd_desktop.forms.xpath.functions.registry import Table
from ftd_desktop.forms.xpath.scope import Scope

TABLE = Table()
add = TABLE.add


@add("ss>b", "selected")
@add("ss>b", "is-selected", origin="javarosa")
def selected(_: Scope, chosen: str, value: str) -> bool:
    """Whether `value` is one of the chosen; a blank value is chosen when nothing is."""
    wanted = value.strip()
    return wanted in chosen.split() if wanted else not chosen.strip()


@add("sn>s", "selected-at")
def selected_at(_: Scope, chosen: str, index: float) -> str:
    """The chosen value at that place (from 0), "" when there is none."""
    values = chosen.split()
    return values[int(index)] if 0 <= index < len(values) else ""


@add("s>n", "count-selected")
def count_selected(_: Scope, chosen: str) -> float:
    """How many are chosen."""
    return float(len(chosen.split()))
