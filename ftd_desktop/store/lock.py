"""One process per file: an operating-system lock on `NAME.ftdb.lock`, gone by itself when the process dies."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from ftd_desktop.errors import UserError


class FileLock:
    """Holds the lock of one data file until `release()`; UserError when somebody else holds it."""

    def __init__(self, path: Path) -> None:
        try:
            self._handle = os.open(path.with_name(path.name + ".lock"), os.O_RDWR | os.O_CREAT, 0o600)
        except OSError as error:
            raise UserError("Folder berkas {nama} tidak bisa ditulis ({sebab}). Pindahkan berkas ke folder milik Anda "
                            "di laptop ini, bersama berkas kuncinya.", nama=path.name,
                            sebab=error.strerror or "?") from error
        self.held = True
        try:
            _lock(self._handle)
        except OSError as error:
            os.close(self._handle)
            raise UserError("Berkas {nama} sedang dibuka di jendela atau program lain. Tutup yang lain dahulu.",
                            nama=path.name) from error

    def release(self) -> None:
        """Let the next one in; the lock file stays, for removing it would race with them."""
        if self.held:
            self.held = False
            os.close(self._handle)


if sys.platform == "win32":
    import msvcrt

    def _lock(handle: int) -> None:
        msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
else:
    import fcntl

    def _lock(handle: int) -> None:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
