"""The order of the list and its pages, against a plain reading of the table."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from ftd_desktop.programme import roster
from ftd_desktop.programme.participants import Wanted
from ftd_desktop.programme.roster import SORTS
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
