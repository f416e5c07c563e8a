"""The file is opened after the paint; a wrong passphrase is asked again; giving up is heard."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from ftd_desktop import app
from ftd_desktop.app import open_for_work
from ftd_desktop.errors import UserError
from ftd_desktop.store import restored
from ftd_desktop.store.file import DataFile
from ftd_desktop.ui.context import Context, Identity
from ftd_desktop.ui.dialogs.message import MessageDialog
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


def test_an_older_copy_is_said_and_what_follows(window: MainWindow, qtbot: QtBot, world: World, tmp_path: Path) -> None:
    marks, copy = tmp_path / "marks", tmp_path / "lama.ftdb"
    shutil.copy2(world.path, copy)
    opened = open_for_work(world.path, PASSPHRASE, marks=marks)
    assert opened.news == ()
    opened.file.insert("officer", {"name": "Budi (contoh)"})
    restored.note(opened.file, marks)
    opened.file.close()
    shutil.copy2(copy, world.path)
    opening = Opening(window, world.path, lambda path, word: open_for_work(path, word, marks=marks), PASSPHRASE)
    with qtbot.waitSignal(opening.opened):
        window.show()
    (said,) = window.findChildren(MessageDialog)
    assert "salinan yang lebih lama" in said.message and "buat berkas kiriman" in said.message


def test_what_another_tool_did_is_said(world: World) -> None:
    with DataFile.open(world.path, PASSPHRASE) as file:
        for (name,) in file.execute("SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name = 'officer'"
                                    ).fetchall():
            file.execute(f'DROP TRIGGER "{name}"')
        file.execute("INSERT INTO officer (_id, name) VALUES ('o9', 'Budi (contoh)')")
    opened = open_for_work(world.path, PASSPHRASE)
    opened.file.close()
    (sentence,) = opened.news
    assert sentence.startswith("Program lain telah mengubah 1 baris")


def test_closing_keeps_how_far_the_file_came(window: MainWindow, qtbot: QtBot, world: World, tmp_path: Path) -> None:
    opening = app.attach(window, world.path, PASSPHRASE, tmp_path / "rumah")
    with qtbot.waitSignal(opening.opened):
        window.show()
    (mark,) = (tmp_path / "rumah" / "marks").glob("*.mark")
    before = mark.read_text()
    wait(window.context.tasks, lambda: window.context.opened.insert("officer", {"name": "Budi (contoh)"}))
    app.close(window)
    assert mark.read_text() != before
    window.context.file = None


def test_a_folder_that_cannot_keep_marks_is_named(world: World, tmp_path: Path) -> None:
    (tmp_path / "marks").write_text("bukan folder")
    with pytest.raises(UserError, match="marks"):
        open_for_work(world.path, PASSPHRASE, marks=tmp_path / "marks")
    open_for_work(world.path, PASSPHRASE).file.close()  # the lock was let go
