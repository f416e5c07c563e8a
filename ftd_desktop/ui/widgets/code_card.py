"""A one-time code, large, with the words that say it over the telephone."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from ftd_desktop.ui import theme
from ftd_desktop.ui.models.spelling import groups, spoken
from ftd_desktop.ui.theme import color, px
from ftd_desktop.ui.widgets.layout import across, down
from ftd_desktop.ui.widgets.text import Label

_TALL = 28  # px: read from a telephone's distance, the one text larger than a title


class CodeCard(QWidget):
    """The groups one under the other, each beside its words."""

    def __init__(self, code: str) -> None:
        super().__init__()
        column = down(gap=8)
        for group in groups(code):
            column.addLayout(across(_Group(group), (Label(spoken(group), wrap=True), 1), gap=16))
        self.setLayout(column)


class _Group(QWidget):
    """Four signs in a frame."""

    def __init__(self, signs: str) -> None:
        super().__init__()
        self._signs = signs
        self._font = QFont(theme.font(bold=True))
        self._font.setPixelSize(px(_TALL))
        self._font.setLetterSpacing(QFont.SpacingType.AbsoluteSpacing, px(6))
        self.setAccessibleName(" ".join(signs))
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """One width for every group: figures and letters differ."""
        return QSize(QFontMetrics(self._font).horizontalAdvance("WWWW") + px(16), px(48))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Frame and signs."""
        with QPainter(self) as p:
            p.setRenderHint(QPainter.RenderHint.Antialiasing)
            p.setPen(QPen(color("control"), 1))
            p.setBrush(color("raised"))
            p.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
            p.setPen(color("text"))
            p.setFont(self._font)
            # The space after the last sign is part of what is centred.
            p.drawText(self.rect().adjusted(px(6), 0, 0, 0), Qt.AlignmentFlag.AlignCenter, self._signs)
