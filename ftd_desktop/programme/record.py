"""A record being filled: a running interview joined to its journal and its place in the file.

Answers are journalled as they are given (`OpenRecord.write`); the form row is written once when the record is left or
finished, so the change log speaks of saves and not of keystrokes.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from ftd_desktop.forms.definition import Form
from ftd_desktop.forms.interview import Changes, Interview, Problem
from ftd_desktop.programme import audit, journal
from ftd_desktop.programme.journal import Entry
from ftd_desktop.programme.participants import Participant, PreviousRound
from ftd_desktop.store import letting_go, records
from ftd_desktop.store.file import DataFile
from ftd_desktop.store.trail import Trail

FINISHED = ("complete", "verified")


@dataclass(frozen=True)
class Link:
    """What a record hangs on: its id, whose it is, which round, what was answered the round before, what follows.

    `completed` runs within the write that completes the record.
    """

    record_id: str
    participant: Participant | None
    round: str | None
    previous: PreviousRound | None
    status: str | None = None
    """As it is held in the file: None (never saved), draft, complete or verified."""
    completed: Callable[[], object] | None = None


class OpenRecord:
    """Answering works in memory; `write`, `leave` and `finish` belong to the file's thread."""

    def __init__(self, file: DataFile, officer_code: str, link: Link, interview: Interview,
                 last_ref: str | None = None, given: bool = False) -> None:
        self.record_id = link.record_id
        self.participant = link.participant
        self.round = link.round
        self.previous = link.previous
        self.interview = interview
        self.last_ref = last_ref
        self._completed = link.completed
        self._status = link.status
        self._given = given
        self._file = file
        self._officer_code = officer_code
        self._pending: list[Entry] = []

    @property
    def form(self) -> Form:
        """The form being filled."""
        return self.interview.form

    def answer(self, ref: str, value: str) -> Changes:
        """Give one answer; returns what changed."""
        self.last_ref = ref
        changes = self.interview.set(ref, value)
        self._note((ref, self.interview.state(ref).value or value))  # as it stands; what a filter cleared may come back
        if changes.by_form:
            given = {other: self.interview.state(other).value for other in sorted(changes.by_form)}
            self._note(journal.by_itself_entry(given))
        return self._reshaped(changes) if changes.structure else changes

    def reason(self, ref: str, text: str) -> Changes:
        """Say why the warning at `ref` is passed."""
        self._note(journal.reason_entry(ref, text))
        return self.interview.set_reason(ref, text)

    def add_repeat(self, ref: str) -> Changes:
        """Add an instance of a repeat (its ref without a position)."""
        return self._reshaped(self.interview.add_repeat(ref))

    def remove_repeat(self, ref: str) -> Changes:
        """Remove one instance of a repeat (its ref with a position)."""
        return self._reshaped(self.interview.remove_repeat(ref))

    def _reshaped(self, changes: Changes) -> Changes:
        self._note(journal.snapshot_entry(self.interview.values()))
        return changes

    def _note(self, entry: Entry) -> None:
        self._given = True
        self._pending.append(entry)

    def begin_afresh(self) -> None:
        """What has been answered so far was the program's and the form's doing, not the user's.

        It is journalled whole with the first answer: the moment of the start, today's date, a drawn number come once.
        """
        self.last_ref, self._given = None, False
        self._pending = [journal.by_itself_entry(self.interview.values())]

    def pending(self) -> list[Entry]:
        """The entries not yet taken for writing; each is handed out once."""
        entries, self._pending = self._pending, []
        return entries

    def write(self, entries: list[Entry]) -> None:
        """Write entries to the journal, beginning it with the first; when this returns they survive a kill."""
        if not entries:
            return
        trail, person = Trail(self._file), self.participant.id if self.participant else None
        with self._file.write():
            trail.begin(self.record_id, self.form.form_id, self.form.version, person, self.round)
            trail.write(self.record_id, entries)

    def blocking(self) -> list[Problem]:
        """What stands in the way of completion: errors, and warnings that want a reason and have none."""
        return [p for p in self.interview.problems() if p.blocks]

    def leave(self) -> None:
        """Let go of the record so that it can be taken up again, here or by another officer.

        Where nothing was answered, nothing is saved. A finished record that was corrected stays finished as long as
        nothing stands in the way; otherwise it is a draft.
        """
        if not self._given:
            Trail(self._file).finish(self.record_id)
        elif self._status in FINISHED and not self.blocking():
            self._save("complete")
        else:
            self._save("draft")

    def finish(self) -> list[Problem]:
        """Complete the record unless something is left to mend; returns what is."""
        left = self.blocking()
        if not left:
            self._save("complete")
        return left

    def _keep_audit(self, *, finished: bool) -> None:
        """Add this sitting to the audit of the record, where its form wants one."""
        question = audit.question_of(self.form)
        if question is not None:
            self.write(self.pending())
            kept = self.interview.state(question.path).value
            name = audit.keep(self._file, self.form, self.record_id, kept, finished=finished, user=self._officer_code)
            self.interview.set(question.path, name)

    def _save(self, status: str) -> None:
        with self._file.write():
            self._keep_audit(finished=status == "complete")
            rows = self.interview.rows(whole=status == "draft")  # a draft keeps what is not asked just now
            records.save(
                self._file, self.form, rows, record_id=self.record_id,
                participant_id=self.participant.id if self.participant else None, status=status,
                owner=self._officer_code, reasons=self.interview.reasons(),
            )
            if status == "complete" and self._completed:
                self._completed()
            Trail(self._file).finish(self.record_id)
            letting_go.tidy(self._file)
        self._pending, self._status, self._given = [], status, False

