"""Line icons drawn in a colour of the theme, kept by (name, colour, size)."""

from __future__ import annotations

from PySide6.QtCore import QByteArray, QSize
from PySide6.QtGui import QGuiApplication, QIcon, QPainter, QPixmap, QPixmapCache, Qt

from ftd_desktop import resources
from ftd_desktop.ui import theme


def pixmap(name: str, token: str = "text", size: int = 16) -> QPixmap:
    """The icon `resources/icons/<name>.svg` in a token's colour; `size` is its side in pixels at 100 %.

    Qt's own pixmap cache holds the result, so that no pixmap outlives the application.
    """
    side, ratio, hue = theme.px(size), _ratio(), theme.color(token).name()
    key = f"{name} {hue} {side} {ratio}"
    found = QPixmap()
    if not QPixmapCache.find(key, found):
        found = _draw(name, hue, side, ratio)
        QPixmapCache.insert(key, found)
    return found


def icon(name: str, token: str = "text", size: int = 16) -> QIcon:
    """The same as a QIcon, for buttons and actions."""
    return QIcon(pixmap(name, token, size))


def icon_size(size: int = 16) -> QSize:
    """The QSize of an icon at the text size in force."""
    return QSize(theme.px(size), theme.px(size))


def _ratio() -> float:
    """Physical pixels per pixel of the sharpest screen."""
    app = QGuiApplication.instance()
    return app.devicePixelRatio() if isinstance(app, QGuiApplication) else 1.0


def _draw(name: str, hue: str, side: int, ratio: float) -> QPixmap:
    from PySide6.QtSvg import QSvgRenderer  # its import is paid by the first icon, not by `import ftd_desktop`

    svg = resources.path("icons", f"{name}.svg").read_text("utf-8").replace("currentColor", hue)
    drawn = QPixmap(round(side * ratio), round(side * ratio))
    drawn.fill(Qt.GlobalColor.transparent)
    with QPainter(drawn) as painter:
        QSvgRenderer(QByteArray(svg.encode())).render(painter)
    drawn.setDevicePixelRatio(ratio)
    return drawn
