"""Bringing changes into a file: set union with its log, then the tables, by two fast paths and the fold.

The state of a row is a function of its set of changes (MERGE.md section 3), so order, repetition and lateness do not
matter. Fast path 1: a row nobody here knew. Fast path 2: changes that directly follow the row's only head. In both the
new changes are one unbroken line, so the last value of each field wins. Everything else is folded.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from typing import Any

from ftd_desktop.errors import UserError
from ftd_desktop.store.changes import capture, log
from ftd_desktop.store.changes.materialize import materialize
from ftd_desktop.store.changeset import Changeset
from ftd_desktop.store.connection import quote
from ftd_desktop.store.file import DataFile
from ftd_desktop.sync import machine

Id = tuple[int, int]
_INSERT = ("INSERT INTO _chg (t, row, hlc, rnd, phlc, prnd, xp, op, sv, dev, usr, body) "
           "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (row, hlc, rnd) DO NOTHING")
# `follows`: NULL when the row had no change before, 1 when this change directly follows its greatest, else 0.
_ARRIVED = """SELECT t, row, hlc, rnd, phlc, prnd, xp, op, sv, body,
 (SELECT o.hlc IS c.phlc AND o.rnd IS c.prnd FROM _chg AS o WHERE o.row = c.row AND o.lsn <= ?1
  ORDER BY o.hlc DESC, o.rnd DESC LIMIT 1) AS follows
 FROM _chg AS c WHERE lsn > ?1 ORDER BY lsn"""


@dataclass(frozen=True)
class Effect:
    """What a set of changes did. Rows are counted in tables that are not repeats: what people call a record."""

    changes: int
    arrived: int
    new_rows: int = 0
    changed_rows: int = 0
    conflicts: int = 0
    folded: int = 0
    lsn_first: int | None = None
    lsn_last: int | None = None
    rows: frozenset[str] = field(default=frozenset(), repr=False)


@dataclass
class _Plan:
    """Rows by way: values to insert or update by (table, columns), and what has to be folded."""

    inserts: dict[tuple[str, tuple[str, ...]], list[tuple[Any, ...]]] = field(default_factory=lambda: defaultdict(list))
    updates: dict[tuple[str, tuple[str, ...]], list[tuple[Any, ...]]] = field(default_factory=lambda: defaultdict(list))
    fold: list[str] = field(default_factory=list)
    tables: dict[str, str] = field(default_factory=dict)


def bring_in(file: DataFile, changes: Changeset, sender: str, *, always_fold: bool = False,
             pulse: Callable[[], None] = lambda: None) -> Effect:
    """Add `changes` from the device `sender` to the file, inside an open write; the tables are right afterwards.

    UserError, for the caller to roll back, when a change is here already with other content. `always_fold` leaves out
    the fast paths (tests compare). `pulse` is called now and then; what it raises cancels.
    """
    with capture.applying(file):
        before = log.last_lsn(file)
        _add_to_log(file, changes, sender, before, pulse)
        arrived = file.value("SELECT count(*) FROM _chg WHERE lsn > ?", (before,))
        if not arrived:
            return Effect(changes.count, 0)
        disputes = _disputes(file)
        plan = _plan(file, before, always_fold)
        pulse()
        known = _present(file, plan)
        _write(file, plan, pulse)
        materialize(file, plan.fold)
        return _effect(file, changes.count, arrived, before, plan, known, disputes)


def _add_to_log(file: DataFile, changes: Changeset, sender: str, before: int, pulse: Callable[[], None]) -> None:
    """Set union on (row, hlc, rnd); what is here already must be the same."""
    ordinals = {theirs: machine.ordinal_of(file, device or sender) for theirs, device in changes.devices.items()}
    file.raw.executemany("INSERT INTO _sv (t, sv, cols) VALUES (?, ?, ?) ON CONFLICT (t, sv) DO NOTHING",
                         [(t, sv, cols) for (t, sv), cols in changes.versions.items()])
    with closing(changes.changes()) as rows:
        file.raw.executemany(_INSERT, _renumbered(rows, ordinals, pulse))
    if file.value("SELECT count(*) FROM _chg WHERE lsn > ?", (before,)) < changes.count:
        _compare(file, changes.changes())


def _renumbered(changes: Iterable[Sequence[Any]], ordinals: Mapping[int, int],
                pulse: Callable[[], None]) -> Iterator[tuple[Any, ...]]:
    for n, (_, t, row, hlc, rnd, phlc, prnd, xp, op, sv, dev, usr, body) in enumerate(changes):
        if n % 2_000 == 0:
            pulse()
        yield t, row, hlc, rnd, phlc, prnd, xp, op, sv, ordinals[dev], usr, body


def _compare(file: DataFile, changes: Iterable[tuple[Any, ...]]) -> None:
    """UserError when a change has the id of one that is here but other content: tampering or a bug.

    A body that was purged by an erasure, here or there, is not a difference.
    """
    file.execute("CREATE TEMP TABLE IF NOT EXISTS _again (t, row, hlc, rnd, phlc, prnd, xp, op, sv, body)")
    file.execute("DELETE FROM temp._again")
    file.raw.executemany("INSERT INTO temp._again VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                         ((*c[1:10], c[12]) for c in changes))
    other = file.value(
        "SELECT count(*) FROM temp._again AS a JOIN _chg AS c ON c.row = a.row AND c.hlc = a.hlc AND c.rnd = a.rnd "
        "WHERE c.t IS NOT a.t OR c.phlc IS NOT a.phlc OR c.prnd IS NOT a.prnd OR c.xp IS NOT a.xp OR c.op IS NOT a.op "
        "OR c.sv IS NOT a.sv OR (c.body IS NOT a.body AND c.body IS NOT NULL AND a.body IS NOT NULL)")
    file.execute("DELETE FROM temp._again")
    if other:
        raise UserError("{jumlah} perubahan dalam berkas ini sudah ada di sini dengan isi lain. Berkasnya mungkin "
                        "diubah orang; jangan dipakai, dan minta pengirim membuat berkas baru.", jumlah=other)


def _plan(file: DataFile, before: int, always_fold: bool) -> _Plan:
    """Sort the rows that got changes into the two fast paths and the fold."""
    lines: dict[tuple[str, str], list[tuple[Any, ...]]] = {}
    for t, row, *rest in file.execute(_ARRIVED, (before,)):
        lines.setdefault((t, row), []).append(tuple(rest))
    diverged = {row for (row,) in file.execute("SELECT row FROM _xhead")}
    lists = log.column_lists(file)
    columns = {t: frozenset(capture.described(file, t).names) for t in capture.tables(file)}
    plan = _Plan()
    for (t, row), changes in lines.items():
        if t not in columns:
            continue  # a form this file does not have: the log keeps it until the form comes
        plan.tables[row] = t
        way = None if always_fold or row in diverged else _line(changes, lists, t)
        if way is None or ("_parent" in way[1] and not way[0]):
            plan.fold.append(row)
            continue
        values = {name: value for name, value in way[1].items() if name in columns[t]}
        target = plan.inserts if way[0] else plan.updates
        target[t, tuple(values)].append((row, *values.values()) if way[0] else (*values.values(), row))
    return plan


def _line(changes: list[tuple[Any, ...]], lists: log.ColumnLists, t: str) -> tuple[bool, dict[str, Any]] | None:
    """(is it a new row, values) when the changes form one line that starts the row or follows its head; else None."""
    changes.sort(key=lambda c: c[:2])
    first = changes[0]
    new = first[8] is None
    if (first[2] is not None or first[5] != log.FULL) if new else not first[8]:
        return None
    last: Id = (first[2], first[3])
    values: dict[str, Any] = {}
    for hlc, rnd, phlc, prnd, xp, op, sv, body, _ in changes:
        if (phlc, prnd) != last or xp is not None or op > log.FIELDS or body is None:
            return None
        if op == log.FULL:
            if not new or values:
                return None
            values = dict(zip(lists[t, sv], json.loads(body), strict=True))
        else:
            values.update(json.loads(body))
        last = (hlc, rnd)
    return new, values


def _present(file: DataFile, plan: _Plan) -> set[str]:
    """Those of the rows to be folded that stand in their table already."""
    return {row for row in plan.fold
            if file.value(f"SELECT 1 FROM {quote(plan.tables[row])} WHERE _id = ?", (row,)) is not None}


def _write(file: DataFile, plan: _Plan, pulse: Callable[[], None]) -> None:
    """Run the fast paths, parents before children; a row that does not fit after all goes to the fold."""
    parents = dict(file.execute("SELECT t, parent FROM _sync").fetchall())
    order = {t: n for n, t in enumerate(capture.tables(file))}
    for (t, names), rows in sorted(plan.inserts.items(), key=lambda item: order[item[0][0]]):
        pulse()
        _insert(file, t, names, rows, parents[t], plan)
    for (t, names), rows in plan.updates.items():
        pulse()
        _update(file, t, names, rows, plan)


def _insert(file: DataFile, t: str, names: tuple[str, ...], rows: list[tuple[Any, ...]], parent: str | None,
            plan: _Plan) -> None:
    columns = ", ".join(("_id", *map(quote, names)))
    marks = ", ".join("?" * (len(names) + 1))
    if parent is None:
        file.raw.executemany(f"INSERT INTO {quote(t)} ({columns}) VALUES ({marks})", rows)
        return
    # A repeat's row whose parent has not come waits outside the table, which is the fold's business.
    above = names.index("_parent") + 1 if "_parent" in names else 0
    cursor = file.raw.executemany(
        f"INSERT INTO {quote(t)} ({columns}) SELECT {marks} WHERE EXISTS (SELECT 1 FROM {quote(parent)} WHERE _id = ?)",
        ((*row, row[above]) for row in rows))
    if cursor.rowcount != len(rows):
        plan.fold += [row[0] for row in rows if not _in_table(file, t, row[0])]


def _update(file: DataFile, t: str, names: tuple[str, ...], rows: list[tuple[Any, ...]], plan: _Plan) -> None:
    if not names:
        return
    sets = ", ".join(f"{quote(name)} = ?" for name in names)
    cursor = file.raw.executemany(f"UPDATE {quote(t)} SET {sets} WHERE _id = ?", rows)
    if cursor.rowcount != len(rows):
        plan.fold += [row[-1] for row in rows if not _in_table(file, t, row[-1])]


def _in_table(file: DataFile, t: str, row: str) -> bool:
    return file.value(f"SELECT 1 FROM {quote(t)} WHERE _id = ?", (row,)) is not None


def _disputes(file: DataFile) -> set[tuple[str, str]]:
    return set(file.execute("SELECT row, field FROM _conflict").fetchall())


def _effect(file: DataFile, count: int, arrived: int, before: int, plan: _Plan, known: set[str],
            disputes: set[tuple[str, str]]) -> Effect:
    """Count what happened, by record."""
    roots = {t for (t,) in file.execute("SELECT t FROM _sync WHERE parent IS NULL")}
    fresh = {row[0] for (t, _), rows in plan.inserts.items() if t in roots for row in rows}
    fresh |= {row for row in plan.fold if row not in known and plan.tables[row] in roots}
    touched = {row for row, t in plan.tables.items() if t in roots}
    return Effect(count, arrived, len(fresh), len(touched - fresh), len(_disputes(file) - disputes), len(plan.fold),
                  before + 1, log.last_lsn(file), frozenset(plan.tables))
