"""Columns taken in as long texts are what rows would have given, to the last bit."""

from __future__ import annotations

import math
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ftd_desktop.evaluation.scan import scan
from ftd_desktop.store.file import DataFile

KINDS = {"whole": "INTEGER", "real": "REAL", "words": "TEXT"}


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Any:
    folder: Path = tmp_path_factory.mktemp("scan")
    with DataFile.create(folder / "a.ftdb", "kata sandi rekaan", role="province") as made:
        made.execute("CREATE TEMP TABLE t (id TEXT, whole INTEGER, real REAL, words TEXT)")
        yield made


def read(file: DataFile, rows: list[tuple[Any, ...]]) -> tuple[tuple[str, ...], Any]:
    file.execute("DELETE FROM t")
    file.raw.executemany("INSERT INTO t VALUES (?, ?, ?, ?)", [(f"p{i}", *row) for i, row in enumerate(rows)])
    return scan(file, "id", {name: (name, kind) for name, kind in KINDS.items()}, "FROM t")


@settings(max_examples=200, deadline=None)
@given(st.lists(st.tuples(
    st.none() | st.integers(-(2**53), 2**53), st.none() | st.floats(allow_nan=False, allow_infinity=False),
    st.none() | st.text(st.characters(exclude_characters="\x00\x1e\x1f", exclude_categories=["Cs"]), max_size=8))))
def test_columns_are_what_rows_give(file: DataFile, rows: list[tuple[Any, ...]]) -> None:
    people, columns = read(file, rows)
    assert people == tuple(f"p{i}" for i in range(len(rows)))
    for place, name in enumerate(("whole", "real")):
        found = [None if math.isnan(value) else value for value in columns.numbers(name).tolist()]
        assert found == [row[place] for row in rows]
    assert columns.raw("words") == [row[2] for row in rows]


def test_an_answer_with_the_dividing_mark_does_not_shift_the_others(file: DataFile) -> None:
    _, columns = read(file, [(1, 1.5, "a\x1fb"), (2, None, "c")])
    assert columns.raw("words") == ["a b", "c"]
    assert columns.numbers("whole").tolist() == [1.0, 2.0]


def test_a_forged_id_with_the_dividing_mark_is_read_to_an_end(file: DataFile) -> None:
    file.execute("DELETE FROM t")
    file.raw.executemany("INSERT INTO t VALUES (?, ?, ?, ?)", [("p\x1f0", 1, 1.5, "a"), ("p1", 2, 2.5, "b")])
    people, columns = scan(file, "id", {"words": ("words", "TEXT")}, "FROM t")
    assert people == ("p 0", "p1") and columns.raw("words") == ["a", "b"]


def test_a_number_kept_as_text_stays_one(file: DataFile) -> None:
    _, columns = read(file, [(None, None, "12"), (None, None, None)])
    assert columns.numbers("words").tolist()[0] == 12.0
    assert math.isnan(columns.numbers("words")[1])


def test_portions_give_what_one_reading_gives(file: DataFile, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever the size of a portion, with rows gone from the middle, answers new in later ones, and none at all."""
    rows = [(i, i / 2, None if i % 7 == 0 else f"jawaban {i // 3}\x1f" if i % 11 == 0 else f"jawaban {i % 5}")
            for i in range(40)]
    columns = {name: (f"x.{name}", kind) for name, kind in KINDS.items()}

    def taken(rest: str = "FROM t x WHERE 1") -> tuple[Any, ...]:
        people, found = scan(file, "x.id", columns, rest, (), ("t", "x"))
        return people, found.numbers("whole").tolist(), found.numbers("real").tolist(), found.raw("words")

    read(file, rows)
    file.execute("DELETE FROM t WHERE whole BETWEEN 12 AND 21")
    whole = taken()
    assert len(whole[0]) == 30
    for size in (1, 3, 7, 29, 1000):
        monkeypatch.setattr("ftd_desktop.evaluation.scan.PORTION", size)
        assert taken() == whole
        assert taken("FROM t x WHERE whole < 0") == ((), [], [], [])
    file.execute("DELETE FROM t")
    assert taken() == ((), [], [], [])
