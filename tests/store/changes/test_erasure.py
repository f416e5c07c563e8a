from __future__ import annotations

from pathlib import Path

import pytest

from ftd_desktop.store import attachments, backup, driver, form_tables, search
from ftd_desktop.store.changes import capture, erasure, log
from ftd_desktop.store.connection import Connection
from ftd_desktop.store.file import DataFile
from ftd_desktop.store.trail import Trail
from tests.store.conftest import PASSPHRASE
from tests.store.forms import MEDIA, XFORM, form

CANARY = "Zzkenari"


def person(file: Connection, participant_id: str = "m") -> None:
    """Everything a person leaves behind, each with the canary."""
    file.insert("ftd_profil", {"_id": participant_id, "nama": CANARY})
    file.update("ftd_profil", participant_id, {"nama": f"{CANARY} Dua", "hp": CANARY})
    file.insert("ftd_profil__anak", {"_id": "c", "_parent": participant_id, "nama_anak": CANARY})
    file.insert("survei", {"_id": "s", "_participant": participant_id, "nama": CANARY})
    file.insert("survei__anak", {"_id": "sc", "_parent": "s", "nama_anak": CANARY})
    file.insert("membership", {"_id": "k", "participant_id": participant_id, "reason": CANARY})
    Trail(file).begin("s", "survei", "1")
    Trail(file).write("s", [("/a", CANARY)])


@pytest.fixture
def desk(file: DataFile) -> DataFile:
    form_tables.install(file, form(), XFORM, MEDIA)
    form_tables.install(file, form("survei"), XFORM, MEDIA)
    file.insert("ftd_profil", {"_id": "lain", "nama": "Siti (contoh)"})
    person(file)
    return file


def erase(file: Connection) -> None:
    erasure.erase(file, erasure.rows_of_person(file, "m"))


def test_a_person_is_found_with_all_that_hangs_on_it(desk: DataFile) -> None:
    assert {row for _, row in erasure.rows_of_person(desk, "m")} == {"m", "c", "s", "sc", "k"}


def test_nothing_but_ids_is_left(desk: DataFile) -> None:
    erase(desk)
    assert desk.execute("SELECT row, body FROM _chg WHERE body IS NOT NULL AND row <> 'lain'").fetchall() == []
    assert search.ids(desk, CANARY) == [] and search.ids(desk, "siti") == ["lain"]
    for (table,) in desk.execute("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE '_find_word%'"):
        assert CANARY not in repr(desk.execute(f'SELECT * FROM "{table}"').fetchall()), table


def test_no_byte_of_the_person_is_left_on_the_disk(tmp_path: Path) -> None:
    """The same on an unencrypted file, whose bytes can be searched, free pages and all."""
    from ftd_desktop.store import schema
    from ftd_desktop.store.changes.materialize import refold

    raw = driver.dbapi2.connect(str(tmp_path / "terang.db"), isolation_level=None)
    driver.settle(raw)
    file = Connection(raw)
    file.before_commit += [refold, search.index_some]
    schema.migrate(file)
    form_tables.install(file, form(), XFORM, MEDIA)
    form_tables.install(file, form("survei"), XFORM, MEDIA)
    person(file)

    def found() -> bool:
        everything = b"".join(path.read_bytes() for path in tmp_path.iterdir() if path.is_file())
        return CANARY.lower().encode() in everything.lower()

    assert found()
    erase(file)
    assert not found()
    raw.close()


def test_an_erased_person_cannot_be_written_again(desk: DataFile) -> None:
    erase(desk)
    with pytest.raises(driver.IntegrityError, match="was erased"):
        desk.insert("ftd_profil", {"_id": "m", "nama": CANARY})


def test_a_late_change_of_an_erased_row_is_purged_on_arrival(desk: DataFile) -> None:
    from ftd_desktop.store.changes.materialize import materialize

    erase(desk)
    with capture.applying(desk):
        desk.execute("INSERT INTO _chg (t, row, hlc, rnd, op, sv, body) VALUES ('ftd_profil', 'm', 9, 9, 2, 0, ?)",
                     (f'{{"nama":"{CANARY}"}}',))
        materialize(desk, ["m"])
    assert all(change.values in ({}, None) for change in log.of_row(desk, "m"))
    assert desk.value("SELECT count(*) FROM participant") == 1


def test_a_restored_backup_does_not_bring_the_person_back(desk: DataFile, tmp_path: Path) -> None:
    (tmp_path / "cadangan").mkdir()
    made = backup.back_up(desk, tmp_path / "cadangan")
    erase(desk)
    known = erasure.orders(desk)
    desk.close()
    with backup.restore(made.path, desk.path, PASSPHRASE) as restored:
        assert erasure.orders(restored) == known
        assert [row for (row,) in restored.execute("SELECT _id FROM ftd_profil")] == ["lain"]
        assert restored.execute("SELECT 1 FROM _chg WHERE body LIKE ?", (f"%{CANARY}%",)).fetchall() == []


def test_the_list_beside_the_file_holds_no_names(desk: DataFile) -> None:
    assert not erasure.shun_path(desk.path).exists()
    erase(desk)
    desk.close()
    assert CANARY not in erasure.shun_path(desk.path).read_text()
    with DataFile.open(desk.path, PASSPHRASE) as again:
        assert len(erasure.orders(again)) == 5


def test_the_journal_does_not_say_who(desk: DataFile) -> None:
    erase(desk)
    assert desk.value("SELECT detail FROM _journal WHERE event = 'erase'") == '{"rows": 5}'


def test_what_is_begun_about_an_erased_person_goes_when_the_order_arrives(desk: DataFile) -> None:
    erase(desk)  # as a merge puts it into the log: nothing stands beside the file yet
    attachments.hold(desk, b"wajah")
    Trail(desk).begin("baru", "survei", "1", "m")
    Trail(desk).write("baru", [("/foto", attachments.name(b"wajah", "jpg"))])
    Trail(desk).begin("lain-lain", "survei", "1", "lain")
    erasure.keep_beside(desk, desk.path)
    assert [one.record_id for one in Trail(desk).open_records()] == ["lain-lain"]
    assert desk.row("SELECT 1 FROM _blob WHERE data = ?", (b"wajah",)) is None
