"""The report page: figures shown, records behind each, files saved; with a made-up file."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QSignalSpy
from pytestqt.qtbot import QtBot

from ftd_desktop import i18n
from ftd_desktop.evaluation.charts import Rect
from ftd_desktop.ui import theme
from ftd_desktop.ui.context import Context
from ftd_desktop.ui.models import report_data
from ftd_desktop.ui.pages.report import ReportPage
from ftd_desktop.ui.report.spread import PROFIT
from tests.evaluation import odd
from tests.evaluation.file import MemoryFile, pilot
from tests.ui.conftest import put_up

Shown = Callable[[int], ReportPage]


@pytest.fixture
def shown(context: Context, qtbot: QtBot, settle: Callable[[], None]) -> Iterator[Shown]:
    """Makes the page for a file of n people and waits until its figures are there."""
    files: list[MemoryFile] = []

    def make(n: int) -> ReportPage:
        file = pilot(n)
        files.append(file)
        context.file = file  # type: ignore[assignment]
        return put_up(ReportPage(context), qtbot, settle, high=690)

    yield make
    for file in files:
        file.close()


def figures(page: ReportPage) -> list[str]:
    return [cell.accessibleName() for cell in page._figures.cells]


def test_four_figures_the_mean_last_of_the_three_with_care(shown: Shown) -> None:
    page = shown(40)
    names = figures(page)
    assert names[0].startswith("Median perubahan penjualan") and "Selang 95%" in names[0]
    assert names[1].startswith("Rasio jumlah") and names[2].startswith("Rata-rata")
    assert [cell._care.isVisible() for cell in page._figures.cells] == [False, False, True, False]
    assert "bukan dampak" in page._claim.words.text()
    assert page.subtitle == "per 24/11/2026"


def test_profit_instead_of_sales(shown: Shown, qtbot: QtBot) -> None:
    page = shown(40)
    sales = figures(page)
    qtbot.mouseClick(page._spread.profit, Qt.MouseButton.LeftButton)
    assert page._spread.column == PROFIT and not page._spread.sales.isChecked()
    assert figures(page)[0].startswith("Median perubahan keuntungan") and figures(page) != sales


def test_each_figure_leads_to_its_people_by_keyboard(shown: Shown, qtbot: QtBot) -> None:
    page = shown(40)
    spy = QSignalSpy(page.go)
    page._figures.cells[0].setFocus()
    qtbot.keyClick(page._figures.cells[0], Qt.Key.Key_Return)
    assert page._board is not None
    assert spy.at(0)[0] == "participants" and spy.at(0)[1]["ids"] == page._board.line("omzet_bulan").people
    row = next(i for i, row in enumerate(page._tables.outcomes.rows_model.rows) if row.indicator.id == "nib")
    page._tables.outcomes.choose_row(row)
    qtbot.keyClick(page._tables.outcomes, Qt.Key.Key_Return)
    assert spy.at(1)[1]["words"] == "Punya NIB" and len(spy.at(1)[1]["ids"]) > 10


def test_who_moved_between_classes(shown: Shown, qtbot: QtBot) -> None:
    page = shown(60)
    qtbot.mouseClick(page._spread.classes, Qt.MouseButton.LeftButton)
    chart = page._spread.chart.chart
    assert chart is not None and "naik kelas" in chart.description
    assert "naik" in page._spread.note.text()
    assert sum(len(people) for people in chart.keys.values()) == int(chart.description.split()[0])
    spy = QSignalSpy(page.go)
    page._spread.chart.setFocus()
    for key in (Qt.Key.Key_Right, Qt.Key.Key_Return):
        qtbot.keyClick(page._spread.chart, key)
    assert spy.count() == 1 and spy.at(0)[1]["ids"]
    qtbot.mouseClick(page._spread.classes, Qt.MouseButton.LeftButton)
    assert "Sebaran" in page._spread.chart.chart.description  # type: ignore[union-attr]


def test_bars_and_tiles_lead_to_their_people(shown: Shown, qtbot: QtBot) -> None:
    page = shown(40)
    spy = QSignalSpy(page.go)
    page._spread.chart.setFocus()
    for key in (Qt.Key.Key_Right, Qt.Key.Key_Right, Qt.Key.Key_Return):
        qtbot.keyClick(page._spread.chart, key)
    assert spy.count() == 1 and spy.at(0)[1]["ids"]
    chart = page._map.chart
    assert chart is not None and page._board is not None
    tile = next(s for s in chart.shapes if isinstance(s, Rect) and s.key == "12.71")
    scale = page._map._scale
    at = page._map.rect().topLeft()
    at.setX(round((tile.x + tile.w / 2) * scale))
    at.setY(round((tile.y + tile.h / 2) * scale))
    qtbot.mouseClick(page._map, Qt.MouseButton.LeftButton, pos=at)
    assert spy.at(1)[1] == {"ids": tuple(page._board.living_in("12.71")), "words": "Kota Medan"}


def test_a_sentence_is_judged_as_it_is_typed(shown: Shown, qtbot: QtBot) -> None:
    page = shown(40)
    caution = page._claim.words.text()
    qtbot.keyClicks(page._claim.field, "laba naik rata-rata 9999% per bulan")
    words = page._claim.words.text()
    assert "tidak mendukung angka 9.999%" in words and "Yang benar: Di antara" in words and "keuntungan" in words
    page._claim.field.clear()
    assert page._claim.words.text() == caution


def test_one_cohort_and_another_round(shown: Shown, settle: Callable[[], None]) -> None:
    page = shown(20)
    page.show_with({"cohort": "c1"})
    settle()
    assert page._cohort.currentData() == "c1" and page._board is not None
    assert page._board.data.cohort == "FTD 2022 · Angkatan 01"
    assert [page._rounds.itemData(i) for i in range(page._rounds.count())] == [("baseline", "endline")]


def test_the_quality_of_each_officers_records(
    shown: Shown, settle: Callable[[], None], qtbot: QtBot
) -> None:
    page = shown(20)
    page._tables.quality.setChecked(True)
    settle()
    assert page._tables.stack.currentWidget() is page._tables.officers and page._board is not None
    assert {row.officer for row in page._tables.officers.rows_model.rows} == {"P1", "P2"}
    spy = QSignalSpy(page.go)
    page._tables.officers.choose_row(0)
    qtbot.keyClick(page._tables.officers, Qt.Key.Key_Return)
    settle()
    assert spy.at(0)[1]["words"] in ("P1", "P2") and len(spy.at(0)[1]["ids"]) == 10


def test_narrowed_to_a_group(shown: Shown, settle: Callable[[], None]) -> None:
    page = shown(60)
    assert page._board is not None
    everyone = page._board.line("omzet_bulan")
    women = [page._group.itemData(i) for i in range(page._group.count())].index(("jk", "P"))
    page._group.setCurrentIndex(women)
    page._group.activated.emit(women)
    settle()
    settle()
    line = page._board.line("omzet_bulan")
    assert 0 < line.n < everyone.n and page._board.data.cohort == "Semua angkatan · Perempuan"
    assert page._group.currentData() == ("jk", "P") and page._group.currentText().startswith("Perempuan (")
    assert set(page._board.data.who.raw("jk")) == {"P"}


@pytest.mark.parametrize(("kind", "suffix", "start"), [
    ("report", "pdf", b"%PDF"), ("figures", "xlsx", b"PK"), ("word", "docx", b"PK"), ("dossier", "docx", b"PK"),
    ("people", "xlsx", b"PK"),
])
def test_files_are_written_and_journalled(
    shown: Shown, settle: Callable[[], None], tmp_path: Path, context: Context, kind: str, suffix: str, start: bytes
) -> None:
    page = shown(15)
    path = tmp_path / f"a.{suffix}"
    page.outputs.save(kind, path)
    settle()
    assert path.read_bytes().startswith(start) and path.name in page._news.text()
    file: Any = context.file
    assert [detail["what"] for _, detail in file.journalled] == [kind]


def test_a_letter_for_each_regency_with_people(shown: Shown, settle: Callable[[], None], tmp_path: Path) -> None:
    page = shown(15)
    assert page._board is not None
    assert len(page.outputs._letters.actions()) == len(page._board.regencies)
    page.outputs.save("letter", tmp_path / "a.docx", "12.71")
    settle()
    assert (tmp_path / "a.docx").exists()


def test_a_file_without_the_survey_form_gives_a_sentence(
    context: Context, qtbot: QtBot, settle: Callable[[], None]
) -> None:
    file = MemoryFile()
    context.file = file  # type: ignore[assignment]
    page = ReportPage(context)
    qtbot.addWidget(page)
    page.show_with(None)
    settle()
    assert "Pasang formulir survei" in page._news.text() and not page._news.isHidden()
    page.outputs._ask("report")  # nothing to write: no dialog
    file.close()


def test_what_cannot_be_written_is_said_on_the_page(shown: Shown, settle: Callable[[], None], tmp_path: Path) -> None:
    page = shown(15)
    page.outputs.save("report", tmp_path / "absent" / "a.pdf")
    settle()
    assert "a.pdf" in page._news.text() and "pilih tempat lain" in page._news.text()


def test_no_paper_is_printed_of_a_group_that_gives_people_away(
    shown: Shown, settle: Callable[[], None], tmp_path: Path
) -> None:
    """A group of four would stand in print with the change of each."""
    page = shown(15)
    smallest = page._group.count() - 1
    page._group.setCurrentIndex(smallest)
    page._group.activated.emit(smallest)
    settle()
    assert page._board is not None and 0 < len(page._board.data.people) < 5
    page.outputs.save("report", tmp_path / "a.pdf")
    settle()
    assert "kurang dari 5 usaha" in page._news.text() and not (tmp_path / "a.pdf").exists()
    page.outputs.save("figures", tmp_path / "a.xlsx")
    settle()
    assert (tmp_path / "a.xlsx").exists(), "what stays in the office is written"


def test_a_sentence_about_an_outcome_waits_for_the_outcomes(shown: Shown) -> None:
    """In the first part of a large file nobody seemed to have answered."""
    page = shown(15)
    board = page._board
    assert board is not None
    early = replace(board, outcomes=None)
    assert report_data.judged("9 dari 10 punya NIB", early, "omzet_bulan") == "Hasil program masih dihitung …"
    assert "punya NIB" in report_data.judged("9 dari 10 punya NIB", board, "omzet_bulan")
    assert "Yang benar" in report_data.judged("omzet naik 10%", early, "omzet_bulan")


def test_the_suggested_name_tells_what_it_is(
    shown: Shown, settle: Callable[[], None], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = shown(15)
    asked: list[str] = []
    monkeypatch.setattr("ftd_desktop.ui.report.outputs.QFileDialog.getSaveFileName",
                        lambda *arguments: (asked.append(arguments[2]), (str(tmp_path / "b"), ""))[1])
    page.outputs._ask("letter", "12.71", "Kota Medan")
    settle()
    assert asked == ["Surat Semua angkatan Kota Medan 2026-11-24.docx"] and (tmp_path / "b.docx").exists()


@pytest.mark.parametrize("n", [0, 1, 3])
def test_thin_data_are_sentences(shown: Shown, n: int) -> None:
    page = shown(n)
    assert all("nan" not in words and "{" not in words for words in (*figures(page), page._claim.words.text()))


@pytest.mark.parametrize("seed", range(8))
def test_contradictory_records_are_sentences(
    context: Context, qtbot: QtBot, settle: Callable[[], None], seed: int
) -> None:
    file = pilot(0)
    records, who = odd.world(seed)
    kept = [{name: None if isinstance(value, int) and abs(value) > 2**62 else value for name, value in row.items()}
            for row in records]
    file.put("ftd_survei", kept)
    file.put("participant", ({"_id": person, "kab": facts["kab"], "jk": facts["jk"]} for person, facts in who.items()))
    context.file = file  # type: ignore[assignment]
    page = ReportPage(context)
    qtbot.addWidget(page)
    page.show()
    page.show_with(None)
    page._tables.quality.setChecked(True)
    settle()
    page._spread.profit.click()
    page._spread.classes.click()
    page._claim.field.setText("pendapatan naik rata-rata 330% per bulan")
    assert all("nan" not in words.lower().split() for words in (*figures(page), page._claim.words.text()))
    file.close()


def test_unseen_it_reads_nothing(shown: Shown, context: Context, settle: Callable[[], None]) -> None:
    page = shown(15)
    page.hide()
    context.signals.data_changed.emit()
    assert context.tasks.running == 0
    page.show()
    context.signals.data_changed.emit()
    assert context.tasks.running == 1
    settle()


def test_english_and_large_text(shown: Shown, qapp: Any) -> None:
    i18n.use("en")
    theme.apply(qapp, "dark", 1.5)
    page = shown(15)
    assert figures(page)[0].startswith("Median change of monthly sales")
    assert page._tables.outcomes.rows_model.headerData(1, Qt.Orientation.Horizontal) == "Baseline"
