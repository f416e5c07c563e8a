"""The table of invariants names tests that are there; and two invariants that stand nowhere else."""

from __future__ import annotations

import random
import re
from pathlib import Path

import pytest

from ftd_desktop.store.changes import log
from ftd_desktop.store.file import DataFile
from ftd_desktop.sync import bundle, package, union
from tests.sync.test_receipt import cloned
from tests.sync.test_world import snapshot
from tests.sync.world import FORM, child, insert, receive, send

ROOT = Path(__file__).parents[2]
TABLE = ROOT / "docs" / "invariants.md"


def test_every_invariant_names_tests_that_are_there() -> None:
    files = list((ROOT / "tests").rglob("test_*.py"))
    known = {path.stem for path in files}
    for path in files:
        known |= {*re.findall(r"^def (test_\w+)", path.read_text(encoding="utf-8"), re.M)}
    rows = [line for line in TABLE.read_text(encoding="utf-8").splitlines() if re.match(r"\| \d+ \|", line)]
    assert [int(row.split("|")[1]) for row in rows] == [*range(1, 23)]
    for row in rows:
        named = re.findall(r"`([^`]+)`", row.split("|")[3])
        assert named, row
        assert [one for one in named if one not in known and not (ROOT / one).is_file()] == [], row


@pytest.mark.parametrize("seed", range(3))
def test_the_fast_paths_give_what_the_fold_gives(master: DataFile, budi: DataFile, stick: Path, tmp_path: Path,
                                                 seed: int) -> None:
    """New rows, direct successors, rivals, deletions and children mixed: the same tables, heads and conflicts."""
    dice = random.Random(seed)
    rows = [insert(budi, f"Siti {n} (rekaan)") for n in range(8)]
    receive(master, send(budi, stick))
    before = log.last_lsn(budi)
    for file, edits in ((budi, 24), (master, 6)):
        for _ in range(edits):
            file.update(FORM, dice.choice(rows), {dice.choice(["nama", "hp"]): f"08{dice.randrange(99)}"})
    rows += [insert(budi, f"Rina {n} (rekaan)") for n in range(4)]
    for row in dice.sample(rows, 5):
        child(budi, row, "Ani (rekaan)")
    for row in dice.sample(rows, 3):
        budi.delete(FORM, row)
    payload = package.pack(budi, list(log.since(budi, before)))
    seen = []
    with cloned(master, tmp_path) as twin:
        for file, always_fold in ((master, False), (twin, True)):
            changes = package.unpack(payload, "uji")
            with file.write():
                effect = union.bring_in(file, changes, "petugas", always_fold=always_fold)
            changes.close()
            heads = file.rows("SELECT * FROM _xhead ORDER BY row, hlc, rnd")
            counted = (effect.new_rows, effect.changed_rows, effect.conflicts)
            seen.append((effect.folded, (snapshot(file), heads, counted)))
    assert seen[0][1] == seen[1][1]
    assert seen[0][0] < seen[1][0], "there were fast paths to compare"


def test_an_officers_day_is_small(budi: DataFile, stick: Path) -> None:
    """300 changes travel in less than 40 KB."""
    dice = random.Random(4)
    rows = [insert(budi, f"{dice.getrandbits(64):x} (rekaan)", f"08{dice.randrange(10**10):010}", dice.random())
            for _ in range(100)]
    for row in dice.choices(rows, k=200):
        budi.update(FORM, row, {"hp": f"08{dice.randrange(10**10):010}"})
    written = bundle.write(budi, stick)
    assert written.changes == 300
    assert written.bytes < 40 * 1024
