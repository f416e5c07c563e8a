from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from ftd_desktop.store import form_tables, records
from ftd_desktop.store.changes import log
from ftd_desktop.store.file import DataFile
from tests.store.forms import MEDIA, XFORM, form, rows

FORM = form()
RECORD = "01900000-0000-7000-8000-000000000001"


@pytest.fixture
def desk(file: DataFile, monkeypatch: pytest.MonkeyPatch) -> Iterator[DataFile]:
    """A file with the form, and a clock that goes on at every look (two saves may share a millisecond)."""
    ticks = (f"2026-11-24T07:50:57.{ms:03}+00:00" for ms in range(1000))
    monkeypatch.setattr(records, "now", lambda: next(ticks))
    form_tables.install(file, FORM, XFORM, MEDIA)
    yield file


def save(file: DataFile, *args: Any, status: str = "draft", **options: Any) -> int:
    """Save and count the changes that it wrote."""
    before = log.last_lsn(file)
    options = {"participant_id": None, "owner": "P07", "reasons": {}} | options
    records.save(file, FORM, rows(*args), record_id=RECORD, status=status, **options)
    return log.last_lsn(file) - before


FAMILY = ({"nama": "Siti (contoh)", "umur": 41}, ["Ani", "Budi"], [(1, "SD"), (1, "SMP"), (2, "TK")])


def test_a_record_comes_back_as_it_was_saved(desk: DataFile) -> None:
    save(desk, *FAMILY, participant_id="p1", reasons={"/data/umur": "sudah dicek"})
    found = records.load(desk, FORM, RECORD)
    wanted = rows(*FAMILY)
    wanted["ftd_profil"][0]["hp"] = None
    assert found.rows == wanted
    assert (found.status, found.version, found.participant_id, found.owner) == ("draft", "1", "p1", "P07")
    assert found.reasons == {"/data/umur": "sudah dicek"} and found.created == found.updated
    assert records.find(desk, RECORD) == found and records.find(desk, "lain") is None
    with pytest.raises(KeyError):
        records.load(desk, FORM, "lain")


def test_one_save_has_one_moment(desk: DataFile) -> None:
    save(desk, *FAMILY)
    found = records.load(desk, FORM, RECORD)
    assert found.created is not None and found.created == found.updated


def test_one_change_for_each_row_that_really_changed(desk: DataFile) -> None:
    assert save(desk, *FAMILY) == 6
    assert save(desk, *FAMILY) == 0
    assert save(desk, *FAMILY, status="complete") == 1
    main, _, sekolah = FAMILY
    assert save(desk, main, ["Ani", "Bayu"], sekolah, status="complete") == 2  # the child, and the record's _updated
    assert save(desk, main, ["Ani"], sekolah[:2], status="complete") == 3  # the child, its school, the record
    assert desk.value("SELECT count(*) FROM ftd_profil__sekolah") == 2


def test_repeat_rows_keep_their_id_by_position(desk: DataFile) -> None:
    save(desk, *FAMILY)
    before = desk.rows("SELECT _id FROM ftd_profil__anak ORDER BY _position")
    save(desk, FAMILY[0], ["Ana", "Budi", "Cici"])
    after = desk.rows("SELECT _id FROM ftd_profil__anak ORDER BY _position")
    assert after[:2] == before and len(after) == 3


def test_what_is_no_longer_relevant_is_blank(desk: DataFile) -> None:
    save(desk, {"nama": "Siti (contoh)", "umur": 41})
    save(desk, {"nama": "Siti (contoh)"})
    assert desk.value("SELECT umur FROM ftd_profil") is None


def test_two_rows_at_one_position_are_both_shown(desk: DataFile) -> None:
    save(desk, *FAMILY)
    desk.insert("ftd_profil__anak", {"_parent": RECORD, "_position": 1, "nama_anak": "Dari petugas lain"})
    found = records.load(desk, FORM, RECORD).rows["ftd_profil__anak"]
    assert [row["_position"] for row in found] == [1, 2, 3]
    records.save(desk, FORM, records.load(desk, FORM, RECORD).rows, record_id=RECORD, status="draft",
                 participant_id=None, owner="P07", reasons={})
    assert {row["nama_anak"] for row in found} == {"Ani", "Budi", "Dari petugas lain"}
    assert desk.value("SELECT count(*) FROM ftd_profil__anak") == 3


def test_drafts_and_times(desk: DataFile) -> None:
    save(desk, *FAMILY)
    assert [record for record, _ in records.drafts(desk)] == [RECORD]
    assert records.updated(desk, RECORD) == records.drafts(desk)[0][1] and records.updated(desk, "lain") is None
    save(desk, *FAMILY, status="complete")
    assert records.drafts(desk) == []


def test_a_failing_save_leaves_the_record(desk: DataFile) -> None:
    save(desk, *FAMILY)
    before = log.last_lsn(desk), desk.rows("SELECT * FROM ftd_profil")
    broken = rows(*FAMILY)
    broken["ftd_profil"][0]["umur"] = 42
    broken["ftd_profil__sekolah"][2]["_parent_position"] = 9
    with pytest.raises(IndexError):
        records.save(desk, FORM, broken, record_id=RECORD, status="complete", participant_id=None, owner=None,
                     reasons={})
    assert (log.last_lsn(desk), desk.rows("SELECT * FROM ftd_profil")) == before
