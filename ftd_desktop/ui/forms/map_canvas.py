"""Points, lines and areas on an empty map as places that can be pressed (map)."""

from __future__ import annotations

import math

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen, QPolygonF

from ftd_desktop.i18n import tr
from ftd_desktop.ui import theme
from ftd_desktop.ui.forms import measure
from ftd_desktop.ui.forms.canvas import Canvas, Place
from ftd_desktop.ui.theme import color, px

_MARGIN = 28  # px around the places of a map, so that names beside them find room
_NAMED = 12  # places up to which each carries its name


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
