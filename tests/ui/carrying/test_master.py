"""The master's page over real files: look, merge by keyboard, receipts, conflicts settled by key, refusals in words."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from pytestqt.qtbot import QtBot

from ftd_desktop import i18n
from ftd_desktop.store.file import DataFile
from ftd_desktop.sync import merge
from ftd_desktop.ui.context import Context
from ftd_desktop.ui.pages.master import MasterPage
from ftd_desktop.ui.tasks import Tasks
from tests.sync.conftest import _cheap_keys, budi, master, sari, stick, templates  # noqa: F401 - fixtures
from tests.sync.test_merge import with_row
from tests.sync.world import FORM, insert, receive, send, table
from tests.ui.carry import at_work, cells, shown, waiter

Wait = Callable[[], None]


@pytest.fixture
def ready(tasks: Tasks, qtbot: QtBot) -> Wait:
    return waiter(tasks, qtbot)


@pytest.fixture
def page(context: Context, master: DataFile, qtbot: QtBot, ready: Wait) -> MasterPage:  # noqa: F811
    made = MasterPage(at_work(context, master))
    shown(made, qtbot)
    ready()
    return made


def test_empty_says_what_to_do(page: MasterPage) -> None:
    assert page._strip._what.text() == "Seret berkas .ftd dari petugas ke sini"
    assert not page._accept.isEnabled()
    assert page._panel.note.text() == "0 kiriman"
    assert page.first_focus() is page._choose


def test_look_then_merge_then_receipt(page: MasterPage, master: DataFile, budi: DataFile, stick: Path,  # noqa: F811
                                      ready: Wait, qtbot: QtBot) -> None:
    insert(budi, "Siti (rekaan)")
    send(budi, stick)
    page.look_at([stick])
    ready()
    assert cells(page._table)[0][:2] == ["Budi Contoh", "Seluruh provinsi"]
    assert cells(page._table)[0][3:] == ["1", "0", "0", "0", "Siap diterima"]
    assert table(master) == []
    qtbot.keyClick(page, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    ready()
    assert page._strip._what.text() == "Diterima: 1 catatan baru, 0 berubah, 0 bentrok"
    assert table(master) == table(budi)
    assert (page._panel.heading.text(), cells(page._table)[0][7]) == ("Sudah diterima", "Diterima")
    page.write_answers(stick)
    ready()
    assert page._strip._what.text() == "1 balasan dibuat"
    assert len(list(stick.glob("FTD-balas-*"))) == 1


def test_dropped_files_are_looked_at(page: MasterPage, budi: DataFile, stick: Path, ready: Wait) -> None:  # noqa: F811
    insert(budi, "Siti (rekaan)")
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(send(budi, stick)))])
    where, buttons, keys = QPoint(5, 5), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    enter = QDragEnterEvent(where, Qt.DropAction.CopyAction, data, buttons, keys)
    page._strip.dragEnterEvent(enter)
    assert enter.isAccepted()
    page._strip.dropEvent(QDropEvent(where, Qt.DropAction.CopyAction, data, buttons, keys))
    ready()
    assert page._accept.text() == "  Terima 1 berkas"


def test_a_bad_file_is_refused_in_words(page: MasterPage, budi: DataFile, stick: Path, ready: Wait) -> None:  # noqa: F811
    insert(budi, "Siti (rekaan)")
    path = send(budi, stick)
    path.write_bytes(path.read_bytes()[:-5])
    page.look_at([path])
    ready()
    assert cells(page._table)[0][0] == path.name
    assert cells(page._table)[0][7] == "Ditolak"
    assert not page._accept.isEnabled()
    words = [page._preview.itemAt(n).widget().text() for n in range(page._preview.count())
             if page._preview.itemAt(n).widget()]
    assert any("rusak" in text for text in words)


def test_nothing_to_look_at(page: MasterPage, stick: Path, ready: Wait) -> None:  # noqa: F811
    page.look_at([stick])
    ready()
    assert page._strip._what.text() == "Tidak ada berkas .ftd di sana"


def test_cancelled_merge_says_so(page: MasterPage, master: DataFile, budi: DataFile, stick: Path,  # noqa: F811
                                 ready: Wait, monkeypatch: pytest.MonkeyPatch) -> None:
    insert(budi, "Siti (rekaan)")
    page.look_at([send(budi, stick)])
    ready()
    made = merge.take

    def then_cancel(*args: object, **kwargs: object) -> object:
        page._cancel()
        return made(*args, **kwargs)  # type: ignore[arg-type]

    monkeypatch.setattr(merge, "take", then_cancel)
    page.merge()
    ready()
    assert page._strip._what.text() == "Dibatalkan"
    assert table(master) == []
    assert page._accept.isEnabled()


@pytest.fixture
def disagreed(master: DataFile, budi: DataFile, sari: DataFile, stick: Path) -> str:  # noqa: F811
    row = insert(budi, "Siti (rekaan)", "0800")
    receive(master, send(budi, stick))
    with_row(sari, budi)
    budi.update(FORM, row, {"hp": "0811", "lat": 1.5})
    sari.update(FORM, row, {"hp": "0822", "lat": 2.5})
    receive(master, send(budi, stick), send(sari, stick))
    return row


def test_conflicts_settled_by_key(page: MasterPage, master: DataFile, disagreed: str, ready: Wait,  # noqa: F811
                                  qtbot: QtBot) -> None:
    page.show_with(None)
    ready()
    card = page._conflicts
    assert card._which.text() == "Bentrok 1 dari 2"
    assert card._about.text().startswith("HP")
    one = card.current()
    assert one is not None
    wanted = one.sides[1]
    qtbot.keyClick(card, Qt.Key.Key_2)
    ready()
    assert card._which.text() == "Bentrok 1 dari 1"
    qtbot.keyClick(card, Qt.Key.Key_E)
    assert card._other.hasFocus()
    qtbot.keyClicks(card._other, "dua")
    qtbot.keyClick(card._other, Qt.Key.Key_Return)
    ready()
    assert page._strip._what.text() == "Nilai itu bukan angka"
    card._other.setText("3,25")
    qtbot.keyClick(card._other, Qt.Key.Key_Return)
    ready()
    assert card.current() is None
    assert (table(master)[0]["hp"], table(master)[0]["lat"]) == (wanted.value, 3.25)


def test_skipping_goes_round(page: MasterPage, disagreed: str, ready: Wait, qtbot: QtBot) -> None:
    page.show_with(None)
    ready()
    first = page._conflicts.current()
    qtbot.keyClick(page._conflicts, Qt.Key.Key_N)
    assert page._conflicts.current() is not first
    page._conflicts._skip.click()
    assert page._conflicts.current() is first


def test_a_merge_is_undone_by_two_presses(page: MasterPage, master: DataFile, budi: DataFile,  # noqa: F811
                                          stick: Path, ready: Wait) -> None:  # noqa: F811
    insert(budi, "Siti (rekaan)")
    receive(master, send(budi, stick))
    page._undo.click()
    ready()
    assert len(table(master)) == 1
    assert page._undo.text() == "Ya, batalkan"
    page._undo.click()
    ready()
    assert table(master) == []
    assert page._strip._what.text() == "Dibatalkan: 1 catatan dikeluarkan, 0 dikembalikan"
    assert page._undo.text() == "Batalkan penerimaan …"


def test_nothing_to_undo_is_said(page: MasterPage, ready: Wait) -> None:
    page._undo.click()
    page._undo.click()
    ready()
    assert "Belum ada kiriman" in page._strip._note.text()


def test_a_question_goes_to_the_officer(page: MasterPage, master: DataFile, budi: DataFile,  # noqa: F811
                                        disagreed: str, ready: Wait, qtbot: QtBot) -> None:
    page.show_with(None)
    ready()
    qtbot.keyClick(page._conflicts, Qt.Key.Key_T)
    ready()
    assert page._strip._what.text().startswith("Ditanyakan ke ")
    (asked,) = master.setting("questions")
    assert (asked["row"], asked["field"]) == (disagreed, "hp")


def test_in_english(context: Context, master: DataFile, qtbot: QtBot, ready: Wait) -> None:  # noqa: F811
    i18n.use("en")
    made = MasterPage(at_work(context, master))
    shown(made, qtbot)
    ready()
    assert made._strip._what.text() == "Drop officers' .ftd files here"
