"""A sheet of people on the page Formulir: weighed, brought in, taken back; a strange sheet is refused kindly."""

from __future__ import annotations

import csv
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog
from pytestqt.qtbot import QtBot

from ftd_desktop import i18n
from ftd_desktop.cli.demo import answers
from ftd_desktop.cli.demo.people import people
from ftd_desktop.errors import UserError
from ftd_desktop.ui import theme
from ftd_desktop.ui.context import Context
from ftd_desktop.ui.dialogs.message import QuestionDialog
from ftd_desktop.ui.importing.import_pane import ImportPane
from ftd_desktop.ui.main_window import MainWindow
from ftd_desktop.ui.pages.forms import FormsPage
from tests.ui.conftest import put_up, wait
from tests.ui.test_accessibility import _cut, controls, seen, spoken

Settle = Callable[[], None]


@pytest.fixture
def page(opened: Context, settle: Settle, qtbot: QtBot) -> FormsPage:
    return put_up(FormsPage(opened), qtbot, settle)


def sheet(folder: Path, *changed: dict[str, Any]) -> Path:
    """Three people who are not in the file, the first ones changed."""
    rows = [answers.profile(person) for person in people()[6:9]]
    for row, change in zip(rows, changed, strict=False):
        row |= change
    path = folder / "orang.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)
    return path


def weighed(page: FormsPage, path: Path, settle: Settle) -> ImportPane:
    page.weigh_sheet("ftd_profil", path)
    settle()
    assert page.sheet is not None
    return page.sheet


def count(context: Context) -> int:
    return int(wait(context.tasks, lambda: context.opened.value("SELECT count(*) FROM participant")))


def test_a_sheet_is_chosen_for_the_form_in_the_list(page: FormsPage, settle: Settle, tmp_path: Path,
                                                    monkeypatch: pytest.MonkeyPatch) -> None:
    path = sheet(tmp_path)
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *a: (str(path), ""))
    page._lists.sheets.bring.click()
    settle()
    assert page.sheet is not None and page.sheet.act.text() == "Masukkan 3 catatan"
    assert not page.sheet.findings.table.isVisible(), "nothing is wrong with them"


def test_findings_name_row_question_and_what_was_written(page: FormsPage, opened: Context, settle: Settle,
                                                         tmp_path: Path) -> None:
    before = count(opened)
    shown = weighed(page, sheet(tmp_path, {"jk": "wanita"}, {"setuju_data": ""}), settle)
    told = [(one.row, one.cell.text, one.question, one.written) for one in shown.table.rows_model.rows]
    assert (2, "Salah", "Jenis kelamin", "wanita") in told
    assert any(row == 3 and words == "Belum lengkap" for row, words, _, _ in told)
    assert shown.act.text() == "Masukkan 2 catatan"
    assert count(opened) == before, "weighing writes nothing"


def test_what_came_in_can_be_taken_back(page: FormsPage, opened: Context, settle: Settle, tmp_path: Path) -> None:
    before = count(opened)
    shown = weighed(page, sheet(tmp_path), settle)
    shown.act.click()
    settle()
    assert count(opened) == before + 3
    assert not shown.act.isEnabled() and shown.undo_button.hasFocus()
    shown.undo_button.click()
    settle()
    assert count(opened) == before
    assert not shown.undo_button.isEnabled()


def test_an_import_can_also_be_undone_later_from_the_list(page: FormsPage, opened: Context, settle: Settle,
                                                          tmp_path: Path, qtbot: QtBot) -> None:
    before, sheets = count(opened), page._lists.sheets
    assert not sheets.undo.isVisible(), "nothing came in yet"
    weighed(page, sheet(tmp_path), settle).act.click()
    settle()
    page.close_result()
    page.show_with()
    settle()
    qtbot.waitUntil(sheets.undo.isVisible)
    sheets.undo.click()
    question, = sheets.findChildren(QuestionDialog)
    question.accept()
    settle()
    assert count(opened) == before
    qtbot.waitUntil(lambda: not sheets.undo.isVisible())


def test_escape_goes_back_to_the_list(page: FormsPage, settle: Settle, tmp_path: Path) -> None:
    shown = weighed(page, sheet(tmp_path), settle)
    QTest.keyClick(shown, Qt.Key.Key_Escape)
    settle()
    assert page._lists.isVisible() and not shown.isVisible()


def test_a_sheet_that_does_not_fit_is_refused_and_the_list_is_back(page: FormsPage, settle: Settle, tmp_path: Path,
                                                                  qtbot: QtBot) -> None:
    (tmp_path / "lain.csv").write_text("a,b\n1,2\n")
    with qtbot.captureExceptions() as said:
        page.weigh_sheet("ftd_profil", tmp_path / "lain.csv")
        settle()
    assert page._lists.isVisible()
    (kind, error, _), = said
    assert kind is UserError and "lain.csv" in str(error)


def test_the_findings_and_a_blank_sheet_are_written(page: FormsPage, settle: Settle, tmp_path: Path,
                                                    monkeypatch: pytest.MonkeyPatch) -> None:
    target = tmp_path / "hasil.xlsx"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *a: (str(target), ""))
    shown = weighed(page, sheet(tmp_path, {"jk": "wanita"}), settle)
    shown.save_button.click()
    settle()
    rows = list(openpyxl.load_workbook(target).worksheets[0].iter_rows(values_only=True))
    assert rows[1][0] == 2 and rows[1][2] == "Jenis kelamin"
    page.close_result()
    page._lists.sheets.blank.click()
    settle()
    book = openpyxl.load_workbook(target)
    assert "nama" in [cell.value for cell in book.worksheets[0][1]]
    assert ("nama", "Nama lengkap sesuai KTP (tanpa gelar)") in [
        row[:2] for row in book.worksheets[1].iter_rows(values_only=True)]


@pytest.mark.parametrize("language", ["id", "en"])
@pytest.mark.parametrize("scale", [1.0, 2.0])
def test_the_pane_is_whole_and_named(opened: Context, look: QApplication, settle: Settle, qtbot: QtBot, tmp_path: Path,
                                     scale: float, language: str) -> None:
    opened.preferences.scale, opened.preferences.language = scale, language
    theme.apply(look, "light", scale)
    window = MainWindow(opened)
    qtbot.addWidget(window)
    window.show()
    window.go("forms")
    page: Any = window.page
    shown = weighed(page, sheet(tmp_path, {"jk": "wanita"}), settle)
    QApplication.processEvents()
    assert shown.isVisible() and shown.act.isEnabled()
    assert not [_cut(part) for part in seen(page) if _cut(part)]
    assert not [type(part).__name__ for part in controls(page) if not spoken(part).strip()]
    i18n.use("id")
