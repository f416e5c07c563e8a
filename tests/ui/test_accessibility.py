"""Every page, in both languages: each control has a name, Tab reaches it, and nothing is cut at 100 to 200 %."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import pairwise

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QAbstractButton, QApplication, QComboBox, QLabel, QScrollArea, QTableView, QWidget
from pytestqt.qtbot import QtBot

from ftd_desktop.ui.context import Context
from ftd_desktop.ui.main_window import MainWindow
from ftd_desktop.ui.widgets.button import Button
from ftd_desktop.ui.widgets.text import Elided
from tests.ui.pages_at_large import ROLES, Case, Settle, cases, controls, look_as, seen, show, shown, spoken, window_of
from tests.ui.world import World

LANGUAGES = ["id", "en"]


@pytest.fixture
def role() -> str:
    return "province"


@pytest.fixture
def window(opened: Context, role: str, qtbot: QtBot, settle: Settle) -> Iterator[MainWindow]:
    yield from shown(window_of(opened, role), qtbot, settle)


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_control_has_a_name(window: MainWindow, world: World, settle: Settle, role: str, language: str) -> None:
    look_as(window, language)
    nameless = [f"{case.label}: {type(widget).__name__}" for case in cases(world, role)
                for widget in controls(show(window, case, settle)) if not spoken(widget).strip()]
    assert not nameless


@pytest.mark.parametrize("role", ROLES)
def test_tab_reaches_every_control_and_comes_round(window: MainWindow, world: World, settle: Settle, role: str,
                                                   qtbot: QtBot) -> None:
    missed: list[str] = []
    for case in cases(world, role):
        if case.page == "entry":  # in a form Tab walks the questions
            continue
        wanted = set(controls(show(window, case, settle)))
        assert QApplication.focusWidget() is not None, f"{case.label} says where the keyboard starts"
        left = wanted - set(walked(len(wanted), qtbot))
        missed += [f"{case.label}: {type(widget).__name__} {spoken(widget)}" for widget in left]
    assert not missed


def test_tab_follows_reading(window: MainWindow, world: World, settle: Settle, qtbot: QtBot) -> None:
    """From one control to the next it goes down or to the right, but for the way back to the beginning."""
    odd: list[str] = []
    for case in cases(world):
        if case.page == "entry":
            continue
        wanted = controls(show(window, case, settle))
        order = list(dict.fromkeys(widget for widget in walked(len(wanted), qtbot) if widget in wanted))
        rail = order.index(window._rail.buttons["start"])
        order = [widget for widget in order[rail:] + order[:rail] if window.page.isAncestorOf(widget)]
        odd += [f"{case.label}: {spoken(one)} > {spoken(other)}" for one, other in pairwise(order)
                if _goes_back(window, one, other)]
    assert not odd


def _goes_back(window: MainWindow, one: QWidget, other: QWidget) -> bool:
    """Up and not to the right, or to the left in the same row."""
    here, there = (widget.rect().translated(widget.mapTo(window, widget.rect().topLeft())) for widget in (one, other))
    same_row = here.top() < there.bottom() and there.top() < here.bottom()
    if same_row:
        return there.right() <= here.left()
    return there.bottom() <= here.top() and there.left() <= here.left()


def walked(count: int, qtbot: QtBot) -> list[QWidget]:
    """Where Tab comes by, going round more than once."""
    reached: list[QWidget] = []
    for _ in range(2 * count + 10):
        now = QApplication.focusWidget()
        if now is not None:
            reached.append(now)
            qtbot.keyClick(now, Qt.Key.Key_Tab)
    return reached


@pytest.mark.parametrize("scale", [1.0, 1.25, 1.5, 2.0])
@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_is_cut(window: MainWindow, world: World, settle: Settle, language: str, scale: float) -> None:
    look_as(window, language, scale)
    assert not cut_on_pages(window, cases(world), settle)


@pytest.mark.parametrize("role", ["officer", "trainer"])
@pytest.mark.parametrize("scale", [1.0, 2.0])
def test_nothing_is_cut_for_the_others(window: MainWindow, world: World, settle: Settle, role: str, scale: float
                                       ) -> None:  # fmt: skip
    look_as(window, "id", scale)
    assert not cut_on_pages(window, cases(world, role), settle)


def cut_on_pages(window: MainWindow, looked_at: Iterable[Case], settle: Settle) -> list[str]:
    """What of these pages has no room."""
    faults: list[str] = []
    for case in looked_at:
        ground = show(window, case, settle)
        if window.width() > 1366:
            faults.append(f"{case.label}: the window grew to {window.width()}")
        if window.minimumSizeHint().height() > 690:  # what a 1366x768 laptop leaves between caption and taskbar
            faults.append(f"{case.label}: needs {window.minimumSizeHint().height()} px of height")
        faults += [f"{case.label}: {type(widget).__name__} {_cut(widget)!r}" for widget in seen(ground) if _cut(widget)]
        if any(area.horizontalScrollBar().maximum() for area in ground.findChildren(QScrollArea) if area.isVisible()):
            faults.append(f"{case.label}: wider than the laptop")
    return faults


def _cut(widget: QWidget) -> str:
    """The words of a label, button or column head that do not fit; "" when they do."""
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
    return _cut_head(widget) if isinstance(widget, QTableView) else ""


def _cut_head(table: QTableView) -> str:
    """The title of a column that is wider than the column."""
    head, model = table.horizontalHeader(), table.model()
    if not head.isVisible():
        return ""
    metrics = QFontMetrics(head.font())
    for column in range(model.columnCount()):
        title = str(model.headerData(column, Qt.Orientation.Horizontal) or "")
        if not table.isColumnHidden(column) and metrics.horizontalAdvance(title) > head.sectionSize(column):
            return title
    return ""
