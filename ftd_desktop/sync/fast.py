"""The two fast paths of a merge: rows nobody here knew, and changes that directly follow a row's only head.

In both the new changes of the row are one unbroken line, so the last value of each field wins and no conflict can be;
whole groups of rows are written by one statement. Whatever does not fit is left to the fold. That both agree is tested.
"""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from operator import itemgetter
from typing import Any

from ftd_desktop.errors import UserError
from ftd_desktop.store import many
from ftd_desktop.store.changes import capture, log
from ftd_desktop.store.connection import quote
from ftd_desktop.store.file import DataFile

Change = tuple[Any, ...]  # as it is put into the log: t, row, hlc, rnd, phlc, prnd, xp, op, sv, dev, usr, body
T, ROW, HLC, RND, PHLC, PRND, XP, OP, SV, DEV, USR, BODY = range(12)
Group = dict[tuple[str, tuple[str, ...]], list[tuple[Any, ...]]]
MANY = 1_000
_CHUNK = 2_000

# New changes that neither begin a row unknown before nor directly follow the row's greatest change.
_ODD = """SELECT row, hlc, rnd FROM _chg AS c WHERE lsn > ?1 AND NOT CASE WHEN phlc IS NULL
 THEN NOT EXISTS (SELECT 1 FROM _chg AS o WHERE o.row = c.row AND o.lsn <= ?1)
 ELSE coalesce((SELECT o.hlc = c.phlc AND o.rnd = c.prnd FROM _chg AS o WHERE o.row = c.row AND o.lsn <= ?1
  ORDER BY o.hlc DESC, o.rnd DESC LIMIT 1), 0) END"""


@dataclass
class Plan:
    """Values to insert (row id first) or update (row id last) by (table, columns), and rows that have to be folded."""

    inserts: Group = field(default_factory=lambda: defaultdict(list))
    updates: Group = field(default_factory=lambda: defaultdict(list))
    fold: list[str] = field(default_factory=list)
    tables: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class _Ground:
    """What a row's line is judged by."""

    columns: dict[str, tuple[str, ...]]
    names: dict[str, frozenset[str]]
    current: dict[str, int]
    lists: log.ColumnLists
    odd: frozenset[Change]
    diverged: frozenset[str]


def plan(file: DataFile, arrived: Sequence[Change], before: int, *, always_fold: bool = False) -> Plan:
    """Sort the rows that got changes (those after log number `before`) into the two fast paths and the fold.

    UserError when a body is not what its change says it is.
    """
    ground, made = _ground(file, before), Plan()
    single = Counter(change[ROW] for change in arrived)
    lines: dict[str, list[tuple[Change, Any]]] = {}
    for change, body in zip(arrived, _parsed(arrived, ground.lists), strict=True):
        row = change[ROW]
        if single[row] == 1:
            _place(made, ground, row, [(change, body)], always_fold)
        else:
            lines.setdefault(row, []).append((change, body))
    for row, line in lines.items():
        _place(made, ground, row, line, always_fold)
    return made


def _place(made: Plan, ground: _Ground, row: str, line: list[tuple[Change, Any]], always_fold: bool) -> None:
    t = line[0][0][T]
    if t not in ground.columns:
        return  # a form this file does not have: the log keeps it until the form comes
    made.tables[row] = t
    if always_fold or row in ground.diverged or not _sort_in(made, ground, t, row, line):
        made.fold.append(row)


def _ground(file: DataFile, before: int) -> _Ground:
    columns = {t: tuple(capture.described(file, t).names) for t in capture.tables(file)}
    return _Ground(columns, {t: frozenset(names) for t, names in columns.items()},
                   dict(file.execute("SELECT t, sv FROM _sync").fetchall()), log.column_lists(file),
                   frozenset(file.execute(_ODD, (before,)).fetchall()),
                   frozenset(row for (row,) in file.execute("SELECT DISTINCT row FROM _xhead")))


def _parsed(changes: Sequence[Change], lists: log.ColumnLists) -> Iterator[Any]:
    """The bodies as values, checked; many at a time, which is twice as fast as one by one."""
    widths = {key: len(names) for key, names in lists.items()}
    for start in range(0, len(changes), _CHUNK):
        chunk = changes[start:start + _CHUNK]
        try:
            bodies = json.loads("[" + ",".join(c[BODY] or "null" for c in chunk) + "]", parse_constant=_no_number)
        except (ValueError, RecursionError) as error:
            raise unreadable() from error
        if len(bodies) != len(chunk):
            raise unreadable()
        for change, body in zip(chunk, bodies, strict=True):
            if body is None:
                yield None
            elif change[OP] == log.FIELDS:
                if not isinstance(body, dict):
                    raise unreadable()
                yield body
            else:
                width = widths[change[T], change[SV]]
                if not isinstance(body, list) or len(body) > width:
                    raise unreadable()
                yield body if len(body) == width else log.whole(body, width)


def _no_number(name: str) -> None:
    raise ValueError(f"{name} is not JSON")


def unreadable() -> UserError:
    """For the officer, when a change is not what it says it is."""
    return UserError("Isi berkas tidak dapat dibaca: ada perubahan yang tidak sesuai bentuknya. Minta pengirim "
                     "memperbarui program dan membuat berkas baru.")


def _sort_in(made: Plan, ground: _Ground, t: str, row: str, line: list[tuple[Change, Any]]) -> bool:
    """Put the row into a fast path; False when its changes are not one line that starts it or follows its head."""
    if len(line) > 1:
        line.sort(key=lambda one: one[0][HLC:PHLC])
    first, body = line[0]
    if first[XP] is not None or body is None or (ground.odd and first[ROW:PHLC] in ground.odd):
        return False
    new = first[PHLC] is None
    if new and len(line) == 1 and first[SV] == ground.current[t] and first[OP] == log.FULL:
        made.inserts[t, ground.columns[t]].append((row, *body))
        return True
    values = _line(line, ground.lists, t, new)
    if values is None or ("_parent" in values and not new):
        return False
    names = ground.names[t]
    known = values if names.issuperset(values) else {name: values[name] for name in values if name in names}
    if new:
        made.inserts[t, tuple(known)].append((row, *known.values()))
    else:
        made.updates[t, tuple(known)].append((*known.values(), row))
    return True


def _line(line: list[tuple[Change, Any]], lists: log.ColumnLists, t: str, new: bool) -> dict[str, Any] | None:
    """The values that a line of changes leaves, or None when it is none."""
    first, body = line[0]
    if first[OP] != (log.FULL if new else log.FIELDS):
        return None
    if not new and len(line) == 1:
        return dict(body)
    values = dict(zip(lists[t, first[SV]], body, strict=True)) if new else dict(body)
    last = first[HLC:PHLC]
    for change, changed in line[1:]:
        if change[PHLC:XP] != last or change[XP] is not None or change[OP] != log.FIELDS or changed is None:
            return None
        values.update(changed)
        last = change[HLC:PHLC]
    return values


def write(file: DataFile, made: Plan, pulse: Callable[[], None]) -> None:
    """Run the fast paths, parents before children; a row that does not fit after all goes to the fold."""
    parents = dict(file.execute("SELECT t, parent FROM _sync").fetchall())
    order = {t: n for n, t in enumerate(capture.tables(file))}
    with _capture_off(file, made):
        for (t, names), rows in sorted(made.inserts.items(), key=lambda item: order[item[0][0]]):
            pulse()
            _insert(file, t, names, rows, parents[t], made)
        for (t, names), rows in made.updates.items():
            pulse()
            rows.sort(key=itemgetter(-1))  # neighbours share pages, and each page is decrypted once
            _update(file, t, names, rows, made)


@contextmanager
def _capture_off(file: DataFile, made: Plan) -> Iterator[None]:
    """Take the capture triggers of tables that get many rows away until they are written, in the same write.

    They are silent anyway while a merge is applied, but SQLite still makes room for their thousands of registers at
    every row: a wide table is written three times faster without them.
    """
    count: Counter[str] = Counter()
    for (t, _), rows in (*made.inserts.items(), *made.updates.items()):
        count[t] += len(rows)
    wanted = [capture.trigger_name(t, kind) for t, n in count.items() if n >= MANY for kind in capture.KINDS]
    if not wanted:
        yield
        return
    marks = ", ".join("?" * len(wanted))
    with capture.schema_change(file, joined=True):
        found = file.execute(f"SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND name IN ({marks})",
                             wanted).fetchall()
        for name, _ in found:
            file.execute(f"DROP TRIGGER {quote(name)}")
        yield
        for _, statement in found:
            file.execute(statement)


def _insert(file: DataFile, t: str, names: tuple[str, ...], rows: list[tuple[Any, ...]], parent: str | None,
            made: Plan) -> None:
    columns = ", ".join(("_id", *map(quote, names)))
    if parent is None:
        many.insert(file.execute, f"{quote(t)} ({columns})", rows)
        return
    marks = ", ".join("?" * (len(names) + 1))
    # A repeat's row whose parent has not come waits outside the table, which is the fold's business.
    above = names.index("_parent") + 1 if "_parent" in names else 0
    cursor = file.raw.executemany(
        f"INSERT INTO {quote(t)} ({columns}) SELECT {marks} WHERE EXISTS (SELECT 1 FROM {quote(parent)} WHERE _id = ?)",
        ((*row, row[above]) for row in rows))
    if cursor.rowcount != len(rows):
        made.fold += [row[0] for row in rows if not in_table(file, t, row[0])]


def _update(file: DataFile, t: str, names: tuple[str, ...], rows: list[tuple[Any, ...]], made: Plan) -> None:
    if not names:
        return
    sets = ", ".join(f"{quote(name)} = ?" for name in names)
    cursor = file.raw.executemany(f"UPDATE {quote(t)} SET {sets} WHERE _id = ?", rows)
    if cursor.rowcount != len(rows):
        made.fold += [row[-1] for row in rows if not in_table(file, t, row[-1])]


def in_table(file: DataFile, t: str, row: str) -> bool:
    """Whether the row stands in its table."""
    return file.value(f"SELECT 1 FROM {quote(t)} WHERE _id = ?", (row,)) is not None
