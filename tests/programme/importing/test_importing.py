"""A sheet of people and of surveys: read, weighed, brought in, taken back."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from ftd_desktop.cli.demo import answers, people
from ftd_desktop.errors import Cancelled, UserError
from ftd_desktop.programme import participants
from ftd_desktop.programme.importing import bringing
from ftd_desktop.programme.importing.weighing import Weighed, weigh
from ftd_desktop.store.file import DataFile
from tests.programme.world import desk

PEOPLE = people.people()[:3]


def sheet(rows: list[dict[str, Any]]) -> list[list[Any]]:
    """Rows by head as a table, the heads in the order in which they first come."""
    heads = list(dict.fromkeys(head for row in rows for head in row))
    return [heads, *([row.get(head) for head in heads] for row in rows)]


def profiles(**changed: Any) -> list[dict[str, Any]]:
    return [{**answers.profile(person), **(changed if place == 0 else {})} for place, person in enumerate(PEOPLE)]


def weighed(file: DataFile, form_id: str, rows: list[dict[str, Any]]) -> Weighed:
    return weigh(desk(file), form_id, "daftar.xlsx", sheet(rows))


def standings(found: Weighed) -> list[str]:
    return [line.standing for line in found.lines]


def said(found: Weighed, place: int = 0) -> list[tuple[str, str]]:
    return [(finding.question, finding.words) for finding in found.lines[place].findings]


def content(file: DataFile) -> list[dict[str, Any]]:
    return file.rows("SELECT * FROM participant ORDER BY _id")


def test_people_come_in_finished_with_their_codes_and_cohort(file: DataFile) -> None:
    found = weighed(file, "ftd_profil", profiles())
    assert standings(found) == ["ready"] * 3
    assert content(file) == [], "weighing writes nothing"
    brought = bringing.bring(desk(file), found)
    assert (brought.finished, brought.drafts) == (3, 0)
    rows = participants.search(file)
    assert sorted(row.name for row in rows) == sorted(person.name for person in PEOPLE)
    assert sorted(row.code for row in rows) == [f"FTD-2022-01-0100{n}" for n in (1, 2, 3)]
    assert {row.stage for row in rows} == {"registered"}


def test_heads_may_be_labels_and_cells_what_people_write(file: DataFile) -> None:
    row = profiles()[0]
    written = {
        "Nama lengkap sesuai KTP (tanpa gelar)": row.pop("nama"), "Jenis kelamin": "laki-laki", "tgl_lahir": "4/8/1990",
        "omzet_tahun": "Rp 150 jt", "tk_awal": 3.0, "perangkat": "Telepon pintar; Laptop/PC",
    }
    for head in ("jk", "tgl_lahir", "omzet_tahun", "tk_awal", "perangkat", "omzet_kelas"):
        row.pop(head, None)
    found = weighed(file, "ftd_profil", [{**row, **written}])
    given = {path.rpartition("/")[2]: value for path, value in found.lines[0].answers.items()}
    assert {name: given[name] for name in ("nama", "jk", "tgl_lahir", "omzet_tahun", "tk_awal")} == {
        "nama": PEOPLE[0].name, "jk": "L", "tgl_lahir": "1990-08-04", "omzet_tahun": "150000000", "tk_awal": "3"}
    assert given["perangkat"] == "hp_pintar komputer"


def test_a_name_that_several_places_have_is_decided_by_the_place_around_it(file: DataFile) -> None:
    rows = profiles(dom_kab="Asahan", dom_kec="Simpang Empat")
    found = weighed(file, "ftd_profil", [rows[0], {**rows[1], "dom_kab": None, "dom_kec": "Simpang Empat"}])
    assert found.lines[0].answers["/data/g_alamat/dom_kec"] == "12.09.12"
    assert said(found, 1)[0][0] == "dom_kec"
    assert standings(found)[1] == "refused"


@pytest.mark.parametrize(("changed", "standing", "question"), [
    ({"jk": "X"}, "refused", "jk"),
    ({"nik": 1212050408900003}, "refused", "nik"),  # a number of 16 figures has lost its last one
    ({"tk_awal": "banyak"}, "refused", "tk_awal"),
    ({"setuju_data": None}, "draft", "setuju_data"),
])
def test_a_row_stands_as_badly_as_its_worst_cell(file: DataFile, changed: dict[str, Any], standing: str,
                                                 question: str) -> None:
    found = weighed(file, "ftd_profil", profiles(**changed))
    assert standings(found) == [standing, "ready", "ready"]
    assert question in [name for name, _ in said(found)]
    assert found.lines[0].row == 2


def test_what_is_refused_stays_out_and_what_is_incomplete_becomes_a_draft(file: DataFile) -> None:
    rows = profiles(jk="X")
    rows[1]["setuju_data"] = None
    brought = bringing.bring(desk(file), weighed(file, "ftd_profil", rows))
    assert (brought.finished, brought.drafts) == (1, 1)
    assert len(desk(file).drafts()) == 1


def test_who_is_there_already_does_not_come_again(file: DataFile) -> None:
    bringing.bring(desk(file), weighed(file, "ftd_profil", profiles()))
    before = content(file)
    again = weighed(file, "ftd_profil", profiles())
    assert standings(again) == ["there"] * 3
    assert bringing.bring(desk(file), again).records == ()
    assert content(file) == before


def test_one_nik_twice_in_a_sheet_names_the_row_above(file: DataFile) -> None:
    rows = profiles()
    found = weighed(file, "ftd_profil", [rows[0], {**rows[1], "nik": rows[0]["nik"]}])
    assert standings(found)[1] == "refused"
    assert "2" in said(found, 1)[0][1]


def test_surveys_find_their_people_and_know_the_round_before(file: DataFile) -> None:
    bringing.bring(desk(file), weighed(file, "ftd_profil", profiles()))
    codes = {row.name: row.code for row in participants.search(file)}

    def rounds(name: str, day: date) -> list[dict[str, Any]]:
        return [{**answers.survey(person, name, day), "kode peserta": codes[person.name], "tahap": name}
                for person in PEOPLE]

    first = weighed(file, "ftd_survei", rounds("baseline", date(2022, 8, 5)))
    assert set(standings(first)) <= {"ready", "draft"}
    bringing.bring(desk(file), first)
    assert {row.rounds[0].status for row in participants.search(file)} <= {"complete", "draft"}
    assert standings(weighed(file, "ftd_survei", rounds("baseline", date(2022, 8, 5)))) == ["there"] * 3
    twice = weighed(file, "ftd_survei", rounds("endline", date(2022, 8, 5))[:1] * 2)
    assert standings(twice)[1] == "refused"


def test_a_survey_of_a_stranger_or_of_nobody_is_refused(file: DataFile) -> None:
    row = {**answers.survey(PEOPLE[0], "baseline", date(2022, 8, 5)), "tahap": "baseline"}
    assert standings(weighed(file, "ftd_survei", [row])) == ["refused"]
    assert standings(weighed(file, "ftd_survei", [{**row, "kode": "FTD-2022-01-99001"}])) == ["refused"]


def test_an_import_can_be_taken_back_but_not_from_under_somebody(file: DataFile) -> None:
    brought = bringing.bring(desk(file), weighed(file, "ftd_profil", profiles()))
    corrected = desk(file).resume(brought.records[0])
    corrected.answer("/data/g_usaha/merek", "Karangan")
    assert not corrected.finish()
    survey = desk(file).start("ftd_survei", brought.records[1], "baseline")
    survey.answer("/data/s_meta/cara", "tatap")
    survey.leave()
    assert bringing.take_back(file, brought) == bringing.TakenBack(gone=1, kept=2)
    assert {row["_id"] for row in content(file)} == set(brought.records[:2])
    assert file.value("SELECT count(*) FROM membership") == 2


def test_a_cancelled_import_leaves_the_file_as_it_was(file: DataFile) -> None:
    found, log = weighed(file, "ftd_profil", profiles()), file.value("SELECT count(*) FROM _chg")
    asked = iter((False, False, True))
    with pytest.raises(Cancelled):
        bringing.bring(desk(file), found, cancelled=lambda: next(asked))
    assert content(file) == []
    assert file.value("SELECT count(*) FROM _chg") == log


@pytest.mark.parametrize("rows", [
    [["x", "y"], [1, 2]], [["nama", "Nama lengkap sesuai KTP (tanpa gelar)"], ["a", "b"]], [["nama"]], [],
])
def test_a_sheet_that_does_not_fit_is_refused_by_name(file: DataFile, rows: list[list[Any]]) -> None:
    with pytest.raises(UserError, match=r"daftar\.xlsx"):
        weigh(desk(file), "ftd_profil", "daftar.xlsx", rows)


def test_heads_that_are_passed_over_are_told_with_what_may_be_meant(file: DataFile) -> None:
    found = weighed(file, "ftd_profil", [{**profiles()[0], "nama usah": "x", "nomor urut": 1}])
    assert dict(found.unknown) == {"nama usah": "nama_usaha", "nomor urut": ""}
