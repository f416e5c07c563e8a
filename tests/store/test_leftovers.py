"""Pieces of killed programs go after a day; what somebody may be writing now stays, and so does all that is whole."""

from __future__ import annotations

import os
import time
from pathlib import Path

from ftd_desktop.store import backup, leftovers
from ftd_desktop.store.file import DataFile
from ftd_desktop.sync import outgoing


def aged(path: Path, days: float) -> Path:
    path.write_bytes(b"sisa")
    then = time.time() - days * leftovers.DAY
    os.utime(path, (then, then))
    return path


def test_only_what_is_older_than_a_day(tmp_path: Path) -> None:
    old, young, none = aged(tmp_path / "a", 1.1), aged(tmp_path / "b", 0.9), tmp_path / "c"
    leftovers.clear([old, young, none])
    assert (old.exists(), young.exists()) == (False, True)


def test_a_backup_clears_what_killed_ones_left(file: DataFile, tmp_path: Path) -> None:
    place, stem = tmp_path / "cadangan", file.path.stem
    place.mkdir()
    whole = backup.back_up(file, place).path
    key = whole.with_name(whole.name + ".key")
    for one in (whole, key):
        os.utime(one, (0, 0))
    gone = [aged(place / f"{stem}-20220803-090000.ftdb{end}", 2) for end in (".baru", ".baru-journal")]
    kept = [aged(place / f"lain-20220803-090000.ftdb{end}", 2) for end in (".baru", ".key")]
    kept.append(aged(place / f"{stem}-20220804-090000.ftdb.baru", 0))
    kept.append(aged(place / f"{stem}-20220804-090000.ftdb.key", 2))  # its backup may lie elsewhere
    backup.back_up(file, place)
    assert not any(one.exists() for one in gone)
    assert all(one.exists() for one in (*kept, whole, key))


def test_a_carried_file_clears_drafts_of_killed_ones(tmp_path: Path) -> None:
    gone, kept = aged(tmp_path / ".FTD-up-1-1-2.ftd.baru", 2), aged(tmp_path / ".FTD-up-2-1-2.ftd.baru", 0)
    whole = aged(tmp_path / "FTD-up-3-1-2.ftd", 2)
    outgoing.put(tmp_path, "FTD-up-4-1-2.ftd", b"isi")
    assert (gone.exists(), kept.exists(), whole.exists()) == (False, True, True)
