"""Putting folded rows into their tables: the general path of a merge, and the repair of a table that drifted.

Everything here writes with `_st.applying = 1`, so nothing of it is logged again.
"""

from __future__ import annotations

from collections.abc import Iterable
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
        todo = list(dict.fromkeys(row_ids))
        while todo:
            todo = [child for row_id in todo for child in _materialize(file, row_id)]


def refold(file: Connection) -> None:
    """Fold again the diverged rows that were written since, and let orphans in whose parent has come.

    Runs before every commit (`Connection.before_commit`).
    """
    rows = [row for (row,) in file.execute("SELECT row FROM _refold").fetchall()]
    if rows:
        file.execute("DELETE FROM _refold")
    rows += settled_orphans(file)
    if rows:
        materialize(file, rows)


def settled_orphans(file: Connection) -> list[str]:
    """The waiting rows whose parent is there now."""
    waiting = file.execute("SELECT DISTINCT s.parent FROM _orphan AS o JOIN _sync AS s ON s.t = o.t").fetchall()
    return [row for (parent,) in waiting for (row,) in file.execute(
        f"SELECT o.row FROM _orphan AS o JOIN {quote(parent)} AS p ON p._id = o.parent").fetchall()]


def _materialize(file: Connection, row_id: str) -> list[str]:
    """Write one row; gives the rows that must be written again for it: orphans that wait, children that lose it."""
    changes = log.of_row(file, row_id)
    state = fold(changes)
    put_heads(file, row_id, state)
    if state.erased:
        file.execute("UPDATE _chg SET body = NULL WHERE row = ? AND body IS NOT NULL", (row_id,))
    table = changes[0].table if changes else None
    known = file.row("SELECT parent FROM _sync WHERE t = ?", (table,))
    if table is None or known is None:
        return []
    file.execute("DELETE FROM _orphan WHERE row = ?", (row_id,))
    if not state.alive:
        return _take_out(file, table, row_id)
    if known["parent"] and not _exists(file, known["parent"], state.values.get("_parent")):
        below = _take_out(file, table, row_id)
        file.execute("INSERT INTO _orphan (row, t, parent) VALUES (?, ?, ?)",
                     (row_id, table, state.values.get("_parent")))
        return below
    put_row(file, table, row_id, state)
    return [row for (row,) in file.execute("SELECT row FROM _orphan WHERE parent = ?", (row_id,)).fetchall()]


def _take_out(file: Connection, table: str, row_id: str) -> list[str]:
    """Remove a row from its table; gives its descendants, which the foreign key removes with it."""
    below = _descendants(file, table, row_id)
    file.execute(f"DELETE FROM {quote(table)} WHERE _id = ?", (row_id,))
    return below


def _descendants(file: Connection, table: str, row_id: str) -> list[str]:
    found: list[str] = []
    for (child,) in file.execute("SELECT t FROM _sync WHERE parent = ?", (table,)).fetchall():
        for (one,) in file.execute(f"SELECT _id FROM {quote(child)} WHERE _parent = ?", (row_id,)).fetchall():
            found += [one, *_descendants(file, child, one)]
    return found


def put_row(file: Connection, table: str, row_id: str, state: State) -> None:
    """Write the winners of a living row; fields this file's table lacks are left to the log."""
    columns = capture.described(file, table).names
    values: dict[str, Any] = {c: state.values[c] for c in columns if c in state.values}
    names = ["_id", *values]
    updates = ", ".join(f"{quote(c)} = excluded.{quote(c)}" for c in values)
    file.execute(f"INSERT INTO {quote(table)} ({', '.join(map(quote, names))}) "
                 f"VALUES ({', '.join('?' * len(names))}) ON CONFLICT (_id) DO "
                 + (f"UPDATE SET {updates}" if updates else "NOTHING"), (row_id, *values.values()))


def put_heads(file: Connection, row_id: str, state: State) -> None:
    """Write the extra heads and the open conflicts of a row."""
    file.execute("DELETE FROM _xhead WHERE row = ?", (row_id,))
    file.execute("DELETE FROM _conflict WHERE row = ?", (row_id,))
    file.raw.executemany("INSERT INTO _xhead (row, hlc, rnd, auto) VALUES (?, ?, ?, ?)",
                         [(row_id, *head.id, int(head.auto)) for head in state.extra])
    file.raw.executemany("INSERT INTO _conflict (row, field, whlc, wrnd, lhlc, lrnd) VALUES (?, ?, ?, ?, ?, ?)",
                         [(row_id, c.field, *c.winner, *c.loser) for c in state.conflicts])


def _exists(file: Connection, table: str, row_id: Any) -> bool:
    return file.value(f"SELECT 1 FROM {quote(table)} WHERE _id = ?", (row_id,)) is not None
