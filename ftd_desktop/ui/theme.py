"""The look in force: colours by token, sizes and fonts of one theme at one text size.

Tokens, their contrast and all measures come from the project's design notes; the colours lie in ``resources/themes``.
"""

from __future__ import annotations

import json
import os
import re
import sys
from functools import cache
from typing import Literal

from PySide6.QtGui import QColor, QFont, QFontDatabase, QPalette
from PySide6.QtWidgets import QApplication

from ftd_desktop import resources

Token = Literal["window", "surface", "raised", "line", "control", "text", "muted", "accent", "onaccent", "soft",
                "error", "errorsoft", "warn", "warnsoft", "ok", "oksoft"]
Tone = Literal["accent", "muted", "ok", "warn", "error"]

THEMES = ("light", "dark", "contrast")
SCALES = (1.0, 1.1, 1.25, 1.5, 1.75, 2.0)
BODY, TITLE = 13, 18  # px at 100 %; there are no other text sizes
SOFT_OF: dict[Tone, Token] = {"ok": "oksoft", "warn": "warnsoft", "error": "errorsoft", "accent": "soft",
                              "muted": "raised"}
ICON_OF: dict[Tone, str] = {"ok": "check", "warn": "warn", "error": "error", "accent": "info", "muted": ""}

# QApplication takes its style from here when it is made; asking it, or setting it afterwards, costs 7 ms at start.
STYLE, FUSION = "QT_STYLE_OVERRIDE", "fusion"
if QApplication.instance() is None:
    os.environ.setdefault(STYLE, FUSION)

_ROLES: dict[QPalette.ColorRole, Token] = {
    QPalette.ColorRole.Window: "window", QPalette.ColorRole.WindowText: "text", QPalette.ColorRole.Base: "surface",
    QPalette.ColorRole.AlternateBase: "raised", QPalette.ColorRole.Text: "text", QPalette.ColorRole.Button: "surface",
    QPalette.ColorRole.ButtonText: "text", QPalette.ColorRole.Highlight: "accent",
    QPalette.ColorRole.HighlightedText: "onaccent", QPalette.ColorRole.PlaceholderText: "muted",
    QPalette.ColorRole.Mid: "line", QPalette.ColorRole.Accent: "accent", QPalette.ColorRole.ToolTipBase: "surface",
    QPalette.ColorRole.ToolTipText: "text", QPalette.ColorRole.Link: "accent",
}


class Look:
    """One theme at one text size. `scale` is 1.0 for 100 %."""

    def __init__(self, theme: str = "light", scale: float = 1.0) -> None:
        if theme not in THEMES or not 1.0 <= scale <= 2.0:
            raise ValueError(f"no theme {theme!r} at scale {scale}")
        self.theme, self.scale = theme, scale
        self.colors: dict[str, str] = json.loads(resources.path("themes", f"{theme}.json").read_text("utf-8"))
        self._fonts: dict[tuple[bool, bool], QFont] = {}

    def font(self, *, title: bool = False, bold: bool = False) -> QFont:
        """The body or title font, weight 400 or 600; made once."""
        if (title, bold) not in self._fonts:
            font = QFont(family())
            font.setPixelSize(round((TITLE if title else BODY) * self.scale))
            font.setWeight(QFont.Weight.DemiBold if bold else QFont.Weight.Normal)
            self._fonts[title, bold] = font
        return self._fonts[title, bold]


class _Current:
    """Holds the look in force, as `i18n` holds the language in force: every painted widget asks for it."""

    def __init__(self) -> None:
        self._look: Look | None = None

    @property
    def look(self) -> Look:
        if self._look is None:
            self._look = Look()
        return self._look

    @look.setter
    def look(self, look: Look) -> None:
        self._look = look


_current = _Current()


def look() -> Look:
    """The look in force; light at 100 % until `apply` is called."""
    return _current.look


def color(token: Token | str) -> QColor:
    """The colour of a token in the theme in force; KeyError for an unknown token."""
    return QColor(_current.look.colors[token])


def px(size: float) -> int:
    """`size`, given in pixels at 100 %, at the text size in force."""
    return round(size * _current.look.scale)


def font(*, title: bool = False, bold: bool = False) -> QFont:
    """One of the four fonts of the program."""
    return _current.look.font(title=title, bold=bold)


def large_text() -> bool:
    """True from 120 % text on: the rail shows icons only and pages flow in one column."""
    return _current.look.scale >= 1.2


@cache
def family() -> str:
    """Segoe UI on Windows, else the Open Sans shipped with the program; needs a running QApplication."""
    if sys.platform == "win32":
        return "Segoe UI"
    for name in ("OpenSans-Regular.ttf", "OpenSans-Semibold.ttf"):
        QFontDatabase.addApplicationFont(str(resources.path("fonts", name)))
    return "Open Sans"


def palette() -> QPalette:
    """The palette of the theme in force."""
    made = QPalette()
    for role, token in _ROLES.items():
        made.setColor(role, color(token))
    for role in (QPalette.ColorRole.WindowText, QPalette.ColorRole.Text, QPalette.ColorRole.ButtonText):
        made.setColor(QPalette.ColorGroup.Disabled, role, color("muted"))
    return made


def style_sheet() -> str:
    """The one application style sheet with colours and sizes of the look in force."""
    text = resources.path("themes", "application.qss").read_text("utf-8")
    text = re.sub(r"/\*.*?\*/\s*", "", text, flags=re.DOTALL)
    text = text.replace("@chev", resources.path("themes", f"chev-{look().theme}.svg").as_posix())
    text = re.sub(r"\{(\d+)\}", lambda m: f"{px(int(m[1]))}px", text)
    return re.sub(r"@(\w+)", lambda m: look().colors[m[1]], text)


def apply(app: QApplication, theme: str = "light", scale: float = 1.0) -> None:
    """Put a theme and text size in force. Windows built before must be rebuilt by their owner (MainWindow does)."""
    _current.look = Look(theme, scale)
    if os.environ.get(STYLE) != FUSION:
        app.setStyle(FUSION)
    app.setFont(font())
    app.setPalette(palette())
    app.setStyleSheet(style_sheet())
