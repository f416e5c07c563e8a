"""Two laptops and a master while people move, regencies change hands, and files are late, doubled and reversed.

Whatever happens: a return file holds nothing outside its laptop's regencies, no change is lost before the province has
it, what leaves a laptop is deleted nowhere, and nothing stands anywhere that nobody wrote. FTD_NIGHTLY=1 hunts longer.
"""

from __future__ import annotations

import json
import os
import shutil
import tempfile
from collections import defaultdict
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import Bundle, RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test

from ftd_desktop.errors import UserError
from ftd_desktop.store.changes import log
from ftd_desktop.sync import bundle, envelope, handover, inbox, machine, merge, package, returns
from ftd_desktop.sync.scope import OFFICE_TABLES
from tests.cheap_keys import make_keys_cheap
from tests.sync import world
from tests.sync.test_returns import MEDAN, NIAS, enrolled
from tests.sync.test_world import check, ids
from tests.sync.world import FORM, child, copied, insert

NIGHTLY = bool(os.environ.get("FTD_NIGHTLY"))
EXAMPLES = int(os.environ.get("FTD_EXAMPLES", "150" if NIGHTLY else "12"))
CHILD = f"{FORM}__anak"
WHO = ("medan", "nias")
KAB = st.sampled_from([MEDAN, NIAS])
WRITERS = st.sampled_from(("master", *WHO))
N = st.integers(0, 3)


class Scopes(RuleBasedStateMachine):
    """What is held against the files: every change anybody made, every value, every deletion somebody wished."""

    root: Path  # a master and two laptops, each with one regency
    mail = Bundle("mail")
    answers = Bundle("answers")

    @initialize()
    def begin(self) -> None:
        self.folder = Path(tempfile.mkdtemp(dir=self.root))
        self.files = {name: copied(self.root / f"{place}.ftdb", self.folder / f"{place}.ftdb")
                      for name, place in (("master", "induk"), ("medan", "medan"), ("nias", "nias"))}
        self.made: dict[str, set[tuple[Any, ...]]] = defaultdict(set)
        self.written: set[tuple[str, str, Any]] = set()
        self.deleted: set[str] = set()
        self.counter = 0

    def place(self) -> Path:
        self.counter += 1
        made = self.folder / f"stick{self.counter}"
        made.mkdir()
        return made

    def device(self, who: str) -> str:
        return machine.person(self.files[who]).device_id

    def regencies(self, who: str) -> list[str]:
        return list(json.loads(self.files["master"].value("SELECT scope FROM _dev WHERE device_id = ?",
                                                          (self.device(who),))))

    def pick(self, who: str, n: int) -> str | None:
        found = [row for (row,) in self.files[who].execute(f"SELECT _id FROM {FORM} ORDER BY _id")]
        return found[n % len(found)] if found else None

    def note(self, row: str, values: dict[str, Any]) -> None:
        self.written |= {(row, field, value) for field, value in values.items()}

    # What people do

    @rule(who=WRITERS, kab=KAB, name=st.sampled_from(["Siti", "Sita"]))
    def register(self, who: str, kab: str, name: str) -> None:
        row = insert(self.files[who], name, kab=kab)
        self.note(row, {"nama": name, "hp": "0812", "kab": kab})

    @rule(who=WRITERS, n=N, values=st.fixed_dictionaries({}, optional={
        "hp": st.sampled_from(["0811", "0822"]), "kab": KAB}).filter(bool))
    def edit(self, who: str, n: int, values: dict[str, Any]) -> None:
        if row := self.pick(who, n):
            self.files[who].update(FORM, row, values)
            self.note(row, values)

    @rule(who=WRITERS, n=N)
    def add_child(self, who: str, n: int) -> None:
        if row := self.pick(who, n):
            self.note(child(self.files[who], row, "Ani"), {"nama_anak": "Ani", "_parent": row})

    @rule(who=WRITERS, n=N)
    def remove(self, who: str, n: int) -> None:
        if row := self.pick(who, n):
            below = self.files[who].execute(f"SELECT _id FROM {CHILD} WHERE _parent = ?", (row,)).fetchall()
            self.deleted |= {row, *(one for (one,) in below)}
            self.files[who].delete(FORM, row)

    @rule(who=st.sampled_from(WHO), scope=st.sampled_from([[MEDAN], [NIAS], [MEDAN, NIAS]]))
    def hand_over(self, who: str, scope: list[str]) -> None:
        handover.hand_over(self.files["master"], self.device(who), scope)

    # What happens to files

    @rule(target=mail, who=st.sampled_from(WHO))
    def send(self, who: str) -> Path | None:
        try:
            return bundle.write(self.files[who], self.place()).path
        except UserError:
            return None

    @rule(paths=st.lists(mail, min_size=1, max_size=3))
    def deliver(self, paths: list[Path | None]) -> None:
        if there := [path for path in paths if path is not None]:
            merge.merge(self.files["master"], inbox.inspect(self.files["master"], there))

    @rule(target=answers, who=st.sampled_from(WHO))
    def write_return(self, who: str) -> tuple[str, Path]:
        path = returns.write(self.files["master"], self.device(who), self.place()).path
        assert self.carried(who, path) <= self.allowed(who)
        return who, path

    @rule(answer=answers)
    def read_return(self, answer: tuple[str, Path]) -> None:
        who, path = answer
        assert returns.accept(self.files[who], path).mismatches == ()

    @rule(who=st.sampled_from(WHO))
    def speak(self, who: str) -> None:
        """A laptop sends, and the answer is read at once."""
        self.deliver([self.send(who)])
        self.read_return(self.write_return(who))

    def carried(self, who: str, path: Path) -> set[str]:
        """The rows of people in a return file."""
        opened = envelope.open_sealed(path.read_bytes(), me=machine.keys(self.files[who]), trusted=lambda key: True,
                                      kinds=(returns.KIND,), name=path.name)
        changes = package.unpack(package.unzipped(opened.payload, path.name)["changes.sqlite"], path.name)
        try:
            return {change[2] for change in changes.changes() if change[1] not in OFFICE_TABLES}
        finally:
            changes.close()

    def allowed(self, who: str) -> set[str]:
        """By one look at each row of the master: its own regency, or its parent's, is the laptop's."""
        mine, master = self.regencies(who), self.files["master"]
        people = {row["_id"] for row in world.table(master) if row["kab"] in mine}
        return people | {row["_id"] for row in world.table(master, CHILD) if row["_parent"] in people}

    # What must hold

    @invariant()
    def every_change_is_somewhere(self) -> None:
        for who in WHO if hasattr(self, "files") else ():
            self.made[who] |= ids(log.own(self.files[who], 0))
            here, there = (ids(log.since(self.files[one], 0)) for one in (who, "master"))
            assert self.made[who] <= here | there

    @invariant()
    def nothing_is_deleted_that_nobody_deleted(self) -> None:
        for file in self.files.values() if hasattr(self, "files") else ():
            gone = {row for (row,) in file.execute("SELECT row FROM _chg WHERE op = 3")}
            assert gone <= self.deleted

    @invariant()
    def nothing_stands_that_nobody_wrote(self) -> None:
        for file in self.files.values() if hasattr(self, "files") else ():
            check(file)
            for table, fields in ((FORM, ("nama", "hp", "kab")), (CHILD, ("nama_anak", "_parent"))):
                for row in world.table(file, table):
                    assert {(row["_id"], field, row[field]) for field in fields} <= self.written

    def teardown(self) -> None:
        """All speak and hear until nobody waits: then a laptop has exactly what stands in its regencies."""
        if not hasattr(self, "files"):
            return
        try:
            for _ in range(2):
                for who in WHO:
                    self.speak(who)
            for who in WHO:
                self.read_return(self.write_return(who))
                stand = {row["_id"] for table in (FORM, CHILD) for row in world.table(self.files[who], table)}
                assert stand == self.allowed(who)
                assert bundle.waiting(self.files[who]) == 0
        finally:
            for file in self.files.values():
                file.close()
            shutil.rmtree(self.folder)


@pytest.fixture(scope="module")
def founded(templates: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wilayah")
    with pytest.MonkeyPatch.context() as patch:
        make_keys_cheap(patch)
        with copied(templates / "induk.ftdb", folder / "induk.ftdb") as master:
            world.add_form(master, "2", "kab")
            for name, regency in zip(WHO, (MEDAN, NIAS), strict=True):
                enrolled(master, folder, name, regency).close()
    return folder


def test_scopes_of_the_world(founded: Path) -> None:
    class Here(Scopes):
        root = founded

    profile = settings(max_examples=EXAMPLES, stateful_step_count=50 if NIGHTLY else 25, deadline=None, database=None,
                       suppress_health_check=list(HealthCheck), derandomize=not NIGHTLY,
                       phases=[Phase.generate, Phase.shrink] if NIGHTLY else [Phase.generate])
    run_state_machine_as_test(Here, settings=profile)
