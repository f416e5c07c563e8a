"""Every section in the real window: named controls, Tab comes round, nothing is cut at 100 to 200 %, both languages."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QComboBox, QLabel
from pytestqt.qtbot import QtBot

from ftd_desktop.ui.context import Context
from ftd_desktop.ui.main_window import MainWindow
from tests.ui.pages_at_large import TRAINING_SECTIONS, Case, controls, look_as, show, shown, spoken
from tests.ui.test_accessibility import LANGUAGES, cut_on_pages, walked
from tests.ui.training.conftest import Settle
from tests.ui.training.test_sections import attend
from tests.ui.training.world import TrainingWorld


@pytest.fixture
def window(at_work: Context, training: TrainingWorld, qtbot: QtBot, settle: Settle) -> Iterator[MainWindow]:
    attend(at_work, training, 6)
    yield from shown(MainWindow(at_work), qtbot, settle)


def at(training: TrainingWorld, section: str) -> Case:
    return Case(section, "training", {"cohort": training.cohort, "section": section})


def test_every_control_has_a_name_and_tab_comes_round(window: MainWindow, training: TrainingWorld, settle: Settle,
                                                      qtbot: QtBot) -> None:
    for section in TRAINING_SECTIONS:
        ground = show(window, at(training, section), settle)
        wanted = set(controls(ground))
        assert all(spoken(widget).strip() for widget in wanted), section
        assert not [spoken(widget) for widget in wanted.difference(walked(len(wanted), qtbot))], section


@pytest.mark.parametrize("scale", [1.0, 1.5, 2.0])
@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_is_cut(window: MainWindow, training: TrainingWorld, settle: Settle, language: str,
                        scale: float) -> None:
    look_as(window, language, scale)
    assert not cut_on_pages(window, (at(training, section) for section in TRAINING_SECTIONS), settle)


def test_the_whole_road_by_keys(window: MainWindow, training: TrainingWorld, settle: Settle, qtbot: QtBot) -> None:
    """Ctrl+3 goes into the grid, a letter notes, the next person is current: no mouse."""
    show(window, at(training, "members"), settle)
    qtbot.keyClick(window.page, "3", Qt.KeyboardModifier.ControlModifier)
    settle()
    grid = window.page.attendance.grid  # type: ignore[attr-defined]
    assert QApplication.focusWidget() is grid and grid.current == (0, 5), "the newest session held comes first"
    qtbot.keyClick(grid, "s")
    settle()
    assert grid.grid.data(grid.grid.index(0, 5)) == "S" and grid.current == (1, 5)


def test_completion_leads_to_the_certificates_of_the_same_cohort(window: MainWindow, training: TrainingWorld,
                                                                 settle: Settle, qtbot: QtBot) -> None:
    show(window, at(training, "completion"), settle)
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
