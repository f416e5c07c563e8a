"""What of an answer may leave the office: amounts drawn in and rounded, choices of the form and nothing else."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Set
from dataclasses import dataclass, field
from typing import Any

#: Amounts keep this many significant figures.
FIGURES = 2
#: Amounts above this share of all are drawn in to it.
TOP = 0.99


@dataclass(frozen=True)
class Allowed:
    """What passes: `numbers` (drawn in), those of them in rupiah (`money`: also rounded), and by question the values of
    `choices`; a choice that is not of the form could be anything, so it is left out."""

    money: Set[str] = frozenset()
    numbers: Set[str] = frozenset()
    choices: Mapping[str, Set[str]] = field(default_factory=dict)


@dataclass(frozen=True)
class Ends:
    """Between which two values the answers to a question are drawn in."""

    low: float
    high: float


def ends(answers: Iterable[tuple[str, Any]], k: int, share: float = 1.0) -> Ends | None:
    """The ends of the answers (person, value): each reached by at least k people, and with `share` below 1 only so many
    of the people above it; losses of fewer than k people end at nought. None when fewer than k people gave a number."""
    highest: dict[str, float] = {}
    lowest: dict[str, float] = {}
    for person, value in answers:
        if isinstance(value, int | float):
            highest[person] = max(value, highest.get(person, value))
            lowest[person] = min(value, lowest.get(person, value))
    n = len(highest)
    if n < k:
        return None
    high = sorted(highest.values())[min(int(share * n), n - k)]
    return Ends(min(sorted(lowest.values())[k - 1], 0.0, high), high)


def passed(name: str, answer: Any, allowed: Allowed, found: Mapping[str, Ends | None]) -> Any:
    """The answer as it leaves; None where it does not. `found` are the ends of the questions with numbers."""
    if name in found:
        return _drawn(answer, found[name], name in allowed.money)
    if name in allowed.choices and answer is not None:
        words = [word for word in str(answer).split() if word in allowed.choices[name]]
        return " ".join(words) or None
    return answer


def _drawn(answer: Any, between: Ends | None, in_rupiah: bool) -> Any:
    """A number within its ends, an amount also rounded (a text in its place is left out)."""
    if between is None or not isinstance(answer, int | float):
        return None
    value = min(max(answer, between.low), between.high)
    if in_rupiah:
        return rounded(value)
    return int(value) if value == int(value) else value


def rounded(amount: float) -> int:
    """The amount to FIGURES significant figures."""
    if amount == 0:
        return 0
    size = len(str(abs(int(amount)))) - FIGURES
    return int(round(amount / 10**size) * 10**size) if size > 0 else int(amount)
