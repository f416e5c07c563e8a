"""The bundle an officer carries to the province: every change of her own since the last acknowledged one.

Cumulative on purpose: a lost or doubled stick costs nothing. docs/formats/bundle.md.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Any

from ftd_desktop import __version__
from ftd_desktop.errors import Cancelled, UserError
from ftd_desktop.store.changes import chain, log
from ftd_desktop.store.file import DataFile
from ftd_desktop.store.ids import new_id
from ftd_desktop.sync import envelope, machine, outgoing, package, parts, peers
from ftd_desktop.sync.identity import short
from ftd_desktop.sync.parts import gaps, packing

KIND = "bundle"
AMISS = "amiss"  # setting: tables of which the province counted other rows than this laptop has
ASKS = "asks_for_copy"  # setting: something from the province is missing here, so even an empty bundle is worth sending


@dataclass(frozen=True)
class Written:
    """A bundle that lies in a folder: `changes` from log number `first` to `last`, `records` rows, `bytes` long; beside
    it the `parts` with attachments.
    """

    path: Path
    file_id: str
    changes: int
    records: int
    bytes: int
    first: int
    last: int
    parts: tuple[parts.Part, ...] = ()


def waiting(file: DataFile) -> int:
    """How many of this file's changes the province has not acknowledged."""
    start = peers.acknowledged(file, machine.province(file).device_id).lsn
    return sum(1 for _ in log.own(file, start))


def write(file: DataFile, folder: Path, *, everything: bool = False, attachments: bool = True,
          part_bytes: int = parts.LARGEST, progress: packing.Progress = lambda done, total, words: None,
          cancelled: Callable[[], bool] = lambda: False) -> Written:
    """Write the bundle into `folder`; `everything` starts at the epoch's beginning (send all again).

    Attachments that the province has not confirmed follow in parts of at most `part_bytes`. UserError when there is
    nothing to send or the folder cannot be written; Cancelled between parts, what was written by then is whole.
    """
    plan = packing.planned(packing.unconfirmed(file), part_bytes) if attachments else []
    set_id = new_id()
    written = _records_bundle(file, folder, everything=everything, told={"set": set_id, "parts": len(plan)})
    if cancelled():
        raise Cancelled
    me, office = machine.person(file), machine.province(file)
    return replace(written, parts=packing.write(file, folder, plan, device_id=me.device_id, to=office.box,
                                                set_id=set_id, progress=progress, cancelled=cancelled))


def _records_bundle(file: DataFile, folder: Path, *, everything: bool, told: dict[str, Any]) -> Written:
    """The bundle itself; `told` are the header fields that speak of its parts."""
    office, me = machine.province(file), machine.person(file)
    epoch = chain.current(file)
    start = epoch.after if everything else peers.acknowledged(file, office.device_id).lsn
    changes, asks = list(log.own(file, start)), bool(file.setting(ASKS))
    if not changes and not asks and not told["parts"]:
        raise UserError("Semua catatan sudah diterima provinsi. Tidak ada yang perlu dikirim.")
    last, digest = chain.seal(file)
    file_id, made = new_id(), datetime.now().astimezone().isoformat(timespec="seconds")
    fields = {
        "id": file_id, "device": me.device_id, "officer": me.officer_id, "epoch": peers.epoch_text(epoch.number),
        "after": epoch.after, "first": start + 1, "last": last, "before": chain.digest(file, start).hex(),
        "digest": digest.hex(), "changes": len(changes), "applied": dict(_applied(file, office.device_id)),
        "app": __version__, "made": made, "asks": asks, "wants": gaps.wanted(file), "amiss": file.setting(AMISS, []),
        **told,
    }
    data = envelope.seal(KIND, fields, package.pack(file, changes), sender=machine.keys(file), to=office.box)
    path = outgoing.put(folder, f"FTD-up-{short(me.device_id)}-{start + 1}-{last}{outgoing.SUFFIX}", data)
    written = Written(path, file_id, len(changes), _records(file, changes), len(data), start + 1, last)
    _note(file, written, epoch.number, digest, made)
    return written


def _applied(file: DataFile, peer: str) -> Iterator[tuple[str, int]]:
    """How far this file has taken in what the province sent, by the province's epoch."""
    for epoch, lsn in file.execute("SELECT epoch, lsn FROM _peer WHERE peer = ? AND way = ?", (peer, peers.DOWN)):
        yield peers.epoch_text(epoch), lsn


def _records(file: DataFile, changes: Sequence[Sequence[Any]]) -> int:
    """How many records are in it: rows of tables that are not repeats."""
    roots = {t for (t,) in file.execute("SELECT t FROM _sync WHERE parent IS NULL")}
    return len({row for _, t, row, *_ in changes if t in roots})


def _note(file: DataFile, written: Written, epoch: int, digest: bytes, made: str) -> None:
    """Keep in the journal of files that this one was made; made again, it stands there once."""
    with file.write():
        file.execute("DELETE FROM _bundle WHERE kind = 'sent' AND epoch = ? AND first = ? AND last = ?",
                     (epoch, written.first, written.last))
        file.execute(
            "INSERT INTO _bundle (file_id, kind, peer, epoch, first, last, digest, changes, new, at, name) "
            "VALUES (?, 'sent', ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (written.file_id, machine.province(file).device_id, epoch, written.first, written.last, digest,
             written.changes, written.records, made, written.path.name))
        file.journal("bundle", {"id": written.file_id, "changes": written.changes, "bytes": written.bytes})
