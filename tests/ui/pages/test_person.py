"""One person on a real file: rounds, answers side by side, history in words, and undo."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from ftd_desktop.ui.context import Context
from ftd_desktop.ui.pages.person import PersonPage
from tests.ui.conftest import wait
from tests.ui.world import World

Settle = Callable[[], None]


@pytest.fixture
def page(opened: Context, world: World, settle: Settle, qtbot: QtBot) -> PersonPage:
    made = PersonPage(opened)
    qtbot.addWidget(made)
    made.resize(1198, 684)
    made.show()
    made.show_with({"participant": world.ids[0]})
    settle()
    return made


def went(page: PersonPage) -> list[tuple[str, Any]]:
    gone: list[tuple[str, Any]] = []
    page.go.connect(lambda name, argument: gone.append((name, argument)))
    return gone


def test_shows_who_rounds_and_answers_in_words(page: PersonPage) -> None:
    assert page.title == "Siti Aminah br. Ginting"
    assert [page._rounds.model().index(i, 1).data() for i in range(3)] == [
        "Survei awal", "Survei akhir", "Survei 3 bulan"]
    answers = {a.question: a.values for a in page._card.answers} if page._card else {}
    assert any(value.startswith("Rp") for values in answers.values() for value in values)
    assert "mulai" not in answers and all(len(values) == 3 for values in answers.values())


def test_only_what_changed(page: PersonPage) -> None:
    assert page._answers is not None
    everything = page._answers.model().rowCount()
    page._changed_only.click()
    assert 0 < page._answers.model().rowCount() < everything


def test_enter_opens_a_round_and_the_next_step_is_the_draft(page: PersonPage, world: World, qtbot: QtBot) -> None:
    gone = went(page)
    page._rounds.setFocus()
    page._rounds.choose_row(3)
    qtbot.keyClick(page._rounds, Qt.Key.Key_Return)
    page.head_actions[2].click()  # type: ignore[attr-defined]
    assert gone == [("entry", {"form": "ftd_survei", "participant": world.ids[0], "round": "tl6"}),
                    ("entry", {"record": world.draft})]


def test_undo_is_itself_a_change(page: PersonPage, opened: Context, world: World, settle: Settle) -> None:
    person = world.ids[0]
    name = "SELECT nama_usaha FROM ftd_profil WHERE _id = ?"
    before = wait(opened.tasks, lambda: opened.opened.value(name, (person,)))
    wait(opened.tasks, lambda: opened.opened.update("ftd_profil", person, {"nama_usaha": "Salah Ketik"}))
    opened.signals.data_changed.emit()
    settle()
    line = page._history.rows_model.row(0)
    assert (line.field, line.after, line.before) == ("nama_usaha", "Salah Ketik", before)
    page._history.choose_row(0)
    page._undo.click()
    settle()
    assert wait(opened.tasks, lambda: opened.opened.value(name, (person,))) == before
    settle()
    newest = page._history.rows_model.row(0)
    assert (newest.before, newest.after) == ("Salah Ketik", before)


def test_first_saves_are_one_line_that_cannot_be_undone(page: PersonPage) -> None:
    first = [line for line in page._history.rows_model.rows if line.question.startswith("Pertama disimpan")]
    assert len(first) >= 3
    page._history.choose_row(list(page._history.rows_model.rows).index(first[0]))
    assert not page._undo.isEnabled() and page._undo.toolTip()


def test_back_to_a_point_undoes_everything_after_it(page: PersonPage, opened: Context, world: World,
                                                    settle: Settle) -> None:
    person = world.ids[0]
    sql = "SELECT nama_usaha, tempat_lahir FROM ftd_profil WHERE _id = ?"
    before = wait(opened.tasks, lambda: opened.opened.row(sql, (person,)))
    for values in ({"nama_usaha": "Satu"}, {"tempat_lahir": "Dua"}, {"nama_usaha": "Tiga"}):
        wait(opened.tasks, lambda values=values: opened.opened.update("ftd_profil", person, values))
    opened.signals.data_changed.emit()
    settle()
    lines = list(page._history.rows_model.rows)
    first = next(i for i, line in enumerate(lines) if line.question.startswith("Pertama") and line.of.row == person)
    page._history.choose_row(first)
    page._back_to.click()
    settle()
    assert wait(opened.tasks, lambda: opened.opened.row(sql, (person,))) == before
