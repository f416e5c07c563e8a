"""Charts: shapes stay inside, labels apart, falls hatched, keys lead to people."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ftd_desktop.evaluation import income, outcomes
from ftd_desktop.evaluation.charts import Chart, Dot, Line, Rect, Text
from ftd_desktop.evaluation.charts.bars import shares
from ftd_desktop.evaluation.charts.histogram import bins, histogram
from ftd_desktop.evaluation.charts.scale import Scale, apart, short_amount, short_money, ticks
from ftd_desktop.evaluation.charts.shapes import hatching, text_width
from ftd_desktop.evaluation.charts.slope import dots
from ftd_desktop.evaluation.charts.tiles import TILES, steps, tiles
from ftd_desktop.evaluation.data import pair
from ftd_desktop.programme.regions import regencies
from tests.evaluation.people import survey


def inside(chart: Chart) -> None:
    """Every shape lies on the chart, texts by their estimated width."""
    for shape in chart.shapes:
        match shape:
            case Rect():
                assert shape.x >= -0.01 and shape.y >= -0.01 and shape.w >= 0 and shape.h >= -0.01
                assert shape.x + shape.w <= chart.width + 0.01 and shape.y + shape.h <= chart.height + 0.01
            case Line():
                assert min(shape.x1, shape.x2) >= 0 and max(shape.x1, shape.x2) <= chart.width + 0.01
                assert min(shape.y1, shape.y2) >= 0 and max(shape.y1, shape.y2) <= chart.height + 0.01
            case Dot():
                assert 0 <= shape.x <= chart.width and 0 <= shape.y <= chart.height
            case Text():
                width = text_width(shape.text, shape.size, shape.bold)
                left = shape.x - {"start": 0.0, "middle": width / 2, "end": width}[shape.anchor]
                assert left >= -6 and left + width <= chart.width + 8, shape.text
                assert 0 < shape.y <= chart.height


@pytest.mark.parametrize("n", [0, 1, 2, 15, 40, 400])
def test_charts_hold_what_they_draw(n: int) -> None:
    records, who, names = survey(n, seed=n)
    data = pair(records, "baseline", "endline", who)
    for column in (income.SALES, income.PROFIT):
        line = income.line(data, column)
        for chart in (histogram(line), dots(line, names)):
            inside(chart)
            assert chart.description
        keys = histogram(line).keys
        based = int((~np.isnan(line.percents)).sum())
        assert sum(len(people) for people in keys.values()) == based
    inside(shares(outcomes.table(data)))
    inside(tiles({"12.71": n, "12.07": 3}))


def test_falls_are_hatched_and_rises_are_not() -> None:
    records, who, _ = survey(300, seed=2)
    line = income.line(pair(records, "baseline", "endline", who), income.SALES)
    chart = histogram(line)
    hatched = {shape.key for shape in chart.shapes if isinstance(shape, Rect) and shape.hatch}
    percent = dict(zip(line.people, line.percents, strict=True))
    for key, people in chart.keys.items():
        assert all((percent[person] < 0) == (key in hatched) for person in people)


def test_a_click_finds_its_bar() -> None:
    records, who, _ = survey(100, seed=4)
    chart = histogram(income.line(pair(records, "baseline", "endline", who), income.SALES))
    bar = next(shape for shape in chart.shapes if isinstance(shape, Rect))
    assert chart.at(bar.x + 1, bar.y + bar.h / 2) == bar.key and chart.at(0, 0) == ""


@given(st.lists(st.floats(-100, 1e5, allow_nan=False), min_size=1, max_size=120))
@settings(max_examples=80, deadline=None)
def test_bins_hold_zero_and_everything(values: list[float]) -> None:
    edges, beyond_low, beyond_high = bins(np.array(values))
    assert 0 in edges and 2 <= len(edges) <= 60
    assert beyond_low == (min(values) < edges[0]) and beyond_high == (max(values) >= edges[-1])


@given(st.lists(st.floats(0, 100), max_size=12), st.floats(1, 12))
@settings(max_examples=80, deadline=None)
def test_labels_stay_apart(positions: list[float], gap: float) -> None:
    found = sorted(apart(positions, gap, 0, 100))
    least = gap if (len(positions) - 1) * gap <= 100 else 100 / max(len(positions) - 1, 1)
    assert all(b - a >= least - 1e-6 for a, b in pairwise(found))
    assert not found or (found[0] >= -1e-6 and found[-1] <= 100 + 1e-6)


def test_scales() -> None:
    assert ticks(0, 43, 3, whole=True) == [0, 20, 40, 60]
    assert ticks(0, 0, 3) == [0, 1]
    assert Scale(0, 10, 0, 100)(5) == 50 and Scale(1, 1, 0, 100)(1) == 50
    assert [short_amount(v) for v in (0, 950, 350_000, 1_500_000, 2.3e9, 1e12)] == [
        "0", "950", "350 rb", "1,5 jt", "2,3 M", "1 T"]
    assert short_money(-1_500_000) == "−Rp1,5 jt"


def test_the_map_has_each_regency_once_in_its_own_place() -> None:
    assert set(TILES) == set(regencies())
    assert len({(column, row) for _, column, row in TILES.values()}) == 33
    assert steps([0] * 33) == [1] and steps([15] + [0] * 32) == [1, 15]
    assert steps([1, 4, 9, 30]) == sorted(set(steps([1, 4, 9, 30])))


def test_hatching_stays_in_its_box() -> None:
    box = Rect(10, 20, 7, 30)
    for x1, y1, x2, y2 in hatching(box):
        assert min(x1, x2) >= 10 and max(x1, x2) <= 17 and min(y1, y2) >= 20 and max(y1, y2) <= 50
        assert abs((x1 - x2) + (y1 - y2)) < 1e-9  # always at 45 degrees
