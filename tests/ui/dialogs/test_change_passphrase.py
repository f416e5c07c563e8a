"""The passphrase of the open file, changed from the settings."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ftd_desktop.errors import UserError
from ftd_desktop.store.file import DataFile
from ftd_desktop.ui.context import Context, Identity
from ftd_desktop.ui.dialogs.change_passphrase import ChangePassphraseDialog
from ftd_desktop.ui.passphrase_card import PassphraseCard
from tests.sync.conftest import _cheap_keys  # noqa: F401 - fixture
from tests.ui.conftest import wait
from tests.ui.world import PASSPHRASE, World

WORD = "kopi pagi di danau"


@pytest.fixture
def card(opened: Context, qtbot: QtBot) -> PassphraseCard:
    made = PassphraseCard(opened)
    qtbot.addWidget(made)
    made.show()
    return made


def dialog_of(card: PassphraseCard, qtbot: QtBot) -> ChangePassphraseDialog:
    qtbot.keyClick(card.change, Qt.Key.Key_Return)
    (dialog,) = card.findChildren(ChangePassphraseDialog)
    return dialog


def fill(dialog: ChangePassphraseDialog, qtbot: QtBot, *texts: str) -> None:
    for line, text in zip((dialog._old, dialog.new._first, dialog.new._again), texts, strict=True):
        line.clear()
        qtbot.keyClicks(line, text)


def test_changed_by_keyboard(card: PassphraseCard, qtbot: QtBot, world: World, opened: Context,
                             settle: Callable[[], None]) -> None:
    dialog = dialog_of(card, qtbot)
    fill(dialog, qtbot, PASSPHRASE, WORD, WORD)
    qtbot.keyClick(dialog.new._again, Qt.Key.Key_Return)
    settle()
    assert card._said.text() == "Kata sandi sudah diganti."
    wait(opened.tasks, opened.opened.close)
    with pytest.raises(UserError):
        DataFile.open(world.path, PASSPHRASE)
    DataFile.open(world.path, WORD).close()


def test_whoever_does_not_know_the_old_one_cannot(card: PassphraseCard, qtbot: QtBot, opened: Context,
                                                  settle: Callable[[], None]) -> None:
    dialog = dialog_of(card, qtbot)
    dialog.press()
    assert dialog.old.message == "Tulis kata sandi yang berlaku sekarang."
    fill(dialog, qtbot, "salah sekali", WORD, WORD)
    dialog.press()
    settle()
    assert dialog.isVisible() and dialog.old.message.startswith("Kata sandi salah")
    wait(opened.tasks, lambda: opened.opened.check_passphrase(PASSPHRASE))
    dialog.reject()


def test_the_card_says_who_can_help(context: Context, qtbot: QtBot, look: QApplication) -> None:
    officer = PassphraseCard(context)
    context.identity = Identity("Dewi (contoh)", "province")
    province = PassphraseCard(context)
    qtbot.addWidget(officer)
    qtbot.addWidget(province)
    assert "provinsi dapat memulihkannya" in officer._said.text()
    assert "Tidak ada yang dapat memulihkannya" in province._said.text()
