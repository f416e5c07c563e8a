"""The bundle an officer carries to the province: every change of her own since the last acknowledged one.

Cumulative on purpose: a lost or doubled stick costs nothing. docs/formats/bundle.md.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Any

from ftd_desktop import __version__
from ftd_desktop.errors import Cancelled, UserError
from ftd_desktop.store import letting_go
from ftd_desktop.store.changes import chain, log
from ftd_desktop.store.file import DataFile
from ftd_desktop.store.ids import new_id
from ftd_desktop.sync import envelope, kinds, lives, machine, outgoing, package, parts, peers
from ftd_desktop.sync.parts import gaps, packing

KIND = kinds.BUNDLE
AMISS = "amiss"  # setting: tables of which the province counted other rows than this laptop has
ASKS = "asks_for_copy"  # setting: something from the province is missing here, so even an empty bundle is worth sending


@dataclass(frozen=True)
class Written:
    """A bundle that lies in a folder: `changes`, its own from log number `first` to `last`, `records` rows, `bytes`;
    beside it the `parts` with attachments.
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


def due(file: DataFile) -> bool:
    """Whether there is anything to send: changes, attachments, a wish for a copy, or what a restored master lost."""
    return bool(file.setting(ASKS) or file.setting(lives.BACK) is True or waiting(file) or packing.unconfirmed(file))


def write(file: DataFile, folder: Path, *, everything: bool = False, attachments: bool = True,
          part_bytes: int = parts.LARGEST, progress: packing.Progress = lambda done, total, words: None,
          cancelled: Callable[[], bool] = lambda: False) -> Written:
    """Write the bundle into `folder`; `everything` starts at the epoch's beginning (send all again).

    Attachments that the province has not confirmed follow in parts of at most `part_bytes`. UserError when there is
    nothing to send or the folder cannot be written; Cancelled between parts, what was written by then is whole.
    """
    me, office, set_id = machine.person(file), machine.province(file), new_id()
    letting_go.tidy(file)  # a picture that was replaced travels no more
    plan = packing.planned(packing.unconfirmed(file), part_bytes) if attachments else []
    told = _state(file, everything=everything)
    changes = list(log.own(file, told["first"] - 1)) + (_carried_back(file) if told["back"] else [])
    if not changes and not told["asks"] and not plan:
        raise UserError("Semua catatan sudah diterima provinsi. Tidak ada yang perlu dikirim.")
    file_id, made = new_id(), datetime.now().astimezone().isoformat(timespec="seconds")
    fields = {**told, "id": file_id, "made": made, "app": __version__, "changes": len(changes), "set": set_id,
              "parts": len(plan)}
    data = envelope.seal(KIND, fields, package.pack(file, changes), sender=machine.keys(file), to=office.box)
    name = outgoing.name("up", me.device_id, f"{told['first']}-{told['last']}", digest=told["digest"])
    path = outgoing.put(folder, name, data)
    written = Written(path, file_id, len(changes), _records(file, changes), len(data), told["first"], told["last"])
    _note(file, written, told, made)
    if told["back"]:
        file.set_setting(lives.BACK, file_id)
    if cancelled():
        raise Cancelled
    written = replace(written, parts=packing.write(file, folder, plan, device_id=me.device_id, to=office.box,
                                                   set_id=set_id, progress=progress, cancelled=cancelled))
    _keep(file, written, _fingerprint(told, plan))
    return written


def unchanged(file: DataFile, folder: Path, *, attachments: bool = True, part_bytes: int = parts.LARGEST) -> bool:
    """Whether what `write` would put into `folder` lies there already, written before and not altered in size."""
    kept = _kept(file)
    if not kept:
        return False
    plan = packing.planned(packing.unconfirmed(file), part_bytes) if attachments else []
    return bool(kept[-1]["print"] == _fingerprint(_state(file), plan)) and all(
        outgoing.lies(folder / name, size) for name, size in kept[-1]["files"])


def written_before(file: DataFile) -> list[tuple[str, int]]:
    """(name, bytes) of the files of this epoch's earlier bundles and their parts.

    A bundle made now holds all that they hold and the province has not confirmed.
    """
    return [(name, size) for one in _kept(file) for name, size in one["files"]]


def _kept(file: DataFile) -> list[dict[str, Any]]:
    """What is remembered of the bundles of this epoch, the newest last."""
    return [json.loads(detail) for (detail,) in file.execute(
        "SELECT detail FROM _bundle WHERE kind = 'sent' AND detail IS NOT NULL AND epoch = (SELECT epoch FROM _st) "
        "ORDER BY rowid")]


def _state(file: DataFile, *, everything: bool = False) -> dict[str, Any]:
    """What a bundle made now would say of this laptop: the header fields that do not differ from one making to the
    next.
    """
    office, me, epoch = machine.province(file), machine.person(file), chain.current(file)
    start = epoch.after if everything else peers.acknowledged(file, office.device_id).lsn
    last, digest = chain.seal(file)
    return {"device": me.device_id, "officer": me.officer_id, "epoch": peers.epoch_text(epoch.number),
            "after": epoch.after, "first": start + 1, "last": last, "before": chain.digest(file, start).hex(),
            "digest": digest.hex(), "applied": dict(_applied(file, office.device_id)), "asks": bool(file.setting(ASKS)),
            "wants": gaps.wanted(file), "amiss": file.setting(AMISS, []), "back": bool(file.setting(lives.BACK))}


def _carried_back(file: DataFile) -> list[tuple[Any, ...]]:
    """What had come here from the province, numbered below 1; erasures it keeps beside its file itself."""
    columns = ", ".join(f"c.{name}" for name in log.COLUMNS[1:])
    return list(file.execute(
        f"SELECT -c.lsn, {columns} FROM _chg AS c WHERE c.op <> ? AND EXISTS (SELECT 1 FROM _bundle AS b "
        "WHERE c.lsn BETWEEN b.lsn_first AND b.lsn_last) ORDER BY c.lsn", (log.ERASE,)))


def _fingerprint(told: dict[str, Any], plan: Sequence[Sequence[str]]) -> str:
    return hashlib.sha256(json.dumps([told, plan], sort_keys=True).encode()).hexdigest()


def _applied(file: DataFile, peer: str) -> Iterator[tuple[str, int]]:
    """How far this file has taken in what the province sent, by the province's epoch."""
    for epoch, lsn in file.execute("SELECT epoch, lsn FROM _peer WHERE peer = ? AND way = ?", (peer, peers.DOWN)):
        yield peers.epoch_text(epoch), lsn


def _records(file: DataFile, changes: Sequence[Sequence[Any]]) -> int:
    """How many records are in it: rows of tables that are not repeats."""
    roots = {t for (t,) in file.execute("SELECT t FROM _sync WHERE parent IS NULL")}
    return len({row for lsn, t, row, *_ in changes if t in roots and lsn > 0})


def _note(file: DataFile, written: Written, told: dict[str, Any], made: str) -> None:
    """Keep in the journal of files that this one was made; made again, it stands there once."""
    epoch = peers.epoch_number(told["epoch"])
    with file.write():
        file.execute("DELETE FROM _bundle WHERE kind = 'sent' AND epoch = ? AND first = ? AND last = ?",
                     (epoch, written.first, written.last))
        file.execute(
            "INSERT INTO _bundle (file_id, kind, peer, epoch, first, last, digest, changes, new, at, name) "
            "VALUES (?, 'sent', ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (written.file_id, machine.province(file).device_id, epoch, written.first, written.last,
             bytes.fromhex(told["digest"]), written.changes, written.records, made, written.path.name))
        file.journal("bundle", {"id": written.file_id, "changes": written.changes, "bytes": written.bytes})


def _keep(file: DataFile, written: Written, fingerprint: str) -> None:
    """Keep what was written, whole, so that the same is not written again."""
    files = [[written.path.name, written.bytes], *([one.path.name, one.bytes] for one in written.parts)]
    file.execute("UPDATE _bundle SET detail = ? WHERE file_id = ?",
                 (json.dumps({"print": fingerprint, "files": files}), written.file_id))
