"""The records of a form that has no page of its own, as lines of a list; on the file's thread."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from ftd_desktop.forms.definition import Form
from ftd_desktop.i18n import tr
from ftd_desktop.programme import participants
from ftd_desktop.programme.library import SHIPPED
from ftd_desktop.store.connection import quote
from ftd_desktop.store.trail import Trail
from ftd_desktop.ui.models.cells import BadgeCell
from ftd_desktop.ui.models.labels import Labels

if TYPE_CHECKING:
    from ftd_desktop.programme.participants import ParticipantRow
    from ftd_desktop.ui.context import Context

MOST = 500
_SHOWN = 3  # answers that tell one record from another


@dataclass(frozen=True)
class RecordLine:
    """One record: whose it is ("" for nobody's), its first answers in words, how it stands, when and by whom."""

    record_id: str
    person: str
    answers: str
    cell: BadgeCell
    updated: datetime | None
    owner: str


def has_own_page(form_id: str) -> bool:
    """True for the forms that are filled in elsewhere: participants, rounds, sessions, completion."""
    return form_id in SHIPPED


def read(context: Context, form: Form) -> tuple[RecordLine, ...]:
    """The records changed last, those open just now in front."""
    file, table = context.opened, quote(form.form_id)
    if has_own_page(form.form_id):
        return ()
    rows = file.rows(f"SELECT f.*, p.nama AS _person FROM {table} AS f LEFT JOIN participant AS p "
                     f"ON p._id = f._participant ORDER BY f._updated DESC LIMIT ?", (MOST,))
    labels, told = Labels(context, form.form_id), _telling(form)
    kept = [_line(context, row, labels, told) for row in rows]
    held = {line.record_id for line in kept}
    begun = [trail for trail in Trail(file).open_records()
             if trail.form_id == form.form_id and trail.record_id not in held]
    people = {trail.participant_id: _name(context, trail.participant_id) for trail in begun}
    return (*(RecordLine(trail.record_id, people[trail.participant_id], "", _state("draft"),
                         context.local(trail.touched), "") for trail in begun), *kept)


def people(context: Context, text: str) -> list[ParticipantRow]:
    """The participants that a search finds, to fill the form in for one of them."""
    return participants.search(context.opened, text, limit=MOST)


def _name(context: Context, participant_id: str | None) -> str:
    found = context.opened.value("SELECT nama FROM participant WHERE _id = ?", (participant_id,))
    return str(found or "")


def _telling(form: Form) -> list[str]:
    """The columns that tell records apart: the first asked ones, personal numbers left out (lists never show them)."""
    asked = {path for path, question in form.questions.items()
             if question.control in ("input", "select1") and not question.extra.get("pdp") and question.name != "nik"}
    return [column.name for column in form.tables[0].columns if column.path in asked][:_SHOWN]


def _line(context: Context, row: dict[str, Any], labels: Labels, told: list[str]) -> RecordLine:
    answers = [labels.words(name, str(row[name])) for name in told if row.get(name) not in (None, "")]
    updated = datetime.fromisoformat(row["_updated"]) if row["_updated"] else None
    return RecordLine(row["_id"], row["_person"] or "", " · ".join(filter(None, answers)), _state(row["_status"]),
                      context.local(updated), row["_owner"] or "")


def _state(status: str | None) -> BadgeCell:
    if status == "draft":
        return BadgeCell("muted", tr("Draf"))
    return BadgeCell("ok", tr("Terverifikasi") if status == "verified" else tr("Selesai"))
