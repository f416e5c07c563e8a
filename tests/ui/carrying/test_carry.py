"""The carry page over real files: the bundle, what is where, receipts; at the province, who waits for one."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from ftd_desktop import i18n
from ftd_desktop.store import attachments, backup
from ftd_desktop.store.file import DataFile
from ftd_desktop.store.restored import begin_anew
from ftd_desktop.sync import bundle, conflicts, handover, returns
from ftd_desktop.ui.pages.carry import CarryPage
from tests.sync.test_merge import with_row
from tests.sync.test_receipt import cloned
from tests.sync.world import FORM, insert, receive, send, table
from tests.ui.carrying.conftest import Sit, Wait, cells


@pytest.fixture
def page(sit: Sit, budi: DataFile) -> CarryPage:
    made: CarryPage = sit(CarryPage, budi)
    return made


def test_nothing_to_send(page: CarryPage) -> None:
    side = page.side
    assert side._waits.words[1] == "Semua catatan sudah diterima provinsi."
    assert not side.make.isEnabled() and not side._strip.isVisible()
    assert [row[0] for row in cells(side._files.table)] == ["Surat tugas"]
    assert side._sends.words[0] == side._takes.words[0] == "Belum ada"


def test_from_here_to_the_province_and_back(page: CarryPage, master: DataFile, budi: DataFile, stick: Path,
                                            ready: Wait) -> None:
    side = page.side
    insert(budi, "Siti (rekaan)")
    page.show_with(None)
    ready()
    assert side._waits.words[:2] == ("1 catatan", "1 belum dikirim, 0 dalam kiriman yang belum dijawab.")
    assert cells(side._records)[0][3] == "Belum dikirim"
    side.send(stick)
    ready()
    (sent,) = stick.iterdir()
    assert side._strip.words[0].startswith(f"{sent.name} dibuat: 1 catatan, ")
    assert (side._sends.words[0], side._sends.words[2]) == ("Menunggu", f"Ada di {stick}.")
    assert cells(side._records)[0][3] == "Dalam kiriman"
    assert cells(side._files.table)[0][2] == "Menunggu"
    receive(master, sent)
    sent.unlink()
    page.take([returns.write(master, budi.setting("identity")["device_id"], stick).path])
    ready()
    assert side._strip.words[0] == "Balasan dibaca: 1 perubahan dikonfirmasi, 0 catatan baru atau berubah"
    assert cells(side._records)[0][3] == "Diterima"
    assert side._takes.words[1] == "1 catatan diterima, 0 di antaranya aman."
    assert side._sends.words[2] == f"Ditulis ke {stick}; sekarang tidak lagi di sana."
    assert not side.make.isEnabled()


def test_safe_is_more_than_received(page: CarryPage, master: DataFile, budi: DataFile, stick: Path, tmp_path: Path,
                                    ready: Wait) -> None:
    insert(budi, "Siti (rekaan)")
    receive(master, send(budi, stick))
    (tmp_path / "cadangan").mkdir()
    backup.back_up(master, tmp_path / "cadangan")
    page.take([returns.write(master, budi.setting("identity")["device_id"], stick).path])
    ready()
    assert page.side._takes.words[1] == "1 catatan diterima, 1 di antaranya aman."
    assert cells(page.side._records)[0][3] == "Aman"


def test_what_a_restored_province_lost_can_be_sent(page: CarryPage, master: DataFile, budi: DataFile, stick: Path,
                                                   tmp_path: Path, ready: Wait) -> None:
    """Though nothing of her own waits: what came from the province is only here now."""
    device = budi.setting("identity")["device_id"]
    returns.accept(budi, returns.write(master, device, tmp_path).path)
    with cloned(master, tmp_path) as old:
        insert(master, "Siti (rekaan)")
        returns.accept(budi, returns.write(master, device, tmp_path).path)
        begin_anew(old, "cadangan")
        page.take([returns.write(old, device, tmp_path).path])
        ready()
        assert (page.side._waits.words[0], page.side.make.isEnabled()) == ("Kirim ulang", True)
        assert "dipulihkan" in page.side._waits.words[1]
        page.side.send(stick)
        ready()
        receive(old, *stick.iterdir())
        assert table(old) == table(master)
        assert (page.side._waits.words[0], page.side.make.isEnabled()) == ("Tidak ada", False)


def test_a_file_that_is_no_receipt(page: CarryPage, budi: DataFile, stick: Path, ready: Wait) -> None:
    insert(budi, "Siti (rekaan)")
    page.take([send(budi, stick)])
    ready()
    assert page.side._strip.words[0] == "Berkas ditolak; data di sini tidak berubah"
    assert "penerima lain" in page.side._strip.words[1]


def test_what_is_dropped_that_is_not_ours(page: CarryPage, stick: Path, ready: Wait) -> None:
    page.take([stick / "foto.jpg"])
    ready()
    assert page.side._strip.words[0] == "Tidak ada berkas .ftd di sana"


def test_a_folder_that_cannot_be_written(page: CarryPage, budi: DataFile, stick: Path, ready: Wait) -> None:
    insert(budi, "Siti (rekaan)")
    page.side.send(stick / "tidak ada")
    ready()
    assert page.side._strip.words[0] == "Belum berhasil"


def test_pictures_go_in_parts_of_the_size_chosen(page: CarryPage, budi: DataFile, stick: Path, ready: Wait) -> None:
    person = insert(budi, "Siti (rekaan)")
    for n in range(2):
        attachments.keep(budi, bytes([n]) * 12_000_000, ".jpg", person)
    page.show_with(None)
    ready()
    assert page.side._waits.words[2] == "Juga 2 lampiran (24,0 MB)." and page.side._size.isVisible()
    page.side.send(stick)
    ready()
    assert "bersama 2 berkas lampiran" in page.side._strip.words[1]
    assert len(list(stick.glob("FTD-lampiran-*"))) == 2


def test_a_record_leads_to_its_person(page: CarryPage, budi: DataFile, ready: Wait, qtbot: QtBot) -> None:
    person = insert(budi, "Siti (rekaan)")
    page.show_with(None)
    ready()
    with qtbot.waitSignal(page.go) as asked:
        qtbot.keyClick(page.side._records, Qt.Key.Key_Return)
    assert asked.args == ["person", {"participant": person}]


def test_what_the_province_asks_comes_first_and_is_answered_here(
        page: CarryPage, master: DataFile, budi: DataFile, sari: DataFile, stick: Path, ready: Wait,
        qtbot: QtBot) -> None:
    row = insert(budi, "Siti (rekaan)", "0800")
    receive(master, send(budi, stick))
    with_row(sari, budi)
    budi.update(FORM, row, {"hp": "0811", "lat": 1.5})
    sari.update(FORM, row, {"hp": "0822", "lat": 2.5})
    receive(master, send(budi, stick), send(sari, stick))
    device = budi.setting("identity")["device_id"]
    returns.ask(master, device, row, "lat")
    page.take([returns.write(master, device, stick).path])
    ready()
    side, card = page.side, page.side._disputes.card
    assert "1 pertanyaan dari provinsi" in side._strip.words[1]
    assert card.isVisible() and card.y() == 0 and card._which.text() == "Bentrok 1 dari 2"
    assert card._about.text().startswith("Lintang") and card._hint.text() == "Provinsi bertanya: mana yang benar?"
    for _ in range(2):
        qtbot.keyClick(card, Qt.Key.Key_1)
        ready()
    assert not card.isVisible()
    receive(master, send(budi, stick))
    assert conflicts.count(master) == 0  # closed there too
    page.take([returns.write(master, device, stick).path])
    ready()
    assert "pertanyaan" not in side._strip.words[1]


def test_a_regency_that_moved_leaves_only_what_was_sent(page: CarryPage, master: DataFile, budi: DataFile, stick: Path,
                                                        ready: Wait) -> None:
    rows = [insert(budi, name) for name in ("Siti (rekaan)", "Rosa (rekaan)")]
    receive(master, send(budi, stick))
    device = budi.setting("identity")["device_id"]
    page.take([returns.write(master, device, stick).path])
    ready()
    receive(master, bundle.write(budi, stick, everything=True).path)
    handover.hand_over(master, device, ["12.12"])
    budi.update(FORM, rows[1], {"hp": "0899"})
    page.take([returns.write(master, device, stick).path])
    ready()
    assert "1 catatan bukan lagi bagian wilayah Anda" in page.side._strip.words[1]
    assert page.context.identity.scope == page.context.interviews.identity.scope == "Petugas Toba"
    assert "1 catatan wilayah lain tetap di sini sampai terkirim" in page.side._strip.words[1]
    assert [row["nama"] for row in table(budi)] == ["Rosa (rekaan)"]


def test_the_province_sees_who_waits(sit: Sit, master: DataFile, budi: DataFile, stick: Path, ready: Wait,
                                     qtbot: QtBot) -> None:
    insert(budi, "Siti (rekaan)")
    receive(master, send(budi, stick))
    page = sit(CarryPage, master)
    side = page.side
    assert [(row[0], row[4]) for row in cells(side._table)] == [
        ("Budi Contoh", "Menunggu balasan"), ("Sari Contoh", "Belum pernah mengirim")]
    side.send(stick)
    ready()
    assert side._strip.words[0] == "1 balasan dibuat"
    assert cells(side._table)[0][4] == "Balasan dibuat"
    assert not side.make.isEnabled()
    with qtbot.waitSignal(page.go) as asked:
        page.take([stick / "a.ftd"])
    assert asked.args == ["master", {"files": [stick / "a.ftd"]}]


def test_answers_are_stopped_between_two_laptops(sit: Sit, master: DataFile, budi: DataFile, sari: DataFile,
                                                 stick: Path, ready: Wait, monkeypatch: pytest.MonkeyPatch) -> None:
    for file in (budi, sari):
        insert(file, "Siti (rekaan)")
        receive(master, send(file, stick))
    page = sit(CarryPage, master)
    side, real = page.side, returns.write

    def then_stop(*given: object, **more: object) -> object:
        side._strip.stop.emit()
        return real(*given, **more)  # type: ignore[arg-type]

    monkeypatch.setattr(returns, "write", then_stop)
    side.send(stick)
    ready()
    assert side._strip.words[0] == "Dibatalkan" and len(list(stick.glob("FTD-balas-*"))) == 1
    monkeypatch.setattr(returns, "write", real)
    side.read()
    ready()
    side.send(stick)
    ready()
    assert len(list(stick.glob("FTD-balas-*"))) == 2


def test_attachments_that_did_not_come_are_named_by_laptop(sit: Sit, master: DataFile, budi: DataFile,
                                                           stick: Path) -> None:
    person = insert(budi, "Siti (rekaan)")
    attachments.keep(budi, b"x" * 3_000_000, ".jpg", person)
    receive(master, send(budi, stick))  # the part stays behind
    page = sit(CarryPage, master)
    assert cells(page.side._table)[0][3] == "1 lampiran (3,0 MB), bagian 1 dari 1"


def test_in_english(sit: Sit, budi: DataFile) -> None:
    i18n.use("en")
    page = sit(CarryPage, budi)
    assert page.side._waits.words[1] == "The province has received all records."
