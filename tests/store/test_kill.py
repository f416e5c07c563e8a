"""kill -9 at random moments of writing, applying and backing up: before or after, never between."""

from __future__ import annotations

import contextlib
import random
import subprocess
import sys
from pathlib import Path

import pytest

from ftd_desktop.store import backup, copying, keys
from ftd_desktop.store.changes import log
from ftd_desktop.store.changes.fold import fold
from ftd_desktop.store.file import DataFile
from tests.store.conftest import PASSPHRASE

# Each loop is one write of several rows; the number printed was committed.
SAVE = """
import sys, pathlib
from ftd_desktop.store.changes import capture
from ftd_desktop.store.file import DataFile
from ftd_desktop.store.trail import Trail
file = DataFile.open(pathlib.Path(sys.argv[1]), sys.argv[2])
n = file.value("SELECT year FROM programme WHERE _id = 'p'")
while True:
    n += 1
    with file.write():
        file.update("programme", "p", {"year": n})
        file.insert("officer", {"code": str(n), "name": "x" * 3000})
        Trail(file).begin(f"r{n}", "f", "1")
        Trail(file).write(f"r{n}", [("/a", str(n))])
        with capture.applying(file):
            file.execute("UPDATE cohort SET name = ?", (str(n),))
    print(n, flush=True)
"""
BACK_UP = """
import sys, pathlib
from ftd_desktop.store import backup
from ftd_desktop.store.file import DataFile
file = DataFile.open(pathlib.Path(sys.argv[1]), sys.argv[2])
while True:
    print(backup.back_up(file, pathlib.Path(sys.argv[3])).path, flush=True)
"""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "budi.ftdb"
    with DataFile.create(path, PASSPHRASE, role="officer") as file:
        file.insert("programme", {"_id": "p", "year": 0})
        file.insert("cohort", {"_id": "k", "name": "0"})
    return path


def killed(script: str, *arguments: object, after: float) -> list[str]:
    """Run a script, kill it `after` seconds after its first line, give the lines that it had printed."""
    with subprocess.Popen([sys.executable, "-c", script, *map(str, arguments)], stdout=subprocess.PIPE,
                          text=True) as process:
        assert process.stdout is not None
        first = process.stdout.readline()
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(after)
        process.kill()
        return [first, *process.stdout.readlines()]


@pytest.mark.parametrize("seed", range(4))
def test_killed_while_saving(path: Path, seed: int) -> None:
    chance = random.Random(seed)
    told = int(killed(SAVE, path, PASSPHRASE, after=chance.uniform(0, 0.1))[-1])
    with DataFile.open(path, PASSPHRASE) as file:
        reached = file.value("SELECT year FROM programme")
        assert reached in (told, told + 1)  # what was told is there; the next may have been committed and not told
        assert file.value("SELECT count(*) FROM officer") == file.value("SELECT count(*) FROM _trail") == reached
        assert file.value("SELECT name FROM cohort") == str(reached)
        assert file.value("SELECT applying FROM _st") == 0
        assert fold(log.of_row(file, "p")).values["year"] == reached and file.found is None
        assert file.value("PRAGMA integrity_check") == "ok"
        assert file.execute("PRAGMA cipher_integrity_check").fetchall() == []


@pytest.mark.parametrize("seed", range(3))
def test_killed_while_backing_up(path: Path, tmp_path: Path, seed: int) -> None:
    folder = tmp_path / "cadangan"
    folder.mkdir()
    made = killed(BACK_UP, path, PASSPHRASE, folder, after=random.Random(seed).uniform(0, 0.1))
    with DataFile.open(path, PASSPHRASE) as file:
        kept = backup.listing(folder, "budi")
        # One more may have been made, and the oldest thinned out for it, before it could be told.
        assert {str(b.path) for b in kept} >= {line.strip() for line in made[1 - backup.KEEP_NEWEST:]}
        for one in kept:
            copying.prove(one.path, keys.unwrap(keys.read(one.path), PASSPHRASE))
        backup.back_up(file, folder)
