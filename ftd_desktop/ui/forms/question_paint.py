"""Paints the words of one question where its places are: number, label, picture, prefix, unit, the line below."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRect, Qt
from PySide6.QtGui import QPainter

from ftd_desktop.i18n import tr
from ftd_desktop.ui import icons, theme
from ftd_desktop.ui.forms import measure, rich_words
from ftd_desktop.ui.theme import color, px

if TYPE_CHECKING:
    from ftd_desktop.ui.forms.face import Face
    from ftd_desktop.ui.forms.form_media import FormMedia
    from ftd_desktop.ui.forms.geometry import Places


class QuestionPaint:
    """One painting. `active` when the keyboard is in the question."""

    def __init__(self, p: QPainter, at: Places, shown: Face, media: FormMedia | None, *, active: bool) -> None:
        self._p, self._at, self._shown, self._media, self._active = p, at, shown, media, active

    def draw(self, number: str, token: theme.Token) -> None:
        """All of it; `token` is the colour of the label."""
        p, at, shown = self._p, self._at, self._shown
        p.setFont(theme.font(bold=self._active))
        p.setPen(color("accent" if self._active else "muted"))
        p.drawText(at.number, Qt.AlignmentFlag.AlignLeft, number)
        p.setPen(color(token))
        if shown.rich:
            rich_words.draw(p, at.label, shown.rich, token, bold=self._active)
        else:
            measure.draw(p, at.label, shown.label)
        self._draw_picture()
        p.setFont(theme.font())
        p.setPen(color("muted"))
        p.drawText(at.prefix, int(Qt.AlignmentFlag.AlignVCenter), shown.prefix)
        p.drawText(at.unit, int(Qt.AlignmentFlag.AlignVCenter), shown.unit)
        self._draw_message()
        p.setFont(theme.font(bold=True))
        p.setPen(color("warn" if shown.remark == "reason" else "muted"))
        p.drawText(at.reason_word, int(Qt.AlignmentFlag.AlignVCenter), shown.remark_word if shown.remark else "")

    def _draw_picture(self) -> None:
        """At the left, as large as it fits."""
        media, name, room = self._media, self._shown.picture, self._at.picture
        if media is None or not name or not room.height():
            return
        found = media.pixmap(name, room.size())
        if found is not None:
            self._p.drawPixmap(room.topLeft(), found)
        elif media.is_missing(name):
            measure.draw(self._p, room, tr("Gambar {nama} tidak ada di formulir ini.").format(nama=name))

    def _draw_message(self) -> None:
        p, message = self._p, self._shown.message
        if not message.text:
            return
        room = QRect(self._at.below)
        if message.tone != "muted":
            top = room.y() + (measure.line_height() - px(14)) / 2
            p.drawPixmap(QPointF(room.x() + 1, top), icons.pixmap(message.tone, message.tone, 14))
            room.adjust(px(22), 0, 0, 0)
        p.setFont(theme.font(bold=message.tone == "error"))
        p.setPen(color(message.tone))
        measure.draw(p, room, message.text)
