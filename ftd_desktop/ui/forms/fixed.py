"""A value that is shown and not asked: computed, read-only, or of a kind a PC cannot capture."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from ftd_desktop.forms import points, reading
from ftd_desktop.ui.forms.editor import Editor, Surroundings
from ftd_desktop.ui.forms.lookup import label_of

if TYPE_CHECKING:
    from ftd_desktop.forms.definition import Question
    from ftd_desktop.forms.interview import Choices, State

_MASK = "••••••"  # as long for any answer, so that not even its length is told


class Fixed(Editor):
    """A value that is shown and kept: computed, read-only, or of a kind a PC cannot capture."""

    def __init__(self, question: Question, around: Surroundings) -> None:
        super().__init__(question, around)
        self.line = QLineEdit(self)
        self.line.setReadOnly(True)
        if question.type in ("int", "decimal") and question.control not in ("select1", "select", "rank"):
            self.line.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)

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


def shown_value(question: Question, value: str, choices: Choices) -> str:
    """A value in the way people write it, for what cannot be typed and for lists of answers; a masked one is not."""
    if not value:
        return ""
    if "masked" in question.appearance.split():
        return _MASK
    if question.control in ("select1", "select", "rank"):
        values = value.split() if question.control != "select1" else [value]
        return ", ".join(label_of(choices, one) for one in values)
    return _show_of(question)(value)


def _show_of(question: Question) -> Callable[[str], str]:
    """How a value of the question's type is shown."""
    looks, any_day = question.appearance.split(), datetime.min
    match question.type:
        case "int":
            return reading.whole().show
        case "decimal":
            return reading.decimal().show
        case "date" if "month-year" in looks:
            return reading.month(date.min).show
        case "date" if "year" in looks:
            return reading.year().show
        case "date":
            return reading.day(date.min).show
        case "time":
            return reading.clock(any_day).show
        case "dateTime":
            return reading.moment(any_day).show
        case "geopoint":
            return points.show_point
        case "geotrace" | "geoshape":
            return points.show_trace
        case _:
            return str
