"""Files of older programs open in this one: nothing is lost, and what waited in the log for new columns is shown.

`vectors/v1.sqlite.xz` is a master's file of schema 1, written by the program of that day (commit 571745b) and exported
without its encryption; all people in it are made up. It holds a conflict, a deleted and an erased row, a picture, and
two changes that a newer program had sent: a cohort with places, and a row of a table it did not have.
"""

from __future__ import annotations

import hashlib
import json
import lzma
from pathlib import Path

import pytest

from ftd_desktop.store import attachments, driver, keys, schema, search
from ftd_desktop.store.changes import audit, capture, log
from ftd_desktop.store.file import DataFile
from ftd_desktop.sync import conflicts, inbox
from tests.store.conftest import PASSPHRASE
from tests.store.test_search import fill
from tests.sync import oracle

PLACE = Path(__file__).parent / "vectors"
TOLD = json.loads((PLACE / "v1.json").read_text("utf-8"))
FORM, SITI = "ftd_profil", "Siti Aminah br Ginting (rekaan)"


@pytest.fixture
def old(tmp_path: Path) -> Path:
    """The file of schema 1 as it lay on a disk: encrypted, with its key file."""
    plain, path, key = tmp_path / "plain.sqlite", tmp_path / "induk.ftdb", keys.new_key()
    plain.write_bytes(lzma.decompress((PLACE / "v1.sqlite.xz").read_bytes()))
    raw = driver.dbapi2.connect(str(plain), isolation_level=None)
    about = {name: raw.execute(f"PRAGMA {name}").fetchone()[0]
             for name in ("user_version", "application_id", "schema_version")}
    raw.execute(f"ATTACH ? AS locked KEY \"x'{key.hex()}'\"", (str(path),))
    raw.execute("SELECT sqlcipher_export('locked')").fetchall()
    for name, value in about.items():
        raw.execute(f"PRAGMA locked.{name} = {value}")
    raw.close()
    plain.unlink()
    keys.write(path, keys.wrap(key, PASSPHRASE, None))
    assert about["user_version"] == 1
    return path


def test_an_old_file_opens_whole(old: Path) -> None:
    with DataFile.open(old, PASSPHRASE) as file:
        assert schema.version(file) == len(schema.MIGRATIONS)
        assert file.found is None and not audit.run(file)
        assert file.value("SELECT count(*) FROM _chg") == TOLD["changes"]
        assert file.value(f"SELECT nama FROM {FORM} WHERE _id = ?", (TOLD["siti"],)) == SITI
        assert [row["nama_anak"] for row in file.rows(f"SELECT * FROM {FORM}__anak")] == ["Ani (rekaan)"]
        assert file.value("SELECT nama FROM participant") == SITI
        assert attachments.wanted(file) == [hashlib.sha256(b"gambar rekaan").hexdigest()]  # none were carried then
        found = {row.pop("_id"): row for row in file.rows(f"SELECT * FROM {FORM}")}
        assert found == oracle.rows(file, FORM)[0]
        (dispute,) = conflicts.pending(file)
        assert {(side.officer, side.value) for side in dispute.sides} == {
            ("Budi Contoh", "0822"), ("Dewi Contoh", "0833")}
        assert [change.op for change in log.of_row(file, TOLD["gone"])] == [log.FULL, log.DELETE]
        assert not file.value("SELECT 1 FROM _chg WHERE row = ? AND body IS NOT NULL", (TOLD["erased"],))
    assert list(old.parent.glob("induk.ftdb.versi1-*"))


def test_what_came_from_a_newer_program_is_shown_after_the_migration(old: Path) -> None:
    with DataFile.open(old, PASSPHRASE) as file:
        assert file.row("SELECT name, places, quotas FROM cohort") == {
            "name": "Angkatan 1 (contoh)", "places": 30, "quotas": '{"12.71":10}'}
        assert file.value("SELECT reason FROM completion_override") == "sakit (contoh)"


def test_an_old_file_goes_on_as_a_new_one(old: Path) -> None:
    with DataFile.open(old, PASSPHRASE) as file:
        for table in capture.tables(file):
            assert {capture.trigger_name(table, kind): file.value(
                "SELECT sql FROM sqlite_master WHERE name = ?", (capture.trigger_name(table, kind),))
                for kind in capture.KINDS} == capture.triggers(capture.described(file, table))
        row = file.insert(FORM, {"nama": "Tiur (rekaan)"})
        (change,) = log.of_row(file, row)
        assert change.usr == file.setting("identity")["officer_id"]
        assert change.values and change.values["nama"] == "Tiur (rekaan)" and change.values["lat"] is None
        assert file.value("SELECT usr FROM _chg WHERE row = ?", (row,)) is None
        assert {c.usr for c in log.of_row(file, TOLD["siti"])} >= {TOLD["officer"]}
        assert inbox.inspect(file, []) == []


def test_a_failed_migration_leaves_the_old_file(old: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(file: object) -> None:
        raise RuntimeError("power cut")

    monkeypatch.setattr(schema, "MIGRATIONS", (*schema.MIGRATIONS, fails))
    with pytest.raises(RuntimeError, match="power cut"):
        DataFile.open(old, PASSPHRASE)
    monkeypatch.undo()
    with DataFile.open(old, PASSPHRASE) as file:
        assert file.value("SELECT count(*) FROM _chg") == TOLD["changes"]


def test_people_are_indexed_anew_when_names_fold_otherwise(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "enam.ftdb"
    with monkeypatch.context() as older:
        older.setattr(schema, "MIGRATIONS", schema.MIGRATIONS[:6])
        with DataFile.create(path, PASSPHRASE, role="officer") as file:
            fill(file)
            assert search.ids(file, "siti") == ["siti"]
            file.execute("DELETE FROM _find_word")  # as good as words folded in the old way
            assert search.ids(file, "siti") == []
    with DataFile.open(path, PASSPHRASE) as file:
        assert schema.version(file) == len(schema.MIGRATIONS) and search.ids(file, "siti") == ["siti"]
        indexes = {name for (name,) in file.execute("SELECT name FROM sqlite_master WHERE name LIKE '_list_%'")}
        assert {"_list_kab_usaha", "_list_kab_updated", "_list_kab_kode", "_list_owner"} <= indexes
