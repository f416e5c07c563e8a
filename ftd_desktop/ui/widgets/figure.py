"""A figure that explains itself: what it is, the number, a sentence, and a way to the records behind it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from ftd_desktop.i18n import tr
from ftd_desktop.ui.theme import color, px
from ftd_desktop.ui.widgets.layout import across, boxed, down
from ftd_desktop.ui.widgets.signs import Badge
from ftd_desktop.ui.widgets.text import Label


class FigureCell(QWidget):
    """Title, figure and note, one under the other. Enter, Space or a click emits `opened`."""

    opened = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._title = Label(token="muted")
        self._value = Label(title=True, bold=True)
        self._note = Label(token="muted", wrap=True)
        self._care = Badge("warn", tr("Hati-hati"))
        self._care.hide()
        head: QWidget = boxed(across(self._title, None, self._care))
        head.setFixedHeight(px(24))
        self.setLayout(down(head, self._value, self._note, None, margins=(16, 6, 16, 8), gap=0))
        self._can_open = False
        self._hovered = False

    def set(self, title: str, value: str, note: str, careful: bool, can_open: bool) -> None:
        """Show a figure; `careful` adds the badge, `can_open` makes it lead to its records."""
        self._title.setText(title)
        self._value.setText(value)
        self._note.setText(note)
        self._note.set_token("warn" if careful else "muted")
        self._care.setVisible(careful)
        self._can_open = can_open
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus if can_open else Qt.FocusPolicy.NoFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor if can_open else Qt.CursorShape.ArrowCursor)
        self.setAccessibleName(f"{title}: {value}. {note}")
        self.setToolTip(tr("Tampilkan peserta di balik angka ini") if can_open else "")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter and Space open."""
        if self._can_open and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.opened.emit()
        else:
            super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A click opens."""
        if self._can_open and event.button() == Qt.MouseButton.LeftButton and self.rect().contains(event.pos()):
            self.opened.emit()

    def enterEvent(self, event: object) -> None:
        """Hover fills."""
        self._hovered = self._can_open
        self.update()

    def leaveEvent(self, event: object) -> None:
        """Hover ends."""
        self._hovered = False
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Hover fill and focus edge."""
        with QPainter(self) as painter:
            area = self.rect().adjusted(3, 3, -3, -3)
            if self._hovered:
                painter.fillRect(area, color("raised"))
            if self.hasFocus():
                painter.setRenderHint(QPainter.RenderHint.Antialiasing)
                painter.setPen(QPen(color("accent"), 2))
                painter.drawRoundedRect(area, 4, 4)
