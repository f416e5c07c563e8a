"""Private copies of files of answers, for other programs to open, that do not outlive the sitting.

They lie in a folder that only this user may read (on Linux in memory, where the system offers that), under a name
that tells nothing, for programs keep lists of what they opened. They go when the window is locked or closed. What a
crash left goes at the next start, and what another program still holds open (Windows) at the next lock or close.
"""

from __future__ import annotations

import os
import shutil
import tempfile
from pathlib import Path

from PySide6.QtCore import QLockFile

_PREFIX = "ftd-buka-"
_LOCK = ".kunci"


class PrivateCopies:
    """The copies of one running program, in a folder of its own below `base` (made with the first copy)."""

    def __init__(self, base: Path | None = None) -> None:
        self._base = base or Path(os.environ.get("XDG_RUNTIME_DIR") or tempfile.gettempdir())
        self._folder: Path | None = None
        self._lock: QLockFile | None = None
        self._made = 0

    def put(self, content: bytes, ending: str) -> Path:
        """A copy that only this user can read and nobody should write."""
        folder = self._folder or self._make_folder()
        self._made += 1
        path = folder / f"lampiran-{self._made}.{ending}"
        path.touch(0o600)
        path.write_bytes(content)
        path.chmod(0o400)
        return path

    def clear(self) -> None:
        """Take the copies away; one that is held open stays for the next time."""
        if self._folder is None:
            return
        for path in self._folder.glob("lampiran-*"):
            _remove(path)
        if not any(self._folder.glob("lampiran-*")) and self._lock is not None:
            self._lock.unlock()
            shutil.rmtree(self._folder, ignore_errors=True)
            self._folder = self._lock = None

    def clear_left_behind(self) -> None:
        """Take away what programs left that ended without clearing."""
        for folder in self._base.glob(f"{_PREFIX}*"):
            if folder == self._folder or not folder.is_dir() or folder.is_symlink():
                continue
            lock = _lock(folder)
            if lock.tryLock(0):
                for path in folder.glob("lampiran-*"):
                    _remove(path)
                lock.unlock()
                shutil.rmtree(folder, ignore_errors=True)

    def _make_folder(self) -> Path:
        self._folder = Path(tempfile.mkdtemp(prefix=_PREFIX, dir=self._base))
        self._lock = _lock(self._folder)
        self._lock.lock()
        return self._folder


def _remove(path: Path) -> None:
    try:
        path.chmod(0o600)
        path.unlink()
    except OSError:
        return  # still open in another program; tried again later


def _lock(folder: Path) -> QLockFile:
    lock = QLockFile(str(folder / _LOCK))
    lock.setStaleLockTime(0)  # stale only when its process is gone
    return lock
