"""Labels with marks: measured and drawn by a text document, which only they pay for."""

from __future__ import annotations

from functools import lru_cache

from PySide6.QtCore import QPointF, QRect
from PySide6.QtGui import QAbstractTextDocumentLayout, QPainter, QPalette, QTextDocument

from ftd_desktop.ui import theme
from ftd_desktop.ui.theme import color


def height_of(text: str, width: int, *, bold: bool = False) -> int:
    """Pixels of marked-up `text` (HTML) in `width`."""
    return round(_document(text, max(width, 20), bold, theme.look().scale, theme.look().theme).size().height())


def draw(p: QPainter, area: QRect, text: str, token: str, *, bold: bool = False) -> None:
    """Draw it into `area` as it was measured."""
    document = _document(text, area.width(), bold, theme.look().scale, theme.look().theme)
    about = QAbstractTextDocumentLayout.PaintContext()
    about.palette.setColor(QPalette.ColorRole.Text, color(token))
    p.save()
    p.translate(area.topLeft())
    document.documentLayout().draw(p, about)
    p.restore()


def link_at(text: str, width: int, spot: QPointF, *, bold: bool = False) -> str:
    """The address of the link at a point, "" where there is none."""
    document = _document(text, width, bold, theme.look().scale, theme.look().theme)
    return document.documentLayout().anchorAt(spot)


@lru_cache(maxsize=256)
def _document(text: str, width: int, bold: bool, scale: float, look: str) -> QTextDocument:
    made = QTextDocument()
    made.setDocumentMargin(0)
    made.setDefaultFont(theme.font(bold=bold))
    made.setDefaultStyleSheet(f"a {{ color: {color('accent').name()}; }}")
    made.setHtml(text)
    made.setTextWidth(width)
    return made
