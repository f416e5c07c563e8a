"""Who changed what of a person, field by field, from the change log; and putting an earlier value back."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from ftd_desktop.i18n import tr
from ftd_desktop.programme.participants import PROFILE, SURVEY, as_text
from ftd_desktop.programme.rounds import label as round_label
from ftd_desktop.store.changes import log
from ftd_desktop.ui.context import Context
from ftd_desktop.ui.models.labels import Labels


@dataclass(frozen=True)
class Record:
    """Which record a line is about, when it was saved and by whom."""

    title: str
    table: str
    row: str
    at: datetime
    who: str


@dataclass(frozen=True)
class Line:
    """One field of one save: from, to; `raw_before` is what undo writes back. `field` is "" for a first save."""

    of: Record
    field: str
    question: str
    before: str
    after: str
    raw_before: Any


def lines(context: Context, participant_id: str) -> tuple[Line, ...]:
    """The history of the profile and of every survey of a person, the latest first."""
    file = context.opened
    officers = _names(context)
    records = [(PROFILE, participant_id, "")]
    records += [(SURVEY, row["_id"], round_label(row["tahap"] or "")) for row in file.rows(
        f"SELECT _id, tahap FROM {SURVEY} WHERE _participant = ?", (participant_id,))]
    found: list[Line] = []
    for table, row_id, name in records:
        labels = Labels(context, table)
        for step in log.history(file, table, row_id):
            who = officers.get(step.change.usr or "", step.change.usr or "")
            at = context.local(step.change.at) or step.change.at
            found += _step_lines(step, labels, Record(name or labels.title, table, row_id, at, who))
    return tuple(sorted(found, key=lambda line: line.of.at, reverse=True))


def _names(context: Context) -> dict[str, str]:
    """The name of whoever signs changes: an officer by id or code, or who sits at this file."""
    rows = context.opened.rows("SELECT _id, code, name FROM officer")
    me = context.identity
    known = {me.officer_id: me.name} if me.officer_id else {}
    return known | {row[key]: row["name"] for row in rows for key in ("_id", "code") if row["name"]}


def back_to(context: Context, line: Line) -> int:
    """Give a record the answers it had after a save: later changes of its fields are undone. How many were."""
    file, of = context.opened, line.of
    steps = log.history(file, of.table, of.row)
    later = [step for step in steps if step.change.at > of.at]
    values: dict[str, Any] = {}
    for step in later:
        for field in step.after:
            if not field.startswith("_"):
                values.setdefault(field, step.before[field])
    if values:
        with file.write():
            file.update(of.table, of.row, values)
            file.journal("undo", {"table": of.table, "row": of.row, "fields": sorted(values)})
    return len(values)


def _step_lines(step: log.Step, labels: Labels, of: Record) -> list[Line]:
    """A first save is one line; of a later one each question that changed."""
    asked = {name: value for name, value in step.after.items() if labels.asks(name) and step.before[name] != value}
    if all(step.before[name] is None for name in step.after):
        given = sum(value is not None for value in asked.values())
        words = tr("Pertama disimpan: {isian}").format(isian=of.title)
        return [Line(of, "", words, "", tr("{n} jawaban").format(n=given), None)] if given else []
    return [
        Line(of, name, labels.label(name), labels.words(name, as_text(step.before[name])),
             labels.words(name, as_text(value)), step.before[name])
        for name, value in asked.items()
    ]


def put_back(context: Context, line: Line) -> None:
    """Write the value that stood before a change; this is itself a change, so nothing is lost by it."""
    file = context.opened
    with file.write():
        file.update(line.of.table, line.of.row, {line.field: line.raw_before})
        file.journal("undo", {"table": line.of.table, "row": line.of.row, "field": line.field})
