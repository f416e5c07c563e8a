"""Programmes, cohorts, places and stages as records; exceptions from the rule."""

from __future__ import annotations

from datetime import date

import pytest

from ftd_desktop.errors import UserError
from ftd_desktop.programme import cohorts, overrides, places, sessions
from ftd_desktop.store.file import DataFile
from tests.programme.test_sessions import PLAN
from tests.programme.world import desk


@pytest.fixture
def cohort(file: DataFile) -> str:
    made = cohorts.cohorts(file)[0].id
    for place, (kab, stage) in enumerate((("12.71", "participant"), ("12.71", "registered"), ("12.12", "left"))):
        file.execute("INSERT INTO participant (_id, kode, nama, kab) VALUES (?, ?, ?, ?)",
                     (f"p{place}", f"K{place}", f"Peserta Karangan {place}", kab))
        cohorts.join(file, f"p{place}", made, since=date(2022, 8, 1), stage=stage)
    for row_id, code, active in (("o1", "RINA", 1), ("o2", "TOGU", 1), ("o3", "LAMA", 0)):
        file.insert("officer", {"_id": row_id, "code": code, "name": f"{code.title()} (contoh)", "active": active})
    return made


def _change(file: DataFile, cohort_id: str, **other: object) -> None:
    known = {"name": "", "starts": date(2022, 8, 1), "ends": date(2022, 9, 30), "jp_total": 48, "min_share": 0.8,
             "needs_task": False, "needs_endline": True, "place": "", "places": 15, "number": "01", **other}
    cohorts.change_cohort(file, cohort_id, known.pop("number"), **known)  # type: ignore[arg-type]


def test_places_taken_and_free(file: DataFile, cohort: str) -> None:
    _change(file, cohort)
    cohorts.set_quota(file, cohort, "12.71", 3)
    cohorts.set_quota(file, cohort, "12.12", 2)
    whole = places.in_all(file, cohort)
    assert (whole.places, whole.taken, whole.waiting, whole.free) == (15, 1, 1, 14)
    lines = {line.code: line for line in places.by_regency(file, cohort)}
    assert len(lines) == 33 and (lines["12.71"].free, lines["12.12"].free, lines["12.01"].free) == (2, 2, None)
    cohorts.set_quota(file, cohort, "12.12", None)
    assert cohorts.cohort(file, cohort).quotas == {"12.71": 3}


def test_a_stage_keeps_its_day_reason_and_hand(file: DataFile, cohort: str) -> None:
    member = next(one for one in cohorts.members(file, cohort) if one.code == "K1")
    cohorts.set_stage(file, member.id, "participant", since=date(2022, 8, 3), reason="Lolos kurasi", officer_id="o2")
    history = cohorts.stage_history(file, member.id)
    assert [(step.stage, step.since, step.reason, step.officer) for step in history] == [
        ("participant", date(2022, 8, 3), "Lolos kurasi", "Togu (contoh)"),
        ("registered", date(2022, 8, 1), "", "")]


def test_names_that_sessions_bear_stay(file: DataFile, cohort: str) -> None:
    programme = cohorts.programmes(file)[0]
    _change(file, cohort, number="02")
    _change(file, cohort, number="01")
    sessions.save(desk(file), cohort, PLAN)
    with pytest.raises(UserError, match="Nomor angkatan"):
        _change(file, cohort, number="02")
    with pytest.raises(UserError, match="Kode dan tahun"):
        cohorts.change_programme(file, programme.id, "FYP", programme.name, 2022)
    cohorts.change_programme(file, programme.id, "FTD", "Nama baru (contoh)", 2022)
    assert cohorts.cohort(file, cohort).programme_name == "Nama baru (contoh)"


def _grant(file: DataFile, cohort_id: str, second: str, reason: str = "Sakit berat, tugas pengganti selesai") -> str:
    return overrides.grant(file, "p0", cohort_id, reason=reason, asked_code="RINA", asked_name="Rina (contoh)",
                           second_code=second, on=date(2022, 10, 1))


@pytest.mark.parametrize(("second", "words"), [
    ("RINA", "orang lain"), (" rina ", "orang lain"), ("", "tidak dikenal"), ("NONE", "tidak dikenal"),
    ("LAMA", "tidak aktif")])
def test_the_second_person_is_another_active_one(file: DataFile, cohort: str, second: str, words: str) -> None:
    with pytest.raises(UserError, match=words):
        _grant(file, cohort, second)
    assert not overrides.overrides(file, cohort)


def test_an_exception_needs_a_reason_and_can_be_taken_back(file: DataFile, cohort: str) -> None:
    with pytest.raises(UserError, match="alasan"):
        _grant(file, cohort, "togu", "  ok   ")
    made = _grant(file, cohort, "togu")
    assert overrides.overrides(file, cohort)["p0"].words == (
        "Dikecualikan: Sakit berat, tugas pengganti selesai (diminta Rina (contoh), disetujui Togu (contoh))")
    overrides.withdraw(file, made, "Tugasnya ternyata tidak ada")
    assert not overrides.overrides(file, cohort)
