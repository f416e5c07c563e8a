"""Paired tables, tests between groups, attrition: against scipy and against counting by hand."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from ftd_desktop.evaluation import between, shares
from ftd_desktop.evaluation.attrition import attrition
from ftd_desktop.evaluation.data import pair
from tests.evaluation.people import record, survey

CLOSE = {"rel": 1e-9, "abs": 1e-12}


@pytest.mark.parametrize("seed", range(10))
def test_mann_whitney_is_scipys(seed: int) -> None:
    rng = np.random.default_rng(seed)
    for a, b in ((rng.normal(0, 1, 30), rng.normal(0.4, 1, 41)),
                 (rng.integers(0, 5, 25).astype(float), rng.integers(1, 6, 60).astype(float)),
                 (rng.normal(0, 1, 300), rng.normal(2, 1, 300))):
        theirs = stats.mannwhitneyu(a, b, method="asymptotic").pvalue
        assert between.mann_whitney(a, b) == pytest.approx(theirs, **CLOSE)


def test_groups_that_cannot_be_tested() -> None:
    assert between.mann_whitney(np.empty(0), np.ones(3)) is None
    assert between.mann_whitney(np.ones(4), np.ones(3)) is None
    assert math.isnan(between.standard_difference(np.ones(1), np.ones(5)))
    assert between.chi_square([(1, 2)]) is None and between.chi_square([(1, 0), (3, 0)]) is None
    assert between.chi_square([]) is None


@given(st.lists(st.tuples(st.integers(0, 60), st.integers(0, 60)), min_size=2, max_size=9))
@settings(max_examples=60, deadline=None)
def test_chi_square_is_scipys(counts: list[tuple[int, int]]) -> None:
    kept = [row for row in counts if sum(row)]
    ours = between.chi_square(counts)
    if len(kept) < 2 or not all(map(sum, zip(*kept, strict=True))):
        assert ours is None
    else:
        assert ours == pytest.approx(stats.chi2_contingency(kept, correction=False).pvalue, rel=1e-8, abs=1e-12)


@pytest.mark.parametrize("freedom", [1, 2, 3, 6, 7, 32, 33])
def test_the_tail_of_chi_square(freedom: int) -> None:
    for value in (0.0, 0.01, 1.0, 7.3, 60.0, 900.0):
        assert between.chi_square_tail(value, freedom) == pytest.approx(stats.chi2.sf(value, freedom), **CLOSE)


def test_the_paired_table() -> None:
    before = np.array([1, 1, 0, 0, 0, 1], dtype=bool)
    after = np.array([1, 0, 1, 1, 0, 1], dtype=bool)
    table = shares.table(before, after)
    assert table == shares.PairedTable(both=2, gained=2, dropped=1, neither=1)
    assert (table.before, table.after) == (50, pytest.approx(400 / 6)) and table.test is not None
    empty = shares.table(np.empty(0, dtype=bool), np.empty(0, dtype=bool))
    assert math.isnan(empty.difference) and not empty.interval() and empty.test is None


@pytest.mark.parametrize(("cells", "low", "high"), [
    # Newcombe (1998), Statistics in Medicine 17:2635-2650, table II, method 10: a, b, c, d of theta = (b - c) / n
    ((36, 12, 2, 0), 0.0569, 0.3404), ((20, 12, 2, 16), 0.0562, 0.3292), ((36, 14, 0, 0), 0.1528, 0.4167),
    ((54, 0, 0, 0), -0.0664, 0.0664), ((30, 0, 0, 24), -0.0358, 0.0358),
])
def test_the_interval_of_the_difference_is_newcombes(
    cells: tuple[int, int, int, int], low: float, high: float
) -> None:
    found = shares.PairedTable(*cells).interval()
    assert (found.low, found.high) == pytest.approx((100 * low, 100 * high), abs=0.03)


def test_who_was_lost() -> None:
    records = []
    for i in range(20):
        records.append(record(f"k{i}", "baseline", laba_bulan=1000 + i, dok_punya="nib"))
        records.append(record(f"k{i}", "endline", laba_bulan=1000, dok_punya="nib"))
        records.append(record(f"x{i}", "baseline", laba_bulan=100 + i, dok_punya="nib" if i < 5 else "tidak"))
    who = {**{f"k{i}": {"jk": "P"} for i in range(20)}, **{f"x{i}": {"jk": "LP"[i % 2]} for i in range(20)}}
    found = attrition(pair(records, "baseline", "endline", who))
    assert (found.started, found.lost, found.share) == (40, 20, 50)
    profit = next(n for n in found.numbers if n.kept[1] > 500)
    assert profit.notable and profit.p is not None and profit.p < 1e-6 and profit.lost == (20, 109.5, 109.5)
    nib = next(n for n in found.numbers if n.label == "Punya NIB")
    assert (nib.kept[2], nib.lost[2]) == (100, 25)
    sex = next(kind for kind in found.kinds if kind.name == "jk")
    assert sex.counts == (("L", 0, 10), ("P", 20, 10))
    assert sex.p == pytest.approx(stats.chi2_contingency([(0, 10), (20, 10)], correction=False).pvalue)


@pytest.mark.parametrize("n", [0, 1, 40])
def test_thin_attrition(n: int) -> None:
    records, who, _ = survey(n, lost=0.0 if n == 40 else 1.0)
    found = attrition(pair(records, "baseline", "endline", who))
    assert found.lost == (0 if n == 40 else n) and found.numbers == ()
