"""Buttons: primary (one a page at most), secondary, link; and filter chips."""

from __future__ import annotations

from typing import Literal

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QIcon, QKeySequence, QPainter, QPaintEvent, QPen, QShortcut
from PySide6.QtWidgets import QAbstractButton, QPushButton, QSizePolicy

from ftd_desktop.ui import icons, theme
from ftd_desktop.ui.theme import color, px

Kind = Literal["", "primary", "link"]


class Button(QPushButton):
    """A button of the program. `shortcut` also works from anywhere on the page and is said in the tooltip."""

    def __init__(self, text: str, kind: Kind = "", icon: str = "", shortcut: str = "") -> None:
        super().__init__(("  " if icon else "") + text.replace("&", "&&"))
        if kind:
            self.setProperty("kind", kind)
        if kind == "primary":
            self.setFont(theme.font(bold=True))  # the size hint must know the weight the style sheet gives
        if icon:
            token = {"primary": "onaccent", "link": "accent"}.get(kind, "text")
            shown = icons.icon(icon, token)
            shown.addPixmap(icons.pixmap(icon, "muted"), QIcon.Mode.Disabled)
            self.setIcon(shown)
            self.setIconSize(icons.icon_size())
        if shortcut:
            QShortcut(QKeySequence(shortcut), self, self.click)  # a button's own shortcut waits 100 ms for its picture
            self.setToolTip(shortcut)
        self.setAccessibleName(text)
        self.setAutoDefault(True)  # Enter presses the focused button
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)

    def say(self, text: str) -> None:
        """Change the words."""
        self.setText(("  " if not self.icon().isNull() else "") + text.replace("&", "&&"))
        self.setAccessibleName(text)

    def allow(self, allowed: bool, reason: str = "") -> None:
        """Enable, or disable and say why in the tooltip."""
        self.setEnabled(allowed)
        self.setToolTip("" if allowed else reason)


class IconButton(QAbstractButton):
    """A small button that shows an icon alone; its words are for screen readers and the tooltip."""

    def __init__(self, icon: str, name: str, token: str = "accent") -> None:
        super().__init__()
        self._icon, self._token = icon, token
        self.setAccessibleName(name)
        self.setToolTip(name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setFixedSize(px(24), px(22))

    def paintEvent(self, event: QPaintEvent) -> None:
        """The icon, and an edge when it has the keyboard."""
        with QPainter(self) as p:
            if self.underMouse():
                p.fillRect(self.rect(), color("raised"))
            p.drawPixmap(QPointF((self.width() - px(14)) / 2, (self.height() - px(14)) / 2),
                         icons.pixmap(self._icon, self._token, 14))
            if self.hasFocus():
                p.setPen(QPen(color("accent"), 2))
                p.drawRect(self.rect().adjusted(1, 1, -1, -1))


class Chip(QAbstractButton):
    """A filter that is on or off, with a count; on = tick AND bold."""

    def __init__(self, text: str, count: str = "", on: bool = False) -> None:
        super().__init__()
        self.words = text
        self.count = count
        self.setCheckable(True)
        self.setChecked(on)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(f"{text} {count}".strip())
        self.toggled.connect(self.updateGeometry)

    def set_words(self, words: str, count: str = "") -> None:
        """Show other words."""
        self.words = words
        self.set_count(count)

    def set_count(self, count: str) -> None:
        """Show another count."""
        self.count = count
        self.setAccessibleName(f"{self.words} {count}".strip())
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Room for tick, words and count."""
        words = QFontMetrics(theme.font(bold=self.isChecked())).horizontalAdvance(self.words)
        number = QFontMetrics(theme.font()).horizontalAdvance(self.count)
        tick, gap = (px(20) if self.isChecked() else 0), (px(6) if number else 0)
        return QSize(words + px(20) + tick + gap + number + 2, px(28))

    def minimumSizeHint(self) -> QSize:
        """Chips are never squeezed."""
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Edge, fill, tick, words, count."""
        on = self.isChecked()
        with QPainter(self) as p:
            p.setRenderHint(QPainter.RenderHint.Antialiasing)
            edge = 2 if self.hasFocus() else 1
            p.setPen(QPen(color("accent" if on or self.hasFocus() else "control"), edge))
            p.setBrush(color("soft" if on else "raised" if self.underMouse() else "surface"))
            p.drawRoundedRect(QRectF(self.rect()).adjusted(edge / 2, edge / 2, -edge / 2, -edge / 2), 4, 4)
            x = px(10)
            if on:
                p.drawPixmap(QPointF(x, (self.height() - px(14)) / 2), icons.pixmap("check", "accent", 14))
                x += px(20)
            p.setFont(theme.font(bold=on))
            p.setPen(color("accent" if on else "text"))
            middle = Qt.AlignmentFlag.AlignVCenter
            p.drawText(self.rect().adjusted(x, 0, 0, 0), middle, self.words)
            p.setFont(theme.font())
            p.setPen(color("muted"))
            p.drawText(self.rect().adjusted(0, 0, -px(10), 0), middle | Qt.AlignmentFlag.AlignRight, self.count)
