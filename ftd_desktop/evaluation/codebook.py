"""What each column of a data file means: question, kind, unit and choices, taken from the form itself."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from ftd_desktop.forms.definition import Form, Question
from ftd_desktop.forms.interview import Context, Interview
from ftd_desktop.forms.interview import State as Answer

#: Controls whose answers are one or several of a list.
_CHOICES = {"select1": "pilihan", "select": "pilihan ganda"}
_NUMBERS = {"int": "angka", "decimal": "angka"}


@dataclass(frozen=True)
class Variable:
    """A column: its name, the question, its kind (pilihan, pilihan ganda, angka, teks), unit, and the choices as
    (value, label). `dimension` is the outcome it serves."""

    name: str
    label: str
    kind: str
    unit: str = ""
    choices: tuple[tuple[str, str], ...] = ()
    dimension: str = ""


def variables(form: Form, money: frozenset[str], language: str | None = None) -> list[Variable]:
    """The questions of the form's main table that hold a choice or a number, in the order of the form.

    Free text, dates, places and pictures are left out: they can point at a person. `language` as in the form.
    """
    interview = Interview(form, {}, context=Context(now=lambda: datetime.now(UTC)), language=language)
    asked = {form.questions[ref].name: (form.questions[ref], interview.state(ref))
             for ref in interview.refs() if ref in form.questions}
    columns = [column.name for column in form.tables[0].columns]
    found = [_variable(*asked[name], money) for name in columns if name in asked]
    return [variable for variable in found if variable.kind != "teks"]


def _variable(question: Question, state: Answer, money: frozenset[str]) -> Variable:
    kind = _CHOICES.get(question.control) or _NUMBERS.get(question.type, "teks")
    choices = tuple((choice.value, choice.label) for choice in state.choices) if question.control in _CHOICES else ()
    unit = "Rp" if question.name in money else question.extra.get("unit", "")
    return Variable(question.name, state.label, kind, unit, choices[:60], question.extra.get("dim", ""))


def one_line(text: str) -> str:
    """A label without line breaks, for tables."""
    return " ".join(text.split())


def names(found: Sequence[Variable]) -> tuple[str, ...]:
    """The names of the columns."""
    return tuple(variable.name for variable in found)
