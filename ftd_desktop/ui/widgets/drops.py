"""Files let fall anywhere on a page: what is over it is welcomed in words, what falls is handed over."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from PySide6.QtCore import QEvent, QObject, QRect, Qt, Signal
from PySide6.QtGui import QDropEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from ftd_desktop.ui import theme
from ftd_desktop.ui.theme import color, px


class Drops(QObject):
    """Watches `page`; `dropped` carries the local files and folders as a list of paths."""

    dropped = Signal(list)

    def __init__(self, page: QWidget, words: str) -> None:
        super().__init__(page)
        self._page, self._welcome = page, Welcome(page, words)
        page.setAcceptDrops(True)
        page.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Qt's four steps of a drag; other drags than of files are left to others."""
        kind: Any = event
        if event.type() == QEvent.Type.DragEnter and paths(kind):
            kind.acceptProposedAction()
            self._welcome.cover(self._page.visibleRegion().boundingRect())
            return True
        if event.type() == QEvent.Type.DragLeave:
            self._welcome.hide()
        if event.type() == QEvent.Type.Drop:
            self._welcome.hide()
            if found := paths(kind):
                kind.acceptProposedAction()
                self.dropped.emit(found)
                return True
        return False


class Welcome(QWidget):
    """What lies over the page while files are held above it."""

    def __init__(self, page: QWidget, words: str) -> None:
        super().__init__(page)
        self._words = words
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.hide()

    def cover(self, area: QRect) -> None:
        """Lie over what is seen of the page."""
        self.setGeometry(area)
        self.raise_()
        self.show()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The page shines through; a dashed edge, and the words in the middle."""
        area = self.rect().adjusted(px(8), px(8), -px(8), -px(8))
        with QPainter(self) as p:
            p.setRenderHint(QPainter.RenderHint.Antialiasing)
            p.setOpacity(0.9)
            p.fillRect(self.rect(), color("soft"))
            p.setOpacity(1)
            p.setPen(QPen(color("accent"), 2, Qt.PenStyle.DashLine))
            p.drawRoundedRect(area, 6, 6)
            p.setFont(theme.font(title=True, bold=True))
            p.setPen(color("text"))
            p.drawText(area, Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap, self._words)


def paths(event: QDropEvent) -> list[Path]:
    """The local files and folders of a drag."""
    return [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
