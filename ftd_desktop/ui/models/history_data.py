"""Who changed what of a person, when, from, to and why, from the change log; and going back to an earlier point."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from ftd_desktop.errors import UserError
from ftd_desktop.i18n import tr
from ftd_desktop.programme.participants import PROFILE, SURVEY, as_text
from ftd_desktop.programme.rounds import label as round_label
from ftd_desktop.store import form_tables
from ftd_desktop.store.changes import log
from ftd_desktop.store.changes.log import Id
from ftd_desktop.store.connection import quote
from ftd_desktop.store.file import DataFile
from ftd_desktop.store.ids import now
from ftd_desktop.store.trail import Trail
from ftd_desktop.ui.context import Context
from ftd_desktop.ui.models import office_history
from ftd_desktop.ui.models.labels import Labels

SHORTEST_REASON = 4


@dataclass(frozen=True)
class Record:
    """Which save of which record a line is about, when and by whom; `own`: of a form, not a decision of the office."""

    title: str
    table: str
    row: str
    id: Id
    at: datetime
    who: str
    own: bool = True


@dataclass(frozen=True)
class Line:
    """One field of one save: from, to, why; `raw_before` is what undo writes back. `field` is "" for a first save."""

    of: Record
    field: str
    question: str
    before: str
    after: str
    raw_before: Any
    why: str = ""


@dataclass(frozen=True)
class Reversal:
    """What going back would change: (question, value now, value then) in words, and what is written."""

    line: Line
    changes: tuple[tuple[str, str, str], ...]
    values: dict[str, Any]


def lines(context: Context, participant_id: str) -> tuple[Line, ...]:
    """The history of every record about a person, the latest first."""
    officers = _names(context)
    found = [line for table, row, title in _records(context.opened, participant_id)
             for line in _of_record(context, table, row, title, officers)]
    found += [_decision(context, one, officers) for one in office_history.steps(context.opened, participant_id)]
    return tuple(sorted(found, key=lambda line: line.of.at, reverse=True))


def reversal(context: Context, line: Line, *, whole: bool) -> Reversal:
    """What undo would do: of one field, or (`whole`) of everything after that save. Writes nothing.

    UserError while the record is open as a form: what is typed there would be lost or would win unseen.
    """
    file, of = context.opened, line.of
    if Trail(file).find(of.row):
        raise UserError("{isian} sedang terbuka sebagai isian. Selesaikan atau simpan isian itu dahulu.",
                        isian=of.title)
    values = _values_after(file, of) if whole else {line.field: line.raw_before}
    current = file.row(f"SELECT * FROM {quote(of.table)} WHERE _id = ?", (of.row,)) or {}
    values = {name: value for name, value in values.items() if name in current and current[name] != value}
    labels = Labels(context, of.table)
    changes = tuple((labels.label(name), labels.words(name, as_text(current[name])),
                     labels.words(name, as_text(value))) for name, value in values.items() if labels.asks(name))
    return Reversal(line, changes, values)


def go_back(context: Context, of: Reversal, reason: str) -> int:
    """Write what `reversal` found, with why; itself a change, so nothing is lost by it. How many fields changed.

    UserError without a reason, or when nothing would change.
    """
    said = " ".join(reason.split())
    if len(said) < SHORTEST_REASON:
        raise UserError("Tulis alasannya, misalnya: salah ketik.")
    if not of.values:
        raise UserError("Nilainya sudah seperti itu; tidak ada yang perlu dikembalikan.")
    file, record = context.opened, of.line.of
    kept = file.value(f"SELECT _reasons FROM {quote(record.table)} WHERE _id = ?", (record.row,))
    reasons = json.loads(kept or "{}") | dict.fromkeys(of.values, said)
    with file.write():
        file.update(record.table, record.row, {**of.values, "_updated": now(), "_reasons": json.dumps(
            reasons, ensure_ascii=False, sort_keys=True)})
        file.journal("undo", {"table": record.table, "row": record.row, "fields": sorted(of.values), "reason": said})
    return len(of.values)


def _values_after(file: DataFile, of: Record) -> dict[str, Any]:
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


def _records(file: DataFile, participant_id: str) -> Iterator[tuple[str, str, str]]:
    """(table, row, title) of the profile and of every form's records about a person; title "" is the form's own."""
    yield PROFILE, participant_id, ""
    for form_id in form_tables.forms(file):
        if form_id == PROFILE:
            continue
        named = "tahap" if form_id == SURVEY else "''"
        for row in file.rows(f"SELECT _id, {named} AS round FROM {quote(form_id)} WHERE _participant = ?",
                             (participant_id,)):
            yield form_id, row["_id"], round_label(row["round"]) if row["round"] else ""


def _names(context: Context) -> dict[str, str]:
    """The name of whoever signs changes: an officer by id or code, or who sits at this file."""
    rows = context.opened.rows("SELECT _id, code, name FROM officer")
    me = context.identity
    known = {me.officer_id: me.name} if me.officer_id else {}
    return known | {row[key]: row["name"] for row in rows for key in ("_id", "code") if row["name"]}


def _decision(context: Context, one: office_history.Step, officers: dict[str, str]) -> Line:
    of = Record(one.title, one.table, one.row, one.id, context.local(one.at) or one.at,
                officers.get(one.who, one.who), own=False)
    return Line(of, "", one.what, one.before, one.after, None, one.why)


def _of_record(context: Context, table: str, row: str, title: str, officers: dict[str, str]) -> list[Line]:
    labels = Labels(context, table)
    found: list[Line] = []
    for step in log.history(context.opened, table, row):
        who = officers.get(step.change.usr or "", step.change.usr or "")
        at = context.local(step.change.at) or step.change.at
        found += _step_lines(step, labels, Record(title or labels.title, table, row, step.change.id, at, who))
    return found


def _step_lines(step: log.Step, labels: Labels, of: Record) -> list[Line]:
    """A first save is one line; of a later one each question that changed."""
    asked = {name: value for name, value in step.after.items() if labels.asks(name) and step.before[name] != value}
    if all(step.before[name] is None for name in step.after):
        given = sum(value is not None for value in asked.values())
        words = tr("Pertama disimpan: {isian}").format(isian=of.title)
        return [Line(of, "", words, "", tr("{n} jawaban").format(n=given), None)] if given else []
    reasons = json.loads(step.after.get("_reasons") or "{}")
    fields = [
        Line(of, name, labels.label(name), labels.words(name, as_text(step.before[name])),
             labels.words(name, as_text(value)), step.before[name], reasons.get(name, ""))
        for name, value in asked.items()
    ]
    return _status_line(step, of) + fields


def _status_line(step: log.Step, of: Record) -> list[Line]:
    """A record finished, verified or begun anew; nobody puts that back by hand."""
    before, after = step.before.get("_status"), step.after.get("_status")
    if after is None or before == after:
        return []
    return [Line(of, "", tr("Keadaan catatan"), _status_words(before), _status_words(after), None)]


def _status_words(status: str | None) -> str:
    return {"draft": tr("Draf"), "complete": tr("Selesai"), "verified": tr("Diperiksa")}.get(status or "", status or "")
