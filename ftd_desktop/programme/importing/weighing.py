"""A sheet weighed before anything is written: what each row would become, and what is wrong with it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import islice, repeat

from ftd_desktop.errors import Cancelled, UserError
from ftd_desktop.forms.form import Form
from ftd_desktop.forms.interview import Context, Interview
from ftd_desktop.i18n import tr
from ftd_desktop.programme import participants
from ftd_desktop.programme.importing import lines as reading
from ftd_desktop.programme.importing.cells import Cell, Cells, plain
from ftd_desktop.programme.importing.heads import match
from ftd_desktop.programme.importing.lines import Line, Rules
from ftd_desktop.programme.importing.persons import Persons
from ftd_desktop.programme.interviews import Desk

BATCH = 1_000
Progress = Callable[[int, int, str], None]


@dataclass(frozen=True)
class Weighed:
    """All rows of a sheet. `unknown`: heads that are passed over, each with the question that may be meant."""

    form: Form
    name: str
    lines: tuple[Line, ...]
    unknown: tuple[tuple[str, str], ...]

    def count(self, standing: str) -> int:
        """How many rows stand so."""
        return sum(line.standing == standing for line in self.lines)


def weigh(desk: Desk, form_id: str, name: str, rows: Iterable[Sequence[Cell]],
          progress: Progress = lambda done, total, words: None,
          cancelled: Callable[[], bool] = lambda: False) -> Weighed:
    """The rows of file `name`, the head first, held against a form and the people of the file. Writes nothing.

    UserError when the sheet does not fit the form or has no row; Cancelled.
    """
    form, given = desk.library.form(form_id), iter(rows)
    heads = match(form, [plain(cell) for cell in next(given, ())], name)
    persons = Persons(desk.file, form, heads)
    rules = Rules(form, desk.start(form_id, again=True).interview.values(), Context(now=desk.now))
    found: list[Line] = []
    pairs = reading.read(Cells(form, desk.now()), heads, given)
    while batch := list(islice(pairs, BATCH)):
        if cancelled():
            raise Cancelled
        for line, row in batch:
            persons.place(line, row)
        lines = [line for line, _ in batch]
        rules.judge(lines, (_before(desk, line) for line in lines))
        found += lines
        progress(len(found), 0, tr("Membaca baris"))
    if not found:
        raise _empty(name)
    return Weighed(form, name, tuple(found), heads.unknown)


def _before(desk: Desk, line: Line) -> Mapping[str, str] | None:
    if line.person is None or not line.round_name:
        return None
    found = participants.previous_answers(desk.file, line.person, line.round_name)
    return found.answers if found else None


def validate(form: Form, name: str, rows: Iterable[Sequence[Cell]], now: Callable[[], datetime]) -> Iterator[Line]:
    """The rows of file `name` held against a form alone, as they stream; what a file knows of people is not asked.

    UserError when the sheet does not fit the form or has no row.
    """
    given, context = iter(rows), Context(now=now)
    heads = match(form, [plain(cell) for cell in next(given, ())], name)
    rules = Rules(form, Interview(form, context=context).values(), context)
    pairs = reading.read(Cells(form, now()), heads, given)
    empty = True
    while lines := [line for line, _ in islice(pairs, BATCH)]:
        empty = False
        rules.judge(lines, repeat(None))
        yield from lines
    if empty:
        raise _empty(name)


def _empty(name: str) -> UserError:
    return UserError("Berkas {nama} tidak berisi satu baris pun di bawah kepala kolomnya.", nama=name)
