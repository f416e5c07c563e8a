"""One choice with its key: filled key, tick and bold words when chosen."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QPoint, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QPen, QPixmap
from PySide6.QtWidgets import QAbstractButton, QCheckBox, QRadioButton

from ftd_desktop.ui import icons, theme
from ftd_desktop.ui.forms import measure
from ftd_desktop.ui.theme import color, px

KEYS = "1234567890abcdefghijklmnopqrstuvwxyz"


ILLUSTRATION = 88  # px of height of a choice's picture


def option_width(label: str) -> int:
    """How wide an option is, so that its words stand on one line even when bold and ticked."""
    return measure.width_of(label, bold=True) + px(34) + px(28) + 2


def option_height(label: str, width: int) -> int:
    """How high an option of that width is."""
    return max(px(32), measure.height_of(label, width - px(34) - px(28), bold=True) + px(12))


class _Words:
    """What one choice says: its value, its words and the key that takes it."""

    def __init__(self, value: str, label: str, key: str, bare: bool) -> None:
        self.value, self.label, self.key, self.bare = value, label, key, bare
        self.place = 0  # in a ranking, from 1
        self.picture: Callable[[], QPixmap | None] | None = None


class RadioOption(QRadioButton):
    """One of several. `bare` shows the key only: the words stand above it (a scale)."""

    def __init__(self, value: str, label: str, key: str, *, bare: bool = False) -> None:
        super().__init__()
        self.words = _Words(value, label, key, bare)
        _prepare(self, self.words)
        self.setAutoExclusive(False)  # a second press takes the choice back

    def hitButton(self, pos: QPoint) -> bool:
        """All of it can be pressed, not only a dot."""
        return self.rect().contains(pos)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Space presses; the rest is the group's."""
        _only_space(self, event, super().keyPressEvent)

    def paintEvent(self, event: QPaintEvent) -> None:
        """As an option of the program."""
        _paint(self, self.words)

    def sizeHint(self) -> QSize:
        """The room it asks for."""
        return QSize(option_width(self.words.label), px(32))

    def minimumSizeHint(self) -> QSize:
        """Its words wrap, so the longest of them decides."""
        return QSize(option_width(max(self.words.label.split(), key=len, default="")), px(32))


class CheckOption(QCheckBox):
    """Any of several."""

    def __init__(self, value: str, label: str, key: str, *, bare: bool = False) -> None:
        super().__init__()
        self.words = _Words(value, label, key, bare)
        _prepare(self, self.words)

    def hitButton(self, pos: QPoint) -> bool:
        """All of it can be pressed, not only a box."""
        return self.rect().contains(pos)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Space presses; the rest is the group's."""
        _only_space(self, event, super().keyPressEvent)

    def paintEvent(self, event: QPaintEvent) -> None:
        """As an option of the program."""
        _paint(self, self.words)

    def sizeHint(self) -> QSize:
        """The room it asks for."""
        return QSize(option_width(self.words.label), px(32))

    def minimumSizeHint(self) -> QSize:
        """Its words wrap, so the longest of them decides."""
        return QSize(option_width(max(self.words.label.split(), key=len, default="")), px(32))


def _prepare(option: QAbstractButton, words: _Words) -> None:
    option.setAccessibleName(words.label)
    option.setAccessibleDescription(words.key)
    option.setMinimumSize(1, 1)
    option.setFocusPolicy(Qt.FocusPolicy.ClickFocus)


def _only_space(option: QAbstractButton, event: QKeyEvent, press: Callable[[QKeyEvent], None]) -> None:
    """Qt would take the arrows as a wish for the next field."""
    if event.key() == Qt.Key.Key_Space:
        press(event)
    else:
        event.ignore()


def _paint(option: QAbstractButton, words: _Words) -> None:
    """Edge, key, words, tick."""
    chosen, focused, around = option.isChecked(), option.hasFocus(), option.rect()
    with QPainter(option) as p:
        p.setRenderHint(QPainter.RenderHint.Antialiasing)
        edge = 2 if chosen or focused else 1
        p.setPen(QPen(color("accent" if chosen or focused else "control"), edge))
        p.setBrush(color("soft" if chosen else "raised" if option.underMouse() else "surface"))
        p.drawRoundedRect(QRectF(around).adjusted(edge / 2, edge / 2, -edge / 2, -edge / 2), 4, 4)
        if words.picture is not None:
            _paint_picture(p, around, words.picture())
            around = around.adjusted(0, px(ILLUSTRATION), 0, 0)
        if words.key:
            _paint_key(p, QRectF(px(6), around.y() + (around.height() - px(20)) / 2, px(20), px(20)), words.key, chosen)
        if not words.bare:
            p.setFont(theme.font(bold=chosen))
            p.setPen(color("text" if option.isEnabled() else "muted"))
            room = around.adjusted(px(34) if words.key else px(12), 0, -px(26), 0)
            measure.draw(p, room, words.label, Qt.AlignmentFlag.AlignVCenter)
        if words.place:
            p.setFont(theme.font(bold=True))
            p.setPen(color("accent"))
            right = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight)
            p.drawText(around.adjusted(0, 0, -px(8), 0), right, f"{words.place}.")
        elif chosen:
            at = QPointF(around.width() - px(22), around.y() + (around.height() - px(14)) / 2)
            p.drawPixmap(at, icons.pixmap("check", "accent", 14))


def _paint_picture(p: QPainter, around: QRect, picture: QPixmap | None) -> None:
    """In the middle of the upper part; nothing while it is on its way."""
    if picture is not None:
        left = (around.width() - picture.width()) // 2
        p.drawPixmap(left, px(6) + (px(ILLUSTRATION) - px(6) - picture.height()) // 2, picture)


def _paint_key(p: QPainter, box: QRectF, key: str, chosen: bool) -> None:
    p.setPen(QPen(color("accent" if chosen else "control"), 1))
    p.setBrush(color("accent" if chosen else "raised"))
    p.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), 3, 3)
    p.setPen(color("onaccent" if chosen else "muted"))
    p.setFont(theme.font(bold=chosen))
    p.drawText(box, Qt.AlignmentFlag.AlignCenter, key)
