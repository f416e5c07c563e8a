"""The colours keep their contrast in every theme; sizes follow the text size."""

from __future__ import annotations

import json
import re

import pytest
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QApplication

from ftd_desktop import resources
from ftd_desktop.ui import icons, theme

INK = ["text", "muted", "accent", "error", "warn", "ok"]


def luminance(color: QColor) -> float:
    parts = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4
             for c in (color.redF(), color.greenF(), color.blueF())]
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]


def contrast(a: QColor, b: QColor) -> float:
    """WCAG 2 contrast ratio."""
    high, low = sorted((luminance(a), luminance(b)), reverse=True)
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("name", theme.THEMES)
def test_contrast_of_text_and_edges(look: QApplication, name: str) -> None:
    theme.apply(look, name)
    for ground in ("surface", "window", "raised", "soft"):
        for ink in INK:
            assert contrast(theme.color(ink), theme.color(ground)) >= 4.5, (name, ink, ground)
    for tone, soft in theme.SOFT_OF.items():
        assert contrast(theme.color(tone), theme.color(soft)) >= 4.5, (name, tone)
    assert contrast(theme.color("onaccent"), theme.color("accent")) >= 4.5
    for ground in ("surface", "window"):
        assert contrast(theme.color("control"), theme.color(ground)) >= 3, (name, ground)


def test_every_theme_has_the_same_tokens() -> None:
    tokens = [set(json.loads(resources.path("themes", f"{name}.json").read_text("utf-8"))) for name in theme.THEMES]
    assert tokens[0] == tokens[1] == tokens[2]


@pytest.mark.parametrize("name", theme.THEMES)
def test_style_sheet_has_no_places_left(look: QApplication, name: str) -> None:
    theme.apply(look, name, 1.5)
    sheet = theme.style_sheet()
    assert not re.search(r"@|\{\d", sheet)
    assert "min-height: 45px" in sheet


def test_sizes_follow_the_text_size(look: QApplication) -> None:
    theme.apply(look, "light", 1.5)
    assert (theme.px(32), theme.font().pixelSize(), theme.font(title=True).pixelSize()) == (48, 20, 27)
    assert theme.large_text()


def test_an_unknown_look_is_refused() -> None:
    with pytest.raises(ValueError, match="sepia"):
        theme.Look("sepia")
    with pytest.raises(ValueError, match="3"):
        theme.Look("light", 3)


def test_icons_take_the_colour_of_the_theme(look: QApplication) -> None:
    light = icons.pixmap("check", "ok", 24).toImage()
    theme.apply(look, "dark")
    dark = icons.pixmap("check", "ok", 24).toImage()
    assert light.size() == dark.size() and light != dark
    hues = {dark.pixelColor(x, y).name() for x in range(24) for y in range(24) if dark.pixelColor(x, y).alpha() == 255}
    assert theme.color("ok").name() in hues


def test_every_icon_draws(look: QApplication) -> None:
    for file in resources.path("icons").glob("*.svg"):
        image = icons.pixmap(file.stem).toImage()
        assert any(image.pixelColor(x, y).alpha() for x in range(16) for y in range(16)), file.stem
