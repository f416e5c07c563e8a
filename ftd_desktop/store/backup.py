"""Backups: made whole and proved to open, kept in a rotation, restored without losing what they replace.

A backup is `NAME-YYYYMMDD-HHMMSS.ftdb` with its key file beside it, opened by the passphrase that was in force then.
Settings: `backup_places` (folders to back up to), `last_backup` (at, place, proved, lsn), `backup_faults` (place -> why
the last attempt there failed).
"""

from __future__ import annotations

import contextlib
import glob
import re
import shutil
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from ftd_desktop.errors import UserError
from ftd_desktop.store import copying, driver, keys, leftovers, letting_go, restored
from ftd_desktop.store.changes import chain, log
from ftd_desktop.store.connection import Connection, told_in_words
from ftd_desktop.store.copying import Progress
from ftd_desktop.store.file import SUFFIX, DataFile
from ftd_desktop.store.ids import now
from ftd_desktop.store.lock import FileLock

STAMP = "%Y%m%d-%H%M%S"
# Kept: the newest few, the newest of each of the last days, the newest of each of the last months.
KEEP_NEWEST, KEEP_DAYS, KEEP_MONTHS = 5, 14, 12
DUE = timedelta(hours=20)  # once a working day, whenever in the day the program is used


@dataclass(frozen=True)
class Backup:
    """A backup lying in a folder."""

    path: Path
    at: datetime
    bytes: int


@dataclass(frozen=True)
class Outcome:
    """What became of one place: the backup, or a sentence that says why there is none."""

    place: Path
    backup: Backup | None
    fault: str = ""


@dataclass(frozen=True)
class Health:
    """How safe the file is: `changes` since the last proved backup, `faults` of places where the last try failed."""

    at: datetime | None
    place: str
    changes: int
    faults: dict[str, str]

    @property
    def good(self) -> bool:
        """True when everything is in a proved backup, or only a day's work is not, and no place failed."""
        recent = self.at is not None and datetime.now().astimezone() - self.at < timedelta(days=7)
        return not self.faults and self.at is not None and (self.changes == 0 or recent)


def back_up(file: DataFile, folder: Path, progress: Progress | None = None,
            cancelled: Callable[[], bool] = lambda: False) -> Backup:
    """Copy the file with its key file into `folder`, prove that the copy opens, and thin out older ones.

    UserError when the folder is not there, too full or not writable; then nothing there has changed.
    """
    folder = Path(folder)
    if not folder.is_dir():
        raise UserError("Tempat cadangan {tempat} tidak ada. Pasang flashdisk atau disk itu, atau pilih tempat lain.",
                        tempat=str(folder))
    at = datetime.now().astimezone()
    target = _free_name(folder, file.path.stem, at)
    letting_go.tidy(file)  # a copy lasts long: it takes no picture that was replaced
    chain.seal(file)
    lsn = log.last_lsn(file)
    try:
        shutil.copyfile(keys.sidecar_path(file.path), keys.sidecar_path(target))
        copying.copy_to(file.raw, file.data_key, target, progress, cancelled)
    except OSError as error:
        _remove(keys.sidecar_path(target))
        raise UserError("Cadangan tidak bisa ditulis ke {tempat}: {sebab}. Periksa ruang dan izin di tempat itu, lalu "
                        "coba lagi.", tempat=str(folder), sebab=str(error)) from error
    except BaseException:
        _remove(keys.sidecar_path(target))
        raise
    file.set_setting("last_backup", {"at": at.isoformat(), "place": str(folder), "proved": now(), "lsn": lsn})
    file.journal("backup", {"place": str(folder), "name": target.name})
    thin_out(folder, file.path.stem)
    return Backup(target, at, target.stat().st_size)


def places(file: Connection) -> list[Path]:
    """The folders that backups go to."""
    return [Path(place) for place in file.setting("backup_places", [])]


def set_places(file: Connection, folders: Iterable[Path]) -> None:
    """Name the folders that backups go to."""
    file.set_setting("backup_places", [str(folder) for folder in folders])


def back_up_everywhere(file: DataFile, progress: Progress | None = None,
                       cancelled: Callable[[], bool] = lambda: False) -> list[Outcome]:
    """Back up to every named place; a place that fails does not keep the others from theirs."""
    outcomes = []
    for place in places(file):
        try:
            outcomes.append(Outcome(place, back_up(file, place, progress, cancelled)))
        except UserError as error:
            outcomes.append(Outcome(place, None, str(error)))
    file.set_setting("backup_faults", {str(o.place): o.fault for o in outcomes if o.backup is None})
    return outcomes


def health(file: Connection) -> Health:
    """The state of the light, from what really happened."""
    kept = file.setting("last_backup") or {}
    changes = file.value("SELECT count(*) FROM _chg WHERE lsn > ?", (kept.get("lsn", 0),))
    return Health(datetime.fromisoformat(kept["at"]) if kept else None, kept.get("place", ""), int(changes),
                  file.setting("backup_faults", {}))


def due(file: Connection) -> bool:
    """True when a working day has passed since the last backup and something has changed."""
    state = health(file)
    return state.changes > 0 and (state.at is None or datetime.now().astimezone() - state.at > DUE)


def listing(folder: Path, stem: str) -> list[Backup]:
    """The backups of the file `stem`.ftdb in a folder, newest first; nothing else is ever taken for one."""
    pattern = re.compile(re.escape(stem) + r"-(\d{8}-\d{6})(?:-\d+)?" + re.escape(SUFFIX))
    found = []
    for path in Path(folder).iterdir() if Path(folder).is_dir() else ():
        named = pattern.fullmatch(path.name)
        if named and keys.sidecar_path(path).exists():
            found.append(Backup(path, datetime.strptime(named[1], STAMP).astimezone(), path.stat().st_size))
    return sorted(found, key=lambda backup: (backup.at, _turn(backup.path)), reverse=True)


def thin_out(folder: Path, stem: str) -> list[Path]:
    """Remove what the rotation no longer keeps; gives what was removed."""
    found = listing(folder, stem)
    kept = {backup.path for backup in found[:KEEP_NEWEST]}
    for form, most in (("%Y%m%d", KEEP_DAYS), ("%Y%m", KEEP_MONTHS)):
        newest: dict[str, Path] = {}
        for backup in found:
            newest.setdefault(backup.at.strftime(form), backup.path)
        kept |= set(list(newest.values())[:most])
    gone = [backup.path for backup in found if backup.path not in kept]
    for path in gone:
        path.unlink()
        keys.sidecar_path(path).unlink()
    leftovers.clear(_unfinished(folder, stem))
    return gone


def _unfinished(folder: Path, stem: str) -> list[Path]:
    """What backups left that were killed. A key file alone stays: its backup may only have been carried elsewhere."""
    pattern = re.compile(re.escape(stem) + r"-\d{8}-\d{6}(?:-\d+)?" + re.escape(SUFFIX) + r"\.baru(?:-\w+)?")
    return [path for path in folder.iterdir() if pattern.fullmatch(path.name)]


def restore(backup: Path, target: Path, passphrase: str) -> DataFile:
    """Put a backup in the place of `target` and open it; what stood there stays beside it under another name.

    `passphrase` is the backup's. The restored file begins a new epoch, so that the province sees no clash with what
    was sent after the backup. UserError, with nothing changed, when the backup is damaged, the passphrase wrong or the
    disk full.
    """
    backup, target = Path(backup), Path(target)
    sidecar = keys.read(backup)
    key = keys.unwrap(sidecar, passphrase)
    copying.prove(backup, key)
    lock = FileLock(target)
    draft = target.with_name(target.name + ".pulih")
    try:
        with told_in_words():
            shutil.copyfile(backup, draft)
            keys.sync_file(draft)
            _put_aside(target, key)
            if not keys.sidecar_path(target).exists():
                keys.write(target, sidecar)
            draft.replace(target)
            keys.sync_folder(target.parent)
    finally:
        _remove(draft)
        lock.release()
    file = DataFile.open_with_key(target, key)
    try:
        restored.begin_anew(file, backup.name)
    except BaseException:
        file.close()
        raise
    return file


def _remove(path: Path) -> None:
    """Take away what was left unfinished; from a stick that was drawn out nothing can be."""
    with contextlib.suppress(OSError):
        path.unlink(missing_ok=True)


def _put_aside(target: Path, key: bytes) -> None:
    """Keep what stands at `target`: a file of the same key stays whole until the restored one takes its name.

    A file that this key does not open (torn, or another file) is renamed with all that belongs to it.
    """
    if not target.exists():
        return
    aside = target.with_name(f"{target.stem}.sebelum-pulih-{datetime.now().strftime(STAMP)}{target.suffix}")
    if _opens(target, key):
        raw = driver.connect(target, key)
        try:
            raw.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
            copying.copy_to(raw, key, aside)
        finally:
            raw.close()
        shutil.copyfile(keys.sidecar_path(target), keys.sidecar_path(aside))
        return
    for ending in ("", ".key", "-wal", "-shm"):
        part = target.with_name(target.name + ending)
        if part.exists():
            part.rename(aside.with_name(aside.name + ending))


def _opens(path: Path, key: bytes) -> bool:
    try:
        copying.prove(path, key)
    except UserError:
        return False
    return keys.sidecar_path(path).exists()


def _turn(path: Path) -> int:
    """Which backup of its second this is: 1 without a number, else the number."""
    numbered = re.search(r"-\d{8}-\d{6}-(\d+)$", path.stem)
    return int(numbered[1]) if numbered else 1


def _free_name(folder: Path, stem: str, at: datetime) -> Path:
    """A name after those of the same second: one the rotation has freed would pass for older than it is."""
    name = f"{stem}-{at.strftime(STAMP)}"
    taken = [_turn(path) for path in folder.glob(f"{glob.escape(name)}*{SUFFIX}")]
    return folder / (f"{name}-{max(taken) + 1}{SUFFIX}" if taken else f"{name}{SUFFIX}")
