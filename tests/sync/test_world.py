"""Two officers and a master through lost, doubled, late, reversed and damaged files, clones, old backups, mad clocks.

Whatever happens: table and conflict list equal a brute-force reading of the log, nothing acknowledged is missing at the
master, a bad file changes nothing, and when all have spoken all agree. FTD_NIGHTLY=1 hunts longer.
"""

from __future__ import annotations

import json
import os
import secrets
import shutil
import tempfile
import time
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    Bundle,
    RuleBasedStateMachine,
    initialize,
    invariant,
    rule,
    run_state_machine_as_test,
)

from ftd_desktop.errors import UserError
from ftd_desktop.store import attachments, restored
from ftd_desktop.store.changes import erasure, log
from ftd_desktop.store.changes.materialize import materialize
from ftd_desktop.store.file import DataFile
from ftd_desktop.sync import bundle, conflicts, counts, inbox, merge, receipt, returns, settling
from tests.sync import oracle
from tests.sync.world import FORM, add_form, copied

NIGHTLY = bool(os.environ.get("FTD_NIGHTLY"))
EXAMPLES = int(os.environ.get("FTD_EXAMPLES", "400" if NIGHTLY else "50"))  # of 60 and of 40 steps
CHILD = f"{FORM}__anak"
NEWER = "anggota"  # what version 2 of the form asks and version 1 does not
WHO = ("budi", "sari")
YEARS = 365 * 86_400_000
FIELDS = st.fixed_dictionaries({}, optional={
    "hp": st.sampled_from(["0811", "0822", None]), "nama": st.sampled_from(["Siti", "Sita"]),
    "lat": st.sampled_from([3.5, 0.30000000000000004, None])}).filter(bool)


class World(RuleBasedStateMachine):
    """The master, two laptops, now and then a twin of one of them, and whatever lies on sticks."""

    root: Path  # holds the files of a founded master and two enrolled laptops; copied for each run
    mail = Bundle("mail")
    answers = Bundle("answers")
    backups = Bundle("backups")
    old_masters = Bundle("old_masters")

    @initialize()
    def begin(self) -> None:
        self.folder = Path(tempfile.mkdtemp(dir=self.root))
        self.files = {name: copied(self.root / f"{place}.ftdb", self.folder / f"{place}.ftdb")
                      for name, place in (("master", "induk"), ("budi", "budi"), ("sari", "sari"))}
        self.touched = dict(self.files)
        self.counter = 0
        self.held: dict[Path, set[tuple[Any, ...]]] = {}  # by return file: the changes of the master that wrote it
        self.life = 0  # how often the master was restored
        self.heard = dict.fromkeys(WHO, 0)  # the last life of the master of which a laptop has had word

    def use(self, name: str) -> DataFile:
        self.touched[name] = self.files[name]
        return self.files[name]

    def pick(self, file: DataFile, n: int) -> str | None:
        found = [row for (row,) in file.execute(f"SELECT _id FROM {FORM} ORDER BY _id")]
        return found[n % len(found)] if found else None

    # What people do

    @rule(who=st.sampled_from(WHO), values=FIELDS)
    def register(self, who: str, values: dict[str, Any]) -> None:
        self.use(who).insert(FORM, {"nama": "Siti", **values})

    @rule(who=st.sampled_from(("master", *WHO)), n=st.integers(0, 3), values=FIELDS)
    def edit(self, who: str, n: int, values: dict[str, Any]) -> None:
        if row := self.pick(self.use(who), n):
            self.files[who].update(FORM, row, values)

    @rule(who=st.sampled_from(WHO), n=st.integers(0, 3), name=st.sampled_from(["Ani", "Adi"]))
    def add_child(self, who: str, n: int, name: str) -> None:
        if row := self.pick(self.use(who), n):
            self.files[who].insert(CHILD, {"_parent": row, "_position": 1, "nama_anak": name})

    @rule(who=st.sampled_from(WHO), n=st.integers(0, 3))
    def remove(self, who: str, n: int) -> None:
        if row := self.pick(self.use(who), n):
            self.files[who].delete(FORM, row)

    @rule(who=st.sampled_from(WHO), n=st.integers(0, 3), how=st.sampled_from(["REPLACE", "IGNORE"]))
    def another_tool_writes(self, who: str, n: int, how: str) -> None:
        file = self.use(who)
        row = self.pick(file, n) or "0192f3a1-0000-7000-8000-000000000000"
        if not file.value("SELECT 1 FROM _chg WHERE row = ?", (row,)) or self.pick(file, n):
            file.execute(f"INSERT OR {how} INTO {FORM} (_id, nama, hp) VALUES (?, 'Alat', '0844')", (row,))

    @rule(who=st.sampled_from(WHO), n=st.integers(0, 3), years=st.integers(-100, 100),
          hp=st.sampled_from(["0855", "0866"]))
    def edit_by_a_wrong_clock(self, who: str, n: int, years: int, hp: str) -> None:
        """As the trigger does it, on a machine whose clock is off by up to a hundred years."""
        file = self.use(who)
        row = self.pick(file, n)
        if row is None or file.value(f"SELECT hp FROM {FORM} WHERE _id = ?", (row,)) == hp:
            return
        parent = file.row("SELECT hlc, rnd FROM _chg WHERE row = ? ORDER BY hlc DESC, rnd DESC LIMIT 1", (row,))
        assert parent is not None
        extra = file.execute("SELECT hlc, rnd FROM _xhead WHERE row = ? AND auto = 1", (row,)).fetchall()
        hlc = max(time.time_ns() // 10**6 + years * YEARS, parent["hlc"] + 1)
        with file.write():
            file.execute("INSERT INTO _chg (t, row, hlc, rnd, phlc, prnd, xp, op, sv, dev, usr, body) SELECT ?, ?, ?, "
                         "?, ?, ?, ?, 2, (SELECT sv FROM _sync WHERE t = ?), dev, usr, ? FROM _st",
                         (FORM, row, hlc, secrets.randbits(63), parent["hlc"], parent["rnd"],
                          json.dumps(extra) if extra else None, FORM, json.dumps({"hp": hp})))
            materialize(file, [row])

    @rule(who=st.sampled_from(("master", *WHO)), n=st.integers(0, 3), staff=st.integers(0, 2))
    def answer_the_newer_form(self, who: str, n: int, staff: int) -> None:
        """The form has a question more in some places and not yet in others."""
        upgrade(self.use(who))
        if row := self.pick(self.files[who], n):
            self.files[who].update(FORM, row, {NEWER: staff})

    @rule(who=st.sampled_from(WHO), n=st.integers(0, 3), picture=st.sampled_from([b"satu", b"dua"]))
    def attach(self, who: str, n: int, picture: bytes) -> None:
        if row := self.pick(self.use(who), n):
            attachments.keep(self.files[who], picture, "jpg", row)

    @rule(n=st.integers(0, 3))
    def erase(self, n: int) -> None:
        """The province orders an erasure; nothing brings that person back."""
        master = self.use("master")
        if row := self.pick(master, n):
            erasure.erase(master, erasure.rows_of_person(master, row))

    # What happens to files

    @rule(target=mail, who=st.sampled_from(WHO), everything=st.booleans())
    def send(self, who: str, everything: bool) -> Path | None:
        self.counter += 1
        stick = self.folder / f"stick{self.counter}"
        stick.mkdir()
        try:
            return bundle.write(self.use(who), stick, everything=everything).path
        except UserError:
            return None

    @rule(paths=st.lists(mail, min_size=1, max_size=3))
    def deliver(self, paths: list[Path | None]) -> None:
        """Late, twice, in any order; some never."""
        there = [one for path in paths if path is not None for one in path.parent.glob("FTD-*")]
        previews = inbox.inspect(self.use("master"), there)
        assert all(one.refusal is None for one in previews)
        if there:
            done = merge.merge(self.files["master"], previews)
            expected = [one.taken.effect.arrived for one in previews if one.taken and one.parcel]
            assert [taken.effect.arrived for _, taken in done.bundles] == expected

    @rule(path=mail, at=st.integers(0, 10**6), bit=st.integers(0, 7))
    def deliver_damaged(self, path: Path | None, at: int, bit: int) -> None:
        if path is None:
            return
        torn = bytearray(path.read_bytes())
        torn[at % len(torn)] ^= 1 << bit
        bad = path.with_name("rusak.ftd")
        bad.write_bytes(torn)
        last = log.last_lsn(self.files["master"])
        assert [one.state for one in inbox.inspect(self.files["master"], [bad])] == ["refused"]
        assert log.last_lsn(self.files["master"]) == last

    @rule(target=answers, who=st.sampled_from(WHO))
    def write_receipt(self, who: str) -> tuple[str, Path]:
        self.counter += 1
        stick = self.folder / f"life{self.life}-{self.counter}"
        stick.mkdir()
        device = self.files[who].setting("identity")["device_id"]
        return who, receipt.write(self.use("master"), device, stick)

    def hears(self, who: str, path: Path) -> None:
        life = int(path.parent.name.split("-")[0].removeprefix("life"))
        self.heard[who] = max(self.heard[who], life)

    @rule(answer=answers)
    def read_receipt(self, answer: tuple[str, Path]) -> None:
        who, path = answer
        self.hears(who, path)
        told = returns.accept_any(self.use(who), path)
        assert isinstance(told, receipt.ReceiptReport) or self.counts_agree(who, path, told.mismatches)

    @rule(who=st.sampled_from(WHO))
    def bring_back(self, who: str) -> None:
        """The province's return file for the whole province is written and read at once."""
        self.read_return((who, self.return_file(who)))

    @rule(target=answers, who=st.sampled_from(WHO))
    def write_return(self, who: str) -> tuple[str, Path]:
        return who, self.return_file(who)

    def return_file(self, who: str) -> Path:
        self.counter += 1
        stick = self.folder / f"life{self.life}-{self.counter}"
        stick.mkdir()
        device = self.files[who].setting("identity")["device_id"]
        self.held[stick] = ids(log.since(self.use("master"), 0))
        return returns.write(self.files["master"], device, stick).path

    def read_return(self, answer: tuple[str, Path]) -> None:
        who, path = answer
        self.hears(who, path)
        assert self.counts_agree(who, path, returns.accept(self.use(who), path).mismatches)

    def counts_agree(self, who: str, path: Path, mismatches: tuple[counts.Mismatch, ...]) -> bool:
        """Differences are told only when the master that wrote the file lacked what it, or the one before it, had."""
        file = self.files[who]
        known = ids(log.since(file, 0)) - ids(log.own(file, self.acknowledged(file)))
        return mismatches == () or bool(known - self.held[path.parent])

    @rule(n=st.integers(0, 3), one=FIELDS, other=FIELDS, heard=st.sampled_from(["none", "one", "both"]))
    def two_edit_the_same(self, n: int, one: dict[str, Any], other: dict[str, Any], heard: str) -> None:
        """Both have the record, both change it, both send; who of them hears of it before going on differs."""
        for who in WHO:
            self.bring_back(who)
        self.edit("budi", n, one)
        self.edit("sari", n, other)
        self.deliver([self.send(who, everything=False) for who in WHO])
        for who in {"none": (), "one": WHO[:1], "both": WHO}[heard]:
            self.bring_back(who)

    @rule(n=st.integers(0, 3), values=FIELDS)
    def go_on(self, n: int, values: dict[str, Any]) -> None:
        """One edits what may be in dispute, and it arrives at once."""
        self.edit("sari", n, values)
        self.deliver([self.send("sari", everything=False)])

    @rule(who=st.sampled_from(("master", *WHO)), n=st.integers(0, 3), side=st.integers(0, 1))
    def settle(self, who: str, n: int, side: int) -> None:
        found = conflicts.pending(self.use(who))
        if found:
            one = found[n % len(found)]
            conflicts.settle(self.files[who], one, one.sides[side % len(one.sides)].value)

    @rule(who=st.sampled_from(("master", *WHO)), by=st.sampled_from(WHO), undone=st.booleans())
    def settle_alike(self, who: str, by: str, undone: bool) -> None:
        file = self.use(who)
        rule_of = settling.Rule.officer(self.files[by].setting("identity")["officer_name"])
        done = settling.settle_many(file, conflicts.pending(file), rule_of)
        if done.rows and undone:
            assert settling.undo(file, done.batch).rows == done.rows
            assert conflicts.count(file) > 0

    @rule(target=old_masters)
    def back_up_master(self) -> Path:
        return self.back_up("master")[1]

    @rule(place=old_masters)
    def restore_master(self, place: Path) -> None:
        """The master breaks; an old backup takes its place, with the list of erasures that lay beside it."""
        self.counter += 1
        self.life += 1
        old, path = self.files["master"], self.folder / f"master{self.counter}.ftdb"
        old.close()
        if erasure.shun_path(old.path).exists():
            shutil.copy2(erasure.shun_path(old.path), erasure.shun_path(path))
        self.files["master"] = copied(place, path)
        restored.begin_anew(self.files["master"], place.name)
        self.touched["master"] = self.files["master"]

    @rule(target=backups, who=st.sampled_from(WHO))
    def back_up(self, who: str) -> tuple[str, Path]:
        self.counter += 1
        place = self.folder / f"backup{self.counter}.ftdb"
        self.files[who].execute("PRAGMA wal_checkpoint(TRUNCATE)")
        for suffix in ("", ".key"):
            source = self.files[who].path
            shutil.copy2(source.with_name(source.name + suffix), place.with_name(place.name + suffix))
        return who, place

    @rule(backup=backups)
    def restore(self, backup: tuple[str, Path]) -> None:
        """The laptop breaks; its newest work went with a last bundle, its file comes back as it was some time ago."""
        who, place = backup
        self.counter += 1
        last = self.send(who, everything=False)
        self.files[who].close()
        self.files[who] = copied(place, self.folder / f"{who}{self.counter}.ftdb")
        self.touched[who] = self.files[who]
        self.heard[who] = 0  # it may have forgotten
        self.deliver([last])

    @rule(backup=backups, values=FIELDS)
    def twin_speaks(self, backup: tuple[str, Path], values: dict[str, Any]) -> None:
        """A copied file on a second laptop: it writes and sends under the same name."""
        self.counter += 1
        stick = self.folder / f"stick{self.counter}"
        stick.mkdir()
        with copied(backup[1], self.folder / f"twin{self.counter}.ftdb") as twin:
            row = self.pick(twin, self.counter)
            if row is not None:
                twin.update(FORM, row, values)
            twin.insert(FORM, {"nama": "Kembar"})
            self.deliver([bundle.write(twin, stick).path])

    # What must hold

    @invariant()
    def table_and_conflicts_follow_from_the_log(self) -> None:
        for file in getattr(self, "touched", {}).values():
            check(file)
        self.touched: dict[str, DataFile] = {}

    @invariant()
    def nothing_acknowledged_is_missing(self) -> None:
        if not hasattr(self, "files"):
            return
        master = self.files["master"]
        for name in [who for who in WHO if self.heard[who] == self.life]:
            held = self.acknowledged(self.files[name])
            for change in log.own(self.files[name], 0, held):
                assert master.value("SELECT 1 FROM _chg WHERE row = ? AND hlc = ? AND rnd = ?", change[2:5])

    @staticmethod
    def acknowledged(file: DataFile) -> int:
        from ftd_desktop.sync import machine, peers

        return peers.acknowledged(file, machine.province(file).device_id).lsn

    def teardown(self) -> None:
        """All speak once more, and all hear all: then all agree."""
        if not hasattr(self, "files"):
            return
        try:
            for file in self.files.values():
                upgrade(file)
            for _ in range(2):  # what a laptop keeps back in the first round (unsent changes) it has sent by the second
                for who in WHO:
                    self.read_receipt(self.write_receipt(who))
                    self.deliver([self.send(who, everything=False)])
                for who in WHO:
                    last = returns.accept(self.files[who], self.return_file(who))
            assert last.mismatches == ()
            seen = [snapshot(file) for file in self.files.values()]
            assert seen[0] == seen[1] == seen[2]
            for file in self.files.values():
                check(file)
                assert not file.value("SELECT 1 FROM _chg WHERE body IS NOT NULL AND row IN (SELECT row FROM _chg "
                                      "WHERE op = 4)")
        finally:
            for file in self.files.values():
                file.close()
            shutil.rmtree(self.folder)


def ids(changes: Iterable[tuple[Any, ...]]) -> set[tuple[Any, ...]]:
    return {change[2:5] for change in changes}


def snapshot(file: DataFile) -> list[Any]:
    return [file.rows(f"SELECT * FROM {FORM} ORDER BY _id"), file.rows(f"SELECT * FROM {CHILD} ORDER BY _id"),
            file.rows("SELECT * FROM _conflict ORDER BY row, field, lhlc, lrnd"),
            file.rows(f"SELECT row, hlc, rnd, op, body FROM _chg WHERE row IN (SELECT _id FROM {FORM} "
                      f"UNION SELECT _id FROM {CHILD}) ORDER BY row, hlc, rnd")]


def upgrade(file: DataFile) -> None:
    if NEWER not in columns(file):
        add_form(file, "2", NEWER)


def columns(file: DataFile) -> set[str]:
    return {name for (name,) in file.execute("SELECT name FROM pragma_table_info(?)", (FORM,))} - {"_id"}


def check(file: DataFile) -> None:
    alive, expected = oracle.rows(file, FORM)
    found = {row.pop("_id"): row for row in file.rows(f"SELECT * FROM {FORM}")}
    here = columns(file)  # what only a newer form asks waits in the log; what an older one does not ask stays as it was
    assert found == {row: {name: values.get(name) for name in here} for row, values in alive.items()}
    children, more = oracle.rows(file, CHILD)
    shown = {row.pop("_id"): row for row in file.rows(f"SELECT * FROM {CHILD}")}
    assert shown == {row: values for row, values in children.items() if values["_parent"] in alive}
    listed = {(row, field, (w, wr), (k, kr)) for row, field, w, wr, k, kr in file.execute(
        "SELECT row, field, whlc, wrnd, lhlc, lrnd FROM _conflict")}
    assert listed == expected | more
    assert file.value("SELECT applying FROM _st") == 0


def test_the_world(templates: Path) -> None:
    class Here(World):
        root = templates

    profile = settings(max_examples=EXAMPLES, stateful_step_count=60 if NIGHTLY else 40, deadline=None, database=None,
                       suppress_health_check=list(HealthCheck), derandomize=not NIGHTLY,
                       phases=[Phase.generate, Phase.shrink] if NIGHTLY else [Phase.generate])
    run_state_machine_as_test(Here, settings=profile)
