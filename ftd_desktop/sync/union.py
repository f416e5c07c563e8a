"""Bringing changes into a file: set union with its log, then the tables, by two fast paths and the fold.

The state of a row is a function of its set of changes (MERGE.md section 3), so order, repetition and lateness do not
matter.
"""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from operator import itemgetter

from ftd_desktop.errors import UserError
from ftd_desktop.store import driver, many
from ftd_desktop.store.changes import capture, log
from ftd_desktop.store.changes.materialize import materialize, refold
from ftd_desktop.store.changeset import Changeset, ChangesetFault
from ftd_desktop.store.file import DataFile
from ftd_desktop.sync import fast, machine
from ftd_desktop.sync.fast import BODY, ROW, Change, Plan
from ftd_desktop.sync.scope import OFFICE_TABLES

_LOG = "_chg (t, row, hlc, rnd, phlc, prnd, xp, op, sv, dev, usr, body)"
_STEP = 2_000


@dataclass(frozen=True)
class Effect:
    """What a set of changes did. Only records are counted as rows: neither repeats nor the office's own lists.

    `rows` are all that were touched, `fresh` the records that are new, `shunned` how many belong to somebody who was
    erased and stays so.
    """

    changes: int
    arrived: int
    new_rows: int = 0
    changed_rows: int = 0
    conflicts: int = 0
    folded: int = 0
    lsn_first: int | None = None
    lsn_last: int | None = None
    rows: frozenset[str] = field(default=frozenset(), repr=False)
    fresh: frozenset[str] = field(default=frozenset(), repr=False)
    shunned: int = 0


def bring_in(file: DataFile, changes: Changeset, sender: str, *, always_fold: bool = False,
             pulse: Callable[[], None] = lambda: None) -> Effect:
    """Add `changes` from the device `sender` to the file, inside an open write; the tables are right afterwards.

    UserError, for the caller to roll back, when a change is here already with other content or holds what its table
    cannot. `always_fold` leaves out the fast paths (tests compare). `pulse` is called now and then; what it raises
    cancels.
    """
    with _collector_paused(), capture.applying(file), _only_storable():
        before = log.last_lsn(file)
        arrived = _add_to_log(file, changes, sender, before, pulse)
        if not arrived:
            return Effect(changes.count, 0)
        disputes = _disputes(file)
        made = fast.plan(file, arrived, before, always_fold=always_fold)
        pulse()
        known = {row for row in made.fold if fast.in_table(file, made.tables[row], row)}
        fast.write(file, made, pulse)
        materialize(file, made.fold)
        refold(file)  # rows that waited for a parent which has come
        return _effect(file, changes.count, len(arrived), before, made, known, disputes)


@contextmanager
def _only_storable() -> Iterator[None]:
    """The sender's program is at fault, not this one, when a value does not fit the column it was sent for."""
    try:
        yield
    except (ChangesetFault, *driver.UNSTORABLE) as error:
        raise fast.unreadable() from error


def _add_to_log(file: DataFile, changes: Changeset, sender: str, before: int,
                pulse: Callable[[], None]) -> Sequence[Change]:
    """Set union on (row, hlc, rnd), what is here already must be the same; gives those that are new."""
    file.raw.executemany("INSERT INTO _sv (t, sv, cols) VALUES (?, ?, ?) ON CONFLICT (t, sv) DO NOTHING",
                         [(t, sv, cols) for (t, sv), cols in changes.versions.items()])
    all_of_them = changes.numbered({theirs: machine.ordinal_of(file, device or sender)
                                    for theirs, device in changes.devices.items()})
    all_of_them.sort(key=itemgetter(ROW))  # neighbours in the index; within a row the sender's order stays
    for start in range(0, len(all_of_them), _STEP):
        pulse()
        many.insert(file.execute, _LOG, all_of_them[start:start + _STEP], "ON CONFLICT (row, hlc, rnd) DO NOTHING")
    new = file.value("SELECT count(*) FROM _chg WHERE lsn > ?", (before,))
    if new == len(all_of_them):
        return all_of_them
    _compare(file, all_of_them)
    ids = set(file.execute("SELECT row, hlc, rnd FROM _chg WHERE lsn > ?", (before,)).fetchall()) if new else set()
    return [change for change in all_of_them if change[ROW:fast.PHLC] in ids]


@contextmanager
def _collector_paused() -> Iterator[None]:
    """A merge makes many small objects that all live until its end: the collector looks at them again and again, in
    vain, for an eighth of the time.
    """
    running = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if running:
            gc.enable()


def _compare(file: DataFile, changes: Iterable[Change]) -> None:
    """UserError when a change has the id of one that is here but other content: tampering or a bug.

    A body that was purged by an erasure, here or there, is not a difference.
    """
    file.execute("CREATE TEMP TABLE IF NOT EXISTS _again (t, row, hlc, rnd, phlc, prnd, xp, op, sv, body)")
    file.raw.executemany("INSERT INTO temp._again VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                         ((*c[:fast.DEV], c[BODY]) for c in changes))
    other = file.value(
        "SELECT count(*) FROM temp._again AS a JOIN _chg AS c ON c.row = a.row AND c.hlc = a.hlc AND c.rnd = a.rnd "
        "WHERE c.t IS NOT a.t OR c.phlc IS NOT a.phlc OR c.prnd IS NOT a.prnd OR c.xp IS NOT a.xp OR c.op IS NOT a.op "
        "OR c.sv IS NOT a.sv OR (c.body IS NOT a.body AND c.body IS NOT NULL AND a.body IS NOT NULL)")
    file.execute("DELETE FROM temp._again")
    if other:
        raise UserError("{jumlah} perubahan dalam berkas ini sudah ada di sini dengan isi lain. Berkasnya mungkin "
                        "diubah orang; jangan dipakai, dan minta pengirim membuat berkas baru.", jumlah=other)


def _disputes(file: DataFile) -> set[tuple[str, str]]:
    return set(file.execute("SELECT row, field FROM _conflict").fetchall())


def _effect(file: DataFile, count: int, arrived: int, before: int, made: Plan, known: set[str],
            disputes: set[tuple[str, str]]) -> Effect:
    """Count what happened, by record."""
    roots = {t for (t,) in file.execute("SELECT t FROM _sync WHERE parent IS NULL")} - {*OFFICE_TABLES}
    fresh = {row[0] for (t, _), rows in made.inserts.items() if t in roots for row in rows}
    unknown = {row for row in made.fold if row not in known and made.tables[row] in roots}
    absent = {row for row in unknown if not fast.in_table(file, made.tables[row], row)}
    fresh |= unknown - absent
    touched = {row for row, t in made.tables.items() if t in roots} - absent
    shunned = sum(file.value("SELECT 1 FROM _chg WHERE row = ? AND op = ?", (row, log.ERASE)) is not None
                  for row in absent)
    return Effect(count, arrived, len(fresh), len(touched - fresh), len(_disputes(file) - disputes), len(made.fold),
                  before + 1, log.last_lsn(file), frozenset(made.tables), frozenset(fresh), shunned)
