"""Return files: what the province sends back to a laptop, by scope, with its receipt and the questions it asks.

Down go the changes of the rows in scope after what the laptop has said it applied, whole rows that entered the scope,
and the list of rows that left it. Leaving is eviction, not deletion: it is never logged, and it waits while the laptop
holds changes of the row that the province has not acknowledged (MERGE.md section 7). docs/formats/receipt.md.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ftd_desktop import __version__
from ftd_desktop.errors import UserError
from ftd_desktop.store import attachments, form_tables, letting_go
from ftd_desktop.store.changes import capture, chain, log
from ftd_desktop.store.connection import quote
from ftd_desktop.store.file import DataFile
from ftd_desktop.store.ids import new_id
from ftd_desktop.sync import counts, envelope, machine, outgoing, package, parts, peers, receipt, scope, union
from ftd_desktop.sync.bundle import AMISS, ASKS
from ftd_desktop.sync.counts import Mismatch
from ftd_desktop.sync.envelope import Opened
from ftd_desktop.sync.identity import short
from ftd_desktop.sync.parts import arrival, gaps, packing
from ftd_desktop.sync.peers import DOWN, Mark
from ftd_desktop.sync.receipt import ReceiptReport
from ftd_desktop.sync.union import Effect

KIND = "return"
QUESTIONS = "questions"


@dataclass(frozen=True)
class ReturnWritten:
    """A return file that lies in a folder; `entered` and `left` count rows that came into or went out of the scope."""

    path: Path
    changes: int
    entered: int
    left: int
    bytes: int
    parts: tuple[parts.Part, ...] = ()


@dataclass(frozen=True)
class ReturnReport:
    """What a return file did here: the receipt in it, its changes, rows that went, rows that had to stay, questions,
    and tables of which the province has other rows than stand here now.
    """

    receipt: ReceiptReport
    effect: Effect
    evicted: int = 0
    kept: int = 0
    questions: int = 0
    mismatches: tuple[Mismatch, ...] = ()

    def words(self) -> list[str]:
        """What the officer should know, each one sentence."""
        return [*self.receipt.words, *(one.words for one in self.mismatches)]


def write(master: DataFile, device_id: str, folder: Path, *, attachments: bool = False,
          part_bytes: int = parts.LARGEST) -> ReturnWritten:
    """Put the return file for a laptop into `folder`; UserError when the laptop is not known or revoked.

    With `attachments` those follow, in parts of at most `part_bytes`, that the laptop asked for or whose rows it gets.
    """
    peer = master.row("SELECT dev, box_key, scope FROM _dev WHERE device_id = ? AND box_key IS NOT NULL "
                      "AND status = 'active'", (device_id,))
    if peer is None:
        raise UserError("Laptop itu tidak terdaftar atau sudah dicabut, jadi balasan tidak dapat dibuat untuknya.")
    letting_go.tidy(master)
    csn = log.last_lsn(master)
    with master.write():
        scope.mark(master, peer["dev"], json.loads(peer["scope"] or "[]"))
        _mark_known(master, device_id)
        entered = _ids(master, "SELECT row FROM temp._scope EXCEPT SELECT row FROM _sent WHERE device = ?", device_id)
        left = _ids(master, "SELECT row FROM (SELECT row FROM _sent WHERE device = ? UNION SELECT row "
                            "FROM temp._maybe) EXCEPT SELECT row FROM temp._scope", device_id)
        changes = _changes(master, device_id)
        payload = _payload(master, changes, left, device_id)
        fields = {"id": new_id(), "app": __version__, "changes": len(changes), "base": _cursor(master, device_id),
                  **receipt.statement(master, device_id)}
        data = envelope.seal(KIND, fields, payload, sender=machine.keys(master), to=peer["box_key"])
        path = outgoing.put(folder, f"FTD-balas-{short(device_id)}-{csn}{outgoing.SUFFIX}", data)
        _note(master, fields, path, device_id, {"entered": entered, "left": left, "bytes": len(data)})
        sizes = gaps.down(master, device_id, {change[2] for change in changes}) if attachments else {}
    written = packing.write(master, folder, packing.planned(sizes, part_bytes), device_id=device_id, to=peer["box_key"],
                            set_id=fields["id"])
    return ReturnWritten(path, len(changes), len(entered), len(left), len(data), written)


def _mark_known(master: DataFile, device_id: str) -> None:
    """Fill `_maybe`: rows of which it is not sure what the laptop has: return files that may or may not have been
    applied, rows it sent itself. They count as there when rows leave the scope, and as lacking when changes are sent.
    """
    master.execute("CREATE TEMP TABLE IF NOT EXISTS _maybe (row TEXT PRIMARY KEY) WITHOUT ROWID")
    master.execute("DELETE FROM temp._maybe")
    epoch, rows = chain.current(master).number, list(master.setting(_maybe(device_id), []))
    for (detail,) in master.execute("SELECT detail FROM _bundle WHERE peer = ? AND kind = ? AND epoch = ? AND last > ?",
                                    (device_id, KIND, epoch, _cursor(master, device_id))).fetchall():
        told = json.loads(detail)
        rows += told["entered"] + told["left"]
    master.raw.executemany("INSERT OR IGNORE INTO temp._maybe VALUES (?)", [(row,) for row in rows])


def _maybe(device_id: str) -> str:
    return f"maybe.{device_id}"


def _cursor(master: DataFile, device_id: str) -> int:
    known = peers.mark(master, device_id, chain.current(master).number, DOWN)
    return known.lsn if known else 0


def _ids(master: DataFile, sql: str, device_id: str) -> list[str]:
    return [row for (row,) in master.execute(sql, (device_id,))]


def _changes(master: DataFile, device_id: str) -> list[tuple[Any, ...]]:
    """The raw changes for a laptop: all of rows it does not surely have, and the new ones of those it has."""
    columns = ", ".join(f"c.{name}" for name in log.COLUMNS)
    found: list[tuple[Any, ...]] = master.execute(
        f"SELECT {columns} FROM _chg AS c JOIN temp._scope AS s ON s.row = c.row WHERE c.lsn > ?1 OR NOT EXISTS "
        "(SELECT 1 FROM _sent AS x WHERE x.device = ?2 AND x.row = c.row) "
        "OR c.row IN (SELECT row FROM temp._maybe) ORDER BY c.lsn",
        (_cursor(master, device_id), device_id)).fetchall()
    return found


def _payload(master: DataFile, changes: Sequence[tuple[Any, ...]], left: Sequence[str], device_id: str) -> bytes:
    """The zip; every row in it is looked up in the scope once more before it is signed (MERGE.md section 7)."""
    for row in {change[2] for change in changes}:
        if master.value("SELECT 1 FROM temp._scope WHERE row = ?", (row,)) is None:
            raise RuntimeError("a row outside the scope was about to be sent")
    asked = [one for one in master.setting(QUESTIONS, []) if one["device"] == device_id]
    return package.zipped({
        "changes.sqlite": package.pack(master, changes), "left.json": json.dumps(list(left)).encode(),
        "questions.json": json.dumps(asked, ensure_ascii=False).encode(),
        "counts.json": json.dumps(counts.of_scope(master)).encode(),
        **package.form_parts(master, form_tables.forms(master))})


def written_before(master: DataFile, device_id: str) -> list[tuple[str, int]]:
    """(name, bytes) of the return files of this epoch for a laptop; one made now knows all that they know."""
    return [(name, json.loads(detail).get("bytes", -1)) for name, detail in master.execute(
        "SELECT name, detail FROM _bundle WHERE kind = ? AND peer = ? AND epoch = ? AND name IS NOT NULL",
        (KIND, device_id, chain.current(master).number))]


def _note(master: DataFile, fields: dict[str, Any], path: Path, device_id: str, detail: dict[str, Any]) -> None:
    master.execute("INSERT INTO _bundle (file_id, kind, peer, epoch, last, changes, at, name, detail) "
                   "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
                   (fields["id"], KIND, device_id, chain.current(master).number, fields["csn"], fields["changes"],
                    fields["made"], path.name, json.dumps(detail)))
    master.journal("receipt", {"device": device_id, "id": fields["id"]})


def confirm(master: DataFile, device_id: str, applied: dict[int, int], rows: Iterable[str]) -> None:
    """A bundle with `rows` has said how far its laptop applied return files: keep that, and what the laptop has."""
    epoch = chain.current(master).number
    csn, unsure = applied.get(epoch, 0), set(master.setting(_maybe(device_id), []))
    if csn < _cursor(master, device_id):
        # Less than it once had: it was restored, or the bundle is an old one. A fresh copy of the scope costs little.
        unsure |= {row for (row,) in master.execute("DELETE FROM _sent WHERE device = ? RETURNING row", (device_id,))}
        csn = 0
    peers.set_mark(master, device_id, epoch, DOWN, Mark(csn, b"", 0))
    detail = master.value("SELECT detail FROM _bundle WHERE peer = ? AND kind = ? AND epoch = ? AND last = ? "
                          "ORDER BY rowid DESC LIMIT 1", (device_id, KIND, epoch, csn))
    told = {"entered": [], "left": []} if detail is None else json.loads(detail)
    master.raw.executemany("DELETE FROM _sent WHERE device = ? AND row = ?", [(device_id, row) for row in told["left"]])
    master.raw.executemany("INSERT OR IGNORE INTO _sent (device, row) VALUES (?, ?)",
                           [(device_id, row) for row in told["entered"]])
    master.set_setting(_maybe(device_id), sorted(unsure - {*told["entered"], *told["left"]} | set(rows)))


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
    """Take in an opened return file."""
    office = machine.province(file)
    content = package.unzipped(opened.payload, path.name)
    forms = package.carried_forms(content)
    changes = package.unpack(content["changes.sqlite"], path.name)
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
            left = json.loads(content["left.json"])
            evicted, kept = _evict(file, office.device_id, left)
            questions = json.loads(content["questions.json"])
            file.set_setting(QUESTIONS, questions)
            whole = _applied(file, office.device_id, head, anew=told.anew)
            mismatches = _compare(file, head, json.loads(content["counts.json"]), left) if whole else ()
            file.set_setting(AMISS, [one.table for one in mismatches])
            file.journal("return accepted", {"id": head["id"], "changes": effect.arrived, "evicted": evicted})
    finally:
        changes.close()
    return ReturnReport(told, effect, evicted, kept, len(questions), mismatches)


def _journal(file: DataFile, head: Mapping[str, Any], effect: Effect, path: Path) -> None:
    """Keep in the journal of files that this one came; one that comes again keeps its first line."""
    file.execute("INSERT INTO _bundle (file_id, kind, peer, last, changes, new, lsn_first, lsn_last, at, name) "
                 "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (file_id) DO NOTHING",
                 (head["id"], KIND, machine.province(file).device_id, head["csn"], effect.changes, effect.arrived,
                  effect.lsn_first, effect.lsn_last, head["made"], path.name))


def _compare(file: DataFile, head: Mapping[str, Any], told: Mapping[str, counts.Count],
             left: Sequence[str]) -> tuple[Mismatch, ...]:
    """Where the province's rows differ from those here; nothing when it has more of this laptop than it confirmed."""
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


def ask(master: DataFile, device_id: str, row: str, field: str, note: str = "") -> None:
    """Put a question about a field to an officer; it goes with every return file until it is taken back or settled."""
    kept = [one for one in master.setting(QUESTIONS, []) if (one["row"], one["field"]) != (row, field)]
    master.set_setting(QUESTIONS, [*kept, {"device": device_id, "row": row, "field": field, "note": note}])
