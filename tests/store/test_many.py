"""Many rows a statement put in what one a statement would, in their order, whatever their number."""

from __future__ import annotations

import sqlite3
from contextlib import closing

import pytest

from ftd_desktop.store import many


@pytest.mark.parametrize("count", [0, 1, 249, 250, 251, 600])
def test_all_rows_arrive_in_their_order(count: int) -> None:
    with closing(sqlite3.connect(":memory:")) as db:
        db.execute("CREATE TABLE t(n INTEGER PRIMARY KEY AUTOINCREMENT, a, b)")
        many.insert(db.execute, "t (a, b)", ((n, str(n)) for n in range(count)))
        assert db.execute("SELECT a, b FROM t ORDER BY n").fetchall() == [(n, str(n)) for n in range(count)]


def test_the_ending_holds_for_each_row() -> None:
    with closing(sqlite3.connect(":memory:")) as db:
        db.execute("CREATE TABLE t(a UNIQUE, b)")
        many.insert(db.execute, "t", [(n % 300, n) for n in range(900)], "ON CONFLICT (a) DO NOTHING")
        assert db.execute("SELECT count(*), max(b) FROM t").fetchone() == (300, 299)


def test_a_row_wider_than_a_statement_goes_alone() -> None:
    width = many.VALUES + 1
    with closing(sqlite3.connect(":memory:")) as db:
        db.execute(f"CREATE TABLE t({', '.join(f'c{n}' for n in range(width))})")
        many.insert(db.execute, "t", [range(width), range(width)])
        assert db.execute("SELECT count(*) FROM t").fetchone() == (2,)
