"""Noticing that a file is an older copy of itself: restored, or copied over by hand (MERGE.md section 4).

A high-water mark of each file (its last lsn and the chain digest there) is kept in a folder of the user, outside the
data file. A file that does not reach its mark, or has another digest there, has lost what it once wrote: it begins a
new epoch, so that the province sees a restored file and not two laptops under one name.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

from ftd_desktop.store import keys
from ftd_desktop.store.changes import chain, log
from ftd_desktop.store.file import DataFile
from ftd_desktop.store.ids import now


@dataclass(frozen=True)
class Mark:
    """How far a file once was."""

    epoch: int
    lsn: int
    digest: str


def notice(file: DataFile, folder: Path) -> bool:
    """At start: True when the file is behind its mark in `folder`; it then has a new epoch. Moves the mark to now."""
    mark = _read(_place(file, folder))
    behind = mark is not None and _is_behind(file, mark)
    if behind:
        if mark is not None and file.role == "province":  # a life that the copy knows nothing of; laptops will ask
            chain.learn(file, [mark.epoch])
        begin_anew(file, "")
    note(file, folder)
    return behind


def _is_behind(file: DataFile, mark: Mark) -> bool:
    """Whether the file lacks what the mark tells of; an epoch it has left behind says nothing."""
    if mark.epoch == chain.current(file).number:
        return mark.lsn > log.last_lsn(file) or chain.digest(file, mark.lsn).hex() != mark.digest
    return file.value("SELECT 1 FROM _epoch WHERE epoch = ?", (mark.epoch,)) is None


def note(file: DataFile, folder: Path) -> None:
    """Move the mark to what the file holds now: after a bundle was written, and before closing."""
    folder.mkdir(parents=True, exist_ok=True)
    lsn, digest = chain.seal(file)
    place = _place(file, folder)
    draft = place.with_name(place.name + ".baru")
    draft.write_text(json.dumps({"epoch": chain.current(file).number, "lsn": lsn, "digest": digest.hex()}))
    draft.replace(place)


def begin_anew(file: DataFile, source: str) -> None:
    """Begin a new epoch after the last change that the province has acknowledged; what follows is sent again."""
    with file.write():
        epoch = chain.current(file)
        told = file.value("SELECT max(lsn) FROM _peer WHERE epoch = ? AND way = 'up'", (epoch.number,))
        chain.new_epoch(file, min(told or epoch.after, log.last_lsn(file)))
        file.set_setting("restored", {"at": now(), "from": source})
        file.journal("restore", {"from": source})


def _place(file: DataFile, folder: Path) -> Path:
    return folder / f"{keys.read(file.path).id}.mark"


def _read(place: Path) -> Mark | None:
    """The mark, or None when there is none or it is unreadable: then nothing is known, and nothing is claimed."""
    try:
        mark = json.loads(place.read_bytes())
        return Mark(int(mark["epoch"]), int(mark["lsn"]), str(mark["digest"]))
    except (OSError, ValueError, KeyError, TypeError):
        return None
