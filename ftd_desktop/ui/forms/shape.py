"""Which field a question is drawn with, decided from its definition and its choices."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, auto
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ftd_desktop.forms.definition import Question
    from ftd_desktop.forms.interview import State

FEW = 5  # choices up to which each is drawn with its digit


class Kind(Enum):
    """The fields there are."""

    TEXT = auto()
    LINES = auto()
    FIGURES = auto()
    WHOLE = auto()
    MONEY = auto()
    DECIMAL = auto()
    DAY = auto()
    MONTH = auto()
    YEAR = auto()
    CLOCK = auto()
    MOMENT = auto()
    POINT = auto()
    ONE = auto()  # few choices, each with its digit
    LIST = auto()  # many choices: type ahead
    MANY = auto()
    SCALE = auto()  # likert
    ACKNOWLEDGE = auto()
    NOTE = auto()
    COMPUTED = auto()
    FILE = auto()
    KEPT = auto()  # nothing a PC can capture: shown and kept


NUMERIC = frozenset({Kind.WHOLE, Kind.MONEY, Kind.DECIMAL})
TYPED = NUMERIC | {
    Kind.TEXT,
    Kind.LINES,
    Kind.FIGURES,
    Kind.DAY,
    Kind.MONTH,
    Kind.YEAR,
    Kind.CLOCK,
    Kind.MOMENT,
    Kind.POINT,
}
CHOSEN = frozenset({Kind.ONE, Kind.LIST, Kind.MANY, Kind.SCALE})
SILENT = frozenset({Kind.NOTE, Kind.COMPUTED, Kind.KEPT})
_DATES = {"date": Kind.DAY, "time": Kind.CLOCK, "datetime": Kind.MOMENT}
_INPUTS = {"int": Kind.WHOLE, "decimal": Kind.DECIMAL, "geopoint": Kind.POINT, **_DATES}
_TEXTS = frozenset({"string", "text", "barcode", ""})


@dataclass(frozen=True)
class Shape:
    """The field of a question, and whether it wants the whole width of the paper."""

    kind: Kind
    full: bool = False


def shape(question: Question, state: State) -> Shape:
    """The field for `question` as it stands now."""
    kind = _kind(question, state)
    full = kind in (Kind.NOTE, Kind.MANY, Kind.SCALE, Kind.LINES)
    return Shape(kind, full)


def is_money(question: Question, label: str) -> bool:
    """True for whole rupiah: the form says the unit is Rp, or its label ends in (Rp)."""
    return question.type == "int" and (question.extra.get("unit", "").lower() == "rp" or "(Rp)" in label)


def _kind(question: Question, state: State) -> Kind:
    looks = question.appearance.split()
    if question.control in ("select1", "select"):
        return _choice_kind(question, state, looks)
    if question.control == "trigger":
        return Kind.ACKNOWLEDGE
    if question.control == "upload":
        return Kind.FILE
    if question.control == "note":
        return Kind.COMPUTED if state.value else Kind.NOTE
    if question.control not in ("input", "range"):
        return Kind.KEPT
    if question.read_only or state.readonly:
        return Kind.COMPUTED
    return _input_kind(question, state, looks)


def _input_kind(question: Question, state: State, looks: list[str]) -> Kind:
    kind_of = question.type.lower()
    if kind_of in _TEXTS:
        if "multiline" in looks:
            return Kind.LINES
        return Kind.FIGURES if "numbers" in looks else Kind.TEXT
    kind = _INPUTS.get(kind_of, Kind.KEPT)
    if kind is Kind.WHOLE and is_money(question, state.label):
        return Kind.MONEY
    if kind is Kind.DAY:
        return Kind.MONTH if "month-year" in looks else Kind.YEAR if "year" in looks else Kind.DAY
    return kind


def _choice_kind(question: Question, state: State, looks: list[str]) -> Kind:
    if question.control == "select":
        return Kind.MANY
    if "likert" in looks and len(state.choices) <= 7:
        return Kind.SCALE
    many = len(state.choices) > FEW or {"minimal", "autocomplete", "search"} & set(looks)
    return Kind.LIST if many else Kind.ONE
