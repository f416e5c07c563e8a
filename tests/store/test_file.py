from __future__ import annotations

import hashlib
import subprocess
import sys
from pathlib import Path

import pyrage
import pytest

from ftd_desktop.errors import UserError
from ftd_desktop.store import driver, keys, schema
from ftd_desktop.store.file import DataFile
from tests.store.conftest import PASSPHRASE


def digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


@pytest.fixture
def closed(tmp_path: Path) -> Path:
    """A closed file with one officer in it."""
    path = tmp_path / "budi.ftdb"
    with DataFile.create(path, PASSPHRASE, role="officer") as made:
        made.insert("officer", {"code": "P07", "name": "Budi (contoh)"})
    return path


def test_what_was_written_is_there_after_reopening(closed: Path) -> None:
    with DataFile.open(closed, PASSPHRASE) as file:
        assert file.role == "officer"
        assert file.rows("SELECT code, name FROM officer") == [{"code": "P07", "name": "Budi (contoh)"}]


def test_connection_keeps_its_promises(file: DataFile) -> None:
    wanted = {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1, "recursive_triggers": 1}
    assert {name: file.value(f"PRAGMA {name}") for name in wanted} == wanted


def test_file_is_unreadable_without_the_key(closed: Path) -> None:
    data = closed.read_bytes()
    assert b"SQLite format" not in data and b"Budi" not in data and b"officer" not in data


@pytest.mark.parametrize("passphrase", ["sawah hijau 8", "", "Sawah hijau 7"])
def test_wrong_passphrase_is_refused_and_nothing_altered(closed: Path, passphrase: str) -> None:
    before = digest(closed), digest(keys.sidecar_path(closed))
    with pytest.raises(UserError, match="Kata sandi salah"):
        DataFile.open(closed, passphrase)
    assert (digest(closed), digest(keys.sidecar_path(closed))) == before


def test_passphrase_typed_in_another_unicode_form_opens(tmp_path: Path) -> None:
    DataFile.create(tmp_path / "a.ftdb", "caf\u00e9 pagi", role="officer").close()
    DataFile.open(tmp_path / "a.ftdb", "cafe\u0301 pagi").close()


def test_short_passphrase_leaves_no_file(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="terlalu pendek"):
        DataFile.create(tmp_path / "a.ftdb", "pendek", role="officer")
    assert list(tmp_path.iterdir()) == []


def test_create_never_overwrites(closed: Path) -> None:
    before = digest(closed)
    with pytest.raises(UserError, match="Sudah ada"):
        DataFile.create(closed, PASSPHRASE, role="officer")
    assert digest(closed) == before
    DataFile.open(closed, PASSPHRASE).close()


def test_key_file_of_a_lost_data_file_is_kept(closed: Path) -> None:
    closed.unlink()
    DataFile.create(closed, PASSPHRASE, role="officer").close()
    assert len(list(closed.parent.glob("budi.ftdb.key.lama-*"))) == 1


def test_second_opening_is_refused_until_the_first_closes(closed: Path) -> None:
    with DataFile.open(closed, PASSPHRASE), pytest.raises(UserError, match="sedang dibuka"):
        DataFile.open(closed, PASSPHRASE)
    DataFile.open(closed, PASSPHRASE).close()


def test_lock_holds_between_processes_and_dies_with_its_process(closed: Path) -> None:
    script = ("import sys, pathlib; from ftd_desktop.store.lock import FileLock; "
              "held = FileLock(pathlib.Path(sys.argv[1])); print('held', flush=True); sys.stdin.read()")
    with subprocess.Popen([sys.executable, "-c", script, str(closed)], stdin=subprocess.PIPE,
                          stdout=subprocess.PIPE) as other:
        assert other.stdout is not None and other.stdout.readline() == b"held\n"
        with pytest.raises(UserError, match="sedang dibuka"):
            DataFile.open(closed, PASSPHRASE)
        other.kill()
    DataFile.open(closed, PASSPHRASE).close()


def test_missing_file_and_missing_key_file(closed: Path, tmp_path: Path) -> None:
    with pytest.raises(UserError, match="tidak ditemukan"):
        DataFile.open(tmp_path / "lain.ftdb", PASSPHRASE)
    keys.sidecar_path(closed).unlink()
    with pytest.raises(UserError, match="Berkas kunci"):
        DataFile.open(closed, PASSPHRASE)


@pytest.mark.parametrize("content", [b"", b"{}", b"\xff\x00", b'{"format": "ftd-key", "version": 1}', b"[]", b"3",
                                     b'{"format": "ftd-key", "version": 2, "passphrase": {}, "recovery": null}'])
def test_damaged_key_file_is_refused(closed: Path, content: bytes) -> None:
    keys.sidecar_path(closed).write_bytes(content)
    with pytest.raises(UserError, match="rusak"):
        DataFile.open(closed, PASSPHRASE)


@pytest.mark.parametrize("memory", ["640000000", "64.5", "true", '"64"', "0", "-1"])
def test_key_file_cannot_ask_for_all_memory(closed: Path, memory: str) -> None:
    place = keys.sidecar_path(closed)
    place.write_text(place.read_text().replace('"memory_kib": 64', f'"memory_kib": {memory}'))
    with pytest.raises(UserError, match="rusak"):
        DataFile.open(closed, PASSPHRASE)


@pytest.mark.parametrize("harm", ["truncate", "half page", "foreign", "empty", "flip first", "flip schema"])
def test_torn_or_foreign_file_is_refused_and_nothing_altered(closed: Path, harm: str) -> None:
    data = bytearray(closed.read_bytes())
    match harm:
        case "truncate":
            data = data[: len(data) // 2]
        case "half page":
            data = data[:2000]
        case "foreign":
            data = bytearray(b"PK\x03\x04" + b"x" * 9000)
        case "empty":
            data = bytearray()
        case "flip first":
            data[100] ^= 1
        case "flip schema":
            data[3000] ^= 1
    closed.write_bytes(data)
    with pytest.raises(UserError, match=r"rusak, terpotong|bukan berkas data"):
        DataFile.open(closed, PASSPHRASE)
    assert closed.read_bytes() == bytes(data)


def test_plain_sqlite_file_is_refused(closed: Path) -> None:
    import sqlite3

    closed.unlink()
    with sqlite3.connect(closed) as other:
        other.execute("CREATE TABLE t (x)")
    other.close()
    with pytest.raises(UserError, match="rusak"):
        DataFile.open(closed, PASSPHRASE)


def test_encrypted_file_of_another_program_is_refused(closed: Path) -> None:
    file = DataFile.open(closed, PASSPHRASE)
    file.execute("PRAGMA application_id = 7")
    file.close()
    with pytest.raises(UserError, match="bukan berkas data FTD"):
        DataFile.open(closed, PASSPHRASE)


def test_newer_file_is_refused(closed: Path) -> None:
    file = DataFile.open(closed, PASSPHRASE)
    file.execute(f"PRAGMA user_version = {len(schema.MIGRATIONS) + 1}")
    file.close()
    before = digest(closed)
    with pytest.raises(UserError, match="lebih baru"):
        DataFile.open(closed, PASSPHRASE)
    assert digest(closed) == before


def test_older_file_is_copied_aside_then_migrated(closed: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(schema, "MIGRATIONS",
                        (*schema.MIGRATIONS, lambda file: file.execute("CREATE TABLE _later (x TEXT) STRICT")))
    with DataFile.open(closed, PASSPHRASE) as file:
        assert file.value("SELECT count(*) FROM _later") == 0
    monkeypatch.undo()
    (copy,) = (p for p in closed.parent.glob("budi.ftdb.versi*") if p.suffix != ".key")
    with DataFile.open(copy, PASSPHRASE) as old:
        assert old.value("SELECT name FROM officer") == "Budi (contoh)"


def test_failing_migration_leaves_the_old_file(closed: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(file: object) -> None:
        file.execute("CREATE TABLE _later (x TEXT) STRICT")  # type: ignore[attr-defined]
        raise ZeroDivisionError

    monkeypatch.setattr(schema, "MIGRATIONS", (*schema.MIGRATIONS, broken))
    with pytest.raises(ZeroDivisionError):
        DataFile.open(closed, PASSPHRASE)
    monkeypatch.undo()
    with DataFile.open(closed, PASSPHRASE) as file:
        assert schema.version(file) == len(schema.MIGRATIONS)


def test_change_of_passphrase_rewrites_only_the_key_file(closed: Path) -> None:
    before = digest(closed)
    with DataFile.open(closed, PASSPHRASE) as file:
        file.change_passphrase("laut biru 99")
        file.check_passphrase("laut biru 99")
    assert digest(closed) == before
    with pytest.raises(UserError, match="salah"):
        DataFile.open(closed, PASSPHRASE)
    DataFile.open(closed, "laut biru 99").close()


def test_province_recovers_a_file_whose_passphrase_is_forgotten(tmp_path: Path) -> None:
    province = pyrage.x25519.Identity.generate()
    path = tmp_path / "budi.ftdb"
    DataFile.create(path, PASSPHRASE, role="officer", recovery=str(province.to_public())).close()
    with pytest.raises(UserError, match="Kunci pemulihan"):
        DataFile.recover(path, str(pyrage.x25519.Identity.generate()), "kata sandi baru")
    with pytest.raises(UserError, match="Kunci pemulihan"):
        DataFile.recover(path, "bukan kunci", "kata sandi baru")
    DataFile.recover(path, str(province), "kata sandi baru").close()
    DataFile.open(path, "kata sandi baru").close()


def test_file_without_recovery_says_so(closed: Path) -> None:
    with pytest.raises(UserError, match="tanpa kunci pemulihan"):
        DataFile.recover(closed, str(pyrage.x25519.Identity.generate()), "kata sandi baru")


def test_write_is_all_or_nothing_and_nests(file: DataFile) -> None:
    with pytest.raises(ZeroDivisionError), file.write():
        file.insert("officer", {"code": "A"})
        raise ZeroDivisionError
    assert file.value("SELECT count(*) FROM officer") == 0
    with file.write():
        file.insert("officer", {"code": "A"})
        with pytest.raises(ZeroDivisionError), file.write():
            file.insert("officer", {"code": "B"})
            raise ZeroDivisionError
    assert [r["code"] for r in file.rows("SELECT code FROM officer")] == ["A"]


def test_one_row_writes(file: DataFile) -> None:
    row_id = file.insert("officer", {"code": "A", "name": "Satu (contoh)"})
    file.update("officer", row_id, {"name": "Dua (contoh)"})
    assert file.row("SELECT * FROM officer WHERE _id = ?", (row_id,)) == {
        "_id": row_id, "code": "A", "name": "Dua (contoh)", "role": None, "regencies": None, "active": None}
    file.delete("officer", row_id)
    for gone in (lambda: file.update("officer", row_id, {"name": "x"}), lambda: file.delete("officer", row_id)):
        with pytest.raises(KeyError):
            gone()


def test_settings_secrets_and_journal(file: DataFile) -> None:
    file.set_setting("bahasa", {"kode": "id"})
    file.set_setting("bahasa", ["id", 1])
    file.set_secret("sign", b"\x00\xff")
    file.journal("export", {"baris": 3})
    assert file.setting("bahasa") == ["id", 1] and file.setting("lain", 5) == 5
    assert file.secret("sign") == b"\x00\xff" and file.secret("lain") is None
    assert file.row("SELECT event, detail FROM _journal") == {"event": "export", "detail": '{"baris": 3}'}


def test_full_disk_is_told_in_words_and_nothing_is_half_written(file: DataFile) -> None:
    pages = file.value("PRAGMA page_count")
    file.execute(f"PRAGMA max_page_count = {pages + 2}")
    with pytest.raises(UserError, match="penuh"), file.write():
        for n in range(2000):
            file.insert("officer", {"name": "x" * 500, "code": str(n)})
    assert file.value("SELECT count(*) FROM officer") == 0
    assert not file.raw.in_transaction


def test_held_by_another_program_is_told_in_words(file: DataFile) -> None:
    other = driver.connect(file.path, file.data_key)
    other.execute("BEGIN IMMEDIATE")
    file.execute("PRAGMA busy_timeout = 1")
    with pytest.raises(UserError, match="dipakai program lain"):
        file.set_setting("a", 1)
    other.execute("ROLLBACK")
    other.close()


def test_sqlite_utils_on_the_encrypted_file_knows_the_drivers_errors(file: DataFile) -> None:
    file.db["_probe"].insert({"a": 1})
    file.db["_probe"].insert({"a": 1, "b": 2}, alter=True)
    assert file.rows("SELECT * FROM _probe") == [{"a": 1, "b": None}, {"a": 1, "b": 2}]


def test_file_may_move_between_threads(file: DataFile) -> None:
    from concurrent.futures import ThreadPoolExecutor

    with ThreadPoolExecutor(1) as pool:
        pool.submit(file.insert, "officer", {"code": "A"}).result()
    assert file.value("SELECT code FROM officer") == "A"


def test_folder_that_cannot_be_written_is_told(closed: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import os

    def refuse(*_: object) -> int:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(os, "open", refuse)
    with pytest.raises(UserError, match="Permission denied"):
        DataFile.open(closed, PASSPHRASE)


def test_file_that_cannot_be_written_is_told(closed: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(_: object) -> None:
        raise driver.OperationalError("attempt to write a readonly database")

    monkeypatch.setattr(driver, "settle", refuse)
    with pytest.raises(UserError, match="hanya bisa dibaca"):
        DataFile.open(closed, PASSPHRASE)
    monkeypatch.undo()
    DataFile.open(closed, PASSPHRASE).close()


def test_leftovers_of_a_killed_start_are_no_hindrance(tmp_path: Path) -> None:
    for ending in (".baru", ".baru-wal", ".baru-shm", ".key.baru"):
        (tmp_path / f"budi.ftdb{ending}").write_bytes(b"half a file")
    with DataFile.create(tmp_path / "budi.ftdb", PASSPHRASE, role="officer") as file:
        assert file.value("PRAGMA integrity_check") == "ok"
    assert not list(tmp_path.glob("*.baru*"))
