"""Open conflicts in the words of their form: which question, about whom, what each wrote; on the file's thread."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from ftd_desktop.i18n import tr
from ftd_desktop.store import form_tables
from ftd_desktop.store.changes.fold import DELETED
from ftd_desktop.sync import conflicts, machine, returns
from ftd_desktop.sync.conflicts import Conflict, Side
from ftd_desktop.ui.models.labels import Labels
from ftd_desktop.wording import NONE, clock, long_date

if TYPE_CHECKING:
    from ftd_desktop.ui.context import Context

MOST = 1_000


@dataclass(frozen=True)
class ShownSide:
    """One of the values in words: the value, who wrote it, when, and what stood there before."""

    words: str
    officer: str
    at: str
    seen: str
    value: Any


@dataclass(frozen=True)
class ShownConflict:
    """A conflict as the card shows it; `can_type` when another value may be typed instead.

    `hint` says who waits for whose answer, `alike` how many conflicts are about the same question.
    """

    conflict: Conflict
    question: str
    about: str
    sides: tuple[ShownSide, ...]
    can_type: bool
    hint: str = ""
    alike: int = 1


def read(context: Context) -> list[ShownConflict]:
    """Conflicts that wait for a decision; those decided and waiting for the rest of their row are left out.

    What the province asks comes first on an officer's laptop, and last at the province, which waits for the answer.
    """
    file = context.opened
    found = [one for one in conflicts.pending(file, MOST) if not one.decided]
    labels = {table: _labels(context, table) for table in {one.table for one in found}}
    alike = Counter((one.table, one.field) for one in found)
    asked = {(one["row"], one["field"]): one for one in file.setting(returns.QUESTIONS, [])}
    ours = file.role == "province"
    found.sort(key=lambda one: ((one.row, one.field) in asked) == ours)
    return [_shown(context, one, labels[one.table], alike[one.table, one.field],
                   _hint(context, asked.get((one.row, one.field)), ours)) for one in found]


def settle(context: Context, shown: ShownConflict, value: Any, reason: str) -> bool:
    """Decide; True when the record's last open question was decided."""
    return conflicts.settle(context.opened, shown.conflict, value, reason)


def settle_typed(context: Context, shown: ShownConflict, text: str, reason: str) -> bool:
    """Decide for a typed value, in the type of the column; ValueError when it is no number where one is needed."""
    sample = next((side.value for side in shown.sides if side.value is not None), "")
    value: Any = text.strip() or None
    if value is not None and isinstance(sample, int | float):
        value = type(sample)(value.replace(".", "").replace(",", ".")) if isinstance(sample, float) else int(
            value.replace(".", ""))
    return settle(context, shown, value, reason)


def ask(context: Context, shown: ShownConflict) -> str:
    """Put the question to the officer of one of the sides; gives the name, or "" when none of them is an officer."""
    file = context.opened
    for side in shown.conflict.sides:
        if side.machine and side.machine != machine.person(file).device_id:
            returns.ask(file, side.machine, shown.conflict.row, shown.conflict.field)
            return side.officer or tr("petugas")
    return ""


def _shown(context: Context, one: Conflict, labels: Labels | None, alike: int, hint: str) -> ShownConflict:
    return ShownConflict(one, _question(one, labels), _about(context, one),
                         tuple(_side(one, side, labels) for side in one.sides), one.field != DELETED, hint, alike)


def _hint(context: Context, asked: dict[str, Any] | None, ours: bool) -> str:
    """Who waits for whose answer; "" when nobody was asked."""
    if asked is None:
        return ""
    note = asked.get("note", "")
    if ours:
        who = context.opened.value("SELECT name FROM _dev WHERE device_id = ?", (asked["device"],)) or tr("petugas")
        return tr("Sudah ditanyakan ke {nama}; menunggu jawabannya.").format(nama=who)
    return tr("Provinsi bertanya: mana yang benar?") + (f" {note}" if note else "")


def _labels(context: Context, table: str) -> Labels | None:
    form_id = table.split("__")[0]
    return Labels(context, form_id) if form_id in form_tables.forms(context.opened) else None


def _question(one: Conflict, labels: Labels | None) -> str:
    known = {DELETED: tr("Catatan dihapus atau tetap ada"), "_status": tr("Keadaan catatan"), "_owner": tr("Petugas"),
             "_reasons": tr("Alasan peringatan"), "_participant": tr("Peserta")}
    return known.get(one.field) or (labels.label(one.field) if labels else one.field)


def _about(context: Context, one: Conflict) -> str:
    who = context.opened.row("SELECT nama, usaha FROM participant WHERE _id = ?", (one.participant_id,))
    return " · ".join(part for part in (who["nama"], who["usaha"]) if part) if who else ""


def _side(one: Conflict, side: Side, labels: Labels | None) -> ShownSide:
    return ShownSide(_words(one, side.value, labels), side.officer or tr("alat lain"), _moment(side.at),
                     NONE if one.field == DELETED else _words(one, side.seen, labels), side.value)


def _words(one: Conflict, value: Any, labels: Labels | None) -> str:
    if one.field == DELETED:
        return tr("Dihapus") if value else tr("Tetap ada")
    if value is None:
        return tr("(kosong)")
    states = {"draft": tr("Draf"), "complete": tr("Selesai"), "verified": tr("Diperiksa")}
    if one.field == "_status":
        return states.get(value, str(value))
    return labels.words(one.field, str(value)) if labels else str(value)


def _moment(at: datetime) -> str:
    return f"{long_date(at.date())}, {clock(at)}"
