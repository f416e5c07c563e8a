"""What the start page of each role needs to know, read in one go on the file's thread."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import TYPE_CHECKING

from ftd_desktop.errors import UserError
from ftd_desktop.programme import documents, rounds, training_day
from ftd_desktop.programme.documents import Expiring
from ftd_desktop.programme.followups import DueRound, due_rounds
from ftd_desktop.programme.interviews import Draft
from ftd_desktop.programme.training_day import TrainingDay
from ftd_desktop.store import backup
from ftd_desktop.store.file import DataFile
from ftd_desktop.ui.context import Context
from ftd_desktop.ui.models import backup_data, questions
from ftd_desktop.ui.models.outbox import Arrivals, Outbox, Receipt, arrivals, outbox, receipt
from ftd_desktop.ui.theme import Tone

if TYPE_CHECKING:
    from ftd_desktop.certificates.eligibility import Standing
    from ftd_desktop.ui.models.laptop_data import Laptop

MOST_DRAFTS = 30
WITHIN_DAYS = 7


@dataclass(frozen=True)
class Backup:
    """The last backup: when, where, and when one was last proved to open; tone and words of the light."""

    at: datetime | None = None
    place: str = ""
    proved: date | None = None
    light: tuple[Tone, str] = ("muted", "")


@dataclass(frozen=True)
class Group:
    """Rounds due in one regency, for who looks at the whole province: whose, the first due day, how many are late."""

    round: str
    regency: str
    participants: tuple[str, ...]
    due: date
    days: int
    late: int


@dataclass(frozen=True)
class Completion:
    """Of cohorts whose training is over: participants who may have a certificate, and those of whom something lacks."""

    ready: tuple[str, ...] = ()
    lacking: tuple[str, ...] = ()


@dataclass(frozen=True)
class StartData:
    """What is begun, what falls due, what the province has not confirmed, and how safe the file is."""

    drafts: tuple[Draft, ...] = ()
    draft_count: int = 0
    due: tuple[DueRound, ...] = ()
    expiring: tuple[Expiring, ...] = ()
    questions: tuple[str | None, ...] = ()
    """For each question of the province, the participant it is about."""
    outbox: Outbox = field(default_factory=Outbox)
    receipt: Receipt | None = None
    arrivals: Arrivals | None = None
    backup: Backup = field(default_factory=Backup)
    groups: tuple[Group, ...] = ()
    laptops: tuple[Laptop, ...] = ()
    training: TrainingDay = field(default_factory=TrainingDay)
    completion: Completion = field(default_factory=Completion)


def read(context: Context) -> StartData:
    """Everything for the start page of who sits here; belongs to the file's thread."""
    file, desk, today = context.opened, context.interviews, context.now().date()
    role = context.identity.role
    province, trains = role == "province", role == "trainer"
    due = () if trains else tuple(due_rounds(file, today, within_days=WITHIN_DAYS))
    day = training_day.read(file, today) if trains else TrainingDay()
    return StartData(
        drafts=tuple(desk.drafts(MOST_DRAFTS)), draft_count=len(desk.draft_ids()), due=due,
        expiring=tuple(documents.expiring(file, today)) if role == "officer" else (),
        questions=questions.unanswered(file),
        outbox=Outbox() if province else outbox(file), receipt=None if province else receipt(file),
        arrivals=arrivals(file) if province else None, backup=_backup(context, file),
        groups=groups(due, today) if province else (), laptops=_laptops(context) if province else (), training=day,
        completion=_completion(file, (one.id for one in day.cohorts if one.ends and one.ends <= today)),
    )


def groups(due: Iterable[DueRound], today: date) -> tuple[Group, ...]:
    """Rounds due, by round and regency, those with most people late first."""
    found: dict[tuple[str, str], list[DueRound]] = {}
    for one in due:
        found.setdefault((one.round, one.regency), []).append(one)
    made = [Group(name, regency, tuple(dict.fromkeys(one.participant_id for one in some)), first, (first - today).days,
                  sum(one.days < 0 for one in some))
            for (name, regency), some in found.items() for first in (min(one.due for one in some),)]
    return tuple(sorted(made, key=lambda one: (-one.late, one.due, rounds.ORDER.index(one.round), one.regency)))


def _laptops(context: Context) -> tuple[Laptop, ...]:
    """The laptops that work, those that wait for an answer first."""
    from ftd_desktop.ui.models import laptop_data

    return tuple(sorted(laptop_data.read(context).laptops, key=lambda one: (not one.owed, one.officer)))


def _completion(file: DataFile, cohorts: Iterable[str]) -> Completion:
    found = [standing for cohort in cohorts for standing in _assess(file, cohort)]
    return Completion(tuple(one.participant_id for one in found if one.eligible and not one.certificate),
                      tuple(one.participant_id for one in found if one.held and not one.certificate))


def _assess(file: DataFile, cohort: str) -> list[Standing]:
    """The members' standings; none where the cohort's rule is not complete, which the certificates' page says."""
    from ftd_desktop.certificates.eligibility import assess

    try:
        return assess(file, cohort)
    except UserError:
        return []


def _backup(context: Context, file: DataFile) -> Backup:
    kept = file.setting("last_backup") or {}
    state = backup.health(file)
    proved = kept.get("proved")
    return Backup(context.local(state.at), state.place, date.fromisoformat(proved[:10]) if proved else None,
                  backup_data.light(state, backup.places(file)))
