"""Whatever a tool does behind the triggers' back, the audit keeps what it left and logs it (invariant 6)."""

from __future__ import annotations

from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from ftd_desktop.store.changes import audit, capture, log
from ftd_desktop.store.connection import Connection
from tests.store.changes.conftest import memory_file
from tests.store.changes.test_replicas import FIELDS, MAIN, PARENTS, ROWS, expected, parent_of, picture, value

Step = tuple[str, str, str, Any]


@st.composite
def steps(draw: st.DrawFn) -> Step:
    """(kind, table, row, values): one thing that a tool does."""
    table = draw(st.sampled_from(list(ROWS)))
    row = draw(st.sampled_from(ROWS[table]))
    kind = draw(st.sampled_from(("insert",) * 2 + ("update",) * 2 + ("blind",) * 2 + ("delete", "see", "applying")))
    values = {field: draw(value(field)) for field in FIELDS[table]}
    if table in PARENTS:
        values["_parent"] = draw(st.sampled_from(PARENTS[table]))
    return kind, table, row, values


def do(file: Connection, step: Step, recorded: dict[str, str]) -> None:
    kind, table, row, values = step
    names = ", ".join(["_id", *values])
    match kind:
        case "insert":
            file.execute(f"INSERT OR REPLACE INTO {table} ({names}) VALUES ({', '.join('?' * (len(values) + 1))})",
                         (row, *values.values()))
        case "update":
            field = next(iter(values))
            file.execute(f"UPDATE {table} SET {field} = ? WHERE _id = ?", (values[field], row))
        case "delete":
            file.execute(f"DELETE FROM {table} WHERE _id = ?", (row,))
        case "blind":
            for letter in "iud":
                file.execute(f"DROP TRIGGER IF EXISTS {capture.trigger_name(table, letter)}")
        case "see":
            for letter in "iud":
                name = capture.trigger_name(table, letter)
                file.execute(f"DROP TRIGGER IF EXISTS {name}")
                file.execute(recorded[name])
        case "applying":
            file.execute("UPDATE _st SET applying = 1 - applying")


@settings(max_examples=25, deadline=None)
@given(st.lists(steps(), max_size=12), st.lists(steps(), max_size=12))
def test_the_audit_keeps_what_it_finds(seen: list[Step], unseen: list[Step]) -> None:
    file = memory_file()
    recorded = dict(file.execute("SELECT name, sql FROM _schema WHERE type = 'trigger'"))
    for pragma in ("foreign_keys", "recursive_triggers"):
        file.execute(f"PRAGMA {pragma} = OFF")
    for step in seen:
        if step[0] in ("insert", "update", "delete"):
            do(file, step, recorded)
    for step in unseen:
        do(file, step, recorded)
    left = {table: picture(file)[table] for table in ROWS}
    for pragma in ("foreign_keys", "recursive_triggers"):
        file.execute(f"PRAGMA {pragma} = ON")
    audit.run(file)
    assert picture(file) == expected(file)
    for table, rows in left.items():
        visible = {row: values for row, values in rows.items()
                   if table not in PARENTS or values["_parent"] in picture(file)[parent_of(table)]}
        assert picture(file)[table] == visible, table
    assert file.execute("PRAGMA foreign_key_check").fetchall() == []
    before = log.last_lsn(file)
    assert not audit.run(file) and log.last_lsn(file) == before
    file.execute(f"INSERT OR REPLACE INTO {MAIN} (_id, nama) VALUES ('m1', 'terlihat')")
    assert log.last_lsn(file) > before
    file.raw.close()

