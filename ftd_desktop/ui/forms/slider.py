"""The slider of a range: as large as the text, in the theme's colours, with its bounds written at both ends."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSlider, QWidget

from ftd_desktop.ui import theme
from ftd_desktop.ui.forms import measure
from ftd_desktop.ui.theme import color, px

_MIDDLE = 9  # px from the edge to the middle of the track
_HANDLE = 7  # px, its radius
_TRACK = 4  # px


class Slider(QSlider):
    """`ends`: the words at its lowest and highest stop. `answered`: hollow and without a filled track when not.

    It goes to where it is pressed and follows the pointer; `sliderMoved` carries the stop it went to.
    """

    def __init__(self, orientation: Qt.Orientation, ends: tuple[str, str], parent: QWidget) -> None:
        super().__init__(orientation, parent)
        self._ends = ends
        self.answered = False

    def sizeHint(self) -> QSize:
        """Room for the track and the words."""
        words = max(measure.width_of(end) for end in self._ends)
        across = px(_MIDDLE * 2 + 4)
        return QSize(across + words, px(120)) if self._stands else QSize(px(120), px(32))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Go there at once."""
        if event.button() == Qt.MouseButton.LeftButton:
            self._go(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Follow the pointer."""
        if event.buttons() & Qt.MouseButton.LeftButton:
            self._go(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """All is said already."""

    def paintEvent(self, event: QPaintEvent) -> None:
        """Track, ticks, handle, and the words at the ends."""
        with QPainter(self) as p:
            p.setRenderHint(QPainter.RenderHint.Antialiasing)
            p.setFont(theme.font())
            first, at, last = (self._point(stop) for stop in (self.minimum(), self.value(), self.maximum()))
            self._paint_track(p, first, last, "control")
            if self.answered:
                self._paint_track(p, first, at, "accent" if self.isEnabled() else "muted")
            self._paint_ticks(p)
            tone = color("accent" if self.isEnabled() else "muted")
            p.setPen(tone)
            p.setBrush(tone if self.answered else color("surface"))
            p.drawEllipse(at, px(_HANDLE), px(_HANDLE))
            p.setPen(color("muted"))
            self._paint_ends(p)

    @property
    def _stands(self) -> bool:
        return self.orientation() == Qt.Orientation.Vertical

    @property
    def _length(self) -> int:
        return max((self.height() if self._stands else self.width()) - 2 * px(_MIDDLE), 1)

    def _point(self, stop: int) -> QPointF:
        """Where a stop is; the first one at the left, or below."""
        share = (stop - self.minimum()) / max(self.maximum() - self.minimum(), 1)
        along, across = px(_MIDDLE) + share * self._length, float(px(_MIDDLE))
        return QPointF(across, self.height() - along) if self._stands else QPointF(along, across)

    def _go(self, event: QMouseEvent) -> None:
        spot = event.position()
        along = self.height() - spot.y() if self._stands else spot.x()
        share = (along - px(_MIDDLE)) / self._length
        stop = round(self.minimum() + min(max(share, 0.0), 1.0) * (self.maximum() - self.minimum()))
        self.setValue(stop)
        self.sliderMoved.emit(stop)

    def _paint_track(self, p: QPainter, start: QPointF, end: QPointF, token: theme.Token) -> None:
        half = px(_TRACK) / 2
        p.setPen(Qt.PenStyle.NoPen)
        p.setBrush(color(token))
        p.drawRoundedRect(QRectF(start, end).normalized().adjusted(-half, -half, half, half), half, half)

    def _paint_ticks(self, p: QPainter) -> None:
        """Between the ends, which have their words."""
        if self.tickPosition() == QSlider.TickPosition.NoTicks or not self.tickInterval():
            return
        p.setPen(color("control"))
        beside, long = px(_MIDDLE + _HANDLE + 1), px(4)
        for stop in range(self.minimum() + self.tickInterval(), self.maximum(), self.tickInterval()):
            at = self._point(stop)
            if self._stands:
                p.drawLine(QPointF(beside, at.y()), QPointF(beside + long, at.y()))
            else:
                p.drawLine(QPointF(at.x(), beside), QPointF(at.x(), beside + long))

    def _paint_ends(self, p: QPainter) -> None:
        low, high = self._ends
        if self._stands:
            room = self.rect().adjusted(px(_MIDDLE * 2 + 4), 0, 0, 0)
            p.drawText(room, int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop), high)
            p.drawText(room, int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignBottom), low)
        else:
            p.drawText(self.rect(), int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignBottom), low)
            p.drawText(self.rect(), int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignBottom), high)
