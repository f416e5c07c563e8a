"""Going back in a record: before one change, to the moment of a save, or before its deletion; itself a change."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from ftd_desktop.errors import UserError
from ftd_desktop.i18n import tr
from ftd_desktop.programme.participants import as_text
from ftd_desktop.store.changes import fallen, log
from ftd_desktop.store.changes.fallen import Fallen
from ftd_desktop.store.changes.fold import DELETED
from ftd_desktop.store.connection import Row, quote
from ftd_desktop.store.file import DataFile
from ftd_desktop.store.ids import now
from ftd_desktop.store.trail import Trail
from ftd_desktop.ui.context import Context
from ftd_desktop.ui.models.history_data import Line, Record
from ftd_desktop.ui.models.labels import Labels
from ftd_desktop.wording import number

SHORTEST_REASON = 4


@dataclass(frozen=True)
class Reversal:
    """What going back would change: (question, value now, value then) in words, and what is written.

    `restores`: the record is not there now and is brought back whole, with the `rows` of its repeats that went with it.
    """

    line: Line
    changes: tuple[tuple[str, str, str], ...]
    values: dict[str, Any]
    restores: bool = False
    rows: tuple[Fallen, ...] = ()


def reversal(context: Context, line: Line, *, whole: bool) -> Reversal:
    """What undo would do: of one change, or (`whole`) of everything after that save. Writes nothing.

    UserError while the record is open as a form: what is typed there would be lost or would win unseen.
    """
    file, of = context.opened, line.of
    if Trail(file).find(of.row):
        raise UserError("{isian} sedang terbuka sebagai isian. Selesaikan atau simpan isian itu dahulu.",
                        isian=of.title)
    current = file.row(f"SELECT * FROM {quote(of.table)} WHERE _id = ?", (of.row,))
    if current is None:
        return _restoring(file, line)
    if line.field == DELETED:  # somebody has brought it back already
        return Reversal(line, (), {})
    values = _changed_since(file, of) if whole else {line.field: line.raw_before}
    values = {name: value for name, value in values.items() if name in current and current[name] != value}
    return Reversal(line, _in_words(context, of, current, values), values)


def go_back(context: Context, of: Reversal, reason: str) -> int:
    """Write what `reversal` found, with why; nothing is lost by it. How many fields it wrote.

    UserError without a reason, or when nothing would change.
    """
    said = " ".join(reason.split())
    if len(said) < SHORTEST_REASON:
        raise UserError("Tulis alasannya, misalnya: salah ketik.")
    if not of.values:
        raise UserError("Nilainya sudah seperti itu; tidak ada yang perlu dikembalikan.")
    file, record = context.opened, of.line.of
    with file.write():
        if of.restores:
            file.insert(record.table, {**of.values, "_id": record.row, "_updated": now()})
            for one in of.rows:
                file.insert(one.table, {**one.values, "_id": one.row})
        else:
            file.update(record.table, record.row, {**of.values, "_updated": now(),
                                                   "_reasons": _reasons(file, record, of.values, said)})
        file.journal("undo", {"table": record.table, "row": record.row, "fields": sorted(of.values), "reason": said})
    return len(of.values)


def _restoring(file: DataFile, line: Line) -> Reversal:
    """A record that is gone, whole again, and what its deletion took with it."""
    rows = tuple(fallen.with_record(file, line.of.table, line.of.row))
    told = [(tr("Seluruh isian"), tr("Dihapus"), tr("Ada lagi"))]
    if rows:
        told.append((tr("Baris di dalamnya"), tr("Dihapus"), tr("{n} ada lagi").format(n=number(len(rows)))))
    return Reversal(line, tuple(told), _state(file, line.of, before=line.field == DELETED), restores=True, rows=rows)


def _reasons(file: DataFile, record: Record, values: dict[str, Any], said: str) -> str:
    """The reasons that stand in the record, and this one for each field that goes back."""
    kept = file.value(f"SELECT _reasons FROM {quote(record.table)} WHERE _id = ?", (record.row,))
    reasons = json.loads(kept or "{}") | dict.fromkeys(values, said)
    return json.dumps(reasons, ensure_ascii=False, sort_keys=True)


def _in_words(context: Context, of: Record, current: Row, values: dict[str, Any]) -> tuple[tuple[str, str, str], ...]:
    labels = Labels(context, of.table)
    return tuple((labels.label(name), labels.words(name, as_text(current[name])), labels.words(name, as_text(value)))
                 for name, value in values.items() if labels.asks(name))


def _state(file: DataFile, of: Record, *, before: bool) -> dict[str, Any]:
    """Every column as a save left it, or as it stood before that change."""
    held: dict[str, Any] = {}
    for step in log.history(file, of.table, of.row):
        if before and step.change.id == of.id:
            break
        held |= step.after
        if step.change.id == of.id:
            break
    return held


def _changed_since(file: DataFile, of: Record) -> dict[str, Any]:
    """What each field that was changed after a save had when that save was made."""
    values: dict[str, Any] = {}
    later = False
    for step in log.history(file, of.table, of.row):
        if later:
            for field in step.after:
                if not field.startswith("_"):
                    values.setdefault(field, step.before[field])
        later = later or step.change.id == of.id
    return values
