"""A trainer's day: what is to be noted comes first, then what is to come; who missed twice is to be called."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime

import pytest

from ftd_desktop.programme import attendance_grid, cohorts, sessions, training_day
from ftd_desktop.programme.attendance_grid import Mark
from ftd_desktop.programme.sessions import Plan
from ftd_desktop.store.file import DataFile
from tests.programme.world import WIB, desk

PLAN = Plan(1, date(2022, 8, 4), "konten", "Pembuatan konten", 8.0, "luring", "08:00", "14:00", "Aula (contoh)",
            "Pelatih Karangan")
TODAY = date(2022, 8, 20)


@pytest.fixture
def cohort(file: DataFile) -> str:
    made = cohorts.cohorts(file)[0].id
    for code in ("K0", "K1"):
        file.execute("INSERT INTO participant (_id, kode, nama, hp, kab) VALUES (?, ?, ?, '081200003404', '12.71')",
                     (f"p{code}", code, f"Peserta Karangan {code}"))
        cohorts.join(file, f"p{code}", made, since=date(2022, 8, 1))
    return made


def plan(file: DataFile, cohort: str, number: int, day: date, marks: dict[str, Mark] | None = None) -> str:
    here = desk(file, datetime(2022, 8, 20, 9, tzinfo=WIB))
    made = sessions.save(here, cohort, replace(PLAN, number=number, day=day))
    if marks:
        attendance_grid.write(here, made, dict(marks))
    return made


def test_sessions_to_note_come_first_then_those_to_come(file: DataFile, cohort: str) -> None:
    both = {"K0": Mark("hadir"), "K1": Mark("hadir")}
    plan(file, cohort, 1, date(2022, 8, 4), both)
    half = plan(file, cohort, 2, date(2022, 8, 11), {"K0": Mark("hadir")})
    none = plan(file, cohort, 3, date(2022, 8, 18))
    today = plan(file, cohort, 4, TODAY, both)
    later = [plan(file, cohort, number, date(2022, 9, number)) for number in (5, 6, 7, 8)]
    found = training_day.read(file, TODAY)
    assert [one.session.id for one in found.sessions] == [half, none, today, *later[:3]]
    assert [one.to_note for one in found.sessions] == [True, True, False, False, False, False]
    assert found.to_note == 2 and [one.days for one in found.sessions[:3]] == [-9, -2, 0]


def test_who_missed_twice_is_to_be_called(file: DataFile, cohort: str) -> None:
    for number, day in ((1, date(2022, 8, 4)), (2, date(2022, 8, 11))):
        plan(file, cohort, number, day, {"K0": Mark("alpa"), "K1": Mark("sakit" if number == 1 else "hadir")})
    [call] = training_day.read(file, TODAY).to_call
    assert (call.participant_id, call.missed, call.jp, call.phone) == ("pK0", 2, 16.0, "081200003404")


@pytest.mark.parametrize(("today", "near"), [(date(2022, 6, 1), False), (date(2022, 6, 2), True),
                                             (date(2022, 11, 29), True), (date(2022, 11, 30), False)])
def test_only_cohorts_near_today(file: DataFile, cohort: str, today: date, near: bool) -> None:
    assert bool(training_day.read(file, today).cohorts) is near
