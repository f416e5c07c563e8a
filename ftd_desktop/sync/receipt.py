"""Receipts: the province states what it holds of a machine, and the machine compares that with its own past.

A statement of state, not a list of thanks: "of your epoch E I hold everything up to n, your digest there was D". The
machine believes the number only with its digest (MERGE.md section 4). docs/formats/receipt.md.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from ftd_desktop import __version__
from ftd_desktop.errors import UserError
from ftd_desktop.i18n import tr
from ftd_desktop.store.changes import chain, log
from ftd_desktop.store.file import DataFile
from ftd_desktop.store.ids import new_id
from ftd_desktop.sync import envelope, kinds, lives, machine, outgoing, peers, shapes
from ftd_desktop.sync.envelope import Opened, Refused
from ftd_desktop.sync.parts import gaps
from ftd_desktop.sync.peers import DOWN, UP, Mark

KIND = kinds.RECEIPT


@dataclass(frozen=True)
class ReceiptReport:
    """What a receipt told: log numbers up to which the province holds (`received`) and has backed up (`safe`) this
    machine's changes, how many changes are newly `confirmed`, and in `words` what the officer should know.

    `outdated`: a later one has been read. `anew`: this file was restored or cloned and began a new epoch.
    """

    received: int
    safe: int
    confirmed: int
    words: tuple[str, ...]
    made: datetime
    outdated: bool = False
    anew: bool = False


def write(master: DataFile, device_id: str, folder: Path) -> Path:
    """Put the receipt for a machine into `folder`; UserError when the machine is not known or the folder is full."""
    peer = master.row("SELECT device_id, box_key FROM _dev WHERE device_id = ? AND box_key IS NOT NULL", (device_id,))
    if peer is None:
        raise UserError("Laptop itu tidak terdaftar di Data Induk ini, jadi tanda terima tidak dapat dibuat untuknya.")
    fields = {"id": new_id(), "app": __version__, **statement(master, device_id)}
    data = envelope.seal(KIND, fields, b"", sender=machine.keys(master), to=peer["box_key"])
    name = outgoing.name("terima", device_id, str(fields["csn"]), digest=fields["epoch"])
    path = outgoing.put(folder, name, data)
    master.journal("receipt", {"device": device_id, "id": fields["id"]})
    return path


def statement(master: DataFile, device_id: str) -> dict[str, Any]:
    """What the master holds of a machine, as header fields (also of return files)."""
    held = {peers.epoch_text(row["epoch"]): {"lsn": row["lsn"], "digest": row["digest"].hex(),
                                             "safe": min(row["lsn"], _backed_up(master, device_id, row["epoch"]))}
            for row in master.rows("SELECT * FROM _peer WHERE peer = ? AND way = ?", (device_id, UP))}
    files = [file_id for (file_id,) in master.execute(
        "SELECT file_id FROM _bundle WHERE peer = ? AND kind = 'bundle' ORDER BY at", (device_id,))]
    epoch, past = peers.epoch_text(chain.current(master).number), sorted(map(peers.epoch_text, lives.past(master)))
    return {"device": device_id, "epoch": epoch, "past": past, "csn": log.last_lsn(master), "held": held,
            "points": _points(master, device_id), "files": files, "wants": gaps.lacking(master, device_id),
            "made": _now()}


def _points(master: DataFile, device_id: str) -> list[list[Any]]:
    """[epoch, log number, digest] after each bundle that came, where all before it in its epoch is here as well: it
    begins with the epoch, or where another one of these ends.
    """
    found: list[list[Any]] = []
    whole: set[str] = set()
    for epoch, last, digest, before in master.execute(
            "SELECT epoch, last, digest, json_extract(detail, '$.before') FROM _bundle WHERE peer = ? "
            "AND kind = 'bundle' ORDER BY epoch, first, last", (device_id,)).fetchall():
        if before in whole or before == chain.start(epoch).hex():
            whole.add(digest.hex())
            found.append([peers.epoch_text(epoch), last, digest.hex()])
    return found


def _now() -> str:
    """To the microsecond: which of two lives of the master spoke later may hang on it."""
    return datetime.now().astimezone().isoformat(timespec="microseconds")


def _backed_up(master: DataFile, device_id: str, epoch: int) -> int:
    """Up to which of the machine's log numbers everything is in the master's last proved backup."""
    backup = master.setting("last_backup")
    if backup is None:
        return 0
    rows = master.rows("SELECT first, last, lsn_last, at FROM _bundle WHERE peer = ? AND epoch = ? AND kind = 'bundle' "
                       "ORDER BY first, last", (device_id, epoch))
    upto = rows[0]["first"] - 1 if rows else 0
    for row in rows:
        made = datetime.fromisoformat(row["at"]) <= datetime.fromisoformat(backup["at"])
        inside = row["lsn_last"] <= backup["lsn"] if row["lsn_last"] is not None else made
        if inside and row["first"] - 1 <= upto:
            upto = max(upto, row["last"])
    return int(upto)


def accept(file: DataFile, path: Path) -> ReceiptReport:
    """Take in a receipt; the same or an older one again changes nothing. Refused or UserError leave all as it was."""
    opened = envelope.open_sealed(envelope.read_file(path), me=machine.keys(file), kinds=(KIND,), name=path.name,
                                  trusted=machine.province(file).signs_with)
    return take_in(file, opened, path.name)


def take_in(file: DataFile, opened: Opened, name: str) -> ReceiptReport:
    """Take in an opened receipt and keep in the journal of files that it came; Refused when it is not shaped as one."""
    shapes.check(KIND, opened.header, name)
    with file.write():
        report = believe(file, opened.header, name)
        file.execute("INSERT INTO _bundle (file_id, kind, peer, last, at, name) VALUES (?, ?, ?, ?, ?, ?) "
                     "ON CONFLICT (file_id) DO NOTHING",
                     (opened.header["id"], KIND, machine.province(file).device_id, report.received,
                      opened.header["made"], name))
        file.journal("receipt accepted", {"received": report.received, "safe": report.safe,
                                          "words": list(report.words)})
    return report


def believe(file: DataFile, head: Mapping[str, Any], name: str) -> ReceiptReport:
    """Compare the province's statement with this file's own past and keep what follows, inside an open write."""
    if head["device"] != machine.person(file).device_id:
        raise Refused("misdirected", "Tanda terima {nama} dibuat untuk laptop lain. Serahkan kepada petugasnya.",
                      nama=name)
    office = machine.province(file).device_id
    epoch, known = chain.current(file), peers.acknowledged(file, office)
    held = head["held"].get(peers.epoch_text(epoch.number))
    made, words = datetime.fromisoformat(head["made"]), []
    life = lives.hear(file, office, head)
    if life == lives.OUTDATED:
        return ReceiptReport(known.lsn, known.safe, 0, (tr("Tanda terima ini lebih lama daripada yang sudah dibaca. "
                                                           "Tidak ada yang berubah."),), made, outdated=True)
    gaps.heard(file, head)
    if life == lives.RESTORED:
        words.append(_restored_master())
        if epoch.after:
            epoch, known, held = _from_the_start(file, office)
    anew = held is not None and not _agrees(file, held["lsn"], held["digest"])
    if anew:
        known = _begin_anew(file, office, head["points"])
        words.append(tr("Data di laptop ini pernah dipulihkan dari cadangan atau disalin ke laptop lain. Tidak ada "
                        "yang hilang: kiriman berikutnya memuat ulang semua yang mungkin belum sampai."))
        confirmed = 0
    else:
        told = Mark(epoch.after, chain.digest(file, epoch.after), min(known.safe, epoch.after)) if held is None else (
            Mark(held["lsn"], bytes.fromhex(held["digest"]), min(held["safe"], held["lsn"])))
        if told.lsn < known.lsn and not words:
            words.append(_restored_master())
        confirmed = sum(1 for _ in log.own(file, known.lsn, told.lsn)) if told.lsn > known.lsn else 0
        peers.set_mark(file, office, epoch.number, UP, told)
        known = told
    peers.set_mark(file, office, peers.epoch_number(head["epoch"]), DOWN,
                   _down(file, office, peers.epoch_number(head["epoch"]), head["csn"]))
    return ReceiptReport(known.lsn, known.safe, confirmed, tuple(words), made, anew=anew)


def _restored_master() -> str:
    return tr("Data Induk provinsi dipulihkan dari cadangan yang lebih lama. Buat berkas kiriman: isinya memuat ulang "
              "yang hilang di sana. Sebelum provinsi membalas, jangan hapus apa pun di laptop ini.")


def _from_the_start(file: DataFile, office: str) -> tuple[chain.Epoch, Mark, None]:
    """Begin an epoch with the first change of all: the master that had acknowledged what lies before the epoch in force
    is no more, and the restored one cannot be asked about it.
    """
    epoch = chain.new_epoch(file, 0)
    mark = Mark(0, chain.start(epoch.number), 0)
    peers.set_mark(file, office, epoch.number, UP, mark)
    return epoch, mark, None


def _down(file: DataFile, office: str, epoch: int, csn: int) -> Mark:
    """The mark of the way down: `lsn` is what was applied (return files move it), `safe` the latest statement read."""
    before = peers.mark(file, office, epoch, DOWN)
    return Mark(before.lsn if before else 0, b"", csn)


def _agrees(file: DataFile, lsn: int, digest: str) -> bool:
    return lsn <= log.last_lsn(file) and chain.digest(file, lsn).hex() == digest


def _begin_anew(file: DataFile, office: str, points: list[list[Any]]) -> Mark:
    """Take a new epoch from the last point at which both pasts agree, and send everything after it again."""
    now = chain.current(file)
    name = peers.epoch_text(now.number)
    agreed = max((lsn for epoch, lsn, digest in points if epoch == name and _agrees(file, lsn, digest)),
                 default=now.after)
    epoch = chain.new_epoch(file, agreed)
    anew = Mark(agreed, chain.digest(file, agreed), 0)
    peers.set_mark(file, office, epoch.number, UP, anew)
    # What the province thinks this laptop has may be what its twin has: ask for a fresh copy of the scope.
    file.execute("UPDATE _peer SET lsn = 0 WHERE peer = ? AND way = ?", (office, DOWN))
    return anew
