"""A sheet to draw or sign on with mouse, pen or finger. Paper is white in every theme, ink is dark."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt, Signal
from PySide6.QtGui import QColor, QImage, QKeyEvent, QMouseEvent, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from ftd_desktop.i18n import tr
from ftd_desktop.ui.forms.overlay import Overlay
from ftd_desktop.ui.widgets.button import Button
from ftd_desktop.ui.widgets.layout import across, down
from ftd_desktop.ui.widgets.text import Label

_PAPER, _INK = "#FFFFFF", "#1A2328"


class Pad(Overlay):
    """`drawn` carries the picture. Enter keeps it, Delete begins anew, Esc closes without one."""

    drawn = Signal(QImage)

    def __init__(self, around: QWidget, *, signature: bool, ground: QImage | None = None) -> None:
        super().__init__(around, width=680, height=380 if ground is None else 560)
        self._canvas = Canvas(ground)
        words = tr("Tanda tangan di bawah ini") if signature else tr("Gambar di bawah ini")
        keep, again = Button(tr("Simpan"), "primary"), Button(tr("Ulangi"))
        keep.clicked.connect(self._keep)
        again.clicked.connect(self._canvas.clear)
        hint = Label(tr("Enter menyimpan, Del mengulang, Esc menutup."), token="muted")
        foot = across(hint, None, again, keep, margins=(0, 8, 0, 0))
        self.setLayout(down(Label(words, bold=True), (self._canvas, 1), foot, margins=(16, 12, 16, 12)))
        self.show()
        keep.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter and Delete."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._keep()
            event.accept()
        elif event.key() == Qt.Key.Key_Delete:
            self._canvas.clear()
            event.accept()
        else:
            super().keyPressEvent(event)

    def _keep(self) -> None:
        picture = self._canvas.picture()
        self.close_it()
        if picture is not None:
            self.drawn.emit(picture)


class Canvas(QWidget):
    """Strokes, on white or on a picture (`ground`)."""

    def __init__(self, ground: QImage | None = None) -> None:
        super().__init__()
        self._ground = ground
        self._strokes: list[QPainterPath] = []
        self.setMinimumHeight(160)
        self.setAccessibleName(tr("Bidang gambar"))
        self.setCursor(Qt.CursorShape.CrossCursor)

    def clear(self) -> None:
        """Take everything away."""
        self._strokes = []
        self.update()

    def picture(self) -> QImage | None:
        """What was drawn; None for an empty sheet."""
        if not self._strokes:
            return None
        if self._ground is None:
            image = QImage(self.size(), QImage.Format.Format_RGB32)
            with QPainter(image) as p:
                self._paint(p)
            return image
        image, area = self._ground.convertToFormat(QImage.Format.Format_RGB32), self._ground_area()
        with QPainter(image) as p:
            p.scale(image.width() / area.width(), image.height() / area.height())
            p.translate(-area.topLeft())
            self._paint_strokes(p)
        return image

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A new stroke."""
        path = QPainterPath(event.position())
        path.lineTo(event.position() + QPointF(0.1, 0))
        self._strokes.append(path)
        self.update()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """The stroke goes on."""
        if self._strokes and event.buttons() & Qt.MouseButton.LeftButton:
            self._strokes[-1].lineTo(event.position())
            self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paper and strokes."""
        with QPainter(self) as p:
            self._paint(p)

    def _paint(self, p: QPainter) -> None:
        p.fillRect(self.rect(), QColor(_PAPER))
        if self._ground is not None:
            p.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            p.drawImage(self._ground_area(), self._ground)
        self._paint_strokes(p)

    def _ground_area(self) -> QRectF:
        """Where the picture lies: as large as the canvas lets it."""
        assert self._ground is not None
        size = QSizeF(self._ground.size()).scaled(QSizeF(self.size()), Qt.AspectRatioMode.KeepAspectRatio)
        return QRectF(QPointF((self.width() - size.width()) / 2, (self.height() - size.height()) / 2), size)

    def _paint_strokes(self, p: QPainter) -> None:
        p.setRenderHint(QPainter.RenderHint.Antialiasing)
        p.setPen(QPen(QColor(_INK), 2.2, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin))
        for path in self._strokes:
            p.drawPath(path)
