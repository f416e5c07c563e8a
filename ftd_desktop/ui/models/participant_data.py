"""What the participant list and the person's page show, read on the file's thread."""

from __future__ import annotations

from dataclasses import dataclass, field

from ftd_desktop.programme import cohorts, participants
from ftd_desktop.programme.participants import SURVEY, Filters, Participant, ParticipantRow
from ftd_desktop.programme.rounds import Round
from ftd_desktop.ui.context import Context
from ftd_desktop.ui.models.answers import Answers

PAGE = 200


@dataclass(frozen=True)
class Choice:
    """A filter that can be switched on, with how many it keeps."""

    key: str
    filters: Filters
    count: int
    cohort: str = ""
    """The cohort's number, for a cohort's chip."""


@dataclass(frozen=True)
class Found:
    """One answer of the search."""

    rows: tuple[ParticipantRow, ...]
    total: int
    everyone: int


def search(context: Context, text: str, filters: Filters) -> Found:
    """The rows for what was typed and switched on."""
    file = context.opened
    rows = tuple(participants.search(file, text, limit=PAGE, filters=filters))
    total = len(rows) if len(rows) < PAGE else participants.count(file, text, filters=filters)
    return Found(rows, total, participants.count(file))


def choices(context: Context) -> tuple[Choice, ...]:
    """The filters worth a chip: rounds still lacking, and the two newest cohorts."""
    file = context.opened
    wanted = [(name, Filters(missing_round=name), "") for name in ("endline", "tl6")]
    wanted += [(c.id, Filters(cohort_id=c.id), c.number) for c in cohorts.cohorts(file)[:2]]
    return tuple(Choice(key, chosen, participants.count(file, filters=chosen), number)
                 for key, chosen, number in wanted)


def person(context: Context, participant_id: str) -> Participant:
    """One person with rounds; UserError when the file does not hold the record."""
    return participants.participant(context.opened, participant_id)


@dataclass(frozen=True)
class Card:
    """The person's page: the person, the finished rounds' names, and the answers side by side."""

    person: Participant
    rounds: tuple[str, ...] = ()
    answers: tuple[Answers, ...] = field(default_factory=tuple)


def card(context: Context, participant_id: str) -> Card:
    """The person and what was answered in each round."""
    found = person(context, participant_id)
    held = [r for r in found.rounds if r.record_id and r.status != "none"]
    return Card(found, tuple(r.name for r in held), _side_by_side(context, held))


def _side_by_side(context: Context, held: list[Round]) -> tuple[Answers, ...]:
    """The survey's questions that were answered in any round, with the answers as words."""
    from ftd_desktop.ui.models.labels import Labels

    rows = [context.opened.row(f"SELECT * FROM {SURVEY} WHERE _id = ?", (r.record_id,)) or {} for r in held]
    if not rows:
        return ()
    labels = Labels(context, SURVEY)
    names = [name for name in rows[0] if labels.asks(name) and any(row.get(name) is not None for row in rows)]
    return tuple(
        Answers(labels.label(name), tuple(labels.words(name, participants.as_text(row.get(name))) for row in rows))
        for name in names
    )
