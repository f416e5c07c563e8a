"""Seals on what arrived: evidence that the changes a file brought are what they were when it was taken in.

The chain of a file covers what was made in it, so at the province it says nothing of what came from its officers.
Each arrival keeps SHA-256 over the ids it brought, in their order in the log; `ftd audit` computes them anew. Ids only,
as in the chain: an erasure breaks nothing, and nothing about a person can be guessed.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass

from ftd_desktop.store.connection import Connection

SEAL = "seal"  # in `_bundle.detail`
_START = b"ftd-arrived 1\0"


@dataclass(frozen=True)
class Broken:
    """A file whose changes in the log are not what they were: its name, who sent it, when it was taken in."""

    name: str
    sender: str
    at: str


def of(file: Connection, first: int | None, last: int | None) -> str | None:
    """The seal over the changes numbered `first` to `last`, hexadecimal; None when nothing arrived."""
    if first is None or last is None:
        return None
    digest = hashlib.sha256(_START)
    for row, hlc, rnd in file.execute("SELECT row, hlc, rnd FROM _chg WHERE lsn BETWEEN ? AND ? ORDER BY lsn",
                                      (first, last)):
        digest.update(row.encode() + b"\0" + hlc.to_bytes(8, "big", signed=True) + rnd.to_bytes(8, "big", signed=True))
    return digest.hexdigest()


def broken(file: Connection) -> list[Broken]:
    """The province's arrivals whose seal does not fit the log any more, oldest first.

    A laptop lets go of rows that leave its scope, so nothing is held against its log; nor against what came before
    there were seals.
    """
    if file.setting("role") != "province":
        return []
    return [Broken(name, sender, at) for first, last, seal, name, sender, at in _sealed(file)
            if of(file, first, last) != seal]


def _sealed(file: Connection) -> Iterator[tuple[int, int, str, str, str, str]]:
    rows = file.execute("SELECT b.lsn_first, b.lsn_last, b.detail, b.name, d.name, b.at FROM _bundle AS b "
                        "LEFT JOIN _dev AS d ON d.device_id = b.peer WHERE b.lsn_first IS NOT NULL "
                        "AND b.detail IS NOT NULL ORDER BY b.lsn_first").fetchall()
    for first, last, detail, name, sender, at in rows:
        seal = json.loads(detail).get(SEAL)
        if seal is not None:
            yield first, last, seal, name or "", sender or "", at
