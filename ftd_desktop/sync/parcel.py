"""What lies before the master, opened and checked, not yet taken in: a bundle, or a part with attachments."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

from ftd_desktop.store.changes import chain
from ftd_desktop.store.changeset import Changeset, ChangesetFault
from ftd_desktop.store.file import DataFile
from ftd_desktop.sync import bundle, envelope, machine, package, parts, peers, shapes
from ftd_desktop.sync.envelope import Refused
from ftd_desktop.sync.parts import Carried, arrival

ChangeId = tuple[str, int, int]


@dataclass(frozen=True)
class Parcel:
    """One checked bundle. `first`..`last` are the sender's log numbers within `epoch`, which began after `after`."""

    path: Path
    size: int
    file_id: str
    device_id: str
    officer: str
    scope: str | None
    epoch: int
    after: int
    first: int
    last: int
    before: bytes
    digest: bytes
    changes: int
    made: datetime
    applied: dict[int, int]
    payload: bytes = field(repr=False)
    asks: bool = False
    wants: tuple[str, ...] = ()
    amiss: tuple[str, ...] = ()
    set_id: str = ""
    parts: int = 0

    def open(self) -> Changeset:
        """Its changes; close them. Refused when they are not a set of changes or not those of the header."""
        found = package.unpack(self.payload, self.path.name)
        try:
            ids = own_ids(found)
            outside = any(not self.first <= lsn <= self.last for lsn, _ in ids)
            if found.count != self.changes or outside or found.erases():  # only the province orders erasures
                raise _contradiction(self.path.name)
            if chain.extend(self.before, (one for _, one in ids)) != self.digest:
                raise _contradiction(self.path.name)
        except (Refused, ChangesetFault) as error:
            found.close()
            raise error if isinstance(error, Refused) else _contradiction(self.path.name) from error
        return found


def own_ids(changes: Changeset) -> list[tuple[int, ChangeId]]:
    """(log number, id) of the sender's own changes, in order; what it carries back from others is numbered below 1."""
    return [(c[0], (c[2], c[3], c[4])) for c in changes.changes() if c[0] > 0]


def read(master: DataFile, path: Path) -> Parcel | Carried:
    """The bundle or part at `path`; Refused with a sentence when it is not good, UserError when it cannot be read."""
    opened, size = _opened(master, path, (bundle.KIND, parts.KIND))
    sender = _sender(master, opened.sender) or {}
    if sender["status"] != "active":
        raise Refused("revoked", "Laptop {petugas} sudah dicabut, jadi berkas {nama} tidak diterima. Bila isinya masih "
                      "diperlukan, aktifkan lagi laptop itu di halaman Petugas.", nama=path.name,
                      petugas=sender["name"] or sender["device_id"])
    shapes.check(opened.kind, opened.header, path.name)
    found = (_parcel(opened, path, size, sender) if opened.kind == bundle.KIND else
             arrival.carried(opened, path, size, sender["name"] or "", sender["scope"]))
    if found.device_id != sender["device_id"]:
        raise _contradiction(path.name)
    return found


def content(master: DataFile, part: Carried) -> bytes:
    """The payload of a part that was looked at before, read again; Refused when another file lies there now."""
    opened, _ = _opened(master, part.path, (parts.KIND,))
    if opened.header["id"] != part.file_id:
        raise _contradiction(part.path.name)
    return opened.payload


def _opened(master: DataFile, path: Path, kinds: tuple[str, ...]) -> tuple[envelope.Opened, int]:
    data = envelope.read_file(path)
    return envelope.open_sealed(data, me=machine.keys(master), kinds=kinds, name=path.name,
                                trusted=lambda key: _sender(master, key) is not None), len(data)


def _sender(master: DataFile, key: str) -> dict[str, Any] | None:
    return master.row("SELECT device_id, name, scope, status FROM _dev WHERE sign_key = ? AND dev <> ?",
                      (key, machine.OWN_ORDINAL))


def _parcel(opened: envelope.Opened, path: Path, size: int, sender: dict[str, Any]) -> Parcel:
    head = opened.header
    return Parcel(
        path, size, head["id"], head["device"], sender["name"] or "", sender["scope"],
        peers.epoch_number(head["epoch"]), head["after"], head["first"], head["last"],
        bytes.fromhex(head["before"]), bytes.fromhex(head["digest"]), head["changes"],
        datetime.fromisoformat(head["made"]),
        {peers.epoch_number(epoch): lsn for epoch, lsn in head["applied"].items()}, opened.payload,
        head.get("asks", head["changes"] == 0), tuple(head.get("wants", ())), tuple(head.get("amiss", ())),
        head.get("set", ""), head.get("parts", 0))


def _contradiction(name: str) -> Refused:
    return Refused("forged", "Isi berkas {nama} tidak sesuai dengan keterangan di kepalanya. Jangan dipakai; minta "
                   "pengirim membuat berkas baru.", nama=name)
