"""Full disks, read-only folders, sticks drawn out, files that another program holds: said, and all is as before."""

from __future__ import annotations

import errno
import os
import resource
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from ftd_desktop.errors import UserError
from ftd_desktop.store import backup, driver, keys
from ftd_desktop.store.file import DataFile
from ftd_desktop.sync import bundle, inbox, machine, merge, outgoing, receipt, returns
from tests.sync import world
from tests.sync.world import FORM, PASSPHRASE, insert

NOBODY = 65534


@contextmanager
def full_at(size: int) -> Iterator[None]:
    """No file may grow beyond `size` bytes, for SQLite and Python alike, as on a disk that is full."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


def names(folder: Path) -> list[str]:
    return sorted(one.name for one in folder.iterdir())


def sound(file: DataFile) -> bool:
    return bool(file.value("PRAGMA integrity_check") == "ok" and not file.raw.in_transaction
                and file.value("SELECT applying FROM _st") == 0)


@pytest.mark.parametrize("room", [0, 4_096, 40_000, 200_000])
def test_a_save_on_a_full_disk(budi: DataFile, room: int) -> None:
    insert(budi, "Siti (rekaan)")
    log = budi.path.with_name(budi.path.name + "-wal")
    with full_at(log.stat().st_size + room), pytest.raises(UserError, match="penuh"), budi.write():
        for n in range(2_000):
            insert(budi, f"Siti {n} (rekaan)" * 20)
    assert [row["nama"] for row in world.table(budi)] == ["Siti (rekaan)"]
    assert sound(budi)
    insert(budi, "Rina (rekaan)")


@pytest.mark.parametrize("room", [0, 40_000, 300_000])
def test_a_merge_on_a_full_disk(master: DataFile, budi: DataFile, stick: Path, room: int) -> None:
    with budi.write():
        for n in range(1_500):
            insert(budi, f"Siti {n} (rekaan)")
    previews = inbox.inspect(master, [world.send(budi, stick)])
    log = master.path.with_name(master.path.name + "-wal")
    with full_at(log.stat().st_size + room), pytest.raises(UserError, match="penuh"):
        merge.merge(master, previews)
    assert (world.table(master), master.value("SELECT count(*) FROM _bundle")) == ([], 0)
    assert sound(master)
    assert merge.merge(master, previews).arrived == 1_500


@pytest.mark.parametrize("size", [0, 100, 20_000, 200_000])
def test_a_backup_to_a_full_place(budi: DataFile, tmp_path: Path, size: int) -> None:
    place = tmp_path / "cadangan"
    place.mkdir()
    with full_at(size), pytest.raises(UserError):
        backup.back_up(budi, place)
    assert names(place) == []
    assert backup.health(budi).at is None
    backup.back_up(budi, place)


@pytest.mark.parametrize("size", [0, 300])
def test_carried_files_on_a_full_stick(master: DataFile, budi: DataFile, stick: Path, size: int) -> None:
    insert(budi, "Siti (rekaan)")
    device = machine.person(budi).device_id
    for write in (lambda: bundle.write(budi, stick), lambda: receipt.write(master, device, stick),
                  lambda: returns.write(master, device, stick)):
        _checkpoint(master, budi)
        with full_at(size), pytest.raises(UserError):
            write()
        assert names(stick) == []
    assert bundle.write(budi, stick).changes == 1


def _checkpoint(*files: DataFile) -> None:
    for file in files:
        file.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def test_a_restore_onto_a_full_disk(budi: DataFile, tmp_path: Path) -> None:
    insert(budi, "Siti (rekaan)")
    (tmp_path / "cadangan").mkdir()
    kept = backup.back_up(budi, tmp_path / "cadangan").path
    budi.close()
    before, beside = budi.path.read_bytes(), names(budi.path.parent)
    for size in (0, 4_096, len(before) // 2):
        with full_at(size), pytest.raises(UserError):
            backup.restore(kept, budi.path, PASSPHRASE)
        assert budi.path.read_bytes() == before
        assert names(budi.path.parent) == beside
    backup.restore(kept, budi.path, PASSPHRASE).close()


def test_another_passphrase_on_a_full_disk(budi: DataFile) -> None:
    beside = names(budi.path.parent)
    with full_at(10), pytest.raises(UserError):
        budi.change_passphrase("kata yang lain sama sekali")
    assert names(budi.path.parent) == beside
    budi.check_passphrase(PASSPHRASE)


def test_a_new_file_on_a_full_disk(tmp_path: Path) -> None:
    for size in (0, 10, 4_096, 100_000):
        with full_at(size), pytest.raises(UserError):
            DataFile.create(tmp_path / "baru.ftdb", PASSPHRASE, role="officer")
        assert [name for name in names(tmp_path) if not name.endswith(".lock")] == []
    DataFile.create(tmp_path / "baru.ftdb", PASSPHRASE, role="officer").close()


def test_a_file_opened_on_a_full_disk(budi: DataFile) -> None:
    insert(budi, "Siti (rekaan)")
    budi.close()
    before = budi.path.read_bytes()
    with full_at(0), pytest.raises(UserError):
        DataFile.open(budi.path, PASSPHRASE)
    assert budi.path.read_bytes() == before
    with DataFile.open(budi.path, PASSPHRASE) as file:
        assert len(world.table(file)) == 1


@pytest.fixture
def locked_folder(budi: DataFile) -> Iterator[Path]:
    """A folder with Budi's closed file in which nobody may write; the test has no more rights than an officer."""
    budi.close()
    folder = Path(tempfile.mkdtemp())
    for suffix in ("", ".key"):
        shutil.copyfile(budi.path.with_name(budi.path.name + suffix), folder / f"budi.ftdb{suffix}")
    folder.chmod(0o555)
    was_root = os.geteuid() == 0
    if was_root:
        os.seteuid(NOBODY)
    yield folder
    if was_root:
        os.seteuid(0)
    folder.chmod(0o755)
    shutil.rmtree(folder)


def test_a_read_only_folder(locked_folder: Path) -> None:
    with pytest.raises(UserError, match="tidak bisa ditulis"):
        DataFile.open(locked_folder / "budi.ftdb", PASSPHRASE)
    with pytest.raises(UserError):
        DataFile.create(locked_folder / "baru.ftdb", PASSPHRASE, role="officer")
    with pytest.raises(UserError):
        outgoing.put(locked_folder, "FTD-up-x.ftd", b"isi")
    assert names(locked_folder) == ["budi.ftdb", "budi.ftdb.key"]


@pytest.fixture
def drawn_out(stick: Path, monkeypatch: pytest.MonkeyPatch) -> Any:
    """A function that draws the stick: from then on all that touches it fails with an error of the device."""
    def draw() -> None:
        def gone(real: Any) -> Any:
            def call(place: Any, *args: Any, **kwargs: Any) -> Any:
                if isinstance(place, Path) and stick in (place, *place.parents):
                    raise OSError(errno.EIO, "Input/output error")
                return real(place, *args, **kwargs)
            return call

        for name in ("open", "read_bytes", "write_bytes", "replace", "unlink", "stat", "iterdir", "is_dir", "exists"):
            monkeypatch.setattr(Path, name, gone(getattr(Path, name)))
    return draw


def test_a_stick_drawn_out_while_a_bundle_is_written(budi: DataFile, stick: Path, drawn_out: Any,
                                                     monkeypatch: pytest.MonkeyPatch) -> None:
    insert(budi, "Siti (rekaan)")
    sync = os.fsync

    def drawn(handle: int) -> None:
        drawn_out()
        raise OSError(errno.EIO, "Input/output error")

    monkeypatch.setattr(outgoing.os, "fsync", drawn)
    with pytest.raises(UserError, match="tidak dapat ditulis"):
        bundle.write(budi, stick)
    monkeypatch.setattr(os, "fsync", sync)
    assert budi.value("SELECT count(*) FROM _bundle WHERE kind = 'sent'") == 0
    assert bundle.waiting(budi) == 1


def test_a_stick_drawn_out_while_a_backup_is_written(budi: DataFile, stick: Path, drawn_out: Any) -> None:
    insert(budi, "Siti (rekaan)")
    with pytest.raises(UserError, match="Cadangan tidak bisa ditulis"):
        backup.back_up(budi, stick, progress=lambda done, total, words: drawn_out())
    assert backup.health(budi).at is None
    assert sound(budi)


def test_a_stick_drawn_out_while_a_bundle_is_read(master: DataFile, budi: DataFile, stick: Path,
                                                  drawn_out: Any) -> None:
    insert(budi, "Siti (rekaan)")
    path = world.send(budi, stick)
    drawn_out()
    (seen,) = inbox.inspect(master, [path])
    assert "tidak dapat dibaca" in str(seen.refusal)
    with pytest.raises(UserError):
        returns.accept_any(budi, path)


@pytest.fixture
def holder(budi: DataFile) -> Iterator[Any]:
    """Another program that has begun to write to Budi's file and does not end."""
    other = driver.connect(budi.path, budi.data_key)
    other.execute("BEGIN IMMEDIATE")
    budi.execute("PRAGMA busy_timeout = 0")
    yield other
    other.close()


def test_a_file_that_another_program_holds(budi: DataFile, holder: Any, stick: Path) -> None:
    for work in (lambda: insert(budi, "Siti (rekaan)"), lambda: budi.set_setting("x", 1),
                 lambda: backup.back_up(budi, stick)):
        with pytest.raises(UserError, match="program lain"):
            work()
    assert (world.table(budi), names(stick)) == ([], [])
    holder.execute("ROLLBACK")
    insert(budi, "Siti (rekaan)")
    assert sound(budi)


def test_a_file_that_another_program_holds_when_it_is_opened(budi: DataFile, monkeypatch: pytest.MonkeyPatch) -> None:
    budi.close()
    connect = driver.connect

    def impatient(path: Path, key: bytes) -> driver.Raw:
        made = connect(path, key)
        made.execute("PRAGMA busy_timeout = 0")
        return made

    monkeypatch.setattr(driver, "connect", impatient)
    other = driver.connect(budi.path, keys.key_of(budi.path, PASSPHRASE))
    other.execute("PRAGMA locking_mode = EXCLUSIVE")
    other.execute("BEGIN EXCLUSIVE")
    other.execute("CREATE TABLE jahat(x)")
    with pytest.raises(UserError, match="program lain"):
        DataFile.open(budi.path, PASSPHRASE)
    other.close()
    with DataFile.open(budi.path, PASSPHRASE) as file:
        assert world.table(file) == [] and FORM in file.db.table_names()
