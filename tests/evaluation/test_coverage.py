"""Intervals hold what they promise: on a simulated population 95 % of them cover the truth (93-97 in 1,000 draws)."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest

from ftd_desktop.evaluation import resampling, statistics
from ftd_desktop.evaluation.columns import Floats
from ftd_desktop.evaluation.resampling import MEAN, RATIO, TRIMMED
from ftd_desktop.evaluation.shares import PairedTable, table
from ftd_desktop.evaluation.statistics import Interval
from tests.evaluation.population import Population

DRAWS = 1000


def percents(before: Floats, after: Floats) -> Floats:
    return 100 * (after / before - 1)


def truth(before: Floats, after: Floats) -> dict[str, float]:
    changes = percents(before, after)
    return {"median": float(np.median(changes)), "rose": 100 * float((after > before).mean()),
            "mean": MEAN.value((changes,)), "trimmed": TRIMMED.value((changes,)), "ratio": RATIO.value((before, after))}


def intervals(before: Floats, after: Floats) -> dict[str, Interval]:
    changes = percents(before, after)
    share = statistics.share_interval(int((after > before).sum()), len(before))
    found = {"median": statistics.median_interval(changes), "rose": Interval(100 * share.low, 100 * share.high)}
    of_changes = resampling.intervals((changes,), [MEAN, TRIMMED], draws=300)
    of_pairs = resampling.intervals((before, after), [RATIO], draws=300)
    return found | {name: both.studentised for name, both in (of_changes | of_pairs).items()}


def coverage(firms: tuple[Floats, Floats], n: int, of: Callable[..., dict[str, Interval]]) -> dict[str, float]:
    before, after = firms
    real = truth(before, after)
    rng = np.random.default_rng(2022)
    hits = dict.fromkeys(real, 0)
    for _ in range(DRAWS):
        chosen = rng.integers(0, len(before), n)
        for name, interval in of(before[chosen], after[chosen]).items():
            hits[name] += interval.low <= real[name] <= interval.high
    return {name: 100 * count / DRAWS for name, count in hits.items()}


@pytest.mark.parametrize(("population", "n"), [
    (Population(), 120), (Population(slips=0.02), 1680), (Population(effect=0.0, spread=0.3), 1200),
], ids=["a cohort", "a programme with typing slips", "no effect"])
def test_intervals_cover_the_truth(population: Population, n: int) -> None:
    found = coverage(population.firms(), n, intervals)
    assert all(93 <= share <= 97 for share in found.values()), found


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
