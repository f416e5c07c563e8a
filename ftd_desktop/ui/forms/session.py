"""A record open on the screen: answers go to memory at once and to the journal behind; `saved` is said when true."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from ftd_desktop.i18n import tr
from ftd_desktop.ui.tasks import Tasks

if TYPE_CHECKING:
    from ftd_desktop.forms.definition import Question
    from ftd_desktop.forms.interview import Changes, Interview, Problem, State
    from ftd_desktop.programme.attachments import Attachments
    from ftd_desktop.programme.journal import Entry
    from ftd_desktop.programme.record import OpenRecord
    from ftd_desktop.ui.forms.form_media import FormMedia

_RETRY = 5_000  # ms until a write that failed is tried again


class Session(QObject):
    """One open record. `changed` carries the engine's Changes; `saved` when all answers are on disk."""

    changed = Signal(object)
    saved = Signal(object)
    unsaved = Signal()
    failed = Signal(object)

    def __init__(self, record: OpenRecord, tasks: Tasks, now: Callable[[], datetime],
                 files: Attachments | None = None, media: FormMedia | None = None) -> None:  # fmt: skip
        super().__init__()
        self.media = media
        self.record, self.tasks, self.now, self.files = record, tasks, now, files
        self.visited: set[str] = set()
        self.checked = False
        self.given = 0  # answers given so far
        self.log: list[tuple[str, str, datetime]] = []  # (ref, value, when) of this sitting
        self.words: dict[
            str, dict[str, str]
        ] = {}  # ref -> value -> label of choices taken, should a filter take them away
        self._waiting: list[Entry] = []
        self._writing = 0
        self._closed = False
        self._retry = QTimer(self, singleShot=True, interval=_RETRY)
        self._retry.timeout.connect(self._write)

    @property
    def interview(self) -> Interview:
        """The running interview."""
        return self.record.interview

    @property
    def is_saved(self) -> bool:
        """True when every answer given is on disk."""
        return not self._writing and not self._waiting

    def state(self, ref: str) -> State:
        """How a question stands now."""
        return self.interview.state(ref)

    def question(self, ref: str) -> Question:
        """The definition of the question at `ref`."""
        return self.record.form.questions[template_path(ref)]

    def answer(self, ref: str, value: str) -> None:
        """Give one answer."""
        self.given += 1
        self.log.append((ref, value, self.now()))
        self._after(self.record.answer(ref, value))

    def reason(self, ref: str, text: str) -> None:
        """Say why a warning is passed."""
        self._after(self.record.reason(ref, text))

    def add_row(self, repeat: str) -> None:
        """Add a row to a repeat (its ref without a position)."""
        self._after(self.record.add_repeat(repeat))

    def remove_row(self, row: str) -> None:
        """Take a row away (its ref with a position)."""
        self._after(self.record.remove_repeat(row))

    def keep_mistyped(self) -> None:
        """A number's column cannot hold words: before a draft is saved they become a comment on the question."""
        for problem in self.interview.problems():
            if problem.kind == "type" and self.question(problem.ref).type in ("int", "decimal"):
                state = self.state(problem.ref)
                words = tr("Tertulis: {text}").format(text=state.value)
                if words not in state.reason:
                    self.record.reason(problem.ref, "; ".join(filter(None, (state.reason, words))))

    def next_language(self) -> None:
        """Show the form in the next of its languages: all words are new, so that all is laid out again."""
        languages = self.record.form.languages
        if len(languages) > 1:
            place = languages.index(self.interview.language)
            changes = self.interview.set_language(languages[(place + 1) % len(languages)])
            self.changed.emit(replace(changes, structure=True))

    def visit(self, ref: str) -> bool:
        """Note that a question has been left: from now on it may say that it is empty. True the first time."""
        if ref in self.visited:
            return False
        self.visited.add(ref)
        return True

    def check_all(self) -> None:
        """From now on every empty question that must be answered says so."""
        self.checked = True

    def _after(self, changes: Changes) -> None:
        self._write()
        self.changed.emit(changes)

    def write_files(self) -> None:
        """Put picked files into the data file, on its thread, before an answer there names them."""
        if self.files is not None:
            self.files.write()

    def leave(self) -> None:
        """Save the record as a draft, on the file's thread."""
        self.write_files()
        self.record.leave()

    def finish(self) -> list[Problem]:
        """Complete the record, on the file's thread; gives what stands against it."""
        self.write_files()
        return self.record.finish()

    def close(self) -> None:
        """The record is saved or completed: nothing is written to its journal any more."""
        self._closed = True
        self._retry.stop()

    def reopen(self) -> None:
        """Saving failed: go on as before."""
        self._closed = False
        self._write()

    def _write(self) -> None:
        if self._closed:
            return
        entries = self._waiting + self.record.pending()
        self._waiting = []
        if not entries:
            return
        self._writing += 1
        self.unsaved.emit()
        self.tasks.store(
            lambda: self._put(entries), self._written, lambda error: self._not_written(error, entries)
        )

    def _put(self, entries: list[Entry]) -> None:
        self.write_files()
        self.record.write(entries)

    def _written(self, _: object) -> None:
        self._writing -= 1
        if self.is_saved:
            self.saved.emit(self.now())

    def _not_written(self, error: BaseException, entries: list[Entry]) -> None:
        """Keep what could not be written, try again soon, and say so."""
        self._writing -= 1
        self._waiting = entries + self._waiting
        if self._closed:
            return  # the whole record is being saved
        self._retry.start()
        self.failed.emit(error)


def template_path(ref: str) -> str:
    """The path of a ref without positions: ``/data/presensi[2]/hadir`` gives ``/data/presensi/hadir``."""
    if "[" not in ref:
        return ref
    return "/".join(step.partition("[")[0] for step in ref.split("/"))
