"""The province's side of return files: what a laptop gets, and what it is known to have got."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ftd_desktop import __version__
from ftd_desktop.errors import UserError
from ftd_desktop.store import form_tables, letting_go
from ftd_desktop.store.changes import chain, log
from ftd_desktop.store.file import DataFile
from ftd_desktop.store.ids import new_id
from ftd_desktop.sync import counts, envelope, kinds, machine, outgoing, package, parts, peers, receipt, scope
from ftd_desktop.sync.parts import gaps, packing
from ftd_desktop.sync.peers import DOWN, Mark

KIND = kinds.RETURN
QUESTIONS = kinds.QUESTIONS


@dataclass(frozen=True)
class ReturnWritten:
    """A return file that lies in a folder; `entered` and `left` count rows that came into or went out of the scope."""

    path: Path
    changes: int
    entered: int
    left: int
    bytes: int
    parts: tuple[parts.Part, ...] = ()


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
                  "regencies": json.loads(peer["scope"] or "[]"), **receipt.statement(master, device_id)}
        data = envelope.seal(KIND, fields, payload, sender=machine.keys(master), to=peer["box_key"])
        path = outgoing.put(folder, outgoing.name("balas", device_id, str(csn), digest=fields["epoch"]), data)
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


def ask(master: DataFile, device_id: str, row: str, field: str, note: str = "") -> None:
    """Put a question about a field to an officer; it goes with every return file until it is taken back or settled."""
    kept = [one for one in master.setting(QUESTIONS, []) if (one["row"], one["field"]) != (row, field)]
    master.set_setting(QUESTIONS, [*kept, {"device": device_id, "row": row, "field": field, "note": note}])
