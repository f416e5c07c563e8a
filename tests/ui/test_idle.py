"""Left alone the window locks: what was held is saved, nothing shows, only the passphrase opens."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QDialog
from pytestqt.qtbot import QtBot

from ftd_desktop.ui.context import Context
from ftd_desktop.ui.idle import IdleLock
from ftd_desktop.ui.main_window import MainWindow
from tests.ui.world import PASSPHRASE

Settle = Callable[[], None]


@pytest.fixture
def window(opened: Context, qtbot: QtBot, settle: Settle) -> Iterator[MainWindow]:
    made = MainWindow(opened)
    qtbot.addWidget(made)
    with qtbot.waitExposed(made):
        made.show()
    yield made
    settle()


def test_locks_after_the_time_and_opens_by_the_passphrase(window: MainWindow, qtbot: QtBot, settle: Settle,
                                                          monkeypatch: pytest.MonkeyPatch) -> None:
    left: list[bool] = []
    monkeypatch.setattr(window.page, "leave", lambda: left.append(True))
    lock = IdleLock(window)
    assert lock._timer.interval() == 15 * 60_000
    lock._timer.setInterval(5)
    qtbot.waitUntil(lambda: lock._dialog is not None)
    dialog = lock._dialog
    assert dialog is not None and left
    assert lock._cover is not None and lock._cover.geometry() == window.rect()
    qtbot.keyClicks(dialog._typed, "salah sekali")
    qtbot.keyClick(dialog._typed, Qt.Key.Key_Return)
    settle()
    assert dialog.isVisible() and dialog._message.text()
    dialog._typed.setText(PASSPHRASE)
    qtbot.keyClick(dialog._typed, Qt.Key.Key_Return)
    settle()
    assert not dialog.isVisible() and lock._dialog is None and lock._timer.isActive()


def test_ctrl_shift_l_locks_at_once(window: MainWindow, qtbot: QtBot, settle: Settle) -> None:
    lock = IdleLock(window)
    qtbot.keyClick(window, Qt.Key.Key_L,
                   Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
    dialog = lock._dialog
    assert dialog is not None and dialog.isVisible() and lock._cover is not None
    dialog._typed.setText(PASSPHRASE)
    qtbot.keyClick(dialog._typed, Qt.Key.Key_Return)
    settle()
    assert lock._dialog is None


def test_a_key_begins_the_count_anew(window: MainWindow, qtbot: QtBot) -> None:
    lock = IdleLock(window)
    lock._timer.setTimerType(Qt.TimerType.PreciseTimer)
    lock._timer.setInterval(60_000)
    lock._timer.start()
    qtbot.wait(20)
    before = lock._timer.remainingTime()
    lock.eventFilter(window.windowHandle(), QEvent(QEvent.Type.KeyPress))
    assert lock._timer.remainingTime() > before


def test_never_when_the_user_says_so(window: MainWindow) -> None:
    lock = IdleLock(window)
    window.context.preferences.lock_minutes = 0
    lock.restart()
    assert not lock._timer.isActive()


def test_an_open_dialog_is_not_covered(window: MainWindow, qtbot: QtBot) -> None:
    lock = IdleLock(window)
    dialog = QDialog(window)
    dialog.open()
    lock._time_is_up()
    assert lock._dialog is None
    dialog.close()
