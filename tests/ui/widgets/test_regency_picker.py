"""The 33 regencies by keyboard."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ftd_desktop.ui.widgets.regency_picker import RegencyPicker


@pytest.fixture
def picker(look: QApplication, qtbot: QtBot) -> RegencyPicker:
    made = RegencyPicker()
    qtbot.addWidget(made)
    made.show()
    return made


def pick(picker: RegencyPicker, qtbot: QtBot, text: str) -> None:
    qtbot.keyClicks(picker._search, text)
    qtbot.keyClick(picker._search, Qt.Key.Key_Return)


def test_none_is_the_whole_province(picker: RegencyPicker) -> None:
    assert picker.codes == () and picker.words == ""
    assert picker._said.text() == "Tidak ada yang dipilih: seluruh provinsi."
    assert len(picker._items()) == 33


def test_typed_and_entered(picker: RegencyPicker, qtbot: QtBot) -> None:
    pick(picker, qtbot, "tob")
    pick(picker, qtbot, "samo")
    assert picker.words == "Toba, Samosir"
    assert picker._search.text() == ""
    pick(picker, qtbot, "tob")
    assert picker.words == "Samosir"


def test_the_exact_name_comes_first(picker: RegencyPicker, qtbot: QtBot) -> None:
    pick(picker, qtbot, "nias")
    assert picker.words == "Nias"
    pick(picker, qtbot, "nias barat")
    assert picker.words == "Nias, Nias Barat"


def test_nothing_found_changes_nothing(picker: RegencyPicker, qtbot: QtBot) -> None:
    pick(picker, qtbot, "jakarta")
    assert picker.codes == () and picker._shown() == []


def test_down_into_the_list_and_space(picker: RegencyPicker, qtbot: QtBot) -> None:
    qtbot.keyClicks(picker._search, "kota m")
    qtbot.keyClick(picker._search, Qt.Key.Key_Down)
    qtbot.keyClick(picker._list, Qt.Key.Key_Space)
    assert picker.words == "Medan"
    qtbot.keyClick(picker._list, Qt.Key.Key_Space)
    assert picker.words == ""


def test_a_click_on_the_name_ticks_once(picker: RegencyPicker, qtbot: QtBot) -> None:
    where = picker._list.visualItemRect(picker._items()[1]).center()
    qtbot.mouseClick(picker._list.viewport(), Qt.MouseButton.LeftButton, pos=where)
    assert picker.words == "Tapanuli Utara"


def test_known_ones_are_ticked(look: QApplication, qtbot: QtBot) -> None:
    made = RegencyPicker(["12.71", "12.12"])
    qtbot.addWidget(made)
    assert set(made.codes) == {"12.12", "12.71"}
