"""Choices put in order, and points of a scale of stars."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QMimeData, QPoint, Qt
from PySide6.QtGui import QDrag, QDragEnterEvent, QDropEvent, QKeyEvent, QMouseEvent

from ftd_desktop.i18n import tr
from ftd_desktop.ui.forms.editor import Surroundings, has_keyboard
from ftd_desktop.ui.forms.numbers import span
from ftd_desktop.ui.forms.options import Options

if TYPE_CHECKING:
    from ftd_desktop.forms.definition import Question
    from ftd_desktop.forms.interview import State

_MOVES = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}


class RankField(Options):
    """Pressing keys in order ranks; Alt+Up and Alt+Down move the option that has the keyboard; so does dragging."""

    def __init__(self, question: Question, around: Surroundings) -> None:
        super().__init__(question, around, many=True)
        self.setAcceptDrops(True)
        self._pressed_at: QPoint | None = None

    def show_state(self, state: State) -> None:
        """Show each choice with its place."""
        super().show_state(state)
        self._mark()

    def press(self, index: int) -> None:
        """Put a choice last, or take it out."""
        if index >= len(self._options) or not self._options[index].isEnabled():
            return
        value, order = self._options[index].words.value, self._value.split()
        self._give(" ".join(v for v in order if v != value) if value in order else " ".join([*order, value]))

    def shift(self, value: str, by: int) -> None:
        """Move a ranked choice up or down."""
        order = self._value.split()
        if value not in order:
            return
        at = order.index(value)
        to = min(max(at + by, 0), len(order) - 1)
        order.insert(to, order.pop(at))
        self._give(" ".join(order))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Alt+Up and Alt+Down move."""
        by = _MOVES.get(Qt.Key(event.key()))
        here = next((option for option in self._options if has_keyboard(option)), None)
        if by is not None and event.modifiers() & Qt.KeyboardModifier.AltModifier and here is not None:
            self.shift(here.words.value, by)
        else:
            super().keyPressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Drag an option by its empty part."""
        option = self.childAt(event.position().toPoint())
        if option in self._options:
            data = QMimeData()
            data.setText(option.words.value)
            drag = QDrag(self)
            drag.setMimeData(data)
            drag.exec(Qt.DropAction.MoveAction)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Only from this question."""
        if event.source() is self:
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Put the dragged choice where it was dropped."""
        target = self.childAt(event.position().toPoint())
        order, value = self._value.split(), event.mimeData().text()
        if target in self._options and value in order:
            over = target.words.value
            if over in order:
                self.shift(value, order.index(over) - order.index(value))

    def _give(self, value: str) -> None:
        super()._give(value)
        self._mark()

    def _mark(self) -> None:
        """Each ranked choice shows its place; the line below says how many are ranked."""
        order = self._value.split()
        for option in self._options:
            value = option.words.value
            option.words.place = order.index(value) + 1 if value in order else 0
            option.update()
        self.noted.emit(tr("{done} dari {asked} diurutkan").format(done=len(order), asked=len(self._options)))


class RatingField(Options):
    """Points from the lowest to the highest, each with its key."""

    def __init__(self, question: Question, around: Surroundings) -> None:
        super().__init__(question, around, bare=True)

    def show_state(self, state: State) -> None:
        """One option for each point."""
        values = rating_values(self.question)
        self.show_choices(tuple((value, value) for value in values), state.value, readonly=state.readonly)


def rating_values(question: Question) -> list[str]:
    """The points of a rating as they are stored."""
    bounds = span(question.parameters)
    return [f"{bounds.at(stop):f}" for stop in range(min(bounds.stops, 9) + 1)]
