"""The order of the list and its pages, against a plain reading of the table."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest

from ftd_desktop.programme import roster
from ftd_desktop.programme.filters import Wanted
from ftd_desktop.programme.roster import SORTS
from ftd_desktop.store import search
from ftd_desktop.store.file import DataFile
from tests.ui.world import make


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Iterator[DataFile]:
    world = make(tmp_path_factory.mktemp("roster"))
    with DataFile.open_with_key(world.path, world.key) as opened:
        yield opened


@pytest.mark.parametrize("sort", list(SORTS))
@pytest.mark.parametrize("descending", [False, True])
def test_every_order_holds_everyone_once(file: DataFile, sort: str, descending: bool) -> None:
    numbers = roster.order(file, Wanted(sort=sort, descending=descending))
    assert sorted(numbers) == [n for (n,) in file.execute("SELECT _n FROM participant ORDER BY _n")]
    if sort == "name":
        names = [row.name for row in roster.page(file, numbers) if row]
        assert names == sorted(names, key=str.casefold, reverse=descending)


def test_a_page_keeps_the_order_asked_and_marks_what_is_gone(file: DataFile) -> None:
    numbers = list(roster.order(file, Wanted()))
    rows = roster.page(file, [numbers[2], 10**9, numbers[0]])
    assert rows[1] is None
    assert [row.name for row in (rows[2], rows[0]) if row] == [
        row.name for row in roster.page(file, [numbers[0], numbers[2]]) if row]


def test_filters(file: DataFile) -> None:
    everyone = roster.count(file, Wanted())
    assert roster.count(file, Wanted(stage="registered")) + roster.count(file, Wanted(stage="completed")) == everyone
    assert roster.count(file, Wanted(regency="99.99")) == 0
    assert roster.count(file, Wanted(owner="P01")) == everyone and roster.count(file, Wanted(owner="P02")) == 0
    assert roster.count(file, Wanted(regency="12.71")) == everyone
    assert len(roster.order(file, Wanted(text="siti"))) == 1
    assert len(roster.order(file, Wanted(), limit=2)) == 2


def test_ids_in_batches(file: DataFile) -> None:
    numbers = list(roster.order(file, Wanted()))
    assert list(roster.ids(file, [*numbers, 10**9], batch=2)) == [
        row.id for row in roster.page(file, numbers) if row]


@pytest.mark.parametrize("sort", list(SORTS))
def test_the_first_page_of_every_order_walks_an_index(file: DataFile, sort: str) -> None:
    assert plan(file, Wanted(sort=sort)) == [f"SCAN p USING COVERING INDEX _list_{_INDEX[sort]}"]


@pytest.mark.parametrize("wanted", [Wanted(text="siti"), Wanted(text="0812"), Wanted(ids=("a", "b")),
                                    Wanted(cohort_id="c"), Wanted(regency="12.71")])
def test_a_narrow_list_looks_people_up_one_by_one(file: DataFile, wanted: Wanted) -> None:
    assert plan(file, wanted)[0].startswith("SEARCH p USING")


@pytest.mark.parametrize(("sort", "index"), [("name", "kab"), ("regency", "kab"), ("business", "kab_usaha"),
                                             ("updated", "kab_updated"), ("code", "kab_kode")])
def test_no_order_within_one_regency_sorts(file: DataFile, sort: str, index: str) -> None:
    assert plan(file, Wanted(sort=sort, regency="12.71")) == [
        f"SEARCH p USING COVERING INDEX _list_{index} (kab=?)"]


def test_by_name_within_one_owner_nothing_is_sorted(file: DataFile) -> None:
    assert plan(file, Wanted(owner="P01")) == ["SEARCH p USING COVERING INDEX _list_owner (_owner=?)"]


@pytest.mark.parametrize("sort", list(SORTS))
@pytest.mark.parametrize("wanted", [Wanted(stage="left"), Wanted(stage="registered"), Wanted(missing_round="endline")])
def test_a_filter_that_tries_everybody_reads_indexes_alone(file: DataFile, wanted: Wanted, sort: str) -> None:
    steps = plan(file, replace(wanted, sort=sort))
    assert [step for step in steps if " p " in step] and all(
        "COVERING INDEX" in step or "INTEGER PRIMARY KEY" in step for step in steps if " p " in step), steps


_INDEX = {"name": "nama", "business": "usaha", "regency": "kab", "updated": "updated", "code": "kode"}


def plan(file: DataFile, wanted: Wanted) -> list[str]:
    """What SQLite does for the first page, as `roster.order` asks for it."""
    asked: list[tuple[str, tuple[object, ...]]] = []

    class Listening:
        def execute(self, sql: str, params: tuple[object, ...]) -> list[tuple[int]]:
            asked.append((sql, params))
            return []

    roster.order(Listening(), wanted, 101)  # type: ignore[arg-type]
    sql, params = asked[0]
    return [row[3] for row in file.execute(f"EXPLAIN QUERY PLAN {sql}", params)]


def test_a_search_within_a_filter_is_not_cut_by_those_outside(file: DataFile, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(search.numbers, "__defaults__", (2,))
    with pytest.raises(TakenBackError), file.write():
        for n in range(5):
            file.execute("INSERT INTO participant (_id, nama, kab) VALUES (?, ?, ?)",
                         (f"cari-{n}", f"Zubaidah {n} (contoh)", "12.01" if n < 4 else "12.99"))
        search.refresh(file)
        assert roster.count(file, Wanted(text="zubai")) == 2
        found = roster.page(file, roster.order(file, Wanted(text="zubai", regency="12.99")))
        assert [row.name for row in found if row] == ["Zubaidah 4 (contoh)"]
        assert roster.count(file, Wanted(text="zubai", regency="12.99", stage="completed")) == 0
        raise TakenBackError


class TakenBackError(Exception):
    """Takes the rows back."""
