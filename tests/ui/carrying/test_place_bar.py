"""A stick is known by its folder: what lies there for me is offered, what I send is put there."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from ftd_desktop.store.file import DataFile
from ftd_desktop.sync import folder
from ftd_desktop.ui.pages.carry import CarryPage
from ftd_desktop.ui.pages.master import MasterPage
from tests.sync.world import insert, table
from tests.ui.carrying.conftest import Sit, Wait


@pytest.fixture
def place(stick: Path, sticks: list[Path]) -> folder.Place:
    """A prepared stick that is plugged in."""
    sticks.append(stick)
    return folder.prepare(stick)


def looked(page: CarryPage | MasterPage, ready: Wait) -> tuple[str, str]:
    """What the bar says after looking: a file is taken for whole when it has not grown since the look before."""
    bar = page._place if isinstance(page, MasterPage) else page.side._place
    for _ in range(2):
        bar.look()
        ready()
    return bar.words


def test_without_a_stick_there_is_no_bar(sit: Sit, budi: DataFile) -> None:
    assert not sit(CarryPage, budi).side._place.isVisible()


def test_there_and_back_by_a_stick(sit: Sit, master: DataFile, budi: DataFile, place: folder.Place, ready: Wait,
                                   qtbot: QtBot) -> None:
    insert(budi, "Siti (rekaan)")
    laptop, office = sit(CarryPage, budi), sit(MasterPage, master)
    assert looked(laptop, ready)[0] == f"Folder kiriman di {place.root}"
    qtbot.mouseClick(laptop.side._place._write, Qt.MouseButton.LeftButton)
    ready()
    assert len(list(place.to_province.iterdir())) == 1 and "1 catatan" in laptop.side._strip.words[0]
    qtbot.mouseClick(laptop.side._place._write, Qt.MouseButton.LeftButton)
    ready()
    assert laptop.side._strip.words[0] == "Kiriman yang sama sudah ada di sana"
    assert looked(office, ready)[1].startswith("1 berkas menunggu dibaca") and "Budi Contoh" in office._place.words[1]
    qtbot.mouseClick(office._place._read, Qt.MouseButton.LeftButton)
    ready()
    office.merge()
    ready()
    assert len(table(master)) == 1
    assert looked(office, ready)[1] == "Tidak ada berkas baru untuk dibaca di sana."
    qtbot.mouseClick(office._place._write, Qt.MouseButton.LeftButton)
    ready()
    assert office._strip.words[0] == "1 balasan dibuat"
    assert looked(laptop, ready)[1].startswith("1 berkas menunggu dibaca")
    qtbot.mouseClick(laptop.side._place._read, Qt.MouseButton.LeftButton)
    ready()
    assert laptop.side._strip.words[0].startswith("Balasan dibaca: 1 perubahan dikonfirmasi")


def test_the_province_answers_from_its_carry_page(sit: Sit, master: DataFile, budi: DataFile, place: folder.Place,
                                                  ready: Wait, qtbot: QtBot) -> None:
    insert(budi, "Siti (rekaan)")
    folder.send(budi, place)
    page = sit(CarryPage, master)
    looked(page, ready)
    with qtbot.waitSignal(page.go) as asked:
        qtbot.mouseClick(page.side._place._read, Qt.MouseButton.LeftButton)
    assert asked.args[0] == "master" and len(asked.args[1]["files"]) == 1
    office = sit(MasterPage, master, asked.args[1])
    office.merge()
    ready()
    page.show_with(None)
    ready()
    qtbot.mouseClick(page.side._place._write, Qt.MouseButton.LeftButton)
    ready()
    assert page.side._strip.words[0] == "1 balasan dibuat" and len(list(place.to_officers.iterdir())) == 1


def test_a_shared_folder_is_prepared_and_kept_in_mind(sit: Sit, budi: DataFile, tmp_path: Path, ready: Wait) -> None:
    page = sit(CarryPage, budi)
    (tmp_path / "bersama").mkdir()
    page.side._place.make(tmp_path / "bersama")
    ready()
    assert page.side._strip.words[0] == f"Folder kiriman siap di {tmp_path / 'bersama'}"
    assert page.side._place.isVisible()
    (tmp_path / "berkas").write_text("bukan folder")
    page.side._place.make(tmp_path / "berkas")
    ready()
    assert page.side._strip.words[0] == "Belum berhasil"


def test_looking_stops_while_another_page_is_in_front(sit: Sit, budi: DataFile) -> None:
    page = sit(CarryPage, budi)
    assert page.side._place._timer.isActive()
    page.hide()
    assert not page.side._place._timer.isActive()
