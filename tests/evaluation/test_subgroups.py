"""Subgroups: figures recounted, small cells hidden so that subtraction does not bring them back."""

from __future__ import annotations

import math

import numpy as np
import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ftd_desktop import i18n, resources
from ftd_desktop.evaluation.data import pair, paired
from ftd_desktop.evaluation.indicators import frame
from ftd_desktop.evaluation.subgroups import SIZE, kind_label, subgroups, suppress, visible
from tests.evaluation.file import pilot
from tests.evaluation.people import record, survey


@given(st.dictionaries(st.text(max_size=3), st.integers(0, 30), max_size=12))
@settings(max_examples=200, deadline=None)
def test_what_is_hidden_cannot_be_taken_from_the_total(sizes: dict[str, int]) -> None:
    hidden = suppress(sizes)
    assert all(sizes[key] >= 5 for key in sizes if key not in hidden)
    shown = set(sizes) - hidden
    if hidden and shown:
        assert len(hidden) > 1 and sum(sizes[key] for key in hidden) >= 5


def test_figures_of_a_subgroup() -> None:
    records, who, _ = survey(150, seed=8)
    data = pair(records, "baseline", "endline", who)
    found = subgroups(data, frame("outcomes").indicator("omzet_bulan"), "kab")
    assert sum(group.n for group in found.groups) == found.total.n and found.suppressed == 0
    first = found.groups[0]
    mine = [i for i, person in enumerate(data.people) if who[person]["kab"] == first.key]
    before, after = data.first.numbers("omzet_bulan")[mine], data.second.numbers("omzet_bulan")[mine]
    both = ~np.isnan(before) & ~np.isnan(after)
    assert first.n == both.sum() and first.after == np.median(after[both])
    assert first.percent == pytest.approx(np.median(100 * (after[both] / before[both] - 1)))
    share = subgroups(data, frame("outcomes").indicator("nib"), "jk")
    assert {group.key for group in share.groups} == {"L", "P"} and 0 <= share.total.before <= 100


def test_a_small_group_takes_the_next_with_it() -> None:
    records = [record(f"p{i}", r, dok_punya="nib") for i in range(20) for r in ("baseline", "endline")]
    who = {f"p{i}": {"sektor": "a" if i < 2 else "b" if i < 9 else "c"} for i in range(20)}
    found = subgroups(pair(records, "baseline", "endline", who), frame("outcomes").indicator("nib"), "sektor")
    assert [(g.key, g.n, g.suppressed) for g in found.groups] == [("c", 11, False), ("b", 7, True), ("a", 2, True)]
    assert math.isnan(found.groups[1].after) and visible(found.groups)[0].after == 100


def test_by_size_and_by_cohort() -> None:
    file = pilot(60)
    file.put("cohort", [{"_id": "c2", "programme_id": "f", "number": "02"}])
    file.db.execute("INSERT INTO membership (_id, participant_id, cohort_id, since)"
                    " SELECT 'n' || _id, _id, 'c2', '2023' FROM participant WHERE jk = 'P'")
    data = paired(file, None, "baseline", "endline")
    sales = frame("outcomes").indicator("omzet_bulan")
    cohorts = subgroups(data, sales, "angkatan")
    assert {group.key for group in cohorts.groups} == {"FTD 2022 · 01", "FTD 2022 · 02"}
    assert cohorts.groups[0].n + cohorts.groups[1].n == cohorts.total.n
    sizes = subgroups(data, sales, SIZE)
    assert sum(group.n for group in sizes.groups) == sizes.total.n and kind_label(SIZE, "1") == "s.d. Rp60 jt"
    shown = [group for group in sizes.groups if not group.suppressed and group.key == "1"]
    assert all(group.before * 11 <= 60_000_000 for group in shown)
    file.close()


def test_kinds_have_names() -> None:
    book = openpyxl.load_workbook(resources.path("forms", "ftd_profil.xlsx"), read_only=True)
    sectors = [str(row[1]) for row in book["choices"].values if row[0] == "sektor"]
    book.close()
    assert sectors and all(kind_label("sektor", code) != code for code in sectors)
    assert kind_label("kab", "12.71") == "Medan" and kind_label("sektor", "baru") == "baru"
    i18n.use("en")
    assert kind_label("jk", "P") == "Women"


def test_nobody_and_unknown() -> None:
    nib = frame("outcomes").indicator("nib")
    assert subgroups(pair([], "baseline", "endline"), nib, "jk").groups == ()
    alone = [record("p", r, dok_punya="nib") for r in ("baseline", "endline")]
    found = subgroups(pair(alone, "baseline", "endline"), nib, "jk")
    assert found.groups[0].key == "" and found.groups[0].suppressed and math.isnan(found.total.after)
