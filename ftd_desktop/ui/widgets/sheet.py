"""A page of paper as a picture that keeps its shape: white with a hairline, whatever the theme."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import QSizePolicy, QWidget

from ftd_desktop.ui import theme
from ftd_desktop.ui.theme import px

_SHAPE = 297 / 210


class SheetPicture(QWidget):
    """Shows a page given as PNG bytes as large as it fits, or a sentence in its place."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self._name = name
        self._pixmap = QPixmap()
        self._sentence = ""
        self.setAccessibleName(name)
        self.setMinimumHeight(px(212 if theme.large_text() else 150))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def show_page(self, png: bytes, words: str) -> None:
        """Show a page; `words` are what a screen reader says of it."""
        self._pixmap = QPixmap()
        self._pixmap.loadFromData(png)
        self._sentence = ""
        self.setAccessibleName(f"{self._name}: {words}")
        self.update()

    def say(self, sentence: str) -> None:
        """Say why there is no page."""
        self._pixmap, self._sentence = QPixmap(), sentence
        self.setAccessibleName(sentence or self._name)
        self.update()

    @property
    def shown(self) -> bool:
        """Whether a page is shown."""
        return not self._pixmap.isNull()

    def sizeHint(self) -> QSize:
        """Small: it grows into what is left, and a page in a scroll area is never made higher than its window."""
        return QSize(px(212), self.minimumHeight())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paper, edge and picture, or the sentence."""
        width = min(self.width() - 2.0, (self.height() - 2.0) * _SHAPE)
        paper = QRectF((self.width() - width) / 2, (self.height() - width / _SHAPE) / 2, width, width / _SHAPE)
        with QPainter(self) as p:
            p.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            if self._pixmap.isNull():
                p.setPen(theme.color("muted"))
                p.setFont(theme.font())
                p.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap, self._sentence)
                return
            p.fillRect(paper, QColor("white"))
            p.drawPixmap(paper, self._pixmap, QRectF(self._pixmap.rect()))
            p.setPen(theme.color("line"))
            p.drawRect(paper)
