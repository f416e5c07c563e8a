"""Small signs painted alike on widgets and in table cells: badge, bar, marks of the rounds."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QAbstractScrollArea

from ftd_desktop.ui import icons, theme
from ftd_desktop.ui.theme import ICON_OF, SOFT_OF, Tone, color, px

_MARK_TOKENS = {"c": "accent", "d": "accent", "o": "control", "l": "warn", "x": "muted"}


def keyboard_edge(view: QAbstractScrollArea) -> None:
    """An edge inside a view that has the keyboard."""
    if view.hasFocus():
        with QPainter(view.viewport()) as p:
            p.setPen(QPen(color("accent"), 2))
            p.drawRect(view.viewport().rect().adjusted(1, 1, -1, -1))


def badge_width(tone: Tone, text: str, icon: str | None = None) -> int:
    """How wide a badge is, so that its words are never cut."""
    sign = px(18) if (ICON_OF[tone] if icon is None else icon) else 0
    return px(17) + sign + QFontMetrics(theme.font()).horizontalAdvance(text)


def badge(p: QPainter, area: QRectF, tone: Tone, text: str, icon: str | None = None) -> None:
    """Soft fill, edge, icon and word, at the left of `area`. `icon` None takes the tone's own, "" none."""
    sign = ICON_OF[tone] if icon is None else icon
    width = min(badge_width(tone, text, icon) - 1.0, area.width() - 1)
    box = QRectF(area.x() + 0.5, area.center().y() - px(22) / 2 + 0.5, width, px(22) - 1)
    edge = color(tone)
    edge.setAlpha(110)
    p.setRenderHint(QPainter.RenderHint.Antialiasing)
    p.setPen(QPen(edge, 1))
    p.setBrush(color(SOFT_OF[tone]))
    p.drawRoundedRect(box, 4, 4)
    x = px(8)
    if sign:
        p.drawPixmap(QPointF(box.x() + px(6), box.center().y() - px(7)), icons.pixmap(sign, tone, 14))
        x += px(18)
    p.setPen(color(tone))
    p.setFont(theme.font())
    room = box.adjusted(x, -1, -px(4), 0)
    words = QFontMetrics(theme.font()).elidedText(text, Qt.TextElideMode.ElideRight, int(room.width()) + 2)
    p.drawText(room, Qt.AlignmentFlag.AlignVCenter, words)


def bar(p: QPainter, area: QRectF, share: float, token: str = "accent") -> None:
    """A track with `share` (0 to 1) of it filled."""
    p.setRenderHint(QPainter.RenderHint.Antialiasing)
    p.setPen(Qt.PenStyle.NoPen)
    p.setBrush(color("line"))
    p.drawRoundedRect(area, 3, 3)
    if share > 0:
        p.setBrush(color(token))
        p.drawRoundedRect(QRectF(area.x(), area.y(), area.width() * min(share, 1.0), area.height()), 3, 3)


def mark(p: QPainter, box: QRectF, state: str) -> None:
    """One round as `programme.rounds.Round.mark` says: c done (filled, tick), d draft (half), o not yet (ring),
    l late (ring, !), x closed (ring, x)."""
    token = _MARK_TOKENS[state]
    ring = box.adjusted(1, 1, -1, -1)
    p.setRenderHint(QPainter.RenderHint.Antialiasing)
    p.setPen(QPen(color(token), 1.5))
    p.setBrush(color("accent") if state == "c" else Qt.BrushStyle.NoBrush)
    p.drawEllipse(ring)
    if state == "c":
        p.drawPixmap(box.topLeft() + QPointF(px(2), px(2)), icons.pixmap("check", "onaccent", 12))
    elif state == "d":
        p.setPen(Qt.PenStyle.NoPen)
        p.setBrush(color("accent"))
        p.drawPie(ring, 90 * 16, 180 * 16)
    elif state in ("l", "x"):
        p.setFont(theme.font(bold=True))
        p.drawText(box.adjusted(0, -1, 0, 0), Qt.AlignmentFlag.AlignCenter, "!" if state == "l" else "×")


def marks(p: QPainter, area: QRectF, states: Sequence[str]) -> None:
    """The marks of several rounds from left to right."""
    side = px(16)
    for i, state in enumerate(states):
        mark(p, QRectF(area.x() + i * (side + px(6)), area.center().y() - side / 2 + 0.5, side, side), state)
