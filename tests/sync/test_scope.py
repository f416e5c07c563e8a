"""Training crosses regencies: the sessions of a cohort reach every laptop with somebody in it, other people do not."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from ftd_desktop import resources
from ftd_desktop.forms.media import shipped
from ftd_desktop.programme import attendance, cohorts
from ftd_desktop.programme.library import add_workbook
from ftd_desktop.store.file import DataFile
from ftd_desktop.sync import machine, returns
from tests.sync import world
from tests.sync.test_returns import MEDAN, NIAS, enrolled
from tests.sync.world import insert, receive, send


@pytest.fixture
def office(master: DataFile) -> DataFile:
    world.add_form(master, "2", "kab", "kode")
    add_workbook(master, resources.path("forms", "ftd_presensi.xlsx"), shipped())
    return master


@pytest.fixture
def trainer(office: DataFile, tmp_path: Path) -> Iterator[DataFile]:
    with enrolled(office, tmp_path, "medan", MEDAN) as file:
        yield file


def cohort(office: DataFile, number: str, *people: str) -> None:
    known = office.value("SELECT _id FROM programme") or cohorts.add_programme(office, "FTD", "Fast Track", 2022)
    made = cohorts.add_cohort(office, known, number, starts=date(2022, 8, 1), ends=date(2022, 10, 1), jp_total=40)
    for person in people:
        cohorts.join(office, person, made, since=date(2022, 8, 1))


def session(file: DataFile, number: str, *codes: str) -> str:
    made = file.insert(attendance.FORM, {"program": "FTD", "tahun_program": 2022, "angkatan": number, "sesi_ke": 1,
                                         "materi": "Kemasan", "jp": 4, "_status": "draft"})
    for n, code in enumerate(codes, start=1):
        file.insert(attendance.ROWS, {"_parent": made, "_position": n, "peserta_id": code, "hadir": "hadir"})
    return made


def bring(office: DataFile, file: DataFile, folder: Path) -> returns.ReturnReport:
    report = returns.accept(file, returns.write(office, machine.person(file).device_id, folder).path)
    assert report.mismatches == ()
    return report


def codes(file: DataFile) -> list[str]:
    return [row["peserta_id"] for row in file.rows(f"SELECT peserta_id FROM {attendance.ROWS} ORDER BY _position")]


def test_sessions_of_her_cohorts_come_with_her_own_people(office: DataFile, trainer: DataFile, stick: Path) -> None:
    siti = insert(office, "Siti (rekaan)", kab=MEDAN, kode="MDN-1")
    fati = insert(office, "Fatizaro (rekaan)", kab=NIAS, kode="NIA-1")
    cohort(office, "01", siti, fati)
    cohort(office, "02", fati)
    ours, theirs = session(office, "01", "MDN-1", "NIA-1"), session(office, "02", "NIA-1")
    bring(office, trainer, stick)
    assert [row["_id"] for row in trainer.rows(f"SELECT _id FROM {attendance.FORM}")] == [ours]
    assert codes(trainer) == ["MDN-1"]
    assert not trainer.value("SELECT 1 FROM _chg WHERE row = ? OR body LIKE '%NIA-1%'", (theirs,))


def test_what_she_notes_in_it_joins_what_others_noted(office: DataFile, trainer: DataFile, stick: Path) -> None:
    siti = insert(office, "Siti (rekaan)", kab=MEDAN, kode="MDN-1")
    cohort(office, "01", siti)
    planned = session(office, "01", "NIA-1")
    bring(office, trainer, stick)
    trainer.insert(attendance.ROWS, {"_parent": planned, "_position": 1, "peserta_id": "MDN-1", "hadir": "hadir"})
    trainer.update(attendance.FORM, planned, {"_status": "complete"})
    receive(office, send(trainer, stick))
    assert sorted(codes(office)) == ["MDN-1", "NIA-1"]
    bring(office, trainer, stick)
    assert codes(trainer) == ["MDN-1"], "that she wrote in the session opens nobody else's attendance"


def test_a_session_goes_when_her_last_member_does(office: DataFile, trainer: DataFile, stick: Path) -> None:
    siti = insert(office, "Siti (rekaan)", kab=MEDAN, kode="MDN-1")
    cohort(office, "01", siti)
    session(office, "01", "MDN-1")
    bring(office, trainer, stick)
    office.update(world.FORM, siti, {"kab": NIAS})
    assert bring(office, trainer, stick).evicted > 0
    assert codes(trainer) == []
    assert trainer.rows(f"SELECT * FROM {attendance.FORM}") == []
    assert len(codes(office)) == 1
