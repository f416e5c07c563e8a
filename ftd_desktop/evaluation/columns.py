"""Answers held by column: one column of plain values per question, as long as there are people."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]


class Columns:
    """`values[name][i]` is the answer of person i (None: not asked, not answered, or not surveyed).

    A name that is not there reads as all None, so that figures of an older form version stay possible;
    `name in columns` tells the difference.
    """

    def __init__(self, length: int, values: Mapping[str, Sequence[Any]]) -> None:
        for name, column in values.items():
            if len(column) != length:
                raise ValueError(f"column {name}: {len(column)} values for {length} people")
        self.length = length
        self._values = values
        self._numbers: dict[str, Floats] = {}
        self._categories: dict[str, tuple[list[Any], NDArray[np.int64]]] = {}

    def __contains__(self, name: str) -> bool:
        return name in self._values

    def __len__(self) -> int:
        return self.length

    def raw(self, name: str) -> Sequence[Any]:
        """The values as stored."""
        return self._values[name] if name in self._values else [None] * self.length

    def numbers(self, name: str) -> Floats:
        """The column as floats; NaN where there is no number (numbers kept as text count)."""
        if name not in self._numbers:
            self._numbers[name] = _as_numbers(self.raw(name))
        return self._numbers[name]

    def of_each(self, name: str, rule: Callable[[str], float]) -> Floats:
        """`rule` of each answer text; NaN where there is none. Each different answer is worked out once."""
        distinct, codes = self._factors(name)
        scores = np.array([np.nan if value is None else rule(str(value)) for value in distinct], dtype=np.float64)
        return scores[codes] if self.length else np.empty(0)

    def among(self, name: str, *wanted: str) -> Flags:
        """True where the answer is one of `wanted`."""
        return np.equal(self.of_each(name, lambda text: float(text in wanted)), 1.0)

    def _factors(self, name: str) -> tuple[list[Any], NDArray[np.int64]]:
        if name not in self._categories:
            known: dict[Any, int] = {}
            codes = [known.setdefault(value, len(known)) for value in self.raw(name)]
            self._categories[name] = (list(known), np.array(codes, dtype=np.int64))
        return self._categories[name]

    def with_more(self, other: Columns) -> Columns:
        """These columns, and those of `other` (for the same people) whose names are not here."""
        return Columns(self.length, {**other._values, **self._values})

    def take(self, keep: NDArray[np.int64]) -> Columns:
        """The same columns for the people at positions `keep`."""
        return Columns(len(keep), {name: [column[i] for i in keep] for name, column in self._values.items()})


def _as_numbers(values: Sequence[Any]) -> Floats:
    try:
        return np.array(values, dtype=np.float64)  # None becomes NaN
    except (TypeError, ValueError, OverflowError):
        return np.array([_as_number(value) for value in values], dtype=np.float64)


def _as_number(value: Any) -> float:
    try:
        return np.nan if value is None else float(value)
    except ValueError:
        return np.nan
