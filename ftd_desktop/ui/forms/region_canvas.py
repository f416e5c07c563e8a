"""The regions of an SVG as places that can be pressed (image-map)."""

from __future__ import annotations

from PySide6.QtCore import QByteArray, QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPaintEvent, QPen
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QWidget

from ftd_desktop.ui import icons
from ftd_desktop.ui.forms.canvas import Canvas
from ftd_desktop.ui.theme import color, px


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
