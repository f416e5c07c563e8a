"""Two trainers note the same people on two laptops: after the merge the grid says so, and one key settles it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from ftd_desktop.forms.media import shipped
from ftd_desktop.programme import attendance, attendance_grid, cohorts, sessions
from ftd_desktop.programme.attendance_grid import Grid, Mark
from ftd_desktop.programme.interviews import Desk
from ftd_desktop.programme.library import FormLibrary
from ftd_desktop.store import form_tables
from ftd_desktop.store.file import DataFile
from ftd_desktop.sync import conflicts, returns
from tests.cheap_keys import make_keys_cheap
from tests.programme.world import form
from tests.sync.world import enrol, found, receive, send
from tests.ui.training.world import NOW, plan


@pytest.fixture
def province(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[DataFile]:
    make_keys_cheap(monkeypatch)
    with found(tmp_path, with_form=False) as file:
        for form_id in ("ftd_profil", "ftd_presensi"):
            made, xform = form(form_id)
            form_tables.install(file, made, xform, shipped())
        programme = cohorts.add_programme(file, "FTD", "Fast Track (contoh)", 2022)
        cohort = cohorts.add_cohort(file, programme, "01", starts=date(2022, 8, 1), ends=date(2022, 9, 30), jp_total=48)
        for place in range(3):
            file.execute("INSERT INTO participant (_id, kode, nama) VALUES (?, ?, ?)",
                         (f"p{place}", f"K{place}", f"Peserta Karangan {place}"))
            cohorts.join(file, f"p{place}", cohort, since=date(2022, 8, 1))
        session = sessions.save(at(file), cohort, plan(1))
        attendance_grid.write(at(file), session, {"K0": Mark("izin")})
        yield file


def at(file: DataFile) -> Desk:
    return Desk(file, FormLibrary(file), now=lambda: NOW)


def read(file: DataFile) -> tuple[str, Grid]:
    cohort = cohorts.cohorts(file)[0].id
    return cohort, attendance_grid.read(file, cohort)


def merged(province: DataFile, folder: Path, first: dict[str, Mark], second: dict[str, Mark]) -> Grid:
    """Both note at their own laptop without having seen each other; the province takes both."""
    paths = []
    for name, marks in (("togu", first), ("rina", second)):
        with enrol(province, folder, name) as file:
            back = returns.write(province, file.setting("identity")["device_id"], folder)
            returns.accept(file, back.path)
            session = sessions.timetable(file, cohorts.cohorts(file)[0].id)[0].id
            attendance_grid.write(at(file), session, marks)  # type: ignore[arg-type]
            paths.append(send(file, folder))
    receive(province, *paths)
    return read(province)[1]


def test_new_notes_of_both_stand_beside_each_other(province: DataFile, tmp_path: Path) -> None:
    grid = merged(province, tmp_path, {"K1": Mark("hadir"), "K2": Mark("hadir")},
                  {"K1": Mark("alpa"), "K2": Mark("hadir")})
    session = grid.sessions[0].id
    assert grid.doubles == {(session, "K1"): (Mark("alpa"), Mark("hadir"))}, "who agrees needs no settling"
    assert grid.marks[session, "K2"] == Mark("hadir") and grid.sessions[0].held
    attendance_grid.write(at(province), session, {"K1": Mark("alpa")})
    cohort, settled = read(province)
    assert (settled.doubles, settled.marks[session, "K1"]) == ({}, Mark("alpa"))
    assert attendance.jp_by_member(province, cohort) == {"p0": 0.0, "p1": 0.0, "p2": 8.0}


@pytest.mark.parametrize("decided", ["hadir", "alpa"])
def test_a_note_both_changed_is_a_conflict_that_one_key_settles(province: DataFile, tmp_path: Path,
                                                                decided: str) -> None:
    grid = merged(province, tmp_path, {"K0": Mark("hadir")}, {"K0": Mark("alpa")})
    session = grid.sessions[0].id
    assert {mark.status for mark in grid.doubles[session, "K0"]} == {"hadir", "alpa"}
    assert grid.doubles[session, "K0"][-1] == grid.marks[session, "K0"], "the one that counts is named last"
    assert conflicts.count(province) > 0
    attendance_grid.write(at(province), session, {"K0": Mark(decided)})
    _, settled = read(province)
    assert (settled.doubles, settled.marks[session, "K0"]) == ({}, Mark(decided))
    assert conflicts.count(province) == 0


def test_two_trainers_who_note_different_people_disagree_about_nothing(province: DataFile, tmp_path: Path) -> None:
    grid = merged(province, tmp_path, {"K1": Mark("hadir")}, {"K2": Mark("alpa")})
    assert (len(grid.marks), grid.doubles, conflicts.count(province)) == (3, {}, 0)
