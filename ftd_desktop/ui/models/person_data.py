"""Everything the person's page shows, read on the file's thread."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from ftd_desktop.certificates import register
from ftd_desktop.certificates.eligibility import Standing, assess
from ftd_desktop.certificates.register import Entry
from ftd_desktop.errors import UserError
from ftd_desktop.i18n import tr
from ftd_desktop.programme import attachments, attended, cohorts, documents, overrides, participants
from ftd_desktop.programme.attachments import PersonFile
from ftd_desktop.programme.attended import Attended
from ftd_desktop.programme.cohorts import Cohort, StageStep
from ftd_desktop.programme.documents import Document
from ftd_desktop.programme.overrides import Override
from ftd_desktop.programme.participants import SURVEY, Participant
from ftd_desktop.programme.rounds import Round
from ftd_desktop.store.file import DataFile
from ftd_desktop.ui.context import Context
from ftd_desktop.ui.models import questions
from ftd_desktop.ui.models.answers import Answers


@dataclass(frozen=True)
class Training:
    """A cohort the person is or was in: stages gone through, sessions, and how completion stands.

    `standing` is None when it cannot be told; `unknown` then says why. `asked`: an exception that waits for approval.
    """

    cohort: Cohort
    stages: tuple[StageStep, ...]
    sessions: tuple[Attended, ...]
    standing: Standing | None
    unknown: str = ""
    asked: Override | None = None


@dataclass(frozen=True)
class Paper:
    """A certificate of the register with the cohort it was issued for, and the text of its code ("" when none)."""

    entry: Entry
    cohort_id: str
    payload: str

    @property
    def in_force(self) -> bool:
        """Whether it is valid as it stands in the register."""
        return self.entry.status in register.IN_FORCE

    @property
    def entry_day(self) -> date | None:
        """The day it was issued on."""
        return cohorts.day(self.entry.issued_on)


@dataclass(frozen=True)
class PersonCard:
    """The person; the finished rounds' names with the answers side by side; training, papers, files of answers.

    `questions`: how many the province asks about the person and nobody has answered.
    """

    person: Participant
    rounds: tuple[str, ...] = ()
    answers: tuple[Answers, ...] = ()
    training: tuple[Training, ...] = ()
    certificates: tuple[Paper, ...] = ()
    documents: tuple[Document, ...] = ()
    files: tuple[PersonFile, ...] = ()
    questions: int = 0

    def changed_in(self, name: str) -> int:
        """How many answers of a round differ from the round before it."""
        if name not in self.rounds:
            return 0
        place = self.rounds.index(name)
        return sum(one.changed_at(place) for one in self.answers)


def read(context: Context, participant_id: str) -> PersonCard:
    """The whole card; UserError when the file does not hold the record."""
    file = context.opened
    person = participants.participant(file, participant_id)
    held = [one for one in person.rounds if one.record_id and one.status != "none"]
    return PersonCard(
        person, tuple(one.name for one in held), _side_by_side(context, held), tuple(_training(file, person)),
        tuple(_papers(file, participant_id)), tuple(documents.of_person(file, participant_id)),
        tuple(attachments.of_person(file, context.interviews.library, participant_id)),
        questions.unanswered(file).count(participant_id))


def _training(file: DataFile, person: Participant) -> list[Training]:
    """The cohorts of a person, the latest first."""
    rows = file.rows("SELECT _id, cohort_id FROM membership WHERE participant_id = ? ORDER BY since DESC, _id DESC",
                     (person.id,))
    known = {one.id: one for one in cohorts.cohorts(file)}
    return [_in_cohort(file, person, known[row["cohort_id"]], row["_id"]) for row in rows if row["cohort_id"] in known]


def _in_cohort(file: DataFile, person: Participant, of: Cohort, membership: str) -> Training:
    stages = tuple(reversed(cohorts.stage_history(file, membership)))
    sessions = tuple(attended.of_person(file, of.id, person.code))
    try:
        standing = next((one for one in assess(file, of.id) if one.participant_id == person.id), None)
        asked = overrides.pending(file, of.id).get(person.id)
        if not sessions and standing and not (standing.certificate or standing.override or asked):
            # an officer's file holds no attendance
            return Training(of, stages, (), None, tr("Presensi angkatan ini tidak ada di berkas ini, jadi kelulusannya "
                                                     "belum dapat dinilai di sini."))
        return Training(of, stages, sessions, standing, asked=asked)
    except UserError as error:
        return Training(of, stages, sessions, None, str(error))


def _papers(file: DataFile, participant_id: str) -> list[Paper]:
    rows = {row["_id"]: row for row in file.rows("SELECT _id, cohort_id, payload FROM certificate "
                                                 "WHERE participant_id = ?", (participant_id,))}
    return [Paper(entry, rows[entry.id]["cohort_id"] or "", rows[entry.id]["payload"] or "")
            for entry in (register.entries(file) if rows else ()) if entry.id in rows][::-1]


def _side_by_side(context: Context, held: list[Round]) -> tuple[Answers, ...]:
    """The survey's questions that were answered in any round, with the answers as words."""
    from ftd_desktop.ui.models.labels import Labels

    kept = [context.opened.row(f"SELECT * FROM {SURVEY} WHERE _id = ?", (one.record_id,)) or {} for one in held]
    if not kept:
        return ()
    labels = Labels(context, SURVEY)
    names = [name for name in kept[0] if labels.asks(name) and any(row.get(name) is not None for row in kept)]
    return tuple(
        Answers(labels.label(name), tuple(labels.words(name, participants.as_text(row.get(name))) for row in kept),
                tuple(float(value) if isinstance(value := row.get(name), int | float) else None for row in kept)
                if labels.counts(name) else (), labels.is_money(name))
        for name in names
    )
