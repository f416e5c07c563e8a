from __future__ import annotations

from dataclasses import replace

import pytest

from ftd_desktop.errors import UserError
from ftd_desktop.forms.definition import Column
from ftd_desktop.store import form_tables
from ftd_desktop.store.changes import capture
from ftd_desktop.store.file import DataFile
from tests.store.forms import MEDIA, XFORM, Media, form


def columns(file: DataFile, table: str) -> list[str]:
    return [name for name, _ in capture.described(file, table).columns]


def test_a_form_becomes_tables_with_its_own_column_names(file: DataFile) -> None:
    form_tables.install(file, form(), XFORM, MEDIA)
    assert columns(file, "ftd_profil") == ["_participant", "_status", "_form_version", "_owner", "_created", "_updated",
                                           "_reasons", "nama", "hp", "umur"]
    assert columns(file, "ftd_profil__sekolah") == ["_parent", "_position", "nama_sekolah"]
    assert capture.tables(file)[-2:] == ["ftd_profil__anak", "ftd_profil__sekolah"]


def test_form_and_media_come_back(file: DataFile) -> None:
    form_tables.install(file, form(), XFORM, MEDIA)
    found = form_tables.stored(file, "ftd_profil")
    assert found is not None and (found.xform, found.version) == (XFORM, "1")
    assert found.media.names() == ["desa.csv"] and found.media.read("desa.csv") == MEDIA.read("desa.csv")
    with pytest.raises(FileNotFoundError):
        found.media.read("lain.csv")
    assert form_tables.forms(file) == ["ftd_profil"] and form_tables.stored(file, "lain") is None


def test_newest_version_is_meant_unless_named(file: DataFile) -> None:
    for version in ("9", "10", "2"):
        form_tables.install(file, form(version=version), XFORM, MEDIA)
    newest, named = form_tables.stored(file, "ftd_profil"), form_tables.stored(file, "ftd_profil", "2")
    assert newest is not None and newest.version == "10" and named is not None and named.version == "2"
    assert file.value("SELECT count(*) FROM _blob") == 1


def test_media_names_are_found_in_any_place_of_an_xform() -> None:
    xform = ('<instance src="jr://file/a.geojson"/><instance src=\'jr://file-csv/b &amp; c.csv\'/>'
             '<value form="image">jr://images/sub/d.png</value><instance src="jr://instance/last-saved"/>')
    assert form_tables.media_names(xform) == ["a.geojson", "b & c.csv", "d.png"]


def test_a_picture_that_was_never_made_is_no_fault(file: DataFile) -> None:
    form_tables.install(file, form(), XFORM, Media())
    assert file.value("SELECT count(*) FROM _form_media") == 0


def test_new_version_adds_columns_and_keeps_the_old(file: DataFile) -> None:
    form_tables.install(file, form(), XFORM, MEDIA)
    file.insert("ftd_profil", {"nama": "Siti (contoh)", "umur": 41})
    form_tables.install(file, form(version="2", extra=(Column("npwp", "/data/npwp", "TEXT"),)), XFORM, MEDIA)
    form_tables.install(file, form(version="1"), XFORM, MEDIA)
    assert columns(file, "ftd_profil")[-1] == "npwp"
    assert file.rows("SELECT nama, umur, npwp FROM ftd_profil") == [{"nama": "Siti (contoh)", "umur": 41, "npwp": None}]
    file.execute("UPDATE ftd_profil SET npwp = '1'")
    assert file.value("SELECT body FROM _chg ORDER BY lsn DESC") == '{"npwp":"1"}'


def test_changes_that_came_before_their_form_show_when_it_comes(file: DataFile) -> None:
    newer = form(version="2", extra=(Column("npwp", "/data/npwp", "TEXT"),))
    form_tables.install(file, newer, XFORM, MEDIA)
    row = file.insert("ftd_profil", {"nama": "Siti (contoh)", "npwp": "77"})
    with capture.schema_change(file), capture.applying(file):  # an older program: the column is not there
        file.execute("DELETE FROM ftd_profil")
        for name in ("_cap_ftd_profil_i", "_cap_ftd_profil_u"):
            file.execute(f"DROP TRIGGER {name}")
        file.execute("ALTER TABLE ftd_profil DROP COLUMN npwp")
        file.execute("INSERT INTO ftd_profil (_id, nama) VALUES (?, 'Siti (contoh)')", (row,))
    form_tables.install(file, newer, XFORM, MEDIA)
    assert file.value("SELECT npwp FROM ftd_profil") == "77"


def test_a_question_never_changes_its_type(file: DataFile) -> None:
    form_tables.install(file, form(), XFORM, MEDIA)
    other = form(version="2")
    main = replace(other.tables[0], columns=(Column("umur", "/data/umur", "TEXT"),))
    with pytest.raises(UserError, match="umur"):
        form_tables.install(file, replace(other, tables=(main, *other.tables[1:])), XFORM, MEDIA)
    assert form_tables.versions(file, "ftd_profil") == ["1"]


@pytest.mark.parametrize("form_id", ["officer", "OFFICER", "participant", "_chg", "sqlite_master", "1form",
                                     "ftd_profil__anak"])
def test_a_form_cannot_take_another_tables_name(file: DataFile, form_id: str) -> None:
    form_tables.install(file, form(), XFORM, MEDIA)
    before = file.rows("SELECT name, sql FROM sqlite_master")
    with pytest.raises(UserError, match=form_id):
        form_tables.install(file, form(form_id), XFORM, MEDIA)
    assert file.rows("SELECT name, sql FROM sqlite_master") == before


def test_hostile_column_names_are_only_names(file: DataFile) -> None:
    odd = 'a"b\'); DROP TABLE officer; --'
    form_tables.install(file, form("f", extra=(Column(odd, "/data/x", "TEXT"), Column("a.b", "/data/y", "REAL"))),
                        XFORM, MEDIA)
    row = file.insert("f", {odd: "x", "a.b": 0.1})
    file.update("f", row, {odd: "y"})
    assert file.row("SELECT * FROM f")[odd] == "y"  # type: ignore[index]
    assert file.value("SELECT count(*) FROM officer") == 0


def test_a_form_of_a_thousand_questions_is_captured(file: DataFile) -> None:
    many = tuple(Column(f"q{n}", f"/data/q{n}", "REAL" if n % 3 else "TEXT") for n in range(1000))
    form_tables.install(file, form("besar", extra=many), XFORM, MEDIA)
    row = file.insert("besar", {"q0": "a", "q1": 0.1})
    file.update("besar", row, {"q999": "z", "q1": None})
    assert file.value("SELECT body FROM _chg ORDER BY lsn DESC") == '{"q1":null,"q999":"z"}'


def test_participant_follows_the_profile_whoever_writes_it(file: DataFile) -> None:
    form_tables.install(file, form(), XFORM, MEDIA)
    row = file.insert("ftd_profil", {"nama": "Siti (contoh)", "hp": "0812", "_status": "draft"})
    person = "SELECT _id, nama, hp, nik, _status FROM participant"
    assert file.rows(person) == [{"_id": row, "nama": "Siti (contoh)", "hp": "0812", "nik": None, "_status": "draft"}]
    file.execute("UPDATE OR IGNORE ftd_profil SET hp = '0813', _status = 'complete'")
    assert file.rows(person)[0]["hp"] == "0813"
    file.execute("INSERT OR REPLACE INTO ftd_profil (_id, nama) VALUES (?, 'Sari (contoh)')", (row,))
    assert file.rows(person) == [{"_id": row, "nama": "Sari (contoh)", "hp": None, "nik": None, "_status": None}]
    file.delete("ftd_profil", row)
    assert file.rows(person) == []
    assert file.value("SELECT count(*) FROM _chg WHERE t = 'participant'") == 0


def test_new_save_to_map_fills_the_participants_anew(file: DataFile) -> None:
    form_tables.install(file, form(), XFORM, MEDIA)
    row = file.insert("ftd_profil", {"nama": "Siti (contoh)", "hp": "0812"})
    form_tables.install(file, form(version="2", save_to={"nama": "nama_sertifikat"}), XFORM, MEDIA)
    assert file.rows("SELECT _id, nama, nama_sertifikat, hp FROM participant") == [
        {"_id": row, "nama": None, "nama_sertifikat": "Siti (contoh)", "hp": None}]
