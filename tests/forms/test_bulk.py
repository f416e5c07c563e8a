"""Many records checked by the rules of their form, and the same verdicts as the interview gives."""

from __future__ import annotations

import random

import pytest

from ftd_desktop.forms.bulk import BulkValidation
from ftd_desktop.forms.interview import Interview, rows_to_values
from tests.forms.conftest import CONTEXT, shipped_form
from tests.forms.oracles.answers import apply, random_step
from tests.forms.test_shipped import PROFILE, SURVEY, fill


def test_good_records_pass() -> None:
    for form_id, answers in (("ftd_profil", PROFILE), ("ftd_survei", SURVEY)):
        check = BulkValidation(shipped_form(form_id), context=CONTEXT)
        rows = fill(form_id, answers).rows()[form_id]
        assert list(check.failures(check.records(rows * 3))) == []


def test_each_fault_is_named_by_record_and_question() -> None:
    check = BulkValidation(shipped_form("ftd_survei"), context=CONTEXT)
    good = fill("ftd_survei", SURVEY).rows()["ftd_survei"][0]
    rows = [good, good | {"omzet_daring": 99_000_000_000}, good | {"banding": "entah"}, good | {"tk_l": None},
            good | {"tgl_survei": "2026-02-30"}, good | {"laba_bulan": 11_900_000}]
    found = [(f.record, f.name, f.kind) for f in check.failures(check.records(rows))]
    assert set(found) >= {
        (1, "omzet_daring", "constraint"), (2, "banding", "choice"), (3, "tk_l", "required"),
        (4, "tgl_survei", "type"), (5, "laba_bulan", "warn")}
    assert {number for number, _, _ in found} == {1, 2, 3, 4, 5}
    assert all(f.message for f in check.failures(check.records(rows)))


def test_what_is_not_relevant_is_not_judged() -> None:
    check = BulkValidation(shipped_form("ftd_survei"), context=CONTEXT)
    closed = fill("ftd_survei", SURVEY | {"s_meta/status_usaha": "tutup", "s_meta/alasan_tutup": "modal"})
    assert list(check.failures(check.records(closed.rows()["ftd_survei"]))) == []


def test_rows_of_a_repeat_are_records_of_their_own() -> None:
    check = BulkValidation(shipped_form("ftd_presensi"), "ftd_presensi__presensi", context=CONTEXT)
    values = {"jp": "4", "peserta_id": "A", "hadir": "sebagian", "jp_ikut": "6"}
    record = [values.get(column, "") for _, column, _ in check.columns]
    assert [(f.name, f.kind) for f in check.failures([record])] == [("jp_ikut", "constraint")]


@pytest.mark.parametrize("form_id", ["ftd_profil", "ftd_survei", "ftd_kelulusan"])
@pytest.mark.parametrize("seed", [1, 2, 3])
def test_the_verdicts_are_those_of_the_interview(form_id: str, seed: int) -> None:
    form, chance = shipped_form(form_id), random.Random(seed)
    interview = Interview(form, context=CONTEXT)
    check = BulkValidation(form, context=CONTEXT)
    first = {"ftd_profil": ("/data/g_setuju/setuju_data", "ya"), "ftd_survei": ("/data/s_meta/status_usaha", "jalan")}
    if form_id in first:
        interview.set(*first[form_id])
    for _ in range(60):
        step = random_step(form, interview, chance)
        if step is not None:
            apply(interview, step)
    rows = interview.rows()
    stored = Interview(form, rows_to_values(form, rows), context=CONTEXT)
    theirs = {(p.ref.rpartition("/")[2], p.kind) for p in stored.problems()}
    mine = {(f.name, {"choice": "type", "warn": "warning"}.get(f.kind, f.kind))
            for f in check.failures(check.records(rows[form_id]))}
    assert mine == theirs
