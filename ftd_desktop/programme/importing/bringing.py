"""Fills the rows of a weighed sheet in as a clerk would, all in one write, and takes them back again."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from ftd_desktop.errors import Cancelled
from ftd_desktop.forms.form import Form
from ftd_desktop.i18n import tr
from ftd_desktop.programme.importing.lines import DRAFT, READY, Line
from ftd_desktop.programme.importing.weighing import Weighed
from ftd_desktop.programme.interviews import Desk
from ftd_desktop.programme.participants import PROFILE
from ftd_desktop.store import form_tables, records
from ftd_desktop.store.connection import quote
from ftd_desktop.store.file import DataFile

EVENT, TAKEN_BACK = "import", "import taken back"


@dataclass(frozen=True)
class Brought:
    """What came: the ids of its records, how many are finished, how many are drafts."""

    form: Form
    records: tuple[str, ...]
    finished: int
    drafts: int


@dataclass(frozen=True)
class LastImport:
    """An import that may be taken back, and the name of its sheet."""

    name: str
    brought: Brought


@dataclass(frozen=True)
class TakenBack:
    """How many records went, and how many stayed because somebody worked on them since."""

    gone: int
    kept: int


def bring(desk: Desk, weighed: Weighed, progress: Callable[[int, int, str], None] = lambda done, total, words: None,
          cancelled: Callable[[], bool] = lambda: False) -> Brought:
    """Write what is ready and what is to become a draft; rows that are there already or refused stay out.

    All or nothing: Cancelled and every error leave the file as it was.
    """
    coming = [line for line in weighed.lines if line.standing in (READY, DRAFT)]
    order = {path: place for place, path in enumerate(weighed.form.questions)}
    ids, finished = [], 0
    with desk.file.write():
        for number, line in enumerate(coming, 1):
            if cancelled():
                raise Cancelled
            record_id, done = _fill_in(desk, weighed.form.form_id, line, sorted(line.answers, key=order.__getitem__))
            ids.append(record_id)
            finished += done
            progress(number, len(coming), tr("Memasukkan baris"))
        desk.file.journal(EVENT, {"form": weighed.form.form_id, "name": weighed.name, "records": ids,
                                  "finished": finished, "drafts": len(ids) - finished})
    return Brought(weighed.form, tuple(ids), finished, len(ids) - finished)


def _fill_in(desk: Desk, form_id: str, line: Line, paths: Iterable[str]) -> tuple[str, bool]:
    """One record, answered in the order of `paths`; (its id, whether it is finished)."""
    record = desk.start(form_id, line.person, line.round_name, again=True)
    for path in paths:
        record.answer(path, line.answers[path])
    done = line.standing == READY and not record.finish()
    if not done:
        record.leave()
    return record.record_id, done


def last(file: DataFile, form: Form) -> LastImport | None:
    """The last import of a form into this file; None when there is none, or when it was taken back."""
    row = file.row("SELECT event, detail FROM _journal WHERE event IN (?, ?) AND json_extract(detail, '$.form') = ? "
                   "ORDER BY n DESC LIMIT 1", (EVENT, TAKEN_BACK, form.form_id))
    if row is None or row["event"] != EVENT:
        return None
    told = json.loads(row["detail"])
    return LastImport(told["name"], Brought(form, tuple(told["records"]), told["finished"], told["drafts"]))


def take_back(file: DataFile, brought: Brought) -> TakenBack:
    """Delete the records of an import that nobody changed or built upon since, in one write that is logged."""
    gone = 0
    with file.write():
        for record_id in brought.records:
            if _is_untouched(file, brought.form.form_id, record_id):
                _delete(file, brought.form, record_id)
                gone += 1
        file.journal(TAKEN_BACK, {"form": brought.form.form_id, "gone": gone, "kept": len(brought.records) - gone})
    return TakenBack(gone, len(brought.records) - gone)


def _is_untouched(file: DataFile, form_id: str, record_id: str) -> bool:
    if not file.row(f"SELECT 1 FROM {quote(form_id)} WHERE _id = ? AND _updated = _created", (record_id,)):
        return False
    return form_id != PROFILE or not any(_of_person(file, record_id))


def _of_person(file: DataFile, participant_id: str) -> Iterable[object]:
    """What other forms, certificates and files have of a person."""
    for form_id in form_tables.forms(file):
        if form_id != PROFILE:
            yield file.row(f"SELECT 1 FROM {quote(form_id)} WHERE _participant = ?", (participant_id,))
    for table in ("certificate", "attachment"):
        yield file.row(f"SELECT 1 FROM {table} WHERE participant_id = ?", (participant_id,))


def _delete(file: DataFile, form: Form, record_id: str) -> None:
    if form.form_id == PROFILE:
        for row in file.rows("SELECT _id FROM membership WHERE participant_id = ?", (record_id,)):
            file.delete("membership", row["_id"])
    records.delete(file, form, record_id)
