"""A line to type a search into; its magnifier grows with the text (Qt keeps that of an action at 16 pixels)."""

from __future__ import annotations

from PySide6.QtCore import QPointF
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QLineEdit

from ftd_desktop.ui import icons
from ftd_desktop.ui.theme import px


class SearchLine(QLineEdit):
    """`name` is for screen readers, `hint` stands in the empty line."""

    def __init__(self, name: str, hint: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setPlaceholderText(hint)
        self.setTextMargins(px(20), 0, 0, 0)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The line, then the magnifier over its left margin."""
        super().paintEvent(event)
        with QPainter(self) as painter:
            painter.drawPixmap(QPointF(px(9), (self.height() - px(16)) / 2), icons.pixmap("search", "muted", 16))
