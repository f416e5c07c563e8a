"""Several choices out of a long list: type ahead, Enter adds; what is chosen stands below, numbered."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent

from ftd_desktop.ui.forms.listing import ListField, unknown
from ftd_desktop.ui.forms.lookup import label_of

if TYPE_CHECKING:
    from ftd_desktop.forms.interview import State


class ManyListField(ListField):
    """The line searches; Enter on a match adds it and stays, Enter on an empty line goes on.

    Backspace on an empty line takes the last one back; adding a chosen one again takes it out.
    """

    def show_state(self, state: State) -> None:
        """Say what is chosen below the line."""
        self._choices = state.choices
        self._value = state.value
        self.line.setReadOnly(state.readonly)
        self._say()

    def commit(self) -> None:
        """Add the first match of what is typed."""
        typed = self.line.text().strip()
        if not typed:
            return
        highlighted = self.popup.current() if self.popup and self.popup.isVisible() else None
        choice = highlighted or self._match(typed)
        self._close()
        self.line.clear()
        if choice is None:
            self._refuse(unknown(typed))
        else:
            self.toggle(choice.value)

    def toggle(self, value: str) -> None:
        """Add a choice, or take it out."""
        values = self._value.split()
        values = [v for v in values if v != value] if value in values else [*values, value]
        self._value = " ".join(values)
        self._refuse("")
        self.answered.emit(self._value)
        self._say()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Enter adds while something is typed; Backspace takes back when nothing is."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and not self.line.isReadOnly():
            plain = event.modifiers() in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and plain and self.line.text().strip():
                self.commit()
                return True
            if event.key() == Qt.Key.Key_Backspace and not self.line.text() and self._value:
                self.toggle(self._value.split()[-1])
                return True
        return super().eventFilter(watched, event)

    def _take(self, value: str) -> None:
        """The list below was pressed, or a digit: add it."""
        if value:
            self.line.clear()
            self.toggle(value)

    def _refuse(self, words: str) -> None:
        """The refusal stands in the place of what is chosen."""
        super()._refuse(words)
        self._say()

    def _show_value(self) -> None:
        """The line shows what is typed, never the choices."""

    def _say(self) -> None:
        words = [label_of(self._choices, value) for value in self._value.split()]
        self.noted.emit("; ".join(f"{place}. {word}" for place, word in enumerate(words, 1)))
