"""The master's page over real files: look, merge by keyboard, receipts, conflicts settled by key, refusals in words."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from ftd_desktop import i18n
from ftd_desktop.store import attachments
from ftd_desktop.store.changes import erasure
from ftd_desktop.store.file import DataFile
from ftd_desktop.sync import bundle, merge, suspects
from ftd_desktop.sync.suspects import Suspect
from ftd_desktop.ui.dialogs.message import QuestionDialog
from ftd_desktop.ui.pages.master import MasterPage
from ftd_desktop.ui.widgets.drops import Welcome
from tests.sync.test_merge import with_row
from tests.sync.world import FORM, insert, receive, send, table
from tests.ui.carrying.conftest import Sit, Wait, cells


@pytest.fixture
def page(sit: Sit, master: DataFile) -> MasterPage:
    made: MasterPage = sit(MasterPage, master)
    return made


def said_inside(page: MasterPage) -> list[str]:
    """The words of the pane beside the files."""
    return [label.text() for label in page._incoming.pane.findChildren(QLabel)]


def test_empty_says_what_to_do(page: MasterPage) -> None:
    assert page._strip.words[0] == "Seret berkas .ftd dari petugas ke halaman ini"
    assert not page._incoming.accept.isEnabled()
    assert page._journal.note.text() == "0 kiriman"
    assert page.first_focus() is page._choose


def test_look_then_merge_then_receipt(page: MasterPage, master: DataFile, budi: DataFile, stick: Path,
                                      ready: Wait, qtbot: QtBot) -> None:
    insert(budi, "Siti (rekaan)")
    send(budi, stick)
    page.look_at([stick])
    ready()
    assert cells(page._incoming.table)[0][:2] == ["Budi Contoh", "Seluruh provinsi"]
    assert cells(page._incoming.table)[0][3:] == ["1", "0", "0", "0", "0", "Siap diterima"]
    assert table(master) == []
    qtbot.keyClick(page, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    ready()
    assert page._strip.words[0] == "Diterima: 1 catatan baru, 0 berubah, 0 bentrok"
    assert table(master) == table(budi)
    assert page._tables.currentWidget() is page._journal and cells(page._journal.table)[0][6] == "Diterima"
    page._answers.write(page._report.devices, stick)
    ready()
    assert page._strip.words[0] == "1 balasan dibuat"
    assert len(list(stick.glob("FTD-balas-*"))) == 1


def test_dropped_files_are_looked_at(page: MasterPage, budi: DataFile, stick: Path, ready: Wait) -> None:
    insert(budi, "Siti (rekaan)")
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(send(budi, stick)))])
    where, buttons, keys = QPoint(5, 5), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    enter = QDragEnterEvent(where, Qt.DropAction.CopyAction, data, buttons, keys)
    QApplication.sendEvent(page, enter)
    assert enter.isAccepted() and page.findChild(Welcome).isVisible()
    QApplication.sendEvent(page, QDropEvent(where, Qt.DropAction.CopyAction, data, buttons, keys))
    assert not page.findChild(Welcome).isVisible()
    ready()
    assert page._incoming.accept.text() == "  Terima 1 berkas"


def test_a_bad_file_is_refused_in_words(page: MasterPage, budi: DataFile, stick: Path, ready: Wait) -> None:
    insert(budi, "Siti (rekaan)")
    path = send(budi, stick)
    path.write_bytes(path.read_bytes()[:-5])
    page.look_at([path])
    ready()
    assert cells(page._incoming.table)[0][0] == path.name
    assert cells(page._incoming.table)[0][8] == "Rusak, minta ulang"
    assert not page._incoming.accept.isEnabled()
    assert any("rusak" in text for text in said_inside(page))


def test_nothing_to_look_at(page: MasterPage, stick: Path, ready: Wait) -> None:
    page.look_at([stick])
    ready()
    assert page._strip.words[0] == "Tidak ada berkas .ftd di sana"


def test_cancelled_merge_says_so(page: MasterPage, master: DataFile, budi: DataFile, stick: Path,
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
    assert page._strip.words[0] == "Dibatalkan"
    assert table(master) == []
    assert page._incoming.accept.isEnabled()


@pytest.fixture
def disagreed(master: DataFile, budi: DataFile, sari: DataFile, stick: Path) -> str:
    row = insert(budi, "Siti (rekaan)", "0800")
    receive(master, send(budi, stick))
    with_row(sari, budi)
    budi.update(FORM, row, {"hp": "0811", "lat": 1.5})
    sari.update(FORM, row, {"hp": "0822", "lat": 2.5})
    receive(master, send(budi, stick), send(sari, stick))
    return row


def test_conflicts_settled_by_key(page: MasterPage, master: DataFile, disagreed: str, ready: Wait,
                                  qtbot: QtBot) -> None:
    page.show_with(None)
    ready()
    card = page._disputes.card
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
    assert page._strip.words[0] == "Nilai itu bukan angka"
    card._other.setText("3,25")
    qtbot.keyClick(card._other, Qt.Key.Key_Return)
    ready()
    assert card.current() is None
    assert (table(master)[0]["hp"], table(master)[0]["lat"]) == (wanted.value, 3.25)


def test_arrows_choose_a_side_and_enter_takes_it(page: MasterPage, master: DataFile, disagreed: str, ready: Wait,
                                                 qtbot: QtBot) -> None:
    page.show_with(None)
    ready()
    card = page._disputes.card
    first = card.current()
    qtbot.keyClick(card, Qt.Key.Key_Down)
    assert card.current() is not first
    qtbot.keyClick(card, Qt.Key.Key_Up)
    one = card.current()
    assert one is first and one is not None
    qtbot.keyClick(card, Qt.Key.Key_Right)
    qtbot.keyClick(card, Qt.Key.Key_Return)
    ready()
    qtbot.keyClick(card, Qt.Key.Key_Return)
    ready()
    assert card.current() is None and table(master)[0]["hp"] == one.sides[1].value


def test_keys_pressed_fast_each_settle_one(page: MasterPage, master: DataFile, disagreed: str, ready: Wait,
                                           qtbot: QtBot) -> None:
    page.show_with(None)
    ready()
    values = {one.conflict.field: one.sides[1].value for one in page._disputes.card._shown}
    for _ in range(2):  # nothing is waited for in between
        qtbot.keyClick(page._disputes.card, Qt.Key.Key_2)
    ready()
    assert page._disputes.card.current() is None and "Belum berhasil" not in page._strip.words[0]
    assert {name: table(master)[0][name] for name in values} == values


def test_skipping_goes_round(page: MasterPage, disagreed: str, ready: Wait, qtbot: QtBot) -> None:
    page.show_with(None)
    ready()
    first = page._disputes.card.current()
    qtbot.keyClick(page._disputes.card, Qt.Key.Key_N)
    assert page._disputes.card.current() is not first
    page._disputes.card._skip.click()
    assert page._disputes.card.current() is first


def test_a_merge_is_undone_after_a_question(page: MasterPage, master: DataFile, budi: DataFile, stick: Path,
                                            ready: Wait, qtbot: QtBot) -> None:
    insert(budi, "Siti (rekaan)")
    receive(master, send(budi, stick))
    page.show_with(None)
    ready()
    qtbot.mouseClick(page._journal.undo_button, Qt.MouseButton.LeftButton)
    ready()
    (question,) = page.findChildren(QuestionDialog)
    assert "Budi Contoh" in question.accessibleDescription() and len(table(master)) == 1
    question.accept()
    ready()
    assert table(master) == []
    assert page._strip.words[0] == "Dibatalkan: 1 catatan dikeluarkan, 0 dikembalikan"
    assert cells(page._journal.table)[0][6] == "Dibatalkan" and not page._journal.undo_button.isEnabled()


def test_any_merge_of_the_journal_can_be_undone(page: MasterPage, master: DataFile, budi: DataFile, sari: DataFile,
                                                stick: Path, ready: Wait) -> None:
    insert(budi, "Siti (rekaan)")
    insert(sari, "Rosa (rekaan)")
    receive(master, send(budi, stick))
    receive(master, send(sari, stick))
    page.show_with(None)
    ready()
    assert [row[0] for row in cells(page._journal.table)] == ["Sari Contoh", "Budi Contoh"]
    page._journal.undo(page._journal.table.rows_model.row(1))
    ready()
    assert [row["nama"] for row in table(master)] == ["Rosa (rekaan)"]
    assert [row[6] for row in cells(page._journal.table)] == ["Diterima", "Dibatalkan"]


def test_nothing_to_undo_is_said(page: MasterPage) -> None:
    assert not page._journal.undo_button.isEnabled()
    assert "Belum ada kiriman" in page._journal.undo_button.toolTip()


def test_who_may_be_registered_already_is_said_before_and_shown_after(
        page: MasterPage, budi: DataFile, stick: Path, ready: Wait, qtbot: QtBot,
        monkeypatch: pytest.MonkeyPatch) -> None:
    new = insert(budi, "Siti Aminah (rekaan)")
    found = Suspect(new, "Siti Aminah (rekaan)", "p1", "Siti Aminah (contoh)", "NIK sama", True)
    monkeypatch.setattr(suspects, "known_alike", lambda master, arrived: iter([found]))
    page.look_at([send(budi, stick)])
    ready()
    assert cells(page._incoming.table)[0][6] == "1" and "1 diduga ganda" in page._incoming.note.text()
    assert any("mungkin sudah terdaftar" in words for words in said_inside(page))
    page.merge()
    ready()
    with qtbot.waitSignal(page.go) as asked:
        qtbot.mouseClick(page._twins, Qt.MouseButton.LeftButton)
    assert asked.args[0] == "participants" and asked.args[1]["ids"] == (new, "p1")


def test_a_question_goes_to_the_officer(page: MasterPage, master: DataFile, budi: DataFile,
                                        disagreed: str, ready: Wait, qtbot: QtBot) -> None:
    page.show_with(None)
    ready()
    qtbot.keyClick(page._disputes.card, Qt.Key.Key_T)
    ready()
    assert page._strip.words[0].startswith("Ditanyakan ke ")
    assert page._disputes.card._which.text() == "Bentrok 1 dari 2"
    assert page._disputes.card._shown[1].hint.startswith("Sudah ditanyakan ke ")
    (asked,) = master.setting("questions")
    assert (asked["row"], asked["field"]) == (disagreed, "hp")


def test_in_english(sit: Sit, master: DataFile) -> None:
    i18n.use("en")
    made = sit(MasterPage, master)
    assert made._strip.words[0] == "Drop officers' .ftd files on this page"


def test_somebody_erased_is_not_counted_as_new(page: MasterPage, master: DataFile, budi: DataFile, stick: Path,
                                               ready: Wait) -> None:
    row = insert(budi, "Siti (rekaan)")
    receive(master, send(budi, stick))
    erasure.erase(master, [(FORM, row)])
    budi.update(FORM, row, {"hp": "0811"})
    page.look_at([send(budi, stick)])
    ready()
    assert cells(page._incoming.table)[0][3:6] == ["0", "0", "0"]
    assert any("sudah dihapus atas permintaan" in words for words in said_inside(page))
    page.merge()
    ready()
    assert table(master) == []


def test_pictures_that_stayed_behind_are_named_after_the_merge(page: MasterPage, budi: DataFile, stick: Path,
                                                               ready: Wait) -> None:
    person = insert(budi, "Siti (rekaan)")
    attachments.keep(budi, b"x" * 3_000_000, ".jpg", person)
    made = bundle.write(budi, stick)
    page.look_at([made.path])
    ready()
    page.merge()
    ready()
    assert page._strip.words[1].startswith("Lampiran Budi Contoh belum lengkap: 1 lampiran (3,0 MB), bagian 1 dari 1.")
    page.look_at([part.path for part in made.parts])
    ready()
    assert cells(page._incoming.table)[0][8] == "Lampiran"
    page.merge()
    ready()
    assert page._strip.words[0].endswith("1 lampiran") and page._strip.words[1].startswith("Buat balasan")


def test_one_file_is_left_out_before_the_merge(page: MasterPage, master: DataFile, budi: DataFile, sari: DataFile,
                                               stick: Path, ready: Wait, qtbot: QtBot) -> None:
    insert(budi, "Siti (rekaan)")
    insert(sari, "Rosa (rekaan)")
    page.look_at([send(budi, stick), send(sari, stick)])
    ready()
    page._incoming.table.choose_row([row[0] for row in cells(page._incoming.table)].index("Budi Contoh"))
    qtbot.keyClick(page._incoming.table, Qt.Key.Key_Delete)
    ready()
    assert [row[0] for row in cells(page._incoming.table)] == ["Sari Contoh"]
    page.merge()
    ready()
    assert [row["nama"] for row in table(master)] == ["Rosa (rekaan)"]
