"""Who replaces an answer lets go of its file; undo within a month finds it again."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from ftd_desktop.forms.definition import Column
from ftd_desktop.store import attachments, form_tables, letting_go, records
from ftd_desktop.store.changes import erasure, log
from ftd_desktop.store.file import DataFile
from ftd_desktop.store.trail import Trail
from tests.store.forms import MEDIA, XFORM, form, rows

VISIT = form("kunjungan", extra=(Column("foto", "/data/foto", "TEXT"), Column("nota", "/data/nota", "TEXT")))


@pytest.fixture
def book(file: DataFile) -> DataFile:
    form_tables.install(file, VISIT, XFORM, MEDIA)
    return file


def picked(file: DataFile, content: bytes, label: str = "") -> str:
    attachments.hold(file, content, label)
    return attachments.name(content, "jpg")


def saved(file: DataFile, record: str = "r1", person: str | None = "p1", anak: list[str] = [],  # noqa: B006
          **answers: Any) -> None:  # fmt: skip
    records.save(file, VISIT, rows({"nama": "Kunjungan", **answers}, anak, form_id="kunjungan"), record_id=record,
                 participant_id=person, status="complete", owner="P01", reasons={})
    letting_go.tidy(file)


def kept(file: DataFile) -> list[str]:
    """The contents that are here, beside the form's own list."""
    return sorted(data.decode() for (data,) in file.execute(
        "SELECT data FROM _blob WHERE sha256 NOT IN (SELECT sha256 FROM _form_media)"))


def owned(file: DataFile) -> list[tuple[str | None, str | None]]:
    return sorted(file.execute("SELECT participant_id, label FROM attachment"), key=str)


def test_a_file_becomes_the_persons_when_its_answer_is_saved(book: DataFile) -> None:
    name = picked(book, b"a", "Toko Bu Siti (contoh).jpg")
    assert owned(book) == []
    saved(book, foto=name)
    assert owned(book) == [("p1", "Toko Bu Siti (contoh).jpg")] and attachments.data(book, name) == b"a"
    before = log.last_lsn(book)
    letting_go.tidy(book)
    assert log.last_lsn(book) == before


def test_a_pick_that_was_replaced_before_it_was_saved_goes_at_once(book: DataFile) -> None:
    picked(book, b"a")
    saved(book, foto=picked(book, b"b"))
    assert kept(book) == ["b"] and len(owned(book)) == 1


def test_a_replaced_file_travels_no_more_and_undo_finds_it(book: DataFile) -> None:
    first = picked(book, b"a")
    saved(book, foto=first)
    saved(book, foto=picked(book, b"b"))
    assert len(owned(book)) == 1 and kept(book) == ["a", "b"]
    saved(book, foto=first)  # the person's page takes the save back
    assert kept(book) == ["a", "b"] and attachments.data(book, first) == b"a"
    assert book.value("SELECT count(*) FROM attachment WHERE sha256 LIKE ?", (first[:16] + "%",)) == 1


def test_after_a_month_its_bytes_go(book: DataFile) -> None:
    saved(book, foto=picked(book, b"a"))
    saved(book, foto="")
    assert owned(book) == [] and kept(book) == ["a"]
    assert letting_go.tidy(book, timedelta(seconds=-60)) == 1
    assert kept(book) == [] and book.row("SELECT 1 FROM _blob_note") is None


def test_a_file_that_another_answer_names_stays(book: DataFile) -> None:
    name = picked(book, b"a")
    saved(book, foto=name, nota=name)
    saved(book, "r2", foto=name)
    saved(book, foto="", nota="")
    assert len(owned(book)) == 1
    saved(book, "r2", foto="")
    assert owned(book) == []


def test_files_of_repeats_follow_their_record(book: DataFile) -> None:
    one, two = picked(book, b"a"), picked(book, b"b")
    saved(book, anak=[one, two])
    assert owned(book) == [("p1", None), ("p1", None)]
    saved(book, anak=[two])
    assert len(owned(book)) == 1 and attachments.data(book, two) == b"b"


def test_a_deleted_record_lets_go_of_its_files(book: DataFile) -> None:
    saved(book, foto=picked(book, b"a"), anak=[picked(book, b"b")])
    book.delete("kunjungan", "r1")
    letting_go.tidy(book)
    assert owned(book) == []


def test_files_of_nobody_are_kept_apart(book: DataFile) -> None:
    name = picked(book, b"a")
    saved(book, person=None, foto=name)
    saved(book, "r2", person="p2", foto=name)
    assert owned(book) == [("p2", None), (None, None)]
    saved(book, person=None, foto="")
    assert owned(book) == [("p2", None)]


def test_a_record_that_changes_hands_takes_its_files_along(book: DataFile) -> None:
    name = picked(book, b"a")
    saved(book, foto=name)
    saved(book, person="p2", foto=name)
    assert owned(book) == [("p2", None)]


def test_what_an_open_journal_names_stays(book: DataFile) -> None:
    name, gone = picked(book, b"a"), picked(book, b"b")
    trail = Trail(book)
    trail.begin("r9", "kunjungan", "1", "p1")
    trail.write("r9", [("/data/foto", name), ("/data", f'{{"/data/nota": "{name}"}}')])
    letting_go.tidy(book)
    assert kept(book) == ["a"] and attachments.data(book, gone) is None
    assert attachments.sweep(book) == 0


def test_what_somebody_else_changed_is_left_alone(book: DataFile) -> None:
    saved(book, foto=picked(book, b"a"))
    book.update("kunjungan", "r1", {"foto": None})
    last = log.last_lsn(book)
    book.execute("INSERT INTO _bundle (file_id, kind, at, lsn_first, lsn_last) VALUES ('f', 'bundle', '', ?, ?)",
                 (last, last))
    letting_go.tidy(book)
    assert len(owned(book)) == 1


def test_bytes_whose_row_was_deleted_elsewhere_wait_out_their_month(book: DataFile) -> None:
    saved(book, foto=picked(book, b"a"))
    book.execute("DELETE FROM attachment")
    assert letting_go.tidy(book) == 0 and letting_go.tidy(book) == 0 and kept(book) == ["a"]
    assert letting_go.tidy(book, timedelta(seconds=-60)) == 1 and kept(book) == []


def test_an_erasure_waits_for_nothing(book: DataFile) -> None:
    saved(book, foto=picked(book, b"a"))
    saved(book, foto=picked(book, b"b"))
    erasure.erase(book, erasure.rows_of_person(book, "p1"))
    assert kept(book) == []


def test_the_other_value_of_an_open_conflict_is_named(book: DataFile) -> None:
    name = picked(book, b"a")
    saved(book, foto=name)
    (first,) = log.of_row(book, "r1")
    saved(book, foto=picked(book, b"b"))
    assert len(owned(book)) == 1
    book.execute("INSERT INTO _conflict (row, field, whlc, wrnd, lhlc, lrnd) VALUES ('r1', 'foto', 1, 1, ?, ?)",
                 first.id)
    book.execute("UPDATE kunjungan SET umur = 3 WHERE _id = 'r1'")
    letting_go.tidy(book)
    assert book.value("SELECT count(*) FROM attachment WHERE sha256 LIKE ?", (name[:16] + "%",)) == 1
