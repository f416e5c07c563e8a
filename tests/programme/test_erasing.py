"""An erasure order: everything of the person goes, attendance lists too; what the office issued stays registered."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from ftd_desktop.errors import UserError
from ftd_desktop.programme import attended, cohorts, erasing
from ftd_desktop.programme.attendance import FORM, ROWS
from ftd_desktop.store.file import DataFile
from tests.programme.world import make_file

REASON = "Permintaan tertulis peserta (contoh)"


def person(file: DataFile) -> str:
    found = file.insert("ftd_profil", {"nama": "Peserta Karangan", "peserta_id": "K1", "nik": "1271056511800003",
                                       "_status": "complete"})
    file.insert("ftd_survei", {"_participant": found, "tahap": "baseline", "_status": "complete"})
    cohort = cohorts.cohorts(file)[0].id
    cohorts.join(file, found, cohort, since=date(2022, 8, 1))
    session = file.insert(FORM, {"program": "FTD", "tahun_program": 2022, "angkatan": "01", "sesi_ke": 1,
                                 "sesi_tgl": "2022-08-04", "materi": "Konten", "jp": 8.0, "_status": "complete"})
    file.insert(ROWS, {"_parent": session, "_position": 1, "peserta_id": "K1", "hadir": "sakit", "jp_dihitung": "0",
                       "ket": "opname"})
    file.insert(ROWS, {"_parent": session, "_position": 2, "peserta_id": "K2", "hadir": "hadir", "jp_dihitung": "8"})
    file.insert("certificate", {"participant_id": found, "cohort_id": cohort, "sequence": 1, "number": "1/CONTOH",
                                "name_printed": "Peserta Karangan", "status": "issued"})
    return found


def test_the_plan_says_what_goes_and_what_stays(file: DataFile) -> None:
    found = erasing.plan(file, person(file))
    assert found.counts == {"ftd_profil": 1, "ftd_survei": 1, "membership": 1, ROWS: 1}
    assert (found.name, found.code, found.certificates) == ("Peserta Karangan", "K1", ("1/CONTOH",))


def test_only_the_province_orders_and_only_with_a_reason(file: DataFile, tmp_path: Path) -> None:
    of = erasing.plan(file, person(file))
    with pytest.raises(UserError, match="provinsi"):
        erasing.carry_out(file, of, REASON)
    file.set_setting("role", "province")
    with pytest.raises(UserError, match="alasan"):
        erasing.carry_out(file, of, "ya")
    assert file.value("SELECT count(*) FROM participant") == 1


def test_an_order_leaves_no_word_of_the_person(tmp_path: Path) -> None:
    with make_file(tmp_path / "berkas.ftdb") as file:
        file.set_setting("role", "province")
        of = erasing.plan(file, person(file))
        erasing.carry_out(file, of, REASON)
        assert file.value("SELECT count(*) FROM participant") == 0
        assert file.value(f"SELECT count(*) FROM {ROWS}") == 1
        assert not file.value("SELECT count(*) FROM _chg WHERE body LIKE '%opname%' OR body LIKE '%1271056511800003%'")
        assert file.value("SELECT name_printed FROM certificate") == "Peserta Karangan"
        noted = file.value("SELECT detail FROM _journal WHERE event = 'erase order'")
        assert REASON in noted and "Karangan" not in noted.replace(REASON, "")
        with pytest.raises(UserError):
            erasing.plan(file, of.participant_id)


def test_training_of_one_person(file: DataFile) -> None:
    person(file)
    cohort = cohorts.cohorts(file)[0].id
    [one] = attended.of_person(file, cohort, "K1")
    assert (one.session.short, one.status, one.jp, one.note, one.missed) == ("1", "sakit", 0.0, "opname", True)
    [other] = attended.of_person(file, cohort, "K9")
    assert (other.status, other.jp, other.missed) == ("", 0.0, False)
