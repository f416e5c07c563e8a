"""Changes survive the way through bytes exactly; bytes of any other kind are refused before they are read."""

from __future__ import annotations

import json
import sqlite3
from contextlib import suppress
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ftd_desktop.store.changeset import ChangesetFault, pack, unpack

DEVICES = {1: "0192f3a1-7c4e-7abc-8def-0123456789ab"}
VERSIONS = {("peserta", 1): '["nama","hp"]'}


def change(lsn: int = 1, **other: Any) -> tuple[Any, ...]:
    values = {"t": "peserta", "row": f"r{lsn}", "hlc": 1_790_000_000_000, "rnd": -5, "phlc": None, "prnd": None,
              "xp": None, "op": 1, "sv": 1, "dev": 1, "usr": "u1", "body": '["Siti (rekaan)",null]', **other}
    return (lsn, *values.values())


def packed(*changes: tuple[Any, ...]) -> bytes:
    return pack(changes, DEVICES, VERSIONS)


big = st.integers(-2**63, 2**63 - 1)
stamp = st.integers(1 - 2**62, 2**62 - 1)
text = st.text(st.characters(codec="utf-8"), max_size=20)


@settings(max_examples=50, deadline=None)
@given(st.lists(st.tuples(stamp, big, st.lists(text | big | st.floats(allow_nan=False, allow_infinity=False)))))
def test_there_and_back(drawn: list[tuple[int, int, list[Any]]]) -> None:
    changes = [change(n, hlc=hlc, rnd=rnd, body=json.dumps(body)) for n, (hlc, rnd, body) in enumerate(drawn)]
    back = unpack(packed(*changes))
    assert list(back.changes()) == changes
    assert (back.devices, back.versions, back.count) == (DEVICES, VERSIONS, len(changes))
    back.close()


@pytest.mark.parametrize("other", [
    {"op": 5}, {"row": ""}, {"row": "x" * 65}, {"phlc": 5}, {"xp": "[]"}, {"phlc": 1_790_000_000_000, "prnd": 1},
    {"op": 3}, {"op": 4}, {"dev": 2}, {"sv": 2}, {"t": "tidak_ada"},
    {"hlc": 2**62}, {"hlc": -2**62}, {"hlc": 2**63 - 1},  # after the greatest stamp no edit of the row could be stored
    *({"phlc": 5, "prnd": 5, "xp": xp} for xp in ("{}", "[1]", "[[1]]", '[[1,"2"]]', "[[1,2],[3]]", "[" * 5000)),
])
def test_impossible_changes(other: dict[str, Any]) -> None:
    with pytest.raises(ChangesetFault):
        unpack(packed(change(**other)))


@pytest.mark.parametrize("cols", ["", "nama", '{"nama":1}', '["nama",1]', "[" * 5000])
def test_impossible_column_lists(cols: str) -> None:
    with pytest.raises(ChangesetFault):
        unpack(pack([change()], DEVICES, {("peserta", 1): cols}))


def test_an_erased_body_is_possible() -> None:
    unpack(packed(change(body=None))).close()


@pytest.mark.parametrize("statement", [
    "CREATE TABLE more(x)", "CREATE VIEW chg2 AS SELECT load_extension('x')", "ALTER TABLE chg ADD COLUMN x TEXT",
    "CREATE TRIGGER t AFTER INSERT ON chg BEGIN SELECT 1; END", "CREATE INDEX i ON chg(row)", "DROP TABLE sv",
    "PRAGMA user_version=2", "PRAGMA application_id=1",
])
def test_another_schema_is_refused(statement: str) -> None:
    db = sqlite3.connect(":memory:")
    db.deserialize(packed(change()))
    db.execute(statement)
    db.commit()
    data = db.serialize()
    db.close()
    with pytest.raises(ChangesetFault):
        unpack(data)


@pytest.mark.parametrize("data", [b"", b"x", b"SQLite format 3\0" + bytes(200), bytes(5000)])
def test_other_bytes(data: bytes) -> None:
    with pytest.raises(ChangesetFault):
        unpack(data)


def test_torn_pages_are_refused() -> None:
    whole = packed(*(change(n) for n in range(500)))
    for length in range(4096, len(whole), 4096):
        with pytest.raises(ChangesetFault):
            unpack(whole[:length])
    for at in range(4096, len(whole), 997):
        torn = bytearray(whole)
        torn[at:at + 8] = b"\xff" * 8
        try:
            found = unpack(bytes(torn))
        except ChangesetFault:
            continue
        with suppress(ChangesetFault):  # text may still be torn, and is refused while it is read
            list(found.changes())
        found.close()
