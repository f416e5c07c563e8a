"""The rules of a form as they are asked of records in bulk, and which of them a record alone cannot answer."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from ftd_desktop.forms.xpath.compiled import Compiled
from ftd_desktop.forms.xpath.reads import columns_read, looks_across, within

Kind = Literal["relevant", "choices", "calculate", "type", "choice", "required", "constraint", "warn"]

#: What makes values for the rules after it, and what judges an answer.
MAKING: tuple[Kind, ...] = ("relevant", "choices", "calculate")
JUDGING: tuple[Kind, ...] = ("type", "choice", "constraint", "warn")


@dataclass(frozen=True, slots=True)
class BulkRule:
    """One rule of the question (or, `relevant`, of the group) at `path`, such as "/data/rumah/luas".

    `relevant`: when false, all columns at and below `path` are blank for the rules after it. `calculate`: what the
    rules after it see there, as `by` writes it down. `choices`: `by(nodes)` gives what keeps, of an answer, the part
    that stands among the nodes of `expression`; it fails where that is not all, and the rules after it see that part.
    `type` and `choice` fail on an answer where `by(text)` is false. `required` fails on a blank that is relevant when
    true, `constraint` on an answer when false, `warn` on an answer when true.
    """

    kind: Kind
    path: str
    expression: Compiled | None = None
    by: Callable[[Any], Any] | None = None


def breaks(rule: BulkRule, here: str, holds: bool) -> bool:
    """Whether a judging rule fails on the answer `here` when its expression, or `by`, gives `holds`."""
    if rule.kind == "required":
        return not here and holds
    return bool(here) and holds == (rule.kind == "warn")


def unanswerable(rules: Sequence[BulkRule], columns: Collection[str], repeats: Collection[str]) -> set[int]:
    """The places of rules that look at all rows of a repeat, and of all that hangs on these."""
    across = {place for place, rule in enumerate(rules)
              if rule.expression is not None and looks_across(rule.expression, rule.path, repeats)}
    unsure = {rules[place].path: 0 for place in across if rules[place].kind in MAKING}
    if not unsure:
        return across
    for _ in rules:
        places = {path: number for number, path in enumerate(dict.fromkeys((*unsure, *columns)))}
        known = len(unsure)
        for place, rule in enumerate(rules):
            if place not in across and _hangs_on(rule, unsure, places):
                across.add(place)
                if rule.kind in MAKING:
                    unsure[rule.path] = 0
        if len(unsure) == known:
            break
    return across


def _hangs_on(rule: BulkRule, unsure: Collection[str], places: dict[str, int]) -> bool:
    if any(within(rule.path, path) for path in unsure):
        return True
    if rule.expression is None:
        return False
    read = columns_read(rule.expression, rule.path, places)
    return read is None or any(within(path, outer) for path, place in places.items() if place in read
                               for outer in unsure)
