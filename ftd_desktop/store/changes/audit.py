"""The capture audit: finds and logs what triggers could not see (MERGE.md section 6).

Another tool may drop a trigger, rebuild a table or delete behind the log's back. Each of these changes the schema, so
at start a comparison of SQLite's schema counter tells whether there is anything to look for. Then tables and triggers
are put back, every row is compared with the fold of its changes, and each difference is logged as a change by UNKNOWN.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from ftd_desktop.store import driver, participant_table
from ftd_desktop.store.changes import capture, chain, log
from ftd_desktop.store.changes.fold import fold
from ftd_desktop.store.changes.materialize import materialize
from ftd_desktop.store.connection import Connection, Row, quote
from ftd_desktop.store.ids import new_id

UNKNOWN = "?"  # the officer of a change that was found, not seen


@dataclass
class Report:
    """What an audit found: names of restored triggers and tables, and row ids by what had happened to them."""

    triggers: list[str] = field(default_factory=list)
    tables: list[str] = field(default_factory=list)
    inserted: list[str] = field(default_factory=list)
    updated: list[str] = field(default_factory=list)
    deleted: list[str] = field(default_factory=list)
    breaks: list[chain.Break] = field(default_factory=list)

    @property
    def rows(self) -> int:
        """How many rows another tool had changed unseen."""
        return len(self.inserted) + len(self.updated) + len(self.deleted)

    def __bool__(self) -> bool:
        return bool(self.triggers or self.tables or self.rows or self.breaks)


def at_start(file: Connection) -> Report | None:
    """Look for unseen changes when the schema was touched or a merge left its flag; None when there is no sign."""
    if capture.in_order(file) and file.value("SELECT applying FROM _st") == 0:
        return None
    return run(file)


def run(file: Connection) -> Report:
    """Put tables and triggers in order, log every unseen change, check the chain; all in one write."""
    report = Report()
    with file.write():
        file.execute("UPDATE _st SET applying = 0")
        _restore(file, report)
        author = file.value("SELECT usr FROM _st")
        file.execute("UPDATE _st SET usr = ?", (UNKNOWN,))
        for table in capture.tables(file):
            for row_id in list(_suspects(file, table)):
                _compare(file, table, row_id, report)
        materialize(file, _fatherless(file))
        file.execute("UPDATE _st SET usr = ?", (author,))
        participant_table.fill_missing(file)
        report.breaks = chain.verify(file)
        capture.remember(file)
        if report:
            file.journal("audit", {"triggers": report.triggers, "tables": report.tables, "rows": report.rows,
                                   "breaks": [b.lsn for b in report.breaks]})
    return report


def _restore(file: Connection, report: Report) -> None:
    """Bring back tables, columns and triggers as the program left them."""
    recorded = file.rows("SELECT name, type, sql FROM _schema ORDER BY type = 'trigger', rowid")
    found = dict(file.execute("SELECT name, sql FROM sqlite_master WHERE type IN ('table', 'trigger')"))
    for item in recorded:
        if item["type"] == "table" and _restore_table(file, item, item["name"] in found):
            report.tables.append(item["name"])
    for item in recorded:
        if item["type"] == "trigger" and _trigger(file, item["name"]) != item["sql"]:
            file.execute(f"DROP TRIGGER IF EXISTS {quote(item['name'])}")
            file.execute(item["sql"])
            report.triggers.append(item["name"])
    for table, parent in file.execute("SELECT t, parent FROM _sync").fetchall():
        if capture.described(file, table).sv != file.value("SELECT sv FROM _sync WHERE t = ?", (table,)):
            capture.install(file, table, parent)  # another tool added a column: it is captured from now on


def _restore_table(file: Connection, item: Row, exists: bool) -> bool:
    """Make a dropped table again with what the log holds, or add dropped columns again; True when needed."""
    table = item["name"]
    rows = "SELECT DISTINCT row FROM _chg WHERE t = ?"
    if not exists:
        file.execute(item["sql"])
        materialize(file, [row for (row,) in file.execute(rows, (table,)).fetchall()])
        return True
    there = {name.casefold() for name, _ in capture.described(file, table).columns}
    missing = [(name, kind) for name, kind in _columns_of(item["sql"], table) if name.casefold() not in there]
    for name, kind in missing:
        file.execute(f"ALTER TABLE {quote(table)} ADD COLUMN {quote(name)} {kind}")
    for (row_id,) in file.execute(f"SELECT _id FROM {quote(table)}").fetchall() if missing else ():
        values = fold(log.of_row(file, row_id)).values
        put_back(file, table, row_id, {name: values.get(name) for name, _ in missing})
    return bool(missing)


def put_back(file: Connection, table: str, row_id: str, values: Mapping[str, Any]) -> None:
    """Set columns of a row without logging it."""
    if values:
        sets = ", ".join(f"{quote(name)} = ?" for name in values)
        with capture.applying(file):
            file.execute(f"UPDATE {quote(table)} SET {sets} WHERE _id = ?", (*values.values(), row_id))


def _columns_of(sql: str, table: str) -> list[tuple[str, str]]:
    """The columns a CREATE TABLE statement makes, tried out in memory."""
    scratch = driver.memory()
    try:
        scratch.execute(sql)
        return list(capture.described(Connection(scratch), table).columns)
    finally:
        scratch.close()


def _trigger(file: Connection, name: str) -> str | None:
    found: str | None = file.value("SELECT sql FROM sqlite_master WHERE type = 'trigger' AND name = ?", (name,))
    return found


def _suspects(file: Connection, table: str) -> Iterator[str]:
    """Rows that may differ from the log; SQL alone clears those whose only change is a full row equal to theirs."""
    captured = capture.described(file, table)
    name = quote(table)
    yield from (row for (row,) in file.execute(
        f"SELECT x._id FROM {name} AS x WHERE NOT EXISTS (SELECT 1 FROM _chg AS c WHERE c.row = x._id AND c.op = 1 "
        f"AND c.sv = ? AND c.body = {capture.full_body(captured, 'x.')} "
        "AND NOT EXISTS (SELECT 1 FROM _chg AS d WHERE d.row = x._id AND d.lsn <> c.lsn))", (captured.sv,)))
    yield from (row for (row,) in file.execute(
        f"SELECT DISTINCT row FROM _chg WHERE t = ? AND row NOT IN (SELECT _id FROM {name}) "
        "AND row NOT IN (SELECT row FROM _orphan)", (table,)))


def _fatherless(file: Connection) -> list[str]:
    """Rows that a tool without foreign keys left behind when it deleted their parent."""
    pairs = file.execute("SELECT t, parent FROM _sync WHERE parent IS NOT NULL").fetchall()
    return [row for table, parent in pairs for (row,) in file.execute(
        f"SELECT _id FROM {quote(table)} WHERE _parent IS NOT NULL AND _parent NOT IN "
        f"(SELECT _id FROM {quote(parent)})").fetchall()]


def _compare(file: Connection, table: str, row_id: str, report: Report) -> None:
    """Log the difference between a row as it was found and the fold of its changes."""
    found = file.row(f"SELECT * FROM {quote(table)} WHERE _id = ?", (row_id,))
    changes = log.of_row(file, row_id)
    if found is not None and changes and changes[0].table != table:
        row_id, changes = _give_new_id(file, table, row_id), []
    state = fold(changes)
    if found is not None and not state.erased:  # who was erased does not come back; `materialize` takes the row out
        found = _without_infinities(file, table, found)
        if not state.alive:
            capture.note(file, table, row_id, log.FULL, found, state.parents(log.FULL))
            report.inserted.append(row_id)
        elif different := {name: value for name, value in found.items() if value != state.values.get(name)}:
            capture.note(file, table, row_id, log.FIELDS, different, state.parents(log.FIELDS))
            report.updated.append(row_id)
    elif found is None and state.alive and _has_parent(file, table, state.values):
        capture.note(file, table, row_id, log.DELETE, {}, state.parents(log.DELETE))
        report.deleted.append(row_id)
    materialize(file, [row_id])


def _has_parent(file: Connection, table: str, values: Mapping[str, Any]) -> bool:
    """Whether a living row could be seen at all: a child of an absent parent only waits."""
    parent = file.value("SELECT parent FROM _sync WHERE t = ?", (table,))
    return parent is None or file.value(f"SELECT 1 FROM {quote(parent)} WHERE _id = ?",
                                        (values.get("_parent"),)) is not None


def _give_new_id(file: Connection, table: str, row_id: str) -> str:
    """A row under an id that another table's row has in the log: it stays, under an id of its own."""
    fresh = new_id()
    with capture.applying(file):
        key = capture.trigger_name(table, "k")
        sql = file.value("SELECT sql FROM sqlite_master WHERE name = ?", (key,))
        file.execute(f"DROP TRIGGER {quote(key)}")
        file.execute(f"UPDATE {quote(table)} SET _id = ? WHERE _id = ?", (fresh, row_id))
        file.execute(sql)
    return fresh


def _without_infinities(file: Connection, table: str, found: Row) -> Row:
    """The row's values but its id, infinities blanked, which the log cannot hold."""
    endless = {name: None for name, value in found.items() if isinstance(value, float) and math.isinf(value)}
    put_back(file, table, found["_id"], endless)
    return {name: value for name, value in {**found, **endless}.items() if name != "_id"}
