"""The one place that names the SQL driver: SQLCipher's connection, its settings, its errors.

sqlite-utils 4.2 catches the standard library's OperationalError, which SQLCipher's driver does not raise;
`utils_database` hands it the right one (MERGE.md section 13). It is imported on first use only: it costs 90 ms.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from sqlcipher3 import dbapi2

if TYPE_CHECKING:
    from sqlite_utils import Database

Raw = Any  # sqlcipher3 ships no types; a raw connection of it
DatabaseError = dbapi2.DatabaseError
OperationalError = dbapi2.OperationalError
IntegrityError = dbapi2.IntegrityError
# What a value that no column can hold ends in: of another type, a list, too large a number, half a character.
UNSTORABLE = (IntegrityError, dbapi2.InterfaceError, OverflowError, UnicodeEncodeError)

# STRICT (3.37), exact REAL in json_quote and printf('%!.17g') (3.42) and PRAGMA table_list are taken for granted.
OLDEST_SQLITE = (3, 42, 0)
BUSY_MS = 5_000


def connect(path: Path, key: bytes) -> Raw:
    """A connection in autocommit mode to the encrypted file `path`, made if absent; `key` is the 32-byte data key.

    Nothing is read yet: a wrong key or a foreign file shows at the first query as DatabaseError. The connection may
    be handed to another thread, one at a time.
    """
    if len(key) != 32:
        raise ValueError("a data key has 32 bytes")
    if dbapi2.sqlite_version_info < OLDEST_SQLITE:
        raise RuntimeError(f"SQLite {dbapi2.sqlite_version} is too old, {OLDEST_SQLITE} is needed")
    raw = dbapi2.connect(str(path), isolation_level=None, check_same_thread=False)
    raw.execute(f"PRAGMA key = \"x'{key.hex()}'\"")
    return raw


def discard(path: Path) -> None:
    """Remove an unfinished database with what SQLite may have left beside it; nobody else may know it yet."""
    for ending in ("", "-wal", "-shm", "-journal"):
        path.with_name(path.name + ending).unlink(missing_ok=True)


def connect_to_look(path: Path, key: bytes) -> Raw:
    """A connection that only reads the closed file `path` and leaves nothing beside it."""
    raw = dbapi2.connect(path.resolve().as_uri() + "?mode=ro&immutable=1", uri=True, isolation_level=None)
    raw.execute(f"PRAGMA key = \"x'{key.hex()}'\"")
    return raw


def memory() -> Raw:
    """A plain database in memory, to try something out."""
    return dbapi2.connect(":memory:", isolation_level=None)


def settle(raw: Raw) -> None:
    """Set what every connection to a good file needs; the first statement that writes to the folder (WAL)."""
    for pragma in ("journal_mode = WAL", "synchronous = FULL", "foreign_keys = ON", "recursive_triggers = ON",
                   f"busy_timeout = {BUSY_MS}", "cache_size = -65536", "trusted_schema = OFF", "secure_delete = ON"):
        raw.execute(f"PRAGMA {pragma}")


def utils_database(raw: Raw) -> Database:
    """sqlite-utils on the connection `raw`, taught this driver's errors."""
    import sqlite_utils.db
    import sqlite_utils.utils

    for module in (sqlite_utils.db, sqlite_utils.utils):
        vars(module)["OperationalError"] = OperationalError
        vars(module)["sqlite3"] = dbapi2
    return sqlite_utils.db.Database(raw)
