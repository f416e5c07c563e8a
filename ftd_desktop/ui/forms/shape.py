"""Which field a question is drawn with, decided from its definition and its choices."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, auto
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ftd_desktop.forms.definition import Question
    from ftd_desktop.forms.interview import Choices, State

FEW = 5  # choices up to which each is drawn with its digit
CANVAS = 260  # px of height of a picture or map whose places are chosen
ILLUSTRATED = 160  # px of height of the picture of a label
STANDING = 176  # px of height of a range that stands
PICTURE = 72  # px of height that a kept picture is shown in
SPREAD = 36  # choices of a select_multiple up to which each is drawn with its key


class Kind(Enum):
    """The fields there are."""

    TEXT = auto()
    LINES = auto()
    FIGURES = auto()
    LINK = auto()
    WHOLE = auto()
    COUNTER = auto()
    MONEY = auto()
    DECIMAL = auto()
    RANGE = auto()
    UPRIGHT = auto()  # a range whose slider stands (vertical, distress)
    DAY = auto()
    MONTH = auto()
    YEAR = auto()
    CLOCK = auto()
    MOMENT = auto()
    POINT = auto()
    TRACE = auto()
    AREA = auto()
    ONE = auto()  # few choices, each with its digit
    LIST = auto()  # many choices: type ahead
    MANY = auto()
    MANY_LIST = auto()  # several out of a long list: type ahead
    PLACED = auto()  # places on a picture or map, their keys below
    PLACED_LIST = auto()  # the same with a long list: type ahead below
    SCALE = auto()  # keys only, the words stand above (likert, list-nolabel)
    HEADS = auto()  # the words of a scale (label)
    RATING = auto()
    RANK = auto()
    ACKNOWLEDGE = auto()
    NOTE = auto()
    COMPUTED = auto()
    FILE = auto()
    KEPT = auto()  # nothing a PC can capture: shown and kept


NUMERIC = frozenset({Kind.WHOLE, Kind.COUNTER, Kind.MONEY, Kind.DECIMAL, Kind.RANGE, Kind.UPRIGHT})
DATED = frozenset({Kind.DAY, Kind.MONTH, Kind.YEAR, Kind.CLOCK, Kind.MOMENT})
WRITTEN = frozenset({Kind.TEXT, Kind.LINES, Kind.FIGURES, Kind.LINK, Kind.POINT, Kind.TRACE, Kind.AREA})
TYPED = NUMERIC | DATED | WRITTEN
PLACED = frozenset({Kind.PLACED, Kind.PLACED_LIST})
CHOSEN = frozenset({Kind.ONE, Kind.LIST, Kind.MANY, Kind.MANY_LIST, Kind.SCALE, Kind.RANK}) | PLACED
SILENT = frozenset({Kind.NOTE, Kind.COMPUTED, Kind.KEPT, Kind.HEADS})
_FULL = frozenset({Kind.NOTE, Kind.MANY, Kind.MANY_LIST, Kind.SCALE, Kind.HEADS, Kind.LINES, Kind.RANK}) | PLACED
_INPUTS = {
    "int": Kind.WHOLE, "decimal": Kind.DECIMAL, "date": Kind.DAY, "time": Kind.CLOCK, "datetime": Kind.MOMENT,
    "geopoint": Kind.POINT, "geotrace": Kind.TRACE, "geoshape": Kind.AREA,
}  # fmt: skip
_TEXTS = frozenset({"string", "text", "barcode", "intent", ""})
_TYPE_AHEAD = frozenset({"minimal", "autocomplete", "search"})


@dataclass(frozen=True)
class Shape:
    """The field of a question; whether it wants the whole width; its share of a grid row; the words of a scale."""

    kind: Kind
    full: bool = False
    weight: int = 0
    words: tuple[str, ...] = ()


def shape(question: Question, state: State) -> Shape:
    """The field for `question` as it stands now."""
    kind = _kind(question, state)
    words = tuple(choice.label for choice in state.choices) if kind in (Kind.SCALE, Kind.HEADS) else ()
    full = kind in _FULL or (kind is Kind.ONE and has_pictures(state.choices))
    return Shape(kind, full, grid_weight(question.appearance), words)


def is_money(question: Question, label: str) -> bool:
    """True for whole rupiah: the form says the unit is Rp, or its label ends in (Rp)."""
    return question.type == "int" and (question.extra.get("unit", "").lower() == "rp" or "(Rp)" in label)


def is_picture(question: Question) -> bool:
    """True for a question that is answered by a picture."""
    return question.control == "upload" and question.parameters.get("mediatype", "").startswith("image")


def has_pictures(choices: Choices) -> bool:
    """True for a list whose choices are shown with pictures; the first few tell."""
    return any("image" in choices.media(index) for index in range(min(3, len(choices))))


def is_quick(question: Question) -> bool:
    """True where a choice goes on by itself: quick, and the old quickcompact and quickcompact-n."""
    return any(look == "quick" or look.startswith("quickcompact") for look in question.appearance.split())


def grid_weight(appearance: str) -> int:
    """The columns of the grid theme that w1 to w10 ask for; 0 for none."""
    found = (word[1:] for word in appearance.split() if word[0] == "w" and word[1:].isdigit())
    return next((int(figure) for figure in found if 1 <= int(figure) <= 10), 0)


def _kind(question: Question, state: State) -> Kind:
    looks = frozenset(question.appearance.split())
    match question.control:
        case "select1" | "select":
            return _choice_kind(question, state, looks)
        case "rank":
            return Kind.RANK
        case "trigger":
            return Kind.ACKNOWLEDGE
        case "upload":
            return Kind.FILE
        case "note":
            return Kind.COMPUTED if state.value else Kind.NOTE
        case "input" | "range":
            if question.read_only or state.readonly:
                return Kind.LINES if _is_long(question, looks) else Kind.COMPUTED
            return _range_kind(looks) if question.control == "range" else _input_kind(question, state, looks)
        case _:
            return Kind.KEPT


def _is_long(question: Question, looks: frozenset[str]) -> bool:
    """True for lines of text, which are read in several lines also when they cannot be changed."""
    return "multiline" in looks and "masked" not in looks and question.type.lower() in _TEXTS


def _range_kind(looks: frozenset[str]) -> Kind:
    if "rating" in looks:
        return Kind.RATING
    return Kind.UPRIGHT if looks & {"vertical", "distress"} else Kind.RANGE


def _input_kind(question: Question, state: State, looks: frozenset[str]) -> Kind:
    kind_of = question.type.lower()
    if kind_of in _TEXTS:
        for look, kind in (("multiline", Kind.LINES), ("numbers", Kind.FIGURES), ("url", Kind.LINK)):
            if look in looks:
                return kind
        return Kind.TEXT
    kind = _INPUTS.get(kind_of, Kind.KEPT)
    if kind is Kind.WHOLE:
        return Kind.MONEY if is_money(question, state.label) else Kind.COUNTER if "counter" in looks else Kind.WHOLE
    if kind is Kind.DAY:
        return Kind.MONTH if "month-year" in looks else Kind.YEAR if "year" in looks else Kind.DAY
    return kind


def _choice_kind(question: Question, state: State, looks: frozenset[str]) -> Kind:
    if "label" in looks:
        return Kind.HEADS
    if "list-nolabel" in looks or ("likert" in looks and len(state.choices) <= 7):
        return Kind.SCALE
    if _is_placed(state, looks):
        return Kind.PLACED if len(state.choices) <= SPREAD else Kind.PLACED_LIST
    if has_pictures(state.choices) and not looks & _TYPE_AHEAD and len(state.choices) <= SPREAD:
        return Kind.MANY if question.control == "select" else Kind.ONE
    if question.control == "select":
        return Kind.MANY_LIST if len(state.choices) > SPREAD or looks & _TYPE_AHEAD else Kind.MANY
    return Kind.LIST if len(state.choices) > FEW or looks & _TYPE_AHEAD else Kind.ONE


def _is_placed(state: State, looks: frozenset[str]) -> bool:
    """True for a picture with regions, or a list with coordinates."""
    if "image-map" in looks:
        return state.media.get("image", "").lower().endswith(".svg")
    return "map" in looks and any(state.choices.cell(i, "geometry") for i in range(min(3, len(state.choices))))
