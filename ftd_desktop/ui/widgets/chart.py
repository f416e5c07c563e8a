"""Paints a chart of `evaluation.charts` on the screen, in the theme in force; bars, dots and tiles can be opened."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetricsF,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import QWidget

from ftd_desktop.evaluation.charts.shapes import SIZE, Chart, Dot, Line, Rect, Shape, Text, hatching
from ftd_desktop.ui import theme
from ftd_desktop.ui.theme import color, px

_STEPS = {Qt.Key.Key_Right: 1, Qt.Key.Key_Down: 1, Qt.Key.Key_Left: -1, Qt.Key.Key_Up: -1}
#: Makes the chart for a width and height in points.
Build = Callable[[float, float], Chart]


class ChartView(QWidget):
    """A chart laid out for the room it has. A click, or arrows and Enter, opens what lies behind a shape.

    `opened` carries the key of the shape and its participants.
    """

    opened = Signal(str, object)

    def __init__(self, build: Build | None = None, *, height: int = 200) -> None:
        super().__init__()
        self._build = build
        self._chart: Chart | None = None
        self._key = ""
        self._least = height
        self.setMinimumHeight(px(height))
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    @property
    def chart(self) -> Chart | None:
        """The chart as laid out now; None before there is one."""
        return self._chart

    def set_build(self, build: Build) -> None:
        """Show another chart."""
        self._build, self._key = build, ""
        self._lay_out()

    def sizeHint(self) -> QSize:
        """Wide rather than high."""
        return QSize(px(480), px(self._least))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Lay the chart out anew."""
        super().resizeEvent(event)
        self._lay_out()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The shapes, the chosen one with an edge."""
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            if self._chart is None:
                return
            painter.scale(self._scale, self._scale)
            for shape in self._chart.shapes:
                paint_shape(painter, shape, self._scale)
            if self.hasFocus():
                self._paint_focus(painter)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows walk the shapes that have people behind them, Enter opens."""
        keys = self.keys()
        step = _STEPS.get(Qt.Key(event.key()))
        if step and keys:
            at = keys.index(self._key) + step if self._key in keys else 0
            self._choose(keys[max(0, min(at, len(keys) - 1))])
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self._key:
            self._open(self._key)
        else:
            super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Open the shape under the pointer."""
        if event.button() == Qt.MouseButton.LeftButton and (key := self._at(event.position())):
            self._choose(key)
            self._open(key)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """A hand where a click leads on."""
        hand = Qt.CursorShape.PointingHandCursor if self._at(event.position()) else Qt.CursorShape.ArrowCursor
        self.setCursor(hand)

    def changeEvent(self, event: QEvent) -> None:
        """Lay out anew when the font changes."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._lay_out()

    def keys(self) -> list[str]:
        """The keys of the shapes, each once, in the order they are drawn."""
        if self._chart is None:
            return []
        shapes = (s for s in self._chart.shapes if isinstance(s, Rect | Dot))
        return list(dict.fromkeys(shape.key for shape in shapes if shape.key))

    @property
    def _scale(self) -> float:
        """Pixels a point: chart text is as large as body text."""
        return px(theme.BODY) / SIZE

    def _lay_out(self) -> None:
        if self._build is None or self.width() < 2:
            return
        width, least = self.width() / self._scale, px(self._least) / self._scale
        chart = self._build(width, least)
        if chart.height <= least + 0.01:  # it takes the height it is given; otherwise it has one of its own
            chart = self._build(width, max(self.height() / self._scale, least))
            self.setMinimumHeight(px(self._least))
        else:
            self.setMinimumHeight(round(chart.height * self._scale))
        self._chart = chart
        self.setAccessibleName(self._chart.description)
        self.update()

    def _at(self, position: QPointF) -> str:
        if self._chart is None:
            return ""
        return self._chart.at(position.x() / self._scale, position.y() / self._scale)

    def _choose(self, key: str) -> None:
        self._key = key
        self.update()

    def _open(self, key: str) -> None:
        people = self._chart.keys.get(key, ()) if self._chart else ()
        self.opened.emit(key, people)

    def _paint_focus(self, painter: QPainter) -> None:
        painter.setPen(QPen(color("accent"), 1.5))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for shape in self._chart.shapes if self._chart and self._key else ():
            if isinstance(shape, Rect) and shape.key == self._key:
                painter.drawRect(QRectF(shape.x - 2, shape.y - 2, shape.w + 4, shape.h + 4))
            elif isinstance(shape, Dot) and shape.key == self._key:
                painter.drawEllipse(QPointF(shape.x, shape.y), shape.r + 2.5, shape.r + 2.5)
        if not self._key and self._chart:
            painter.drawRect(QRectF(1, 1, self._chart.width - 2, self._chart.height - 2))


def paint_shape(painter: QPainter, shape: Shape, scale: float) -> None:
    """One shape, in the theme in force, on a painter scaled to `scale` pixels a point."""
    match shape:
        case Line():
            painter.setPen(_pen(shape.colour, shape.width, shape.dash))
            painter.drawLine(QPointF(shape.x1, shape.y1), QPointF(shape.x2, shape.y2))
        case Rect():
            _paint_rect(painter, shape)
        case Dot():
            painter.setPen(_pen(shape.edge, 1.25) if shape.edge else Qt.PenStyle.NoPen)
            painter.setBrush(color(shape.fill or "surface"))
            painter.drawEllipse(QPointF(shape.x, shape.y), shape.r, shape.r)
        case Text():
            _paint_text(painter, shape, scale)


def _pen(token: str | None, width: float, dash: bool = False) -> QPen:
    pen = QPen(color(token or "line"), width)
    if dash:
        pen.setDashPattern([3 / width, 2 / width])
    return pen


def _paint_rect(painter: QPainter, shape: Rect) -> None:
    box = QRectF(shape.x, shape.y, shape.w, shape.h)
    painter.setPen(_pen(shape.edge, 0.75, shape.dash) if shape.edge else Qt.PenStyle.NoPen)
    painter.setBrush(mixed(shape.fill, shape.shade) if shape.fill else Qt.BrushStyle.NoBrush)
    if shape.radius:
        painter.drawRoundedRect(box, shape.radius, shape.radius)
    else:
        painter.drawRect(box)
    if shape.hatch:
        painter.setPen(_pen(shape.edge, 0.5))
        for x1, y1, x2, y2 in hatching(shape):
            painter.drawLine(QPointF(x1, y1), QPointF(x2, y2))


def mixed(token: str, shade: float) -> QColor:
    """The colour of `token` mixed into the surface by `shade`."""
    top, base = color(token), color("surface")
    parts = ((top.red(), base.red()), (top.green(), base.green()), (top.blue(), base.blue()))
    return QColor(*(round(b + (t - b) * shade) for t, b in parts))


def _paint_text(painter: QPainter, shape: Text, scale: float) -> None:
    """Set in whole pixels, so that the letters are as crisp as those of labels."""
    font = QFont(theme.font(bold=shape.bold))
    font.setPixelSize(round(shape.size * scale))
    painter.save()
    painter.scale(1 / scale, 1 / scale)
    painter.setFont(font)
    painter.setPen(color(shape.colour))
    width = QFontMetricsF(font).horizontalAdvance(shape.text)
    left = shape.x * scale - {"start": 0.0, "middle": width / 2, "end": width}[shape.anchor]
    painter.drawText(QPointF(left, shape.y * scale), shape.text)
    painter.restore()
