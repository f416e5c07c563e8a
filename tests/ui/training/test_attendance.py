"""Attendance at the real grid: typed by keys, scanned, imported, undone, and told when it cannot be."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from ftd_desktop.programme import attendance, attendance_grid, cohorts
from ftd_desktop.programme.attendance_grid import Mark
from ftd_desktop.ui.context import Context
from ftd_desktop.ui.pages.training import TrainingPage
from ftd_desktop.ui.training.grid_view import GridView
from ftd_desktop.ui.training.import_dialog import ImportDialog
from tests.ui.conftest import wait
from tests.ui.training.conftest import Settle
from tests.ui.training.world import PEOPLE, TrainingWorld

KEY, MOD = Qt.Key, Qt.KeyboardModifier


@pytest.fixture
def grid(page: TrainingPage, settle: Settle) -> GridView:
    page.show_with({"section": "attendance"})
    settle()
    page.attendance.grid.setFocus()
    page.attendance.grid.choose(0, 0)
    return page.attendance.grid


def marks(context: Context, training: TrainingWorld) -> dict[tuple[int, str], Mark]:
    """(session number, the last two figures of the code) -> mark, as the file has them."""
    numbers = {one: n for n, one in training.sessions.items()}
    found = wait(context.tasks, lambda: attendance_grid.read(context.opened, training.cohort).marks)
    return {(numbers[session], code[-2:]): mark for (session, code), mark in found.items()}  # type: ignore[attr-defined]


def about(page: TrainingPage) -> str:
    """What the line below the grid says once the last key is done with."""
    QApplication.processEvents()
    return page.attendance.about.text()


def type_keys(qtbot: QtBot, text: str) -> None:
    """Into whatever has the keyboard."""
    for letter in text:
        qtbot.keyClick(QApplication.focusWidget(), letter)


def test_fifteen_people_by_six_sessions_with_ninety_keys(
        page: TrainingPage, grid: GridView, training: TrainingWorld, settle: Settle, qtbot: QtBot) -> None:
    for column in range(6):
        grid.choose(0, column)
        for row in range(PEOPLE):
            assert grid.current == (row, column), "each key goes on to the next person"
            qtbot.keyClick(grid, "HISA"[(row + column) % 4])
    settle()
    found = marks(page.context, training)
    assert len(found) == 6 * PEOPLE
    by_row = {one.code[-2:]: row for row, one in enumerate(grid.grid.members)}
    statuses = ("hadir", "izin", "sakit", "alpa")
    assert all(mark == Mark(statuses[(by_row[code] + number - 1) % 4]) for (number, code), mark in found.items())
    counted = wait(page.context.tasks, lambda: attendance.jp_by_member(page.context.opened, training.cohort))
    assert {one.participant_id: grid.grid.jp(row) for row, one in enumerate(grid.grid.members)} == counted
    assert grid.grid.present(0) == (4, PEOPLE)
    assert page.attendance.book.unsaved == 0


def test_totals_follow_the_keys_at_once(page: TrainingPage, grid: GridView, qtbot: QtBot) -> None:
    assert grid.grid.totals(0) == ("0 JP", "0%")
    qtbot.keyClick(grid, "h")
    assert grid.grid.totals(0) == ("8 JP", "17%") and grid.grid.present(0) == (1, 1), "before anything was written"


def test_a_column_a_row_and_a_block_at_once(page: TrainingPage, grid: GridView, training: TrainingWorld,
                                            settle: Settle, qtbot: QtBot) -> None:
    qtbot.keyClick(grid, "a")
    qtbot.keyClick(grid, KEY.Key_H, MOD.ShiftModifier)
    settle()
    found = marks(page.context, training)
    assert len(found) == PEOPLE and sum(mark.status == "hadir" for mark in found.values()) == PEOPLE - 1
    grid.choose(2, 1)
    qtbot.keyClick(grid, KEY.Key_R, MOD.ControlModifier)
    settle()
    assert sum(number > 1 for number, _ in marks(page.context, training)) == 5, "not the session to come"
    grid.choose(0, 2)
    qtbot.keyClick(grid, KEY.Key_Space, MOD.ControlModifier)
    qtbot.keyClick(grid, "i")
    settle()
    found = marks(page.context, training)
    assert [mark.status for (number, _), mark in found.items() if number == 3] == ["izin"] * PEOPLE


def test_undo_and_redo_reach_the_file(page: TrainingPage, grid: GridView, training: TrainingWorld, settle: Settle,
                                      qtbot: QtBot) -> None:
    qtbot.keyClick(grid, "h")
    qtbot.keyClick(grid, KEY.Key_S, MOD.ShiftModifier)
    settle()
    qtbot.keyClick(grid, KEY.Key_Z, MOD.ControlModifier)
    settle()
    assert len(marks(page.context, training)) == 1
    qtbot.keyClick(grid, KEY.Key_Z, MOD.ControlModifier)
    settle()
    assert marks(page.context, training) == {} and not page.attendance.book.can_undo
    for modifiers in (MOD.ControlModifier, MOD.ControlModifier):
        qtbot.keyClick(grid, KEY.Key_Y, modifiers)
    settle()
    assert len(marks(page.context, training)) == PEOPLE
    qtbot.keyClick(grid, KEY.Key_Delete)
    settle()
    assert len(marks(page.context, training)) == PEOPLE - 1


def test_jp_of_who_came_late_is_typed_in_the_cell(page: TrainingPage, grid: GridView, training: TrainingWorld,
                                                  settle: Settle, qtbot: QtBot) -> None:
    qtbot.keyClick(grid, "t")
    editor = grid.findChild(QLineEdit)
    assert editor is not None and editor.accessibleName() == "JP yang diikuti"
    qtbot.keyClicks(editor, "2,5")
    qtbot.keyClick(editor, KEY.Key_Return)
    settle()
    assert list(marks(page.context, training).values()) == [Mark("terlambat", 2.5)]
    assert grid.current == (1, 0) and grid.grid.totals(0)[0] == "2,5 JP"
    qtbot.keyClick(grid, "b")
    editor = next(one for one in grid.findChildren(QLineEdit) if one.isVisible())
    qtbot.keyClicks(editor, "99")
    qtbot.keyClick(editor, KEY.Key_Return)
    settle()
    assert "0 sampai 8" in about(page) and len(marks(page.context, training)) == 1


def test_a_session_to_come_says_why_not(page: TrainingPage, grid: GridView, training: TrainingWorld, settle: Settle,
                                        qtbot: QtBot) -> None:
    grid.choose(0, 6)
    qtbot.keyClick(grid, "h")
    settle()
    assert "sesi 7" in about(page) and "belum berlangsung" in about(page)
    assert marks(page.context, training) == {}


def scan(page: TrainingPage, qtbot: QtBot, settle: Settle, text: str) -> str:
    page.attendance.scan.line.setFocus()
    type_keys(qtbot, text)
    qtbot.keyClick(page.attendance.scan.line, KEY.Key_Return)
    settle()
    return page.attendance.scan.told


def test_codes_are_scanned(page: TrainingPage, grid: GridView, training: TrainingWorld, settle: Settle,
                           qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    beeps: list[int] = []
    monkeypatch.setattr(QApplication, "beep", lambda: beeps.append(1))
    assert page.attendance.scan.session.currentText().startswith("sesi 1")
    page.attendance.scan.session.setCurrentIndex(1)
    assert scan(page, qtbot, settle, "FTD-2022-01-01002") == "Siti Rahmah Lubis: hadir, sesi 2."
    assert marks(page.context, training) == {(2, "02"): Mark("hadir")}
    assert grid.current is not None and grid.grid.members[grid.current[0]].name == "Siti Rahmah Lubis"
    assert scan(page, qtbot, settle, "ftd-2022-01-01002") == "Siti Rahmah Lubis sudah tercatat hadir di sesi 2."
    assert not beeps and len(page.attendance.book._done) == 1, "a second scan changes nothing"
    assert "adalah peserta FTD 2022 · Angkatan 02" in scan(page, qtbot, settle, "FTD-2022-01-01090")
    assert "belum masuk angkatan" in scan(page, qtbot, settle, "FTD-2022-01-01091")
    assert "tidak dikenal" in scan(page, qtbot, settle, "XX-9")
    assert len(beeps) == 3 and len(marks(page.context, training)) == 1
    assert "ditemukan" in scan(page, qtbot, settle, "tiurma") and len(marks(page.context, training)) == 1


def test_who_was_noted_absent_and_comes_is_present(page: TrainingPage, grid: GridView, training: TrainingWorld,
                                                   settle: Settle, qtbot: QtBot) -> None:
    grid.choose(*(grid.grid.place((training.sessions[1], "FTD-2022-01-01003")) or (0, 0)))
    qtbot.keyClick(grid, "a")
    page.attendance.scan.choose_session(training.sessions[1])
    told = scan(page, qtbot, settle, "FTD-2022-01-01003")
    assert told.endswith("hadir, sesi 1 (tadinya tanpa keterangan).")
    assert marks(page.context, training) == {(1, "03"): Mark("hadir")}


def write(path: Path, *rows: str) -> Path:
    path.write_text("\n".join(("kode;status;jp;sesi", *rows)) + "\n", "utf-8")
    return path


def preview(page: TrainingPage, settle: Settle, path: Path) -> ImportDialog:
    page.attendance.import_file(path)
    settle()
    dialog = page.attendance.dialog
    assert isinstance(dialog, ImportDialog)
    return dialog


def test_a_list_with_errors_is_shown_and_nothing_is_written(
        page: TrainingPage, grid: GridView, training: TrainingWorld, settle: Settle, tmp_path: Path) -> None:
    path = write(tmp_path / "hadir.csv", "FTD-2022-01-01000;H;;1", "X9;H;;1", "FTD-2022-01-01001;T;20;2",
                 "FTD-2022-01-01002;H;;7")
    dialog = preview(page, settle, path)
    assert dialog.summary.text().startswith("3 dari 4 baris berkas hadir.csv salah.")
    assert not dialog.act.isEnabled() and dialog.act.toolTip()
    model = dialog.table.rows_model
    shown = {model.row(at).row: model.data(model.index(at, 6)) for at in range(4)}
    assert "kolom kode: X9" in shown[3] and "kolom jp: 20" in shown[4] and "sesi 7 belum berlangsung" in shown[5]
    dialog.reject()
    settle()
    assert marks(page.context, training) == {}


def test_a_good_list_is_noted_and_can_be_undone(page: TrainingPage, grid: GridView, training: TrainingWorld,
                                                settle: Settle, qtbot: QtBot, tmp_path: Path) -> None:
    qtbot.keyClick(grid, "a")
    first = grid.grid.members[0].code
    dialog = preview(page, settle, write(tmp_path / "hadir.csv", f"{first};H;;1", "FTD-2022-01-01001;t;2,5;2"))
    assert "2 baris dapat dicatat. 1 di antaranya mengganti" in dialog.summary.text()
    dialog.act.click()
    settle()
    assert set(marks(page.context, training).values()) == {Mark("hadir"), Mark("terlambat", 2.5)}
    assert "Ctrl+Z" in page.told
    grid.undo()
    settle()
    assert list(marks(page.context, training).values()) == [Mark("alpa")]


def test_what_is_no_list_is_told(page: TrainingPage, grid: GridView, settle: Settle, tmp_path: Path,
                                 monkeypatch: pytest.MonkeyPatch) -> None:
    told: list[BaseException] = []
    monkeypatch.setattr(page.context.tasks, "_fallback", told.append)
    (tmp_path / "apa.csv").write_text("nama,umur\nA,3\n", "utf-8")
    page.attendance.import_file(tmp_path / "apa.csv")
    settle()
    assert "apa.csv" in str(told[0])


def test_two_laptops_that_differ_are_told_and_settled(page: TrainingPage, grid: GridView, training: TrainingWorld,
                                                      settle: Settle, qtbot: QtBot) -> None:
    qtbot.keyClick(grid, "a")
    settle()
    code = grid.grid.members[0].code
    wait(page.context.tasks, lambda: page.context.opened.insert("ftd_presensi__presensi", {
        "_parent": training.sessions[1], "_position": 2, "peserta_id": code, "hadir": "hadir", "jp_dihitung": "8"}))
    page.show_with(None)
    settle()
    grid.choose(0, 0)
    assert "1 sel dicatat berbeda" in page.attendance.panel.note.text()
    assert "dua laptop mencatat berbeda: tanpa keterangan, hadir; yang dihitung hadir" in about(page)
    assert grid.grid.data(grid.grid.index(0, 0)) == "A≠H"
    qtbot.keyClick(grid, "h")
    settle()
    count = wait(page.context.tasks, lambda: page.context.opened.value("SELECT count(*) FROM ftd_presensi__presensi"))
    assert count == 1 and list(marks(page.context, training).values()) == [Mark("hadir")]


def test_a_session_open_as_a_form_refuses_and_the_grid_shows_the_file_again(
        page: TrainingPage, grid: GridView, training: TrainingWorld, settle: Settle, qtbot: QtBot) -> None:
    def open_form() -> None:
        record = page.context.interviews.resume(training.sessions[1])
        record.answer("/data/k_sesi/tempat", "Tempat lain")
        record.write(record.pending())

    wait(page.context.tasks, open_form)
    qtbot.keyClick(grid, "h")
    settle()
    assert "sedang terbuka sebagai isian" in page.told
    assert grid.grid.data(grid.grid.index(0, 0)) == "" and not page.attendance.book.can_undo


def test_leaving_the_page_loses_nothing(page: TrainingPage, grid: GridView, training: TrainingWorld,
                                        settle: Settle, qtbot: QtBot) -> None:
    for _ in range(5):
        qtbot.keyClick(grid, "h")
    page.leave()
    settle()
    assert len(marks(page.context, training)) == 5


def test_marks_on_their_way_stand_over_what_is_read(page: TrainingPage, grid: GridView, training: TrainingWorld,
                                                    settle: Settle, qtbot: QtBot) -> None:
    page.show_with(None)
    for _ in range(4):
        qtbot.keyClick(grid, "h")
    settle()
    assert [grid.grid.data(grid.grid.index(row, 0)) for row in range(5)] == ["H"] * 4 + [""]
    assert len(marks(page.context, training)) == 4 and grid.current == (4, 0)


def test_one_key_counts_one_member_again(page: TrainingPage, grid: GridView, qtbot: QtBot,
                                         monkeypatch: pytest.MonkeyPatch) -> None:
    for row in range(PEOPLE):
        grid.grid.totals(row)
    asked: list[str] = []
    from ftd_desktop.ui.training import grid_model

    counted = grid_model.attendance_totals.jp_attended
    monkeypatch.setattr(grid_model.attendance_totals, "jp_attended",
                        lambda code, *rest: asked.append(code) or counted(code, *rest))
    qtbot.keyClick(grid, "h")
    for row in range(PEOPLE):
        grid.grid.totals(row)
    assert asked == [grid.grid.members[0].code]


def test_a_screen_reader_hears_name_session_and_mark(grid: GridView, qtbot: QtBot) -> None:
    qtbot.keyClick(grid, "h")
    said = grid.grid.data(grid.grid.index(0, 0), Qt.ItemDataRole.AccessibleTextRole)
    assert said == f"{grid.grid.members[0].name}, sesi 1: hadir. 8 JP, 17%"


def test_the_list_to_sign_opens(page: TrainingPage, grid: GridView, settle: Settle, opened_files: list[str]) -> None:
    page.attendance.print_list()
    settle()
    assert len(opened_files) == 1 and Path(opened_files[0]).read_bytes().startswith(b"%PDF")
    assert "Daftar hadir" in page.told


def test_the_whole_grid_is_exported(page: TrainingPage, grid: GridView, settle: Settle, qtbot: QtBot,
                                    tmp_path: Path) -> None:
    qtbot.keyClick(grid, "h")
    qtbot.keyClick(grid, "s")
    page.attendance.export(tmp_path / "presensi.xlsx")
    settle()
    rows = list(openpyxl.load_workbook(tmp_path / "presensi.xlsx").active.iter_rows(values_only=True))
    assert rows[2][2].startswith("1 · 05/08/2022 · 8 JP") and len(rows) == 3 + PEOPLE + 1
    assert (rows[3][2], rows[3][9], rows[4][2], rows[4][9]) == ("H", 8, "S", 0) and rows[-1][2] == "1"


def test_without_sessions_it_says_what_to_do_first(page: TrainingPage, training: TrainingWorld, settle: Settle) -> None:
    page.show_with({"cohort": training.other, "section": "attendance"})
    settle()
    assert not page.attendance.grid.isVisible() and page.attendance._nothing.isVisible()


def test_who_left_is_not_in_the_grid(page: TrainingPage, grid: GridView, training: TrainingWorld,
                                     settle: Settle) -> None:
    from datetime import date

    def leave() -> None:
        member = cohorts.members(page.context.opened, training.cohort)[0]
        cohorts.set_stage(page.context.opened, member.id, "left", since=date(2022, 9, 1), reason="Pindah",
                          officer_id="o1")

    wait(page.context.tasks, leave)
    page.show_with(None)
    settle()
    assert grid.grid.rowCount() == PEOPLE - 1
