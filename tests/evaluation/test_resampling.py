"""Bootstrap intervals agree with scipy's; the analytic form agrees with resampling where both apply."""

from __future__ import annotations

import math

import numpy as np
import pytest
from scipy import stats

from ftd_desktop.evaluation import resampling
from ftd_desktop.evaluation.resampling import MEAN, MEAN_DIFFERENCE, RATIO, TRIMMED, Smooth
from ftd_desktop.evaluation.statistics import Interval

CLOSE = {"rel": 1e-9, "abs": 1e-12}


@pytest.mark.parametrize("seed", range(12))
def test_bca_agrees_with_scipy_given_the_same_resamples(seed: int) -> None:
    values = np.random.default_rng(seed).lognormal(0, 1, 60)
    theirs = stats.bootstrap((values,), np.mean, n_resamples=999, method="BCa", rng=np.random.default_rng(seed))
    jackknife = (values.sum() - values) / 59
    ours = resampling.bca(float(values.mean()), theirs.bootstrap_distribution, jackknife)
    assert ours.low == pytest.approx(theirs.confidence_interval.low, **CLOSE)
    assert ours.high == pytest.approx(theirs.confidence_interval.high, **CLOSE)


def pairs(n: int, seed: int = 7) -> tuple[np.ndarray, np.ndarray]:
    rng = np.random.default_rng(seed)
    before = rng.lognormal(3, 1, n)
    return before, before * rng.lognormal(0.2, 0.4, n)


@pytest.mark.parametrize("smooth", [RATIO, MEAN_DIFFERENCE])
def test_intervals_of_pairs_agree_with_scipy(smooth: Smooth) -> None:
    arrays = pairs(80)
    ours = resampling.bca_intervals(arrays, [smooth], draws=3000, seed=4)[smooth.name]
    theirs = stats.bootstrap(
        arrays, lambda a, b, axis: smooth.rows(a, b), paired=True, n_resamples=3000, rng=np.random.default_rng(4)
    ).confidence_interval
    assert (ours.low, ours.high) == pytest.approx((theirs.low, theirs.high), rel=1e-9)


@pytest.mark.parametrize("smooth", [MEAN, TRIMMED, RATIO, MEAN_DIFFERENCE])
def test_the_analytic_form_meets_resampling(smooth: Smooth) -> None:
    before, after = pairs(1000)
    arrays = (100 * (after / before - 1),) if smooth in (MEAN, TRIMMED) else (before, after)
    resampled = resampling.bca_intervals(arrays, [smooth], draws=20_000)[smooth.name]
    analytic = resampling.analytic(smooth.value(arrays), smooth.influence(*arrays))
    width = resampled.high - resampled.low
    assert analytic.low == pytest.approx(resampled.low, abs=0.05 * width)
    assert analytic.high == pytest.approx(resampled.high, abs=0.05 * width)


def test_large_groups_take_the_analytic_form() -> None:
    before, after = pairs(1001)
    found = resampling.intervals((before, after), [RATIO])["ratio"]
    assert found == resampling.analytic(RATIO.value((before, after)), RATIO.influence(before, after))


def test_repeats_and_the_degenerate() -> None:
    values = (np.arange(20.0),)
    assert resampling.intervals(values, [MEAN]) == resampling.intervals(values, [MEAN])
    assert not resampling.intervals((np.ones(1),), [MEAN])["mean"]
    assert not resampling.intervals((np.empty(0),), [MEAN])["mean"]
    assert resampling.intervals((np.ones(9),), [MEAN, TRIMMED])["trimmed"] == Interval(1.0, 1.0)
    assert not resampling.intervals((np.zeros(5000), np.ones(5000)), [RATIO])["ratio"]
    assert math.isnan(resampling.bca(math.nan, values[0], values[0]).low)
