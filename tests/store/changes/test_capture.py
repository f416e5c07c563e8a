"""Each hole that triggers are known to have (MERGE.md section 6), and the stamps of section 2."""

from __future__ import annotations

import sqlite3
from itertools import pairwise

import pytest

from ftd_desktop.store import driver
from ftd_desktop.store.changes import capture, log
from ftd_desktop.store.connection import Connection

ROW = "01900000-0000-7000-8000-000000000001"


def bodies(file: Connection) -> list[tuple[int, str | None]]:
    return file.execute("SELECT op, body FROM _chg ORDER BY lsn").fetchall()


def put(file: Connection, nama: str = "Siti (contoh)", how: str = "INSERT") -> None:
    file.execute(f"{how} INTO ftd_profil (_id, nama, umur) VALUES (?, ?, 41)", (ROW, nama))


def test_insert_update_delete(memory: Connection) -> None:
    put(memory)
    memory.execute("UPDATE ftd_profil SET hp = '0812', umur = NULL")
    memory.execute("DELETE FROM ftd_profil")
    assert bodies(memory) == [
        (1, '[null,null,null,null,null,null,null,"Siti (contoh)",null,41]'),
        (2, '{"hp":"0812","umur":null}'),
        (3, None),
    ]
    first, second, third = log.of_row(memory, ROW)
    assert (first.parents, second.parents, third.parents) == ((), (first.id,), (second.id,))


def test_equal_values_are_no_change(memory: Connection) -> None:
    put(memory)
    memory.execute("UPDATE ftd_profil SET nama = nama, umur = 41")
    assert len(bodies(memory)) == 1


def test_author_is_the_one_in_force(memory: Connection) -> None:
    memory.execute("UPDATE _st SET dev = 7, usr = 'P07'")
    put(memory)
    assert memory.row("SELECT dev, usr FROM _chg") == {"dev": 7, "usr": "P07"}


@pytest.mark.parametrize("recursive", ["ON", "OFF"])
def test_replace_keeps_the_line_of_changes(memory: Connection, recursive: str) -> None:
    memory.execute(f"PRAGMA recursive_triggers = {recursive}")
    put(memory)
    put(memory, "Sari (contoh)", "INSERT OR REPLACE")
    changes = log.of_row(memory, ROW)
    assert [c.op for c in changes] == ([1, 3, 1] if recursive == "ON" else [1, 1])
    assert all(later.parents == (earlier.id,) for earlier, later in pairwise(changes))


@pytest.mark.parametrize("clause", ["IGNORE", "FAIL", "ROLLBACK", "REPLACE", "ABORT"])
def test_no_conflict_clause_of_an_outer_statement_reaches_the_log(memory: Connection, clause: str) -> None:
    put(memory, how=f"INSERT OR {clause}")
    memory.execute(f"UPDATE OR {clause} ftd_profil SET hp = '0812'")
    memory.execute(f"UPDATE OR {clause} ftd_profil SET hp = '0813'")
    put_again = f"INSERT OR {clause} INTO officer (_id, name) VALUES (?, 'x')"
    with pytest.raises(driver.IntegrityError, match="another table"):
        memory.execute(put_again, (ROW,))
    assert [op for op, _ in bodies(memory)] == [1, 2, 2]
    assert memory.value("SELECT count(*) FROM officer") == 0


def test_upsert_is_captured_as_what_it_did(memory: Connection) -> None:
    for nama in ("Siti (contoh)", "Sari (contoh)"):
        memory.execute("INSERT INTO ftd_profil (_id, nama) VALUES (?, ?) "
                       "ON CONFLICT (_id) DO UPDATE SET nama = excluded.nama", (ROW, nama))
    assert [op for op, _ in bodies(memory)] == [1, 2]


def test_a_row_keeps_its_id(memory: Connection) -> None:
    put(memory)
    with pytest.raises(driver.IntegrityError, match="keeps its _id"):
        memory.execute("UPDATE OR IGNORE ftd_profil SET _id = 'x'")


def test_strict_tables_refuse_what_json_cannot_hold(memory: Connection) -> None:
    for statement in ("INSERT INTO ftd_profil (_id, umur) VALUES ('a', 1.5)",
                      "INSERT INTO ftd_profil (_id, nama) VALUES ('a', x'00')",
                      "INSERT INTO cohort (_id, min_share) VALUES ('a', 9e999)",
                      "INSERT INTO cohort (_id, min_share) VALUES ('a', -9e999)",
                      "INSERT OR IGNORE INTO cohort (_id, min_share) VALUES ('a', 9e999)"):
        with pytest.raises(driver.IntegrityError):
            memory.execute(statement)
    assert bodies(memory) == []


@pytest.mark.parametrize("value", [0.30000000000000004, 3.595195, -0.0, 5e-324, 1.7976931348623157e308, 1e22, 2**53])
def test_reals_keep_every_digit(memory: Connection, value: float) -> None:
    memory.execute("INSERT INTO cohort (_id, min_share) VALUES ('a', ?)", (value,))
    memory.execute("UPDATE cohort SET min_share = NULL")
    memory.execute("UPDATE cohort SET min_share = ?", (value,))
    first, _, third = log.of_row(memory, "a")
    assert first.values is not None and first.values["min_share"] == value
    assert third.values == {"min_share": value}


@pytest.mark.parametrize("text", ["", "a'b\"c\\", "\n\t\x01\x7f", "\u00e9\u4e2d\U0001f600", "a\0b", "null", "1"])
def test_texts_keep_every_character(memory: Connection, text: str) -> None:
    memory.execute("INSERT INTO officer (_id, name) VALUES ('a', ?)", (text,))
    memory.execute("UPDATE officer SET name = NULL")
    memory.execute("UPDATE officer SET name = ?", (text,))
    assert [c.values["name"] for c in log.of_row(memory, "a") if c.values] == [text, None, text]


def test_whole_numbers_of_64_bits_are_exact(memory: Connection) -> None:
    memory.execute("INSERT INTO officer (_id, active) VALUES ('a', ?)", (2**63 - 1,))
    assert log.of_row(memory, "a")[0].values["active"] == 2**63 - 1  # type: ignore[index]


def test_cascades_are_captured(memory: Connection) -> None:
    put(memory)
    memory.execute("INSERT INTO ftd_profil__anak (_id, _parent) VALUES ('c', ?)", (ROW,))
    memory.execute("INSERT INTO ftd_profil__sekolah (_id, _parent) VALUES ('s', 'c')")
    memory.execute("DELETE FROM ftd_profil")
    assert {c for (c,) in memory.execute("SELECT row FROM _chg WHERE op = 3")} == {ROW, "c", "s"}


def test_clock_looks_only_at_its_own_row(memory: Connection) -> None:
    """A row stamped in 2099 does not move another row's stamp, and a later edit of it still wins; 1980 likewise."""
    far = 4_070_908_800_000
    put(memory)
    memory.execute("INSERT INTO _chg (t, row, hlc, rnd, op, sv, body) SELECT t, 'x', ?, 1, 1, sv, body FROM _chg",
                   (far,))
    memory.execute("UPDATE ftd_profil SET hp = '1'")
    memory.execute("INSERT INTO ftd_profil (_id) VALUES ('x')")
    assert log.of_row(memory, ROW)[-1].id[0] < far
    assert log.of_row(memory, "x")[-1].id[0] == far + 1


def test_two_changes_within_a_millisecond_are_in_order(memory: Connection) -> None:
    put(memory)
    with memory.write():
        for n in range(200):
            memory.execute("UPDATE ftd_profil SET umur = ?", (n,))
    stamps = [c.id[0] for c in log.of_row(memory, ROW)]
    assert stamps == sorted(set(stamps)) and len(stamps) == 201


def test_applying_is_silent_and_ends_with_its_write(memory: Connection) -> None:
    with pytest.raises(ZeroDivisionError), capture.applying(memory):
        put(memory)
        raise ZeroDivisionError
    with capture.applying(memory):
        put(memory)
    assert bodies(memory) == [] and memory.value("SELECT applying FROM _st") == 0
    memory.execute("UPDATE ftd_profil SET hp = '1'")
    assert len(bodies(memory)) == 1


def test_log_is_append_only(memory: Connection) -> None:
    put(memory)
    for statement in ("UPDATE _chg SET body = NULL", "DELETE FROM _chg",
                      "INSERT OR REPLACE INTO _chg (lsn, t, row, hlc, rnd, op) VALUES (1, 't', 'r', 1, 1, 3)"):
        with pytest.raises(driver.IntegrityError, match="append-only"):
            memory.execute(statement)


def test_numbers_are_never_given_out_twice(memory: Connection) -> None:
    put(memory)
    with capture.applying(memory):
        memory.execute("DELETE FROM _chg")
    memory.execute("UPDATE ftd_profil SET hp = '1'")
    assert memory.value("SELECT lsn FROM _chg") == 2


def test_history_says_who_when_from_and_to(memory: Connection) -> None:
    memory.execute("UPDATE _st SET usr = 'P07'")
    put(memory)
    memory.execute("UPDATE _st SET usr = 'P08'")
    memory.execute("UPDATE ftd_profil SET nama = 'Sari (contoh)', hp = '0812'")
    first, second = log.history(memory, "ftd_profil", ROW)
    assert first.change.usr == "P07" and first.after["nama"] == "Siti (contoh)" and first.before["nama"] is None
    assert second.change.usr == "P08" and second.before == {"nama": "Siti (contoh)", "hp": None}
    assert second.after == {"nama": "Sari (contoh)", "hp": "0812"} and second.change.at >= first.change.at


def test_triggers_need_no_function_of_ours() -> None:
    """Another tool's SQLite runs them: here the standard library's, which knows nothing of this program."""
    plain = sqlite3.connect(":memory:")
    plain.execute("CREATE TABLE t (_id TEXT NOT NULL PRIMARY KEY, a TEXT, b REAL) STRICT")
    for table in ("_chg(lsn INTEGER PRIMARY KEY, t, row, hlc, rnd, phlc, prnd, xp, op, sv, dev, usr, body)",
                  "_st(applying, dev, usr)", "_xhead(row, hlc, rnd, auto)", "_conflict(row)", "_refold(row)"):
        plain.execute(f"CREATE TABLE {table}")
    plain.execute("INSERT INTO _st VALUES (0, 1, 'x')")
    for statement in capture.triggers(capture.Captured("t", (("a", "TEXT"), ("b", "REAL")))).values():
        plain.execute(statement)
    plain.execute("INSERT INTO t VALUES ('r', 'x', ?)", (0.1 + 0.2,))
    plain.execute("UPDATE t SET a = NULL")
    plain.execute("DELETE FROM t")
    assert plain.execute("SELECT op, body FROM _chg").fetchall() == [
        (1, '["x",0.30000000000000004]'), (2, '{"a":null}'), (3, None)]
    plain.close()


def test_an_error_while_applying_inside_an_open_write_leaves_capture_on(memory: Connection) -> None:
    with memory.write():
        with pytest.raises(RuntimeError), capture.applying(memory):
            raise RuntimeError("in the middle")
        memory.insert("programme", {"name": "FTD (contoh)"})
    assert memory.value("SELECT applying FROM _st") == 0
    assert memory.value("SELECT count(*) FROM _chg") == 1


def test_a_full_row_ends_at_its_last_answer(memory: Connection) -> None:
    """Blanks behind it are not written and read as blanks; a text that looks like one stays."""
    row = memory.insert("programme", {"code": "null", "name": "nul,", "year": None, "note": None})
    blank = memory.insert("programme", {})
    assert memory.value("SELECT body FROM _chg WHERE row = ?", (row,)) == '["null","nul,"]'
    assert memory.value("SELECT body FROM _chg WHERE row = ?", (blank,)) == "[]"
    for one, code in ((row, "null"), (blank, None)):
        (change,) = log.of_row(memory, one)
        assert change.values is not None and change.values["code"] == code and change.values["note"] is None
