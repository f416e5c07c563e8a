"""The carry page over real files: the bundle, what is where, receipts; at the province, who waits for one."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from ftd_desktop import i18n
from ftd_desktop.store.file import DataFile
from ftd_desktop.sync import returns
from ftd_desktop.ui.context import Context
from ftd_desktop.ui.pages.carry import CarryPage
from ftd_desktop.ui.tasks import Tasks
from tests.sync.conftest import _cheap_keys, budi, master, sari, stick, templates  # noqa: F401 - fixtures
from tests.sync.world import insert, receive, send
from tests.ui.carry import at_work, cells, shown, waiter

Wait = Callable[[], None]


@pytest.fixture
def ready(tasks: Tasks, qtbot: QtBot) -> Wait:
    return waiter(tasks, qtbot)


@pytest.fixture
def page(context: Context, budi: DataFile, qtbot: QtBot, ready: Wait) -> CarryPage:  # noqa: F811
    made = CarryPage(at_work(context, budi))
    shown(made, qtbot)
    ready()
    return made


def test_nothing_to_send(page: CarryPage) -> None:
    assert page._strip._what.text() == "Semua catatan sudah diterima provinsi"
    assert not page._make.isEnabled()
    assert [row[0] for row in cells(page._files)] == ["Surat tugas"]


def test_from_here_to_the_province_and_back(page: CarryPage, master: DataFile, budi: DataFile, stick: Path,  # noqa: F811
                                            ready: Wait) -> None:
    insert(budi, "Siti (rekaan)")
    page.show_with(None)
    ready()
    assert page._strip._what.text() == "1 catatan belum diterima provinsi"
    assert cells(page._left)[0][3] == "Belum dikirim"
    page.send(stick)
    ready()
    assert "dibuat: 1 catatan" in page._strip._what.text()
    assert cells(page._left)[0][3] == "Dalam kiriman"
    assert cells(page._files)[0][2] == "Menunggu"
    receive(master, next(stick.iterdir()))
    page.take([returns.write(master, budi.setting("identity")["device_id"], stick).path])
    ready()
    assert page._strip._what.text() == "Balasan dibaca: 1 perubahan dikonfirmasi, 0 catatan baru atau berubah"
    assert cells(page._left)[0][3] == "Diterima"
    assert not page._make.isEnabled()


def test_a_file_that_is_no_receipt(page: CarryPage, budi: DataFile, stick: Path, ready: Wait) -> None:  # noqa: F811
    insert(budi, "Siti (rekaan)")
    page.take([send(budi, stick)])
    ready()
    assert page._strip._what.text() == "Berkas ditolak; data di sini tidak berubah"
    assert "penerima lain" in page._strip._note.text()


def test_a_folder_that_cannot_be_written(page: CarryPage, budi: DataFile, stick: Path, ready: Wait) -> None:  # noqa: F811
    insert(budi, "Siti (rekaan)")
    page.send(stick / "tidak ada")
    ready()
    assert page._strip._what.text() == "Belum berhasil"


def test_the_province_sees_who_waits(context: Context, master: DataFile, budi: DataFile, stick: Path,  # noqa: F811
                                     ready: Wait, qtbot: QtBot) -> None:
    insert(budi, "Siti (rekaan)")
    receive(master, send(budi, stick))
    page = CarryPage(at_work(context, master))
    shown(page, qtbot)
    ready()
    assert [(row[0], row[3]) for row in cells(page._left)] == [
        ("Budi Contoh", "Menunggu balasan"), ("Sari Contoh", "Belum pernah mengirim")]
    page.send(stick)
    ready()
    assert page._strip._what.text() == "1 balasan dibuat"
    assert cells(page._left)[0][3] == "Balasan dibuat"
    assert not page._make.isEnabled()
    with qtbot.waitSignal(page.go) as asked:
        page.take([stick / "a.ftd"])
    assert asked.args == ["master", {"files": [stick / "a.ftd"]}]


def test_in_english(context: Context, budi: DataFile, qtbot: QtBot, ready: Wait) -> None:  # noqa: F811
    i18n.use("en")
    page = CarryPage(at_work(context, budi))
    shown(page, qtbot)
    ready()
    assert page._strip._what.text() == "The province has received all records"
