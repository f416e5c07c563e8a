"""A labelled control with one line below it: the hint, or what is wrong."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QWidget

from ftd_desktop.ui.theme import Tone
from ftd_desktop.ui.widgets.layout import down
from ftd_desktop.ui.widgets.text import Label


class Field(QWidget):
    """`control` may be any widget; `typed` is the line in it that takes the keyboard and the red edge."""

    def __init__(self, title: str, control: QWidget, hint: str = "", *, typed: QLineEdit | None = None) -> None:
        super().__init__()
        self.title = title
        self._hint, self._tone = hint, "muted"
        self._typed = typed or (control if isinstance(control, QLineEdit) else None)
        self._line = Label(hint, token="muted", wrap=True)
        self._line.setVisible(bool(hint))
        label = Label(title, bold=True)
        if self._typed is not None:
            label.setBuddy(self._typed)
            self._typed.setAccessibleName(title)
            self._typed.textEdited.connect(self.clear)
        self.setLayout(down(label, control, self._line, None, gap=4))

    @property
    def text(self) -> str:
        """What was typed, without blanks at the ends; for fields with a line."""
        return self._typed.text().strip() if self._typed else ""

    def set_text(self, text: str) -> None:
        """Write something in the line."""
        if self._typed is not None:
            self._typed.setText(text)

    @property
    def message(self) -> str:
        """What the line below says now."""
        return self._line.text()

    def refuse(self, message: str) -> None:
        """Say what is wrong, and take the keyboard there."""
        self._say(message, "error")
        self._edge("error")
        if self._typed is not None:
            self._typed.setFocus(Qt.FocusReason.OtherFocusReason)
            self._typed.selectAll()

    def advise(self, words: str, tone: Tone) -> None:
        """Another hint, e.g. how strong a passphrase is."""
        self._hint, self._tone = words, tone
        self._say(words, tone)

    def clear(self) -> None:
        """Back to the hint."""
        self._say(self._hint, self._tone)
        self._edge("")

    def _say(self, words: str, tone: str) -> None:
        self._line.setText(words)
        self._line.set_token(tone)  # type: ignore[arg-type]
        self._line.set_bold(tone == "error")
        self._line.setVisible(bool(words))
        if self._typed is not None:
            self._typed.setAccessibleDescription(words)

    def _edge(self, tone: str) -> None:
        if self._typed is not None and (self._typed.property("tone") or "") != tone:
            self._typed.setProperty("tone", tone)
            self._typed.style().unpolish(self._typed)
            self._typed.style().polish(self._typed)


def needed(*fields: Field, words: str) -> bool:
    """True when every field has something in it; each that has not says `words`, the first takes the keyboard."""
    empty = [field for field in fields if not field.text]
    for field in reversed(empty):
        field.refuse(words)
    return not empty
