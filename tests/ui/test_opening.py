"""The file is opened after the paint; a wrong passphrase is asked again; giving up is heard."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from ftd_desktop.errors import UserError
from ftd_desktop.ui.context import Context, Identity
from ftd_desktop.ui.main_window import MainWindow
from ftd_desktop.ui.opening import Opened, Opening
from ftd_desktop.ui.pages import start
from tests.ui import fakes

FILE: Any = object()


def open_file(path: Path, passphrase: str) -> Opened:
    if passphrase != "kopi sidikalang":
        raise UserError("Kata sandi salah. Coba lagi.")
    return Opened(FILE, FILE, Identity("Rina (contoh)", "officer", "Toba"))


@pytest.fixture
def window(context: Context, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> MainWindow:
    monkeypatch.setattr(start, "_read", lambda context: fakes.start_data())
    made = MainWindow(context)
    qtbot.addWidget(made)
    return made


def test_known_passphrase_opens_after_the_paint(window: MainWindow, qtbot: QtBot, tmp_path: Path) -> None:
    opening = Opening(window, tmp_path / "a.ftdb", open_file, "kopi sidikalang")
    assert window.context.file is None
    with qtbot.waitSignal(opening.opened):
        window.show()
    assert window.context.file is FILE
    assert window._status._who.text() == "Rina (contoh) · Toba"


def test_a_wrong_passphrase_is_said_and_asked_again(window: MainWindow, qtbot: QtBot, tmp_path: Path,
                                                    settle: Callable[[], None]) -> None:
    opening = Opening(window, tmp_path / "a.ftdb", open_file)
    window.show()
    qtbot.waitUntil(lambda: opening._dialog is not None)
    dialog = opening._dialog
    assert dialog is not None
    qtbot.keyClicks(dialog._typed, "salah")
    qtbot.keyClick(dialog._typed, Qt.Key.Key_Return)
    settle()
    assert dialog._message.text() == "Kata sandi salah. Coba lagi."
    qtbot.keyClicks(dialog._typed, "kopi sidikalang")  # the wrong one is selected and typed over
    with qtbot.waitSignal(opening.opened):
        qtbot.keyClick(dialog._typed, Qt.Key.Key_Return)
    assert not dialog.isVisible()


def test_giving_up_is_heard(window: MainWindow, qtbot: QtBot, tmp_path: Path) -> None:
    opening = Opening(window, tmp_path / "a.ftdb", open_file)
    window.show()
    qtbot.waitUntil(lambda: opening._dialog is not None)
    assert opening._dialog is not None
    with qtbot.waitSignal(opening.given_up):
        qtbot.keyClick(opening._dialog, Qt.Key.Key_Escape)
    assert window.context.file is None
