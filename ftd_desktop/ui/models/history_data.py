"""Who changed what of a person, when, from, to and why, from the change log; also of records that were deleted."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from ftd_desktop.i18n import tr
from ftd_desktop.programme.participants import PROFILE, SURVEY, as_text
from ftd_desktop.programme.rounds import label as round_label
from ftd_desktop.store import form_tables
from ftd_desktop.store.changes import log
from ftd_desktop.store.changes.fold import DELETED
from ftd_desktop.store.changes.log import Id
from ftd_desktop.store.connection import quote
from ftd_desktop.store.file import DataFile
from ftd_desktop.ui.context import Context
from ftd_desktop.ui.models import office_history
from ftd_desktop.ui.models.labels import Labels


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
    """One field of one save: from, to, why; `raw_before` is what undo writes back.

    `field` is "" for a first save and for what nobody puts back, DELETED for the deletion of the whole record.
    """

    of: Record
    field: str
    question: str
    before: str
    after: str
    raw_before: Any
    why: str = ""


def lines(context: Context, participant_id: str) -> tuple[Line, ...]:
    """The history of every record about a person, the latest first."""
    officers = _names(context)
    found = [line for table, row, title in _records(context.opened, participant_id)
             for line in _of_record(context, table, row, title, officers)]
    found += [_decision(context, one, officers) for one in office_history.steps(context.opened, participant_id)]
    return tuple(sorted(found, key=lambda line: line.of.at, reverse=True))


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
        yield from _deleted(file, form_id, participant_id)


def _deleted(file: DataFile, form_id: str, participant_id: str) -> Iterator[tuple[str, str, str]]:
    """Records about a person that were deleted: the log keeps what they held."""
    for (row,) in file.execute(f"SELECT DISTINCT row FROM _chg WHERE t = ? AND op = {log.DELETE} AND NOT EXISTS "
                               f"(SELECT 1 FROM {quote(form_id)} AS x WHERE x._id = row)", (form_id,)).fetchall():
        held: dict[str, Any] = {}
        for step in log.history(file, form_id, row):
            held |= step.after
        if held.get("_participant") == participant_id:
            yield form_id, row, round_label(held["tahap"]) if held.get("tahap") else ""


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
    """A first save is one line, and so is a deletion; of any other save each question that changed."""
    if step.change.op == log.DELETE:
        return [Line(of, DELETED, tr("Seluruh isian"), tr("Ada"), tr("Dihapus"), None)]
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
