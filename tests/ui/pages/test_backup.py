"""Cadangan on a real file: a place, a backup proved to open, faults said, and putting one back."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from ftd_desktop.store import keys
from ftd_desktop.ui.context import Context
from ftd_desktop.ui.dialogs.passphrase import PassphraseDialog
from ftd_desktop.ui.models import backup_data, start_data
from ftd_desktop.ui.models.start_data import StartData
from ftd_desktop.ui.pages.backup import BackupPage
from ftd_desktop.ui.widgets.text import Label
from tests.ui.conftest import put_up, wait
from tests.ui.world import PASSPHRASE, World

Settle = Callable[[], None]


@pytest.fixture
def page(opened: Context, settle: Settle, qtbot: QtBot) -> BackupPage:
    return put_up(BackupPage(opened), qtbot, settle)


@pytest.fixture
def stick(page: BackupPage, settle: Settle, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A named second place."""
    folder = tmp_path / "flashdisk"
    folder.mkdir()
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *a: str(folder))
    page._ask_place()
    settle()
    return folder


def test_without_a_place_it_says_what_to_do_first(page: BackupPage) -> None:
    assert not page._make.isEnabled() and page._make.toolTip() == "Tambahkan tempat cadangan dahulu."
    assert page._badge.text == "Belum ada tempat"


def test_a_backup_is_made_and_the_light_goes_on(page: BackupPage, stick: Path, opened: Context, settle: Settle) -> None:
    told: list[bool] = []
    opened.signals.backed_up.connect(lambda: told.append(True))
    page._make.click()
    settle()
    assert page._progress._title.text() == "1 cadangan dibuat dan sudah diuji buka."
    assert page._badge.text == "Sehat" and told
    assert page._backups.model().rowCount() == 1 and list(stick.glob("*.ftdb"))


def test_the_folder_of_the_file_is_no_second_place(page: BackupPage, opened: Context, world: World, settle: Settle,
                                                   monkeypatch: pytest.MonkeyPatch) -> None:
    told: list[BaseException] = []
    monkeypatch.setattr(opened.tasks, "_fallback", told.append)
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *a: str(world.path.parent))
    page._ask_place()
    settle()
    assert "berkas data itu sendiri" in str(told[0]) and page._places.model().rowCount() == 0


def test_a_stick_that_was_pulled_out_is_said(page: BackupPage, stick: Path, settle: Settle) -> None:
    stick.rmdir()
    page._make.click()
    settle()
    assert str(stick) in page._progress._title.text()
    assert page._places.model().index(0, 1).data() == "Gagal terakhir kali"


@pytest.mark.parametrize("lost", [False, True])
def test_the_start_page_shows_the_same_light(page: BackupPage, stick: Path, opened: Context, settle: Settle,
                                             lost: bool) -> None:  # fmt: skip
    if lost:
        stick.rmdir()
    page._make.click()
    settle()
    found: list[StartData] = []
    opened.tasks.store(lambda: start_data.read(opened), found.append)
    settle()
    assert page._badge.text == ("Gagal di 1 tempat" if lost else "Sehat")
    assert found[0].backup.light == ("error" if lost else "ok", page._badge.text)


def test_putting_one_back_keeps_what_was(page: BackupPage, stick: Path, opened: Context, world: World,
                                         settle: Settle, monkeypatch: pytest.MonkeyPatch) -> None:
    page._make.click()
    settle()
    name = "SELECT nama_usaha FROM ftd_profil WHERE _id = ?"
    before = wait(opened.tasks, lambda: opened.opened.value(name, (world.ids[0],)))
    wait(opened.tasks, lambda: opened.opened.update("ftd_profil", world.ids[0], {"nama_usaha": "Sesudah Cadangan"}))
    page._restore.click()
    dialog = page.findChild(PassphraseDialog)
    assert dialog is not None
    dialog._typed.setText(PASSPHRASE)
    dialog.accept()
    settle()
    assert wait(opened.tasks, lambda: opened.opened.value(name, (world.ids[0],))) == before
    assert list(world.path.parent.glob("*sebelum-pulih*.ftdb"))


def test_a_wrong_passphrase_leaves_the_file_open(page: BackupPage, stick: Path, opened: Context, world: World,
                                                 settle: Settle, monkeypatch: pytest.MonkeyPatch) -> None:
    page._make.click()
    settle()
    told: list[BaseException] = []
    monkeypatch.setattr(opened.tasks, "_fallback", told.append)
    page._put_back(next(stick.glob("*.ftdb")), "salah sekali ini")
    settle()
    assert told and wait(opened.tasks, lambda: opened.opened.value("SELECT count(*) FROM participant")) == 4


def test_automatic_when_due(opened: Context, stick: Path, settle: Settle) -> None:
    health = wait(opened.tasks, lambda: backup_data.back_up_when_due(opened))
    assert getattr(health, "good", False)
    assert wait(opened.tasks, lambda: backup_data.back_up_when_due(opened)) is None
    assert keys.sidecar_path(next(stick.glob("*.ftdb"))).exists()


def test_a_failed_place_is_said_until_it_is_named_no_more(page: BackupPage, stick: Path, settle: Settle) -> None:
    stick.rmdir()
    page._make.click()
    settle()
    assert page._badge.text == "Gagal di 1 tempat"
    assert any(str(stick) in label.text() for label in page.findChildren(Label))
    page._places.choose_row(0)
    page._remove_place()
    settle()
    assert page._badge.text == "Belum ada tempat"
