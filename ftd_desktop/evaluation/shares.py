"""A yes/no answer of the same firms in two rounds: the paired table, its difference and McNemar's test."""

from __future__ import annotations

import math
from dataclasses import dataclass
from statistics import NormalDist

import numpy as np

from ftd_desktop.evaluation import statistics
from ftd_desktop.evaluation.columns import Flags
from ftd_desktop.evaluation.statistics import NO_INTERVAL, Interval

_NORMAL = NormalDist()


@dataclass(frozen=True)
class PairedTable:
    """How many firms said yes in both rounds, only later (gained), only before (dropped), in neither."""

    both: int
    gained: int
    dropped: int
    neither: int

    @property
    def n(self) -> int:
        """All firms."""
        return self.both + self.gained + self.dropped + self.neither

    @property
    def before(self) -> float:
        """Share with yes before, percent; NaN for nobody."""
        return 100 * (self.both + self.dropped) / self.n if self.n else math.nan

    @property
    def after(self) -> float:
        """Share with yes after, percent; NaN for nobody."""
        return 100 * (self.both + self.gained) / self.n if self.n else math.nan

    @property
    def difference(self) -> float:
        """After less before, percentage points."""
        return self.after - self.before

    @property
    def test(self) -> statistics.Test | None:
        """Exact McNemar test; None when nobody changed."""
        return statistics.mcnemar(self.gained, self.dropped)

    def interval(self, level: float = 0.95) -> Interval:
        """Of the difference, percentage points: Newcombe 1998, method 10 (Wilson ends joined with the correlation)."""
        n = self.n
        if n == 0:
            return NO_INTERVAL
        first, second = self.both + self.dropped, self.both + self.gained
        a, b = statistics.share_interval(second, n, level), statistics.share_interval(first, n, level)
        p, q = second / n, first / n
        phi = self._correlation()
        below = (p - a.low) ** 2 - 2 * phi * (p - a.low) * (b.high - q) + (b.high - q) ** 2
        above = (a.high - p) ** 2 - 2 * phi * (a.high - p) * (q - b.low) + (q - b.low) ** 2
        return Interval(100 * (p - q - math.sqrt(max(below, 0))), 100 * (p - q + math.sqrt(max(above, 0))))

    def _correlation(self) -> float:
        """Phi of the table with Newcombe's continuity correction; 0 when a margin is empty."""
        margins = ((self.both + self.gained) * (self.dropped + self.neither) * (self.both + self.dropped)
                   * (self.gained + self.neither))
        if margins == 0:
            return 0.0
        crossed = self.both * self.neither - self.gained * self.dropped
        if crossed > 0:
            crossed = max(crossed - self.n // 2, 0)
        return crossed / math.sqrt(margins)


def table(before: Flags, after: Flags) -> PairedTable:
    """The paired table of two aligned yes/no arrays."""
    return PairedTable(
        both=int(np.count_nonzero(before & after)), gained=int(np.count_nonzero(~before & after)),
        dropped=int(np.count_nonzero(before & ~after)), neither=int(np.count_nonzero(~before & ~after)),
    )
