"""The key in the system's key store, on request: the file opens without its passphrase until that is taken back."""

from __future__ import annotations

import sys
from collections.abc import Callable

import pytest
from pytestqt.qtbot import QtBot

from ftd_desktop import app
from ftd_desktop.errors import UserError
from ftd_desktop.ui import system_keys
from ftd_desktop.ui.context import Context, Identity
from ftd_desktop.ui.dialogs.passphrase import PassphraseDialog
from ftd_desktop.ui.dialogs.unlock import UnlockDialog
from ftd_desktop.ui.main_window import MainWindow
from ftd_desktop.ui.passphrase_card import PassphraseCard
from tests.store.test_keystore import Memory
from tests.ui.conftest import wait
from tests.ui.world import PASSPHRASE, World

Settle = Callable[[], None]


def card_on(context: Context, qtbot: QtBot, settle: Settle) -> PassphraseCard:
    made = PassphraseCard(context)
    qtbot.addWidget(made)
    made.show()
    settle()
    return made


def answer(card: PassphraseCard, word: str, settle: Settle) -> None:
    (dialog,) = [one for one in card.findChildren(PassphraseDialog) if one.isVisible()]
    dialog._typed.setText(word)
    dialog.accept()
    settle()


def test_without_a_key_store_nothing_is_offered(opened: Context, qtbot: QtBot, settle: Settle) -> None:
    assert not card_on(opened, qtbot, settle).keep.isVisible()


def test_remembered_opened_and_forgotten(opened: Context, world: World, qtbot: QtBot, settle: Settle) -> None:
    store = Memory()
    opened.key_store = lambda: store
    card = card_on(opened, qtbot, settle)
    assert card.keep.isVisible() and card.keep.value() is False
    card.keep._chips[True].click()
    answer(card, "salah sekali", settle)
    assert card.keep.value() is False and not store.kept and "Kata sandi" in card._said.text()
    card.keep._chips[True].click()
    answer(card, PASSPHRASE, settle)
    assert store.kept and card._said.text().startswith("Mulai sekarang berkas ini terbuka")
    assert card_on(opened, qtbot, settle).keep.value() is True
    wait(opened.tasks, opened.opened.close)
    again = app.open_remembered(world.path, store, opened)
    assert again is not None
    opened.file = again.file
    card.keep._chips[False].click()
    settle()
    assert not store.kept and card._said.text() == "Mulai sekarang kata sandi ditanyakan lagi."


def test_the_window_opens_by_it_or_asks(context: Context, world: World, qtbot: QtBot) -> None:
    store = Memory()
    context.key_store, context.identity = (lambda: store), Identity()
    window = MainWindow(context)
    qtbot.addWidget(window)
    opening = app.attach(window, world.path, None)
    window.show()
    qtbot.waitUntil(lambda: len(window.findChildren(UnlockDialog)) == 1)  # it is not remembered
    (dialog,) = window.findChildren(UnlockDialog)
    with qtbot.waitSignal(opening.opened):
        dialog.tried.emit(PASSPHRASE)
    wait(context.tasks, context.opened.close)
    context.file = None


def test_a_locked_key_store_is_said_and_the_passphrase_asked(context: Context, world: World, qtbot: QtBot) -> None:
    class Locked(Memory):
        def get_password(self, service: str, name: str) -> str | None:
            raise UserError("Penyimpanan kunci sistem ini tidak dapat dipakai ({sebab}).", sebab="terkunci")

    context.key_store, context.identity = Locked, Identity()
    window = MainWindow(context)
    qtbot.addWidget(window)
    opening = app.attach(window, world.path, None)
    window.show()
    qtbot.waitUntil(lambda: opening._dialog is not None)
    assert opening._dialog is not None and "terkunci" in opening._dialog.message


def test_what_the_system_cannot_do_is_a_sentence() -> None:
    from keyring.errors import KeyringLocked

    class Backend:
        def get_password(self, service: str, name: str) -> str:
            raise KeyringLocked("terkunci")

    with pytest.raises(UserError, match="terkunci"):
        system_keys.SystemKeys(Backend()).get_password("a", "b")


def test_a_system_without_one_has_none(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(system_keys._BACKENDS, sys.platform, ("keyring.backends.null", "Keyring"))
    monkeypatch.setattr("keyring.backends.null.Keyring.priority", property(lambda self: None), raising=False)
    found = system_keys.find()
    assert found is None or found.get_password("a", "b") is None
    monkeypatch.setitem(system_keys._BACKENDS, sys.platform, ("keyring.backends.does_not_exist", "Keyring"))
    assert system_keys.find() is None
