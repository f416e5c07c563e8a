"""Beranda says what to do next, and everything on it leads somewhere."""

from __future__ import annotations

from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from ftd_desktop.ui.context import Context, Identity
from ftd_desktop.ui.pages import start
from ftd_desktop.ui.widgets.table import Table
from tests.ui import fakes
from tests.ui.world import World


@pytest.fixture
def page(context: Context, qtbot: QtBot) -> start.StartPage:
    made = start.StartPage(context)
    qtbot.addWidget(made)
    made.resize(1198, 680)
    made.show()
    return made


def went(page: start.StartPage) -> list[tuple[str, Any]]:
    gone: list[tuple[str, Any]] = []
    page.go.connect(lambda name, argument: gone.append((name, argument)))
    return gone


def tables(page: start.StartPage) -> list[Table]:
    return [table for table in page.findChildren(Table) if table.isVisible()]


def test_enter_goes_on_with_the_last_draft(page: start.StartPage, qtbot: QtBot) -> None:
    gone = went(page)
    page._show(fakes.start_data((fakes.draft("d9"), fakes.draft("d8"))))
    qtbot.keyClick(page, Qt.Key.Key_Return)
    assert gone == [("entry", {"record": "d9"})]


def test_a_draft_open_at_the_crash_is_offered_by_name_form_and_time(page: start.StartPage) -> None:
    page._show(fakes.start_data((fakes.draft(recovered=True),)))
    assert page._resume._title.text() == "Pulihkan: Survei 12 bulan, Tiurma br. Manurung"
    assert "Hari ini 10.39" in page._resume._note.text()


def test_without_drafts_it_says_what_to_do_first(page: start.StartPage, qtbot: QtBot) -> None:
    gone = went(page)
    page._show(fakes.start_data())
    assert tables(page) == []
    page._resume.button.click()
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
    assert page._first._count.text() == "14"
    assert page._first._note.text() == (
        "9 sudah dikirim 20 November 2026, belum ada tanda terima. 5 belum dikirim.")
    page._first.asked.emit()
    page._backup.asked.emit()
    page._last.asked.emit()
    assert [name for name, _ in gone] == ["carry", "backup", "carry"]


def test_the_province_sees_what_waits_for_it(context: Context, qtbot: QtBot) -> None:
    context.identity = Identity("Dewi (contoh)", "province")
    page = start.StartPage(context)
    qtbot.addWidget(page)
    gone = went(page)
    data = fakes.start_data()
    data.arrivals = SimpleNamespace(conflicts=3, last=SimpleNamespace(at=fakes.NOW, name="P01", changes=45))
    page._show(data)
    assert page._first._count.text() == "3"
    page._first.asked.emit()
    assert gone == [("master", None)]


def test_on_a_real_file(opened: Context, world: World, settle: Callable[[], None], qtbot: QtBot) -> None:
    page = start.StartPage(opened)
    qtbot.addWidget(page)
    page.show_with()
    settle()
    assert page._resume._title.text() == "Lanjutkan: Survei 3 bulan, Siti Aminah br. Ginting"
    assert int(page._first._count.text()) > 4  # type: ignore[union-attr]
    gone = went(page)
    page._resume.button.click()
    assert gone == [("entry", {"record": world.draft})]
