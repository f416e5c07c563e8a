"""The answer journal: each answer of a running interview, committed as it is given; local to the file.

A killed program finds here what was typed since the last save, and where. Entries are (ref, value) in order; what they
mean is the programme's.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from ftd_desktop.store.connection import Connection
from ftd_desktop.store.ids import now

_COLUMNS = "record_id, form_id, version, participant_id, round, begun, last_ref, coalesce(touched, begun) AS touched"


@dataclass(frozen=True)
class OpenTrail:
    """A journal that was begun and not finished; `touched` is when it was last written to."""

    record_id: str
    form_id: str
    version: str
    participant_id: str | None
    round: str | None
    begun: datetime
    last_ref: str | None
    touched: datetime


class Trail:
    """The journals of one file."""

    def __init__(self, file: Connection) -> None:
        self._file = file

    def begin(self, record_id: str, form_id: str, version: str, participant_id: str | None = None,
              round: str | None = None) -> None:
        """Open a journal; one that is open already goes on as it is."""
        with self._file.write():
            self._file.execute(
                "INSERT INTO _trail (record_id, form_id, version, participant_id, round, begun) "
                "VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (record_id) DO NOTHING",
                (record_id, form_id, version, participant_id, round, now()))

    def write(self, record_id: str, entries: Sequence[tuple[str, str]]) -> None:
        """Add entries in order; when this returns they survive a kill. KeyError when no journal is open."""
        if not entries:
            return
        at = now()
        with self._file.write():
            done = self._file.execute("UPDATE _trail SET last_ref = ?, touched = ? WHERE record_id = ?",
                                      (entries[-1][0], at, record_id))
            if done.rowcount != 1:
                raise KeyError(f"no open journal for {record_id}")
            self._file.raw.executemany("INSERT INTO _trail_entry (record_id, ref, value, at) VALUES (?, ?, ?, ?)",
                                       [(record_id, ref, value, at) for ref, value in entries])

    def entries(self, record_id: str) -> list[tuple[str, str]]:
        """The entries so far, in order; [] for a journal that is not open."""
        return [(ref, value) for ref, value in self._file.execute(
            "SELECT ref, value FROM _trail_entry WHERE record_id = ? ORDER BY n", (record_id,))]

    def timed(self, record_id: str) -> list[tuple[str, str, datetime]]:
        """The entries so far with the moment each was written; [] for a journal that is not open."""
        return [(ref, value, datetime.fromisoformat(at)) for ref, value, at in self._file.execute(
            "SELECT ref, value, at FROM _trail_entry WHERE record_id = ? ORDER BY n", (record_id,))]

    def finish(self, record_id: str) -> None:
        """Forget a journal whose answers are in the record; harmless when there is none."""
        with self._file.write():
            for table in ("_trail_entry", "_trail"):
                self._file.execute(f"DELETE FROM {table} WHERE record_id = ?", (record_id,))

    def find(self, record_id: str) -> OpenTrail | None:
        """The open journal of a record, or None."""
        found = self._file.row(f"SELECT {_COLUMNS} FROM _trail WHERE record_id = ?", (record_id,))
        return None if found is None else _opened(found)

    def open_records(self) -> list[OpenTrail]:
        """All open journals, the last touched first."""
        return [_opened(row) for row in self._file.rows(f"SELECT {_COLUMNS} FROM _trail ORDER BY touched DESC")]


def _opened(row: dict[str, Any]) -> OpenTrail:
    moments = {name: datetime.fromisoformat(row[name]) for name in ("begun", "touched")}
    return OpenTrail(**{**row, **moments})
