"""Badge, key cap, progress bar and the marks of the rounds as widgets."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from ftd_desktop.ui import theme
from ftd_desktop.ui.models.cells import state_words
from ftd_desktop.ui.theme import Tone, color, px
from ftd_desktop.ui.widgets import paint


class Badge(QWidget):
    """A state in a word: soft fill, edge, icon. `icon` None takes the tone's own, "" none."""

    def __init__(self, tone: Tone, text: str, icon: str | None = None) -> None:
        super().__init__()
        self.set(tone, text, icon)

    def set(self, tone: Tone, text: str, icon: str | None = None) -> None:
        """Show another state."""
        self.tone, self.text, self.icon = tone, text, icon
        self.setFixedSize(paint.badge_width(tone, text, icon), px(24))
        self.setAccessibleName(text)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the badge."""
        with QPainter(self) as p:
            paint.badge(p, QRectF(self.rect()), self.tone, self.text, self.icon)


class KeyCap(QWidget):
    """The picture of a key, beside what it does."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.text = text
        width = QFontMetrics(theme.font()).horizontalAdvance(text) + px(12)
        self.setFixedSize(max(px(22), width), px(22))
        self.setAccessibleName(text)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Edge and letters."""
        with QPainter(self) as p:
            p.setRenderHint(QPainter.RenderHint.Antialiasing)
            p.setPen(QPen(color("control"), 1))
            p.setBrush(color("raised"))
            p.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 3, 3)
            p.setPen(color("text"))
            p.setFont(theme.font())
            p.drawText(self.rect().adjusted(0, -1, 0, -1), Qt.AlignmentFlag.AlignCenter, self.text)


class Bar(QWidget):
    """How much is done, 6 px high; always with the figure written beside it."""

    def __init__(self, share: float = 0.0, token: str = "accent", width: int | None = None) -> None:
        super().__init__()
        self._share, self._token = share, token
        self.setFixedHeight(px(6))
        if width is not None:
            self.setFixedWidth(px(width))
        self.set(share)

    def set(self, share: float) -> None:
        """`share` from 0 to 1."""
        self._share = share
        self.setAccessibleName(f"{share:.0%}")
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint track and share."""
        with QPainter(self) as p:
            paint.bar(p, QRectF(self.rect()), self._share, self._token)


class Rounds(QWidget):
    """Marks of the rounds: each state is c done, d draft, o not yet, l late or x closed."""

    def __init__(self, states: Sequence[str], name: str = "") -> None:
        super().__init__()
        self._states = states
        self.setFixedSize(px(22) * len(states) - px(4), px(20))
        self.setAccessibleName(name or ", ".join(state_words(s) for s in states))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the marks."""
        with QPainter(self) as p:
            paint.marks(p, QRectF(self.rect()), self._states)
