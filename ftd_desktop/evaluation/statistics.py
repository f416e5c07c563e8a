"""Paired statistics with numpy alone; each agrees with scipy (tests) where scipy defines the same number."""

from __future__ import annotations

import math
from dataclasses import dataclass
from statistics import NormalDist

import numpy as np

from ftd_desktop.evaluation.columns import Floats

_NORMAL = NormalDist()
#: Up to this many pairs the Wilcoxon p is exact (also with ties), above it the normal approximation serves.
EXACT_PAIRS = 50


@dataclass(frozen=True)
class Interval:
    """A confidence interval; both ends NaN where none can be given."""

    low: float
    high: float

    def __bool__(self) -> bool:
        return self.low == self.low and self.high == self.high


NO_INTERVAL = Interval(math.nan, math.nan)


@dataclass(frozen=True)
class Test:
    """A paired test: its statistic, the two-sided p and the number of pairs that differ."""

    __test__ = False  # not for pytest to collect
    statistic: float
    p: float
    n: int


def winsorised_mean(values: Floats, share: float = 0.01) -> float:
    """Mean with the lowest and highest `share` of the values drawn in to the next (as scipy's winsorize)."""
    if not len(values):
        return math.nan
    cut = int(share * len(values))
    ordered = np.sort(values)
    return float(np.clip(values, ordered[cut], ordered[len(values) - 1 - cut]).mean())


def wilcoxon(differences: Floats) -> Test | None:
    """Wilcoxon signed-rank test of the paired `differences`; zero differences are dropped. None when all are zero.

    Exact up to EXACT_PAIRS (the permutation distribution of the midranks, so ties do no harm), else the normal
    approximation with the tie correction and no continuity correction.
    """
    values = differences[(differences != 0) & ~np.isnan(differences)]
    n = len(values)
    if n == 0:
        return None
    ranks = midranks(np.abs(values))
    positive = float(ranks[values > 0].sum())
    statistic = min(positive, n * (n + 1) / 2 - positive)
    p = _exact_p(ranks, statistic) if n <= EXACT_PAIRS else _normal_p(ranks, statistic)
    return Test(statistic, p, n)


def midranks(values: Floats) -> Floats:
    """Ranks from 1; equal values share the mean of their ranks."""
    _, inverse, counts = np.unique(values, return_inverse=True, return_counts=True)
    mean_of_tied: Floats = np.cumsum(counts) - (counts - 1) / 2
    ranks: Floats = mean_of_tied[inverse]
    return ranks


def _exact_p(ranks: Floats, statistic: float) -> float:
    """P(the smaller rank sum <= statistic), both sides, over all 2^n signs; ranks doubled so that halves are whole."""
    doubled = np.rint(ranks * 2).astype(np.int64)
    ways = np.zeros(int(doubled.sum()) + 1)
    ways[0] = 1.0
    for rank in doubled:
        ways[rank:] += ways[:-rank].copy()
    tail = ways[: round(statistic * 2) + 1].sum() / 2.0 ** len(ranks)
    return float(min(1.0, 2.0 * tail))


def _normal_p(ranks: Floats, statistic: float) -> float:
    mean, spread = ranks.sum() / 2, math.sqrt(float((ranks**2).sum()) / 4)
    return math.erfc((mean - statistic) / spread / math.sqrt(2))  # right also far out, where 1 + erf is not


def mcnemar(gained: int, dropped: int) -> Test | None:
    """Exact McNemar test: of the people whose answer changed, `gained` went from no to yes, `dropped` back."""
    n = gained + dropped
    if n == 0:
        return None
    smaller = min(gained, dropped)
    return Test(float(smaller), min(1.0, 2.0 * float(coin_cdf(n)[smaller])), n)


def coin_cdf(n: int) -> Floats:
    """P(X <= k) for k = 0 … n // 2, X ~ Binomial(n, 1/2); in logarithms, so that no n is too large."""
    k = np.arange(1, n // 2 + 1)
    logs = np.concatenate(([0.0], np.cumsum(np.log((n - k + 1) / k)))) - n * math.log(2)
    found: Floats = np.minimum(1.0, np.cumsum(np.exp(logs)))
    return found


def median_interval(values: Floats, level: float = 0.95) -> Interval:
    """Interval of the median from order statistics, whatever the distribution.

    The two nearest exact intervals (as scipy.stats.quantile_test gives them) are interpolated to `level` by
    Hettmansperger and Sheather 1986. Below six values no such interval reaches 95 %, so there is none.
    """
    n, tail = len(values), (1 - level) / 2
    if n == 0 or 0.5**n > tail:
        return NO_INTERVAL
    below = coin_cdf(n)
    k = int(np.searchsorted(below, tail, side="right"))  # the k-th value from either end, from 1
    wide, narrow = 1 - 2 * float(below[k - 1]), 1 - 2 * float(below[k])
    share = (wide - level) / (wide - narrow)
    inward = (n - k) * share / (k + (n - 2 * k) * share)
    ordered = np.sort(values)
    low, high = (ordered[[k - 1, k]], ordered[[n - k, n - k - 1]])
    return Interval(float(low[0] + inward * (low[1] - low[0])), float(high[0] + inward * (high[1] - high[0])))


def share_interval(yes: int, n: int, level: float = 0.95) -> Interval:
    """Wilson's interval of a share, both ends between 0 and 1."""
    if n == 0:
        return NO_INTERVAL
    z = _NORMAL.inv_cdf((1 + level) / 2)
    share = yes / n
    centre = (share + z * z / (2 * n)) / (1 + z * z / n)
    half = z * math.sqrt(share * (1 - share) / n + z * z / (4 * n * n)) / (1 + z * z / n)
    return Interval(max(0.0, centre - half) if yes else 0.0, min(1.0, centre + half) if yes < n else 1.0)
