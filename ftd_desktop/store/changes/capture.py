"""Capture: triggers in pure SQL that write each change of a synced table into `_chg`, whoever makes it.

They use nothing that a plain SQLite with JSON lacks, cannot fail but by a RAISE, and so hold against any tool and any
conflict clause (MERGE.md sections 2, 3.5 and 6). `_st.applying = 1` silences them while a merge writes what the log
already knows.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from ftd_desktop.store.connection import Connection, quote

# Milliseconds since 1970; unixepoch('subsec') is NULL on SQLite before 3.42.
NOW_MS = "CAST((julianday('now') - 2440587.5) * 86400000 AS INTEGER)"
LARGEST = "1.7976931348623157e308"
KINDS = ("i", "u", "d", "k")


@dataclass(frozen=True)
class Captured:
    """A table as capture sees it: its columns but `_id`, with their types, in the order of the table."""

    name: str
    columns: tuple[tuple[str, str], ...]

    @property
    def names(self) -> list[str]:
        """The column names."""
        return [name for name, _ in self.columns]

    @property
    def sv(self) -> int:
        """The number of this column list, the same on every machine: the first 63 bits of a SHA-256."""
        text = json.dumps([self.name, self.names], ensure_ascii=False, separators=(",", ":"))
        return int.from_bytes(hashlib.sha256(text.encode()).digest()[:8], "big") >> 1


def described(file: Connection, table: str) -> Captured:
    """The columns of `table` as they stand in the file."""
    rows = file.execute("SELECT name, type FROM pragma_table_info(?) ORDER BY cid", (table,)).fetchall()
    return Captured(table, tuple((name, kind) for name, kind in rows if name != "_id"))


def tables(file: Connection) -> list[str]:
    """The synced tables, parents before children."""
    rows = dict(file.execute("SELECT t, parent FROM _sync ORDER BY rowid").fetchall())

    def depth(name: str) -> int:
        parent = rows.get(name)
        return 0 if parent is None else 1 + depth(parent)

    return sorted(rows, key=depth)


def install(file: Connection, table: str, parent: str | None = None) -> None:
    """Capture `table` from now on, with the columns it has now; again after every change of its columns.

    `parent` is the table that its `_parent` column names. Call it within `schema_change`.
    """
    captured = described(file, table)
    for kind in KINDS:
        file.execute(f"DROP TRIGGER IF EXISTS {quote(trigger_name(table, kind))}")
    for statement in triggers(captured).values():
        file.execute(statement)
    file.execute("INSERT INTO _sv (t, sv, cols) SELECT ?1, ?2, ?3 WHERE NOT EXISTS "
                 "(SELECT 1 FROM _sv WHERE t = ?1 AND sv = ?2)", (table, captured.sv, json.dumps(captured.names)))
    file.execute("INSERT INTO _sync (t, sv, parent) VALUES (?, ?, ?) "
                 "ON CONFLICT (t) DO UPDATE SET sv = excluded.sv", (table, captured.sv, parent))


def guard_log(file: Connection) -> None:
    """Make the log append-only for everybody but a merge or an erasure."""
    for what in ("UPDATE", "DELETE"):
        file.execute(f"CREATE TRIGGER IF NOT EXISTS _chg_no_{what.lower()} BEFORE {what} ON _chg "
                     "WHEN (SELECT applying FROM _st) IS NOT 1 "
                     "BEGIN SELECT RAISE(ABORT, 'FTD: the change log is append-only'); END")


@contextmanager
def schema_change(file: Connection, *, joined: bool = False) -> Iterator[None]:
    """A write that changes tables: what the audit at start compares with is recorded again at its end.

    Only when the file was in order before: a foreign change of the schema stays to be found. `joined`: an error in it
    ends the open write as well (Connection.joined).
    """
    with file.joined() if joined else file.write():
        before = in_order(file)
        yield
        if before:
            remember(file)


def schema_version(file: Connection) -> int:
    """SQLite's counter of schema changes; any tool that drops a trigger or rebuilds a table raises it."""
    return int(file.value("PRAGMA schema_version"))


def in_order(file: Connection) -> bool:
    """False when somebody else has changed the schema since the program last did."""
    return bool(file.setting("schema_version") == schema_version(file))


def remember(file: Connection) -> None:
    """Record that tables and triggers are in order as of now, and what they are, so that they can be restored."""
    file.execute("DELETE FROM _schema")
    file.execute("INSERT INTO _schema (name, type, sql) SELECT name, type, sql FROM sqlite_master "
                 "WHERE type = 'trigger' OR (type = 'table' AND name IN (SELECT t FROM _sync))")
    file.set_setting("schema_version", schema_version(file))


@contextmanager
def applying(file: Connection) -> Iterator[None]:
    """A write that capture does not record: it puts into the tables what the log already holds.

    It joins an open one; should it fail there, capture is on again whatever becomes of the error.
    """
    with file.joined():
        before = file.value("SELECT applying FROM _st")
        file.execute("UPDATE _st SET applying = 1")
        try:
            yield
        finally:
            if file.raw.in_transaction:
                file.execute("UPDATE _st SET applying = ?", (before,))


def note(file: Connection, table: str, row_id: str, op: int, values: Mapping[str, Any],
         parents: Sequence[tuple[int, int]], *, above: int = -1) -> tuple[int, int]:
    """Write into the log what triggers would have written: for changes that were found, not seen. Gives the id.

    `values` is the whole row (op 1), the changed fields (op 2) or {} (op 3); table and heads are left to the caller.
    The stamp is greater than `above` as well as the parents'.
    """
    captured = described(file, table)
    held: Any = dict(values)
    if op == 1:
        held = [values[c] for c in captured.names]
        while held and held[-1] is None:  # as the triggers do
            held.pop()
    body = None if op == 3 else json.dumps(held, ensure_ascii=False, separators=(",", ":"))
    phlc, prnd = parents[0] if parents else (None, None)
    extra = parents[1:]
    (made,) = file.execute(
        "INSERT INTO _chg (t, row, hlc, rnd, phlc, prnd, xp, op, sv, dev, usr, body) "
        f"SELECT ?, ?, max({NOW_MS}, coalesce(? + 1, 0), ?), random(), ?, ?, ?, ?, ?, dev, usr, ? FROM _st "
        "RETURNING hlc, rnd",
        (table, row_id, phlc, above + 1, phlc, prnd, json.dumps(extra, separators=(",", ":")) if extra else None, op,
         captured.sv, body)).fetchall()
    return int(made[0]), int(made[1])


def trigger_name(table: str, kind: str) -> str:
    """The name of a capture trigger; `kind` is i(nsert), u(pdate), d(elete) or k(ey)."""
    return f"_cap_{table}_{kind}"


def triggers(table: Captured) -> dict[str, str]:
    """The four capture triggers of a table, name -> CREATE statement, as they must stand in sqlite_master."""
    name, t = quote(table.name), literal(table.name)
    make = {kind: f"CREATE TRIGGER {quote(trigger_name(table.name, kind))}" for kind in KINDS}
    on = f"ON {name} WHEN (SELECT applying FROM _st) IS NOT 1"
    changed = balanced([f"OLD.{quote(c)} IS NOT NEW.{quote(c)}" for c in table.names], " OR ") or "0"
    texts = {
        "k": f"{make['k']} BEFORE UPDATE OF _id ON {name} WHEN OLD._id IS NOT NEW._id BEGIN "
             "SELECT RAISE(ABORT, 'FTD: a row keeps its _id'); END",
        "i": f"{make['i']} AFTER INSERT {on} BEGIN {_same_row_guard(t)}{_finite_guard(table)}"
             f"{_record(t, 'NEW', 1, table, full_body(table))}{_after('NEW')}END",
        "u": f"{make['u']} AFTER UPDATE {on} AND ({changed}) BEGIN {_finite_guard(table)}"
             f"{_record(t, 'NEW', 2, table, changed_body(table))}{_after('NEW')}END",
        "d": f"{make['d']} AFTER DELETE {on} BEGIN {_record(t, 'OLD', 3, table, 'NULL')}"
             "DELETE FROM _xhead WHERE row = OLD._id; DELETE FROM _conflict WHERE row = OLD._id; END",
    }
    return {trigger_name(table.name, kind): texts[kind] for kind in KINDS}


def _record(t: str, row: str, op: int, table: Captured, body: str) -> str:
    """The statement that adds the change: its parent is the row's greatest id, which always is a head (rule 5)."""
    extra = "" if op == 3 else " AND auto = 1"
    return (
        "INSERT INTO _chg (t, row, hlc, rnd, phlc, prnd, xp, op, sv, dev, usr, body) "
        f"SELECT {t}, {row}._id, max({NOW_MS}, coalesce(p.hlc + 1, 0)), random(), p.hlc, p.rnd, "
        "(SELECT nullif(json_group_array(json_array(hlc, rnd)), '[]') "
        f"FROM _xhead WHERE row = {row}._id{extra}), "
        f"{op}, {table.sv}, s.dev, s.usr, {body} "
        "FROM _st AS s LEFT JOIN (SELECT hlc, rnd FROM _chg "
        f"WHERE row = {row}._id ORDER BY hlc DESC, rnd DESC LIMIT 1) AS p; "
    )


def _after(row: str) -> str:
    """Heads named as parents are heads no more; a diverged row is folded again before the write ends."""
    return (
        f"DELETE FROM _xhead WHERE row = {row}._id AND auto = 1; "
        f"INSERT INTO _refold (row) SELECT {row}._id WHERE NOT EXISTS (SELECT 1 FROM _refold WHERE row = {row}._id) "
        f"AND (EXISTS (SELECT 1 FROM _conflict WHERE row = {row}._id) "
        f"OR EXISTS (SELECT 1 FROM _xhead WHERE row = {row}._id)); "
    )


def _same_row_guard(t: str) -> str:
    return ("SELECT RAISE(ABORT, 'FTD: this _id is used by another table or was erased') WHERE EXISTS "
            f"(SELECT 1 FROM _chg WHERE row = NEW._id AND (t IS NOT {t} OR op = 4)); ")


def _finite_guard(table: Captured) -> str:
    """JSON has no infinity; NOT BETWEEN is NULL for NULL, so blanks pass."""
    reals = [f"NEW.{quote(c)} NOT BETWEEN -{LARGEST} AND {LARGEST}" for c, kind in table.columns if kind == "REAL"]
    if not reals:
        return ""
    return f"SELECT RAISE(ABORT, 'FTD: infinity cannot be stored') WHERE {balanced(reals, ' OR ')}; "


def full_body(table: Captured, row: str = "NEW.") -> str:
    """SQL for the JSON array of all columns in order, without the blanks at its end.

    Only a null can end in one of the trimmed signs: texts end in a quote, numbers in a digit.
    """
    values = [as_json(row + quote(c), kind) for c, kind in table.columns]
    return f"""'[' || rtrim({balanced(values, " || ',' || ")}, ',nul') || ']'""" if values else "'[]'"


def changed_body(table: Captured) -> str:
    """SQL for the JSON object of the columns whose value changed."""
    parts = [f"CASE WHEN OLD.{quote(c)} IS NOT NEW.{quote(c)} THEN "
             f"{literal(',' + json.dumps(c, ensure_ascii=False) + ':')} || {as_json('NEW.' + quote(c), kind)} "
             "ELSE '' END" for c, kind in table.columns]
    return f"'{{' || substr({balanced(parts, ' || ')}, 2) || '}}'" if parts else "'{}'"


def as_json(value: str, kind: str) -> str:
    """SQL for one value as JSON; REAL with all 17 digits, which json_quote loses on old SQLite."""
    if kind == "REAL":
        return f"CASE WHEN {value} IS NULL THEN 'null' ELSE printf('%!.17g', {value}) END"
    return f"json_quote({value})"


def balanced(parts: list[str], glue: str) -> str:
    """`parts` joined by an operator as a balanced tree: SQLite refuses expressions deeper than 1,000."""
    if len(parts) <= 2:
        return glue.join(parts)
    middle = len(parts) // 2
    return f"({balanced(parts[:middle], glue)}){glue}({balanced(parts[middle:], glue)})"


def literal(text: str) -> str:
    """`text` as an SQL string."""
    return "'" + text.replace("'", "''") + "'"
