"""The audit of a record: what was answered when, as ODK Collect writes it (audit.csv), from the answer journal.

A form asks for it with an `audit` question. The file is an attachment of the record, named in the column `audit`; each
sitting adds its events. Columns and events are those of the client-audit specification of ODK; times are milliseconds
since 1970. Where a form wants places too, its columns are there and blank: this computer has no receiver, which the
event "location providers disabled" says.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from ftd_desktop.forms.definition import Form, Question
from ftd_desktop.forms.interview import rows_to_values
from ftd_desktop.programme.journal import BY_ITSELF, REASON, SNAPSHOT
from ftd_desktop.store import attachments, records
from ftd_desktop.store.connection import Connection, quote
from ftd_desktop.store.ids import now
from ftd_desktop.store.trail import Trail

FILE = "audit.csv"
Timed = tuple[str, str, datetime]
"""An entry of the journal with the moment it was written: ref, value, moment."""


@dataclass(frozen=True)
class Event:
    """One line: what happened, at which node, from when to when (None: one moment), and the change it made."""

    event: str
    node: str
    start: datetime
    end: datetime | None = None
    old: str = ""
    new: str = ""
    user: str = ""
    reason: str = ""


@dataclass(frozen=True)
class Wishes:
    """What a form wants its audit to tell."""

    places: bool
    changes: bool
    user: bool
    reasons: bool

    @classmethod
    def of(cls, question: Question) -> Wishes:
        """As the parameters of the audit question say."""
        asked = question.extra
        reasons = asked.get("track-changes-reasons", "") != ""
        return cls(any(name.startswith("location-") for name in asked), reasons or asked.get("track-changes") == "true",
                   asked.get("identify-user") == "true", reasons)


def question_of(form: Form) -> Question | None:
    """The audit question of a form; None when it wants no audit."""
    return form.questions.get(f"{form.root.path}/meta/audit")


def sitting(entries: Sequence[Timed], before: Mapping[str, str], *, begun: datetime, ended: datetime, resumed: bool,
            finished: bool, user: str) -> list[Event]:
    """The events of one sitting: from its journal and the values it began with."""
    opening = Event("form resume" if resumed else "form start", "", begun, user=user)
    closing = ["form save", "form exit", *(["form finalize"] if finished else [])]
    return [opening, *_events(entries, dict(before), begun, user),
            *(Event(name, "", ended, user=user) for name in closing)]


def _events(entries: Iterable[Timed], values: dict[str, str], since: datetime, user: str) -> Iterator[Event]:
    for ref, value, moment in entries:
        if ref == SNAPSHOT:
            after: dict[str, str] = json.loads(value)
            yield from (Event(name, row, moment, user=user) for name, row in _rows_that_changed(values, after))
            values = after
        elif ref == BY_ITSELF:
            values.update(json.loads(value))
        elif ref.startswith(REASON):
            yield Event("change reason", ref.removeprefix(REASON), moment, user=user, reason=value)
        else:
            yield Event("question", ref, since, moment, values.get(ref, ""), value, user)
            values[ref] = value
        since = moment


def _rows_that_changed(before: Mapping[str, str], after: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """("add repeat" | "delete repeat", the row); of rows taken away the last one is named, since the others move up."""
    old, new = set(_rows(before)), set(_rows(after))
    yield from (("add repeat", row) for row in sorted(new - old))
    yield from (("delete repeat", row) for row in sorted(old - new))


def _rows(values: Mapping[str, str]) -> Iterator[str]:
    for ref in values:
        place = ref.find("]")
        while place >= 0:
            yield ref[: place + 1]
            place = ref.find("]", place + 1)


# as a file

def keep(file: Connection, form: Form, record_id: str, kept: str, *, finished: bool, user: str) -> str:
    """Add the sitting whose journal is open to the audit of a record (`kept`: its name so far); gives its new name."""
    question, trail = question_of(form), Trail(file).find(record_id)
    if question is None or trail is None:
        return kept
    stored = records.find(file, record_id)
    before = rows_to_values(form, stored.rows) if stored else {}
    events = sitting(Trail(file).timed(record_id), before, begun=trail.begun, ended=datetime.fromisoformat(now()),
                     resumed=stored is not None, finished=finished, user=user)
    whole = written(events, Wishes.of(question), attachments.data(file, kept) or b"" if kept else b"")
    attachments.hold(file, whole, FILE)
    return attachments.name(whole, "csv")


def written(events: Iterable[Event], wishes: Wishes, earlier: bytes = b"") -> bytes:
    """audit.csv with the events after those of earlier sittings."""
    out = io.StringIO()
    lines = csv.DictWriter(out, _header(wishes), extrasaction="ignore", lineterminator="\n")
    if not earlier:
        lines.writeheader()
    for event in events:
        lines.writerow(_cells(event))
        if wishes.places and event.event in ("form start", "form resume"):
            lines.writerow(_cells(Event("location providers disabled", "", event.start, user=event.user)))
    return earlier + out.getvalue().encode()


def _header(wishes: Wishes) -> list[str]:
    return ["event", "node", "start", "end", *(["latitude", "longitude", "accuracy"] if wishes.places else []),
            *(["old-value", "new-value"] if wishes.changes else []), *(["user"] if wishes.user else []),
            *(["change-reason"] if wishes.reasons else [])]


def _cells(event: Event) -> dict[str, str]:
    """Column -> text; of places nothing is known."""
    return {"event": event.event, "node": event.node, "start": _milliseconds(event.start),
            "end": _milliseconds(event.end) if event.end else "", "old-value": event.old, "new-value": event.new,
            "user": event.user, "change-reason": event.reason}


def _milliseconds(moment: datetime) -> str:
    return str(int(moment.timestamp() * 1000))


def names(file: Connection, form: Form) -> dict[str, str]:
    """record id -> the name of its audit, for all records of a form that have one."""
    question = question_of(form)
    column = next((c.name for c in form.tables[0].columns if question is not None and c.path == question.path), None)
    if column is None:
        return {}
    table, named = quote(form.form_id), quote(column)
    return dict(file.execute(f"SELECT _id, {named} FROM {table} WHERE {named} IS NOT NULL ORDER BY _created, _id"))


def exported(file: Connection, form: Form, names: Mapping[str, str]) -> bytes:
    """One csv of many records, as ODK Briefcase writes it: an `instance ID` behind each line.

    `names`: record id -> the name of its audit. Records whose file is not here (yet) are left out.
    """
    question = question_of(form)
    out = io.StringIO()
    lines = csv.writer(out, lineterminator="\n")
    if question is not None:
        lines.writerow([*_header(Wishes.of(question)), "instance ID"])
    for record_id, name in names.items():
        kept = attachments.data(file, name)
        rows = csv.reader(io.StringIO(kept.decode())) if kept else iter(())
        next(rows, None)
        lines.writerows([*row, f"uuid:{record_id}"] for row in rows)
    return out.getvalue().encode()
