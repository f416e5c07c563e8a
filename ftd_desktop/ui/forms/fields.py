"""Makes the field for a question."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QLineEdit

from ftd_desktop.i18n import tr
from ftd_desktop.ui.forms import points, reading
from ftd_desktop.ui.forms.editor import Editor, Surroundings
from ftd_desktop.ui.forms.listing import ListField, label_of
from ftd_desktop.ui.forms.options import Options
from ftd_desktop.ui.forms.shape import Kind
from ftd_desktop.ui.forms.typed import AmountField, DateField, LineField, LinesField

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent
    from PySide6.QtWidgets import QWidget

    from ftd_desktop.forms.definition import Question
    from ftd_desktop.forms.interview import Choices, State


def make(kind: Kind, question: Question, around: Surroundings) -> Editor | None:
    """The field of that kind; None for a note, which has none."""
    now = around.now()
    match kind:
        case Kind.NOTE:
            return None
        case Kind.ONE | Kind.MANY | Kind.SCALE:
            return Options(question, around, many=kind is Kind.MANY, bare=kind is Kind.SCALE)
        case Kind.ACKNOWLEDGE:
            return Acknowledge(question, around)
        case Kind.LIST:
            return ListField(question, around)
        case Kind.LINES:
            return LinesField(question, around)
        case Kind.MONEY:
            return AmountField(question, around, reading.money(), words=True, group=True)
        case Kind.WHOLE:
            return AmountField(question, around, reading.whole(), words=False, group=True)
        case Kind.DECIMAL:
            return AmountField(question, around, reading.decimal(), words=False, group=False)
        case Kind.DAY:
            return DateField(question, around, reading.day(now.date()))
        case Kind.MONTH:
            return DateField(question, around, reading.month(now.date()))
        case Kind.YEAR:
            return DateField(question, around, reading.year())
        case Kind.CLOCK:
            return LineField(question, around, reading.clock(now))
        case Kind.MOMENT:
            return DateField(question, around, reading.moment(now))
        case Kind.POINT:
            return LineField(question, around, reading.Reading(points.read_point, points.show_point))
        case Kind.FIGURES:
            return LineField(question, around, reading.figures(question.name))
        case Kind.TEXT:
            return LineField(question, around, reading.text())
        case _:
            return Fixed(question, around)


class Fixed(Editor):
    """A value that is shown and kept: computed, read-only, or of a kind a PC cannot capture."""

    def __init__(self, question: Question, around: Surroundings) -> None:
        super().__init__(question, around)
        self.line = QLineEdit(self)
        self.line.setReadOnly(True)

    def show_state(self, state: State) -> None:
        """Show the value as people write it."""
        shown = shown_value(self.question, state.value, state.choices)
        if self.line.text() != shown:
            self.line.setText(shown)
            self.line.setCursorPosition(0)

    def target(self) -> QWidget:
        """The line."""
        return self.line

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The line fills the field."""
        self.line.setGeometry(self.rect())


class Acknowledge(Options):
    """One box to tick: seen, agreed, done. Its value is OK."""

    def show_state(self, state: State) -> None:
        """Ticked or not."""
        self.show_choices((("OK", tr("Ya, sudah")),), state.value, readonly=state.readonly)


def shown_value(question: Question, value: str, choices: Choices) -> str:
    """A value in the way people write it, for what cannot be typed and for lists of answers."""
    if not value:
        return ""
    if question.control in ("select1", "select", "rank"):
        values = value.split() if question.control != "select1" else [value]
        return ", ".join(label_of(choices, one) for one in values)
    shows = {
        "int": reading.whole(),
        "decimal": reading.decimal(),
        "geopoint": reading.Reading(points.read_point, points.show_point),
    }
    if question.type in shows:
        return shows[question.type].show(value)
    return _shown_day(question, value)


def _shown_day(question: Question, value: str) -> str:
    if question.type == "date":
        from datetime import date

        shown = reading.month(date.min) if "month-year" in question.appearance else reading.day(date.min)
        return shown.show(value)
    return value.partition(".")[0].replace("T", " ") if question.type in ("dateTime", "time") else value
