"""Open conflicts: two people wrote different things without having seen each other; who has seen both settles them.

A settlement names all heads of the row (MERGE.md section 3, rule 5), which closes every conflict of that row at once.
So decisions on single fields are kept until the row's last one is made, and are then written as one change.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from ftd_desktop.errors import UserError
from ftd_desktop.store.changes import capture, log
from ftd_desktop.store.changes.fold import DELETED, State, fold
from ftd_desktop.store.changes.log import DELETE, FIELDS, Change, Id
from ftd_desktop.store.changes.materialize import materialize
from ftd_desktop.store.connection import quote
from ftd_desktop.store.file import DataFile

_DRAFTS = "settlements"


@dataclass(frozen=True)
class Side:
    """One of the values: who wrote it, when (by that machine's clock), on which machine, and what had stood before.

    `value` is None for a blank; for field DELETED it is True (delete) or False (keep).
    """

    id: Id
    value: Any
    officer: str
    machine: str
    at: datetime
    seen: Any


@dataclass(frozen=True)
class Conflict:
    """A field of a row about which people disagree: the value in force and the others. `decided` waits for the rest."""

    table: str
    row: str
    field: str
    winner: Side
    others: tuple[Side, ...]
    participant_id: str | None
    decided: bool = False

    @property
    def sides(self) -> tuple[Side, ...]:
        """All values, the one in force first."""
        return (self.winner, *self.others)


def count(file: DataFile) -> int:
    """How many fields are in dispute."""
    return int(file.value("SELECT count(*) FROM (SELECT DISTINCT row, field FROM _conflict)"))


def pending(file: DataFile, limit: int = 500) -> list[Conflict]:
    """The open conflicts, oldest row first, at most `limit` rows of them."""
    rows = [row for (row,) in file.execute("SELECT DISTINCT row FROM _conflict ORDER BY row LIMIT ?", (limit,))]
    return [conflict for row in rows for conflict in of_row(file, row)]


def of_row(file: DataFile, row: str) -> list[Conflict]:
    """The open conflicts of one row, by field."""
    changes = {change.id: change for change in log.of_row(file, row)}
    losers: dict[str, list[Id]] = {}
    winners: dict[str, Id] = {}
    for field, whlc, wrnd, lhlc, lrnd in file.execute(
            "SELECT field, whlc, wrnd, lhlc, lrnd FROM _conflict WHERE row = ? ORDER BY field, lhlc DESC, lrnd DESC",
            (row,)).fetchall():
        winners[field] = (whlc, wrnd)
        losers.setdefault(field, []).append((lhlc, lrnd))
    drafts = _drafts(file, row, _heads(fold(list(changes.values()))))
    return [Conflict(changes[winners[field]].table, row, field, _side(file, changes, winners[field], field),
                     tuple(_side(file, changes, one, field) for one in ids),
                     _participant(file, changes[winners[field]].table, row), field in drafts)
            for field, ids in losers.items()]


def settle(file: DataFile, conflict: Conflict, value: Any, reason: str = "") -> bool:
    """Decide a field for `value` (any value; for DELETED: True to delete). True when the row's last one was decided.

    Only then is the change written. UserError when the row has moved on since the conflict was read.
    """
    with file.write():
        changes = log.of_row(file, conflict.row)
        state = fold(changes)
        open_fields = {c.field for c in state.conflicts}
        if conflict.field not in open_fields:
            raise UserError("Bentrok ini sudah diselesaikan di tempat lain. Muat ulang daftarnya.")
        heads = _heads(state)
        drafts = {**_drafts(file, conflict.row, heads), conflict.field: value}
        file.journal("conflict settled", {"row": conflict.row, "field": conflict.field, "reason": reason})
        if open_fields - drafts.keys():
            _keep_drafts(file, conflict.row, heads, drafts)
            return False
        _keep_drafts(file, conflict.row, heads, {})
        _write(file, conflict.table, conflict.row, heads, drafts)
        return True


def _heads(state: State) -> list[Id]:
    return sorted([head.id for head in state.extra] + ([state.head] if state.head else []))


def _write(file: DataFile, table: str, row: str, heads: list[Id], values: dict[str, Any]) -> None:
    """One change that names all heads: the values, or a delete."""
    drop = values.pop(DELETED, False)
    capture.note(file, table, row, DELETE if drop else FIELDS, {} if drop else values, heads[::-1])
    materialize(file, [row])


def _side(file: DataFile, changes: dict[Id, Change], one: Id, field: str) -> Side:
    change = changes[one]
    value = change.op == DELETE if field == DELETED else (change.values or {}).get(field)
    return Side(one, value, _officer(file, change.usr), _machine(file, change.dev), change.at.astimezone(),
                _before(changes, change, field))


def _before(changes: dict[Id, Change], change: Change, field: str) -> Any:
    """The field's value as the author of `change` had it on the screen: the fold of all the author had seen."""
    seen: dict[Id, Change] = {}
    todo = list(change.parents)
    while todo:
        parent = todo.pop()
        if parent in changes and parent not in seen:
            seen[parent] = changes[parent]
            todo += changes[parent].parents
    return fold(list(seen.values())).values.get(field)


def _officer(file: DataFile, officer_id: str | None) -> str:
    return str(file.value("SELECT name FROM officer WHERE _id = ?", (officer_id,)) or "")


def _machine(file: DataFile, ordinal: int) -> str:
    return str(file.value("SELECT device_id FROM _dev WHERE dev = ?", (ordinal,)) or "")


def _participant(file: DataFile, table: str, row: str) -> str | None:
    """Whom a row is about: itself for a profile, else by `_participant`, `participant_id` or its parent row."""
    if file.value("SELECT 1 FROM participant WHERE _id = ?", (row,)):
        return row
    names = {name for (name,) in file.execute("SELECT name FROM pragma_table_info(?)", (table,))}
    for column in ("_participant", "participant_id"):
        if column in names:
            found: str | None = file.value(f"SELECT {quote(column)} FROM {quote(table)} WHERE _id = ?", (row,))
            return found
    parent = file.value("SELECT parent FROM _sync WHERE t = ?", (table,))
    if parent is None:
        return None
    above = file.value(f"SELECT _parent FROM {quote(table)} WHERE _id = ?", (row,))
    return None if above is None else _participant(file, parent, above)


def _drafts(file: DataFile, row: str, heads: list[Id]) -> dict[str, Any]:
    """The decisions kept for a row; those made before another change came do not count any more."""
    kept = file.setting(_DRAFTS, {}).get(row)
    return dict(kept["values"]) if kept and [tuple(head) for head in kept["heads"]] == heads else {}


def _keep_drafts(file: DataFile, row: str, heads: list[Id], values: dict[str, Any]) -> None:
    kept = {**file.setting(_DRAFTS, {})}
    kept.pop(row, None)
    file.set_setting(_DRAFTS, {**kept, row: {"heads": heads, "values": values}} if values else kept)
