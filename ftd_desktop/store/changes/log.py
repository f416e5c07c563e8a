"""Reading the change log: what came after a point, all changes of a row, the history of a record field by field."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from ftd_desktop.store.connection import Connection

FULL, FIELDS, DELETE, ERASE = 1, 2, 3, 4
COLUMNS = ("lsn", "t", "row", "hlc", "rnd", "phlc", "prnd", "xp", "op", "sv", "dev", "usr", "body")
_SELECT = f"SELECT {', '.join(COLUMNS)} FROM _chg"
# Who wrote a change: named when it was not the officer whom the machine was assigned to.
OFFICER = ("coalesce(c.usr, (SELECT coalesce(nullif(d.officer_id, ''), (SELECT officer_id FROM device "
           "WHERE _id = d.device_id)) FROM _dev AS d WHERE d.dev = c.dev))")
_RESOLVED = ", ".join(OFFICER if name == "usr" else name for name in COLUMNS)

Id = tuple[int, int]  # (hlc, rnd): the identity of a change within its row
ColumnLists = Mapping[tuple[str, int], Sequence[str]]  # (table, sv) -> column names


@dataclass(frozen=True, slots=True)
class Change:
    """One save of one row. `values` is what it set: every column (op 1), the changed ones (op 2), {} (op 3 and 4).

    `values` is None when the body was purged by an erasure or its column list is unknown here.
    """

    lsn: int
    table: str
    row: str
    id: Id
    parents: tuple[Id, ...]
    op: int
    dev: int
    usr: str | None
    values: Mapping[str, Any] | None

    @property
    def at(self) -> datetime:
        """When it was saved, by the clock of the machine that did it (UTC)."""
        return moment(self.id[0])


@dataclass(frozen=True, slots=True)
class Step:
    """One line of a record's history: `before` and `after` hold only the fields that the change touched."""

    change: Change
    before: Mapping[str, Any]
    after: Mapping[str, Any]


def moment(hlc: int) -> datetime:
    """The time of a stamp; the ends of the calendar for stamps of a clock gone mad."""
    try:
        return datetime.fromtimestamp(hlc / 1000, UTC)
    except (ValueError, OverflowError, OSError):
        return datetime.max.replace(tzinfo=UTC) if hlc > 0 else datetime.min.replace(tzinfo=UTC)


def last_lsn(file: Connection) -> int:
    """The newest number given out; 0 for an empty log."""
    return int(file.value("SELECT max(lsn) FROM _chg") or 0)


def since(file: Connection, lsn: int, upto: int | None = None) -> Iterator[tuple[Any, ...]]:
    """The raw changes after `lsn` (up to `upto`) as tuples of COLUMNS, in order of arrival; read them to the end."""
    yield from file.execute(f"{_SELECT} WHERE lsn > ? AND lsn <= ? ORDER BY lsn",
                            (lsn, 2**63 - 1 if upto is None else upto))


def own(file: Connection, lsn: int, upto: int | None = None) -> Iterator[tuple[Any, ...]]:
    """As `since`, without what arrived in bundles: the changes that were made in this file."""
    end = last_lsn(file) if upto is None else upto
    received = file.execute("SELECT lsn_first, lsn_last FROM _bundle WHERE lsn_last > ? ORDER BY lsn_first",
                            (lsn,)).fetchall()
    for first, last in received:
        yield from since(file, lsn, min(first - 1, end))
        lsn = max(lsn, last)
    yield from since(file, lsn, end)


def of_row(file: Connection, row_id: str, lists: ColumnLists | None = None) -> list[Change]:
    """All changes of a row, by id: a change stands after everything its author had seen of the row.

    Who asks for many rows reads `column_lists` once and hands it in.
    """
    found = file.execute(f"SELECT {_RESOLVED} FROM _chg AS c WHERE row = ? ORDER BY hlc, rnd", (row_id,)).fetchall()
    return parse(found, column_lists(file) if lists is None else lists)


def column_lists(file: Connection) -> ColumnLists:
    """The column lists that array bodies are written in."""
    return {(t, sv): json.loads(cols) for t, sv, cols in file.execute("SELECT t, sv, cols FROM _sv")}


def parse(raw: Iterable[tuple[Any, ...]], lists: ColumnLists) -> list[Change]:
    """Tuples of COLUMNS as changes."""
    return [_change(values, lists) for values in raw]


def _change(raw: tuple[Any, ...], lists: ColumnLists) -> Change:
    lsn, table, row, hlc, rnd, phlc, prnd, xp, op, sv, dev, usr, body = raw
    parents: tuple[Id, ...] = () if phlc is None else ((phlc, prnd),)
    if xp is not None:
        parents += tuple((h, r) for h, r in json.loads(xp))
    return Change(lsn, table, row, (hlc, rnd), parents, op, dev, usr, _values(op, body, lists.get((table, sv))))


def _values(op: int, body: str | None, columns: Sequence[str] | None) -> Mapping[str, Any] | None:
    if op in (DELETE, ERASE):
        return {}
    if body is None or (op == FULL and columns is None):
        return None
    values = json.loads(body)
    return values if op == FIELDS else dict(zip(columns or (), whole(values, len(columns or ())), strict=True))


def whole(values: list[Any], width: int) -> list[Any]:
    """The values of a full row; blanks at the end of the list are not written."""
    return values + [None] * (width - len(values))


def rows_that_speak_of(file: Connection, table: str, names: Collection[str]) -> list[str]:
    """Rows of a table whose changes know columns that this file has only now: they came before what brings these.

    "_id" among the names stands for the table itself.
    """
    lists = file.execute("SELECT sv, cols FROM _sv WHERE t = ?", (table,)).fetchall()
    told = [sv for sv, cols in lists if {*names} & {"_id", *json.loads(cols)}]
    return [row for (row,) in file.execute(
        f"SELECT DISTINCT row FROM _chg WHERE t = ? AND sv IN ({', '.join('?' * len(told))})", (table, *told))]


def history(file: Connection, table: str, row_id: str) -> list[Step]:
    """Who changed what in a row, oldest first; `before` is what the row's newest value was below each change."""
    seen: dict[str, Any] = {}
    steps = []
    for change in of_row(file, row_id):
        if change.table != table:
            continue
        after = dict(change.values or {})
        if change.op == FULL and seen:
            after = {name: value for name, value in after.items() if seen.get(name) != value}
        steps.append(Step(change, {name: seen.get(name) for name in after}, after))
        seen.update(after)
    return steps
