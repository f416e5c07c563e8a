"""kill -9 at random moments of a merge, a backup and the writing of a bundle: before or after, never between.

Each time a process of its own does the work on a fresh copy and is killed after a part of the time that the whole work
took; then the copy is opened and looked at from end to end, and the work is done again. Prints how often the state was
the one before, the one after, or anything else (with what was wrong), and ends with 1 when anything else was found.
Usage: python -m benchmarks.kill [MOMENTS] [SEED]. POSIX only; the suite has the same with fewer moments.
"""

from __future__ import annotations

import os
import random
import shutil
import signal
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from ftd_desktop.store import backup, copying, keys
from ftd_desktop.store.file import DataFile
from ftd_desktop.sync import bundle, inbox, merge, outgoing
from tests.sync import world

RECORDS = 600
LONGEST = 600  # seconds for one campaign
Work = Callable[[Path], None]
Look = Callable[[Path], str]  # "before" or "after"; AssertionError or UserError says what lies between


@dataclass(frozen=True)
class Campaign:
    """Work on the files of a folder, and how to tell afterwards whether it has happened."""

    name: str
    work: Work
    look: Look


def prepare(folder: Path) -> None:
    """A master with records, an officer with others, and the officer's bundle on a stick."""
    (folder / "stick").mkdir()
    (folder / "cadangan").mkdir()
    with world.found(folder) as master, world.enrol(master, folder, "budi") as budi:
        for file in (master, budi):
            with file.write():
                for n in range(RECORDS):
                    world.child(file, world.insert(file, f"Siti {n} (rekaan)"), "Ani (rekaan)")
        (folder / "kiriman").mkdir()
        world.send(budi, folder / "kiriman")


def _merge(folder: Path) -> None:
    with DataFile.open(folder / "induk.ftdb", world.PASSPHRASE) as master:
        merge.merge(master, inbox.inspect(master, _bundles(folder / "kiriman")))


def _merged(folder: Path) -> str:
    with DataFile.open(folder / "induk.ftdb", world.PASSPHRASE) as master:
        _whole(master)
        found = tuple(master.value(f"SELECT count(*) FROM {t}") for t in (world.FORM, f"{world.FORM}__anak"))
        known = master.value("SELECT count(*) FROM _bundle")
        assert (*found, known) in ((RECORDS, RECORDS, 0), (2 * RECORDS, 2 * RECORDS, 1)), (found, known)
        _merge_again(master, folder)
        return "after" if known else "before"


def _merge_again(master: DataFile, folder: Path) -> None:
    merge.merge(master, inbox.inspect(master, _bundles(folder / "kiriman")))
    assert master.value(f"SELECT count(*) FROM {world.FORM}__anak") == 2 * RECORDS


def _whole(file: DataFile) -> None:
    assert file.found is None, file.found
    assert file.value("SELECT applying FROM _st") == 0
    assert file.value("PRAGMA integrity_check") == "ok"
    assert not file.execute("PRAGMA cipher_integrity_check").fetchall()
    assert file.value("SELECT count(*) FROM sqlite_master WHERE name LIKE '_cap_%'") >= 8


def _back_up(folder: Path) -> None:
    with DataFile.open(folder / "budi.ftdb", world.PASSPHRASE) as file:
        backup.back_up(file, folder / "cadangan")


def _backed_up(folder: Path) -> str:
    place = folder / "cadangan"
    kept = backup.listing(place, "budi")
    with DataFile.open(folder / "budi.ftdb", world.PASSPHRASE) as file:
        _whole(file)
        for one in kept:
            assert copying.prove(one.path, keys.unwrap(keys.read(one.path), world.PASSPHRASE))
        told = backup.health(file).at
        assert told is None or kept, "a backup is told that is not there"
        backup.back_up(file, place)
        assert len(backup.listing(place, "budi")) == len(kept) + 1
    return "after" if kept else "before"


def _write(folder: Path) -> None:
    with DataFile.open(folder / "budi.ftdb", world.PASSPHRASE) as file:
        bundle.write(file, folder / "stick")


def _written(folder: Path) -> str:
    found = _bundles(folder / "stick")
    with (DataFile.open(folder / "budi.ftdb", world.PASSPHRASE) as file,
          DataFile.open(folder / "induk.ftdb", world.PASSPHRASE) as master):
        _whole(file)
        assert all(one.refusal is None for one in inbox.inspect(master, found))
        bundle.write(file, folder / "stick")
        assert len(_bundles(folder / "stick")) == 1
    return "after" if found else "before"


def _bundles(folder: Path) -> list[Path]:
    return [path for path in folder.iterdir() if path.suffix == outgoing.SUFFIX and not path.name.startswith(".")]


CAMPAIGNS = (Campaign("merge", _merge, _merged), Campaign("backup", _back_up, _backed_up),
             Campaign("bundle", _write, _written))


def killed(work: Work, folder: Path, after: float) -> bool:
    """Do `work` in a process of its own and kill that after so many seconds; False when it failed by itself."""
    pid = os.fork()
    if pid == 0:
        try:
            work(folder)
            time.sleep(LONGEST)  # so that some are killed just after
        finally:
            os._exit(1)
    time.sleep(after)
    os.kill(pid, signal.SIGKILL)
    return os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]) == -signal.SIGKILL


def run(campaign: Campaign, source: Path, moments: int, chance: random.Random) -> Counter[str]:
    """How often each state was found after a kill."""
    found: Counter[str] = Counter()
    began = time.monotonic()
    with tempfile.TemporaryDirectory() as place:
        fresh = Path(place) / "utuh"
        shutil.copytree(source, fresh)
        start = time.monotonic()
        campaign.work(fresh)
        whole = time.monotonic() - start
        while sum(found.values()) < moments and time.monotonic() - began < LONGEST:
            folder = Path(place) / "kali"
            shutil.copytree(source, folder)
            if killed(campaign.work, folder, chance.uniform(0, 1.1 * whole)):
                found[_state(campaign, folder)] += 1
            shutil.rmtree(folder)
    return found


def _state(campaign: Campaign, folder: Path) -> str:
    try:
        return campaign.look(folder)
    except Exception as error:  # noqa: BLE001 - whatever it is, it is neither before nor after, and the campaign goes on
        return f"BETWEEN: {type(error).__name__} {error}"


def main() -> None:
    moments = int(sys.argv[1]) if len(sys.argv) > 1 else 200
    seed = int(sys.argv[2]) if len(sys.argv) > 2 else random.randrange(10**6)
    keys.ITERATIONS, keys.MEMORY_KIB = 1, 64
    bad = 0
    with tempfile.TemporaryDirectory() as name:
        prepare(Path(name))
        for campaign in CAMPAIGNS:
            found = run(campaign, Path(name), moments, random.Random(seed))
            between = sum(n for state, n in found.items() if state.startswith("BETWEEN"))
            bad += between + (sum(found.values()) < moments)
            print(f"{campaign.name:8} killed {sum(found.values())}: before {found['before']}, after {found['after']}, "
                  f"between {between} (seed {seed})", flush=True)
            for state in found:
                if state.startswith("BETWEEN"):
                    print("        ", state)
    sys.exit(bad > 0)


if __name__ == "__main__":
    main()
