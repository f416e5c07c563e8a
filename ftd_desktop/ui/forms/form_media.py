"""The form's own pictures, sounds and films: read once on the file's thread, painted at any size."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QByteArray, QObject, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QImage, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from ftd_desktop.ui.forms import pictures
from ftd_desktop.ui.tasks import Tasks

MOST = 16_000_000  # bytes of a picture that is still decoded
LARGEST = 1_600  # px on the longer side that a picture is kept at


@dataclass(frozen=True)
class Loaded:
    """A picture: pixels, or the text of an SVG; both empty when it cannot be shown."""

    image: QImage
    svg: bytes = b""


class FormMedia(QObject):
    """`read(name)` (FileNotFoundError) runs on the file's thread. `arrived` names a picture that can be shown now."""

    arrived = Signal(str)

    def __init__(self, read: Callable[[str], bytes], tasks: Tasks) -> None:
        super().__init__()
        self.read, self._tasks = read, tasks
        self._loaded: dict[str, Loaded | None] = {}
        self._pixmaps: dict[tuple[str, int, int], QPixmap] = {}

    def content(self, name: str) -> bytes | None:
        """All of a file, None when it is not there; on the file's thread."""
        try:
            return self.read(name)
        except FileNotFoundError:
            return None

    def svg(self, name: str) -> bytes:
        """The text of an SVG; b"" while it is on its way, or when it is none."""
        loaded = self._want(name)
        return loaded.svg if loaded else b""

    def pixmap(self, name: str, box: QSize) -> QPixmap | None:
        """The picture as large as it fits into `box`; None while it is on its way, or when it cannot be shown."""
        key = (name, box.width(), box.height())
        if key not in self._pixmaps:
            loaded = self._want(name)
            if loaded is None or (loaded.image.isNull() and not loaded.svg):
                return None
            self._pixmaps[key] = _drawn(loaded.svg, box) if loaded.svg else _scaled(loaded.image, box)
        return self._pixmaps[key]

    def is_missing(self, name: str) -> bool:
        """True once it is known that the picture cannot be shown."""
        loaded = self._loaded.get(name)
        return loaded is not None and loaded.image.isNull() and not loaded.svg

    def _want(self, name: str) -> Loaded | None:
        if name not in self._loaded:
            self._loaded[name] = None
            self._tasks.store(lambda: _decoded(self.content(name), name), lambda loaded: self._take(name, loaded))
        return self._loaded[name]

    def _take(self, name: str, loaded: Loaded) -> None:
        self._loaded[name] = loaded
        self.arrived.emit(name)


def _decoded(data: bytes | None, name: str) -> Loaded:
    if data is None or len(data) > MOST:
        return Loaded(QImage())  # never made, or too large: the words stand alone
    if name.lower().endswith(".svg"):
        return Loaded(QImage(), data)
    return Loaded(pictures.decoded(data, LARGEST))


def _scaled(image: QImage, box: QSize) -> QPixmap:
    if image.width() <= box.width() and image.height() <= box.height():
        return QPixmap.fromImage(image)
    keep, smooth = Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation
    return QPixmap.fromImage(image.scaled(box, keep, smooth))


def _drawn(svg: bytes, box: QSize) -> QPixmap:
    renderer = QSvgRenderer(QByteArray(svg))
    size = renderer.defaultSize().scaled(box, Qt.AspectRatioMode.KeepAspectRatio)
    drawn = QPixmap(size if renderer.isValid() else QSize(1, 1))
    drawn.fill(Qt.GlobalColor.transparent)
    if renderer.isValid():
        with QPainter(drawn) as painter:
            renderer.render(painter, QRectF(drawn.rect()))
    return drawn
