"""F3: the picture of a question over the whole paper."""

from __future__ import annotations

from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from ftd_desktop.i18n import tr
from ftd_desktop.ui import theme
from ftd_desktop.ui.forms.form_media import FormMedia
from ftd_desktop.ui.forms.keys import Command, command
from ftd_desktop.ui.forms.overlay import Overlay
from ftd_desktop.ui.theme import color, px


class Enlarged(Overlay):
    """As large as it fits; Esc, F3 or a press closes it."""

    def __init__(self, around: QWidget, media: FormMedia, name: str) -> None:
        super().__init__(around)
        self._media, self._name = media, name
        self.setAccessibleName(tr("Gambar {nama}").format(nama=name))
        media.arrived.connect(self._arrived)  # a method: it ends with the sheet, which the pictures outlive
        self.show()
        self.setFocus()

    def _arrived(self, name: str) -> None:
        self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """F3 closes what F3 opened."""
        if command(event) is Command.MEDIA:
            self.close_it()
            event.accept()
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A press anywhere closes."""
        self.close_it()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The picture in the middle, or that it is not here."""
        super().paintEvent(event)
        room = self.rect().adjusted(px(16), px(16), -px(16), -px(16))
        found = self._media.pixmap(self._name, room.size())
        with QPainter(self) as p:
            if found is None:
                p.setFont(theme.font())
                p.setPen(color("muted"))
                p.drawText(room, tr("Gambar {nama} tidak ada di formulir ini.").format(nama=self._name))
                return
            left = room.x() + (room.width() - found.width()) // 2
            p.drawPixmap(left, room.y() + (room.height() - found.height()) // 2, found)
