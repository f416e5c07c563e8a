"""A set of changes as the bytes of a small SQLite file, and back; the payload of everything that is carried.

A SQLite file because it keeps types exact (no float or NUL trouble), is written and read set by set, and can be looked
at with any SQLite tool (MERGE.md section 11, measured there against JSON lines and CBOR). The bytes are opened from
memory, with an untrusting connection, and nothing is read before the schema is exactly the expected one.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Generator, Iterable, Mapping
from contextlib import closing
from dataclasses import dataclass
from functools import cache
from typing import Any

from ftd_desktop.store import many

APPLICATION_ID = 0x46544443  # "FTDC"
FORMAT = 1
MOST_NAMED = 2_000  # devices, and column lists: far more than a province has, and few enough to look up one by one
COLUMNS = ("lsn", "t", "row", "hlc", "rnd", "phlc", "prnd", "xp", "op", "sv", "dev", "usr", "body")

_SCHEMA = {
    "chg": """CREATE TABLE chg(lsn INTEGER PRIMARY KEY, t TEXT NOT NULL, row TEXT NOT NULL, hlc INTEGER NOT NULL,
 rnd INTEGER NOT NULL, phlc INTEGER, prnd INTEGER, xp TEXT, op INTEGER NOT NULL, sv INTEGER NOT NULL,
 dev INTEGER NOT NULL, usr TEXT, body TEXT) STRICT""",
    "dev": "CREATE TABLE dev(ordinal INTEGER PRIMARY KEY, device TEXT NOT NULL) STRICT",
    "sv": "CREATE TABLE sv(t TEXT NOT NULL, sv INTEGER NOT NULL, cols TEXT NOT NULL) STRICT",
}

# What STRICT cannot say. Whether a body is an array (full row) or an object (changed fields) is seen by who reads it.
_FAULTY = """SELECT count(*) FROM chg WHERE op NOT IN (1, 2, 3, 4) OR length(row) NOT BETWEEN 1 AND 64
 OR (phlc IS NULL) <> (prnd IS NULL) OR (phlc IS NULL AND xp IS NOT NULL) OR phlc >= hlc
 OR (op IN (3, 4) AND body IS NOT NULL) OR (xp IS NOT NULL AND NOT (json_valid(xp) AND json_type(xp) = 'array'))
 OR dev NOT IN (SELECT ordinal FROM dev) OR (op < 4 AND (t, sv) NOT IN (SELECT t, sv FROM sv))
 OR abs(hlc / 2) >= 1 << 61
 OR (xp IS NOT NULL AND EXISTS (SELECT 1 FROM json_each(xp) AS p WHERE CASE WHEN p.type = 'array' THEN
  json_array_length(p.value) <> 2 OR EXISTS (SELECT 1 FROM json_each(p.value) AS n WHERE n.type <> 'integer')
  ELSE 1 END))"""
_FAULTY_LISTS = """SELECT count(*) FROM sv WHERE CASE WHEN json_valid(cols) AND json_type(cols) = 'array'
 THEN EXISTS (SELECT 1 FROM json_each(cols) AS c WHERE c.type <> 'text') ELSE 1 END"""


# An error whose own message holds torn text reaches Python as the error of decoding it.
_UNREADABLE = (sqlite3.Error, UnicodeDecodeError)


class ChangesetFault(ValueError):  # noqa: N818 - a fault of the bytes, not of ours
    """Bytes that are not a set of changes; says in English what is wrong, for the log."""


@dataclass(frozen=True)
class Changeset:
    """Changes with what their numbers mean.

    `devices` is ordinal -> device id, `versions` is (table, sv) -> column names, both as the *sender* numbers them.
    """

    connection: sqlite3.Connection
    devices: Mapping[int, str]
    versions: Mapping[tuple[str, int], str]
    count: int

    def changes(self) -> Generator[tuple[Any, ...], None, None]:
        """The changes as tuples of COLUMNS, in the sender's order; read to the end, or close the generator.

        ChangesetFault for text that is not UTF-8.
        """
        try:
            yield from self.connection.execute("SELECT * FROM chg ORDER BY lsn")
        except _UNREADABLE as error:
            raise ChangesetFault(f"unreadable change: {error}") from error

    def numbered(self, ordinals: Mapping[int, int]) -> list[tuple[Any, ...]]:
        """All changes without the sender's log number, in its order, each device by the receiver's number for it.

        ChangesetFault for text that is not UTF-8.
        """
        cases = " ".join(f"WHEN {int(theirs)} THEN {int(ours)}" for theirs, ours in ordinals.items())
        columns = [f"CASE dev {cases} END" if name == "dev" and cases else name for name in COLUMNS[1:]]
        try:
            return self.connection.execute(f"SELECT {', '.join(columns)} FROM chg ORDER BY lsn").fetchall()
        except _UNREADABLE as error:
            raise ChangesetFault(f"unreadable change: {error}") from error

    def rows(self) -> set[str]:
        """The ids of the rows that they are about."""
        return {row for (row,) in self.connection.execute("SELECT DISTINCT row FROM chg")}

    def erases(self) -> bool:
        """Whether an erasure is among them."""
        return self.connection.execute("SELECT 1 FROM chg WHERE op = 4 LIMIT 1").fetchone() is not None

    def close(self) -> None:
        """Free the memory."""
        self.connection.close()


def pack(changes: Iterable[tuple[Any, ...]], devices: Mapping[int, str],
         versions: Mapping[tuple[str, int], str]) -> bytes:
    """The bytes for `changes` (tuples of COLUMNS), see Changeset for the two mappings; they are read after the changes.
    """
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as db:
        db.deserialize(_empty())  # such a database gives its bytes away without copying page by page
        db.execute("PRAGMA synchronous=OFF")
        db.execute("BEGIN")
        many.insert(db.execute, "chg", changes)
        db.executemany("INSERT INTO dev VALUES (?, ?)", devices.items())
        db.executemany("INSERT INTO sv VALUES (?, ?, ?)", [(t, sv, cols) for (t, sv), cols in versions.items()])
        db.execute("COMMIT")
        return db.serialize()


@cache
def _empty() -> bytes:
    """A set of no changes."""
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as db:
        for statement in (f"PRAGMA application_id={APPLICATION_ID}", f"PRAGMA user_version={FORMAT}",
                          *_SCHEMA.values()):
            db.execute(statement)
        return db.serialize()


def unpack(data: bytes) -> Changeset:
    """The changes in `data`, still in memory (close it); ChangesetFault for bytes of any other kind."""
    if not data:
        raise ChangesetFault("no bytes at all")
    db = sqlite3.connect(":memory:", isolation_level=None)
    try:
        db.deserialize(data)
        for pragma in ("trusted_schema=OFF", "cell_size_check=ON", "query_only=ON", "mmap_size=0", "temp_store=MEMORY"):
            db.execute(f"PRAGMA {pragma}")
        _check(db)
        devices = dict(db.execute("SELECT ordinal, device FROM dev"))
        versions = {(t, sv): cols for t, sv, cols in db.execute("SELECT t, sv, cols FROM sv")}
        return Changeset(db, devices, versions, db.execute("SELECT count(*) FROM chg").fetchone()[0])
    except _UNREADABLE as error:
        db.close()
        raise ChangesetFault(f"not a readable SQLite file: {error}") from error
    except ChangesetFault:
        db.close()
        raise


def _check(db: sqlite3.Connection) -> None:
    """ChangesetFault unless the open file is exactly of our schema and its values are possible."""
    if (db.execute("PRAGMA application_id").fetchone()[0] != APPLICATION_ID
            or db.execute("PRAGMA user_version").fetchone()[0] != FORMAT):
        raise ChangesetFault("not a set of changes of this format")
    found = db.execute("SELECT type, name, tbl_name, sql FROM sqlite_master ORDER BY name").fetchall()
    if found != [("table", name, name, sql) for name, sql in sorted(_SCHEMA.items())]:
        raise ChangesetFault("another schema than the one expected")
    if [row[0] for row in db.execute("PRAGMA quick_check(1)")] != ["ok"]:
        raise ChangesetFault("pages are damaged")
    if faulty := db.execute(_FAULTY).fetchone()[0]:
        raise ChangesetFault(f"{faulty} impossible changes")
    for table in ("dev", "sv"):
        if db.execute(f"SELECT count(*) FROM {table}").fetchone()[0] > MOST_NAMED:
            raise ChangesetFault(f"too many rows in {table}")
    if faulty := db.execute(_FAULTY_LISTS).fetchone()[0]:
        raise ChangesetFault(f"{faulty} impossible column lists")
