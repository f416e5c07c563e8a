"""The officer's day in the real window, by keyboard: register, interview, and what a kill leaves."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path

import pytest

from ftd_desktop.cli.demo import answers, people
from ftd_desktop.cli.demo.world import WIB
from ftd_desktop.ui.pages.entry import EntryPage
from ftd_desktop.ui.pages.person import PersonPage
from tests.journeys.clerk import CTRL, KEY, Clerk
from tests.programme.world import PASSPHRASE, make_file

pytestmark = pytest.mark.journey
DAY = datetime(2022, 8, 5, 9, 0, tzinfo=WIB)
PERSON = people.people()[0]


def test_register_and_interview_by_keyboard(sit: Callable[..., Clerk], tmp_path: Path) -> None:
    make_file(tmp_path / "rina.ftdb").close()
    clerk = sit(tmp_path / "rina.ftdb", PASSPHRASE, lambda: DAY)
    _register(clerk)
    _interview(clerk)
    sql = "SELECT tahap, _status, laba_bulan, mp_sasaran, dok_punya FROM ftd_survei"
    rows = clerk.ask(lambda file: file.rows(sql))
    assert rows == [{"tahap": "baseline", "_status": "complete", "laba_bulan": PERSON.before.profit,
                     "mp_sasaran": "3", "dok_punya": "nib"}]


def _register(clerk: Clerk) -> None:
    clerk.visit("participants")
    clerk.press(KEY.Key_N, CTRL)
    clerk.until_page(EntryPage)
    clerk.complete(answers.profile(PERSON))
    found = clerk.ask(lambda file: file.rows("SELECT nama, hp FROM participant"))
    assert found == [{"nama": PERSON.name, "hp": PERSON.facts["hp"]}]


def _interview(clerk: Clerk) -> None:
    clerk.press(KEY.Key_K, CTRL)
    clerk.settle()
    clerk.type("ginting")
    clerk.settle()
    clerk.press(KEY.Key_Return)
    clerk.settle()
    assert isinstance(clerk.page, PersonPage)
    clerk.press_next_round("baseline")
    clerk.until_page(EntryPage)
    clerk.complete(answers.survey(PERSON, "baseline", date(2022, 8, 5)))


def test_a_killed_program_reopens_where_it_stood(sit: Callable[..., Clerk], tmp_path: Path) -> None:
    make_file(tmp_path / "rina.ftdb").close()
    clerk = sit(tmp_path / "rina.ftdb", PASSPHRASE, lambda: DAY)
    clerk.visit("participants")
    clerk.press(KEY.Key_N, CTRL)
    clerk.until_page(EntryPage)
    for _ in range(6):
        clerk.answer_one(answers.profile(PERSON))
    clerk.settle()
    stood = clerk.page.bench.paper.current.ref
    last = clerk.page.bench.session.record.last_ref
    clerk.abandon()
    again = sit(tmp_path / "rina.ftdb", PASSPHRASE, lambda: DAY)
    again.press(KEY.Key_Return)  # Beranda: "Lanjutkan"
    again.until_page(EntryPage)
    values = again.page.bench.session.interview.values()
    assert again.page.bench.paper.current.ref in (stood, last)
    assert values["/data/g_setuju/setuju_data"] == "ya"
    assert values["/data/g_orang/nama"] == PERSON.name
