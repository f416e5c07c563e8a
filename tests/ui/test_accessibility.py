"""Every page, in both languages: each control has a name, Tab reaches it, and nothing is cut at 100 to 200 %."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QFontMetrics
from PySide6.QtWidgets import QAbstractButton, QApplication, QComboBox, QLabel, QScrollArea, QWidget
from pytestqt.qtbot import QtBot

from ftd_desktop.ui import registry
from ftd_desktop.ui.context import Context, Identity
from ftd_desktop.ui.main_window import MainWindow
from ftd_desktop.ui.widgets.button import Button
from ftd_desktop.ui.widgets.text import Elided
from tests.ui.world import World

PAGES = [page.name for page in registry.PAGES]
LANGUAGES = ["id", "en"]
Settle = Callable[[], None]


@pytest.fixture
def window(opened: Context, qtbot: QtBot, settle: Settle) -> Iterator[MainWindow]:
    opened.identity = Identity("Rina br. Simanjuntak (contoh)", "province", "Medan")
    made = MainWindow(opened)
    qtbot.addWidget(made)
    with qtbot.waitExposed(made):
        made.show()
    settle()
    yield made
    settle()


def look_as(window: MainWindow, language: str, scale: float = 1.0) -> None:
    chosen = window.context.preferences
    chosen.language, chosen.scale = language, scale
    window.context.signals.look_changed.emit()


def show(window: MainWindow, world: World, settle: Settle, name: str) -> QWidget:
    """The page with data."""
    arguments: dict[str, Any] = {"person": {"participant": world.ids[0]}, "entry": {"record": world.draft}}
    window.go(name, arguments.get(name))
    settle()
    window.resize(1366, 768)
    for _ in range(3):
        QApplication.processEvents()
    settle()
    assert [top for top in QApplication.topLevelWidgets() if top.isVisible()] == [window]
    return window.centralWidget()


def seen(ground: QWidget) -> list[QWidget]:
    return [widget for widget in ground.findChildren(QWidget) if widget.isVisible()]


def spoken(widget: QWidget) -> str:
    """What a screen reader says a control is."""
    interface = QAccessible.queryAccessibleInterface(widget)
    return interface.text(QAccessible.Text.Name) if interface else widget.accessibleName()


def controls(ground: QWidget) -> list[QWidget]:
    """What the keyboard can stand on; inner parts of a control (a combo's list) speak through it."""
    return [widget for widget in seen(ground) if widget.focusPolicy() & Qt.FocusPolicy.TabFocus and widget.isEnabled()
            and widget.focusProxy() is None and not widget.objectName().startswith("qt_")]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_control_has_a_name(window: MainWindow, world: World, settle: Settle, language: str) -> None:
    look_as(window, language)
    nameless = [f"{name}: {type(widget).__name__}" for name in PAGES
                for widget in controls(show(window, world, settle, name)) if not spoken(widget).strip()]
    assert not nameless


def test_tab_reaches_every_control_and_comes_round(window: MainWindow, world: World, settle: Settle,
                                                   qtbot: QtBot) -> None:
    missed: list[str] = []
    for name in PAGES:
        if name == "entry":  # in a form Tab walks the questions
            continue
        wanted = set(controls(show(window, world, settle, name)))
        assert QApplication.focusWidget() is not None, f"{name} says where the keyboard starts"
        left = wanted - walked(len(wanted), qtbot)
        missed += [f"{name}: {type(widget).__name__} {spoken(widget)}" for widget in left]
    assert not missed


def walked(count: int, qtbot: QtBot) -> set[QWidget]:
    """Where Tab comes by, going round more than once."""
    reached: set[QWidget] = set()
    for _ in range(2 * count + 10):
        now = QApplication.focusWidget()
        if now is not None:
            reached.add(now)
            qtbot.keyClick(now, Qt.Key.Key_Tab)
    return reached


@pytest.mark.parametrize("scale", [1.0, 1.5, 2.0])
@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_is_cut(window: MainWindow, world: World, settle: Settle, language: str, scale: float) -> None:
    look_as(window, language, scale)
    faults: list[str] = []
    for name in PAGES:
        ground = show(window, world, settle, name)
        if window.width() > 1366:
            faults.append(f"{name}: the window grew to {window.width()}")
        if window.minimumSizeHint().height() > 690:  # what a 1366x768 laptop leaves between caption and taskbar
            faults.append(f"{name}: needs {window.minimumSizeHint().height()} px of height")
        faults += [f"{name}: {type(widget).__name__} {_cut(widget)!r}" for widget in seen(ground) if _cut(widget)]
        if scale <= 1.5 and any(area.horizontalScrollBar().maximum() for area in ground.findChildren(QScrollArea)
                                if area.isVisible()):
            faults.append(f"{name}: wider than the laptop")
    assert not faults


def _cut(widget: QWidget) -> str:
    """The words of a label or button that do not fit; "" when they do."""
    if isinstance(widget, Elided) or widget.width() == 0:
        return ""
    if isinstance(widget, QLabel) and widget.text() and not widget.wordWrap():
        needed = QFontMetrics(widget.font()).horizontalAdvance(widget.text())
        return widget.text() if needed > widget.width() + 1 else ""
    if isinstance(widget, QLabel) and widget.text() and widget.wordWrap():
        needed = widget.heightForWidth(widget.width())
        return widget.text() if needed > widget.height() + 2 else ""
    if isinstance(widget, Button):
        return widget.text() if widget.sizeHint().width() > widget.width() + 1 else ""
    if isinstance(widget, QAbstractButton | QComboBox):
        return widget.accessibleName() if widget.minimumSizeHint().width() > widget.width() + 1 else ""
    return ""
