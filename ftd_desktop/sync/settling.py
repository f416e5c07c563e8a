"""Settling many conflicts alike by one rule, as a batch that says its reason and can be undone.

Nothing can take a settlement out of the log. Undoing one puts the dispute back: two changes that have both seen the
settlement and not each other, one with the value that was in force, one with the other. Everywhere the conflict then
stands open again.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from ftd_desktop.errors import Cancelled, UserError
from ftd_desktop.store.changes import capture, log
from ftd_desktop.store.changes.fold import State, fold
from ftd_desktop.store.changes.log import DELETE, FIELDS, Change, Id
from ftd_desktop.store.changes.materialize import materialize
from ftd_desktop.store.file import DataFile
from ftd_desktop.store.ids import new_id
from ftd_desktop.sync import conflicts, machine
from ftd_desktop.sync.conflicts import Conflict, Side

EVENT, UNDONE = "conflicts settled", "settlement undone"
LATEST, OFFICER, MASTER, VALUE = "latest", "officer", "master", "value"


@dataclass(frozen=True)
class Rule:
    """How each of many conflicts is decided; `wanted` is an officer's id or name, or the value itself."""

    kind: str
    wanted: Any = None

    @classmethod
    def latest(cls) -> Rule:
        """The value with the latest time, by the clock of whoever wrote it."""
        return cls(LATEST)

    @classmethod
    def officer(cls, who: str) -> Rule:
        """What this officer (id or name) wrote; conflicts in which she has no side stay open."""
        return cls(OFFICER, who)

    @classmethod
    def master(cls) -> Rule:
        """What was written in this file; conflicts in which it has no side stay open."""
        return cls(MASTER)

    @classmethod
    def value(cls, value: Any) -> Rule:
        """The same value for all of them."""
        return cls(VALUE, value)

    def choose(self, conflict: Conflict, own_machine: str) -> Side | None:
        """The side that wins; None when the rule says nothing about this conflict. Not for a given value."""
        sides = [side for side in conflict.sides if self.kind == LATEST
                 or (self.kind == OFFICER and self.wanted in (side.officer_id, side.officer))
                 or (self.kind == MASTER and side.machine == own_machine)]
        return max(sides, key=lambda side: side.id, default=None)


@dataclass(frozen=True)
class Settled:
    """What a batch did: fields decided, rows closed by it, rows that wait for their other fields, and conflicts the
    rule did not fit or that had been settled meanwhile.
    """

    batch: str
    fields: int
    rows: int
    waiting: int
    skipped: tuple[Conflict, ...]


@dataclass(frozen=True)
class Batch:
    """A batch in the journal: when, by which rule, why, how many rows, and whether it was undone."""

    id: str
    at: datetime
    rule: str
    reason: str
    rows: int
    undone: bool


@dataclass(frozen=True)
class Reopened:
    """How many rows stand in dispute again, and the ids of those that somebody has changed since (left alone)."""

    rows: int
    changed_since: tuple[str, ...]


def settle_many(file: DataFile, found: Sequence[Conflict], rule: Rule, reason: str = "",
                cancelled: Callable[[], bool] = lambda: False) -> Settled:
    """Decide the conflicts by a rule, all in one write; Cancelled leaves all as it was."""
    own = machine.person(file).device_id
    by_row: dict[tuple[str, str], dict[str, Any]] = defaultdict(dict)
    skipped: list[Conflict] = []
    for one in found:
        side = rule.choose(one, own)
        if rule.kind != VALUE and side is None:
            skipped.append(one)
        else:
            by_row[one.table, one.row][one.field] = rule.wanted if side is None else side.value
    batch, fields, waiting, closed = new_id(), 0, 0, []
    with file.write():
        for (table, row), values in by_row.items():
            if cancelled():
                raise Cancelled
            decided = conflicts.decide(file, table, row, values)
            fields += len(decided.fields)
            skipped += [one for one in found if one.row == row and one.field in values.keys() - {*decided.fields}]
            if decided.change is not None:
                closed.append([row, *decided.change])
            elif decided.fields:
                waiting += 1
        if fields:
            file.journal(EVENT, {"batch": batch, "rule": rule.kind, "reason": reason, "fields": fields, "rows": closed})
    return Settled(batch, fields, len(closed), waiting, tuple(skipped))


def batches(file: DataFile, limit: int = 50) -> list[Batch]:
    """The batches settled in this file, the newest first."""
    undone = _undone(file)
    found = []
    for at, text in file.execute("SELECT at, detail FROM _journal WHERE event = ? ORDER BY n DESC LIMIT ?",
                                 (EVENT, limit)).fetchall():
        one = json.loads(text)
        found.append(Batch(one["batch"], datetime.fromisoformat(at), one["rule"], one["reason"], len(one["rows"]),
                           one["batch"] in undone))
    return found


def _undone(file: DataFile) -> set[str]:
    return {json.loads(detail)["batch"] for (detail,) in file.execute(
        "SELECT detail FROM _journal WHERE event = ?", (UNDONE,))}


def undo(file: DataFile, batch: str) -> Reopened:
    """Put the rows of a batch back into dispute, in one write; rows that were changed since are left alone and named.

    UserError when there is no such batch or it was undone before.
    """
    kept = file.value("SELECT detail FROM _journal WHERE event = ? AND json_extract(detail, '$.batch') = ?",
                      (EVENT, batch))
    if kept is None or batch in _undone(file):
        raise UserError("Penyelesaian itu tidak ada di riwayat atau sudah dibatalkan. Muat ulang daftarnya.")
    rows, since = json.loads(kept)["rows"], []
    restated = {**file.setting(conflicts.RESTATED, {})}
    with file.write():
        for row, hlc, rnd in rows:
            changes = {change.id: change for change in log.of_row(file, row)}
            settlement = changes.get((hlc, rnd))
            seen = conflicts.seen_by(changes, settlement) if settlement else []
            if settlement is None or len(seen) + 1 != len(changes):
                since.append(row)
            else:
                restated[row] = restated.get(row, []) + _dispute(file, settlement, changes, fold(seen))
        file.set_setting(conflicts.RESTATED, restated)
        file.journal(UNDONE, {"batch": batch, "rows": len(rows) - len(since)})
    return Reopened(len(rows) - len(since), tuple(since))


def _dispute(file: DataFile, settlement: Change, by_id: dict[Id, Change], before: State) -> list[list[int]]:
    """Write the sides that were open `before` the settlement once more, none having seen the other, losers first.

    Gives which change states which again (conflicts.RESTATED).
    """
    losers: dict[Id, dict[str, Any]] = defaultdict(dict)
    winners: dict[Id, dict[str, Any]] = defaultdict(dict)
    for one in before.conflicts:
        for side, fields in ((one.winner, winners), (one.loser, losers)):
            said = by_id[side].values or {}
            fields[side] |= {one.field: said[one.field]} if one.field in said else {}
    restated, top = [], -1
    for sides in (losers, winners):
        above = top
        for side in sorted(sides):
            op = DELETE if by_id[side].op == DELETE else FIELDS
            made = capture.note(file, settlement.table, settlement.row, op, sides[side], [settlement.id], above=above)
            restated.append([*made, *side])
            top = max(top, made[0])
    materialize(file, [settlement.row])
    return restated
