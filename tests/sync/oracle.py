"""The merge rule again, by brute force and without a thought for speed (MERGE.md section 3): what a row must be."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from ftd_desktop.store.changes import log
from ftd_desktop.store.changes.fold import DELETED, SILENT
from ftd_desktop.store.file import DataFile

Id = tuple[int, int]


def rows(file: DataFile, table: str) -> tuple[dict[str, dict[str, Any]], set[tuple[str, str, Id, Id]]]:
    """(living rows by id, conflicts as (row, field, winner, loser)) that follow from the file's log."""
    alive: dict[str, dict[str, Any]] = {}
    conflicts: set[tuple[str, str, Id, Id]] = set()
    for (row,) in file.execute("SELECT DISTINCT row FROM _chg WHERE t = ?", (table,)).fetchall():
        values, found = state(log.of_row(file, row))
        if values is not None:
            alive[row] = values
        conflicts |= {(row, *one) for one in found}
    return alive, conflicts


def state(changes: list[log.Change]) -> tuple[dict[str, Any] | None, set[tuple[str, Id, Id]]]:
    """(values or None when the row is not alive, conflicts) of one row."""
    if any(change.op == log.ERASE for change in changes):
        return None, set()
    by_id = {change.id: change for change in changes}
    seen = {one: ancestors(by_id, one) for one in by_id}
    heads = [one for one in by_id if not any(one in below for below in seen.values())]
    if not any(c.op == log.FULL for c in changes) or all(by_id[one].op == log.DELETE for one in heads):
        return None, set()
    touching: dict[str, dict[Id, Any]] = defaultdict(dict)
    for change in changes:
        for field, value in (change.values or {}).items():
            touching[field][change.id] = value
    values = {field: found[max(found)] for field, found in touching.items()}
    conflicts = set()
    for field, found in touching.items():
        winner = max(found)
        for one, value in found.items():
            overwritten = any(one in seen[other] for other in found)
            moved_on = any({one, winner} <= below for below in seen.values())
            if field not in SILENT and value != values[field] and not overwritten and not moved_on:
                conflicts.add((field, winner, one))
    kept = max(one for one in heads if by_id[one].op != log.DELETE)
    conflicts |= {(DELETED, kept, one) for one in heads if by_id[one].op == log.DELETE}
    return values, conflicts


def ancestors(by_id: dict[Id, log.Change], one: Id) -> set[Id]:
    """Everything below a change, as far as it is known."""
    found: set[Id] = set()
    todo = list(by_id[one].parents)
    while todo:
        parent = todo.pop()
        if parent in by_id and parent not in found:
            found.add(parent)
            todo += by_id[parent].parents
    return found
