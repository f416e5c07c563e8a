"""kill -9 in the middle of a merge or of writing a bundle: afterwards all of it is there, or none."""

from __future__ import annotations

import os
import shutil
import signal
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from ftd_desktop.store.file import DataFile
from ftd_desktop.sync import bundle, inbox, merge, outgoing
from tests.sync.world import FORM, PASSPHRASE, child, insert, send

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork and SIGKILL")
MOMENTS = 200 if os.environ.get("FTD_NIGHTLY") else 8


def killed(work: Callable[[], Any]) -> bool:
    """Run `work` in a process of its own; True when it was killed, False when it came to its end."""
    pid = os.fork()
    if pid == 0:
        try:
            work()
        finally:
            os._exit(0)
    return os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]) == -signal.SIGKILL


def merge_until(path: Path, bundle_path: Path, moment: int) -> int:
    """Merge and die at the `moment`-th beat of SQLite's clock; gives the number of beats of a whole merge."""
    beats = 0

    def beat() -> int:
        nonlocal beats
        beats += 1
        if beats == moment:
            os.kill(os.getpid(), signal.SIGKILL)
        return 0

    with DataFile.open(path, PASSPHRASE) as file:
        previews = inbox.inspect(file, [bundle_path])
        file.raw.set_progress_handler(beat, 300)
        merge.merge(file, previews)
        file.raw.set_progress_handler(None, 0)
    return beats


def fresh(source: Path, folder: Path) -> Path:
    folder.mkdir()
    for suffix in ("", ".key"):
        shutil.copy2(source.with_name(source.name + suffix), folder / (source.name + suffix))
    return folder / source.name


def test_a_killed_merge_has_happened_or_not(master: DataFile, budi: DataFile, stick: Path, tmp_path: Path) -> None:
    for n in range(200):
        child(budi, insert(budi, f"Siti {n} (rekaan)"), "Ani (rekaan)")
    path = send(budi, stick)
    master.close()
    whole = merge_until(fresh(master.path, tmp_path / "utuh"), path, -1)
    assert whole > MOMENTS
    found = set()
    for n in range(MOMENTS):
        copy = fresh(master.path, tmp_path / f"ke{n}")
        assert killed(lambda copy=copy, n=n: merge_until(copy, path, 1 + n * whole // MOMENTS))
        with DataFile.open(copy, PASSPHRASE) as file:
            rows = file.value(f"SELECT count(*) FROM {FORM}")
            found.add((rows, file.value("SELECT count(*) FROM _bundle"), file.value("SELECT applying FROM _st")))
            assert file.value("PRAGMA integrity_check") == "ok"
            assert [row for (row,) in file.execute("SELECT name FROM sqlite_master WHERE name LIKE '_cap_%'")]
            merge.merge(file, inbox.inspect(file, [path]))
            assert file.value(f"SELECT count(*) FROM {FORM}__anak") == 200
    assert found <= {(0, 0, 0), (200, 1, 0)}


@pytest.mark.parametrize("moment", ["fsync", "replace"])
def test_a_killed_bundle_leaves_no_torn_file(budi: DataFile, stick: Path, moment: str) -> None:
    insert(budi, "Siti (rekaan)")
    budi.close()

    def work() -> None:
        target = os if moment == "fsync" else Path
        setattr(target, moment, lambda *args: os.kill(os.getpid(), signal.SIGKILL))
        with DataFile.open(budi.path, PASSPHRASE) as file:
            file.execute("PRAGMA synchronous = OFF")
            bundle.write(file, stick)

    assert killed(work)
    assert not list(stick.glob("FTD-*"))
    with DataFile.open(budi.path, PASSPHRASE) as file:
        assert bundle.write(file, stick).changes == 1
    assert [path.name[:6] for path in stick.iterdir()] == ["FTD-up"]


def test_a_full_disk_is_said_and_leaves_nothing(budi: DataFile, stick: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from ftd_desktop.errors import UserError

    def full(handle: int) -> None:
        raise OSError(28, "No space left on device")

    insert(budi, "Siti (rekaan)")
    monkeypatch.setattr(outgoing.os, "fsync", full)
    with pytest.raises(UserError, match="tidak dapat ditulis"):
        bundle.write(budi, stick)
    assert not list(stick.iterdir())
