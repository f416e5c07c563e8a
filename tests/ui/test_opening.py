"""The file is opened after the paint; a wrong passphrase is asked again; giving up is heard."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from ftd_desktop.app import open_for_work
from ftd_desktop.ui.context import Context, Identity
from ftd_desktop.ui.main_window import MainWindow
from ftd_desktop.ui.opening import Opening
from tests.ui.conftest import wait
from tests.ui.world import PASSPHRASE, World


@pytest.fixture
def window(context: Context, qtbot: QtBot) -> Iterator[MainWindow]:
    context.identity = Identity()
    made = MainWindow(context)
    qtbot.addWidget(made)
    yield made
    if context.file is not None:
        wait(context.tasks, context.file.close)


def test_known_passphrase_opens_after_the_paint(window: MainWindow, qtbot: QtBot, world: World) -> None:
    opening = Opening(window, world.path, open_for_work, PASSPHRASE)
    assert window.context.file is None
    with qtbot.waitSignal(opening.opened):
        window.show()
    assert window.context.file is not None
    assert window._status._who.text().startswith("Rina br. Simanjuntak (contoh)")


def test_a_wrong_passphrase_is_said_and_asked_again(window: MainWindow, qtbot: QtBot, world: World,
                                                    settle: Callable[[], None]) -> None:
    opening = Opening(window, world.path, open_for_work)
    window.show()
    qtbot.waitUntil(lambda: opening._dialog is not None)
    dialog = opening._dialog
    assert dialog is not None
    qtbot.keyClicks(dialog._typed, "salah")
    qtbot.keyClick(dialog._typed, Qt.Key.Key_Return)
    settle()
    assert "Kata sandi" in dialog._message.text()
    qtbot.keyClicks(dialog._typed, PASSPHRASE)  # the wrong one is selected and typed over
    with qtbot.waitSignal(opening.opened):
        qtbot.keyClick(dialog._typed, Qt.Key.Key_Return)
    assert not dialog.isVisible()


def test_giving_up_is_heard(window: MainWindow, qtbot: QtBot, world: World) -> None:
    opening = Opening(window, world.path, open_for_work)
    window.show()
    qtbot.waitUntil(lambda: opening._dialog is not None)
    assert opening._dialog is not None
    with qtbot.waitSignal(opening.given_up):
        qtbot.keyClick(opening._dialog, Qt.Key.Key_Escape)
    assert window.context.file is None
