"""How much room words take, remembered: the paper is measured before its widgets are built."""

from __future__ import annotations

from functools import lru_cache

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QFontMetrics, QPainter

from ftd_desktop.ui import theme

_TALL = 100_000


def width_of(text: str, *, bold: bool = False, title: bool = False) -> int:
    """Pixels of `text` on one line."""
    return _width(text, bold, title, theme.look().scale)


def height_of(text: str, width: int, *, bold: bool = False) -> int:
    """Pixels of `text` wrapped into `width`; one line high at least."""
    return _height(text, max(width, 20), bold, theme.look().scale)


def wrap(text: str, width: int, *, bold: bool = False) -> int:
    """The flags to draw `text` wrapped into `width`: between words, inside one only when it is wider than that."""
    longest = max(text.split(), key=len, default="")
    if len(longest) > 12 and width_of(longest, bold=bold) > width:
        return int(Qt.TextFlag.TextWordWrap | Qt.TextFlag.TextWrapAnywhere)
    return int(Qt.TextFlag.TextWordWrap)


def line_height() -> int:
    """Pixels of one line of body text."""
    return _line(theme.look().scale)


@lru_cache(maxsize=8192)
def _width(text: str, bold: bool, title: bool, scale: float) -> int:
    return QFontMetrics(theme.font(bold=bold, title=title)).horizontalAdvance(text)


@lru_cache(maxsize=8192)
def _height(text: str, width: int, bold: bool, scale: float) -> int:
    metrics = QFontMetrics(theme.font(bold=bold))
    if "\n" not in text and metrics.horizontalAdvance(text) <= width:
        return metrics.height()
    return metrics.boundingRect(QRect(0, 0, width, _TALL), wrap(text, width, bold=bold), text).height()


def draw(p: QPainter, area: QRect, text: str, align: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignTop) -> None:
    """Draw `text` wrapped into `area` as it was measured."""
    p.drawText(area, int(align) | wrap(text, area.width(), bold=p.font().bold()), text)


@lru_cache(maxsize=16)
def _line(scale: float) -> int:
    return QFontMetrics(theme.font()).height()
