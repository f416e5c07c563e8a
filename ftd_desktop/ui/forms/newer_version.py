"""A draft of an older form version: what moving it to the newest would change, and the move. For the file's thread."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from ftd_desktop.forms.definition import Form
from ftd_desktop.forms.interview import Interview
from ftd_desktop.store import records
from ftd_desktop.store.trail import Trail
from ftd_desktop.ui.forms.markup import plain
from ftd_desktop.ui.forms.session import template_path

if TYPE_CHECKING:
    from ftd_desktop.programme.interviews import Desk
    from ftd_desktop.programme.record import OpenRecord


@dataclass(frozen=True)
class Move:
    """What would change. Texts are labels of questions, (label, answer) pairs for answers without a place."""

    form: Form
    values: Mapping[str, str]
    kept: int
    homeless: tuple[tuple[str, str], ...] = ()
    asked_anew: tuple[str, ...] = ()
    refused: tuple[str, ...] = field(default=())


def possible_move(desk: Desk, record: OpenRecord) -> Move | None:
    """The move to the newest version, None when the record is finished or of the newest version already."""
    stored = records.find(desk.file, record.record_id)
    newest = desk.library.form(record.form.form_id)
    if newest.version == record.form.version or (stored is not None and stored.status != "draft"):
        return None
    return plan(record.interview, newest)


def plan(interview: Interview, newest: Form) -> Move:
    """Answers go to the question of the same path, else to the only one of the same name."""
    old, given = interview.form, {ref: value for ref, value in interview.values().items() if value}
    places = {ref: _place(ref, old, newest) for ref in given}
    values = {place: given[ref] for ref, place in places.items() if place is not None}
    moved = Interview(newest, values, context=interview.context, language=interview.language)
    homeless = [ref for ref, place in places.items() if place is None and old.questions[template_path(ref)].control]
    known = {question.name for question in old.questions.values()}
    asked = [ref for ref in moved.refs() if newest.questions[template_path(ref)].name not in known]
    refused = [problem.ref for problem in moved.problems() if problem.kind == "type"]
    return Move(
        newest,
        moved.values(),
        sum(place is not None for place in places.values()),
        tuple((_label(interview, ref), given[ref]) for ref in homeless),
        tuple(_label(moved, ref) for ref in asked),
        tuple(_label(moved, ref) for ref in refused),
    )


def carry_out(desk: Desk, record: OpenRecord, move: Move) -> OpenRecord:
    """Save the draft in the newest version and open it again. Answers without a place stay in the record's history."""
    moved = Interview(move.form, move.values, context=record.interview.context)
    with desk.file.write():
        record.leave()  # as it was, so that the history has every answer
        records.save(
            desk.file, move.form, moved.rows(whole=True), record_id=record.record_id,
            participant_id=record.participant.id if record.participant else None, status="draft",
            owner=desk.identity.officer_code, reasons=record.interview.reasons(),
        )  # fmt: skip
        Trail(desk.file).finish(record.record_id)
    return desk.resume(record.record_id)


def _place(ref: str, old: Form, newest: Form) -> str | None:
    path = template_path(ref)
    if path in newest.questions:
        return ref
    name = old.questions[path].name
    same = [question.path for question in newest.questions.values() if question.name == name]
    return same[0] if len(same) == 1 and "[" not in ref else None


def _label(interview: Interview, ref: str) -> str:
    return plain(interview.state(ref).label) or interview.form.questions[template_path(ref)].name
