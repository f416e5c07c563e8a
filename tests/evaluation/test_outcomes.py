"""Outcomes counted again from the raw records by an independent few lines."""

from __future__ import annotations

import math

import pytest
from scipy import stats

from ftd_desktop.evaluation import outcomes
from ftd_desktop.evaluation.data import PairedData, pair
from ftd_desktop.evaluation.indicators import frame
from ftd_desktop.evaluation.tables import outcome_row
from tests.evaluation.people import record, survey


@pytest.fixture(scope="module")
def data() -> PairedData:
    records, who, _ = survey(200, seed=3)
    return pair(records, "baseline", "endline", who)


def both(data: PairedData) -> list[tuple[dict[str, object], dict[str, object]]]:
    """The answers of the followed people, as dicts."""
    names = ("dok_punya", "pem_akun", "pem_tayang", "tk_l", "tk_p", "alumni_grup", "status_usaha", "omzet_bulan")
    rounds = [[dict(zip(names, row, strict=True)) for row in zip(*(c.raw(n) for n in names), strict=True)]
              for c in (data.first, data.second)]
    return [(a, b) for a, b, f in zip(*rounds, data.followed, strict=True) if f]


def by_id(data: PairedData, name: str) -> outcomes.Outcome:
    return outcomes.outcome(data, frame("outcomes").indicator(name))


def test_a_share_recounted(data: PairedData) -> None:
    pairs = [(str(a["dok_punya"]).split(), str(b["dok_punya"]).split()) for a, b in both(data)
             if a["dok_punya"] is not None and b["dok_punya"] is not None]
    had, has = [("halal" in a or "pirt" in a) for a, _ in pairs], [("halal" in b or "pirt" in b) for _, b in pairs]
    found = by_id(data, "pirt_halal")
    assert (found.n, found.count_before, found.count_after) == (len(pairs), sum(had), sum(has))
    assert found.before == pytest.approx(100 * sum(had) / len(pairs))
    assert found.gained == sum(not a and b for a, b in zip(had, has, strict=True))
    assert found.dropped == sum(a and not b for a, b in zip(had, has, strict=True))
    assert found.test is not None
    assert found.test.p == pytest.approx(stats.binomtest(found.gained, found.gained + found.dropped).pvalue)


def test_no_account_means_not_listed_rather_than_unknown(data: PairedData) -> None:
    account, listed = by_id(data, "pem_akun"), by_id(data, "pem_tayang")
    assert account.n == listed.n and listed.count_after <= account.count_after


def test_totals_and_medians(data: PairedData) -> None:
    jobs = [(a["tk_l"] + a["tk_p"], b["tk_l"] + b["tk_p"]) for a, b in both(data)  # type: ignore[operator]
            if None not in (a["tk_l"], a["tk_p"], b["tk_l"], b["tk_p"])]
    found = by_id(data, "tk_dibayar")
    assert (found.before, found.after) == (sum(a for a, _ in jobs), sum(b for _, b in jobs))
    assert by_id(data, "omzet_bulan").n == sum(
        a["omzet_bulan"] is not None and b["omzet_bulan"] is not None for a, b in both(data))


def test_what_is_asked_only_later_has_no_before(data: PairedData) -> None:
    found = by_id(data, "alumni_grup")
    assert math.isnan(found.before) and math.isnan(found.change) and found.test is None and found.n > 100


def test_closed_firms_count_in_survival(data: PairedData) -> None:
    found = by_id(data, "berjalan")
    assert found.n == data.followed.sum() and found.count_after == found.n - data.closed.sum()
    assert outcomes.behind(data, found.indicator, "dropped") == data.ids(data.closed)


def test_records_behind(data: PairedData) -> None:
    found = by_id(data, "nib")
    for part, size in (("all", found.n), ("before", found.count_before), ("after", found.count_after),
                       ("gained", found.gained), ("dropped", found.dropped)):
        assert len(outcomes.behind(data, found.indicator, part)) == size


def test_small_groups_show_counts_only() -> None:
    few = pair([record(p, r, dok_punya="nib") for p in "abc" for r in ("baseline", "endline")], "baseline", "endline")
    row = outcome_row(by_id(few, "nib"))
    assert row[1:4] == ("3", "3", "–") and not any("%" in cell for cell in row)


@pytest.mark.parametrize("records", [[], [record("a", "baseline")], [record("a", "endline")],
                                     [record("a", "baseline"), record("a", "endline")]])
def test_thin_data(records: list[dict[str, object]]) -> None:
    for found in outcomes.table(pair(records, "baseline", "endline")):
        assert "nan" not in " ".join(outcome_row(found))
        assert found.absent == (found.indicator.id != "berjalan" or not records)
