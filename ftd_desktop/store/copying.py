"""Whole copies of an open encrypted file, and the proof that a copy opens.

SQLite's own backup is used, never a copy of the bytes: opening and closing a database file by other means would drop
the locks that SQLite holds on it.
"""

from __future__ import annotations

import contextlib
from collections.abc import Callable
from pathlib import Path

from ftd_desktop.errors import Cancelled, UserError
from ftd_desktop.i18n import tr
from ftd_desktop.store import driver, keys

Progress = Callable[[int, int, str], None]
PAGES = 2_000


def copy_to(raw: driver.Raw, key: bytes, target: Path, progress: Progress | None = None,
            cancelled: Callable[[], bool] = lambda: False) -> None:
    """Write an exact copy of the open file `raw` to `target`, under the same key: whole, proved to open, or not at all.

    UserError when the place is full or cannot be written; Cancelled when asked to stop.
    """
    draft = target.with_name(target.name + ".baru")

    def pulse(_status: int, remaining: int, total: int) -> None:
        if cancelled():
            raise Cancelled
        if progress:
            progress(total - remaining, total, tr("Menyalin berkas data"))

    try:
        driver.discard(draft)
        _copy(raw, key, draft, pulse)
        prove(draft, key)
        draft.replace(target)
        keys.sync_folder(target.parent)
    except (OSError, driver.OperationalError) as error:
        raise UserError("Cadangan tidak bisa ditulis ke {tempat}: {sebab}. Periksa ruang dan izin di tempat itu, lalu "
                        "coba lagi.", tempat=str(target.parent), sebab=str(error)) from error
    finally:
        with contextlib.suppress(OSError):  # a stick that was drawn out cannot be tidied either
            driver.discard(draft)


def _copy(raw: driver.Raw, key: bytes, draft: Path, pulse: Callable[[int, int, int], None]) -> None:
    copy = driver.connect(draft, key)
    try:
        copy.execute("PRAGMA synchronous = FULL")
        raw.backup(copy, pages=PAGES, progress=pulse)
        # The copy is told apart by nothing: SQLite counts its writing as a schema change, the capture audit would too.
        copy.execute(f"PRAGMA schema_version = {raw.execute('PRAGMA schema_version').fetchone()[0]}")
    finally:
        copy.close()
    keys.sync_file(draft)


def prove(path: Path, key: bytes) -> int:
    """Read the closed file `path` from end to end; gives its last lsn. UserError when anything is wrong with it."""
    try:
        raw = driver.connect_to_look(path, key)
        try:
            faults = [row[0] for row in raw.execute("PRAGMA cipher_integrity_check")]
            faults += [row[0] for row in raw.execute("PRAGMA quick_check(1)") if row[0] != "ok"]
            last = raw.execute("SELECT max(lsn) FROM _chg").fetchone()[0]
        finally:
            raw.close()
    except driver.DatabaseError as error:
        faults, last = [str(error)], None
    if faults:
        raise UserError("Berkas {nama} tidak utuh dan tidak bisa dipakai sebagai cadangan. Pakai cadangan lain, dan "
                        "periksa alat penyimpanannya.", nama=path.name)
    return int(last or 0)
