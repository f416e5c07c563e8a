"""The laptop's side of return files: changes, forms, questions and regencies taken in; rows that left evicted."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

from ftd_desktop.i18n import tr
from ftd_desktop.programme.regions import regency, short_regency
from ftd_desktop.store import attachments
from ftd_desktop.store.changes import capture, chain, log
from ftd_desktop.store.connection import quote
from ftd_desktop.store.file import DataFile
from ftd_desktop.sync import counts, envelope, lives, machine, package, parts, peers, receipt, shapes, union
from ftd_desktop.sync.bundle import AMISS, ASKS
from ftd_desktop.sync.counts import Mismatch
from ftd_desktop.sync.envelope import Opened
from ftd_desktop.sync.parts import arrival
from ftd_desktop.sync.peers import DOWN, Mark
from ftd_desktop.sync.receipt import ReceiptReport
from ftd_desktop.sync.returns.writing import KIND, QUESTIONS
from ftd_desktop.sync.union import Effect
from ftd_desktop.wording import number


@dataclass(frozen=True)
class ReturnReport:
    """What a return file did here: the receipt in it, its changes, rows that went, rows that had to stay, questions,
    tables of which the province has other rows than stand here now, the laptop's regencies when they are new, and how
    many records were erased by the province's order.
    """

    receipt: ReceiptReport
    effect: Effect
    evicted: int = 0
    kept: int = 0
    questions: int = 0
    mismatches: tuple[Mismatch, ...] = ()
    regencies: tuple[str, ...] | None = None
    erased: int = 0

    def words(self) -> list[str]:
        """What the officer should know, each one sentence."""
        found = [*self.receipt.words, *(one.words for one in self.mismatches)]
        if self.regencies is not None:
            found.append(tr("Wilayah Anda kini: {wilayah}.").format(
                wilayah=", ".join(regency(code) for code in self.regencies) or tr("Seluruh provinsi")))
        if self.erased:
            found.append(tr("{n} catatan dihapus dari laptop ini untuk selamanya, atas permintaan orangnya. Musnahkan "
                            "juga kertas dan salinannya.").format(n=number(self.erased)))
        if self.kept:
            found.append(tr("{n} catatan sudah milik wilayah lain, tetapi masih ada yang belum dikirim. Kirim berkas; "
                            "sesudah itu catatannya berpindah.").format(n=number(self.kept)))
        return found


def accept(file: DataFile, path: Path) -> ReturnReport:
    """Take in a return file; again it changes nothing. Refused or UserError leave everything as it was."""
    opened = envelope.open_sealed(envelope.read_file(path), me=machine.keys(file), kinds=(KIND,), name=path.name,
                                  trusted=machine.province(file).signs_with)
    return take_in(file, opened, path)


def accept_any(file: DataFile, path: Path) -> ReceiptReport | ReturnReport | parts.PartReport:
    """Take in whatever the province sent: a receipt, a return file or a part with attachments."""
    opened = envelope.open_sealed(envelope.read_file(path), me=machine.keys(file), name=path.name,
                                  kinds=(KIND, receipt.KIND, parts.KIND), trusted=machine.province(file).signs_with)
    if opened.kind == parts.KIND:
        return arrival.take_in(file, opened, path)
    return receipt.take_in(file, opened, path.name) if opened.kind == receipt.KIND else take_in(file, opened, path)


def take_in(file: DataFile, opened: Opened, path: Path) -> ReturnReport:
    """Take in an opened return file; Refused when it is not shaped as one."""
    shapes.check(KIND, opened.header, path.name)
    office = machine.province(file)
    content = package.unzipped(opened.payload, path.name)
    forms = package.carried_forms(content)
    left, questions, told_counts = (shapes.part(content, f"{one}.json", path.name)
                                    for one in ("left", "questions", "counts"))
    changes = package.unpack(content.get("changes.sqlite", b""), path.name)
    head = opened.header
    try:
        with file.write():
            told = receipt.believe(file, head, path.name)
            if told.outdated:  # a later one has all of this, and knows what has come back into the scope since
                _journal(file, head, Effect(changes.count, 0), path)
                return ReturnReport(told, Effect(changes.count, 0))
            for form in forms:
                form.install(file)
            effect = union.bring_in(file, changes, office.device_id)
            _journal(file, head, effect, path)
            erased = _erased(file, effect)
            evicted, kept = _evict(file, office.device_id, left)
            file.set_setting(QUESTIONS, questions)
            whole = _applied(file, office.device_id, head, anew=told.anew)
            moved = _regencies(file, tuple(head.get("regencies", ())))
            mismatches = _compare(file, head, told_counts, left) if whole else ()
            file.set_setting(AMISS, [one.table for one in mismatches])
            if mismatches:
                _ask_for_all(file, office.device_id, head)
            file.journal("return accepted", {"id": head["id"], "changes": effect.arrived, "evicted": evicted})
    finally:
        changes.close()
    return ReturnReport(told, effect, evicted, kept, len(questions), mismatches, moved, erased)


def _erased(file: DataFile, effect: Effect) -> int:
    """How many records stood here until an order in this file."""
    found: int = file.value(
        "SELECT count(*) FROM _chg AS c JOIN _sync AS s ON s.t = c.t AND s.parent IS NULL WHERE c.op = 4 "
        "AND c.lsn BETWEEN ? AND ?", (effect.lsn_first, effect.lsn_last))
    return max(found - effect.shunned, 0)


def _regencies(file: DataFile, regencies: tuple[str, ...]) -> tuple[str, ...] | None:
    """Keep the regencies that the province gave this laptop; None when they are what they were."""
    me = machine.person(file)
    if me.regencies == regencies:
        return None
    words = ", ".join(short_regency(code) for code in regencies)
    file.set_setting("identity", asdict(replace(me, regencies=regencies, scope=words)))
    return regencies


def _journal(file: DataFile, head: Mapping[str, Any], effect: Effect, path: Path) -> None:
    """Keep in the journal of files that this one came; one that comes again keeps its first line."""
    file.execute("INSERT INTO _bundle (file_id, kind, peer, last, changes, new, lsn_first, lsn_last, at, name) "
                 "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (file_id) DO NOTHING",
                 (head["id"], KIND, machine.province(file).device_id, head["csn"], effect.changes, effect.arrived,
                  effect.lsn_first, effect.lsn_last, head["made"], path.name))


def _compare(file: DataFile, head: Mapping[str, Any], told: Mapping[str, counts.Count],
             left: Sequence[str]) -> tuple[Mismatch, ...]:
    """Where the province's rows differ from those here; nothing when it has more of this laptop than it confirmed.

    Nothing either while it is being given back what it lost: others may have brought it what this laptop counts as
    unsent, and it says itself when all is there.
    """
    if file.setting(lives.BACK):
        return ()
    held = peers.acknowledged(file, machine.province(file).device_id).lsn
    epochs = {peers.epoch_text(epoch) for (epoch,) in file.execute("SELECT epoch FROM _epoch")}
    if any(epoch in epochs and lsn > held for epoch, lsn, _ in head["points"]):
        return ()
    return counts.differences(file, told, held, left)


def _applied(file: DataFile, office: str, head: Mapping[str, Any], *, anew: bool) -> bool:
    """Keep how far return files were applied; not when this one builds on others that are not here (then False).

    Then the next bundle, even one without changes, says so, and a fresh copy of the scope comes back.
    """
    epoch = peers.epoch_number(head["epoch"])
    known = peers.mark(file, office, epoch, DOWN)
    whole = not anew and head["base"] <= (known.lsn if known else 0)
    file.set_setting(ASKS, not whole)
    if whole:
        peers.set_mark(file, office, epoch, DOWN, Mark(head["csn"], b"", known.safe if known else 0))
    return whole


def _ask_for_all(file: DataFile, office: str, head: Mapping[str, Any]) -> None:
    """Say from now on that nothing was applied: then a whole copy of the scope comes, which adds what lacks here."""
    peers.set_mark(file, office, peers.epoch_number(head["epoch"]), DOWN, Mark(0, b"", head["csn"]))
    file.set_setting(ASKS, True)


def _evict(file: DataFile, office: str, rows: Iterable[str]) -> tuple[int, int]:
    """Take rows out of tables and log; gives how many went, and how many stay until their changes have been sent.

    Own changes that go are acknowledged ones; so that the chain still fits the log, a new epoch begins behind them.
    """
    held = peers.acknowledged(file, office)
    unsent = {change[2] for change in log.own(file, held.lsn)}
    here = [row for row in rows if file.value("SELECT 1 FROM _chg WHERE row = ?", (row,))]
    going = [row for row in here if row not in unsent]
    if not going:
        return 0, len(here)
    with capture.applying(file):
        for row in going:
            _forget(file, row)
        attachments.sweep(file)
        epoch = chain.new_epoch(file, held.lsn)
        peers.set_mark(file, office, epoch.number, peers.UP, Mark(held.lsn, chain.digest(file, held.lsn), held.safe))
    return len(going), len(here) - len(going)


def _forget(file: DataFile, row: str) -> None:
    table = file.value("SELECT t FROM _chg WHERE row = ? LIMIT 1", (row,))
    if file.value("SELECT 1 FROM _sync WHERE t = ?", (table,)):
        file.execute(f"DELETE FROM {quote(table)} WHERE _id = ?", (row,))
    for derived in ("_chg", "_xhead", "_conflict", "_orphan"):
        file.execute(f"DELETE FROM {derived} WHERE row = ?", (row,))
