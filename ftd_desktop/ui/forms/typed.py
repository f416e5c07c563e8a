"""Fields one types a line into: text, numbers, dates, times, places are all read by a `Reading`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from ftd_desktop import wording
from ftd_desktop.errors import UserError
from ftd_desktop.forms.reading import Reading, writable
from ftd_desktop.i18n import tr
from ftd_desktop.ui.forms.editor import Editor, FieldTone, Surroundings, has_keyboard

if TYPE_CHECKING:
    from ftd_desktop.forms.definition import Question
    from ftd_desktop.forms.interview import State


LONGEST = 1_000_000  # characters; a key into a line so long takes 0.2 s


def set_tone(widget: QWidget, tone: FieldTone) -> None:
    """Put the tone on a widget for the style sheet; polishes only when it is another one."""
    if (widget.property("tone") or "") != tone:
        widget.setProperty("tone", tone)
        widget.style().unpolish(widget)
        widget.style().polish(widget)


class LineField(Editor):
    """One line read by a `Reading`. What cannot be read is kept as it was typed and says why."""

    def __init__(self, question: Question, around: Surroundings, reading: Reading, *, right: bool = False) -> None:
        super().__init__(question, around)
        self.reading = reading
        self.line = QLineEdit(self)
        self.line.setMaxLength(LONGEST)
        self.line.inputRejected.connect(self._cut)
        if right:
            self.line.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        if "masked" in question.appearance.split():
            self.line.setEchoMode(QLineEdit.EchoMode.PasswordEchoOnEdit)
        self._value = ""
        self._refusal = ""
        self.line.textEdited.connect(self._edited)

    def show_state(self, state: State) -> None:
        """Show the value, unless something else is being typed."""
        self.line.setReadOnly(state.readonly)
        if self.line.isModified() and state.value == self._value:
            return
        self._value = state.value
        self._put(self.reading.show(state.value))
        self._refusal = self._why_not(state.value)
        self.noted.emit(self.note(state.value))

    def commit(self) -> None:
        """Read what was typed and give it; what cannot be read is given as it stands."""
        if not self.line.isModified():
            return
        value, self._refusal = self._read(self.line.text())
        changed, self._value = value != self._value, value
        self._put(self.line.text() if self._refusal else self.reading.show(value))
        if changed:
            self.answered.emit(value)
        self.noted.emit(self.note(value))

    def put(self, value: str) -> None:
        """Take `value` as if it had been typed."""
        self.line.setText(self.reading.show(value))
        self.line.setModified(True)
        self.commit()

    def note(self, value: str) -> str:
        """A line that helps: nothing for plain text."""
        return ""

    def refusal(self) -> str:
        """Why the text is not of the question's type."""
        return self._refusal

    def target(self) -> QWidget:
        """The line itself."""
        return self.line

    def focus(self) -> None:
        """Take the keyboard with all of the text selected, so that typing replaces it."""
        self.line.setFocus()
        self.line.selectAll()

    def set_tone(self, tone: FieldTone) -> None:
        """Edge and fill of an error or a warning."""
        set_tone(self.line, tone)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The line fills the field."""
        self.line.setGeometry(self.rect())

    def _put(self, shown: str) -> None:
        if self.line.text() != shown:
            self.line.setText(shown)
            if not has_keyboard(self.line):
                self.line.setCursorPosition(0)
        self.line.setModified(False)

    def _read(self, typed: str) -> tuple[str, str]:
        """(value, refusal) of what was typed."""
        if not typed.strip():
            return "", ""
        try:
            return self.reading.read(typed), ""
        except UserError as error:
            return writable(typed).strip(), str(error)

    def _why_not(self, value: str) -> str:
        return self._read(self.reading.show(value))[1] if value else ""

    def _cut(self) -> None:
        """Qt has taken only the beginning of what was pasted: never without a word."""
        if len(self.line.text()) >= LONGEST:
            words = tr("Teks ini terlalu panjang, hanya {most} huruf pertama yang diambil. Lampirkan sebagai berkas.")
            self.noted.emit(words.format(most=wording.number(LONGEST)))

    def _edited(self, typed: str) -> None:
        """Typing goes on; nothing moves."""
