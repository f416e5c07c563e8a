"""Settings hold at once and are kept; the about card tells versions and gives reports that name nobody."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from ftd_desktop.ui import errors
from ftd_desktop.ui.context import Context
from ftd_desktop.ui.pages.settings import SettingsPage
from ftd_desktop.ui.preferences import Preferences
from ftd_desktop.ui.widgets.text import Label


@pytest.fixture
def page(opened: Context, tmp_path: Path, settle: Callable[[], None], qtbot: QtBot) -> SettingsPage:
    opened.preferences = Preferences(path=tmp_path / "ftd" / "preferences.json")
    made = SettingsPage(opened)
    qtbot.addWidget(made)
    made.show()
    made.show_with()
    settle()
    return made


def words(page: SettingsPage) -> str:
    return " ".join(label.text() for label in page._about.findChildren(Label))


def test_each_choice_is_in_force_at_once_and_kept(page: SettingsPage, qtbot: QtBot) -> None:
    changed: list[None] = []
    page.context.signals.look_changed.connect(lambda: changed.append(None))
    for row, key in ((page._theme, "dark"), (page._scale, 1.5), (page._lock, 5), (page._language, "en")):
        chip = row._chips[key]
        chip.setFocus()
        qtbot.keyClick(chip, Qt.Key.Key_Space)
    assert len(changed) == 4
    kept = Preferences.load(page.context.preferences.path or Path())
    assert (kept.theme, kept.scale, kept.lock_minutes, kept.language) == ("dark", 1.5, 5, "en")


def test_the_about_card_tells_versions_forms_and_the_role(page: SettingsPage) -> None:
    shown = words(page)
    assert "FTD Desktop" in shown and "ftd_survei" in shown and "Petugas" in shown
    page._about._copy.click()
    copied = QGuiApplication.clipboard().text()
    assert "Qt " in copied and "ftd_profil" in copied and "Rina" not in copied


def test_the_last_fault_can_be_copied_later_and_names_nobody(page: SettingsPage, settle: Callable[[], None]) -> None:
    assert page._about._fault.isHidden()
    reporter = errors.Reporter(preferences=page.context.preferences.path)
    try:
        raise RuntimeError("Siti Aminah 1271056511800003")
    except RuntimeError as error:
        reporter(error)
    assert reporter._shown is not None
    reporter._shown.close()
    page.show_with()
    settle()
    assert not page._about._fault.isHidden()
    page._about._fault.click()
    copied = QGuiApplication.clipboard().text()
    assert "RuntimeError" in copied and "test_settings.py" in copied and "Siti" not in copied


def test_a_report_that_cannot_be_kept_hides_nothing(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    errors.keep(tmp_path / "file" / "preferences.json", "x")
    errors.keep(None, "x")
    assert errors.last_fault(None) == "" and errors.last_fault(tmp_path / "preferences.json") == ""
