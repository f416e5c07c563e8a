"""How far two files have got with each other: what was acknowledged to me, what I hold of others (`_peer`).

Every number stands with its digest and within an epoch; a number without its digest is never trusted (MERGE.md 4, 5).
"""

from __future__ import annotations

from dataclasses import dataclass

from ftd_desktop.store.changes import chain
from ftd_desktop.store.file import DataFile
from ftd_desktop.store.ids import now

UP, DOWN = "up", "down"


@dataclass(frozen=True)
class Mark:
    """Everything of an epoch up to `lsn` is held, its chain digest there is `digest`; up to `safe` it is backed up."""

    lsn: int
    digest: bytes
    safe: int


def epoch_text(epoch: int) -> str:
    """An epoch as it stands in headers: 16 hexadecimal digits."""
    return f"{epoch:016x}"


def epoch_number(text: str) -> int:
    """The inverse of `epoch_text`; ValueError for other text."""
    return int(text, 16)


def mark(file: DataFile, peer: str, epoch: int, way: str) -> Mark | None:
    """The mark between this file and a peer, or None before the first."""
    row = file.row("SELECT lsn, digest, safe FROM _peer WHERE peer = ? AND epoch = ? AND way = ?", (peer, epoch, way))
    return None if row is None else Mark(row["lsn"], row["digest"] or b"", row["safe"] or 0)


def set_mark(file: DataFile, peer: str, epoch: int, way: str, value: Mark) -> None:
    """Keep a mark."""
    file.execute("INSERT INTO _peer (peer, epoch, way, lsn, digest, safe, at) VALUES (?, ?, ?, ?, ?, ?, ?) "
                 "ON CONFLICT (peer, epoch, way) DO UPDATE SET lsn = excluded.lsn, digest = excluded.digest, "
                 "safe = excluded.safe, at = excluded.at",
                 (peer, epoch, way, value.lsn, value.digest, value.safe, now()))


def acknowledged(file: DataFile, peer: str) -> Mark:
    """What the province has acknowledged of this file's current epoch; its beginning when nothing yet."""
    epoch = chain.current(file)
    return mark(file, peer, epoch.number, UP) or Mark(epoch.after, chain.digest(file, epoch.after), epoch.after)
