"""A picture with places that can be pressed: the regions of an SVG, or points and lines on an empty map."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QByteArray, QPointF, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QImage, QMouseEvent, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QWidget

from ftd_desktop.i18n import tr
from ftd_desktop.ui import icons, theme
from ftd_desktop.ui.forms import measure
from ftd_desktop.ui.theme import color, px

_MARGIN = 28  # px around the places of a map, so that names beside them find room
_NAMED = 12  # places up to which each carries its name


@dataclass(frozen=True)
class Place:
    """A choice on the canvas; `points` are (latitude, longitude) for a map, `tint` the colour the form wants."""

    value: str
    label: str
    points: tuple[tuple[float, float], ...] = ()
    tint: str = ""


class Canvas(QWidget):
    """Shows places; `pressed` carries the value of the one that was pressed. The keyboard has the list beside it."""

    pressed = Signal(str)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.places: tuple[Place, ...] = ()
        self.chosen: frozenset[str] = frozenset()
        self.under = ""
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAccessibleName(tr("Gambar; pilihannya ada di daftar"))

    def show_places(self, places: tuple[Place, ...], chosen: Sequence[str]) -> None:
        """Show other places, or others chosen."""
        if (places, frozenset(chosen)) != (self.places, self.chosen):
            self.places, self.chosen = places, frozenset(chosen)
            self.update()

    def at(self, point: QPointF) -> str:
        """The value of the place at a point; "" where there is none."""
        raise NotImplementedError

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Name what is below the pointer."""
        under = self.at(event.position())
        if under != self.under:
            self.under = under
            self.setToolTip(next((place.label for place in self.places if place.value == under), ""))
            self.setCursor(Qt.CursorShape.PointingHandCursor if under else Qt.CursorShape.ArrowCursor)
            self.update()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take it."""
        if value := self.at(event.position()):
            self.pressed.emit(value)


class RegionCanvas(Canvas):
    """An SVG whose elements bear the values of the choices as their ids."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._renderer = QSvgRenderer()
        self._masks: dict[str, tuple[QRect, QImage]] = {}
        self._masked_at = QRectF()

    def load(self, svg: bytes) -> None:
        """Take the picture."""
        self._renderer.load(QByteArray(svg))
        self._masks = {}
        self.update()

    @property
    def area(self) -> QRectF:
        """Where the picture stands: as large as it fits, in the middle."""
        box = self._renderer.viewBoxF()
        if not self._renderer.isValid() or box.isEmpty():
            return QRectF()
        share = min(self.width() / box.width(), self.height() / box.height())
        wide, high = box.width() * share, box.height() * share
        return QRectF((self.width() - wide) / 2, (self.height() - high) / 2, wide, high)

    def at(self, point: QPointF) -> str:
        """The region whose paint is below the point; the one painted last where several are."""
        self._make_masks()
        spot = point.toPoint()
        for value, (box, mask) in reversed(self._masks.items()):
            if box.contains(spot) and mask.pixelColor(spot - box.topLeft()).alpha() > 0:
                return value
        return ""

    def paintEvent(self, event: QPaintEvent) -> None:
        """The picture on white, whatever the theme, then the chosen regions in the accent with a tick."""
        self._make_masks()
        with QPainter(self) as p:
            p.fillRect(self.area, QColor("white"))
            self._renderer.render(p, self.area)
            for value in (*self.chosen, self.under):
                if value in self._masks:
                    box, mask = self._masks[value]
                    p.setOpacity(0.75 if value in self.chosen else 0.35)
                    p.drawImage(box.topLeft(), _tinted(mask))
                    p.setOpacity(1)
            for value in self.chosen & self._masks.keys():
                _tick(p, QPointF(self._masks[value][0].center()))

    def _make_masks(self) -> None:
        """What each region covers, drawn once for a size."""
        area = self.area
        if self._masks and self._masked_at == area:
            return
        self._masks, self._masked_at = {}, area
        for place in self.places:
            if area.isEmpty() or not self._renderer.elementExists(place.value):
                continue
            box = self._box(place.value, area)
            mask = QImage(box.size(), QImage.Format.Format_ARGB32_Premultiplied)
            mask.fill(Qt.GlobalColor.transparent)
            with QPainter(mask) as p:
                self._renderer.render(p, place.value, QRectF(mask.rect()))
            self._masks[place.value] = (box, mask)

    def _box(self, value: str, area: QRectF) -> QRect:
        found = self._renderer.transformForElement(value).mapRect(self._renderer.boundsOnElement(value))
        view, share = self._renderer.viewBoxF(), area.width() / self._renderer.viewBoxF().width()
        left, top = (found.x() - view.x()) * share + area.x(), (found.y() - view.y()) * share + area.y()
        return QRectF(left, top, found.width() * share, found.height() * share).toAlignedRect()


class MapCanvas(Canvas):
    """Points, lines and areas by their coordinates, north up, on nothing: there is no network to fetch a map from."""

    def at(self, point: QPointF) -> str:
        """The nearest place within reach of a pointer, else an area around the point."""
        spots = self._spots()
        reach = px(14)
        near = [(math.dist(point.toTuple(), spot.toTuple()), value) for value, line in spots.items() for spot in line]
        if near and min(near)[0] <= reach:
            return min(near)[1]
        areas = (value for value, line in spots.items() if len(line) > 3 and line[0] == line[-1])
        inside = (v for v in areas if QPolygonF(spots[v]).containsPoint(point, Qt.FillRule.OddEvenFill))
        return next(inside, "")

    def paintEvent(self, event: QPaintEvent) -> None:
        """Frame, north, places; names where there are few, else of the chosen one and the one below the pointer."""
        with QPainter(self) as p:
            p.setRenderHint(QPainter.RenderHint.Antialiasing)
            p.setPen(QPen(color("line"), 1))
            p.setBrush(color("raised"))
            p.drawRect(self.rect().adjusted(0, 0, -1, -1))
            p.setPen(color("muted"))
            p.setFont(theme.font())
            p.drawText(self.rect().adjusted(px(8), px(4), -px(8), 0), Qt.AlignmentFlag.AlignTop, tr("↑ utara"))
            spots = self._spots()
            for place in self.places:
                self._paint(p, place, spots.get(place.value, []))

    def _paint(self, p: QPainter, place: Place, line: list[QPointF]) -> None:
        if not line:
            return
        chosen = place.value in self.chosen
        edge = color("accent" if chosen else "control")
        tint = QColor(place.tint) if QColor.isValidColorName(place.tint) else color("surface")
        p.setPen(QPen(edge, 3 if chosen else 1.5))
        if len(line) > 1:
            p.setBrush(Qt.BrushStyle.NoBrush)
            p.drawPolyline(QPolygonF(line))
        p.setBrush(color("accent") if chosen else tint)
        for spot in line if len(line) == 1 else (line[0],):
            p.drawEllipse(spot, px(8 if chosen else 6), px(8 if chosen else 6))
        if chosen or place.value == self.under or len(self.places) <= _NAMED:
            self._name(p, place, line[0], bold=chosen)

    def _name(self, p: QPainter, place: Place, spot: QPointF, *, bold: bool) -> None:
        p.setFont(theme.font(bold=bold))
        p.setPen(color("text"))
        wide = measure.width_of(place.label, bold=bold)
        left = min(spot.x() + px(12), max(0, self.width() - wide - px(4)))
        room = QRectF(left, spot.y() - measure.line_height() / 2, wide + px(2), measure.line_height())
        p.drawText(room, int(Qt.AlignmentFlag.AlignVCenter), place.label)

    def _spots(self) -> dict[str, list[QPointF]]:
        """Where each place stands: degrees of longitude are shortened as they are at that latitude."""
        points = [point for place in self.places for point in place.points]
        if not points:
            return {}
        north, south = max(lat for lat, _ in points), min(lat for lat, _ in points)
        west, east = min(lon for _, lon in points), max(lon for _, lon in points)
        squeeze = max(math.cos(math.radians((north + south) / 2)), 0.05)
        inner = QRectF(self.rect()).adjusted(px(_MARGIN), px(_MARGIN), -px(_MARGIN) * 3, -px(_MARGIN))
        share = min(inner.width() / max((east - west) * squeeze, 1e-9), inner.height() / max(north - south, 1e-9))
        share = min(share, 1e7)

        def spot(lat: float, lon: float) -> QPointF:
            x = inner.center().x() + (lon - (east + west) / 2) * squeeze * share
            return QPointF(x, inner.center().y() - (lat - (north + south) / 2) * share)

        return {place.value: [spot(*point) for point in place.points] for place in self.places}


def _tick(p: QPainter, middle: QPointF) -> None:
    """A region is chosen: never told by its colour alone."""
    p.setRenderHint(QPainter.RenderHint.Antialiasing)
    p.setPen(QPen(color("accent"), 2))
    p.setBrush(color("surface"))
    p.drawEllipse(middle, px(12), px(12))
    p.drawPixmap(middle - QPointF(px(8), px(8)), icons.pixmap("check", "accent", 16))


def _tinted(mask: QImage) -> QImage:
    drawn = mask.copy()
    with QPainter(drawn) as p:
        p.setCompositionMode(QPainter.CompositionMode.CompositionMode_SourceIn)
        p.fillRect(drawn.rect(), color("accent"))
    return drawn
