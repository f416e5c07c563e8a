"""A picture with places that can be pressed; what it is a picture of is said by `region_canvas` and `map_canvas`."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, Qt, Signal
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QWidget

from ftd_desktop.i18n import tr


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
        if event.button() == Qt.MouseButton.LeftButton and (value := self.at(event.position())):
            self.pressed.emit(value)
