"""Student's t: its quantiles, the interval of a mean by it, and Fieller's interval of a ratio of totals."""

from __future__ import annotations

import math
from functools import cache
from statistics import NormalDist

import numpy as np

from ftd_desktop.evaluation.columns import Floats
from ftd_desktop.evaluation.resampling import FEWEST
from ftd_desktop.evaluation.statistics import NO_INTERVAL, Interval

#: Above this many degrees of freedom the expansion of the quantile is exact to twelve figures.
_MANY = 1000


@cache
def quantile(level: float, freedom: int) -> float:
    """t so that P(-t < T < t) = `level`, with a whole number of degrees of freedom."""
    if freedom > _MANY:
        return _expansion(NormalDist().inv_cdf((1 + level) / 2), freedom)
    low, high = 0.0, math.pi / 2  # of atan(t / sqrt(freedom)), in which the distribution is tame
    for _ in range(60):
        middle = (low + high) / 2
        low, high = (middle, high) if _within(middle, freedom) < level else (low, middle)
    return math.sqrt(freedom) * math.tan((low + high) / 2)


def _within(angle: float, freedom: int) -> float:
    """P(|T| < sqrt(freedom) tan(angle)): a finite sum (Abramowitz and Stegun 26.7.3-4)."""
    odd = freedom % 2
    steps = np.arange(2 + odd, freedom - 1, 2, dtype=np.float64)
    terms = np.cumprod(np.concatenate(([1.0], (steps - 1) / steps * math.cos(angle) ** 2)))
    if not odd:
        return math.sin(angle) * float(terms.sum())
    powers = math.sin(angle) * math.cos(angle) * float(terms.sum()) if freedom > 1 else 0.0
    return 2 / math.pi * (angle + powers)


def _expansion(z: float, freedom: int) -> float:
    """The quantile from the normal one `z` (Abramowitz and Stegun 26.7.5)."""
    terms = ((z**3 + z) / 4, (5 * z**5 + 16 * z**3 + 3 * z) / 96,
             (3 * z**7 + 19 * z**5 + 17 * z**3 - 15 * z) / 384)
    return z + math.fsum(term / float(freedom) ** power for power, term in enumerate(terms, 1))


def mean_interval(values: Floats, level: float = 0.95) -> Interval:
    """Student's interval of the mean; none below FEWEST values."""
    n = len(values)
    if n < FEWEST:
        return NO_INTERVAL
    middle, half = float(values.mean()), quantile(level, n - 1) * float(values.std(ddof=1)) / math.sqrt(n)
    return Interval(middle - half, middle + half)


def ratio_interval(before: Floats, after: Floats, level: float = 0.95) -> Interval:
    """Fieller's interval (1954) of the change of the totals in percent: the ratios that the pairs do not contradict.

    None below FEWEST pairs, and none where the first total could itself be nought, so that no ratio is ruled out.
    """
    n = len(before)
    if n < FEWEST:
        return NO_INTERVAL
    t2 = quantile(level, n - 1) ** 2
    (first, together), (_, later) = (np.cov(before, after) / n).tolist()
    a, b = float(before.mean()), float(after.mean())
    square, cross, rest = a * a - t2 * first, a * b - t2 * together, b * b - t2 * later
    under = cross * cross - square * rest
    if a <= 0 or square <= 0 or under < 0:
        return NO_INTERVAL
    low, high = ((cross + sign * math.sqrt(under)) / square for sign in (-1, 1))
    return Interval(100 * (low - 1), 100 * (high - 1))


def wider(one: Interval, other: Interval) -> Interval:
    """From the lower of the lower ends to the higher of the higher; the other where there is only one."""
    if not one or not other:
        return one or other
    return Interval(min(one.low, other.low), max(one.high, other.high))
