"""What a question shows just now: its words, its field, and the one line below."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

from ftd_desktop.forms.reading import as_number
from ftd_desktop.i18n import tr
from ftd_desktop.ui.forms import measure, option_grid, rich_words
from ftd_desktop.ui.forms.lookup import label_of
from ftd_desktop.ui.forms.markup import plain, rich
from ftd_desktop.ui.forms.saying import Message, plays, say
from ftd_desktop.ui.forms.shape import (
    CANVAS,
    CHOSEN,
    PICTURE,
    PLACED,
    STANDING,
    TYPED,
    Kind,
    Shape,
    has_pictures,
    is_money,
    is_picture,
    shape,
)
from ftd_desktop.ui.theme import px

if TYPE_CHECKING:
    from ftd_desktop.forms.definition import Question
    from ftd_desktop.forms.interview import State
    from ftd_desktop.ui.forms.session import Session

Remark = Literal["", "reason", "comment"]
_RESERVED = frozenset({Kind.PLACED_LIST, Kind.LIST, Kind.MANY_LIST, Kind.RANK, Kind.COMPUTED})  # keep a line below
_MOST_ROWS = 40
_RUPIAH = re.compile(r"\s*\(Rp\)\s*$")


@dataclass(frozen=True)
class Face:
    """All that is drawn of a question beside its field."""

    shape: Shape
    label: str
    rich: str = ""
    hint: str = ""
    prefix: str = ""
    unit: str = ""
    message: Message = field(default_factory=Message)
    remark: Remark = ""
    reason: str = ""
    labels: tuple[str, ...] = ()
    columns: int = 0
    rows: int = 1
    reserved: bool = True
    pictured: bool = False
    picture: str = ""
    plays: str = ""
    illustrated: bool = False

    @property
    def remark_word(self) -> str:
        """What stands before the line of a reason or a comment."""
        return tr("Alasan") if self.remark == "reason" else tr("Catatan")

    @property
    def remark_name(self) -> str:
        """What a screen reader calls that line."""
        words = tr("Alasan untuk {label}") if self.remark == "reason" else tr("Catatan untuk {label}")
        return words.format(label=self.label)

    def label_height(self, width: int) -> int:
        """How high the words are, drawn bold as those of the question that has the keyboard."""
        if self.rich:
            return rich_words.height_of(self.rich, width, bold=True)
        return measure.height_of(self.label, width, bold=True)

    def field_height(self, width: int) -> int:
        """How high the field is at a width."""
        match self.shape.kind:
            case Kind.ONE | Kind.MANY | Kind.RANK | Kind.ACKNOWLEDGE:
                return self._grid_height(width)
            case Kind.PLACED:
                return px(CANVAS) + px(option_grid.GAP) + self._grid_height(width)
            case Kind.PLACED_LIST:
                return px(CANVAS) + px(option_grid.GAP) + px(32)
            case Kind.UPRIGHT:
                return px(STANDING)
            case Kind.LINES:
                return measure.line_height() * self.rows + px(16)
            case Kind.NOTE | Kind.HEADS:
                return 0
            case Kind.FILE if self.pictured:
                return px(PICTURE)
            case _:
                return px(32)

    def _grid_height(self, width: int) -> int:
        return max(px(32), option_grid.grid(self.labels, width, self.columns, illustrated=self.illustrated).height)


def face(
    session: Session, question: Question, state: State, *, refusal: str = "", note: str = "", commenting: bool = False
) -> Face:
    """The face of a question. `refusal` is the field's own reason why what is typed is not of its type."""
    form = shape(question, state)
    label, money = plain(state.label), is_money(question, state.label)
    unit = "" if money else question.extra.get("unit", "")
    drawn = form.kind in (Kind.ONE, Kind.MANY, Kind.SCALE, Kind.RANK, Kind.PLACED)
    labels = tuple(choice.label for choice in state.choices) if drawn else ()
    if form.kind is Kind.ACKNOWLEDGE:
        labels = (tr("Ya, sudah"),)
    if state.value and form.kind in CHOSEN:
        session.words[state.ref] = {value: label_of(state.choices, value) for value in state.value.split()}
    message = say(session, state, refusal=refusal, note=note)
    return Face(
        form,
        _RUPIAH.sub("", label) if money else label,
        rich=rich(_RUPIAH.sub("", state.label) if money else state.label),
        hint=plain(state.hint),
        prefix="Rp" if money else "",
        unit=unit,
        message=message,
        remark=_remark(state, message, commenting),
        reason=state.reason,
        labels=labels,
        columns=option_grid.columns_wanted(question.appearance),
        rows=_rows(question) if form.kind is Kind.LINES else 1,
        reserved=form.kind in TYPED | _RESERVED,
        picture=_picture(session, form, state),
        plays=plays(state) if session.media is not None else "",
        illustrated=drawn and session.media is not None and has_pictures(state.choices),
        pictured=bool(state.value) and session.files is not None and is_picture(question),
    )


def _rows(question: Question) -> int:
    """How many lines the form wants to be seen at once, as many as a screen holds at most."""
    wanted = as_number(question.parameters.get("rows", ""))
    return 3 if wanted is None else min(max(int(wanted), 1), _MOST_ROWS)


def _remark(state: State, message: Message, commenting: bool) -> Remark:
    """A warning is passed with a reason; without one, what is written there is a comment on the question."""
    if state.warning is not None and message.text == state.warning.message and state.warning.needs_reason:
        return "reason"
    if state.reason:
        return "reason" if state.warning is not None else "comment"
    return "comment" if commenting else ""


def _picture(session: Session, form: Shape, state: State) -> str:
    """The picture below the label; a picture whose regions are chosen stands in the field."""
    if session.media is None or (form.kind in PLACED and state.media.get("image", "").lower().endswith(".svg")):
        return ""
    return state.media.get("image", "")
