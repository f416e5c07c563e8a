"""Formulir on a real file: what is installed and used, a workbook checked, tried, weighed and published."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog
from pytestqt.qtbot import QtBot

from ftd_desktop import i18n, resources
from ftd_desktop.store import form_tables
from ftd_desktop.ui import theme
from ftd_desktop.ui.context import Context
from ftd_desktop.ui.forms.practice import PracticeBench
from ftd_desktop.ui.main_window import MainWindow
from ftd_desktop.ui.pages.forms import FormsPage
from ftd_desktop.ui.publishing.proposal import kind_words
from ftd_desktop.ui.widgets.text import Label
from tests.ui.conftest import put_up, wait
from tests.ui.test_accessibility import _cut, controls, seen, spoken
from tests.ui.world import World

Settle = Callable[[], None]
Edit = Callable[[openpyxl.Workbook], None]
SURVEY = resources.path("forms", "ftd_survei.xlsx")


def variant(folder: Path, name: str, *edits: Edit) -> Path:
    """The survey's workbook, edited."""
    book = openpyxl.load_workbook(SURVEY)
    for edit in edits:
        edit(book)
    book.save(folder / name)
    return folder / name


def version(text: str) -> Edit:
    return lambda book: put(book, "settings", None, "version", text)


def rule(question: str, column: str, text: str) -> Edit:
    return lambda book: put(book, "survey", question, column, text)


def put(book: openpyxl.Workbook, sheet: str, name: str | None, column: str, text: str) -> None:
    rows = list(book[sheet].iter_rows())
    heads = [cell.value for cell in rows[0]]
    row = rows[1] if name is None else next(r for r in rows if r[heads.index("name")].value == name)
    row[heads.index(column)].value = text


@pytest.fixture
def page(opened: Context, settle: Settle, qtbot: QtBot) -> FormsPage:
    return sit(opened, "province", settle, qtbot)


def sit(context: Context, role: Any, settle: Settle, qtbot: QtBot) -> FormsPage:
    context.identity = replace(context.identity, role=role)
    return put_up(FormsPage(context), qtbot, settle)


def checking(context: Context, book: Path, settle: Settle, qtbot: QtBot) -> MainWindow:
    """The province's window at the page Formulir with a workbook checked."""
    context.identity = replace(context.identity, role="province")
    window = MainWindow(context)
    qtbot.addWidget(window)
    window.show()
    window.go("forms")
    window.page.check(book)  # type: ignore[attr-defined]
    settle()
    return window


def pane(page: FormsPage) -> str:
    """All words of the result's pane."""
    assert page._result is not None
    QApplication.processEvents()  # labels that were just put in are shown by an event of their own
    return "\n".join(label.text() for label in page._result.findChildren(Label) if label.isVisible())


def test_lists_forms_with_who_uses_them(page: FormsPage) -> None:
    rows = {one.form.form_id: one for one in page._lists.table.rows_model.rows}
    assert list(rows) == ["ftd_profil", "ftd_survei"]
    assert rows["ftd_profil"].records == 4 and rows["ftd_survei"].drafts == 1
    assert len(rows["ftd_survei"].versions) == 1


def test_a_record_open_just_now_counts_as_a_draft(page: FormsPage, opened: Context, world: World,
                                                  settle: Settle) -> None:
    def begin() -> None:
        record = opened.interviews.start("ftd_survei", world.ids[1], "tl6")
        record.answer(next(ref for ref in record.interview.refs() if ref.endswith("/cara")), "tatap")
        record.write(record.pending())

    wait(opened.tasks, begin)
    page.show_with()
    settle()
    survey = next(one for one in page._lists.table.rows_model.rows if one.form.form_id == "ftd_survei")
    assert survey.drafts == 2


def test_faults_are_named_by_place_and_can_be_copied(page: FormsPage, settle: Settle, tmp_path: Path) -> None:
    page.check(variant(tmp_path, "rusak.xlsx", rule("omzet_daring", "constraint", "regx(., 'a')")))
    settle()
    assert page.proposal is not None and page._result is not None
    fault = page.proposal.report.faults[0]
    assert (fault.sheet, fault.column) == ("survey", "constraint") and fault.row > 1 and fault.suggestion
    assert not page._result.install_button.isEnabled() and not page._result.try_button.isEnabled()
    page._result.copy_button.click()
    copied = QGuiApplication.clipboard().text()
    assert "rusak.xlsx" in copied and str(fault) in copied


def test_a_file_that_is_no_workbook_says_so(page: FormsPage, settle: Settle, tmp_path: Path) -> None:
    (tmp_path / "catatan.xlsx").write_text("bukan buku kerja")
    page.check(tmp_path / "catatan.xlsx")
    settle()
    assert page.proposal is not None and page.proposal.report.faults
    assert "catatan.xlsx" in page.proposal.text


def test_what_a_new_version_changes_is_said_before_anything_is_written(
        page: FormsPage, opened: Context, settle: Settle, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    book = variant(tmp_path, "baru.xlsx", version("2026123101"), rule("omzet_daring", "constraint", ". >= 100"))
    before = wait(opened.tasks, lambda: (opened.opened.rows("SELECT * FROM _form"), opened.opened.rows(
        "SELECT name, sql FROM sqlite_master ORDER BY name")))
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *a: (str(book), ""))
    page.choose()
    settle()
    assert page.proposal is not None and page._result is not None
    found = [(line.place, line.cell.text) for line in page.proposal.findings]
    assert found == [("omzet_daring", kind_words("constraint"))]
    assert "menjadi “. >= 100”" in page.proposal.findings[0].detail
    words = pane(page)
    assert "1 perubahan" in words and "1 draf tetap pada versinya" in words and "isian selesai tetap" in words
    assert wait(opened.tasks, lambda: (opened.opened.rows("SELECT * FROM _form"), opened.opened.rows(
        "SELECT name, sql FROM sqlite_master ORDER BY name"))) == before


def test_what_drafts_would_lose_is_said(page: FormsPage, settle: Settle, tmp_path: Path) -> None:
    page.check(variant(tmp_path, "baru.xlsx", version("2026123101")))
    settle()
    assert "1 dari 1 draf di berkas ini pindah dengan semua jawabannya." in pane(page)

    def without_mode(book: openpyxl.Workbook) -> None:
        put(book, "survey", "cara", "name", "cara_lain")

    page.check(variant(tmp_path, "tanpa.xlsx", version("2026123101"), without_mode))
    settle()
    words = pane(page)
    assert "0 dari 1 draf" in words and "tidak bertempat lagi: Cara wawancara." in words
    assert "contoh" not in page.proposal.text.replace("tanpa.xlsx", ""), "nobody is named in what may be sent on"


def test_the_province_publishes_and_drafts_keep_their_version(page: FormsPage, opened: Context, world: World,
                                                              settle: Settle, tmp_path: Path) -> None:
    page.check(variant(tmp_path, "baru.xlsx", version("2026123101")))
    settle()
    assert page._result is not None
    page._result.install_button.click()
    settle()
    assert page.proposal is None and page._strip.words[0] == "ftd_survei versi 2026123101 terpasang."
    survey = next(one for one in page._lists.table.rows_model.rows if one.form.form_id == "ftd_survei")
    assert survey.form.version == "2026123101"
    assert [(v.drafts, v.records > 0) for v in survey.versions] == [(0, False), (1, True)]
    draft = wait(opened.tasks, lambda: opened.interviews.resume(world.draft).form.version)
    assert draft != "2026123101"
    logged = wait(opened.tasks, lambda: opened.opened.value("SELECT count(*) FROM _journal WHERE event = ?",
                                                            ("form installed",)))
    assert logged == 1


def test_a_published_version_does_not_change(page: FormsPage, opened: Context, settle: Settle, tmp_path: Path) -> None:
    page.check(variant(tmp_path, "sama.xlsx", rule("omzet_daring", "constraint", ". >= 100")))
    settle()
    assert page._result is not None and not page._result.install_button.isEnabled()
    assert "sudah terpasang dengan isi lain" in pane(page) and "Naikkan version" in pane(page)


def test_the_same_version_again_is_said(page: FormsPage, settle: Settle) -> None:
    page.check(SURVEY)
    settle()
    assert page._result is not None and not page._result.install_button.isEnabled()
    assert "Versi ini sudah terpasang, persis sama." in pane(page)


def test_a_version_that_would_lose_data_is_refused_in_words(page: FormsPage, opened: Context, settle: Settle,
                                                            tmp_path: Path) -> None:
    page.check(variant(tmp_path, "jenis.xlsx", version("2026123101"), rule("tk_l", "type", "text")))
    settle()
    assert page._result is not None and not page._result.install_button.isEnabled()
    assert "tk_l" in pane(page) and "berganti jenis" in pane(page)
    assert wait(opened.tasks, lambda: form_tables.versions(opened.opened, "ftd_survei")) != ["2026123101"]


def test_an_older_number_is_said(page: FormsPage, settle: Settle, tmp_path: Path) -> None:
    page.check(variant(tmp_path, "lama.xlsx", version("1")))
    settle()
    assert "lebih rendah" in pane(page)


@pytest.mark.parametrize("role", ["officer", "trainer"])
def test_officers_and_trainers_read_and_check_only(opened: Context, settle: Settle, qtbot: QtBot, tmp_path: Path,
                                                   role: str) -> None:
    page = sit(opened, role, settle, qtbot)
    page.check(variant(tmp_path, "baru.xlsx", version("2026123101")))
    settle()
    assert page._result is not None and not page._result.install_button.isVisible()
    assert "Hanya provinsi" in pane(page)
    page.install()
    settle()
    assert wait(opened.tasks, lambda: len(form_tables.versions(opened.opened, "ftd_survei"))) == 1


def test_esc_goes_back_to_the_list(page: FormsPage, settle: Settle) -> None:
    page.check(SURVEY)
    settle()
    QTest.keyClick(page, Qt.Key.Key_Escape)
    assert page.proposal is None and page._stack.currentWidget() is page._lists and page._strip.isVisible()


def test_unseen_it_reads_nothing(page: FormsPage, settle: Settle) -> None:
    page.hide()
    page.context.signals.data_changed.emit()
    assert page.context.tasks.running == 0
    page.show()
    page.context.signals.data_changed.emit()
    assert page.context.tasks.running == 1
    settle()


def test_a_form_is_tried_without_leaving_a_trace(opened: Context, settle: Settle, qtbot: QtBot,
                                                 tmp_path: Path) -> None:
    window = MainWindow(opened)
    qtbot.addWidget(window)
    window.show()
    settle()
    told: list[object] = []
    opened.signals.saved.connect(told.append)
    window.go("forms")
    settle()
    page: Any = window.page
    page.check(variant(tmp_path, "baru.xlsx", version("2026123101")))
    settle()
    written = wait(opened.tasks, lambda: opened.opened.raw.total_changes)
    page.try_proposal()
    settle()
    entry: Any = window.page
    bench = entry.bench
    assert isinstance(bench, PracticeBench) and entry.title == "Latihan: Survei hasil"
    QTest.keyClicks(window.focusWidget(), "1")
    QTest.keyClick(window.focusWidget(), Qt.Key.Key_Return)
    settle()
    assert bench.saved.text == "Latihan: tidak disimpan" and bench.session.given == 1
    QTest.keyClick(window.focusWidget(), Qt.Key.Key_Escape)
    settle()
    assert window.page is page and page.proposal is not None
    assert wait(opened.tasks, lambda: opened.opened.raw.total_changes) == written and not told


@pytest.mark.parametrize("language", ["id", "en"])
@pytest.mark.parametrize("scale", [1.0, 1.5, 2.0])
def test_the_result_is_whole_and_named(opened: Context, look: QApplication, settle: Settle, qtbot: QtBot,
                                       tmp_path: Path, scale: float, language: str) -> None:
    opened.preferences.scale, opened.preferences.language = scale, language
    theme.apply(look, "light", scale)
    book = variant(tmp_path, "baru.xlsx", version("2026123101"), rule("omzet_daring", "constraint", ". >= 100"))
    window = checking(opened, book, settle, qtbot)
    page: Any = window.page
    QApplication.processEvents()
    assert page._result.isVisible() and window.width() == 1366
    assert not [_cut(part) for part in seen(page) if _cut(part)]
    assert not [type(part).__name__ for part in controls(page) if not spoken(part).strip()]
    page._drops._welcome.cover(page.rect())
    page.grab()
    i18n.use("id")
