"""Pairing: drafts, repeats, one-sided records, subgroups."""

from __future__ import annotations

import numpy as np

from ftd_desktop.evaluation.columns import Columns
from ftd_desktop.evaluation.data import pair, paired
from ftd_desktop.evaluation.reading import Reader
from tests.evaluation.file import pilot
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


def test_read_once_and_again_when_something_changes() -> None:
    file = pilot(12)
    reader, money = Reader(file), frozenset({"laba_bulan", "absent"})
    both = ("baseline", "endline")
    first = reader.rounds(both, None, money)[0]
    assert reader.rounds(("tl6", "baseline"), None, money)[1] is first and "dok_punya" not in first.columns
    more = reader.rounds(both, None, frozenset({"dok_punya"}))[0]
    assert more.people == first.people and "dok_punya" in more.columns and "laba_bulan" in more.columns
    file.put("ftd_survei", [record("later", "baseline", laba_bulan=7)])
    again = reader.rounds(both, None, money)[0]
    assert len(again.people) == len(first.people) + 1
    assert again.columns.numbers("laba_bulan")[again.places(["later", "nobody"])[0]] == 7
    file.close()


def test_from_the_file_the_latest_of_repeated_records_counts() -> None:
    file = pilot(3)
    person = "p000001"
    for day, amount in (("2022-07-01", 111), ("2022-08-01", 222), ("2022-05-01", 333)):
        file.put("ftd_survei", [{**record(person, "baseline", laba_bulan=amount, tgl_survei=day), "_id": f"x{amount}"}])
    file.put("ftd_survei", [{**record("p000002", "baseline", laba_bulan=9), "_id": "d", "_status": "draft"},
                            {**record("x", "baseline", laba_bulan=9), "_id": "n", "_participant": None}])
    data = paired(file, "c1", "baseline", "endline")
    assert data.repeated == 3 and data.drafts == 1 and len(data.people) == 3
    assert data.first.numbers("laba_bulan")[data.people.index(person)] == 222
    file.close()


def test_taking_people_who_are_not_there() -> None:
    columns = Columns.of(2, {"a": [1, None], "b": ["x", "y"]})
    taken = columns.take(np.array([1, -1, 0]))
    assert taken.raw("a") == [None, None, 1] and taken.raw("b") == ["y", None, "x"]
    assert taken.counts("b", np.array([True, True, True])) == {"y": 1, "x": 1}
    assert Columns.of(0, {"a": [], "b": []}).take(np.array([-1])).raw("b") == [None]


def test_numbers_from_text_and_rubbish() -> None:
    columns = Columns.of(4, {"x": ["12", None, "much", 3.5]})
    np.testing.assert_array_equal(columns.numbers("x"), [12.0, np.nan, np.nan, 3.5])
