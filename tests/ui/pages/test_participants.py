"""Peserta: search while typing, filters, walking the list from the search, the person at the right."""

from __future__ import annotations

from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from ftd_desktop.ui.context import Context
from ftd_desktop.ui.pages import participants
from ftd_desktop.ui.widgets.detail import NikField
from tests.ui import fakes

Settle = Callable[[], None]


class FakeData:
    """Answers as `models.participant_data` does, over made-up rows."""

    def __init__(self) -> None:
        self.rows = [fakes.row(i) for i in range(40)]
        self.asked: list[tuple[str, Any]] = []

    def search(self, context: Context, text: str, filters: Any) -> Any:
        self.asked.append((text, filters))
        found = tuple(r for r in self.rows if text.lower() in r.name.lower())
        found = found[:5] if filters else found
        return SimpleNamespace(rows=found, total=len(found), everyone=len(self.rows))

    def choices(self, context: Context) -> Any:
        return tuple(SimpleNamespace(key=k, filters=k, count=n, cohort=c)
                     for k, n, c in (("endline", 4, ""), ("tl6", 7, ""), ("c1", 17, "08")))

    def person(self, context: Context, participant_id: str) -> Any:
        return fakes.person(int(participant_id[1:]))


@pytest.fixture
def data(monkeypatch: pytest.MonkeyPatch) -> FakeData:
    made = FakeData()
    monkeypatch.setattr(participants, "_data", lambda: made)
    monkeypatch.setattr(participants, "_search", made.search)
    return made


@pytest.fixture
def page(context: Context, data: FakeData, settle: Settle, qtbot: QtBot) -> participants.ParticipantsPage:
    made = participants.ParticipantsPage(context)
    qtbot.addWidget(made)
    made.resize(1198, 684)
    made.show_with(None)
    made.show()
    settle()
    return made


def went(page: participants.ParticipantsPage) -> list[tuple[str, Any]]:
    gone: list[tuple[str, Any]] = []
    page.go.connect(lambda name, argument: gone.append((name, argument)))
    return gone


def test_typing_narrows_the_list(page: participants.ParticipantsPage, settle: Settle, qtbot: QtBot) -> None:
    assert page._table.model().rowCount() == 40
    qtbot.keyClicks(page._typed, "sitorus")
    settle()
    assert page._table.isHidden() and not page._nobody.isHidden()
    page._typed.clear()
    qtbot.keyClicks(page._typed, "ma")
    settle()
    assert all("ma" in r.name.lower() for r in page._table.rows_model.rows)
    assert page._figures.text() == f"{page._table.model().rowCount()} dari 40"


def test_arrows_walk_from_the_search_and_enter_opens_the_card(page: participants.ParticipantsPage, settle: Settle,
                                                               qtbot: QtBot) -> None:
    gone = went(page)
    page._typed.setFocus()
    qtbot.keyClick(page._typed, Qt.Key.Key_Down)
    qtbot.keyClick(page._typed, Qt.Key.Key_Down)
    settle()
    assert page._detail._person is not None and page._detail._person.id == "p2"
    qtbot.keyClick(page._typed, Qt.Key.Key_Return)
    qtbot.keyClick(page._typed, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert gone == [("person", {"participant": "p2"}), ("entry", {"record": "r-tl3"})]


def test_escape_clears_the_search(page: participants.ParticipantsPage, settle: Settle, qtbot: QtBot) -> None:
    qtbot.keyClicks(page._typed, "zzz")
    qtbot.keyClick(page._typed, Qt.Key.Key_Escape)
    settle()
    assert page._typed.text() == "" and page._table.model().rowCount() == 40


def test_one_filter_at_a_time(page: participants.ParticipantsPage, data: FakeData, settle: Settle) -> None:
    page._chips["endline"][0].click()
    settle()
    assert data.asked[-1] == ("", "endline")
    page._chips["c1"][0].click()
    settle()
    assert data.asked[-1] == ("", "c1")
    assert [chip.isChecked() for chip, _ in page._chips.values()] == [False, False, True]
    page._clear.click()
    settle()
    assert data.asked[-1] == ("", None)


def test_the_chosen_person_stays_chosen_when_the_list_is_read_again(page: participants.ParticipantsPage,
                                                                   settle: Settle) -> None:
    page._table.choose_row(6)
    settle()
    page.show_with(None)
    settle()
    assert page._table.current().id == "p6"


def test_revealing_a_nik_is_logged_first(context: Context, settle: Settle, qtbot: QtBot) -> None:
    logged: list[Any] = []
    context.file = SimpleNamespace(journal=lambda *line: logged.append(line))  # type: ignore[assignment]
    field = NikField(context, fakes.person())
    qtbot.addWidget(field)
    assert field._text.text() == "121205••••••0003"
    field._eye.click()
    settle()
    assert field._text.text() == "1212056511800003"
    assert logged == [("reveal", {"participant": "p0", "field": "nik"})]
    field._eye.click()
    assert field._text.text() == "121205••••••0003"


def test_a_nik_that_cannot_be_logged_is_not_shown(context: Context, settle: Settle, qtbot: QtBot,
                                                  monkeypatch: pytest.MonkeyPatch) -> None:
    told: list[BaseException] = []
    monkeypatch.setattr(context.tasks, "_fallback", told.append)

    def refuse(*_: object) -> None:
        raise OSError("disk is full")

    context.file = SimpleNamespace(journal=refuse)  # type: ignore[assignment]
    field = NikField(context, fakes.person())
    qtbot.addWidget(field)
    field._eye.click()
    settle()
    assert field._text.text() == "121205••••••0003" and len(told) == 1
