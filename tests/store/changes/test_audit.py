"""What triggers cannot see is found at the next start, logged, and put back in order."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from ftd_desktop.store import driver, form_tables, search
from ftd_desktop.store.changes import audit, chain, log
from ftd_desktop.store.file import DataFile
from tests.store.conftest import PASSPHRASE
from tests.store.forms import MEDIA, XFORM, form

Tool = Callable[[str], None]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A closed file: an officer, a profile with a child."""
    path = tmp_path / "budi.ftdb"
    with DataFile.create(path, PASSPHRASE, role="officer") as file:
        form_tables.install(file, form(), XFORM, MEDIA)
        file.insert("officer", {"_id": "o", "code": "P07", "name": "Budi (contoh)"})
        file.insert("ftd_profil", {"_id": "m", "nama": "Siti (contoh)", "umur": 41})
        file.insert("ftd_profil__anak", {"_id": "c", "_parent": "m", "_position": 1, "nama_anak": "Ani (contoh)"})
    return path


@pytest.fixture
def tool(path: Path) -> Iterator[Tool]:
    """Another tool that knows the key and nothing else; foreign keys and recursive triggers off, as by default."""
    with DataFile.open(path, PASSPHRASE) as file:
        key = file.data_key
    raw = driver.connect(path, key)
    for pragma in ("recursive_triggers", "foreign_keys"):
        raw.execute(f"PRAGMA {pragma} = OFF")

    def run(script: str) -> None:
        for statement in script.split(";"):
            raw.execute(statement)

    yield run
    raw.close()


@pytest.fixture
def reopen(path: Path, request: pytest.FixtureRequest) -> Callable[[], DataFile]:
    def again() -> DataFile:
        file = DataFile.open(path, PASSPHRASE)
        request.addfinalizer(file.close)
        return file

    return again


def test_an_untouched_file_is_not_searched(reopen: Callable[[], DataFile]) -> None:
    assert reopen().found is None


def test_edits_that_triggers_saw_need_no_audit(tool: Tool, reopen: Callable[[], DataFile]) -> None:
    tool("UPDATE officer SET name = 'Bayu (contoh)'")
    file = reopen()
    assert file.found is None and log.history(file, "officer", "o")[-1].after == {"name": "Bayu (contoh)"}


@pytest.mark.parametrize(("script", "what"), [
    ("UPDATE officer SET name = 'x (contoh)', active = 1", "updated"),
    ("DELETE FROM officer", "deleted"),
    ("INSERT INTO officer (_id, name) VALUES ('p', 'Baru (contoh)')", "inserted"),
    ("INSERT OR REPLACE INTO officer (_id, name) VALUES ('o', 'Ganti (contoh)')", "updated"),
])
def test_writing_behind_dropped_triggers_is_found_and_logged(
        tool: Tool, reopen: Callable[[], DataFile], script: str, what: str) -> None:
    tool(f"DROP TRIGGER _cap_officer_i; DROP TRIGGER _cap_officer_u; DROP TRIGGER _cap_officer_d; {script}")
    file = reopen()
    assert file.found is not None
    (row,) = getattr(file.found, what)
    assert file.found.rows == 1
    assert sorted(file.found.triggers) == ["_cap_officer_d", "_cap_officer_i", "_cap_officer_u"]
    newest = log.of_row(file, row)[-1]
    assert newest.usr == audit.UNKNOWN and newest.op == {"inserted": 1, "updated": 2, "deleted": 3}[what]
    before = log.last_lsn(file)
    file.execute("UPDATE officer SET role = 'trainer'")
    assert log.last_lsn(file) == before + file.value("SELECT count(*) FROM officer")
    file.close()
    assert reopen().found is None


def test_triggers_that_were_put_back_by_the_tool_do_not_hide_it(
        tool: Tool, path: Path, reopen: Callable[[], DataFile]) -> None:
    with DataFile.open(path, PASSPHRASE) as file:
        trigger = file.value("SELECT sql FROM sqlite_master WHERE name = '_cap_officer_u'")
    raw = DataFile.open(path, PASSPHRASE)
    raw.execute("DROP TRIGGER _cap_officer_u")
    raw.execute("UPDATE officer SET name = 'x (contoh)'")
    raw.execute(trigger)
    raw.close()
    found = reopen().found
    assert found is not None and found.updated == ["o"] and found.triggers == []


def test_a_table_rebuilt_by_sqlite_utils_gets_its_triggers_back(path: Path, reopen: Callable[[], DataFile]) -> None:
    with DataFile.open(path, PASSPHRASE) as file:
        file.db["officer"].transform(drop={"role"}, defaults={"active": 1})
        file.execute("UPDATE officer SET name = 'Bayu (contoh)'")
    again = reopen()
    assert again.found is not None and again.found.tables == ["officer"] and again.found.updated == ["o"]
    assert again.row("SELECT name, role FROM officer") == {"name": "Bayu (contoh)", "role": None}
    assert log.of_row(again, "o")[-1].values == {"name": "Bayu (contoh)"}


def test_a_dropped_table_comes_back_from_the_log(tool: Tool, reopen: Callable[[], DataFile]) -> None:
    tool("DROP TABLE officer")
    file = reopen()
    assert file.found is not None and file.found.tables == ["officer"] and file.found.rows == 0
    assert file.value("SELECT name FROM officer") == "Budi (contoh)"


def test_a_dropped_form_table_comes_back_with_its_children(tool: Tool, reopen: Callable[[], DataFile]) -> None:
    tool("DROP TABLE ftd_profil__anak; DROP TABLE ftd_profil")
    file = reopen()
    assert file.value("SELECT nama FROM participant") == "Siti (contoh)" and search.ids(file, "siti") == ["m"]
    assert file.value("SELECT nama_anak FROM ftd_profil__anak") == "Ani (contoh)"


def test_a_foreign_column_is_captured_from_then_on(tool: Tool, reopen: Callable[[], DataFile]) -> None:
    tool("ALTER TABLE officer ADD COLUMN hobby TEXT; UPDATE officer SET hobby = 'catur'")
    file = reopen()
    assert log.of_row(file, "o")[-1].values == {"hobby": "catur"}
    file.update("officer", "o", {"hobby": "voli"})
    assert log.of_row(file, "o")[-1].values == {"hobby": "voli"}


def test_participants_follow_again(tool: Tool, reopen: Callable[[], DataFile]) -> None:
    tool("DROP TRIGGER _who_u; DROP TRIGGER _find_u; UPDATE ftd_profil SET nama = 'Sari (contoh)'")
    file = reopen()
    assert file.value("SELECT nama FROM participant") == "Sari (contoh)" and search.ids(file, "sari") == ["m"]
    assert search.ids(file, "siti") == []


def test_children_of_a_parent_deleted_alone_wait_for_it(tool: Tool, reopen: Callable[[], DataFile]) -> None:
    tool("DROP TRIGGER _cap_ftd_profil_d; DELETE FROM ftd_profil")
    file = reopen()
    assert log.of_row(file, "m")[-1].op == 3 and file.value("SELECT count(*) FROM ftd_profil__anak") == 0
    file.insert("ftd_profil", {"_id": "m", "nama": "Siti (contoh)"})
    assert file.value("SELECT nama_anak FROM ftd_profil__anak") == "Ani (contoh)"


def test_an_id_that_belongs_to_another_table_is_replaced(tool: Tool, reopen: Callable[[], DataFile]) -> None:
    tool("DROP TRIGGER _cap_cohort_i; INSERT INTO cohort (_id, name) VALUES ('o', 'Angkatan (contoh)')")
    file = reopen()
    assert file.value("SELECT name FROM cohort") == "Angkatan (contoh)" and file.value("SELECT _id FROM cohort") != "o"
    assert file.value("SELECT name FROM officer WHERE _id = 'o'") == "Budi (contoh)"


def test_an_infinity_does_not_keep_the_file_shut(tool: Tool, reopen: Callable[[], DataFile]) -> None:
    tool("DROP TRIGGER _cap_cohort_i; INSERT INTO cohort (_id, min_share) VALUES ('k', 9e999)")
    assert reopen().value("SELECT min_share FROM cohort") is None


def test_a_flag_left_on_is_taken_off_and_what_it_hid_is_logged(tool: Tool, reopen: Callable[[], DataFile]) -> None:
    tool("UPDATE _st SET applying = 1; UPDATE officer SET name = 'x (contoh)'")
    file = reopen()
    assert file.found is not None and file.found.updated == ["o"]
    assert file.value("SELECT applying FROM _st") == 0


def test_what_was_found_is_in_the_journal(tool: Tool, reopen: Callable[[], DataFile]) -> None:
    tool("DROP TRIGGER _cap_officer_u; UPDATE officer SET name = 'x (contoh)'")
    assert reopen().value("SELECT detail FROM _journal WHERE event = 'audit'") == (
        '{"triggers": ["_cap_officer_u"], "tables": [], "rows": 1, "breaks": []}')


def test_our_own_schema_changes_are_no_sign(path: Path, reopen: Callable[[], DataFile]) -> None:
    with DataFile.open(path, PASSPHRASE) as file:
        form_tables.install(file, form("lain"), XFORM, MEDIA)
    assert reopen().found is None


# The chain over change ids.

def test_chain_grows_with_the_log_and_resumes_at_its_seals(path: Path, reopen: Callable[[], DataFile]) -> None:
    file = reopen()
    lsn, first = chain.seal(file)
    assert chain.seal(file) == (lsn, first)
    file.update("officer", "o", {"name": "Bayu (contoh)"})
    file.update("officer", "o", {"name": "Bima (contoh)"})
    last = log.last_lsn(file)
    assert chain.digest(file, lsn) == first and chain.digest(file, last) != first
    ids = [change[2:5] for change in log.since(file, 0)]
    assert chain.digest(file, last) == chain.extend(chain.start(chain.current(file).number), ids)
    assert chain.verify(file) == []


def test_chain_has_a_fixed_form() -> None:
    """A vector for other programs: epoch 1, one change ("r", 2, -3)."""
    assert chain.start(1).hex() == "5b68030d7255bb0c4ddfdf7e5ba0c3b299d927606e22a29fa3189e98ab879d27"
    assert chain.extend(chain.start(1), [("r", 2, -3)]).hex() == (
        "640869a617040a299afff4cae0ce3b40190fdba19059b9ddc9e4ff4b3ec1397d")


@pytest.mark.parametrize("harm", [
    "DELETE FROM _chg WHERE lsn = 2", "UPDATE _chg SET hlc = hlc + 1 WHERE lsn = 2",
    "UPDATE _chg SET rnd = 5 WHERE lsn = 1", "UPDATE _chg SET row = 'q' WHERE lsn = 1",
])
def test_a_log_that_was_tampered_with_breaks_the_chain(
        path: Path, tool: Tool, reopen: Callable[[], DataFile], harm: str) -> None:
    with DataFile.open(path, PASSPHRASE) as file:
        sealed, _ = chain.seal(file)
    tool(f"UPDATE _st SET applying = 1; {harm}; UPDATE _st SET applying = 0")
    breaks = chain.verify(reopen())
    assert [b.lsn for b in breaks] == [sealed]


def test_what_arrived_in_bundles_is_not_in_the_chain(reopen: Callable[[], DataFile]) -> None:
    file = reopen()
    sealed, _ = chain.seal(file)
    file.execute("INSERT INTO _chg (t, row, hlc, rnd, op) VALUES ('officer', 'z', 1, 1, 3)")
    last = log.last_lsn(file)
    assert chain.digest(file, last) != chain.digest(file, sealed)
    file.execute("INSERT INTO _bundle (file_id, kind, lsn_first, lsn_last, at) VALUES ('f', 'down', ?, ?, '')",
                 (last, last))
    assert chain.digest(file, last) == chain.digest(file, sealed)
    assert last not in [change[0] for change in log.own(file, 0)]


def test_a_new_epoch_begins_after_the_agreed_point(reopen: Callable[[], DataFile]) -> None:
    file = reopen()
    chain.seal(file)
    epoch = chain.new_epoch(file, 2)
    ids = [change[2:5] for change in log.since(file, 2)]
    assert chain.current(file) == epoch
    assert chain.digest(file, log.last_lsn(file)) == chain.extend(chain.start(epoch.number), ids)
    assert chain.verify(file) == []
