"""Taking in part files: checked, journalled, each file kept once under its digest."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from ftd_desktop.i18n import tr
from ftd_desktop.store import attachments
from ftd_desktop.store.file import DataFile
from ftd_desktop.sync import machine, package, seals, shapes, union
from ftd_desktop.sync.envelope import Opened, Refused
from ftd_desktop.sync.parts.packing import CHANGES, KIND
from ftd_desktop.sync.union import Effect
from ftd_desktop.wording import number


@dataclass(frozen=True)
class Carried:
    """A checked part before it is taken in; its content is read again then, for it may be large."""

    path: Path
    size: int
    file_id: str
    device_id: str
    officer: str
    scope: str | None
    set_id: str
    number: int
    of: int
    files: int
    made: datetime


@dataclass(frozen=True)
class PartReport:
    """What a part brought here: new attachments, and those that were here already."""

    files: int
    known: int

    @property
    def words(self) -> tuple[str, ...]:
        """One sentence for the officer."""
        if not self.files:
            return (tr("Lampiran dalam berkas ini sudah ada semua di sini."),)
        return (tr("{n} lampiran diterima.").format(n=number(self.files)),)


def carried(opened: Opened, path: Path, size: int, officer: str, scope: str | None) -> Carried:
    """What the header of an opened part says; Refused when it is none."""
    head = opened.header
    shapes.check(KIND, head, path.name)
    found = Carried(path, size, head["id"], head["device"], officer, scope, head["set"], head["number"], head["of"],
                    head["files"], datetime.fromisoformat(head["made"]))
    if not 1 <= found.number <= found.of:
        raise _contradiction(path.name)
    return found


def take(file: DataFile, one: Carried, payload: bytes, *, keep: bool = True) -> tuple[Effect, int]:
    """Take in a part inside an open write: the changes that name its files, then the files; gives (effect, new files).

    Refused when it holds anything else. With `keep` false the files are only counted.
    """
    content = package.unzipped(payload, one.path.name)
    changes = package.unpack(content.pop(CHANGES, b""), one.path.name)
    try:
        if any(change[1] != "attachment" for change in changes.changes()) or changes.erases():
            raise _contradiction(one.path.name)
        effect = union.bring_in(file, changes, one.device_id)
    finally:
        changes.close()
    if len(content) != one.files or any(hashlib.sha256(data).hexdigest() != name for name, data in content.items()):
        raise _contradiction(one.path.name)
    new = {*attachments.wanted(file)} & content.keys()
    for digest in new if keep else ():
        attachments.arrive(file, content[digest])
    return effect, len(new)


def note(file: DataFile, one: Carried, effect: Effect, at: datetime) -> None:
    """Keep in the journal of files that a part came; again, it stands there once."""
    file.execute("INSERT INTO _bundle (file_id, kind, peer, changes, new, lsn_first, lsn_last, at, name, detail) "
                 "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (file_id) DO NOTHING",
                 (one.file_id, KIND, one.device_id, one.files, effect.arrived, effect.lsn_first, effect.lsn_last,
                  at.isoformat(), one.path.name, json.dumps({"set": one.set_id, "number": one.number, "of": one.of,
                              seals.SEAL: seals.of(file, effect.lsn_first, effect.lsn_last)})))


def take_in(file: DataFile, opened: Opened, path: Path) -> PartReport:
    """Take in an opened part from the province, on a laptop."""
    me, office = machine.person(file), machine.province(file)
    one = carried(opened, path, len(opened.payload), "", None)
    if one.device_id != me.device_id:
        raise Refused("misdirected", "Lampiran {nama} dibuat untuk laptop lain. Serahkan kepada petugasnya.",
                      nama=path.name)
    with file.write():
        effect, new = take(file, one, opened.payload)
        note(file, one, effect, datetime.now().astimezone())
        file.execute("UPDATE _bundle SET peer = ? WHERE file_id = ?", (office.device_id, one.file_id))
        file.journal("attachments accepted", {"id": one.file_id, "files": new})
    return PartReport(new, one.files - new)


def _contradiction(name: str) -> Refused:
    return Refused("forged", "Isi berkas {nama} tidak sesuai dengan keterangan di kepalanya. Jangan dipakai; minta "
                   "pengirim membuat berkas baru.", nama=name)
