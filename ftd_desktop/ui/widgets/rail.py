"""The navigation at the left: one button a page, icons only when the page needs the width."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QSize, Qt
from PySide6.QtGui import QKeySequence, QPainter, QPaintEvent, QPen, QShortcut
from PySide6.QtWidgets import QAbstractButton, QSizePolicy

from ftd_desktop.ui import icons, theme
from ftd_desktop.ui.theme import color, px


class RailButton(QAbstractButton):
    """A page's button: icon, name, count; chosen = soft fill AND bar AND bold."""

    def __init__(self, icon: str, text: str, shortcut: str) -> None:
        super().__init__()
        self._icon, self._wide, self._note = icon, True, ""
        self.words = text
        self.setCheckable(True)
        if shortcut:
            QShortcut(QKeySequence(shortcut), self, self.click)  # a button's own shortcut waits 100 ms for its picture
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setMinimumHeight(px(24))
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self.setToolTip(f"{text}  {shortcut}")
        self.setAccessibleName(text)

    def sizeHint(self) -> QSize:
        """40 high where there is room; on a low screen with large text buttons give way before the window grows."""
        return QSize(px(56), px(40))

    def set_wide(self, wide: bool) -> None:
        """Icon and name, or the icon alone."""
        self._wide = wide
        self.update()

    def set_note(self, note: str) -> None:
        """A count at the right, e.g. of records the province has not received."""
        self._note = note
        self.setAccessibleDescription(note)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Fill, bar, icon, name, count, focus edge."""
        with QPainter(self) as p:
            on, area = self.isChecked(), self.rect()
            if on or self.underMouse():
                p.fillRect(area, color("soft" if on else "raised"))
            if on:
                p.fillRect(0, 0, px(4), area.height(), color("accent"))
            token = "accent" if on else "text"
            x = px(18) if self._wide else (area.width() - px(20)) / 2
            p.drawPixmap(QPointF(x, (area.height() - px(20)) / 2), icons.pixmap(self._icon, token, 20))
            if self._wide:
                self._paint_words(p, on, token)
            if self.hasFocus():
                p.setPen(QPen(color("accent"), 2))
                p.drawRect(area.adjusted(1, 1, -1, -1))

    def _paint_words(self, p: QPainter, on: bool, token: str) -> None:
        p.setFont(theme.font(bold=on))
        p.setPen(color(token))
        p.drawText(self.rect().adjusted(px(44), 0, 0, 0), Qt.AlignmentFlag.AlignVCenter, self.words)
        p.setFont(theme.font())
        p.setPen(color("muted"))
        right = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight
        p.drawText(self.rect().adjusted(0, 0, -px(12), 0), right, self._note)
