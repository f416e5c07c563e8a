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


@pytest.mark.parametrize("seed", range(6))
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
def test_bca_of_pairs_agrees_with_scipy(smooth: Smooth) -> None:
    arrays = pairs(80)
    ours = resampling.intervals(arrays, [smooth], draws=3000, seed=4)[smooth.name].bca
    theirs = stats.bootstrap(
        arrays, lambda a, b, axis: smooth.parts(a, b)[0], paired=True, n_resamples=3000, rng=np.random.default_rng(4)
    ).confidence_interval
    assert (ours.low, ours.high) == pytest.approx((theirs.low, theirs.high), rel=1e-9)


def test_values_and_errors_are_those_of_the_textbook() -> None:
    before, after = pairs(64)
    changes = 100 * (after / before - 1)
    assert TRIMMED.value((changes,)) == pytest.approx(stats.trim_mean(changes, 0.1), **CLOSE)
    error = float(resampling.standard_error(MEAN.parts(changes)[1]))
    assert error == pytest.approx(float(stats.sem(changes, ddof=0)), **CLOSE)
    error = float(resampling.standard_error(TRIMMED.parts(changes)[1]))
    yuen = float(stats.mstats.trimmed_stde(changes, limits=(0.1, 0.1))) * math.sqrt(63 / 64)
    assert error == pytest.approx(yuen, rel=0.05)  # scipy counts the cut values a little otherwise


def test_the_studentised_interval_by_hand() -> None:
    """With errors all equal it is the basic bootstrap interval."""
    values = np.random.default_rng(1).normal(10, 2, 5000)
    ours = resampling.studentised(10.0, 2.0, values, np.full(5000, 2.0))
    low, high = np.quantile(values, [0.025, 0.975])
    assert (ours.low, ours.high) == pytest.approx((20 - high, 20 - low), **CLOSE)


@pytest.mark.parametrize("smooth", [MEAN, TRIMMED, RATIO, MEAN_DIFFERENCE])
def test_the_analytic_form_meets_both(smooth: Smooth) -> None:
    before, after = pairs(1000)
    arrays = (100 * (after / before - 1),) if smooth in (MEAN, TRIMMED) else (before, after)
    found = resampling.intervals(arrays, [smooth], draws=8_000)[smooth.name]
    value, influence = smooth.parts(*arrays)
    analytic = resampling.analytic(float(value), influence)
    for other in (found.bca, found.studentised):
        width = other.high - other.low
        assert analytic.low == pytest.approx(other.low, abs=0.06 * width)
        assert analytic.high == pytest.approx(other.high, abs=0.06 * width)


def test_large_groups_take_the_analytic_form() -> None:
    before, after = pairs(1001)
    found = resampling.intervals((before, after), [RATIO])["ratio"]
    value, influence = RATIO.parts(before, after)
    assert found.studentised == found.bca == resampling.analytic(float(value), influence)


def test_repeats_and_the_degenerate() -> None:
    values = (np.arange(20.0),)
    assert resampling.intervals(values, [MEAN]) == resampling.intervals(values, [MEAN])
    for few in (0, 1, 5):
        assert not resampling.intervals((np.ones(few),), [MEAN])["mean"].studentised
    same = resampling.intervals((np.ones(9),), [MEAN, TRIMMED])["trimmed"]
    assert same.studentised == same.bca == Interval(1.0, 1.0)
    for n in (20, 5000):
        assert not resampling.intervals((np.zeros(n), np.ones(n)), [RATIO])["ratio"].studentised
    assert math.isnan(resampling.bca(math.nan, values[0], values[0]).low)
