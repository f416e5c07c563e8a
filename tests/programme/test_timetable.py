"""Making a timetable and filling a cohort: JP from hours, days copied, trainers in two places, codes pasted."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from ftd_desktop.errors import UserError
from ftd_desktop.programme import (
    attendance,
    attendance_grid,
    attendance_totals,
    cohorts,
    enlisting,
    overrides,
    session_clashes,
    session_days,
    sessions,
)
from ftd_desktop.programme.attendance_grid import Mark
from ftd_desktop.programme.interviews import Desk
from ftd_desktop.store.file import DataFile
from tests.programme.test_sessions import PLAN, cohort, here  # noqa: F401 - fixtures


@pytest.mark.parametrize(("starts", "ends", "jp"), [
    ("08:00", "14:00", 8.0), ("08:00", "08:45", 1.0), ("08:00", "08:44", None), ("14:00", "08:00", None),
    ("", "08:00", None), ("08:00", "", None)])
def test_jp_of_45_minutes(starts: str, ends: str, jp: float | None) -> None:
    assert session_days.jp_between(starts, ends) == jp


def test_a_day_is_copied_with_numbers_going_on(file: DataFile, here: Desk, cohort: str) -> None:  # noqa: F811
    sessions.save(here, cohort, PLAN)
    sessions.save(here, cohort, replace(PLAN, number=2, starts="14:30", ends="16:00", jp=2.0))
    sessions.save(here, cohort, replace(PLAN, number=3, makes_up=1, starts="", ends=""))
    session_days.copy_day(here, cohort, PLAN.day, date(2022, 8, 11))
    planned = sessions.timetable(file, cohort)
    assert [(one.plan.number, one.plan.day.day, one.plan.jp, one.noted) for one in planned[3:]] == [
        (4, 11, 8.0, 0), (5, 11, 2.0, 0)]
    for day in (PLAN.day, date(2022, 8, 30)):
        with pytest.raises(UserError):
            session_days.copy_day(here, cohort, day, PLAN.day)
    assert len(sessions.timetable(file, cohort)) == 5


def test_a_trainer_is_in_one_place_at_a_time(file: DataFile, here: Desk, cohort: str) -> None:  # noqa: F811
    programme = cohorts.programmes(file)[0].id
    other = cohorts.add_cohort(file, programme, "02", starts=date(2022, 8, 1), ends=date(2022, 9, 30), jp_total=48)
    sessions.save(here, cohort, replace(PLAN, trainer="Togu Karangan, S.E.; Rina Karangan"))
    sessions.save(here, other, replace(PLAN, trainer="rina  karangan", starts="13:59", ends="15:00", jp=1.0))
    sessions.save(here, other, replace(PLAN, number=2, trainer="Rina Karangan", starts="15:00", ends="16:00", jp=1.0))
    [found] = session_clashes.clashes(file, cohort)
    assert found.words == (
        "Rina Karangan di dua sesi pada 4 Agustus 2022: sesi 1 dan sesi 1 FTD 2022 · Angkatan 02.")
    sessions.save(here, cohort, replace(PLAN, number=2, trainer="Orang Lain", starts="10:00", ends="11:00", jp=1.0))
    assert any("Angkatan ini di dua sesi" in one.words for one in session_clashes.clashes(file, cohort))


def test_totals_in_memory_are_those_of_the_file(file: DataFile, here: Desk, cohort: str) -> None:  # noqa: F811
    first = sessions.save(here, cohort, PLAN)
    again = sessions.save(here, cohort, replace(PLAN, number=2, jp=10.0, makes_up=1))
    other = sessions.save(here, cohort, replace(PLAN, number=3, jp=2.0))
    attendance_grid.write(here, first, {"K0": Mark("hadir"), "K1": Mark("sakit"), "K2": Mark("terlambat", 3.0)})
    attendance_grid.write(here, again, {"K0": Mark("hadir"), "K1": Mark("hadir"), "K2": Mark("sebagian", 2.0)})
    attendance_grid.write(here, other, {"K0": Mark("alpa"), "K3": Mark("hadir")})
    grid = attendance_grid.read(file, cohort)
    counted = attendance.jp_by_member(file, cohort)
    assert {one.participant_id: attendance_totals.jp_attended(one.code, grid.sessions, grid.marks)
            for one in grid.members} == counted == {"p0": 8.0, "p1": 8.0, "p2": 3.0, "p3": 2.0}
    assert attendance_totals.present(other, ("K0", "K1", "K3"), grid.marks) == (1, 2)


def test_two_machines_noting_one_person_are_told_and_settled_by_writing(
        file: DataFile, here: Desk, cohort: str) -> None:  # noqa: F811
    session = sessions.save(here, cohort, PLAN)
    attendance_grid.write(here, session, {"K0": Mark("alpa"), "K1": Mark("hadir")})
    file.insert("ftd_presensi__presensi", {"_parent": session, "_position": 3, "peserta_id": "K0", "hadir": "hadir",
                                           "jp_dihitung": "8"})
    grid = attendance_grid.read(file, cohort)
    assert grid.doubles == {(session, "K0"): (Mark("alpa"), Mark("hadir"))}
    attendance_grid.write(here, session, {"K1": Mark("izin")})
    assert sessions.timetable(file, cohort)[0].held, "what was held stays held while one person is unsettled"
    assert (session, "K0") in attendance_grid.read(file, cohort).doubles
    attendance_grid.write(here, session, {"K0": Mark("alpa")})
    settled = attendance_grid.read(file, cohort)
    assert (settled.doubles, settled.marks[session, "K0"]) == ({}, Mark("alpa"))


def test_pasted_codes_are_found_and_the_unknown_named_by_line(file: DataFile, cohort: str) -> None:  # noqa: F811
    found = enlisting.by_codes(file, "k0\nK1; K2\n\nX9 , K0\n")
    assert (found.ids, found.unknown) == (("p0", "p1", "p2"), ((4, "X9"),))
    file.execute("INSERT INTO participant (_id, kode, nama) VALUES ('p9', 'K9', 'Baru Karangan')")
    assert enlisting.enlist(file, ["p0", "p9", "p9"], cohort, since=date(2022, 8, 2), officer_id="o1",
                            stage="registered") == 1
    assert {one.participant_id: one.stage for one in cohorts.members(file, cohort)}["p9"] == "registered"


def test_an_exception_asked_for_counts_when_another_approves(file: DataFile, cohort: str) -> None:  # noqa: F811
    made = overrides.request(file, "p0", cohort, reason="Sakit, tugas pengganti selesai", asked_code="RINA",
                             asked_name="Rina (contoh)")
    assert not overrides.overrides(file, cohort)
    assert overrides.pending(file, cohort)["p0"].words == (
        "Pengecualian diminta Rina (contoh), menunggu orang kedua: Sakit, tugas pengganti selesai")
    with pytest.raises(UserError, match="sudah diminta"):
        overrides.request(file, "p0", cohort, reason="Alasan yang lain lagi", asked_code="RINA", asked_name="Rina")
    with pytest.raises(UserError, match="orang lain"):
        overrides.approve(file, made, code="rina", name="Rina", on=date(2022, 10, 1))
    overrides.approve(file, made, code="TOGU", name="Togu (contoh)", on=date(2022, 10, 1))
    assert overrides.overrides(file, cohort)["p0"].approved == "Togu (contoh)" and not overrides.pending(file, cohort)


def test_what_was_asked_for_can_be_refused(file: DataFile, cohort: str) -> None:  # noqa: F811
    made = overrides.request(file, "p0", cohort, reason="Sakit, tugas pengganti selesai", asked_code="RINA",
                             asked_name="Rina (contoh)")
    overrides.withdraw(file, made, "Tidak ada surat dokter")
    assert not overrides.pending(file, cohort)
    with pytest.raises(UserError, match="dicabut atau ditolak"):
        overrides.approve(file, made, code="TOGU", name="Togu (contoh)", on=date(2022, 10, 1))


def test_a_number_twice_and_a_session_of_no_cohort_are_found(
        file: DataFile, here: Desk, cohort: str) -> None:  # noqa: F811
    first = sessions.save(here, cohort, PLAN)
    second = sessions.save(here, cohort, replace(PLAN, number=2))
    assert session_clashes.numbered_twice(sessions.timetable(file, cohort)) == []
    file.update("ftd_presensi", second, {"sesi_ke": 1})  # as two machines would
    assert session_clashes.numbered_twice(sessions.timetable(file, cohort)) == [1]
    file.update("ftd_presensi", first, {"angkatan": "1"})  # as typed in the form
    assert session_clashes.strays(file) == ["FTD 2022 angkatan 1, sesi 1"]
