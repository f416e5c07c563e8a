"""How often 95 % intervals hold the truth, on simulated populations; ``benchmarks.coverage`` prints the table."""

from __future__ import annotations

import numpy as np

from ftd_desktop.evaluation.change import change
from ftd_desktop.evaluation.columns import Floats
from ftd_desktop.evaluation.resampling import MEAN, RATIO, TRIMMED
from ftd_desktop.evaluation.shares import PairedTable
from ftd_desktop.evaluation.statistics import share_interval
from tests.evaluation.population import Population

DRAWS = 1000
READINGS = ("median", "rose", "ratio", "trimmed", "mean", "value", "value_mean")


def truth(before: Floats, after: Floats) -> dict[str, float]:
    """The figures of a whole population."""
    based = before > 0
    changes = 100 * (after[based] / before[based] - 1)
    return {"median": float(np.median(changes)), "rose": 100 * float((after > before).mean()),
            "mean": MEAN.value((changes,)), "trimmed": TRIMMED.value((changes,)),
            "ratio": RATIO.value((before, after)), "value": float(np.median(after - before)),
            "value_mean": float((after - before).mean())}


def coverage(population: Population, n: int, draws: int = DRAWS) -> dict[str, float]:
    """Percent of the draws of `n` pairs whose interval holds the truth, of those that have one, by reading."""
    before, after = population.firms()
    real = truth(before, after)
    rng = np.random.default_rng(2022)
    hits, shown = dict.fromkeys(READINGS, 0), dict.fromkeys(READINGS, 0)
    for _ in range(draws):
        chosen = rng.integers(0, len(before), n)
        found = change(before[chosen], after[chosen])
        assert found is not None
        for name in READINGS:
            interval = getattr(found, name).interval
            shown[name] += bool(interval)
            hits[name] += interval.low <= real[name] <= interval.high
    return {name: round(100 * hits[name] / shown[name], 1) for name in READINGS}


def of_shares(cells: tuple[float, ...], n: int, draws: int = 4 * DRAWS) -> tuple[float, float]:
    """The same for a share (Wilson) and for the difference of two paired shares (Newcombe)."""
    rng = np.random.default_rng(5)
    real, moved = cells[0] + cells[1], 100 * (cells[1] - cells[2])
    share = difference = 0
    for both, gained, dropped, neither in rng.multinomial(n, cells, draws).tolist():
        one = share_interval(both + gained, n)
        two = PairedTable(both, gained, dropped, neither).interval()
        share += one.low <= real <= one.high
        difference += two.low <= moved <= two.high
    return 100 * share / draws, 100 * difference / draws
