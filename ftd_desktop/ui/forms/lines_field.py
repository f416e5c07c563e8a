"""Several lines of text. Enter goes on as everywhere; Alt+Enter begins a new line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from ftd_desktop.forms.reading import lines
from ftd_desktop.ui.forms.editor import Editor, FieldTone, Surroundings
from ftd_desktop.ui.forms.typed import set_tone

if TYPE_CHECKING:
    from ftd_desktop.forms.definition import Question
    from ftd_desktop.forms.interview import State


class LinesField(Editor):
    """Several lines. Enter goes on as everywhere; Alt+Enter begins a new line."""

    def __init__(self, question: Question, around: Surroundings) -> None:
        super().__init__(question, around)
        self.reading = lines()
        self.text = _Text(self)
        self.text.setTabChangesFocus(True)
        self._value = ""

    def show_state(self, state: State) -> None:
        """Show the value, unless something else is being typed."""
        self.text.setReadOnly(state.readonly or self.question.read_only)
        if self.text.document().isModified() and state.value == self._value:
            return
        self._value = state.value
        if self.text.toPlainText() != state.value:
            self.text.setPlainText(state.value)
        self.text.document().setModified(False)

    def commit(self) -> None:
        """Give the text."""
        if self.text.document().isModified():
            value = self.reading.read(self.text.toPlainText())
            self.text.document().setModified(False)
            if value != self._value:
                self._value = value
                self.answered.emit(value)

    def put(self, value: str) -> None:
        """Take `value` as if it had been typed."""
        self.text.setPlainText(value)
        self.text.document().setModified(True)
        self.commit()

    def target(self) -> QWidget:
        """The text itself."""
        return self.text

    def set_tone(self, tone: FieldTone) -> None:
        """Edge and fill of an error or a warning."""
        set_tone(self.text, tone)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The text fills the field."""
        self.text.setGeometry(self.rect())


class _Text(QPlainTextEdit):
    """Leaves Enter to the page."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Alt+Enter begins a new line; Enter with anything else is the page's."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if event.modifiers() & Qt.KeyboardModifier.AltModifier:
                self.insertPlainText("\n")
            else:
                event.ignore()
        else:
            super().keyPressEvent(event)
