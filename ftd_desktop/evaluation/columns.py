"""Answers held by column: numbers as floats, texts as codes of their distinct values, one for each person."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]
Places = NDArray[np.int64]
Codes = NDArray[np.uint8] | NDArray[np.uint16] | NDArray[np.uint32]
#: A number beyond this is no answer (a slip, or a cell gone wrong), and squares of it would be infinite.
LARGEST = 1e18
#: A number closer to nought than this is nought: dividing by it would be infinite.
SMALLEST = 1e-9


@dataclass(frozen=True)
class Coded:
    """A column of texts: person i answered `distinct[codes[i]]` (None: not asked, not answered, not surveyed)."""

    codes: Codes
    distinct: list[Any]


class Columns:
    """The answers of `length` people by question.

    A name that is not there reads as all missing, so that figures of an older form version stay possible;
    `name in columns` tells the difference.
    """

    def __init__(self, length: int, columns: Mapping[str, Floats | Coded]) -> None:
        self.length = length
        self._columns = columns

    @classmethod
    def of(cls, length: int, values: Mapping[str, Sequence[Any]]) -> Columns:
        """Columns from plain values (None: missing), each `length` long."""
        for name, column in values.items():
            if len(column) != length:
                raise ValueError(f"column {name}: {len(column)} values for {length} people")
        return cls(length, {name: _column(column) for name, column in values.items()})

    def __contains__(self, name: str) -> bool:
        return name in self._columns

    def __len__(self) -> int:
        return self.length

    def numbers(self, name: str) -> Floats:
        """The column as floats; NaN where there is no number (numbers kept as text count)."""
        column = self._columns.get(name)
        if column is None:
            return np.full(self.length, np.nan)
        return column if isinstance(column, np.ndarray) else self.of_each(name, _number)

    def of_each(self, name: str, rule: Callable[[str], float]) -> Floats:
        """`rule` of each answer text; NaN where there is none. Each different answer is worked out once."""
        coded = self.coded(name)
        scores = np.array([np.nan if value is None else rule(str(value)) for value in coded.distinct], dtype=np.float64)
        return scores[coded.codes] if self.length else np.empty(0)

    def among(self, name: str, *wanted: str) -> Flags:
        """True where the answer is one of `wanted`."""
        return np.equal(self.of_each(name, lambda text: float(text in wanted)), 1.0)

    def coded(self, name: str) -> Coded:
        """The column as codes of its distinct values."""
        column = self._columns.get(name)
        if column is None:
            return Coded(np.zeros(self.length, dtype=np.uint8), [None])
        if isinstance(column, Coded):
            return column
        distinct, codes = np.unique(column, return_inverse=True)
        return Coded(small(codes, len(distinct)), [_plain(value) for value in distinct.tolist()])

    def counts(self, name: str, which: Flags) -> dict[str, int]:
        """How often each answer is given by the people in `which`."""
        coded = self.coded(name)
        found = np.bincount(coded.codes[which], minlength=len(coded.distinct)).tolist()
        return {str(value): n for value, n in zip(coded.distinct, found, strict=True) if n and value is not None}

    def raw(self, name: str) -> list[Any]:
        """The values as plain objects."""
        coded = self.coded(name)
        return [coded.distinct[code] for code in coded.codes.tolist()]

    def meant(self) -> Columns:
        """The same with numbers that can be reckoned with: see `answers`."""
        return Columns(self.length, {name: answers(column) if isinstance(column, np.ndarray) else column
                                     for name, column in self._columns.items()})

    def with_more(self, other: Columns) -> Columns:
        """These columns, and those of `other` (for the same people) whose names are not here."""
        return Columns(self.length, {**other._columns, **self._columns})

    def take(self, places: Places) -> Columns:
        """The same columns for the people at `places`; a place of -1 is somebody of whom nothing is known."""
        if np.array_equal(places, np.arange(self.length)):
            return self
        absent = places < 0
        return Columns(len(places), {name: _take(column, places, absent) for name, column in self._columns.items()})


def _take(column: Floats | Coded, places: Places, absent: Flags) -> Floats | Coded:
    if isinstance(column, Coded):
        none = column.distinct.index(None) if None in column.distinct else len(column.distinct)
        distinct = column.distinct if none < len(column.distinct) else [*column.distinct, None]
        if not len(column.codes):
            return Coded(np.full(len(places), none, dtype=np.uint8), distinct)
        return Coded(small(np.where(absent, none, column.codes[places]), len(distinct)), distinct)
    if not len(column):
        return np.full(len(places), np.nan)
    return np.where(absent, np.nan, column[places])


def _column(values: Sequence[Any]) -> Floats | Coded:
    """Numbers as floats; anything with a text in it as codes."""
    if all(value is None or isinstance(value, int | float) for value in values):
        return _numbers(values)
    known: dict[Any, int] = {}
    codes = np.array([known.setdefault(value, len(known)) for value in values], dtype=np.int64)
    return Coded(small(codes, len(known)), list(known))


def small(codes: NDArray[Any], distinct: int) -> Codes:
    """Codes in the fewest bytes that hold them: a hundred thousand people fit where the answers are few."""
    if distinct <= 256:
        return codes.astype(np.uint8)
    return codes.astype(np.uint16) if distinct <= 65_536 else codes.astype(np.uint32)


def _numbers(values: Sequence[int | float | None]) -> Floats:
    try:
        return finite(np.array(values, dtype=np.float64))  # None becomes NaN
    except OverflowError:
        return np.array([np.nan if value is None else _number(value) for value in values], dtype=np.float64)


def finite(values: Floats) -> Floats:
    """The same with what is no number (infinite) as missing."""
    return np.where(np.isfinite(values), values, np.nan)


def answers(values: Floats) -> Floats:
    """The same with what nobody can have meant (beyond LARGEST) as missing, and what is next to nought as nought."""
    size = np.abs(values)
    odd = (size > LARGEST) | ((size < SMALLEST) & (size > 0))
    return np.where(size > LARGEST, np.nan, np.where(odd, 0.0, values)) if odd.any() else values


def _number(value: Any) -> float:
    try:
        return float(answers(np.array(float(value))))
    except (ValueError, OverflowError):
        return np.nan


def _plain(value: float) -> int | float | None:
    if value != value:
        return None
    return int(value) if value == int(value) else value
