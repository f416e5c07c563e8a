"""Student's t and Fieller's interval agree with scipy and with their definitions."""

from __future__ import annotations

import numpy as np
import pytest
from scipy import stats

from ftd_desktop.evaluation import student
from ftd_desktop.evaluation.statistics import NO_INTERVAL, Interval


@pytest.mark.parametrize("freedom", [1, 2, 3, 4, 5, 8, 9, 29, 30, 119, 500, 999, 1000, 1001, 1680, 100_000])
@pytest.mark.parametrize("level", [0.5, 0.9, 0.95, 0.99])
def test_quantiles_agree_with_scipy(level: float, freedom: int) -> None:
    assert student.quantile(level, freedom) == pytest.approx(float(stats.t.ppf((1 + level) / 2, freedom)), rel=1e-9)


def test_the_interval_of_a_mean_agrees_with_scipy() -> None:
    values = np.random.default_rng(3).lognormal(0, 1, 31)
    theirs = stats.ttest_1samp(values, 0).confidence_interval(0.95)
    ours = student.mean_interval(values)
    assert (ours.low, ours.high) == pytest.approx((theirs.low, theirs.high), rel=1e-9)


@pytest.mark.parametrize("seed", range(5))
def test_a_ratio_is_in_fiellers_interval_when_the_t_test_does_not_refuse_it(seed: int) -> None:
    rng = np.random.default_rng(seed)
    before = rng.lognormal(3, 0.8, 30)
    after = before * rng.lognormal(0.2, 0.5, 30)
    found = student.ratio_interval(before, after)
    for end in (found.low, found.high):
        assert stats.ttest_1samp(after - (1 + end / 100) * before, 0).pvalue == pytest.approx(0.05, abs=1e-9)


def test_no_interval_is_made_where_none_holds() -> None:
    nearly_nought = np.array([0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 9.0])
    for before, after in ((np.ones(5), np.ones(5)), (np.zeros(9), np.ones(9)), (nearly_nought, nearly_nought + 1)):
        assert student.ratio_interval(before, after) is NO_INTERVAL
    assert student.mean_interval(np.ones(5)) is NO_INTERVAL
    assert student.ratio_interval(np.ones(9), np.full(9, 2.0)) == Interval(100.0, 100.0)


def test_the_wider_of_two() -> None:
    assert student.wider(Interval(1, 4), Interval(2, 5)) == Interval(1, 5)
    assert student.wider(NO_INTERVAL, Interval(2, 5)) == student.wider(Interval(2, 5), NO_INTERVAL) == Interval(2, 5)
    assert not student.wider(NO_INTERVAL, NO_INTERVAL)
