"""The officer's side of the carry page, on the file's thread: what waits, bundles, answers, where each record is."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ftd_desktop.i18n import tr
from ftd_desktop.programme import rounds
from ftd_desktop.programme.interviews import Identity
from ftd_desktop.store import form_tables
from ftd_desktop.store.changes import log
from ftd_desktop.store.connection import quote
from ftd_desktop.sync import bundle, lives, parts, receipt, returns, whereabouts
from ftd_desktop.ui.models import file_state, questions
from ftd_desktop.ui.models.carried import when
from ftd_desktop.ui.models.cells import BadgeCell
from ftd_desktop.wording import number, recently

if TYPE_CHECKING:
    from ftd_desktop.store.file import DataFile
    from ftd_desktop.ui.context import Context
    from ftd_desktop.ui.tasks import Job

FOLDER = "carry.folder"
MOST_RECORDS, MOST_FILES = 2_000, 200


@dataclass(frozen=True)
class Line:
    """A line of a table: words, a moment in words, a state; `person` is whom a record is about, if known."""

    name: str
    what: str
    at: str
    badge: BadgeCell
    id: str = ""
    person: str = ""


@dataclass(frozen=True)
class Outgoing:
    """Records and files by line, how many records are in which state, and the three steps' facts.

    `waiting` changes are not acknowledged; `sent` is the newest bundle made here and `answer` the newest file from the
    province, as lines or None; `put` is where the page put that bundle, if it did, and `there`: it lies there now;
    `asks`: something from the province is missing here; `back`: the province was restored and may have lost something
    that came here from it.
    """

    records: tuple[Line, ...]
    files: tuple[Line, ...]
    counts: dict[str, int] = field(default_factory=dict)
    folder: Path = Path()
    waiting: int = 0
    attachments: parts.Waiting = field(default_factory=lambda: parts.Waiting(0, 0))
    asks: bool = False
    back: bool = False
    sent: Line | None = None
    answer: Line | None = None
    put: Path | None = None
    there: bool = False

    @property
    def open(self) -> int:
        """Records that the province has not confirmed."""
        return self.counts.get(whereabouts.HERE, 0) + self.counts.get(whereabouts.CARRIED, 0)


def read(context: Context) -> Outgoing:
    """Everything the officer's page shows."""
    file = context.opened
    found = list(whereabouts.records(file))
    lines = files(context)
    sent, put = next((one for one in lines if one.id == "sent"), None), _put(file)
    return Outgoing(
        tuple(_record(context, one) for one in found[:MOST_RECORDS]), tuple(lines),
        dict(Counter(one.state for one in found)), folder(context), bundle.waiting(file), parts.waiting(file),
        bool(file.setting(bundle.ASKS)), file.setting(lives.BACK) is True, sent,
        next((one for one in lines if one.id in (receipt.KIND, returns.KIND)), None), put,
        put is not None and sent is not None and (put / sent.name).is_file())


def send(context: Context, job: Job, place: Path, *, everything: bool, part_bytes: int) -> bundle.Written:
    """Make the bundle and its parts in `place`, which is remembered."""
    file = context.opened
    file.set_setting(FOLDER, str(place))
    written = bundle.write(file, place, everything=everything, part_bytes=part_bytes, progress=job.report,
                           cancelled=job.cancelled)
    file_state.note(context)
    return written


@dataclass(frozen=True)
class TakenIn:
    """What files from the province told: how many they were, changes confirmed, rows new or changed here, rows that
    left and rows that stay until they are sent, attachments, questions that stand open now, in words what the officer
    should know, and whose regencies this laptop has from now on.
    """

    files: int
    confirmed: int
    arrived: int
    evicted: int
    kept: int
    attachments: int
    questions: int
    words: tuple[str, ...]
    scope: str


def accept(context: Context, paths: Sequence[Path]) -> TakenIn:
    """Take in what the province sent; UserError at the first file that is nothing of it, those before stay taken in."""
    file = context.opened
    found = [one for path in paths for one in (sorted(path.glob("*.ftd")) if path.is_dir() else [path])
             if one.suffix == ".ftd"]
    reports = [returns.accept_any(file, path) for path in found]
    full = [report for report in reports if isinstance(report, returns.ReturnReport)]
    pictures = [report for report in reports if isinstance(report, parts.PartReport)]
    told = [report.receipt for report in full] + [one for one in reports if isinstance(one, receipt.ReceiptReport)]
    words = [sentence for one in full for sentence in one.words()]
    words += [sentence for one in reports if isinstance(one, receipt.ReceiptReport) for sentence in one.words]
    context.interviews.identity = Identity.of(file)  # its regencies may be others now
    return TakenIn(
        len(found), sum(one.confirmed for one in told),
        sum(one.effect.new_rows + one.effect.changed_rows - one.erased for one in full),
        sum(one.evicted for one in full), sum(one.kept for one in full),
        sum(one.files for one in pictures), len(questions.unanswered(file)), tuple(words),
        context.interviews.identity.scope)


def files(context: Context) -> list[Line]:
    """The files that were made here and that came here, the newest first; `id` is their kind."""
    file = context.opened
    held = {epoch: (lsn, safe or 0) for epoch, lsn, safe in file.execute(
        "SELECT epoch, lsn, safe FROM _peer WHERE way = 'up'")}
    rows = file.rows("SELECT kind, name, at, epoch, last, changes FROM _bundle ORDER BY at DESC, rowid DESC LIMIT ?",
                     (MOST_FILES,))
    return [_file(context, row, held) for row in rows]


def folder(context: Context) -> Path:
    """Where files were put last, if it is still there, else beside the data file."""
    kept = context.opened.setting(FOLDER)
    return Path(kept) if kept and Path(kept).is_dir() else context.opened.path.parent


def _put(file: DataFile) -> Path | None:
    kept = file.setting(FOLDER)
    return Path(kept) if kept else None


def _record(context: Context, one: whereabouts.Whereabouts) -> Line:
    badges: dict[str, tuple[Any, str, str]] = {
        whereabouts.HERE: ("warn", tr("Belum dikirim"), "warn"),
        whereabouts.CARRIED: ("accent", tr("Dalam kiriman"), "swap"),
        whereabouts.RECEIVED: ("ok", tr("Diterima"), "check"), whereabouts.SAFE: ("ok", tr("Aman"), "shield"),
    }
    name, what, person = _about(context, one)
    at = recently(context.local(log.moment(one.hlc)), context.now())
    return Line(name, what, at, BadgeCell(*badges[one.state]), one.row, person)


def _about(context: Context, one: whereabouts.Whereabouts) -> tuple[str, str, str]:
    """(whom a record is about, what it is, that person's id or "")."""
    file = context.opened
    row = file.row(f"SELECT * FROM {quote(one.table)} WHERE _id = ?", (one.row,)) or {}
    person = row.get("_participant") or row.get("participant_id") or one.row
    known = file.row("SELECT nama FROM participant WHERE _id = ?", (person,))
    who = (known["nama"] if known else "") or tr("(tanpa nama)")
    about = person if known else ""
    if one.table not in form_tables.forms(file):
        titles = {"membership": tr("Keanggotaan"), "certificate": tr("Sertifikat"), "attachment": tr("Lampiran")}
        return who, titles.get(one.table, one.table), about
    title, held = context.interviews.library.form(one.table).title, row.get("tahap")
    return who, rounds.label(held) if held else title, about


def _file(context: Context, row: dict[str, Any], held: dict[int, tuple[int, int]]) -> Line:
    kinds = {"sent": tr("Kiriman, {n} perubahan"), "bundle": tr("Kiriman, {n} perubahan"),
             "receipt": tr("Tanda terima"), "assignment": tr("Surat tugas"), "return": tr("Balasan, {n} perubahan"),
             "attachments": tr("Lampiran")}
    what = kinds.get(row["kind"], row["kind"]).format(n=number(row["changes"] or 0))
    name, at = row["name"] or what, when(context, row["at"])
    if row["kind"] != "sent":
        return Line(name, what, at, BadgeCell("muted", tr("Dibaca"), ""), row["kind"])
    lsn, safe = held.get(row["epoch"], (0, 0))
    badge = BadgeCell("accent", tr("Menunggu"), "clock")
    if row["last"] <= lsn:
        badge = BadgeCell("ok", tr("Aman"), "shield") if row["last"] <= safe else BadgeCell("ok", tr("Diterima"))
    return Line(name, what, at, badge, row["kind"])
