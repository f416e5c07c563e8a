"""A form made elsewhere, published here and filled in: for a participant, for nobody, twice, and taken up again."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from ftd_desktop.ui.context import Context
from ftd_desktop.ui.main_window import MainWindow
from ftd_desktop.ui.publishing.fill_dialog import FillDialog
from tests.ui.conftest import wait
from tests.ui.test_forms_page import checking
from tests.ui.world import World

Settle = Callable[[], None]
SURVEY = (
    ("type", "name", "label", "bind::ftd:pdp"),
    ("text", "nik", "NIK", ""),
    ("date", "tanggal", "Tanggal kunjungan", ""),
    ("text", "tempat", "Tempat", ""),
    ("select_one hasil", "hasil", "Hasil", ""),
)


def visit(folder: Path) -> Path:
    """A workbook as any office may make it."""
    book = openpyxl.Workbook()
    sheets = {"survey": SURVEY, "choices": (("list_name", "name", "label"), ("hasil", "ada", "Ada orang"),
                                            ("hasil", "kosong", "Rumah kosong")),
              "settings": (("form_title", "form_id", "version", "namespaces"),
                           ("Kunjungan (contoh)", "kunjungan", "1", 'ftd="http://ftd-desktop.org/xforms"'))}
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    book.remove(book.worksheets[0])
    book.save(folder / "kunjungan.xlsx")
    return folder / "kunjungan.xlsx"


@pytest.fixture
def window(opened: Context, settle: Settle, qtbot: QtBot, tmp_path: Path) -> MainWindow:
    """The window at the page Formulir with the visit installed and chosen."""
    made = checking(opened, visit(tmp_path), settle, qtbot)
    page: Any = made.page
    page._result.install_button.click()
    settle()
    assert page._lists.table.current().form.form_id == "kunjungan", "what was just published is chosen"
    return made


def type_into(window: MainWindow, *keys: str | Qt.Key) -> None:
    for key in keys:
        widget = window.focusWidget()
        assert widget is not None
        _ = QTest.keyClicks(widget, key) if isinstance(key, str) else QTest.keyClick(widget, key)


def ask(window: MainWindow) -> FillDialog:
    page: Any = window.page
    page._lists.fill_button.click()
    return window.findChildren(FillDialog)[-1]


def test_a_form_made_elsewhere_is_filled_in(window: MainWindow, opened: Context, world: World, settle: Settle) -> None:
    page: Any = window.page
    assert page._lists.fill_button.isVisible() and page._lists.records.rows_model.rowCount() == 0
    dialog = ask(window)
    settle()
    assert dialog.table.rows_model.rowCount() == len(world.ids)
    dialog.search.setText("zzz")
    settle()
    assert not dialog.act.isEnabled()
    dialog.search.setText("")
    settle()
    QTest.keyClick(dialog.search, Qt.Key.Key_Down)
    person = dialog.table.current()
    assert person.id == dialog.table.rows_model.row(1).id
    QTest.keyClick(dialog.search, Qt.Key.Key_Return)
    settle()
    assert window.page.title == "Kunjungan (contoh)" and person.name in window.page.subtitle
    type_into(window, "1271", Qt.Key.Key_Return, "24/11/26", Qt.Key.Key_Return, "Rumah", Qt.Key.Key_Return, "1",
              Qt.Key.Key_Return)
    QTest.keyClick(window.focusWidget(), Qt.Key.Key_Return)  # the last button: check and finish
    settle()
    assert window.page is page
    line = page._lists.records.rows_model.row(0)
    assert (line.person, line.cell.text) == (person.name, "Selesai")
    assert line.answers == "24 November 2026 · Rumah · Ada orang"
    assert "1271" not in line.answers, "personal numbers are in no list"


def test_a_second_visit_is_a_second_record(window: MainWindow, opened: Context, settle: Settle) -> None:
    page: Any = window.page
    for place in ("Rumah", "Kios"):
        dialog = ask(window)
        settle()
        dialog.act.click()
        settle()
        entry: Any = window.page
        entry.bench.guide.go_to_ref("/data/tempat")
        type_into(window, place, Qt.Key.Key_Return, Qt.Key.Key_Escape)
        settle()
    assert window.page is page
    assert sorted(line.answers for line in page._lists.records.rows_model.rows) == ["Kios", "Rumah"]
    assert {line.cell.text for line in page._lists.records.rows_model.rows} == {"Draf"}
    assert wait(opened.tasks, lambda: opened.opened.value("SELECT count(DISTINCT _participant) FROM kunjungan")) == 1


def test_a_record_of_nobody_is_taken_up_again(window: MainWindow, settle: Settle) -> None:
    page: Any = window.page
    ask(window).alone.click()
    settle()
    entry: Any = window.page
    entry.bench.guide.go_to_ref("/data/tempat")
    type_into(window, "Pasar", Qt.Key.Key_Return, Qt.Key.Key_Escape)
    settle()
    line = page._lists.records.rows_model.row(0)
    assert (line.person, line.answers) == ("", "Pasar")
    page._lists.records.setFocus()
    QTest.keyClick(page._lists.records, Qt.Key.Key_Return)
    settle()
    assert window.page is entry and entry.bench.session.state("/data/tempat").value == "Pasar"
    window.go("back")
    settle()


def test_the_program_s_own_forms_are_filled_in_elsewhere(window: MainWindow, settle: Settle) -> None:
    page: Any = window.page
    page._lists.table.choose_row(0)
    settle()
    assert page._lists.fill_button.isHidden() and page._lists.filled.isHidden()
    page._lists.fill()
    assert not [dialog for dialog in window.findChildren(FillDialog) if dialog.isVisible()]
