"""Putting folded rows into their tables: the general path of a merge, and the repair of a table that drifted.

Everything here writes with `_st.applying = 1`, so nothing of it is logged again.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import Any

from ftd_desktop.store.changes import capture, log
from ftd_desktop.store.changes.fold import State, fold
from ftd_desktop.store.connection import Connection, quote


def materialize(file: Connection, row_ids: Iterable[str]) -> None:
    """Make table, heads and conflicts of each row equal to the fold of its changes.

    Rows of tables this file does not have stay in the log only. A repeat's row whose parent is not there waits in
    `_orphan` and comes with its parent.
    """
    with capture.applying(file):
        writer = _Writer(file)
        todo = list(dict.fromkeys(row_ids))
        while todo:
            todo = [below for row_id in todo for below in writer.write(row_id)]


def refold(file: Connection) -> None:
    """Fold again the diverged rows that were written since, and let orphans in whose parent has come.

    Runs before every commit (`Connection.before_commit`).
    """
    rows = [row for (row,) in file.execute("SELECT row FROM _refold").fetchall()]
    if rows:
        file.execute("DELETE FROM _refold")
    rows += _settled_orphans(file)
    if rows:
        materialize(file, rows)


def _settled_orphans(file: Connection) -> list[str]:
    """The waiting rows whose parent is there now."""
    waiting = file.execute("SELECT DISTINCT s.parent FROM _orphan AS o JOIN _sync AS s ON s.t = o.t").fetchall()
    return [row for (parent,) in waiting for (row,) in file.execute(
        f"SELECT o.row FROM _orphan AS o JOIN {quote(parent)} AS p ON p._id = o.parent").fetchall()]


@dataclass(frozen=True)
class _Shape:
    """What is asked of a table again and again: its columns, the table above, the tables below."""

    columns: tuple[str, ...]
    parent: str | None
    children: tuple[str, ...]


class _Writer:
    """Writes rows of one file; remembers the shapes of its tables, which do not change meanwhile."""

    def __init__(self, file: Connection) -> None:
        self._file = file
        self._lists = log.column_lists(file)
        parents = dict(file.execute("SELECT t, parent FROM _sync").fetchall())
        self._shapes = {
            table: _Shape(tuple(capture.described(file, table).names), parent,
                          tuple(child for child, above in parents.items() if above == table))
            for table, parent in parents.items()
        }

    def write(self, row_id: str) -> list[str]:
        """Write one row; gives the rows to be written after it: orphans that wait, children that lose it."""
        file, changes = self._file, log.of_row(self._file, row_id, self._lists)
        state = fold(changes)
        put_heads(file, row_id, state)
        if state.erased:
            file.execute("UPDATE _chg SET body = NULL WHERE row = ? AND body IS NOT NULL", (row_id,))
        if not changes or changes[0].table not in self._shapes:
            return []
        table = changes[0].table
        shape = self._shapes[table]
        if not shape.parent:
            if not state.alive:
                return self._take_out(table, row_id)
            self._put(table, row_id, state)
        else:
            file.execute("DELETE FROM _orphan WHERE row = ?", (row_id,))
            if not state.alive:
                return self._take_out(table, row_id)
            above = state.values.get("_parent")
            if not file.value(f"SELECT 1 FROM {quote(shape.parent)} WHERE _id = ?", (above,)):
                file.execute("INSERT INTO _orphan (row, t, parent) VALUES (?, ?, ?)", (row_id, table, above))
                return self._take_out(table, row_id)
            self._put(table, row_id, state)
        if not shape.children:
            return []
        return [row for (row,) in file.execute("SELECT row FROM _orphan WHERE parent = ?", (row_id,)).fetchall()]

    def _put(self, table: str, row_id: str, state: State) -> None:
        """Write the winners of a living row; fields this file's table lacks are left to the log."""
        names = tuple(c for c in self._shapes[table].columns if c in state.values)
        self._file.execute(_upsert(table, names), (row_id, *(state.values[c] for c in names)))

    def _take_out(self, table: str, row_id: str) -> list[str]:
        """Remove a row from its table; gives its descendants, which the foreign key removes with it."""
        below = self._descendants(table, row_id)
        self._file.execute(f"DELETE FROM {quote(table)} WHERE _id = ?", (row_id,))
        return below

    def _descendants(self, table: str, row_id: str) -> list[str]:
        found: list[str] = []
        for child in self._shapes[table].children:
            for (one,) in self._file.execute(f"SELECT _id FROM {quote(child)} WHERE _parent = ?", (row_id,)).fetchall():
                found += [one, *self._descendants(child, one)]
        return found


@cache  # a few tables and sets of columns; the text is long and asked for again with every row
def _upsert(table: str, names: tuple[str, ...]) -> str:
    updates = ", ".join(f"{quote(c)} = excluded.{quote(c)}" for c in names)
    return (f"INSERT INTO {quote(table)} ({', '.join(['_id', *map(quote, names)])}) "
            f"VALUES ({', '.join('?' * (len(names) + 1))}) ON CONFLICT (_id) DO "
            + (f"UPDATE SET {updates}" if updates else "NOTHING"))


def put_heads(file: Connection, row_id: str, state: State) -> None:
    """Write the extra heads and the open conflicts of a row."""
    file.execute("DELETE FROM _xhead WHERE row = ?", (row_id,))
    file.execute("DELETE FROM _conflict WHERE row = ?", (row_id,))
    insert: list[tuple[str, list[tuple[Any, ...]]]] = [
        ("INSERT INTO _xhead (row, hlc, rnd, auto) VALUES (?, ?, ?, ?)",
         [(row_id, *head.id, int(head.auto)) for head in state.extra]),
        ("INSERT INTO _conflict (row, field, whlc, wrnd, lhlc, lrnd) VALUES (?, ?, ?, ?, ?, ?)",
         [(row_id, c.field, *c.winner, *c.loser) for c in state.conflicts]),
    ]
    for sql, rows in insert:
        if rows:
            file.raw.executemany(sql, rows)
