"""Beranda says what to do next, and everything on it leads somewhere."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from types import SimpleNamespace
from typing import Any, cast

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from ftd_desktop import app
from ftd_desktop.programme.cohorts import Cohort
from ftd_desktop.programme.documents import Expiring
from ftd_desktop.programme.followups import DueRound
from ftd_desktop.programme.sessions import Plan, Session
from ftd_desktop.programme.training_day import SessionDue, ToCall, TrainingDay
from ftd_desktop.ui.context import Context, Identity
from ftd_desktop.ui.main_window import MainWindow
from ftd_desktop.ui.models import start_data
from ftd_desktop.ui.models.cells import BadgeCell
from ftd_desktop.ui.models.laptop_data import Laptop
from ftd_desktop.ui.models.outbox import Arrivals, Receipt
from ftd_desktop.ui.models.start_data import Completion
from ftd_desktop.ui.pages import start
from ftd_desktop.ui.start.officer import OfficerBoard
from ftd_desktop.ui.start.province import ProvinceBoard
from ftd_desktop.ui.start.trainer import TrainerBoard
from ftd_desktop.ui.widgets.table import Table
from tests.ui import fakes
from tests.ui.conftest import went
from tests.ui.world import World


@pytest.fixture
def page(context: Context, qtbot: QtBot) -> start.StartPage:
    made = start.StartPage(context)
    qtbot.addWidget(made)
    made.resize(1198, 680)
    made.show()
    return made


def tables(page: start.StartPage) -> list[Table]:
    return [table for table in page.findChildren(Table) if table.isVisible()]


def test_enter_goes_on_with_the_last_draft(page: start.StartPage, qtbot: QtBot) -> None:
    gone = went(page)
    page._show(fakes.start_data((fakes.draft("d9"), fakes.draft("d8"))))
    qtbot.keyClick(page, Qt.Key.Key_Return)
    assert gone == [("entry", {"record": "d9"})]


def test_a_draft_open_at_the_crash_is_offered_by_name_form_and_time(page: start.StartPage) -> None:
    page._show(fakes.start_data((fakes.draft(recovered=True),)))
    assert page.board.strip._title.text() == "Pulihkan: Survei 12 bulan, Tiurma br. Manurung"
    assert "hari ini 10.39" in page.board.strip._note.text()


def test_without_drafts_it_says_what_to_do_first(page: start.StartPage, qtbot: QtBot) -> None:
    gone = went(page)
    page._show(fakes.start_data())
    assert tables(page) == []
    page.board.strip.button.click()
    assert gone == [("participants", {"search": ""})]


def test_follow_ups_open_the_round_of_the_person(page: start.StartPage, qtbot: QtBot) -> None:
    gone = went(page)
    page._show(fakes.start_data(dues=(fakes.due("Wagiman", -5), fakes.due("Rosmaida", 0), fakes.due("Sri", 3))))
    table = tables(page)[0]
    states = [table.model().index(i, 4).data() for i in range(3)]
    assert states == ["Lewat 5 hari", "Hari ini", "3 hari lagi"]
    table.setFocus()
    qtbot.keyClick(table, Qt.Key.Key_Down)
    qtbot.keyClick(table, Qt.Key.Key_Return)
    assert gone == [("entry", {"form": "ftd_survei", "participant": "p-Rosmaida", "round": "tl6"})]


def test_cards_at_the_right(page: start.StartPage) -> None:
    gone = went(page)
    page._show(fakes.start_data(waiting=14))
    board = page.board
    assert isinstance(board, OfficerBoard) and board.outbox._count.text() == "14"
    assert board.outbox._note.text() == (
        "9 sudah dikirim 20 November 2026, belum ada tanda terima. 5 belum dikirim.")
    assert board.questions.isHidden()
    board.outbox.asked.emit()
    board.outbox.people_asked.emit()
    board.backup.asked.emit()
    board.receipt.asked.emit()
    assert [name for name, _ in gone] == ["carry", "participants", "backup", "carry"]
    assert gone[1][1] == {"unsent": True}


def test_what_the_province_asks_back_is_a_card(page: start.StartPage) -> None:
    page._show(fakes.start_data(questions=("p0", "p1", "p0")))
    board = page.board
    assert isinstance(board, OfficerBoard) and not board.questions.isHidden()
    assert board.questions._count.text() == "3" and "2 orang" in board.questions._note.text()


def test_what_is_saved_while_closing_reads_no_closed_file(page: start.StartPage, context: Context) -> None:
    context.tasks.store(lambda: None, lambda _: context.signals.data_changed.emit())
    app.close(cast(MainWindow, SimpleNamespace(context=context)))
    assert context.tasks.running == 0


def test_papers_that_run_out_stand_among_what_is_due(page: start.StartPage) -> None:
    gone = went(page)
    paper = Expiring("p-Sri", "Sri Wahyuningsih", "Toba", "pirt", fakes.TODAY + timedelta(1), 1)
    page._show(fakes.start_data(dues=(fakes.due("Wagiman", -5), fakes.due("Rosmaida", 3)), expiring=(paper,)))
    table = tables(page)[0]
    assert [table.model().index(i, 0).data() for i in range(3)] == [
        "Survei 6 bulan", "Perpanjang P-IRT", "Survei 6 bulan"]
    table.opened.emit(table.rows_model.row(1))
    board = page.board
    assert isinstance(board, OfficerBoard)
    board._as_list.click()
    assert gone == [("person", {"participant": "p-Sri", "view": "papers"}), ("participants", {
        "ids": ("p-Wagiman", "p-Rosmaida", "p-Sri"), "words": "Tindak lanjut jatuh tempo"})]


def as_role(context: Context, qtbot: QtBot, role: Any) -> start.StartPage:
    context.identity = Identity("Dewi (contoh)", role)
    page = start.StartPage(context)
    qtbot.addWidget(page)
    page.resize(1198, 680)
    page.show()
    return page


def test_the_province_sees_what_waits_for_it(context: Context, qtbot: QtBot) -> None:
    page = as_role(context, qtbot, "province")
    gone = went(page)
    due = tuple(DueRound(f"p{n}", f"Peserta {n}", "Toba" if n else "Samosir", "tl6", fakes.TODAY + timedelta(n - 2),
                         n - 2) for n in range(4))
    laptops = tuple(Laptop(str(n), f"Petugas {n}", "Toba", "", "", BadgeCell("warn" if n else "ok", ""))
                    for n in range(2))
    page._show(fakes.start_data(arrivals=Arrivals(3, Receipt(fakes.NOW, "P01", 45)), laptops=laptops,
                                groups=start_data.groups(due, fakes.TODAY)))
    board = page.board
    assert isinstance(board, ProvinceBoard) and board.decisions._count.text() == "3"
    assert board.laptops.note.text() == "1 menunggu balasan"
    assert board.strip._title.text() == "Putuskan 3 bentrok"
    board.strip.button.click()
    board.decisions.asked.emit()
    table = tables(page)[1]
    assert [table.model().index(i, 4).data() for i in range(2)] == ["1 terlambat", "1 terlambat"]
    table.opened.emit(table.rows_model.row(1))
    assert gone == [("master", None), ("master", None),
                    ("participants", {"ids": ("p1", "p2", "p3"), "words": "Survei 6 bulan · Toba"})]


@pytest.mark.parametrize(("owed", "conflicts", "page_name"), [(0, 0, "master"), (2, 0, "carry"), (2, 1, "master")])
def test_the_provinces_next_step(context: Context, qtbot: QtBot, owed: int, conflicts: int, page_name: str) -> None:
    page = as_role(context, qtbot, "province")
    gone = went(page)
    laptops = tuple(Laptop(str(n), "Petugas", "", "", "", BadgeCell("warn", "")) for n in range(owed))
    page._show(fakes.start_data(arrivals=Arrivals(conflicts), laptops=laptops))
    page.board.strip.button.click()
    assert gone == [(page_name, None)]


def trainers_day() -> TrainingDay:
    cohort = Cohort("c1", "g1", "FTD", "FTD", 2026, "08", "", fakes.TODAY, fakes.TODAY, 40, 0.8, False, True, "")

    def session(number: int, days: int, noted: int) -> SessionDue:
        plan = Plan(number, fakes.TODAY + timedelta(days), "konten", f"Materi {number}", 8, "luring", "09:00")
        return SessionDue(cohort, Session(f"s{number}", plan, noted == 2, noted), days, 2)

    return TrainingDay((session(1, -3, 1), session(2, 0, 0), session(3, 7, 0)),
                       (ToCall("p5", "Maruli Sinaga", "081200003405", cohort, 2, 16.0),), (cohort,))


def test_the_trainer_sees_sessions_absences_and_completion(context: Context, qtbot: QtBot) -> None:
    page = as_role(context, qtbot, "trainer")
    gone = went(page)
    counted: list[dict[str, int]] = []
    context.signals.counted.connect(counted.append)
    page._show(fakes.start_data((fakes.draft(),), training=trainers_day(),
                                completion=Completion(("p1",), ("p2", "p3"))))
    board = page.board
    assert isinstance(board, TrainerBoard)
    assert board.strip._title.text() == "Isi presensi: sesi 1, Materi 1"
    sessions, calls = tables(page)
    assert [sessions.model().index(i, 5).data() for i in range(3)] == ["1 dari 2 dicatat", "Hari ini", "7 hari lagi"]
    board.strip.button.click()
    sessions.opened.emit(sessions.rows_model.row(2))
    calls.opened.emit(calls.rows_model.row(0))
    assert board.completion._count.text() == "2"
    board.completion.asked.emit()
    attendance = {"cohort": "c1", "section": "attendance", "session": "s1"}
    assert gone == [("training", attendance), ("training", {"cohort": "c1", "section": "timetable", "session": "s3"}),
                    ("person", {"participant": "p5", "view": "training"}),
                    ("participants", {"ids": ("p2", "p3"), "words": "Kelulusan belum lengkap"})]
    assert counted[-1]["training"] == 2


def test_a_trainer_without_sessions_is_told_where_to_begin(context: Context, qtbot: QtBot) -> None:
    page = as_role(context, qtbot, "trainer")
    page._show(fakes.start_data())
    assert tables(page) == [] and page.board.strip.button.text() == "Cari peserta"


def test_on_a_real_file(opened: Context, world: World, settle: Callable[[], None], qtbot: QtBot) -> None:
    page = start.StartPage(opened)
    qtbot.addWidget(page)
    page.show_with()
    settle()
    assert page.board.strip._title.text() == "Lanjutkan: Survei 3 bulan, Siti Aminah br. Ginting"
    assert isinstance(page.board, OfficerBoard) and int(page.board.outbox._count.text()) > 4
    gone = went(page)
    page.board.strip.button.click()
    assert gone == [("entry", {"record": world.draft})]
