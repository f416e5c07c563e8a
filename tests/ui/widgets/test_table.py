"""The table: a chosen row is a selected row, columns give way in their order, keys open rows."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ftd_desktop.ui.models.cells import BadgeCell, BarCell, Column, RoundsCell
from ftd_desktop.ui.models.rows import RowsModel
from ftd_desktop.ui.widgets.table import Table

COLUMNS = (
    Column("Nama", lambda row: row[0], 100, stretch=True, whole=True, key="name"),
    Column("Usaha", lambda row: row[1], 200, rank=2, key="business"),
    Column("Tahap", lambda row: BadgeCell("ok", row[2]), 100, whole=True),
    Column("Terisi", lambda row: BarCell(0.52), 100, rank=1, key="share"),
    Column("Survei", lambda row: RoundsCell("cdo", "awal selesai, akhir draf"), 80),
)
ROWS = [(f"Orang {n}", f"Usaha {n}", "Lulus") for n in range(20)]


@pytest.fixture
def table(look: QApplication, qtbot: QtBot) -> Table:
    made = Table(RowsModel(COLUMNS, ROWS), "Daftar", preselect=False)
    qtbot.addWidget(made)
    made.resize(700, 300)
    made.show()
    return made


def shown(table: Table) -> list[str]:
    return [column.title for i, column in enumerate(COLUMNS) if not table.isColumnHidden(i)]


def test_the_keyboard_arriving_selects_a_row(table: Table) -> None:
    table.setFocus()
    assert table.marked_rows() == [0] and table.current() == ROWS[0]


def test_enter_and_double_click_open_the_chosen_row(table: Table, qtbot: QtBot) -> None:
    opened: list[object] = []
    table.opened.connect(opened.append)
    table.setFocus()
    qtbot.keyClick(table, Qt.Key.Key_Down)
    qtbot.keyClick(table, Qt.Key.Key_Return)
    table.doubleClicked.emit(table.model().index(3, 0))
    assert opened == [ROWS[1], ROWS[3]]


def test_tab_leaves_the_table(table: Table, qtbot: QtBot) -> None:
    table.setFocus()
    qtbot.keyClick(table, Qt.Key.Key_Tab)
    assert table.currentIndex().row() == 0


def test_columns_of_the_highest_rank_give_way_first(table: Table) -> None:
    assert len(shown(table)) == 5
    table.resize(560, 300)
    QApplication.processEvents()
    assert shown(table) == ["Nama", "Tahap", "Terisi", "Survei"]
    table.resize(360, 300)
    QApplication.processEvents()
    assert shown(table) == ["Nama", "Tahap", "Survei"]
    table.resize(700, 300)
    QApplication.processEvents()
    table.hide_columns(frozenset({"share"}))
    assert shown(table) == ["Nama", "Usaha", "Tahap", "Survei"]


def test_cells_speak(table: Table) -> None:
    said = [table.model().index(0, i).data(Qt.ItemDataRole.AccessibleTextRole) for i in range(5)]
    assert said == ["Orang 0", "Usaha 0", "Lulus", "52%", "awal selesai, akhir draf"]
