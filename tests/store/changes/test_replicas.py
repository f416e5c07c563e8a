"""Two files written by raw SQL and fed each other's changes one by one, late, doubled and out of order.

After every step the tables, heads, conflicts and orphans of a file are the fold of its log (MERGE.md section 14,
invariants 1 to 4, 6, 10); at the end both files are alike.
"""

from __future__ import annotations

import os
from typing import Any

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from ftd_desktop.store import driver
from ftd_desktop.store.changes import capture, log
from ftd_desktop.store.changes.fold import fold
from ftd_desktop.store.changes.materialize import materialize
from ftd_desktop.store.connection import Connection, quote
from tests.store.changes.conftest import memory_file

MAIN, CHILD, GRANDCHILD = "ftd_profil", "ftd_profil__anak", "ftd_profil__sekolah"
ROWS = {MAIN: ("m1", "m2"), CHILD: ("c1",), GRANDCHILD: ("g1",), "cohort": ("k1",)}
FIELDS = {MAIN: ("nama", "umur"), CHILD: ("nama_anak", "_position"), GRANDCHILD: ("nama_sekolah",),
          "cohort": ("name", "min_share")}
PARENTS = {CHILD: ROWS[MAIN], GRANDCHILD: ROWS[CHILD]}
TEXTS = st.sampled_from(["a", "b", None, ""])
NUMBERS = st.sampled_from([1, 2, None])
REALS = st.sampled_from([0.30000000000000004, 0.1, None])
CLAUSES = st.sampled_from(["", "OR REPLACE", "OR IGNORE", "OR FAIL", "OR ABORT", "OR ROLLBACK"])
PLACES = st.sampled_from([(table, row) for table, rows in ROWS.items() for row in rows])
INSERT_CHANGE = f"INSERT INTO _chg ({', '.join(log.COLUMNS[1:])}) VALUES ({', '.join('?' * 12)})"


def value(field: str) -> st.SearchStrategy[Any]:
    return NUMBERS if field in ("umur", "_position") else REALS if field == "min_share" else TEXTS


class Replicas(RuleBasedStateMachine):
    """A and B; `local` rules write with SQL, `carry` brings one change across."""

    def __init__(self) -> None:
        super().__init__()
        self.files = [memory_file(), memory_file()]
        for number, file in enumerate(self.files):
            file.execute("UPDATE _st SET dev = ?, usr = ?", (number, "AB"[number]))

        for table, rows in ROWS.items():
            for row in rows:
                parent = {"_parent": PARENTS[table][0]} if table in PARENTS else {}
                self.files[0].insert(table, {"_id": row, **parent})
        self._deliver(1, list(log.since(self.files[0], 0)))

    @rule(which=st.integers(0, 1), place=PLACES, clause=CLAUSES, data=st.data(), recursive=st.booleans())
    def insert(self, which: int, place: tuple[str, str], clause: str, data: st.DataObject, recursive: bool) -> None:
        table, row = place
        values = {field: data.draw(value(field)) for field in FIELDS[table]}
        if table in PARENTS:
            values["_parent"] = data.draw(st.sampled_from(PARENTS[table]))
        names = ", ".join(["_id", *values])
        # Without recursive triggers (another tool) REPLACE is one change; with them a delete and an insert.
        self._write(which, f"INSERT {clause} INTO {table} ({names}) VALUES ({', '.join('?' * (len(values) + 1))})",
                    (row, *values.values()), recursive)

    @rule(which=st.integers(0, 1), place=PLACES, clause=CLAUSES, data=st.data())
    def update(self, which: int, place: tuple[str, str], clause: str, data: st.DataObject) -> None:
        table, row = place
        field = data.draw(st.sampled_from(FIELDS[table]))
        self._write(which, f"UPDATE {clause} {table} SET {field} = ? WHERE _id = ?", (data.draw(value(field)), row))

    @rule(which=st.integers(0, 1), place=PLACES)
    def delete(self, which: int, place: tuple[str, str]) -> None:
        self._write(which, f"DELETE FROM {place[0]} WHERE _id = ?", (place[1],))

    @rule(which=st.integers(0, 1), table=st.sampled_from(list(ROWS)), data=st.data())
    def update_all(self, which: int, table: str, data: st.DataObject) -> None:
        field = data.draw(st.sampled_from(FIELDS[table]))
        self._write(which, f"UPDATE {table} SET {field} = ?", (data.draw(value(field)),))

    @rule(which=st.integers(0, 1), place=PLACES, data=st.data(),
          years=st.sampled_from([-100, 100]))
    def write_with_a_wrong_clock(self, which: int, place: tuple[str, str], data: st.DataObject, years: int) -> None:
        """An update, as it would be stamped by a clock a century off: the rules still hold."""
        file, (table, row) = self.files[which], place
        before = log.last_lsn(file)
        field = data.draw(st.sampled_from(FIELDS[table]))
        self._write(which, f"UPDATE {table} SET {field} = ? WHERE _id = ?", (data.draw(value(field)), row))
        made = file.rows("SELECT lsn, hlc, phlc FROM _chg WHERE lsn > ?", (before,))
        with capture.applying(file):
            for change in made:
                wrong = max(change["hlc"] + years * 31_557_600_000, (change["phlc"] or 0) + 1)
                file.execute("UPDATE _chg SET hlc = ? WHERE lsn = ?", (wrong, change["lsn"]))
        with file.write():
            materialize(file, [row])

    @rule(source=st.integers(0, 1), data=st.data())
    def carry(self, source: int, data: st.DataObject) -> None:
        """One change of one file reaches the other, whatever came or did not come before it; again and again."""
        changes = list(log.since(self.files[source], 0))
        if changes:
            self._deliver(1 - source, [data.draw(st.sampled_from(changes))])

    @rule(source=st.integers(0, 1))
    def carry_all(self, source: int) -> None:
        self._deliver(1 - source, list(log.since(self.files[source], 0)))

    def _write(self, which: int, sql: str, params: tuple[Any, ...], recursive: bool = True) -> None:
        file = self.files[which]
        file.execute(f"PRAGMA recursive_triggers = {'ON' if recursive else 'OFF'}")
        try:
            with file.write():
                file.execute(sql, params)
        except driver.IntegrityError:
            pass  # a key that is taken, a parent that is not there: refused, and nothing is logged
        finally:
            file.execute("PRAGMA recursive_triggers = ON")

    def _deliver(self, target: int, changes: list[tuple[Any, ...]]) -> None:
        file = self.files[target]
        with capture.applying(file):
            for change in changes:
                _, _, row, hlc, rnd, *_ = change
                if not file.value("SELECT 1 FROM _chg WHERE row = ? AND hlc = ? AND rnd = ?", (row, hlc, rnd)):
                    file.execute(INSERT_CHANGE, change[1:])
            materialize(file, {change[2] for change in changes})

    @invariant()
    def each_file_is_the_fold_of_its_log(self) -> None:
        for file in self.files:
            assert picture(file) == expected(file)
            assert file.value("SELECT applying FROM _st") == 0
            assert file.value("SELECT count(*) FROM _refold") == 0
            assert file.execute("PRAGMA foreign_key_check").fetchall() == []

    def teardown(self) -> None:
        self._deliver(1, list(log.since(self.files[0], 0)))
        self._deliver(0, list(log.since(self.files[1], 0)))
        pictures = [picture(file) for file in self.files]
        for file in self.files:
            file.raw.close()
        assert pictures[0] == pictures[1]


def picture(file: Connection) -> dict[str, Any]:
    """Everything that is derived from the log, as it stands in the file."""
    shown: dict[str, Any] = {table: {row["_id"]: {k: v for k, v in row.items() if k != "_id"}
                                     for row in file.rows(f"SELECT * FROM {quote(table)}")} for table in ROWS}
    shown["heads"] = set(file.execute("SELECT row, hlc, rnd, auto FROM _xhead"))
    shown["conflicts"] = set(file.execute("SELECT row, field, whlc, wrnd, lhlc, lrnd FROM _conflict"))
    shown["orphans"] = {row for (row,) in file.execute("SELECT row FROM _orphan")}
    shown["people"] = {row for (row,) in file.execute("SELECT _id FROM participant")}
    return shown


def expected(file: Connection) -> dict[str, Any]:
    """The same, computed from the log alone."""
    shown: dict[str, Any] = {table: {} for table in ROWS} | {"heads": set(), "conflicts": set(), "orphans": set()}
    for table, rows in ROWS.items():
        columns = capture.described(file, table).names
        for row in rows:
            state = fold(log.of_row(file, row))
            shown["heads"] |= {(row, *h.id, int(h.auto)) for h in state.extra}
            shown["conflicts"] |= {(row, c.field, *c.winner, *c.loser) for c in state.conflicts}
            if not state.alive:
                continue
            if table in PARENTS and state.values["_parent"] not in shown[parent_of(table)]:
                shown["orphans"].add(row)
            else:
                shown[table][row] = {c: state.values.get(c) for c in columns}
    shown["people"] = set(shown[MAIN])
    return shown


def parent_of(table: str) -> str:
    return MAIN if table == CHILD else CHILD


TestReplicas = Replicas.TestCase
# FTD_NIGHTLY=1 goes 20,000 steps.
TestReplicas.settings = settings(max_examples=800 if os.environ.get("FTD_NIGHTLY") else 40, stateful_step_count=25,
                                 deadline=None)
