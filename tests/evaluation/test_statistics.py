"""Every number agrees with scipy on random data."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from ftd_desktop.evaluation import statistics
from ftd_desktop.evaluation.resampling import TRIMMED

SEEDS = range(6)
CLOSE = {"rel": 1e-9, "abs": 1e-12}


@pytest.mark.parametrize("seed", SEEDS)
def test_wilcoxon_without_ties_agrees_exactly_and_approximately(seed: int) -> None:
    rng = np.random.default_rng(seed)
    for n, method in ((2, "exact"), (13, "exact"), (50, "exact"), (51, "asymptotic"), (900, "asymptotic")):
        values = rng.normal(0.2, 1, n)
        ours, theirs = statistics.wilcoxon(values), stats.wilcoxon(values, method=method, correction=False)
        assert ours is not None
        assert ours.statistic == pytest.approx(theirs.statistic, **CLOSE)
        assert ours.p == pytest.approx(theirs.pvalue, **CLOSE)


@pytest.mark.parametrize("seed", SEEDS)
def test_wilcoxon_with_ties_and_zeros(seed: int) -> None:
    rng = np.random.default_rng(seed)
    small = rng.integers(-3, 5, 9).astype(float)
    ours = statistics.wilcoxon(small)
    theirs = stats.wilcoxon(small[small != 0], method=stats.PermutationMethod(n_resamples=np.inf))
    assert ours is not None and ours.p == pytest.approx(theirs.pvalue, **CLOSE)
    large = rng.integers(-3, 5, 300).astype(float)
    ours, theirs = statistics.wilcoxon(large), stats.wilcoxon(large, method="asymptotic", zero_method="wilcox")
    assert ours is not None and ours.p == pytest.approx(theirs.pvalue, **CLOSE)


def test_wilcoxon_of_nothing_and_of_no_change() -> None:
    assert statistics.wilcoxon(np.empty(0)) is None
    assert statistics.wilcoxon(np.zeros(5)) is None
    assert statistics.wilcoxon(np.array([np.nan, 0.0])) is None


@pytest.mark.parametrize("seed", SEEDS)
def test_means(seed: int) -> None:
    values = np.random.default_rng(seed).lognormal(3, 2, 57 + seed)
    assert TRIMMED.value((values,)) == pytest.approx(stats.trim_mean(values, 0.1), **CLOSE)
    wins = stats.mstats.winsorize(values, limits=(0.05, 0.05))
    assert statistics.winsorised_mean(values, 0.05) == pytest.approx(float(wins.mean()), **CLOSE)


@given(st.integers(0, 60), st.integers(0, 60))
@settings(max_examples=60, deadline=None)
def test_mcnemar_is_the_binomial_test(gained: int, dropped: int) -> None:
    ours = statistics.mcnemar(gained, dropped)
    if gained + dropped == 0:
        assert ours is None
    else:
        assert ours is not None
        assert ours.p == pytest.approx(stats.binomtest(gained, gained + dropped, 0.5).pvalue, **CLOSE)


def test_coin_cdf_for_many() -> None:
    for n in (1, 2, 15, 100, 100_000):
        k = np.arange(n // 2 + 1)
        assert statistics.coin_cdf(n) == pytest.approx(stats.binom.cdf(k, n, 0.5), rel=1e-8, abs=1e-12)


@pytest.mark.parametrize("n", [6, 7, 15, 16, 40, 41, 500])
def test_median_interval_lies_between_the_two_exact_ones(n: int) -> None:
    values = np.random.default_rng(n).normal(size=n)
    exact = stats.quantile_test(values, p=0.5).confidence_interval(0.95)
    ordered = np.sort(values)
    at = int(np.searchsorted(ordered, exact.low))
    ours = statistics.median_interval(values)
    assert exact.low <= ours.low <= ordered[at + 1] and ordered[n - 2 - at] <= ours.high <= exact.high


def test_median_interval_by_hand() -> None:
    """n = 7: the ends reach 1 - 2/128, the next 1 - 16/128; 0.95 lies 0.03438/0.109375 of the way."""
    share = (1 - 2 / 128 - 0.95) / (14 / 128)
    inward = 6 * share / (1 + 5 * share)
    found = statistics.median_interval(np.arange(7.0))
    assert (found.low, found.high) == pytest.approx((inward, 6 - inward), **CLOSE)


def test_median_interval_needs_six_values() -> None:
    assert not statistics.median_interval(np.arange(5.0))
    assert statistics.median_interval(np.arange(6.0))


@pytest.mark.parametrize(("yes", "n"), [(0, 7), (7, 7), (3, 11), (200, 512)])
def test_share_interval_is_wilsons(yes: int, n: int) -> None:
    theirs = stats.binomtest(yes, n).proportion_ci(method="wilson")
    ours = statistics.share_interval(yes, n)
    assert (ours.low, ours.high) == pytest.approx((theirs.low, theirs.high), **CLOSE)


@pytest.mark.parametrize("n", [51, 60, 200, 1000])
def test_wilcoxon_far_out_agrees_to_the_last_figure(n: int) -> None:
    """All changes alike: p is 1e-12 and less, where 1 + erf has no figures left (it was 5e-5 off)."""
    values = np.arange(1.0, n + 1)
    ours, theirs = statistics.wilcoxon(values), stats.wilcoxon(values, method="asymptotic", correction=False)
    assert ours is not None and ours.p == pytest.approx(theirs.pvalue, rel=1e-9, abs=0) and ours.p > 0


@pytest.mark.parametrize("n", [1, 5, 30, 1000, 100_000])
def test_nobody_and_everybody_end_at_nought_and_one(n: int) -> None:
    assert statistics.share_interval(0, n).low == 0.0 and statistics.share_interval(n, n).high == 1.0
