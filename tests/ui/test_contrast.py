"""Every page in three themes: what is written stands out from what is painted behind it, at least 4.5 to 1 (WCAG 2)."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pytest
from numpy.typing import NDArray
from PySide6.QtCore import QPoint, QRect
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QAbstractButton, QComboBox, QLabel, QLineEdit, QTableView, QWidget
from pytestqt.qtbot import QtBot

from ftd_desktop.ui import theme
from ftd_desktop.ui.context import Context
from ftd_desktop.ui.main_window import MainWindow
from ftd_desktop.ui.models.cells import words
from ftd_desktop.ui.models.rows import CELL
from tests.ui.pages_at_large import Settle, cases, look_as, seen, show, shown, window_of
from tests.ui.test_theme import contrast
from tests.ui.world import World

ENOUGH = 4.5
ROUNDING = 0.1
"""A thin stroke may miss its full colour by a shade."""

Pixels = NDArray[np.uint32]


@pytest.fixture
def window(opened: Context, qtbot: QtBot, settle: Settle) -> Iterator[MainWindow]:
    yield from shown(window_of(opened, "province"), qtbot, settle)


@pytest.mark.parametrize("name", theme.THEMES)
def test_everything_written_can_be_read(window: MainWindow, world: World, settle: Settle, name: str) -> None:
    look_as(window, "id", 1.5, name)
    weak: list[str] = []
    for case in cases(world):
        show(window, case, settle)
        picture = _pixels(window.grab().toImage())
        for text, area in _written(window):
            found = _contrast(picture[area.top():area.bottom() + 1, area.left():area.right() + 1])
            if found is not None and found < ENOUGH - ROUNDING:
                weak.append(f"{case.label}: {text!r} {found:.2f}")
    assert not weak


def _pixels(image: QImage) -> Pixels:
    image = image.convertToFormat(QImage.Format.Format_RGB32)
    rows = np.frombuffer(image.constBits(), np.uint32).reshape(image.height(), image.bytesPerLine() // 4)
    return rows[:, :image.width()] & 0xFFFFFF


def _written(window: MainWindow) -> Iterator[tuple[str, QRect]]:
    """Whatever shows words, with where it stands in the window, as far as it can be seen."""
    for widget in seen(window):
        if isinstance(widget, QTableView):
            yield from _cells(window, widget)
        elif (text := _text(widget)) and (area := _visible(window, widget, widget.rect())).height() >= 12:
            yield text, area


def _text(widget: QWidget) -> str:
    """What it says; what is disabled may be faint, as WCAG allows."""
    if not widget.isEnabled():
        return ""
    if isinstance(widget, QLabel | QAbstractButton):
        return widget.text() or (widget.accessibleName() if isinstance(widget, QAbstractButton) else "")
    if isinstance(widget, QComboBox):
        return widget.currentText()
    return widget.text() or widget.placeholderText() if isinstance(widget, QLineEdit) else ""


def _cells(window: MainWindow, table: QTableView) -> Iterator[tuple[str, QRect]]:
    model, port = table.model(), table.viewport()
    for row in range(max(table.rowAt(0), 0), min(table.rowAt(0) + 12, model.rowCount())):
        for column in range(model.columnCount()):
            index = model.index(row, column)
            text = words(index.data(CELL)) if not table.isColumnHidden(column) else ""
            area = _visible(window, port, table.visualRect(index))
            if text and area.height() >= 12 and area.width() >= 20:
                yield text, area.adjusted(6, 0, 0, 0)  # without the bar at the chosen row's left


def _visible(window: MainWindow, widget: QWidget, area: QRect) -> QRect:
    """Part of a widget in the window's pixels, cut by whatever lies around it."""
    shown = area.intersected(widget.visibleRegion().boundingRect())
    return shown.translated(widget.mapTo(window, QPoint(0, 0))).intersected(window.rect())


def _contrast(area: Pixels) -> float | None:
    """The strongest contrast with the commonest colour; None where one colour is all there is."""
    colours, counts = np.unique(area, return_counts=True)
    if len(colours) < 2:
        return None
    ground = QColor.fromRgb(int(colours[counts.argmax()]))
    return max(contrast(ground, QColor.fromRgb(int(colour))) for colour in colours)
