"""What each column of a data file means: question, kind, unit and choices, taken from the form itself."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ftd_desktop.forms.definition import Form
from ftd_desktop.forms.dictionary import Entry, describe

#: Controls whose answers are one or several of a list.
_CHOICES = {"select1": "pilihan", "select": "pilihan ganda"}
_NUMBERS = {"int": "angka", "decimal": "angka"}
#: A list longer than this is of places or the like, which could point at a person.
MOST_CHOICES = 60


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

    Free text, dates, places (also as long lists) and pictures are left out: they can point at a person. All choices are
    there, whatever filter the form puts on them. `language` as in the form.
    """
    main = form.tables[0].name
    asked = [_variable(entry, money) for entry in describe(form, language)
             if entry.kind == "question" and entry.table == main and entry.choice_count <= MOST_CHOICES]
    return [variable for variable in asked if variable.kind != "teks"]


def _variable(entry: Entry, money: frozenset[str]) -> Variable:
    kind = _CHOICES.get(entry.control) or _NUMBERS.get(entry.type, "teks")
    choices = tuple((choice.value, choice.label) for choice in entry.choices) if entry.control in _CHOICES else ()
    unit = "Rp" if entry.column in money else entry.unit
    return Variable(entry.column, entry.label, kind, unit, choices, entry.extra.get("dim", ""))


def one_line(text: str) -> str:
    """A label without line breaks, for tables."""
    return " ".join(text.split())


def names(found: Sequence[Variable]) -> tuple[str, ...]:
    """The names of the columns."""
    return tuple(variable.name for variable in found)
