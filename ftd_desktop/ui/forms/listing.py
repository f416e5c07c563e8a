"""A choice out of many by typing ahead: a line with a list below it that never builds more than it shows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QWidget

from ftd_desktop.forms.choices import NONE
from ftd_desktop.i18n import tr
from ftd_desktop.ui.forms.choice_line import ChoiceLine
from ftd_desktop.ui.forms.editor import Editor, FieldTone, Surroundings
from ftd_desktop.ui.forms.lookup import LONG, Lookup, label_of, sample
from ftd_desktop.ui.forms.popup import VISIBLE, Popup
from ftd_desktop.ui.forms.typed import set_tone

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent

    from ftd_desktop.forms.definition import Question
    from ftd_desktop.forms.interview import Choice, Choices, State

LIMIT = 50  # matches fetched; who needs the 51st types another letter
KEYED = 9  # lists up to this length are chosen by digit


class ListField(Editor):
    """One of many choices. Letters narrow the list, the first match is taken by Enter; short lists take digits."""

    def __init__(self, question: Question, around: Surroundings) -> None:
        super().__init__(question, around)
        self.line = ChoiceLine(self)
        self.line.textEdited.connect(self._typed)
        self.line.installEventFilter(self)
        self.popup: Popup | None = None
        self._choices: Choices = NONE
        self._lookup: Lookup | None = None
        self._sampled: tuple[object, ...] = ()
        self._value, self._shown, self._refusal = "", "", ""

    def show_state(self, state: State) -> None:
        """Show the chosen words."""
        self._choices = state.choices
        self.line.setReadOnly(state.readonly)
        if self.line.isModified() and state.value == self._value:
            return
        self._value = state.value
        self._show_value()

    def commit(self) -> None:
        """Take the match that stands first; with no match the answer stays and the field says so."""
        if not self.line.isModified():
            return
        typed = self.line.text().strip()
        highlighted = self.popup.current() if self.popup and self.popup.isVisible() else None
        choice = highlighted or self._match(typed)
        if not typed:
            self._take("")
        elif choice is not None:
            self._take(choice.value)
        else:
            self._show_value()
            self._refuse(unknown(typed))
        self._close()

    def refusal(self) -> str:
        """That what was typed is not on the list."""
        return self._refusal

    def put(self, value: str) -> None:
        """Take `value` as if it had been chosen."""
        self._take(value)

    def target(self) -> QWidget:
        """The line."""
        return self.line

    def focus(self) -> None:
        """Take the keyboard with the words selected, so that typing searches anew."""
        self._prepare()
        self.line.setFocus()
        self.line.selectAll()

    def set_tone(self, tone: FieldTone) -> None:
        """Edge and fill of an error or a warning."""
        set_tone(self.line, tone)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The line fills the field."""
        self.line.setGeometry(self.rect())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keys that belong to the list."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and not self.line.isReadOnly():
            return self._key(event)
        if event.type() == QEvent.Type.MouseButtonPress and not self.line.isReadOnly():
            self.open("")
        return super().eventFilter(watched, event)

    def open(self, text: str) -> None:
        """Show the choices that fit `text`."""
        if self.popup is None:
            self.popup = Popup(self.window(), self._chosen)
        found = self._find(text)
        keyed = not text and len(self._choices) <= KEYED
        self.popup.fill(found, keyed=keyed, more=len(found) >= LIMIT, chosen=self._value)
        self.popup.below(self.line)
        self.line.setAccessibleDescription(self.popup.spoken)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """The list goes with the focus."""
        self._close()
        super().focusOutEvent(event)

    def _key(self, event: QKeyEvent) -> bool:
        key, is_open = event.key(), self.popup is not None and self.popup.isVisible()
        if key in (Qt.Key.Key_Down, Qt.Key.Key_Up, Qt.Key.Key_PageDown, Qt.Key.Key_PageUp) and not _held(event):
            if not is_open or self.popup is None:
                self.open("")
            else:
                self.popup.move_by(
                    {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_PageDown: VISIBLE}.get(Qt.Key(key), -VISIBLE)
                )
                self.line.setModified(True)
                self.line.setAccessibleDescription(self.popup.spoken)
            return True
        if key == Qt.Key.Key_Escape and is_open:
            self._close()
            self._show_value()
            return True
        if key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace) and self.line.hasSelectedText() and not is_open:
            self._take("")
            return True
        return self._digit(event)

    def _digit(self, event: QKeyEvent) -> bool:
        """Short lists are chosen by digit, unless their words have digits."""
        digit = event.text()
        whole = not self.line.text() or self.line.selectedText() == self.line.text()
        if not (digit in "123456789" and digit and whole and len(self._choices) <= KEYED):
            return False
        if any(c.isdigit() for choice in self._choices for c in choice.label[:2]):
            return False
        if int(digit) <= len(self._choices):
            self._take(self._choices[int(digit) - 1].value)
            self.line.selectAll()
            if self.around.advance and self.question.control == "select1":
                self.go_on.emit()
        return True

    def _typed(self, text: str) -> None:
        self._refuse("")  # what was wrong is being mended
        self.open(text.strip())

    def _find(self, text: str) -> list[Choice]:
        if not text:
            return [self._choices[i] for i in range(min(LIMIT, len(self._choices)))]
        index = self._lookup if self._lookup is not None and self._sampled == sample(self._choices) else self._choices
        return list(index.find(text, LIMIT))

    def _prepare(self) -> None:
        """Index a long list in the pool; until it is ready the plain search serves."""
        choices = self._choices
        if len(choices) <= LONG or self.around.tasks is None or self._sampled == sample(choices):
            return
        self._sampled, self._lookup = sample(choices), None
        self.around.tasks.pool(lambda: Lookup(choices), self._indexed, key=f"list {id(self)}")

    def _indexed(self, index: Lookup) -> None:
        self._lookup = index

    def _match(self, typed: str) -> Choice | None:
        found = self._find(typed) if typed else []
        exact = [choice for choice in found if choice.label.casefold() == typed.casefold()]
        return next(iter(exact or found), None)

    def _chosen(self, choice: Choice) -> None:
        self._take(choice.value)
        self._close()
        self.line.setFocus()

    def _take(self, value: str) -> None:
        changed, self._value = value != self._value, value
        self._refuse("")
        self._show_value()
        if changed:
            self.answered.emit(value)

    def _refuse(self, words: str) -> None:
        """Say why what was typed is not taken, or that it is no longer so."""
        if words != self._refusal:
            self._refusal = words
            self.noted.emit("")

    def _show_value(self) -> None:
        shown = label_of(self._choices, self._value)
        if self.line.text() != shown:
            self.line.setText(shown)
            self.line.setCursorPosition(0)
        self.line.setModified(False)

    def _close(self) -> None:
        if self.popup is not None:
            self.popup.hide()


def unknown(typed: str) -> str:
    """That nothing on the list is like what was typed."""
    return tr("“{text}” tidak ada dalam daftar. Ketik beberapa huruf lalu pilih.").format(text=typed)


def _held(event: QKeyEvent) -> bool:
    return bool(event.modifiers() & (Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier))
