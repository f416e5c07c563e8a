"""The rows of a sheet as answers, and what every rule of the form says of them; nothing of people or files."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from ftd_desktop.errors import UserError
from ftd_desktop.forms.bulk import BulkValidation, Failure
from ftd_desktop.forms.form import Form
from ftd_desktop.forms.interview import Context, Interview
from ftd_desktop.i18n import tr
from ftd_desktop.programme.importing.cells import Cell, Cells, SeveralMeantError
from ftd_desktop.programme.importing.heads import Heads

READY, DRAFT, THERE, REFUSED = "ready", "draft", "there", "refused"


@dataclass(frozen=True)
class Finding:
    """What is to be said of a row: at which question ("" of the whole row), what was written, the remedy."""

    question: str
    written: str
    words: str


@dataclass
class Line:
    """A row of the sheet, by its number there. `answers`: path -> value as it is stored, blanks left out.

    `standing`: READY to be finished, to become a DRAFT (something is missing or wants a reason), THERE already, or
    REFUSED (something is wrong). `person` and `round_name` are those that the record hangs on.
    """

    row: int
    answers: dict[str, str]
    standing: str = READY
    person: str | None = None
    round_name: str | None = None
    findings: list[Finding] = field(default_factory=list)

    def say(self, standing: str, words: str, question: str = "", written: str = "") -> None:
        """Note a finding; the row stands as badly as its worst one."""
        self.findings.append(Finding(question, written, words))
        order = (READY, DRAFT, THERE, REFUSED)
        self.standing = max(self.standing, standing, key=order.index)


def read(cells: Cells, heads: Heads, rows: Iterable[Sequence[Cell]]) -> Iterator[tuple[Line, Sequence[Cell]]]:
    """Every filled row below the head with its cells; what a cell says is read, not yet judged."""
    for number, row in enumerate(rows, 2):
        line = Line(number, {})
        unsure: list[tuple[str, SeveralMeantError]] = []
        for path, cell in zip(heads.paths, row, strict=False):
            if path is not None:
                _answer(line, cells, path, cell, unsure)
        if unsure:
            _decide(cells, line, unsure)
        if line.answers or line.findings:
            yield line, row


def _answer(line: Line, cells: Cells, path: str, cell: Cell, unsure: list[tuple[str, SeveralMeantError]]) -> None:
    try:
        value = cells.read(path, cell)
    except SeveralMeantError as several:
        unsure.append((path, several))
    except UserError as error:
        line.say(REFUSED, str(error), path.rpartition("/")[2], str(cell))
    else:
        if value:
            line.answers[path] = value


def _decide(cells: Cells, line: Line, unsure: list[tuple[str, SeveralMeantError]]) -> None:
    """A village by its name alone: the one that the filter of the list leaves among the others of that name."""
    for path, several in sorted(unsure, key=lambda one: list(cells.form.questions).index(one[0])):
        standing = Interview(cells.form, line.answers, context=Context(now=lambda: cells.now)).state(path)
        allowed = [value for value in several.values if standing.choices.label(value) is not None]
        if len(allowed) == 1:
            line.answers[path] = allowed[0]
        else:
            words = tr("“{tulisan}” ada {n} kali di daftar pilihan. Tulis kodenya, misalnya {contoh}.").format(
                tulisan=several.written, n=len(several.values), contoh=several.values[0])
            line.say(REFUSED, words, path.rpartition("/")[2], several.written)


class Rules:
    """Every rule of a form's main table. `base`: what a new record has where a sheet says nothing."""

    def __init__(self, form: Form, base: Mapping[str, str], context: Context) -> None:
        self._form = form
        self._base = base
        self._check = BulkValidation(form, context=context)
        self._paths = [path for _, _, path in self._check.columns]

    def judge(self, lines: Sequence[Line], before: Iterable[Mapping[str, str] | None]) -> None:
        """Note in each line what its answers break; `before` has the answers of the round before, line by line."""
        records = ([line.answers.get(path) or self._base.get(path, "") for path in self._paths] for line in lines)
        for failure in self._check.failures(records, before):
            lines[failure.record].say(self._standing(failure), failure.message, failure.name, failure.value)

    def _standing(self, failure: Failure) -> str:
        if failure.kind == "required":
            return DRAFT
        if failure.kind == "warn":
            wants_reason = self._form.questions[failure.path].extra.get("reason", "").startswith("true")
            return DRAFT if wants_reason else READY
        return REFUSED
