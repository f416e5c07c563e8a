"""Intervals hold what they promise: on a simulated population 95 % of them cover the truth (93-97 in 1,000 draws)."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

import numpy as np
import pytest

from ftd_desktop.evaluation import resampling
from ftd_desktop.evaluation.change import Change, change
from ftd_desktop.evaluation.columns import Floats
from ftd_desktop.evaluation.resampling import MEAN, RATIO, TRIMMED
from ftd_desktop.evaluation.shares import PairedTable, table
from tests.evaluation.population import Population

DRAWS = 1000
READINGS = ("median", "mean", "trimmed", "ratio", "rose", "value", "value_mean")


def truth(before: Floats, after: Floats) -> dict[str, float]:
    changes = 100 * (after / before - 1)
    return {"median": float(np.median(changes)), "rose": 100 * float((after > before).mean()),
            "mean": MEAN.value((changes,)), "trimmed": TRIMMED.value((changes,)),
            "ratio": RATIO.value((before, after)), "value": float(np.median(after - before)),
            "value_mean": float((after - before).mean())}


def coverage(population: Population, n: int) -> dict[str, float]:
    """Percent of the draws of `n` pairs whose interval holds the truth, of those that have one, by reading."""
    before, after = population.firms()
    real = truth(before, after)
    rng = np.random.default_rng(2022)
    hits, shown = dict.fromkeys(READINGS, 0), dict.fromkeys(READINGS, 0)
    for _ in range(DRAWS):
        chosen = rng.integers(0, len(before), n)
        found = change(before[chosen], after[chosen])
        assert isinstance(found, Change)
        for name in READINGS:
            interval = getattr(found, name).interval
            shown[name] += bool(interval)
            hits[name] += interval.low <= real[name] <= interval.high
    return {name: round(100 * hits[name] / shown[name], 1) for name in READINGS}


@pytest.fixture
def fewer_resamples(monkeypatch: pytest.MonkeyPatch) -> None:
    """A thousand intervals of 300 resamples each; with 2,000 they differ by little and take minutes."""
    monkeypatch.setattr(resampling, "intervals", partial(resampling.intervals, draws=300))


@pytest.mark.usefixtures("fewer_resamples")
@pytest.mark.parametrize(("population", "n"), [
    (Population(), 30), (Population(effect=0.0, spread=0.3), 30), (Population(), 120),
    (Population(slips=0.02), 1680), (Population(effect=0.0, spread=0.3), 1200),
], ids=["a small cohort", "a small cohort, no effect", "a cohort", "a programme with typing slips", "no effect"])
def test_intervals_cover_the_truth(population: Population, n: int) -> None:
    found = coverage(population, n)
    assert all(93 <= share <= 97 for share in found.values()), found


@pytest.mark.usefixtures("fewer_resamples")
def test_a_pilot_of_fifteen_is_covered_where_the_report_says_so() -> None:
    """Median, share that rose, trimmed mean and ratio hold; the means are somewhat narrow, which the report says."""
    found = coverage(replace(Population(), spread=0.3), 15)
    assert all(93 <= found[name] <= 97.5 for name in ("median", "rose", "trimmed", "ratio")), found
    assert found["mean"] >= 91, found


def test_two_zeros_missing_move_the_mean_and_not_the_median() -> None:
    """What the caution about 330 % rests on."""
    clean, slipped = (truth(*Population(slips=slips).firms()) for slips in (0.0, 0.02))
    assert slipped["mean"] > 5 * clean["mean"] and slipped["median"] < clean["median"] + 5
    assert abs(slipped["ratio"] - clean["ratio"]) < 5


def test_the_interval_of_a_paired_difference_covers_the_truth() -> None:
    rng = np.random.default_rng(5)
    share = np.array([0.35, 0.25, 0.1, 0.3])  # both, gained, dropped, neither
    hits = 0
    for cells in rng.multinomial(60, share, DRAWS).tolist():
        found = PairedTable(*cells).interval()
        hits += found.low <= 100 * (share[1] - share[2]) <= found.high
    assert 93 <= 100 * hits / DRAWS <= 97
    assert table(np.array([True]), np.array([True])).n == 1
