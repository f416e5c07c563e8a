"""The one door to a data file: create, open, close, change the passphrase.

A data file is `NAME.ftdb` (SQLCipher), `NAME.ftdb.key` (the wrapped keys) and, while open, `NAME.ftdb.lock`. Whatever
makes opening impossible ends in a UserError and leaves both files as they were.
"""

from __future__ import annotations

import contextlib
import shutil
import time
from pathlib import Path
from types import TracebackType
from typing import Self

from ftd_desktop.errors import UserError
from ftd_desktop.store import copying, driver, keys, schema, search
from ftd_desktop.store.changes import audit, erasure
from ftd_desktop.store.changes.materialize import refold
from ftd_desktop.store.connection import Connection, told_in_words
from ftd_desktop.store.lock import FileLock

SUFFIX = ".ftdb"


class DataFile(Connection):
    """An open data file. Use it from one thread at a time; `close()` it, or use it as a context manager."""

    def __init__(self, path: Path, raw: driver.Raw, key: bytes, lock: FileLock) -> None:
        super().__init__(raw)
        self.path = path
        self.found: audit.Report | None = None  # what the audit at start found that other tools had done
        self._key = key
        self._lock = lock

    @classmethod
    def create(cls, path: Path, passphrase: str, *, role: str, recovery: str | None = None) -> Self:
        """A new file of `role` ("officer", "trainer" or "province"), opened.

        `recovery` is the province's age recipient, to which the data key is wrapped as well. UserError when the
        path is taken or the passphrase too short. The file appears under its name only when it is whole.
        """
        path = Path(path)
        key = keys.new_key()
        sidecar = keys.wrap(key, passphrase, recovery)
        if not path.parent.is_dir():
            raise UserError("Folder {nama} tidak ada. Pilih folder lain.", nama=str(path.parent))
        lock = FileLock(path)
        try:
            if path.exists():
                raise UserError("Sudah ada berkas {nama}. Pilih nama lain.", nama=path.name)
            _put_aside(keys.sidecar_path(path))
            with told_in_words():
                _make(path, key, role, sidecar)
            return cls._connect(path, key, lock)
        except BaseException:
            lock.release()
            raise

    @classmethod
    def open(cls, path: Path, passphrase: str) -> Self:
        """Open an existing file, migrating it when it is older (after copying it aside).

        UserError, with nothing altered, for: no such file, no or damaged key file, wrong passphrase, open elsewhere,
        torn or foreign file, file of a newer program.
        """
        return cls.open_with_key(path, keys.key_of(path, passphrase))

    @classmethod
    def open_with_key(cls, path: Path, key: bytes) -> Self:
        """Open with the data key itself (from the system's key store, or by recovery); errors as `open`."""
        path = keys.existing(path)
        lock = FileLock(path)
        try:
            return cls._connect(path, key, lock)
        except BaseException:
            lock.release()
            raise

    @classmethod
    def recover(cls, path: Path, identity: str, passphrase: str) -> Self:
        """Open with the province's recovery key and give the file a new passphrase."""
        path = keys.existing(path)
        file = cls.open_with_key(path, keys.unwrap_by_recovery(keys.read(path), identity))
        try:
            file.change_passphrase(passphrase)
            file.journal("recovered", {})
        except BaseException:
            file.close()
            raise
        return file

    @classmethod
    def _connect(cls, path: Path, key: bytes, lock: FileLock) -> Self:
        raw = driver.connect(path, key)
        try:
            _check(raw, path)
            file = cls(path, raw, key, lock)
            with told_in_words():
                file._make_ready()
        except BaseException:
            raw.close()
            raise
        return file

    def _make_ready(self) -> None:
        """Settings and migration: what may be written only after the file has proved to be ours."""
        old = schema.version(self)
        driver.settle(self.raw)
        self.before_commit += [refold, search.index_some]
        if old < len(schema.MIGRATIONS):
            self._copy_aside(old)
            schema.migrate(self)
        self.found = audit.at_start(self)
        erasure.keep_beside(self, self.path)

    def _copy_aside(self, old: int) -> None:
        copy = self.path.with_name(f"{self.path.name}.versi{old}-{time.strftime('%Y%m%d-%H%M%S')}")
        copying.copy_to(self.raw, self._key, copy)
        shutil.copy2(keys.sidecar_path(self.path), keys.sidecar_path(copy))

    @property
    def role(self) -> str:
        """Whose file this is: "officer", "trainer" or "province"."""
        return str(self.setting("role"))

    @property
    def data_key(self) -> bytes:
        """The data key, for the system's key store and for backups. Never write it anywhere in the clear."""
        return self._key

    def sign_as(self, device: int, officer: str | None) -> None:
        """From now on changes carry this device ordinal and officer; the device's own officer need not be named."""
        self.execute("UPDATE _st SET dev = ?1, usr = nullif(?2, (SELECT officer_id FROM _dev WHERE dev = ?1))",
                     (device, officer))

    def change_passphrase(self, passphrase: str) -> None:
        """Put the data key under another passphrase; only the key file is rewritten."""
        keys.write(self.path, keys.rewrap(keys.read(self.path), self._key, passphrase))

    def check_passphrase(self, passphrase: str) -> None:
        """UserError unless `passphrase` is the one in force (unlocking an idle window)."""
        keys.unwrap(keys.read(self.path), passphrase)

    def close(self) -> None:
        """Close the file and let go of its lock; closing twice is harmless."""
        if not self._lock.held:
            return
        try:
            erasure.keep_beside(self, self.path)
        finally:
            self.raw.close()
            self._lock.release()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, tb: TracebackType | None) -> None:
        self.close()


def _make(path: Path, key: bytes, role: str, sidecar: keys.Sidecar) -> None:
    """Write a new file with its key file: both, or neither."""
    draft = path.with_name(path.name + ".baru")
    try:
        driver.discard(draft)
        _build(draft, key, role)
        keys.write(path, sidecar)
        draft.replace(path)
        keys.sync_folder(path.parent)
    except BaseException:
        with contextlib.suppress(OSError):
            driver.discard(draft)
            if not path.exists():
                keys.sidecar_path(path).unlink(missing_ok=True)
        raise


def _build(draft: Path, key: bytes, role: str) -> None:
    """Write a whole new file under a temporary name, its log folded into the main file."""
    raw = driver.connect(draft, key)
    try:
        driver.settle(raw)
        file = Connection(raw)
        schema.migrate(file)
        file.set_setting("role", role)
        raw.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    finally:
        raw.close()


def _check(raw: driver.Raw, path: Path) -> None:
    """UserError unless `raw` reads as one of our files, not newer than this program. Writes nothing."""
    try:
        raw.execute("SELECT count(*) FROM sqlite_master").fetchone()
        application = raw.execute("PRAGMA application_id").fetchone()[0]
        version = raw.execute("PRAGMA user_version").fetchone()[0]
    except driver.DatabaseError as error:
        if "locked" in str(error):
            raise UserError("Berkas data sedang dipakai program lain. Tutup program itu, lalu coba lagi.") from error
        raise UserError("Berkas {nama} rusak, terpotong, atau bukan pasangan berkas kuncinya. Tidak ada yang diubah. "
                        "Pulihkan dari cadangan.", nama=path.name) from error
    if application != schema.APPLICATION_ID:
        raise UserError("Berkas {nama} bukan berkas data FTD Desktop.", nama=path.name)
    if version > len(schema.MIGRATIONS):
        raise UserError("Berkas {nama} dibuat oleh FTD Desktop yang lebih baru. Perbarui program ini dahulu; berkasnya "
                        "tidak diubah.", nama=path.name)


def _put_aside(sidecar: Path) -> None:
    """A key file without its data file (a moved or lost file) may still be needed: keep it under another name."""
    if sidecar.exists():
        sidecar.rename(sidecar.with_name(f"{sidecar.name}.lama-{time.strftime('%Y%m%d-%H%M%S')}"))
