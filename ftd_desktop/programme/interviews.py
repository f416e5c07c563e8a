"""The desk: starts and resumes records of any form, and lists what is begun and not finished."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from ftd_desktop.errors import UserError
from ftd_desktop.forms.definition import Form
from ftd_desktop.forms.interview import Context, Interview, rows_to_values
from ftd_desktop.i18n import tr
from ftd_desktop.programme import attendance, cohorts, journal, participants, prefill, rounds
from ftd_desktop.programme.library import FormLibrary
from ftd_desktop.programme.participants import PROFILE, SURVEY
from ftd_desktop.programme.record import Link, OpenRecord
from ftd_desktop.programme.regions import short_regency
from ftd_desktop.store import records
from ftd_desktop.store.connection import quote
from ftd_desktop.store.file import DataFile
from ftd_desktop.store.ids import new_id
from ftd_desktop.store.trail import OpenTrail, Trail

LAST_SAVED = "__last-saved"  # as pyxform names the instance


@dataclass(frozen=True)
class Identity:
    """Who works on this file and on which machine, as the assignment gave it."""

    officer_id: str
    officer_code: str
    officer_name: str
    role: str
    device_id: str
    device_number: int
    regencies: tuple[str, ...] = ()

    @classmethod
    def of(cls, file: DataFile) -> Identity:
        """The identity kept in the settings of a file."""
        known = file.setting("identity") or {}
        names = ("officer_id", "officer_code", "officer_name", "device_id")
        text = {name: str(known.get(name, "")) for name in names}
        return cls(
            **text, role=str(known.get("role", file.role)), device_number=int(known.get("device_number", 0)),
            regencies=tuple(known.get("regencies", ())),
        )

    @property
    def scope(self) -> str:
        """For the status line: ``Petugas Toba, Samosir`` or ``Data Induk``."""
        role = {"province": tr("Data Induk"), "trainer": tr("Pelatih")}.get(self.role, tr("Petugas"))
        return " ".join((role, ", ".join(short_regency(code) for code in self.regencies))).strip()


@dataclass(frozen=True)
class Draft:
    """A record begun and not finished. `recovered`: it was open when the program stopped."""

    record_id: str
    form_id: str
    title: str
    participant_id: str | None
    name: str
    business: str
    answered: int
    asked: int
    touched: datetime | None
    recovered: bool


class Desk:
    """Opens records on one file, as one officer."""

    def __init__(self, file: DataFile, library: FormLibrary, *, now: Callable[[], datetime]) -> None:
        self.file = file
        self.library = library
        self.now = now
        self.identity = Identity.of(file)

    def start(self, form_id: str, participant_id: str | None = None, round_name: str | None = None, *,
              again: bool = False) -> OpenRecord:
        """Open a new record, or the one that this person already has for this form and round.

        `again`: always a new one, for forms that are filled in more than once for a person (a visit).
        """
        existing = None if again else self._existing(form_id, participant_id, round_name)
        if existing:
            return self.resume(existing)
        form = self.library.form(form_id)
        record = self._open(form, {}, self._link(form, new_id(), participant_id, round_name))
        for ref, value in self._prefilled(record).items():
            record.answer(ref, value)
        record.begin_afresh()
        return record

    def resume(self, record_id: str) -> OpenRecord:
        """Open a draft, a finished record to correct it, or one that was open when the program stopped."""
        return self._load(record_id)[0]

    def holds(self, record_id: str) -> bool:
        """True when the record can be taken up; one that was left without an answer is not kept."""
        return Trail(self.file).find(record_id) is not None or records.find(self.file, record_id) is not None

    def drafts(self, limit: int | None = None) -> list[Draft]:
        """What is begun and not finished, the last touched first."""
        return [self._draft(record_id) for record_id in self.draft_ids()[:limit]]

    def draft_ids(self) -> list[str]:
        """The records begun and not finished, the last touched first; sessions merely planned are not among them."""
        touched = dict(records.drafts(self.file))
        for record_id in attendance.planned(self.file):
            touched.pop(record_id, None)
        touched |= {open_.record_id: open_.touched for open_ in Trail(self.file).open_records()}
        return sorted(touched, key=lambda record_id: touched[record_id], reverse=True)

    def _existing(self, form_id: str, participant_id: str | None, round_name: str | None) -> str | None:
        if participant_id is None:
            return None
        for open_ in Trail(self.file).open_records():
            if (open_.form_id, open_.participant_id, open_.round) == (form_id, participant_id, round_name):
                return open_.record_id
        if form_id == PROFILE:
            return participant_id
        sql, params = f'SELECT _id FROM "{form_id}" WHERE _participant = ?', [participant_id]
        if round_name:
            sql, params = sql + " AND tahap = ?", [*params, round_name]
        found = self.file.value(sql + " ORDER BY _updated DESC LIMIT 1", tuple(params))
        return str(found) if found else None

    def _load(self, record_id: str) -> tuple[OpenRecord, OpenTrail | None]:
        """The record as saved with its journal laid over it, and the journal when one is open."""
        trail = Trail(self.file).find(record_id)
        stored = records.find(self.file, record_id)
        if stored is None and trail is None:
            raise UserError("Isian itu tidak ada lagi di berkas ini. Buka daftar draf, lalu pilih yang lain.")
        form = self._form(stored, trail)
        entries = Trail(self.file).entries(record_id) if trail else []
        values = rows_to_values(form, stored.rows) if stored else {}
        values, reasons = journal.replay(values, entries)
        participant_id = stored.participant_id if stored else trail.participant_id if trail else None
        round_name = next((value for ref, value in values.items() if ref.endswith("/tahap")), None)
        link = self._link(form, record_id, participant_id, round_name or (trail.round if trail else None))
        link = replace(link, status=stored.status if stored else None)
        record = self._open(form, values, link, journal.last_ref(entries), given=bool(entries))
        for ref, text in {**(stored.reasons if stored else {}), **reasons}.items():
            record.interview.set_reason(ref, text)
        return record, trail

    def _form(self, stored: records.StoredRecord | None, trail: OpenTrail | None) -> Form:
        """The form in the version that the record was last held in."""
        if trail is not None:
            return self.library.form(trail.form_id, trail.version)
        assert stored is not None
        return self.library.form(stored.form_id, stored.version)

    def _link(self, form: Form, record_id: str, participant_id: str | None, round_name: str | None) -> Link:
        if form.form_id == PROFILE:
            return Link(record_id, None, None, None, completed=lambda: self._register(record_id))
        if participant_id is None:
            return Link(record_id, None, round_name, None)
        person = participants.participant(self.file, participant_id)
        before = participants.previous_answers(self.file, participant_id, round_name) if round_name else None
        return Link(record_id, person, round_name, before)

    def _open(self, form: Form, values: Mapping[str, str], link: Link, last_ref: str | None = None,
              given: bool = False) -> OpenRecord:
        preload = {
            "instanceID": link.record_id, "deviceid": self.identity.device_id, "username": self.identity.officer_code,
            "email": "", "phonenumber": "",
        }
        context = Context(
            now=self.now, preload=preload, previous=link.previous.answers if link.previous else None,
            instances=self._last_saved(form, link.record_id),
        )
        interview = Interview(form, values, context=context)
        return OpenRecord(self.file, self.identity.officer_code, link, interview, last_ref, given)

    def _last_saved(self, form: Form, record_id: str) -> dict[str, dict[str, str]]:
        """What ${last-saved#…} reads: the other record of this form that this officer saved last in this file."""
        if LAST_SAVED not in form.model.lists:
            return {}
        found = self.file.value(
            f"SELECT _id FROM {quote(form.form_id)} WHERE _owner = ? AND _id <> ? ORDER BY _updated DESC LIMIT 1",
            (self.identity.officer_code, record_id))
        stored = records.load(self.file, form, str(found)) if found else None
        return {LAST_SAVED: rows_to_values(form, stored.rows)} if stored else {}

    def _prefilled(self, record: OpenRecord) -> dict[str, str]:
        return prefill.answers(
            self.file, record.form, today=self.now().date(), officer_code=self.identity.officer_code,
            device_number=self.identity.device_number, cohort=self._cohort(record), participant=record.participant,
            round_name=record.round,
        )

    def _register(self, participant_id: str) -> None:
        """Who has a complete profile is registered for the newest cohort; the office decides on the rest."""
        newest = next(iter(cohorts.cohorts(self.file)), None)
        if newest and not self.file.row("SELECT 1 FROM membership WHERE participant_id = ?", (participant_id,)):
            today, officer_id = self.now().date(), self.identity.officer_id
            cohorts.join(self.file, participant_id, newest.id, since=today, officer_id=officer_id, stage="registered")

    def _cohort(self, record: OpenRecord) -> cohorts.Cohort | None:
        """The participant's cohort, else the newest of the file."""
        if record.participant and record.participant.cohort_id:
            return cohorts.cohort(self.file, record.participant.cohort_id)
        return next(iter(cohorts.cohorts(self.file)), None)

    def _draft(self, record_id: str) -> Draft:
        record, trail = self._load(record_id)
        answered, asked = record.interview.progress()
        person, values = record.participant, record.interview.values()
        named = {column.name: values.get(column.path, "") for column in record.form.tables[0].columns}
        return Draft(
            record_id, record.form.form_id, self.title(record.form, record.round), person.id if person else None,
            person.name if person else named.get("nama", ""),
            person.business if person else named.get("nama_usaha", ""),
            answered, asked, trail.touched if trail else records.updated(self.file, record_id), trail is not None,
        )

    @staticmethod
    def title(form: Form, round_name: str | None) -> str:
        """What a record is called on screen: the round for the survey, else the form's title."""
        return rounds.label(round_name) if form.form_id == SURVEY and round_name else form.title
