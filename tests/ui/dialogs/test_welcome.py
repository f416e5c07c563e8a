"""The first start: three roads, typed through over real files; what goes wrong is said there and leaves nothing."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from ftd_desktop import app
from ftd_desktop.errors import UserError
from ftd_desktop.programme import cohorts
from ftd_desktop.store import backup, form_tables
from ftd_desktop.store.file import DataFile
from ftd_desktop.sync import enrolment, machine
from ftd_desktop.sync.enrolment import Assignment
from ftd_desktop.ui.context import Context, Identity
from ftd_desktop.ui.dialogs.begin_officer import BeginOfficerDialog
from ftd_desktop.ui.dialogs.begin_province import BeginProvinceDialog
from ftd_desktop.ui.dialogs.begin_restore import BeginRestoreDialog
from ftd_desktop.ui.dialogs.form import FormDialog
from ftd_desktop.ui.dialogs.welcome import WelcomeDialog
from ftd_desktop.ui.main_window import MainWindow
from ftd_desktop.ui.models import first_start
from tests.sync.conftest import _cheap_keys, master, templates  # noqa: F401 - fixtures
from tests.sync.world import PASSPHRASE, plain
from tests.ui.conftest import wait

Wait = Callable[[], None]
WORD = "kopi pagi di danau"
SEALED = b"age-encryption.org/v1\n"


@pytest.fixture
def window(context: Context, qtbot: QtBot) -> Iterator[MainWindow]:
    context.identity = Identity()
    made = MainWindow(context)
    qtbot.addWidget(made)
    with qtbot.waitExposed(made):
        made.show()
    yield made
    if context.file is not None:
        wait(context.tasks, context.file.close)


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """Where the data file will be kept: empty."""
    folder = tmp_path / "dokumen"
    folder.mkdir()
    return folder


@pytest.fixture
def cheap(monkeypatch: pytest.MonkeyPatch) -> None:
    """The code step without its second of scrypt: the code is the head of the file."""

    def open_with_code(data: bytes, code: str) -> bytes:
        if code != "7K2M":
            raise UserError("Kode tidak cocok dengan surat tugas ini, atau berkasnya rusak. Periksa kodenya huruf demi "
                            "huruf; bila tetap gagal, minta surat tugas baru.")
        return data.removeprefix(SEALED)

    monkeypatch.setattr(enrolment, "open_with_code", open_with_code)


@pytest.fixture
def letter(master: DataFile, tmp_path: Path) -> Path:  # noqa: F811
    """An assignment for a trainer, cheaply sealed."""
    made = enrolment.assign(master, name="Tiur Rekaan", code="P09", role="trainer", regencies=["12.12"], scope="Toba",
                            seal=plain)
    return put(tmp_path, made, SEALED)


def put(folder: Path, made: Assignment, head: bytes = b"") -> Path:
    path = folder / made.name
    path.write_bytes(head + made.data)
    return path


def asked(window: MainWindow, qtbot: QtBot, road: str, cls: type[FormDialog]) -> FormDialog:
    """The dialog behind one of the three buttons, pressed by key."""
    welcome = app.welcome(window)
    qtbot.keyClick(getattr(welcome, road), Qt.Key.Key_Return)
    (dialog,) = welcome.findChildren(cls)
    assert dialog.isVisible()
    return dialog


def retype(dialog: FormDialog, qtbot: QtBot, **texts: str) -> None:
    for name, text in texts.items():
        line = dialog.fields[name]._typed
        assert line is not None
        line.clear()
        qtbot.keyClicks(line, text)


def type_word(dialog: BeginOfficerDialog | BeginProvinceDialog, qtbot: QtBot, first: str, again: str) -> None:
    for line, text in ((dialog.new._first, first), (dialog.new._again, again)):
        line.clear()
        qtbot.keyClicks(line, text)


def officer(window: MainWindow, qtbot: QtBot) -> BeginOfficerDialog:
    dialog = asked(window, qtbot, "officer", BeginOfficerDialog)
    assert isinstance(dialog, BeginOfficerDialog)
    return dialog


# --- the officer


def test_assignment_to_open_window_with_the_real_seal(window: MainWindow, master: DataFile, home: Path, qtbot: QtBot,  # noqa: F811
                                                      tmp_path: Path, ready: Wait) -> None:
    made = enrolment.assign(master, name="Tiur Rekaan", code="P09", regencies=["12.12"], scope="Toba")
    dialog = officer(window, qtbot)
    retype(dialog, qtbot, file=str(put(tmp_path, made)), code=made.code.lower().replace("-", " "),
           place=str(home / "tiur"))
    type_word(dialog, qtbot, WORD, WORD)
    qtbot.keyClick(dialog.new._again, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: window.context.file is not None, timeout=15_000)
    ready()
    assert window.context.identity.name == "Tiur Rekaan"
    assert window.context.opened.path == home / "tiur.ftdb"
    assert window._status._who.text().startswith("Tiur Rekaan")
    assert [top for top in window.findChildren(WelcomeDialog) if top.isVisible()] == []


def test_a_wrong_code_is_said_beside_it_and_leaves_nothing(window: MainWindow, letter: Path, home: Path, qtbot: QtBot,
                                                           ready: Wait, cheap: None) -> None:
    dialog = officer(window, qtbot)
    retype(dialog, qtbot, file=str(letter), code="SALAH", place=str(home / "tiur.ftdb"))
    type_word(dialog, qtbot, WORD, WORD)
    dialog.press()
    ready()
    assert dialog.isVisible() and dialog.code.message.startswith("Kode tidak cocok")
    assert dialog.code._typed is not None and dialog.code._typed.property("tone") == "error"
    assert list(home.iterdir()) == [] and window.context.file is None
    retype(dialog, qtbot, code="7K2M")
    assert not dialog.code.message.startswith("Kode")
    dialog.press()
    qtbot.waitUntil(lambda: window.context.file is not None)
    assert window.context.identity.role == "trainer"


@pytest.mark.parametrize(("change", "said"), [
    (lambda path: path.unlink(), "tidak dapat dibaca"),
    (lambda path: path.write_bytes(b"PK\x03\x04 foto liburan"), "bukan surat tugas"),
    (lambda path: path.write_bytes(path.read_bytes()[:-20]), ""),
    (lambda path: path.write_bytes(SEALED), ""),
])
def test_a_bad_file_is_said_beside_it(window: MainWindow, letter: Path, home: Path, qtbot: QtBot, ready: Wait,
                                      cheap: None, change: Callable[[Path], object], said: str) -> None:
    change(letter)
    dialog = officer(window, qtbot)
    retype(dialog, qtbot, file=str(letter), code="7K2M", place=str(home / "tiur.ftdb"))
    type_word(dialog, qtbot, WORD, WORD)
    dialog.press()
    ready()
    assert dialog.isVisible() and said in dialog.file.message
    assert dialog.file._typed is not None and dialog.file._typed.property("tone") == "error"
    assert list(home.iterdir()) == [] and window.context.file is None
    dialog.reject()


def test_empty_fields_and_weak_passphrases(window: MainWindow, home: Path, qtbot: QtBot) -> None:
    dialog = officer(window, qtbot)
    dialog.press()
    assert dialog.file.message == dialog.code.message == "Isi dahulu."
    retype(dialog, qtbot, file="x", code="y", place=str(home / "a.ftdb"))
    for first, again, said in (("", "", "Tulis kata sandi."), ("sawah", "sawah", "Terlalu pendek"),
                               ("12345678", "12345678", "Terlalu mudah ditebak")):
        type_word(dialog, qtbot, first, again)
        dialog.press()
        assert dialog.new.first.message.startswith(said)
    type_word(dialog, qtbot, WORD, WORD + "x")
    dialog.press()
    assert dialog.new.again.message.startswith("Tidak sama")
    assert dialog.new.first.message == "Kuat."
    assert list(home.iterdir()) == []


def test_places_that_will_not_do(window: MainWindow, letter: Path, home: Path, qtbot: QtBot, ready: Wait, cheap: None,
                                 monkeypatch: pytest.MonkeyPatch) -> None:
    dialog = officer(window, qtbot)
    retype(dialog, qtbot, file=str(letter), code="7K2M")
    type_word(dialog, qtbot, WORD, WORD)
    (home / "milik-orang.ftdb").write_bytes(b"jangan disentuh")
    for place, said in ((home / "tiada" / "a.ftdb", "tidak ada"), (home / "milik-orang", "Sudah ada berkas")):
        retype(dialog, qtbot, place=str(place))
        dialog.press()
        ready()
        assert said in dialog.place.message
    monkeypatch.setattr(os, "access", lambda path, mode: False)
    retype(dialog, qtbot, place=str(home / "b.ftdb"))
    dialog.press()
    ready()
    assert "tidak dapat ditulis" in dialog.place.message
    assert [(one.name, one.read_bytes()) for one in home.iterdir()] == [("milik-orang.ftdb", b"jangan disentuh")]


@pytest.mark.parametrize("fault", [UserError("Penyimpanan penuh (contoh)."), OSError(28, "No space left on device")])
def test_a_fault_half_way_leaves_nothing(window: MainWindow, letter: Path, home: Path, qtbot: QtBot, ready: Wait,
                                         cheap: None, monkeypatch: pytest.MonkeyPatch, fault: Exception) -> None:
    def breaks(*args: object, **kwargs: object) -> None:
        raise fault

    monkeypatch.setattr(machine, "settle", breaks)
    dialog = officer(window, qtbot)
    retype(dialog, qtbot, file=str(letter), code="7K2M", place=str(home / "tiur.ftdb"))
    type_word(dialog, qtbot, WORD, WORD)
    dialog.press()
    ready()
    assert dialog.isVisible()
    assert "Penyimpanan penuh" in dialog.told or "No space left" in dialog.place.message
    assert list(home.iterdir()) == []
    monkeypatch.undo()
    dialog.reject()


# --- the province


def province(window: MainWindow, qtbot: QtBot, home: Path) -> BeginProvinceDialog:
    dialog = asked(window, qtbot, "province", BeginProvinceDialog)
    assert isinstance(dialog, BeginProvinceDialog)
    retype(dialog, qtbot, office="Dinas Contoh", unit="Unit Contoh", admin="Dewi Contoh", starts="1/2/27",
           ends="30 april 2027", place=str(home / "induk.ftdb"))
    type_word(dialog, qtbot, WORD, WORD)
    return dialog


def test_a_master_is_founded_and_opened(window: MainWindow, home: Path, qtbot: QtBot, ready: Wait) -> None:
    dialog = province(window, qtbot, home)
    qtbot.keyClick(dialog.new._again, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: window.context.file is not None, timeout=30_000)
    ready()
    assert (window.context.identity.name, window.context.identity.role) == ("Dewi Contoh", "province")
    assert "officers" in window._rail.buttons
    file = window.context.opened
    assert sorted(form_tables.forms(file)) == ["ftd_kelulusan", "ftd_presensi", "ftd_profil", "ftd_survei"]
    (one,) = cohorts.cohorts(file)
    assert (one.title, one.starts, one.ends, one.jp_total) == (
        "FTD 2026 · Angkatan 01", date(2027, 2, 1), date(2027, 4, 30), 40)
    assert machine.province(file).office == "Dinas Contoh"
    assert file.secret("recovery_identity") is not None


@pytest.mark.parametrize(("field", "typed", "said"), [
    ("office", "", "Isi dahulu."), ("year", "dua ribu", "Tulis tahun"), ("year", "1899", "Tulis tahun"),
    ("jp", "0", "lebih dari 0"), ("jp", "banyak", "lebih dari 0"), ("starts", "31 februari", ""),
    ("ends", "1 januari 2027", "Mendahului"),
])
def test_figures_and_dates_are_checked_beside_the_field(window: MainWindow, home: Path, qtbot: QtBot, field: str,
                                                        typed: str, said: str) -> None:
    dialog = province(window, qtbot, home)
    retype(dialog, qtbot, **{field: typed})
    dialog.press()
    line = dialog.fields[field]
    assert said in line.message and line._typed is not None and line._typed.property("tone") == "error"
    assert list(home.iterdir()) == []


def test_dates_show_how_they_were_read(window: MainWindow, home: Path, qtbot: QtBot) -> None:
    dialog = province(window, qtbot, home)
    retype(dialog, qtbot, office="")
    dialog.press()
    retype(dialog, qtbot, office="Dinas", jp="0")
    dialog.press()
    assert (dialog.fields["starts"].text, dialog.fields["ends"].text) == ("1 Februari 2027", "30 April 2027")


def test_founding_can_be_cancelled_and_leaves_nothing(window: MainWindow, home: Path, qtbot: QtBot, ready: Wait,
                                                      monkeypatch: pytest.MonkeyPatch) -> None:
    dialog = province(window, qtbot, home)
    monkeypatch.setattr(first_start, "add_workbook", lambda *args: dialog._job.cancel())  # type: ignore[union-attr]
    dialog.press()
    assert not dialog._area.isEnabled() and not dialog.act.isEnabled()
    ready()
    assert dialog.isVisible() and dialog.told == "Dibatalkan; tidak ada yang dibuat."
    assert list(home.iterdir()) == [] and window.context.file is None
    assert dialog._area.isEnabled() and dialog.fields["office"].text == "Dinas Contoh"


# --- from a backup


@pytest.fixture
def backed_up(master: DataFile, tmp_path: Path) -> Path:  # noqa: F811
    """A backup of a master on a stick; the master itself is gone."""
    (tmp_path / "flashdisk").mkdir()
    made = backup.back_up(master, tmp_path / "flashdisk").path
    master.close()
    master.path.unlink()
    return made


def restoring(window: MainWindow, qtbot: QtBot, home: Path) -> BeginRestoreDialog:
    welcome = app.welcome(window)
    qtbot.keyClick(welcome.restore, Qt.Key.Key_Return)
    (dialog,) = welcome.findChildren(BeginRestoreDialog)
    dialog.place.set_path(home / "data-ftd.ftdb")
    return dialog


def test_a_backup_is_put_on_a_new_laptop(window: MainWindow, qtbot: QtBot, home: Path, backed_up: Path) -> None:
    dialog = restoring(window, qtbot, home)
    dialog.press()
    assert dialog.file.message == dialog.word.message == "Isi dahulu."
    dialog.file.set_path(backed_up)
    dialog.word.set_text(PASSPHRASE)
    dialog.press()
    qtbot.waitUntil(lambda: window.context.file is not None, timeout=30_000)
    assert window.context.opened.path == home / "data-ftd.ftdb" and backed_up.exists()


def test_a_wrong_passphrase_or_a_broken_backup_leaves_nothing(window: MainWindow, qtbot: QtBot, home: Path,
                                                              backed_up: Path, ready: Wait) -> None:
    dialog = restoring(window, qtbot, home)
    dialog.file.set_path(backed_up)
    dialog.word.set_text("bukan kata sandinya")
    dialog.press()
    ready()
    assert dialog.isVisible() and dialog.word.message and list(home.iterdir()) == []
    backed_up.write_bytes(backed_up.read_bytes()[:8000] + bytes(4096))
    dialog.word.set_text(PASSPHRASE)
    dialog.press()
    ready()
    assert dialog.isVisible() and dialog.file.message and list(home.iterdir()) == []
    dialog.file.set_path(backed_up.with_name("tidak-ada.ftdb"))
    dialog.press()
    ready()
    assert "tidak ada" in dialog.file.message


def test_a_backup_chosen_as_the_data_file_is_restored_instead(
        window: MainWindow, qtbot: QtBot, backed_up: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *args: (str(backed_up), ""))
    welcome = app.welcome(window)
    qtbot.keyClick(welcome.existing, Qt.Key.Key_Return)
    (dialog,) = welcome.findChildren(BeginRestoreDialog)
    assert dialog.file.path == backed_up and dialog.place.path.name == "induk.ftdb"
    dialog.reject()
    welcome.reject()


# --- the road back, and the file that is there


def test_an_existing_file_is_asked_for_its_passphrase(window: MainWindow, master: DataFile, qtbot: QtBot,  # noqa: F811
                                                      monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    path = master.path
    master.close()
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *args: (str(path), ""))
    welcome = app.welcome(window, tmp_path)
    qtbot.keyClick(welcome.existing, Qt.Key.Key_Return)
    from ftd_desktop.ui.dialogs.unlock import UnlockDialog

    (unlock,) = window.findChildren(UnlockDialog)
    qtbot.keyClicks(unlock._typed, PASSPHRASE)
    qtbot.keyClick(unlock._typed, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: window.context.file is not None)
    qtbot.waitUntil(lambda: (tmp_path / "last-file.txt").is_file())
    assert (tmp_path / "last-file.txt").read_text() == str(path.resolve())


def test_giving_up_one_road_comes_back_and_giving_up_all_closes(window: MainWindow, qtbot: QtBot) -> None:
    welcome = app.welcome(window)
    qtbot.keyClick(welcome.officer, Qt.Key.Key_Return)
    (dialog,) = welcome.findChildren(BeginOfficerDialog)
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert welcome.isVisible() and window.isVisible()
    qtbot.keyClick(welcome, Qt.Key.Key_Escape)
    assert not window.isVisible()


def test_no_choice_of_a_file_stays_here(window: MainWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *args: ("", ""))
    welcome = app.welcome(window)
    qtbot.keyClick(welcome.existing, Qt.Key.Key_Return)
    assert welcome.isVisible()
    welcome.reject()
