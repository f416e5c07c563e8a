"""Choices put in order, and points of a scale of stars."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QMimeData, QObject, QPoint, Qt
from PySide6.QtGui import QDrag, QDragEnterEvent, QDropEvent, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QApplication, QWidget

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

    def press(self, index: int, *, keyed: bool = False) -> None:
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

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """An option that is pulled is dragged."""
        if isinstance(event, QMouseEvent) and isinstance(watched, QWidget):
            if event.type() == QEvent.Type.MouseButtonPress:
                self._pressed_at = event.position().toPoint()
            elif event.type() == QEvent.Type.MouseMove and self._is_pulled(event):
                self._drag(watched)
                return True
        return super().eventFilter(watched, event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Only from this question."""
        if event.source() is self:
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Put the dragged choice where it was dropped; one without a place comes there too."""
        target = self.childAt(event.position().toPoint())
        over = next((option.words.value for option in self._options if option is target), "")
        self.put_before(event.mimeData().text(), over)
        event.acceptProposedAction()

    def put_before(self, value: str, over: str) -> None:
        """Rank `value` at the place of `over`; last when that has no place."""
        order = self._value.split()
        place = order.index(over) if over in order else len(order)
        rest = [other for other in order if other != value]
        self._give(" ".join([*rest[:place], value, *rest[place:]]))

    def _is_pulled(self, event: QMouseEvent) -> bool:
        far = QApplication.startDragDistance()
        pressed, held = self._pressed_at, event.buttons() & Qt.MouseButton.LeftButton
        return bool(held) and pressed is not None and (event.position().toPoint() - pressed).manhattanLength() >= far

    def _drag(self, option: QWidget) -> None:
        dragged = next((one for one in self._options if one is option), None)
        if dragged is None or not dragged.isEnabled():
            return
        self._pressed_at = None
        dragged.setDown(False)
        data = QMimeData()
        data.setText(dragged.words.value)
        drag = QDrag(self)
        drag.setMimeData(data)
        drag.setPixmap(dragged.grab())
        drag.exec(Qt.DropAction.MoveAction)

    def _build(self, labels: tuple[tuple[str, str], ...]) -> None:
        super()._build(labels)
        for option in self._options:
            option.installEventFilter(self)

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
