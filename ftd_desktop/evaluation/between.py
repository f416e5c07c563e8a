"""Tests between two groups of people: ranks for numbers, chi-square for kinds. Numpy alone."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np

from ftd_desktop.evaluation.columns import Floats
from ftd_desktop.evaluation.statistics import midranks


def mann_whitney(a: Floats, b: Floats) -> float | None:
    """Two-sided p that `a` and `b` are of one distribution: normal approximation, tie and continuity correction.

    As scipy.stats.mannwhitneyu(method="asymptotic"). None when a group is empty or all values are equal.
    """
    n, m = len(a), len(b)
    if n == 0 or m == 0:
        return None
    together = np.concatenate((a, b))
    ranks = midranks(together)
    u = float(ranks[:n].sum()) - n * (n + 1) / 2
    _, counts = np.unique(together, return_counts=True)
    ties = float((counts.astype(np.float64) ** 3 - counts).sum())
    total = n + m
    spread = math.sqrt(n * m / 12 * (total + 1 - ties / (total * (total - 1)))) if total > 1 else 0.0
    if spread == 0:
        return None
    z = (max(u, n * m - u) - n * m / 2 - 0.5) / spread
    return min(1.0, math.erfc(z / math.sqrt(2)))


def standard_difference(a: Floats, b: Floats) -> float:
    """The difference of the means in pooled standard deviations (root of the mean variance); NaN if undefined."""
    if len(a) < 2 or len(b) < 2:
        return math.nan
    spread = math.sqrt((float(a.var(ddof=1)) + float(b.var(ddof=1))) / 2)
    return float(a.mean() - b.mean()) / spread if spread > 0 else math.nan


def chi_square(counts: Sequence[Sequence[int]]) -> float | None:
    """p of independence of the table `counts` (rows x columns), without continuity correction; empty rows and columns
    are left out. None when fewer than two of either remain."""
    table = np.array(counts, dtype=np.float64)
    if table.ndim != 2:
        return None
    table = table[table.sum(axis=1) > 0][:, table.sum(axis=0) > 0]
    rows, columns = table.shape
    if rows < 2 or columns < 2:
        return None
    expected = table.sum(axis=1, keepdims=True) * table.sum(axis=0, keepdims=True) / table.sum()
    return chi_square_tail(float(((table - expected) ** 2 / expected).sum()), (rows - 1) * (columns - 1))


def chi_square_tail(value: float, freedom: int) -> float:
    """P(X > value) for chi-square with a whole number of degrees of freedom: a finite sum (Abramowitz 26.4.4-5)."""
    if value <= 0:
        return 1.0
    half = value / 2
    if freedom % 2 == 0:
        terms = (math.exp(i * math.log(half) - half - math.lgamma(i + 1)) for i in range(freedom // 2))
        return min(1.0, math.fsum(terms))
    terms = (math.exp((i + 0.5) * math.log(half) - half - math.lgamma(i + 1.5)) for i in range(freedom // 2))
    return min(1.0, math.erfc(math.sqrt(half)) + math.fsum(terms))
