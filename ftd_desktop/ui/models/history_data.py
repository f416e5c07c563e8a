"""Who changed what of a person, field by field, from the change log; and putting an earlier value back."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from ftd_desktop.programme.participants import PROFILE, SURVEY, as_text
from ftd_desktop.programme.rounds import label as round_label
from ftd_desktop.store.changes import log
from ftd_desktop.ui.context import Context
from ftd_desktop.ui.models.labels import Labels


@dataclass(frozen=True)
class Line:
    """One field of one save: when, by whom, of which record, from, to; `raw_before` is what undo writes back."""

    at: datetime
    who: str
    record: str
    table: str
    row: str
    field: str
    question: str
    before: str
    after: str
    raw_before: Any


def lines(context: Context, participant_id: str) -> tuple[Line, ...]:
    """The history of the profile and of every survey of a person, the latest first."""
    file = context.opened
    officers = {row["code"]: row["name"] for row in file.rows("SELECT code, name FROM officer")}
    records = [(PROFILE, participant_id, "")]
    records += [(SURVEY, row["_id"], round_label(row["tahap"] or "")) for row in file.rows(
        f"SELECT _id, tahap FROM {SURVEY} WHERE _participant = ?", (participant_id,))]
    found: list[Line] = []
    for table, row_id, name in records:
        labels = Labels(context, table)
        for step in log.history(file, table, row_id):
            who = officers.get(step.change.usr or "", step.change.usr or "")
            at = context.local(step.change.at) or step.change.at
            found += [
                Line(at, who, name or labels.title, table, row_id, field, labels.label(field),
                     labels.words(field, as_text(step.before[field])), labels.words(field, as_text(value)),
                     step.before[field])
                for field, value in step.after.items() if not field.startswith("_") and step.before[field] != value
            ]
    return tuple(sorted(found, key=lambda line: line.at, reverse=True))


def put_back(context: Context, line: Line) -> None:
    """Write the value that stood before a change; this is itself a change, so nothing is lost by it."""
    file = context.opened
    with file.write():
        file.update(line.table, line.row, {line.field: line.raw_before})
        file.journal("undo", {"table": line.table, "row": line.row, "field": line.field})
