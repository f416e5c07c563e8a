"""What the carry page shows and does, on the file's thread: the officer's records and files; the province's laptops."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ftd_desktop.errors import UserError
from ftd_desktop.i18n import tr
from ftd_desktop.programme import rounds
from ftd_desktop.programme.regions import short_regency
from ftd_desktop.store import form_tables
from ftd_desktop.store.changes import log
from ftd_desktop.store.connection import quote
from ftd_desktop.sync import bundle, envelope, returns, whereabouts
from ftd_desktop.ui.models import file_state
from ftd_desktop.ui.models.cells import BadgeCell
from ftd_desktop.wording import NONE, number, recently

if TYPE_CHECKING:
    from ftd_desktop.ui.context import Context

FOLDER = "carry.folder"
MOST_RECORDS, MOST_FILES = 2_000, 200


@dataclass(frozen=True)
class Line:
    """A line of a table: words, a moment in words, a state."""

    name: str
    what: str
    at: str
    badge: BadgeCell
    id: str = ""


@dataclass(frozen=True)
class Outgoing:
    """The officer's side: records and files by line, how many records are in which state, where bundles are put."""

    records: tuple[Line, ...]
    files: tuple[Line, ...]
    counts: dict[str, int] = field(default_factory=dict)
    folder: Path = Path()
    waiting: int = 0
    asks: bool = False


def read(context: Context) -> Outgoing:
    """Everything the officer's page shows."""
    file = context.opened
    found = list(whereabouts.records(file))
    return Outgoing(tuple(_record(context, one) for one in found[:MOST_RECORDS]), tuple(files(context)),
                    dict(Counter(one.state for one in found)), _folder(context), bundle.waiting(file),
                    bool(file.setting(bundle.ASKS)))


def send(context: Context, folder: Path, everything: bool) -> bundle.Written:
    """Make the bundle in `folder`, which is remembered."""
    context.opened.set_setting(FOLDER, str(folder))
    written = bundle.write(context.opened, folder, everything=everything)
    file_state.note(context)
    return written


@dataclass(frozen=True)
class TakenIn:
    """What files from the province told: changes confirmed, rows new or changed here, rows that left, and in words."""

    confirmed: int
    arrived: int
    evicted: int
    questions: int
    words: tuple[str, ...]


def accept(context: Context, paths: Sequence[Path]) -> TakenIn:
    """Take in receipts and return files; UserError at the first that is none, those before it stay taken in."""
    found = [one for path in paths for one in (sorted(path.glob("*.ftd")) if path.is_dir() else [path])]
    reports = [returns.accept_any(context.opened, path) for path in found]
    full = [report for report in reports if isinstance(report, returns.ReturnReport)]
    told = [report.receipt if isinstance(report, returns.ReturnReport) else report for report in reports]
    arrived = sum(one.effect.new_rows + one.effect.changed_rows for one in full)
    return TakenIn(sum(one.confirmed for one in told), arrived,
                   sum(one.evicted for one in full), sum(one.questions for one in full),
                   tuple(sentence for one in told for sentence in one.words))


def sendable(paths: Sequence[Path]) -> list[Path]:
    """The files among what was dropped that are ours by their name."""
    return [path for path in paths if path.is_dir() or path.suffix == ".ftd"]


def files(context: Context) -> list[Line]:
    """The files that were made here and that came here, the newest first."""
    file = context.opened
    held = {epoch: (lsn, safe or 0) for epoch, lsn, safe in file.execute(
        "SELECT epoch, lsn, safe FROM _peer WHERE way = 'up'")}
    rows = file.rows("SELECT kind, name, at, epoch, last, changes, file_id FROM _bundle "
                     "ORDER BY at DESC, rowid DESC LIMIT ?", (MOST_FILES,))
    return [_file(row, held, context.now()) for row in rows]


def laptops(context: Context) -> list[Line]:
    """At the province: the enrolled laptops, when each last sent, and whether a receipt is owed."""
    file = context.opened
    rows = file.rows(
        "SELECT d.device_id, d.name, d.scope, d.status, (SELECT max(at) FROM _bundle WHERE peer = d.device_id "
        "AND kind = 'bundle') AS at FROM _dev AS d WHERE d.sign_key IS NOT NULL AND d.dev > 1 ORDER BY d.name")
    told = {json.loads(detail)["device"]: at for at, detail in file.execute(
        "SELECT at, detail FROM _journal WHERE event = 'receipt' ORDER BY n")}
    now = context.now()
    return [Line(row["name"] or NONE, _scope(row["scope"]), _moment(row["at"], now), _owed(row, told), row["device_id"])
            for row in rows]


def answer(context: Context, devices: Sequence[str], folder: Path) -> list[Path]:
    """Return files for laptops, into `folder`, which is remembered."""
    context.opened.set_setting(FOLDER, str(folder))
    return [returns.write(context.opened, device, folder).path for device in devices]


def refusal(error: BaseException) -> tuple[str, str] | None:
    """(headline, sentence) for an error a user can act on, else None."""
    if isinstance(error, envelope.Refused):
        return tr("Berkas ditolak; data di sini tidak berubah"), str(error)
    return (tr("Belum berhasil"), str(error)) if isinstance(error, UserError) else None


def _folder(context: Context) -> Path:
    kept = context.opened.setting(FOLDER)
    return Path(kept) if kept and Path(kept).is_dir() else context.opened.path.parent


def _record(context: Context, one: whereabouts.Whereabouts) -> Line:
    badges: dict[str, tuple[Any, str, str]] = {
        whereabouts.HERE: ("warn", tr("Belum dikirim"), "warn"),
        whereabouts.CARRIED: ("accent", tr("Dalam kiriman"), "swap"),
        whereabouts.RECEIVED: ("ok", tr("Diterima"), "check"), whereabouts.SAFE: ("ok", tr("Aman"), "shield"),
    }
    name, what = _about(context, one)
    at = recently(log.moment(one.hlc).astimezone(), context.now())
    return Line(name, what, at, BadgeCell(*badges[one.state]), one.row)


def _about(context: Context, one: whereabouts.Whereabouts) -> tuple[str, str]:
    """(whom a record is about, what it is)."""
    file = context.opened
    row = file.row(f"SELECT * FROM {quote(one.table)} WHERE _id = ?", (one.row,)) or {}
    person = row.get("_participant") or row.get("participant_id") or one.row
    who = file.value("SELECT nama FROM participant WHERE _id = ?", (person,)) or tr("(tanpa nama)")
    if one.table not in form_tables.forms(file):
        return who, {"membership": tr("Keanggotaan"), "certificate": tr("Sertifikat")}.get(one.table, one.table)
    title, held = context.interviews.library.form(one.table).title, row.get("tahap")
    return who, rounds.label(held) if held else title


def _file(row: dict[str, Any], held: dict[int, tuple[int, int]], now: datetime) -> Line:
    kinds = {"sent": tr("Kiriman, {n} perubahan"), "bundle": tr("Kiriman, {n} perubahan"),
             "receipt": tr("Tanda terima"), "assignment": tr("Surat tugas"), "return": tr("Balasan, {n} perubahan")}
    what = kinds.get(row["kind"], row["kind"]).format(n=number(row["changes"] or 0))
    name = row["name"] or what
    if row["kind"] != "sent":
        return Line(name, what, _moment(row["at"], now), BadgeCell("muted", tr("Dibaca"), ""), row["file_id"])
    lsn, safe = held.get(row["epoch"], (0, 0))
    badge = BadgeCell("accent", tr("Menunggu"), "clock")
    if row["last"] <= lsn:
        badge = BadgeCell("ok", tr("Aman"), "shield") if row["last"] <= safe else BadgeCell("ok", tr("Diterima"))
    return Line(name, what, _moment(row["at"], now), badge, row["file_id"])


def _scope(text: str | None) -> str:
    return ", ".join(short_regency(code) for code in json.loads(text or "[]")) or tr("Seluruh provinsi")


def _owed(row: dict[str, Any], told: dict[str, str]) -> BadgeCell:
    if row["status"] != "active":
        return BadgeCell("error", tr("Dicabut"))
    if row["at"] is None:
        return BadgeCell("muted", tr("Belum pernah mengirim"), "")
    at = told.get(row["device_id"])
    if at is not None and datetime.fromisoformat(at) >= datetime.fromisoformat(row["at"]):
        return BadgeCell("ok", tr("Balasan dibuat"))
    return BadgeCell("warn", tr("Menunggu balasan"), "clock")


def _moment(text: str | None, now: datetime) -> str:
    return recently(datetime.fromisoformat(text).astimezone() if text else None, now)
