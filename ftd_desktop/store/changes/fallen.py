"""Rows of repeats that went when their record was deleted: what has to come back with it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from ftd_desktop.store.changes import log
from ftd_desktop.store.changes.fold import fold
from ftd_desktop.store.changes.log import Change
from ftd_desktop.store.connection import Connection

# A deletion writes row after row, each with a look at the clock of its own.
TOGETHER_MS = 5_000


@dataclass(frozen=True)
class Fallen:
    """A row that is gone, with the values it had; without `_id`."""

    table: str
    row: str
    values: dict[str, Any]


def with_record(file: Connection, table: str, row: str) -> list[Fallen]:
    """The rows below a deleted record that went by the same deletion, each after the one above it.

    A row that was removed before stays removed, and what was erased is not there to come back.
    """
    deletion = _deletion(log.of_row(file, row))
    return [] if deletion is None else list(_below(file, table, row, deletion))


def _below(file: Connection, table: str, row: str, deletion: Change) -> Iterator[Fallen]:
    for (child,) in file.execute("SELECT t FROM _sync WHERE parent = ?", (table,)).fetchall():
        found = []
        for (one,) in file.execute("SELECT DISTINCT row FROM _chg WHERE t = ? AND op = ?",
                                   (child, log.DELETE)).fetchall():
            changes = log.of_row(file, one)
            values = fold([change for change in changes if change.op != log.DELETE]).values
            if values.get("_parent") == row and _together(_deletion(changes), deletion):
                found.append(Fallen(child, one, dict(values)))
        for fallen in sorted(found, key=lambda one: (one.values.get("_position") or 0, one.row)):
            yield fallen
            yield from _below(file, child, fallen.row, deletion)


def _deletion(changes: list[Change]) -> Change | None:
    """The change that deleted a row which is gone; None for a living or an erased one."""
    state = fold(changes)
    if state.alive or state.erased:
        return None
    return next((change for change in reversed(changes) if change.op == log.DELETE), None)


def _together(one: Change | None, other: Change) -> bool:
    """Whether two rows went at once, by one machine: a stamp tells when, unless the row's own past pushed it on."""
    if one is None or one.dev != other.dev:
        return False
    return _pushed(one) or _pushed(other) or abs(one.id[0] - other.id[0]) <= TOGETHER_MS


def _pushed(change: Change) -> bool:
    return any(change.id[0] == hlc + 1 for hlc, _ in change.parents)
