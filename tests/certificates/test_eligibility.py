"""The completion rule of the cohort, and the reasons in words."""

from __future__ import annotations

from datetime import date

import pytest

from ftd_desktop.certificates import eligibility
from ftd_desktop.certificates.eligibility import Standing, assess
from ftd_desktop.errors import UserError
from ftd_desktop.programme import overrides
from tests.certificates.conftest import World


def _by_id(world: World, **attended: float) -> dict[str, Standing]:
    jp = dict.fromkeys(world.people, 40.0) | attended
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(eligibility, "jp_by_member", lambda file, cohort_id: jp)
        return {standing.participant_id: standing for standing in assess(world.file, world.cohort)}


def test_attendance_is_read_from_the_forms(world: World) -> None:
    found = assess(world.file, world.cohort)
    assert [standing.name for standing in found] == sorted((s.name for s in found), key=str.casefold)
    assert all(standing.jp_attended == 40 and standing.eligible for standing in found)
    assert found[0].reasons == ("Semua syarat terpenuhi",)
    assert found[0].regency == "Kota Medan"


def test_exactly_the_share_is_enough_and_a_little_less_is_not(world: World) -> None:
    found = _by_id(world, p0=32.0, p1=31.5)
    assert found["p0"].eligible
    assert not found["p1"].eligible and not found["p1"].held
    assert found["p1"].reasons == ("Hadir 31,5 dari 40 JP, syarat 80%",)


def test_binary_fractions_do_not_decide(world: World) -> None:
    world.file.update("cohort", world.cohort, {"jp_total": 0.3, "min_share": 1.0})
    assert _by_id(world, p0=0.1 + 0.1 + 0.1)["p0"].eligible
    assert _by_id(world, p0=0.3)["p0"].eligible


def test_a_missing_endline_holds_and_says_so(world: World) -> None:
    world.file.execute("UPDATE ftd_survei SET _status = 'draft' WHERE _participant = 'p0'")
    world.file.execute("DELETE FROM ftd_survei WHERE _participant = 'p1'")
    found = _by_id(world)
    assert (found["p0"].held, found["p0"].reasons) == (True, ("Survei akhir masih draf",))
    assert (found["p1"].held, found["p1"].reasons) == (True, ("Survei akhir belum ada",))
    world.file.update("cohort", world.cohort, {"needs_endline": 0})
    assert _by_id(world)["p1"].eligible


def test_a_baseline_is_no_endline(world: World) -> None:
    world.file.execute("UPDATE ftd_survei SET tahap = 'baseline' WHERE _participant = 'p0'")
    assert _by_id(world)["p0"].held


def test_the_task_counts_only_where_it_is_asked(world: World) -> None:
    world.file.update("cohort", world.cohort, {"needs_task": 1})
    world.file.insert("ftd_kelulusan", {"_participant": "p0", "_status": "complete", "tugas": "ya"})
    world.file.insert("ftd_kelulusan", {"_participant": "p1", "_status": "complete", "tugas": "tidak"})
    found = _by_id(world)
    assert found["p0"].eligible
    assert found["p1"].reasons == ("Tugas akhir belum diserahkan",)


def test_too_little_attended_and_no_endline_is_refused_with_both_reasons(world: World) -> None:
    world.file.execute("DELETE FROM ftd_survei WHERE _participant = 'p1'")
    found = _by_id(world, p1=2.0)["p1"]
    assert not found.held and not found.eligible and len(found.reasons) == 2


def test_who_left_gets_none_whatever_was_attended(world: World) -> None:
    world.file.execute("UPDATE membership SET stage = 'left', reason = 'pindah kota' WHERE participant_id = 'p0'")
    assert _by_id(world)["p0"].reasons == ("Keluar dari program: pindah kota",)


def test_the_printed_name_goes_before_the_name_on_the_card(world: World) -> None:
    world.file.execute("UPDATE participant SET nama_sertifikat = 'Hj. Siti Contoh, S.E.' WHERE _id = 'p0'")
    assert _by_id(world)["p0"].name == "Hj. Siti Contoh, S.E."


def test_without_forms_nobody_attended(world: World) -> None:
    for table in ("ftd_presensi__presensi", "ftd_presensi", "ftd_survei", "ftd_kelulusan"):
        world.file.execute(f"DROP TABLE {table}")
    assert {s.reasons[0] for s in assess(world.file, world.cohort)} == {"Hadir 0 dari 40 JP, syarat 80%"}


def test_a_cohort_without_jp_is_said(world: World) -> None:
    world.file.update("cohort", world.cohort, {"jp_total": 0.0})
    with pytest.raises(UserError, match="JP total"):
        assess(world.file, world.cohort)


def test_a_name_in_dispute_holds_until_it_is_settled(world: World) -> None:
    for participant, field in (("p0", "nama"), ("p1", "hp")):
        world.file.execute("INSERT INTO _conflict VALUES (?, ?, 1, 1, 2, 2)", (participant, field))
    found = _by_id(world)
    assert (found["p0"].held, found["p0"].reasons) == (True, ("Nama bentrok, tunggu putusan",))
    assert found["p1"].eligible


def test_an_exception_lifts_the_rule_and_is_told_with_both_names(world: World) -> None:
    world.file.insert("officer", {"code": "T1", "name": "Togu (contoh)", "active": 1})
    world.file.execute("UPDATE ftd_presensi__presensi SET jp_dihitung = 0 WHERE peserta_id IN ('K0', 'K1')")
    overrides.grant(world.file, "p0", world.cohort, reason="Sakit, tugas pengganti", asked_code="R1",
                    asked_name="Rina (contoh)", second_code="T1", on=date(2022, 10, 1))
    by_person = {one.participant_id: one for one in assess(world.file, world.cohort)}
    assert by_person["p0"].eligible and by_person["p0"].reasons == (
        "Dikecualikan: Sakit, tugas pengganti (diminta Rina (contoh), disetujui Togu (contoh))",
        "Hadir 0 dari 40 JP, syarat 80%")
    assert not by_person["p1"].eligible


def test_no_exception_brings_back_who_left(world: World) -> None:
    world.file.insert("officer", {"code": "T1", "name": "Togu (contoh)", "active": 1})
    world.file.execute("UPDATE membership SET stage = 'left' WHERE participant_id = 'p0'")
    overrides.grant(world.file, "p0", world.cohort, reason="Sakit, tugas pengganti", asked_code="R1",
                    asked_name="Rina (contoh)", second_code="T1", on=date(2022, 10, 1))
    assert not next(one for one in assess(world.file, world.cohort) if one.participant_id == "p0").eligible
