"""The hash chain over change ids: evidence that the log of an epoch is what it was (MERGE.md section 4).

It covers ids only, never bodies, so that an erasure does not break it and nothing about a person can be guessed from
it. D(0) = SHA-256("ftd-chain 1" 00 epoch); D(n) = SHA-256(D(n-1) row 00 hlc rnd), numbers as 8 bytes big-endian, over
the changes made in this file, in order of `lsn`.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from secrets import randbits

from ftd_desktop.store.changes import log
from ftd_desktop.store.connection import Connection
from ftd_desktop.store.ids import now

ChangeId = tuple[str, int, int]  # row, hlc, rnd


@dataclass(frozen=True)
class Epoch:
    """A run of changes of one living file; a restored or cloned file begins a new one after lsn `after`."""

    number: int
    after: int


@dataclass(frozen=True)
class Break:
    """A checkpoint that the log no longer fits: something at or before `lsn` was removed, added or altered."""

    epoch: int
    lsn: int
    sealed: str


def start(epoch: int) -> bytes:
    """The digest of an epoch without changes."""
    return hashlib.sha256(b"ftd-chain 1\0" + _number(epoch)).digest()


def extend(digest: bytes, ids: Iterable[ChangeId]) -> bytes:
    """The digest after further changes."""
    for row, hlc, rnd in ids:
        digest = hashlib.sha256(digest + row.encode() + b"\0" + _number(hlc) + _number(rnd)).digest()
    return digest


def _number(value: int) -> bytes:
    return value.to_bytes(8, "big", signed=True)


def current(file: Connection) -> Epoch:
    """The epoch in force."""
    number = file.value("SELECT epoch FROM _st")
    return Epoch(number, file.value("SELECT after FROM _epoch WHERE epoch = ?", (number,)))


def digest(file: Connection, upto: int) -> bytes:
    """D(upto) of the current epoch; resumes at the last checkpoint before."""
    epoch = current(file)
    row = file.row("SELECT lsn, digest FROM _chain WHERE epoch = ? AND lsn <= ? ORDER BY lsn DESC LIMIT 1",
                   (epoch.number, upto))
    known = (epoch.after, start(epoch.number)) if row is None else (row["lsn"], row["digest"])
    return extend(known[1], _ids(file, known[0], upto))


def seal(file: Connection) -> tuple[int, bytes]:
    """Keep a checkpoint at the end of the log; gives (lsn, digest)."""
    with file.write():
        upto = log.last_lsn(file)
        value = digest(file, upto)
        file.execute("INSERT INTO _chain (lsn, epoch, digest, at) SELECT ?1, ?2, ?3, ?4 WHERE NOT EXISTS "
                     "(SELECT 1 FROM _chain WHERE lsn = ?1)", (upto, current(file).number, value, now()))
    return upto, value


def new_epoch(file: Connection, after: int) -> Epoch:
    """Begin a new epoch whose changes are those after `after`: this file was restored or cloned."""
    number = randbits(63)
    with file.write():
        file.execute("INSERT INTO _epoch (epoch, after, at) VALUES (?, ?, ?)", (number, after, now()))
        file.execute("UPDATE _st SET epoch = ?", (number,))
        file.execute("DELETE FROM _chain WHERE lsn > ?", (after,))
        file.journal("new epoch", {"after": after})
    return Epoch(number, after)


def learn(file: Connection, lives: Iterable[int]) -> None:
    """Keep that these were epochs of this file too, in lives of it that are lost."""
    file.raw.executemany("INSERT INTO _epoch (epoch, after, at) VALUES (?, 0, ?) ON CONFLICT (epoch) DO NOTHING",
                         [(life, now()) for life in lives])


def verify(file: Connection) -> list[Break]:
    """Compute the chain of the current epoch anew from its start and compare it with every checkpoint."""
    epoch = current(file)
    at, value, breaks = epoch.after, start(epoch.number), []
    for lsn, sealed, when in file.execute("SELECT lsn, digest, at FROM _chain WHERE epoch = ? ORDER BY lsn",
                                          (epoch.number,)).fetchall():
        value = extend(value, _ids(file, at, lsn))
        at = lsn
        if value != sealed:
            breaks.append(Break(epoch.number, lsn, when))
    return breaks


def _ids(file: Connection, after: int, upto: int) -> Iterable[ChangeId]:
    t, row, hlc, rnd = (log.COLUMNS.index(name) for name in ("t", "row", "hlc", "rnd"))
    return ((change[row], change[hlc], change[rnd]) for change in log.own(file, after, upto) if change[t])
