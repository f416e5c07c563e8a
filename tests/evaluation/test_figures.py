"""The sheets of figures: numbers where numbers belong, the same as the figures they came from."""

from __future__ import annotations

import math
from typing import Any

import pytest

from ftd_desktop.evaluation import income, outcomes
from ftd_desktop.evaluation.data import PairedData, pair
from ftd_desktop.evaluation.figures import all_figures
from ftd_desktop.evaluation.rows import Rows
from tests.evaluation.people import survey

KINDS = {"text": str, "whole": (int, float), "money": (int, float), "number": (int, float), "percent": (int, float),
         "points": (int, float), "p": (int, float)}


def sheets(n: int) -> tuple[PairedData, dict[str, Rows]]:
    records, who, names = survey(n, seed=12)
    data = pair(records, "baseline", "endline", who)
    return data, {sheet.name: sheet for sheet in all_figures(data, names)}


@pytest.mark.parametrize("n", [0, 1, 15, 80])
def test_every_value_is_of_its_kind(n: int) -> None:
    for sheet in sheets(n)[1].values():
        for row in sheet.rows:
            assert len(row) == len(sheet.headings), sheet.name
            for value, (heading, kind) in zip(row, sheet.headings, strict=True):
                assert value is None or isinstance(value, KINDS[kind]) or kind == "text", (sheet.name, heading, value)


def test_the_numbers_are_those_of_the_report() -> None:
    data, found = sheets(80)
    line = income.line(data, income.PROFIT)
    assert line.change is not None
    median = next(row for row in found["Pendapatan"].rows if row[1].startswith("Median perubahan tiap"))
    assert median[2] == line.change.median.value and median[3] == line.change.median.interval.low
    ratio = next(row for row in found["Pendapatan"].rows if "rasio" in row[1])
    assert ratio[5:7] == (line.change.ratio.bca.low, line.change.ratio.bca.high)
    nib: Any = next(row for row in found["Hasil program"].rows if row[1] == "Punya NIB")
    of = next(o for o in outcomes.table(data) if o.indicator.id == "nib")
    assert nib[3:7] == (of.n, of.before, of.after, of.change)
    assert of.paired.n == of.n and of.paired.difference == pytest.approx(of.change)
    assert (nib[11], nib[12]) == (of.paired.interval().low, of.paired.interval().high)


def test_small_groups_have_no_figures_in_the_sheet() -> None:
    for row in sheets(40)[1]["Menurut kelompok"].rows:
        if row[7]:
            assert math.isnan(row[4]) and math.isnan(row[5]) and math.isnan(row[6])
        else:
            assert row[3] >= 5
