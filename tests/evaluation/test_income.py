"""The income line: who counts, every reading, and its words."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import pytest
from scipy import stats

from ftd_desktop.evaluation import claims, income
from ftd_desktop.evaluation.data import PairedData, pair
from tests.evaluation.people import record, survey


def people(*rows: tuple[Any, Any]) -> PairedData:
    """One person for each (before, after); "lost" and "closed" are what they say."""
    records = []
    for i, (before, after) in enumerate(rows):
        records.append(record(f"p{i}", "baseline", laba_bulan=before))
        if after == "closed":
            records.append(record(f"p{i}", "endline", status_usaha="tutup", laba_bulan=None))
        elif after != "lost":
            records.append(record(f"p{i}", "endline", laba_bulan=after))
    return pair(records, "baseline", "endline")


def test_who_counts() -> None:
    line = income.line(people((100, 150), (100, "lost"), (100, "closed"), (None, 100), (100, None), (0, 50)))
    assert (line.started, line.n, line.lost, line.closed, line.blank) == (6, 2, 1, 1, 2)
    assert line.started == line.n + line.lost + line.closed + line.blank
    assert line.change is not None and line.change.without_base == 1
    assert line.closed_as_zero is not None and line.closed_as_zero.n == 3
    assert line.closed_as_zero.total_after == 200


def test_readings_of_known_pairs() -> None:
    line = income.line(people((100, 150), (200, 200), (400, 200), (100, 500), (0, 100)))
    change = line.change
    assert change is not None
    assert change.median.value == 25  # of +50, 0, -50, +400
    assert change.mean.value == 100
    assert change.ratio.value == pytest.approx(100 * (1150 / 800 - 1))
    assert change.rose.value == 60
    assert change.value.value == 50
    assert change.without_base == 1
    assert [pair.percent for pair in line.pairs()] == [400, 50, 0, -50, None]


def test_a_loss_at_the_start_has_no_percent_but_counts_in_the_totals() -> None:
    line = income.line(people((-50, 100), (100, 100)))
    assert line.change is not None and line.change.without_base == 1
    assert line.change.total_before == 50 and line.change.ratio.value == 300


@pytest.mark.parametrize("data", [
    people(), people((100, "lost")), people((None, None)), people((100, "closed")), people((0, 0)), people((-5, -5)),
    people((100, 100)), people((100, 100), (100, 100)),
])
def test_thin_data_give_sentences(data: PairedData) -> None:
    line = income.line(data)
    for sentence in (claims.headline(line), *claims.caution(line)):
        assert sentence and "nan" not in sentence and "{" not in sentence


def test_the_figures_agree_with_scipy_on_random_data() -> None:
    records, who, _ = survey(240, seed=9)
    line = income.line(pair(records, "baseline", "endline", who), income.SALES)
    change, percents = line.change, line.percents[~np.isnan(line.percents)]
    assert change is not None and change.test is not None
    assert change.median.value == pytest.approx(np.median(percents), rel=1e-12)
    assert change.trimmed.value == pytest.approx(stats.trim_mean(percents, 0.1), rel=1e-9)
    wilcoxon = stats.wilcoxon(line.after - line.before, method="asymptotic")
    assert change.test.p == pytest.approx(wilcoxon.pvalue, rel=1e-9)
    trimmed = stats.bootstrap(
        (percents,), lambda a, axis: stats.trim_mean(a, 0.1, axis=axis), n_resamples=2000,
        rng=np.random.default_rng(2022)).confidence_interval
    assert (change.trimmed.bca.low, change.trimmed.bca.high) == pytest.approx(tuple(trimmed), rel=1e-9)


def test_the_records_behind_each_number() -> None:
    data = people((100, 150), (100, "lost"), (100, "closed"), (None, 100), (0, 50), (100, 50))
    assert income.behind(data, income.PROFIT, "paired") == ["p0", "p4", "p5"]
    for part, expected in {"lost": ["p1"], "closed": ["p2"], "blank": ["p3"], "rose": ["p0", "p4"], "fell": ["p5"],
                           "without_base": ["p4"]}.items():
        assert income.behind(data, income.PROFIT, part) == expected


def line_of(*percents: float) -> income.IncomeLine:
    return income.line(people(*((1000, 1000 + 10 * percent) for percent in percents)))


def test_naik_and_menjadi() -> None:
    change = line_of(230, 230, 230).change
    assert change is not None
    verdict = claims.verdict(change, 330)
    assert "menjadi" in verdict and "hanya benar" in verdict
    assert "tidak mendukung" in claims.verdict(change, 100)


def test_a_mean_drawn_by_one_firm_is_called_so() -> None:
    line = line_of(10, 12, 8, 11, 1600)
    assert line.change is not None and claims.drawn(line.change)
    words = " ".join(claims.caution(line))
    assert "rata-rata" in claims.verdict(line.change, 330) and "Jangan mengutip rata-rata sendirian" in words
    assert "bukan dampak" in words
    steady = line_of(10, 12, 11).change
    assert steady is not None and not claims.drawn(steady)


def test_season_is_flagged() -> None:
    records = []
    for i in range(6):
        records.append(record(f"p{i}", "baseline", laba_bulan=100, bulan_acuan="2022-09-01", banding="biasa"))
        records.append(record(f"p{i}", "endline", laba_bulan=150, bulan_acuan="2022-12-01", banding="lebih_tinggi"))
    line = income.line(pair(records, "baseline", "endline"))
    assert line.season.feast == (0, 6) and line.season.months == ("2022-09", "2022-12")
    words = next(sentence for sentence in claims.caution(line) if "Musim" in sentence)
    assert "hari raya pada 0 usaha lalu 6" in words and "ramai dari biasa pada 0 usaha lalu 6" in words
    assert "sepi" not in words
    assert not claims.season_words(income.line(people((1, 2), (2, 3))).season)


def test_no_interval_where_none_can_be() -> None:
    change = income.line(people((100, 150))).change
    assert change is not None and not change.ratio.interval and not change.median.interval
    assert math.isnan(change.mean.interval.low) and change.median.value == 50
