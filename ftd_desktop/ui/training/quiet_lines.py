"""Words that change with every key: their place stays, so nothing around them is laid out anew."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ftd_desktop.ui import theme
from ftd_desktop.ui.theme import Token, px


class QuietLines(QWidget):
    """Room for a number of lines, whatever they say; longer words are whole in the tooltip."""

    def __init__(self, lines: int) -> None:
        super().__init__()
        self._text, self._token = "", "text"
        self.setFixedHeight(px(20) * (lines if theme.large_text() else 1))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def text(self) -> str:
        """What it says."""
        return self._text

    def say(self, words: str, token: Token = "text") -> None:
        """Say something else."""
        if (words, token) != (self._text, self._token):
            self._text, self._token = words, token
            self.setAccessibleName(words)
            self.setToolTip(words)
            self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The words from the top left."""
        with QPainter(self) as painter:
            painter.setFont(theme.font(bold=self._token == "error"))
            painter.setPen(theme.color(self._token))
            painter.drawText(self.rect(), Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop |
                             Qt.TextFlag.TextWordWrap, self._text)
