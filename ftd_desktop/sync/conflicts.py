"""Open conflicts: two people wrote different things without having seen each other; who has seen both settles them.

A settlement names all heads of the row (MERGE.md section 3, rule 5), which closes every conflict of that row at once.
So decisions on single fields are kept until the row's last one is made, and are then written as one change.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from ftd_desktop.errors import UserError
from ftd_desktop.store.changes import capture, log
from ftd_desktop.store.changes.fold import DELETED, fold
from ftd_desktop.store.changes.log import DELETE, FIELDS, Change, Id
from ftd_desktop.store.changes.materialize import materialize
from ftd_desktop.store.connection import quote
from ftd_desktop.store.file import DataFile

_DRAFTS = "settlements"
# setting: row -> [hlc, rnd, hlc, rnd] of changes that state a value again when a settlement is undone, and of those
# that said it first; a conflict shows the latter's author
RESTATED = "restated"


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
    officer_id: str = ""


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
    restated = file.setting(RESTATED, {})
    return [conflict for row in rows for conflict in of_row(file, row, restated)]


def of_row(file: DataFile, row: str, restated: Mapping[str, Any] | None = None) -> list[Conflict]:
    """The open conflicts of one row, by field. Who asks for many hands in the setting RESTATED."""
    found = file.setting(RESTATED, {}) if restated is None else restated
    origins = {(hlc, rnd): (ohlc, ornd) for hlc, rnd, ohlc, ornd in found.get(row, ())}
    changes = {change.id: change for change in log.of_row(file, row)}
    losers: dict[str, list[Id]] = {}
    winners: dict[str, Id] = {}
    for field, whlc, wrnd, lhlc, lrnd in file.execute(
            "SELECT field, whlc, wrnd, lhlc, lrnd FROM _conflict WHERE row = ? ORDER BY field, lhlc DESC, lrnd DESC",
            (row,)).fetchall():
        winners[field] = (whlc, wrnd)
        losers.setdefault(field, []).append((lhlc, lrnd))
    drafts = _drafts(file, row, fold(list(changes.values())).heads)

    def side(one: Id, field: str) -> Side:
        first = one
        while first in origins:
            first = origins[first]
        return _side(file, changes, one, changes[first], field)

    return [Conflict(changes[winners[field]].table, row, field, side(winners[field], field),
                     tuple(side(one, field) for one in ids),
                     _participant(file, changes[winners[field]].table, row), field in drafts)
            for field, ids in losers.items()]


def settle(file: DataFile, conflict: Conflict, value: Any, reason: str = "") -> bool:
    """Decide a field for `value` (any value; for DELETED: True to delete). True when the row's last one was decided.

    Only then is the change written. UserError when the row has moved on since the conflict was read.
    """
    with file.write():
        decided = decide(file, conflict.table, conflict.row, {conflict.field: value})
        if not decided.fields:
            raise UserError("Bentrok ini sudah diselesaikan di tempat lain. Muat ulang daftarnya.")
        file.journal("conflict settled", {"row": conflict.row, "field": conflict.field, "reason": reason})
        return decided.change is not None


@dataclass(frozen=True)
class Decided:
    """Which fields of a row were decided, and the id of the change that closed it; None while other fields are open."""

    fields: tuple[str, ...]
    change: Id | None


def decide(file: DataFile, table: str, row: str, values: dict[str, Any]) -> Decided:
    """Decide fields of a row, inside an open write; fields that are in dispute no more are passed over.

    The change is written when no field is left open, and names all heads; until then decisions are kept beside.
    """
    state = fold(log.of_row(file, row))
    open_fields, heads = {c.field for c in state.conflicts}, state.heads
    fields = tuple(field for field in values if field in open_fields)
    if not fields:
        return Decided((), None)
    drafts = {**_drafts(file, row, heads), **{field: values[field] for field in fields}}
    if open_fields - drafts.keys():
        _keep_drafts(file, row, heads, drafts)
        return Decided(fields, None)
    _keep_drafts(file, row, heads, {})
    return Decided(fields, _write(file, table, row, heads, drafts))


def _write(file: DataFile, table: str, row: str, heads: tuple[Id, ...], values: dict[str, Any]) -> Id:
    """One change that names all heads: the values, or a delete."""
    drop = values.pop(DELETED, False)
    made = capture.note(file, table, row, DELETE if drop else FIELDS, {} if drop else values, heads)
    materialize(file, [row])
    return made


def _side(file: DataFile, changes: dict[Id, Change], one: Id, change: Change, field: str) -> Side:
    """The side that change `one` stands for; `change` is who said it first, when `one` only states it again."""
    value = change.op == DELETE if field == DELETED else (change.values or {}).get(field)
    return Side(one, value, _officer(file, change.usr), _machine(file, change.dev), change.at.astimezone(),
                _before(changes, change, field), change.usr or "")


def _before(changes: dict[Id, Change], change: Change, field: str) -> Any:
    """The field's value as the author of `change` had it on the screen: the fold of all the author had seen."""
    return fold(seen_by(changes, change)).values.get(field)


def seen_by(changes: dict[Id, Change], change: Change) -> list[Change]:
    """Everything the author of a change had seen of its row: its ancestors, as far as they are known."""
    seen: dict[Id, Change] = {}
    todo = list(change.parents)
    while todo:
        parent = todo.pop()
        if parent in changes and parent not in seen:
            seen[parent] = changes[parent]
            todo += changes[parent].parents
    return list(seen.values())


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


def _drafts(file: DataFile, row: str, heads: tuple[Id, ...]) -> dict[str, Any]:
    """The decisions kept for a row; those made before another change came do not count any more."""
    kept = file.setting(_DRAFTS, {}).get(row)
    return dict(kept["values"]) if kept and {tuple(head) for head in kept["heads"]} == {*heads} else {}


def _keep_drafts(file: DataFile, row: str, heads: tuple[Id, ...], values: dict[str, Any]) -> None:
    kept = {**file.setting(_DRAFTS, {})}
    kept.pop(row, None)
    file.set_setting(_DRAFTS, {**kept, row: {"heads": heads, "values": values}} if values else kept)
