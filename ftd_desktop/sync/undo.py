"""Undoing a merge: new changes that put back what stood before it. Nothing is taken out of the log.

A bundle that came stays come: its changes stay in the history, its sender's receipt stays true, and another merge of
the same file changes nothing. Rows that somebody has changed since are left alone and named.
"""

from __future__ import annotations

from dataclasses import dataclass

from ftd_desktop.errors import UserError
from ftd_desktop.store.changes import capture, log
from ftd_desktop.store.changes.fold import State, fold
from ftd_desktop.store.changes.log import DELETE, ERASE, FIELDS, Change
from ftd_desktop.store.changes.materialize import materialize
from ftd_desktop.store.file import DataFile
from ftd_desktop.sync import bundle


@dataclass(frozen=True)
class Undone:
    """How many rows were taken out again, how many put back, and the ids of those that were changed since."""

    removed: int
    restored: int
    changed_since: tuple[str, ...]


def last_merge(master: DataFile) -> tuple[int, int] | None:
    """The log numbers (first, last) of what the newest merge brought, or None when no merge brought anything."""
    row = master.row("SELECT min(lsn_first) AS first, max(lsn_last) AS last FROM _bundle WHERE kind = ? AND at = "
                     "(SELECT max(at) FROM _bundle WHERE kind = ? AND lsn_first IS NOT NULL)",
                     (bundle.KIND, bundle.KIND))
    return None if row is None or row["first"] is None else (row["first"], row["last"])


def undo(master: DataFile, first: int, last: int) -> Undone:
    """Put every row that the changes `first`..`last` touched back to what it was, as changes of whoever does it now.

    UserError when no such changes came by a merge. An erasure is never undone.
    """
    if not master.value("SELECT 1 FROM _bundle WHERE kind = ? AND lsn_first >= ? AND lsn_last <= ?",
                        (bundle.KIND, first, last)):
        raise UserError("Penggabungan itu tidak ada di riwayat, jadi tidak dapat dibatalkan.")
    rows = [row for (row,) in master.execute("SELECT DISTINCT row FROM _chg WHERE lsn BETWEEN ? AND ?", (first, last))]
    removed = restored = 0
    since: list[str] = []
    with master.write():
        for row in rows:
            changes = log.of_row(master, row)
            if any(change.lsn > last or change.op == ERASE for change in changes):
                since.append(row)
                continue
            before = fold([change for change in changes if change.lsn < first])
            removed += not before.alive
            restored += before.alive
            _put_back(master, changes, before)
        materialize(master, [row for row in rows if row not in since])
        master.journal("merge undone", {"first": first, "last": last, "rows": len(rows) - len(since)})
    return Undone(removed, restored, tuple(since))


def _put_back(master: DataFile, changes: list[Change], before: State) -> None:
    """One change above everything the row has: what stood before, or a delete."""
    now = fold(changes)
    heads = now.parents(DELETE)  # whoever undoes has seen all of it
    table, row = changes[0].table, changes[0].row
    if not before.alive:
        if now.alive:
            capture.note(master, table, row, DELETE, {}, heads)
        return
    names = capture.described(master, table).names
    values = {name: before.values.get(name) for name in names if now.values.get(name) != before.values.get(name)}
    capture.note(master, table, row, FIELDS, values, heads)
