"""A sheet that lies over the paper until Esc: go to, review, keys. The keyboard goes back to where it was."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from ftd_desktop.ui.theme import color, px


class Overlay(QWidget):
    """Lies over `around`, as large as it or smaller. `closed` when the user has done with it."""

    closed = Signal()

    def __init__(self, around: QWidget, *, width: int = 0, height: int = 0) -> None:
        super().__init__(around)
        self._around, self._size = around, (width, height)
        around.installEventFilter(self)
        self._fit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keep the place when what lies below is resized."""
        if event.type() == QEvent.Type.Resize:
            self._fit()
        return super().eventFilter(watched, event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc closes; no key goes through to the paper below."""
        if event.key() == Qt.Key.Key_Escape:
            self.close_it()
        event.accept()

    def close_it(self) -> None:
        """Go away."""
        self._around.removeEventFilter(self)
        self.hide()
        self.closed.emit()
        self.deleteLater()

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Tab stays on the sheet."""
        ring = [w for w in self.findChildren(QWidget) if w.focusPolicy() & Qt.FocusPolicy.TabFocus and w.isVisible()]
        if not ring:
            return True
        here = self.window().focusWidget()
        at = ring.index(here) if here in ring else -1
        ring[(at + (1 if forward else -1)) % len(ring)].setFocus(Qt.FocusReason.TabFocusReason)
        return True

    def paintEvent(self, event: QPaintEvent) -> None:
        """Surface with an edge."""
        with QPainter(self) as p:
            p.fillRect(self.rect(), color("surface"))
            p.setPen(QPen(color("control"), 1))
            p.drawRect(self.rect().adjusted(0, 0, -1, -1))

    def _fit(self) -> None:
        room = self._around.rect()
        wide = min(px(self._size[0]), room.width()) if self._size[0] else room.width()
        high = min(px(self._size[1]), room.height()) if self._size[1] else room.height()
        left = (room.width() - wide) // 2
        self.setGeometry(left, 0 if not self._size[1] else px(8), wide, high)
        self.raise_()
