"""Pairing: drafts, repeats, one-sided records, subgroups."""

from __future__ import annotations

import numpy as np

from ftd_desktop.evaluation.columns import Columns
from ftd_desktop.evaluation.data import pair
from tests.evaluation.people import record


def test_drafts_do_not_count_and_the_latest_record_wins() -> None:
    records = [
        record("a", "baseline", laba_bulan=1, tgl_survei="2022-05-01"),
        record("a", "baseline", laba_bulan=2, tgl_survei="2022-06-01"),
        record("a", "baseline", laba_bulan=3, tgl_survei="2022-04-01"),
        {**record("a", "endline", laba_bulan=9), "_status": "draft"},
        {**record("b", "endline", laba_bulan=9), "_status": "verified"},
        record("c", "tl6", laba_bulan=5),
    ]
    data = pair(records, "baseline", "endline")
    assert data.people == ("a",) and data.first.raw("laba_bulan") == [2]
    assert data.drafts == 1 and data.repeated == 2 and data.only_after == ("b",)
    assert data.lost.tolist() == [True] and data.second.raw("laba_bulan") == [None]


def test_columns_may_differ_between_records() -> None:
    data = pair([record("a", "baseline", x=1), record("b", "baseline", y=2), record("a", "endline", z=3)],
                "baseline", "endline")
    assert data.first.raw("x") == [1, None] and data.first.raw("y") == [None, 2] and data.second.raw("z") == [3, None]
    assert "nothing" not in data.first and data.first.raw("nothing") == [None, None]


def test_a_subgroup_keeps_people_and_answers_together() -> None:
    records = [record(p, r, laba_bulan=i) for i, (p, r) in enumerate(
        (p, r) for p in "abc" for r in ("baseline", "endline"))]
    data = pair(records, "baseline", "endline", {p: {"jk": s} for p, s in zip("abc", "LPL", strict=True)})
    men = data.where(data.who.among("jk", "L"))
    assert men.people == ("a", "c") and men.first.raw("laba_bulan") == [0, 4] and men.second.raw("laba_bulan") == [1, 5]


def test_numbers_from_text_and_rubbish() -> None:
    columns = Columns(4, {"x": ["12", None, "much", 3.5]})
    np.testing.assert_array_equal(columns.numbers("x"), [12.0, np.nan, np.nan, 3.5])
