"""The line of a list: what is chosen, and the sign that there is more to choose from."""

from __future__ import annotations

from PySide6.QtCore import QPoint
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from ftd_desktop.ui import icons
from ftd_desktop.ui.theme import px


class ChoiceLine(QLineEdit):
    """A line with the sign of a list at its right."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setTextMargins(0, 0, px(20), 0)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The line, then the sign."""
        super().paintEvent(event)
        with QPainter(self) as p:
            at = QPoint(self.width() - px(22), (self.height() - px(14)) // 2)
            p.drawPixmap(at, icons.pixmap("chev", "muted", 14))
