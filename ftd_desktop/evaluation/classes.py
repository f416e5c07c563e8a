"""Size classes before and after: who moved up, who moved down."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ftd_desktop.evaluation.data import PairedData
from ftd_desktop.evaluation.indicators import Indicator
from ftd_desktop.evaluation.outcomes import values


@dataclass(frozen=True)
class Transition:
    """`counts[i][j]`: firms that were in class i and are in class j, over the `n` firms whose class is known twice."""

    indicator: Indicator
    counts: NDArray[np.int64]

    @property
    def n(self) -> int:
        """All firms counted."""
        return int(self.counts.sum())

    @property
    def up(self) -> int:
        """Firms that moved to a higher class."""
        return int(np.triu(self.counts, 1).sum())

    @property
    def down(self) -> int:
        """Firms that moved to a lower class."""
        return int(np.tril(self.counts, -1).sum())


def transition(data: PairedData, indicator: Indicator) -> Transition:
    """The transition matrix of an indicator of kind class."""
    before, after, both = values(data, indicator)
    size = len(indicator.classes)
    counts = np.zeros((size, size), dtype=np.int64)
    np.add.at(counts, (before[both].astype(np.int64) - 1, after[both].astype(np.int64) - 1), 1)
    return Transition(indicator, counts)


def movers(data: PairedData, indicator: Indicator) -> dict[str, tuple[str, ...]]:
    """The participants behind each cell that has any, by "row-column" (classes from 0)."""
    before, after, both = values(data, indicator)
    found: dict[str, list[str]] = {}
    for i in np.flatnonzero(both).tolist():
        found.setdefault(f"{int(before[i]) - 1}-{int(after[i]) - 1}", []).append(data.people[i])
    return {cell: tuple(people) for cell, people in found.items()}
