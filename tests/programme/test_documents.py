"""Papers are read from the forms' own columns: what was told last holds, and what runs out is found."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from ftd_desktop.programme import documents
from ftd_desktop.store.file import DataFile

TODAY = date(2026, 11, 24)


@pytest.fixture
def person(file: DataFile) -> str:
    return file.insert("ftd_profil", {"nama": "Peserta Karangan", "peserta_id": "K1", "dom_kab": "12.71",
                                      "nib": "1234567890123", "nib_tgl": "2022-05-01", "_status": "complete"})


def survey(file: DataFile, person: str, tahap: str, day: str, **values: object) -> str:
    return file.insert("ftd_survei", {"_participant": person, "tahap": tahap, "tgl_survei": day,
                                      "_status": "complete", **values})


def test_the_profile_is_asked_where_no_round_says_anything(file: DataFile, person: str) -> None:
    [nib] = documents.of_person(file, person)
    assert (nib.paper, nib.number, nib.issued, nib.expires) == ("nib", "1234567890123", date(2022, 5, 1), None)
    assert (nib.record_id, nib.round) == (person, "")


def test_what_was_told_last_holds(file: DataFile, person: str) -> None:
    survey(file, person, "baseline", "2026-01-05", dok_punya="pirt nib", pirt_no="LAMA", pirt_exp="2026-12-01")
    last = survey(file, person, "endline", "2026-06-05", dok_punya="pirt sni", pirt_no="BARU", pirt_exp="2031-06-01",
                  dok_proses="halal")
    survey(file, person, "tl3", "2026-09-05", pirt_no="DRAF", _status="draft")
    found = {one.paper: one for one in documents.of_person(file, person)}
    assert (found["pirt"].number, found["pirt"].expires, found["pirt"].record_id) == ("BARU", date(2031, 6, 1), last)
    assert found["halal"].under_way and found["sni"].number == "" and not found["sni"].under_way
    assert found["nib"].number == "1234567890123"
    assert documents.expiring(file, TODAY) == []


@pytest.mark.parametrize(("days", "seen"), [(-31, False), (-30, True), (0, True), (30, True), (31, False)])
def test_papers_that_run_out(file: DataFile, person: str, days: int, seen: bool) -> None:
    last = TODAY + timedelta(days=days)
    survey(file, person, "baseline", "2026-01-05", halal_exp=last.isoformat())
    found = documents.expiring(file, TODAY)
    assert [(one.participant_id, one.paper, one.days) for one in found] == ([(person, "halal", days)] if seen else [])


def test_a_person_without_records_has_no_papers(file: DataFile) -> None:
    assert documents.of_person(file, "tidak ada") == []


def test_every_paper_has_a_name() -> None:
    assert documents.label("pirt") == "P-IRT" and documents.label("izin_baru") == "IZIN_BARU"
