"""The functions of the formulas: what each gives of one person's answers, all people at once; missing stays missing."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from ftd_desktop.evaluation.columns import Columns, Floats

#: The choice that means "none of these" in a select-many question.
NONE_CHOSEN = "tidak"


def _picked(text: str) -> list[str]:
    return [choice for choice in text.split() if choice != NONE_CHOSEN]


def _has(columns: Columns, name: str, *choices: str) -> Floats:
    """1 where at least one of `choices` is among the answers."""
    wanted = frozenset(choices)
    return columns.of_each(name, lambda text: float(not wanted.isdisjoint(text.split())))


def _any(columns: Columns, name: str) -> Floats:
    """1 where anything but "none" is chosen."""
    return columns.of_each(name, lambda text: float(bool(_picked(text))))


def _count(columns: Columns, name: str, *choices: str) -> Floats:
    """How many are chosen: of `choices`, or of all but "none"."""
    wanted = frozenset(choices)
    return columns.of_each(name, lambda text: float(sum(1 for c in _picked(text) if not wanted or c in wanted)))


def _is(columns: Columns, name: str, *values: str) -> Floats:
    """1 where the answer is one of `values`."""
    wanted = frozenset(values)
    return columns.of_each(name, lambda text: float(text in wanted))


def _code(columns: Columns, name: str, *values: str) -> Floats:
    """1, 2, … for the first, second, … of `values`; missing for any other answer."""
    places = {value: float(place) for place, value in enumerate(values, 1)}
    return columns.of_each(name, lambda text: places.get(text, np.nan))


def _yes(columns: Columns, name: str) -> Floats:
    """1 for ``ya``, 0 for ``tidak``; anything else (do not know) is missing."""
    return columns.of_each(name, lambda text: {"ya": 1.0, "tidak": 0.0}.get(text, np.nan))


def _likert(columns: Columns, name: str) -> Floats:
    """A 1–5 answer as 0–100."""
    return (columns.numbers(name) - 1) * 25


def _reversed(columns: Columns, name: str) -> Floats:
    """A 1–5 answer as 100–0: agreement counts against."""
    return 100 - _likert(columns, name)


def _mean(*parts: Floats) -> Floats:
    """Mean of the parts that are there."""
    stack = np.vstack(parts)
    there = ~np.isnan(stack)
    n = there.sum(axis=0)
    total = np.where(there, stack, 0.0).sum(axis=0)
    return divide(total, n.astype(np.float64))


def _filled(part: Floats) -> Floats:
    """Missing as 0."""
    return np.nan_to_num(part)


def _first(*parts: Floats) -> Floats:
    """The first part that is there."""
    found = parts[0]
    for part in parts[1:]:
        found = np.where(np.isnan(found), part, found)
    return found


def _among(*parts: Floats) -> Floats:
    """The last part where all the others are 1, else missing: a figure of some firms only."""
    *conditions, value = parts
    chosen = np.ones(len(value), dtype=np.bool_)
    for condition in conditions:
        chosen &= condition == 1
    return np.where(chosen, value, np.nan)


def _band(part: Floats, *limits: Floats) -> Floats:
    """1 up to the first limit, 2 up to the second, … (limits included below)."""
    above = sum((part > limit).astype(np.float64) for limit in limits)
    return np.where(np.isnan(part), np.nan, 1.0 + above)


#: First argument a question, the others quoted choices.
QUESTION_FUNCTIONS: dict[str, Callable[..., Floats]] = {
    "has": _has, "any": _any, "count": _count, "equals": _is, "code": _code, "yes": _yes, "likert": _likert,
    "reversed": _reversed,
}
#: Arguments are formulas themselves.
NUMBER_FUNCTIONS: dict[str, Callable[..., Floats]] = {
    "mean": _mean, "filled": _filled, "first": _first, "among": _among,
    "band": _band,
}


def divide(a: Floats, b: Floats) -> Floats:
    """a / b; missing where b is 0."""
    quotient: Floats = np.divide(a, b, out=np.full(len(a), np.nan), where=b != 0)
    return quotient
