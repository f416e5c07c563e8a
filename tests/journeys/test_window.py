"""The officer's day in the real window, by keyboard: register, interview, and what a kill leaves."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest

from ftd_desktop import app
from ftd_desktop.cli.demo import answers, people
from ftd_desktop.cli.demo.world import WIB
from ftd_desktop.store import keys
from ftd_desktop.ui.main_window import MainWindow
from ftd_desktop.ui.pages.entry import EntryPage
from ftd_desktop.ui.pages.person import PersonPage
from ftd_desktop.ui.preferences import Preferences
from tests.journeys.clerk import ALT, CTRL, KEY, Clerk
from tests.programme.world import PASSPHRASE, make_file

pytestmark = pytest.mark.journey
DAY = datetime(2022, 8, 5, 9, 0, tzinfo=WIB)
PERSON = people.people()[0]


@pytest.fixture
def sit(qapp: object, qtbot: Any, monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[Path], Clerk]]:
    """Sits a clerk down at a window on a file."""
    monkeypatch.setattr(keys, "ITERATIONS", 1)
    monkeypatch.setattr(keys, "MEMORY_KIB", 64)
    windows: list[MainWindow] = []

    def down(path: Path) -> Clerk:
        window = app.build_window(Preferences(), lambda: DAY)
        windows.append(window)
        qtbot.addWidget(window)
        opening = app.attach(window, path, PASSPHRASE)
        with qtbot.waitSignal(opening.opened, timeout=20000):
            window.show()
        window.activateWindow()
        clerk = Clerk(window, qtbot.waitUntil)
        clerk.settle()
        return clerk

    yield down
    for window in windows:
        window.close()
        app.close(window)


def test_register_and_interview_by_keyboard(sit: Callable[[Path], Clerk], tmp_path: Path) -> None:
    make_file(tmp_path / "rina.ftdb").close()
    clerk = sit(tmp_path / "rina.ftdb")
    _register(clerk)
    _interview(clerk)
    rows = _ask(clerk, "SELECT tahap, _status, laba_bulan, mp_sasaran, dok_punya FROM ftd_survei")
    assert rows == [{"tahap": "baseline", "_status": "complete", "laba_bulan": PERSON.before.profit,
                     "mp_sasaran": "3", "dok_punya": "nib"}]


def _register(clerk: Clerk) -> None:
    clerk.press(KEY.Key_2, ALT)
    clerk.settle()
    clerk.press(KEY.Key_N, CTRL)
    clerk.until(lambda: isinstance(clerk.page, EntryPage) and clerk.page.bench is not None, timeout=20000)
    clerk.settle()
    clerk.fill(answers.profile(PERSON))
    _finish(clerk)
    assert _ask(clerk, "SELECT nama, hp FROM participant") == [{"nama": PERSON.name, "hp": PERSON.facts["hp"]}]


def _interview(clerk: Clerk) -> None:
    clerk.press(KEY.Key_K, CTRL)
    clerk.settle()
    clerk.type("ginting")
    clerk.settle()
    clerk.press(KEY.Key_Return)
    clerk.settle()
    assert isinstance(clerk.page, PersonPage)
    clerk.press(KEY.Key_Return)
    clerk.until(lambda: isinstance(clerk.page, EntryPage) and clerk.page.bench is not None, timeout=20000)
    clerk.settle()
    clerk.fill(answers.survey(PERSON, "baseline", date(2022, 8, 5)))
    _finish(clerk)


def _finish(clerk: Clerk) -> None:
    """Ctrl+Enter checks; what may stay blank is shown once, and Ctrl+Enter again completes."""
    record = clerk.page.bench.session.record
    clerk.settle()
    assert record.blocking() == []
    clerk.press(KEY.Key_Return, CTRL)
    clerk.settle()
    if isinstance(clerk.page, EntryPage):
        clerk.press(KEY.Key_Return, CTRL)
        clerk.settle()
    assert not isinstance(clerk.page, EntryPage), "the record is finished and put away"


def _ask(clerk: Clerk, sql: str) -> list[dict[str, Any]]:
    got: list[Any] = []
    clerk.window.context.tasks.store(lambda: clerk.window.context.opened.rows(sql), got.append)
    clerk.settle()
    return list(got[0])
