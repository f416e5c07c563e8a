"""Bootstrap intervals: BCa by resampling for small groups, its analytic form (ABC) for large ones.

Efron 1987 for BCa; DiCiccio and Efron 1992 for ABC, here without the curvature terms, which fade as 1/n.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from statistics import NormalDist

import numpy as np
from numpy.typing import NDArray

from ftd_desktop.evaluation.columns import Floats
from ftd_desktop.evaluation.statistics import NO_INTERVAL, Interval

_NORMAL = NormalDist()
#: Above this many pairs the interval is worked out from the influence of each pair instead of by resampling.
LARGE = 1000
DRAWS, SEED = 4000, 2022


@dataclass(frozen=True)
class Smooth:
    """A statistic of aligned arrays. `rows` works along the last axis (draws x n -> draws).

    `influence` gives how much each pair moves the statistic, times n (the empirical influence function).
    """

    name: str
    rows: Callable[..., Floats]
    influence: Callable[..., Floats]

    def value(self, arrays: tuple[Floats, ...]) -> float:
        """The statistic of the data themselves."""
        return float(self.rows(*(array[None] for array in arrays))[0])


def _mean(values: Floats) -> Floats:
    found: Floats = values.mean(axis=-1)
    return found


TRIM = 0.1


def _trimmed(values: Floats) -> Floats:
    n = values.shape[-1]
    cut = int(TRIM * n)
    return _mean(np.sort(values, axis=-1)[..., cut : n - cut] if cut else values)


def _trimmed_influence(values: Floats) -> Floats:
    n = len(values)
    cut = int(TRIM * n)
    ordered = np.sort(values)
    drawn_in = np.clip(values, ordered[cut], ordered[n - 1 - cut])
    moved: Floats = (drawn_in - drawn_in.mean()) / (1 - 2 * cut / n)
    return moved


def _ratio(before: Floats, after: Floats) -> Floats:
    """Change of the totals in percent; NaN unless the first total is above zero."""
    base, later = before.sum(axis=-1), after.sum(axis=-1)
    quotient: Floats = np.divide(later, base, out=np.full(base.shape, np.nan), where=base > 0)
    return 100 * (quotient - 1)


def _ratio_influence(before: Floats, after: Floats) -> Floats:
    base = float(before.mean())
    if base <= 0:
        return np.full(len(before), np.nan)
    return 100 * (after - before * (float(after.mean()) / base)) / base


def _difference(before: Floats, after: Floats) -> Floats:
    return _mean(after - before)


MEAN = Smooth("mean", _mean, lambda values: values - values.mean())
TRIMMED = Smooth("trimmed", _trimmed, _trimmed_influence)
RATIO = Smooth("ratio", _ratio, _ratio_influence)
MEAN_DIFFERENCE = Smooth(
    "difference", _difference, lambda before, after: (after - before) - (after - before).mean())


def intervals(arrays: tuple[Floats, ...], of: Sequence[Smooth], level: float = 0.95) -> dict[str, Interval]:
    """The interval of each statistic by name; the same data give the same intervals. None below two pairs."""
    n = len(arrays[0])
    if n < 2:
        return {smooth.name: NO_INTERVAL for smooth in of}
    if n > LARGE:
        return {smooth.name: analytic(smooth.value(arrays), smooth.influence(*arrays), level) for smooth in of}
    return bca_intervals(arrays, of, level=level)


def bca_intervals(
    arrays: tuple[Floats, ...], of: Sequence[Smooth], *, draws: int = DRAWS, seed: int = SEED, level: float = 0.95
) -> dict[str, Interval]:
    """BCa intervals of several statistics from the same resamples of the pairs."""
    n = len(arrays[0])
    rng = np.random.default_rng(seed)
    found: dict[str, list[Floats]] = {smooth.name: [] for smooth in of}
    for size in _portions(draws, n):
        chosen = rng.integers(0, n, (size, n))
        sample = tuple(array[chosen] for array in arrays)
        for smooth in of:
            found[smooth.name].append(smooth.rows(*sample))
    return {
        smooth.name: bca(smooth.value(arrays), np.concatenate(found[smooth.name]), _jackknife(arrays, smooth), level)
        for smooth in of
    }


def _portions(draws: int, n: int) -> list[int]:
    """Draws in portions of about two million values, so that memory stays small."""
    size = max(1, min(draws, 2_000_000 // n))
    return [min(size, draws - done) for done in range(0, draws, size)]


def _jackknife(arrays: tuple[Floats, ...], smooth: Smooth) -> Floats:
    """The statistic with each pair left out once."""
    n = len(arrays[0])
    found = []
    for rows in np.array_split(np.arange(n), max(1, n * n // 2_000_000)):
        others = _all_but(rows, n)
        found.append(smooth.rows(*(array[others] for array in arrays)))
    return np.concatenate(found)


def _all_but(rows: NDArray[np.int64], n: int) -> NDArray[np.int64]:
    others = np.broadcast_to(np.arange(n - 1), (len(rows), n - 1))
    return others + (others >= rows[:, None])


def bca(estimate: float, replicates: Floats, jackknife: Floats, level: float = 0.95) -> Interval:
    """The bias-corrected and accelerated interval from bootstrap `replicates` and `jackknife` values."""
    replicates = replicates[np.isfinite(replicates)]
    if not math.isfinite(estimate) or not len(replicates):
        return NO_INTERVAL
    if np.ptp(replicates) == 0:
        return Interval(estimate, estimate)
    below = (np.count_nonzero(replicates < estimate) + np.count_nonzero(replicates <= estimate)) / 2
    share = below / len(replicates)
    if not 0 < share < 1:
        return NO_INTERVAL
    bias, acceleration = _NORMAL.inv_cdf(share), _acceleration(jackknife.mean() - jackknife)
    ends = [_NORMAL.cdf(bias + (bias + z) / (1 - acceleration * (bias + z))) for z in _ends(level)]
    low, high = np.quantile(replicates, ends)
    return Interval(float(low), float(high))


def analytic(estimate: float, influence: Floats, level: float = 0.95) -> Interval:
    """The ABC interval from the `influence` of each pair (mean zero, times n)."""
    if not math.isfinite(estimate) or not np.isfinite(influence).all():
        return NO_INTERVAL
    error = math.sqrt(float((influence**2).sum())) / len(influence)
    skew = _acceleration(influence)
    moved = [(skew + z) / (1 - skew * (skew + z)) ** 2 for z in _ends(level)]
    return Interval(estimate + error * moved[0], estimate + error * moved[1])


def _ends(level: float) -> tuple[float, float]:
    return _NORMAL.inv_cdf((1 - level) / 2), _NORMAL.inv_cdf((1 + level) / 2)


def _acceleration(away: Floats) -> float:
    spread = float((away**2).sum())
    return float((away**3).sum()) / (6 * spread**1.5) if spread > 0 else 0.0
