"""An open file as SQL: queries, one-row writes, transactions, and the small local stores (settings, secrets, journal).

What a file *is* (path, key, lock, migrations) stands in `store.file`; rooms of the store that only need SQL take a
`Connection`.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import cached_property
from typing import TYPE_CHECKING, Any

from ftd_desktop.errors import UserError
from ftd_desktop.store import driver, keys
from ftd_desktop.store.ids import new_id, now

if TYPE_CHECKING:
    from sqlite_utils import Database

Params = Sequence[Any] | Mapping[str, Any]
Row = dict[str, Any]


def quote(name: str) -> str:
    """`name` as an SQL identifier, safe whatever it contains."""
    return '"' + name.replace('"', '""') + '"'


class Connection:
    """SQL on one open file, from one thread at a time. `before_commit` hooks run at the end of each outermost write."""

    def __init__(self, raw: driver.Raw) -> None:
        self.raw = raw
        self.before_commit: list[Callable[[Connection], None]] = []

    @cached_property
    def db(self) -> Database:
        """sqlite-utils on this connection, for schema work and introspection."""
        return driver.utils_database(self.raw)

    def execute(self, sql: str, params: Params = ()) -> driver.Raw:
        """Run one statement; outside `write()` it is a transaction of its own. Gives the cursor."""
        return self.raw.execute(sql, params)

    def rows(self, sql: str, params: Params = ()) -> list[Row]:
        """All rows of a query as dicts by column name."""
        cursor = self.raw.execute(sql, params)
        names = [d[0] for d in cursor.description or ()]
        return [dict(zip(names, values, strict=True)) for values in cursor]

    def row(self, sql: str, params: Params = ()) -> Row | None:
        """The first row of a query, or None."""
        cursor = self.raw.execute(sql, params)
        values = cursor.fetchone()
        return None if values is None else dict(zip([d[0] for d in cursor.description], values, strict=True))

    def value(self, sql: str, params: Params = ()) -> Any:
        """The first column of the first row, or None."""
        values = self.raw.execute(sql, params).fetchone()
        return None if values is None else values[0]

    def insert(self, table: str, values: Mapping[str, Any]) -> str:
        """Insert one row, giving it a new `_id` when `values` has none; returns the `_id`."""
        row = {"_id": values.get("_id") or new_id(), **{k: v for k, v in values.items() if k != "_id"}}
        names = ", ".join(quote(n) for n in row)
        marks = ", ".join("?" * len(row))
        with self.write():
            self.raw.execute(f"INSERT INTO {quote(table)} ({names}) VALUES ({marks})", tuple(row.values()))
        return str(row["_id"])

    def update(self, table: str, row_id: str, values: Mapping[str, Any]) -> None:
        """Set some columns of one row; KeyError when there is no such row. Equal values are no change."""
        sets = ", ".join(f"{quote(n)} = ?" for n in values)
        with self.write():
            done = self.raw.execute(f"UPDATE {quote(table)} SET {sets} WHERE _id = ?", (*values.values(), row_id))
            if done.rowcount != 1:
                raise KeyError(f"{table}: no row {row_id}")

    def delete(self, table: str, row_id: str) -> None:
        """Delete one row; KeyError when there is no such row. The log keeps what it held."""
        with self.write():
            if self.raw.execute(f"DELETE FROM {quote(table)} WHERE _id = ?", (row_id,)).rowcount != 1:
                raise KeyError(f"{table}: no row {row_id}")

    @contextmanager
    def write(self) -> Iterator[None]:
        """All or nothing: BEGIN IMMEDIATE … COMMIT. Inside an open write it is a savepoint of it.

        Raises UserError when the disk is full or another program holds the file; then nothing was written.
        """
        if self.raw.in_transaction:
            with self._savepoint():
                yield
            return
        with told_in_words():
            self.raw.execute("BEGIN IMMEDIATE")
        try:
            yield
            for hook in self.before_commit:
                hook(self)
            with told_in_words():
                self.raw.execute("COMMIT")
        except BaseException as error:
            if self.raw.in_transaction:  # a full disk rolls back by itself
                self.raw.execute("ROLLBACK")
            if isinstance(error, driver.OperationalError):
                raise_in_words(error)
            raise

    @contextmanager
    def joined(self) -> Iterator[None]:
        """As `write`, but inside an open write it is simply part of it: an error in it must reach that write.

        A savepoint keeps a copy of every page that is changed in it; a large merge would pay for each of them.
        """
        if self.raw.in_transaction:
            yield
            return
        with self.write():
            yield

    @contextmanager
    def _savepoint(self) -> Iterator[None]:
        self.raw.execute("SAVEPOINT inner_write")
        try:
            yield
        except BaseException:
            if self.raw.in_transaction:
                self.raw.execute("ROLLBACK TO inner_write")
                self.raw.execute("RELEASE inner_write")
            raise
        self.raw.execute("RELEASE inner_write")

    def setting(self, name: str, default: Any = None) -> Any:
        """A local setting of this file (never synced), or `default`."""
        text = self.value("SELECT value FROM _setting WHERE name = ?", (name,))
        return default if text is None else json.loads(text)

    def set_setting(self, name: str, value: Any) -> None:
        """Keep a JSON value under `name`."""
        self._keep("_setting", name, json.dumps(value, ensure_ascii=False))

    def secret(self, name: str) -> bytes | None:
        """Secret bytes kept in this encrypted file (private keys), or None."""
        found: bytes | None = self.value("SELECT value FROM _secret WHERE name = ?", (name,))
        return found

    def set_secret(self, name: str, value: bytes) -> None:
        """Keep secret bytes under `name`."""
        self._keep("_secret", name, value)

    def _keep(self, table: str, name: str, value: str | bytes) -> None:
        with self.write():
            self.raw.execute(f"INSERT INTO {table} (name, value) VALUES (?, ?) "
                             "ON CONFLICT (name) DO UPDATE SET value = excluded.value", (name, value))

    def journal(self, event: str, detail: Mapping[str, Any]) -> None:
        """Add a line to the local audit log: a reveal, an export, a print, a merge… `detail` is JSON."""
        with self.write():
            self.raw.execute(
                "INSERT INTO _journal (at, usr, event, detail) SELECT ?, coalesce(usr, (SELECT officer_id FROM _dev "
                "WHERE _dev.dev = _st.dev)), ?, ? FROM _st",
                (now(), event, json.dumps(dict(detail), ensure_ascii=False)))


@contextmanager
def told_in_words() -> Iterator[None]:
    """Turn what a user can act on (disk full, file held, read-only) into UserError; other errors pass unchanged."""
    try:
        yield
    except driver.OperationalError as error:
        raise_in_words(error)
    except OSError as error:
        raise keys.no_room() from error


def raise_in_words(error: Exception) -> None:
    """Raise the UserError that `error` stands for, else `error` itself."""
    text = str(error)
    if "disk is full" in text or "disk I/O error" in text:
        raise keys.no_room() from error
    if "locked" in text or "busy" in text:
        raise UserError("Berkas data sedang dipakai program lain. Tutup program itu, lalu coba lagi.") from error
    if "readonly" in text:
        raise UserError("Berkas data hanya bisa dibaca. Periksa izin berkas dan foldernya, lalu coba lagi.") from error
    raise error
