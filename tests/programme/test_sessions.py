"""The timetable and the attendance grid over the real form: planned, noted, undone, made up, imported."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime

import pytest

from ftd_desktop.errors import UserError
from ftd_desktop.forms.definition import load
from ftd_desktop.forms.media import shipped
from ftd_desktop.programme import absences, attendance, attendance_grid, attended, cohorts, sessions
from ftd_desktop.programme.attendance_grid import Mark
from ftd_desktop.programme.interviews import Desk
from ftd_desktop.programme.sessions import Plan
from ftd_desktop.store import form_tables
from ftd_desktop.store.file import DataFile
from tests.programme.world import WIB, desk, form

PLAN = Plan(1, date(2022, 8, 4), "konten", "Pembuatan konten", 8.0, "luring", "08:00", "14:00", "Aula (contoh)",
            "Pelatih Karangan")
CODES = ("K0", "K1", "K2", "K3")


@pytest.fixture
def cohort(file: DataFile) -> str:
    made = cohorts.cohorts(file)[0].id
    for place, code in enumerate(CODES):
        file.execute("INSERT INTO participant (_id, kode, nama, kab) VALUES (?, ?, ?, '12.71')",
                     (f"p{place}", code, f"Peserta Karangan {place}"))
        cohorts.join(file, f"p{place}", made, since=date(2022, 8, 1))
    return made


@pytest.fixture
def here(file: DataFile) -> Desk:
    return desk(file)


def test_a_planned_session_is_a_draft_nobody_is_asked_to_finish(file: DataFile, here: Desk, cohort: str) -> None:
    session = sessions.save(here, cohort, PLAN)
    [found] = sessions.timetable(file, cohort)
    assert (found.id, found.plan, found.held, found.noted) == (session, PLAN, False, 0)
    assert here.draft_ids() == []
    assert attendance.sessions(file, cohort) == []


def test_a_session_to_come_can_be_planned_and_not_attended(file: DataFile, here: Desk, cohort: str) -> None:
    session = sessions.save(here, cohort, replace(PLAN, day=date(2022, 8, 20)))
    with pytest.raises(UserError, match="20 Agustus 2022"):
        attendance_grid.write(here, session, {"K0": Mark("hadir")})
    assert sessions.timetable(file, cohort)[0].noted == 0


def test_marks_are_the_forms_own_rows(file: DataFile, here: Desk, cohort: str) -> None:
    session = sessions.save(here, cohort, PLAN)
    attendance_grid.write(here, session, {"K0": Mark("hadir"), "K1": Mark("terlambat", 5.5), "K2": Mark("sakit")})
    grid = attendance_grid.read(file, cohort)
    assert grid.marks == {(session, "K0"): Mark("hadir"), (session, "K1"): Mark("terlambat", 5.5),
                          (session, "K2"): Mark("sakit")}
    assert attendance.jp_by_member(file, cohort) == {"p0": 8.0, "p1": 5.5, "p2": 0.0}
    record = here.resume(session)
    assert record.interview.values()["/data/presensi[2]/jp_dihitung"] == "5.5" and not record.blocking()
    assert grid.sessions[0].held and file.value("SELECT _status FROM ftd_presensi") == "complete"


def test_a_mark_changes_and_goes_with_few_changes_in_the_log(file: DataFile, here: Desk, cohort: str) -> None:
    session = sessions.save(here, cohort, PLAN)
    attendance_grid.write(here, session, {code: Mark("hadir") for code in CODES})
    before = file.value("SELECT count(*) FROM _chg WHERE t = 'ftd_presensi__presensi'")
    attendance_grid.write(here, session, {"K0": None})
    assert file.value("SELECT count(*) FROM _chg WHERE t = 'ftd_presensi__presensi'") == before + 2
    attendance_grid.write(here, session, {"K3": Mark("alpa"), "K1": None})
    assert attendance_grid.read(file, cohort).marks == {(session, "K2"): Mark("hadir"), (session, "K3"): Mark("alpa")}
    attendance_grid.write(here, session, {"K2": None, "K3": None})
    assert attendance_grid.read(file, cohort).marks == {}


@pytest.mark.parametrize("mark", [Mark("terlambat"), Mark("sebagian", 9.0), Mark("sebagian", -1.0)])
def test_a_part_must_lie_within_the_session(file: DataFile, here: Desk, cohort: str, mark: Mark) -> None:
    session = sessions.save(here, cohort, PLAN)
    with pytest.raises(UserError, match="K1"):
        attendance_grid.write(here, session, {"K0": Mark("hadir"), "K1": mark})
    assert attendance_grid.read(file, cohort).marks == {}


def test_an_open_record_is_left_alone(file: DataFile, here: Desk, cohort: str) -> None:
    session = sessions.save(here, cohort, PLAN)
    record = here.resume(session)
    record.answer("/data/k_sesi/tempat", "Tempat lain")
    record.write(record.pending())
    with pytest.raises(UserError, match="terbuka sebagai isian"):
        attendance_grid.write(here, session, {"K0": Mark("hadir")})


def test_a_make_up_counts_once_and_is_no_subject_of_its_own(file: DataFile, here: Desk, cohort: str) -> None:
    first = sessions.save(here, cohort, PLAN)
    again = sessions.save(here, cohort, replace(PLAN, number=2, jp=10.0, makes_up=1))
    attendance_grid.write(here, first, {"K0": Mark("hadir"), "K1": Mark("sakit"), "K2": Mark("terlambat", 3.0)})
    attendance_grid.write(here, again, {"K0": Mark("hadir"), "K1": Mark("hadir"), "K2": Mark("sebagian", 2.0)})
    assert attendance.jp_by_member(file, cohort) == {"p0": 8.0, "p1": 8.0, "p2": 3.0}
    assert [one.number for one in attendance.sessions(file, cohort)] == [1]
    assert sessions.timetable(file, cohort)[1].short == "2 (susulan 1)"


def test_a_make_up_needs_the_session_it_makes_up(here: Desk, cohort: str) -> None:
    with pytest.raises(UserError, match="ke-7"):
        sessions.save(here, cohort, replace(PLAN, makes_up=7))


def test_a_number_is_used_once(file: DataFile, here: Desk, cohort: str) -> None:
    sessions.save(here, cohort, PLAN)
    with pytest.raises(UserError, match="ke-1 sudah ada"):
        sessions.save(here, cohort, PLAN)
    assert len(sessions.timetable(file, cohort)) == 1


def test_what_the_form_refuses_is_told_and_not_kept(file: DataFile, here: Desk, cohort: str) -> None:
    with pytest.raises(UserError, match="Jam selesai: Harus setelah jam mulai"):
        sessions.save(here, cohort, replace(PLAN, ends="07:00"))
    assert sessions.timetable(file, cohort) == []


def test_a_session_is_changed_and_keeps_its_attendance(file: DataFile, here: Desk, cohort: str) -> None:
    session = sessions.save(here, cohort, PLAN)
    attendance_grid.write(here, session, {"K0": Mark("hadir")})
    sessions.save(here, cohort, replace(PLAN, jp=6.0), session)
    assert attendance.jp_by_member(file, cohort) == {"p0": 6.0}
    with pytest.raises(UserError, match="sudah berisi presensi"):
        sessions.remove(here, session)
    attendance_grid.write(here, session, {"K0": None})
    sessions.remove(here, session)
    assert sessions.timetable(file, cohort) == []


def test_absences_are_those_not_made_up(file: DataFile, here: Desk, cohort: str) -> None:
    first = sessions.save(here, cohort, PLAN)
    again = sessions.save(here, cohort, replace(PLAN, number=2, makes_up=1))
    attendance_grid.write(here, first, {"K0": Mark("hadir"), "K1": Mark("sakit"), "K2": Mark("alpa")})
    attendance_grid.write(here, again, {"K1": Mark("hadir")})
    found = absences.absences(attendance_grid.read(file, cohort))
    assert [(one.member.code, [status for _, status in one.missed], len(one.unmarked), one.jp) for one in found] == [
        ("K2", ["alpa"], 0, 8.0), ("K3", [], 1, 8.0)]


def test_who_left_is_not_in_the_grid(file: DataFile, here: Desk, cohort: str) -> None:
    gone = cohorts.members(file, cohort)[0]
    cohorts.set_stage(file, gone.id, "left", since=date(2022, 8, 9), reason="Pindah", officer_id="o1")
    assert [one.code for one in attendance_grid.read(file, cohort).members] == ["K1", "K2", "K3"]


def test_a_draft_with_rows_is_still_a_draft_to_finish(file: DataFile, cohort: str) -> None:
    later = desk(file, datetime(2022, 8, 5, 10, 0, tzinfo=WIB))
    record = later.start("ftd_presensi")
    record.answer("/data/presensi[1]/peserta_id", "K0")
    record.leave()
    assert later.draft_ids() == [record.record_id]


def test_of_two_lines_for_one_member_the_larger_figure_counts(file: DataFile, here: Desk, cohort: str) -> None:
    session = sessions.save(here, cohort, replace(PLAN, jp=10.0, ends="16:00"))
    attendance_grid.write(here, session, {"K0": Mark("hadir")})
    file.insert("ftd_presensi__presensi", {"_parent": session, "_position": 2, "peserta_id": "K0",
                                           "hadir": "terlambat", "jp_ikut": 8.0, "jp_dihitung": "8"})
    assert attendance.jp_by_member(file, cohort) == {"p0": 10.0}


@pytest.mark.parametrize(("first", "second"), [("a", "b"), ("b", "a")])
def test_grid_and_card_show_the_same_of_two_equal_lines(file: DataFile, here: Desk, cohort: str, first: str,
                                                        second: str) -> None:  # fmt: skip
    session = sessions.save(here, cohort, PLAN)
    for row, position, status in ((first, 1, "izin"), (second, 2, "alpa")):
        file.insert("ftd_presensi__presensi", {"_id": row, "_parent": session, "_position": position,
                                               "peserta_id": "K0", "hadir": status, "jp_dihitung": "0"})
    (card,) = attended.of_person(file, cohort, "K0")
    assert card.status == attendance_grid.read(file, cohort).marks[session, "K0"].status


def test_what_only_this_version_of_the_form_asks_survives_the_grid(file: DataFile, here: Desk, cohort: str) -> None:
    """An office may add a question to a person's row; noting somebody must not empty it."""
    xform = form("ftd_presensi")[1]
    version = form("ftd_presensi")[0].version
    for old, new in (("<ket/>", "<ket/><jemput/>"), (f'version="{version}"', 'version="2999010100"'),
                     ('<bind nodeset="/data/presensi/ket"', '<bind nodeset="/data/presensi/jemput" type="string"/>'
                                                            '<bind nodeset="/data/presensi/ket"'),
                     ('<input ref="/data/presensi/ket"', '<input ref="/data/presensi/jemput"><label>Jemput</label>'
                                                         '</input><input ref="/data/presensi/ket"')):
        assert old in xform
        xform = xform.replace(old, new)
    form_tables.install(file, load(xform, shipped()), xform, shipped())
    here = desk(file)
    session = sessions.save(here, cohort, PLAN)
    attendance_grid.write(here, session, {code: Mark("hadir") for code in CODES})
    record = here.resume(session)
    for place in (1, 2, 4):
        record.answer(f"/data/presensi[{place}]/jemput", f"bus {place}")
    record.leave()
    attendance_grid.write(here, session, {"K0": Mark("terlambat", 2.0), "K1": None})
    found = file.rows("SELECT peserta_id, jemput, jp_dihitung FROM ftd_presensi__presensi ORDER BY peserta_id")
    assert [tuple(row.values()) for row in found] == [("K0", "bus 1", "2"), ("K2", None, "8"), ("K3", "bus 4", "8")]
