"""Every section in the real window: named controls, Tab comes round, nothing is cut at 100 to 200 %, both languages."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QComboBox, QLabel, QScrollArea, QWidget
from pytestqt.qtbot import QtBot

from ftd_desktop.ui.context import Context
from ftd_desktop.ui.main_window import MainWindow
from tests.ui.pages_at_large import shown
from tests.ui.test_accessibility import LANGUAGES, _cut, controls, look_as, seen, spoken, walked
from tests.ui.training.conftest import Settle
from tests.ui.training.test_sections import attend
from tests.ui.training.world import TrainingWorld

SECTIONS = ("members", "timetable", "attendance", "absences", "completion")


@pytest.fixture
def window(at_work: Context, training: TrainingWorld, qtbot: QtBot, settle: Settle) -> Iterator[MainWindow]:
    attend(at_work, training, 6)
    yield from shown(MainWindow(at_work), qtbot, settle)


def show(window: MainWindow, training: TrainingWorld, settle: Settle, section: str) -> QWidget:
    window.go("training", {"cohort": training.cohort, "section": section})
    settle()
    window.resize(1366, 768)
    for _ in range(3):
        QApplication.processEvents()
    settle()
    return window.centralWidget()


def test_every_control_has_a_name_and_tab_comes_round(window: MainWindow, training: TrainingWorld, settle: Settle,
                                                      qtbot: QtBot) -> None:
    for section in SECTIONS:
        ground = show(window, training, settle, section)
        wanted = set(controls(ground))
        assert all(spoken(widget).strip() for widget in wanted), section
        assert not [spoken(widget) for widget in wanted.difference(walked(len(wanted), qtbot))], section


@pytest.mark.parametrize("scale", [1.0, 1.5, 2.0])
@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_is_cut(window: MainWindow, training: TrainingWorld, settle: Settle, language: str,
                        scale: float) -> None:
    look_as(window, language, scale)
    faults: list[str] = []
    for section in SECTIONS:
        ground = show(window, training, settle, section)
        if window.width() > 1366:
            faults.append(f"{section}: the window grew to {window.width()}")
        if window.minimumSizeHint().height() > 690:
            faults.append(f"{section}: needs {window.minimumSizeHint().height()} px of height")
        faults += [f"{section}: {type(widget).__name__} {_cut(widget)!r}" for widget in seen(ground) if _cut(widget)]
        if scale <= 1.5 and any(area.horizontalScrollBar().maximum() for area in ground.findChildren(QScrollArea)
                                if area.isVisible()):
            faults.append(f"{section}: wider than the laptop")
    assert not faults


def test_the_whole_road_by_keys(window: MainWindow, training: TrainingWorld, settle: Settle, qtbot: QtBot) -> None:
    """Ctrl+3 goes into the grid, a letter notes, the next person is current: no mouse."""
    show(window, training, settle, "members")
    qtbot.keyClick(window.page, "3", Qt.KeyboardModifier.ControlModifier)
    settle()
    grid = window.page.attendance.grid  # type: ignore[attr-defined]
    assert QApplication.focusWidget() is grid and grid.current == (0, 5), "the newest session held comes first"
    qtbot.keyClick(grid, "s")
    settle()
    assert grid.grid.data(grid.grid.index(0, 5)) == "S" and grid.current == (1, 5)


def test_completion_leads_to_the_certificates_of_the_same_cohort(window: MainWindow, training: TrainingWorld,
                                                                 settle: Settle, qtbot: QtBot) -> None:
    show(window, training, settle, "completion")
    window.page.completion.certificates.setFocus()  # type: ignore[attr-defined]
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)
    settle()
    assert window.page.title == "Sertifikat"
    assert training.cohort in [combo.currentData() for combo in window.page.findChildren(QComboBox)]
    assert any(label.text().startswith("13 layak") for label in window.page.findChildren(QLabel))


@pytest.mark.parametrize("section", ["attendance", "timetable"])
def test_the_start_page_leads_to_a_session(window: MainWindow, training: TrainingWorld, settle: Settle,
                                           section: str) -> None:
    window.go("training", {"cohort": training.cohort, "section": section, "session": training.sessions[4]})
    settle()
    page: Any = window.page
    at = page.attendance.grid if section == "attendance" else page.timetable.table
    index = at.currentIndex()
    assert (index.column() if section == "attendance" else index.row()) == 3 and QApplication.focusWidget() is at
