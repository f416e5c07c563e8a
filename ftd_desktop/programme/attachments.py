"""Files of answers: on their way into the data file from an open record, and all those of one person."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from ftd_desktop.forms import dictionary
from ftd_desktop.programme import media_kinds
from ftd_desktop.programme.library import FormLibrary
from ftd_desktop.programme.participants import PROFILE
from ftd_desktop.store import attachments, form_tables
from ftd_desktop.store.attachments import data as data
from ftd_desktop.store.connection import quote
from ftd_desktop.store.file import DataFile

if TYPE_CHECKING:
    from ftd_desktop.forms.dictionary import Entry


@dataclass(frozen=True)
class PersonFile:
    """One file that an answer of a person names.

    `name` as the answer has it, `label` what it was called where it was picked ("" unknown), `kind` as in
    `media_kinds`, `bytes` None when unknown, `here` whether its content is in this file, `question` the words of the
    question, `at` when the record was saved last.
    """

    name: str
    label: str
    kind: str
    bytes: int | None
    here: bool
    question: str
    form_id: str
    record_id: str
    at: datetime | None


class Attachments:
    """`keep` works in memory and at once; `write`, `data` and `label` belong to the file's thread.

    The bytes must be written before the answer that names them is journalled, so that no answer names nothing.
    """

    def __init__(self, file: DataFile) -> None:
        self._file = file
        self._waiting: deque[tuple[str, bytes, str]] = deque()
        self._labels: dict[str, str] = {}

    def keep(self, picked: bytes, suffix: str, label: str = "") -> str:
        """The name to answer with. `label`: what the file was called. UserError: too large to be carried, damaged."""
        plain = attachments.clean(picked, label)
        name = attachments.name(plain, suffix)
        self._waiting.append((name, plain, label))
        self._labels[name] = label
        return name

    def write(self) -> None:
        """Put what waits into the file; what could not be put waits on."""
        while self._waiting:
            _, plain, label = self._waiting[0]
            attachments.hold(self._file, plain, label)
            self._waiting.popleft()

    def data(self, name: str) -> bytes | None:
        """The bytes behind a name; None when they are not in this file (yet)."""
        waiting = next((plain for known, plain, _ in tuple(self._waiting) if known == name), None)
        return waiting if waiting is not None else data(self._file, name)

    def label(self, name: str) -> str:
        """What the file was called where it was picked; "" when nobody knows."""
        return self._labels.get(name) or attachments.label(self._file, name)


def of_person(file: DataFile, library: FormLibrary, participant_id: str, language: str | None = None
              ) -> list[PersonFile]:  # fmt: skip
    """The files that a person's answers name, those of the record saved last first."""
    found = [one for form_id in form_tables.forms(file) if _has_files(file, form_id)
             for one in _of_form(file, library, form_id, participant_id, language)]
    return sorted(found, key=lambda one: one.at.timestamp() if one.at else 0.0, reverse=True)


def _has_files(file: DataFile, form_id: str) -> bool:
    return bool(file.value("SELECT 1 FROM _form WHERE form_id = ? AND xform LIKE '%upload%' LIMIT 1", (form_id,)))


def _of_form(file: DataFile, library: FormLibrary, form_id: str, participant_id: str, language: str | None
             ) -> Iterator[PersonFile]:  # fmt: skip
    """Question by question, in the form's order; questions of older versions are asked by their older words."""
    questions: dict[tuple[str, str], Entry] = {}
    parents: dict[str, str] = {}
    for version in reversed(form_tables.versions(file, form_id)):
        form = library.form(form_id, version)
        parents |= {table.name: table.parent for table in form.tables if table.parent}
        for entry in dictionary.describe(form, language):
            if entry.control == "upload" and entry.column:
                questions.setdefault((entry.table, entry.column), entry)
    for (table, column), entry in questions.items():
        for name, record_id, at in _answers(file, parents, table, column, participant_id):
            yield _one(file, name, entry.label or entry.name, form_id, record_id, at)


def _answers(file: DataFile, parents: dict[str, str], table: str, column: str, participant_id: str
             ) -> list[tuple[str, str, str | None]]:  # fmt: skip
    """(name, record, when saved) of what the person's records hold in a column of a main table or a repeat."""
    source, main = f"{quote(table)} AS t0", "t0"
    for n in range(len(parents)):
        if table not in parents:
            break
        table, main = parents[table], f"t{n + 1}"
        source += f" JOIN {quote(table)} AS {main} ON {main}._id = t{n}._parent"
    mine = f"{main}._participant = ?1" + (f" OR {main}._id = ?1" if table == PROFILE else "")
    found: list[tuple[str, str, str | None]] = file.execute(
        f"SELECT t0.{quote(column)}, {main}._id, {main}._updated FROM {source} "
        f"WHERE t0.{quote(column)} <> '' AND ({mine}) ORDER BY {main}._id, t0._id", (participant_id,)).fetchall()
    return found


def _one(file: DataFile, name: str, question: str, form_id: str, record_id: str, at: str | None) -> PersonFile:
    size = attachments.size(file, name)
    return PersonFile(name, attachments.label(file, name), media_kinds.kind(name), size,
                      attachments.whole_digest(file, name) is not None, question, form_id, record_id,
                      datetime.fromisoformat(at) if at else None)
