"""A stand-in for a data file: the tables evaluation reads, in memory, with made-up people."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from ftd_desktop.store.file import DataFile
from tests.evaluation.people import record, survey


@cache
def _tables() -> tuple[str, ...]:
    """How a real data file of today makes the tables that evaluation reads."""
    names = ("office", "programme", "cohort", "membership", "participant")
    marks = ", ".join("?" * len(names))
    with TemporaryDirectory() as folder, DataFile.create(
        Path(folder) / "a.ftdb", "kata sandi rekaan", role="province"
    ) as file:
        found = file.rows(f"SELECT sql FROM sqlite_master WHERE type = 'table' AND name IN ({marks})", names)
    return tuple(row["sql"] for row in found)


class MemoryFile:
    """Has what evaluation and the report page use of `DataFile`."""

    def __init__(self) -> None:
        self.db = sqlite3.connect(":memory:", check_same_thread=False)
        self.journalled: list[tuple[str, Mapping[str, Any]]] = []
        for statement in _tables():
            self.db.execute(statement)
        self.put("office", [{"_id": "o", "name": "Dinas Koperasi (contoh)", "unit": "UPTD PLUT (contoh)"}])
        self.put("programme", [{"_id": "f", "code": "FTD", "name": "Fast Track (contoh)", "year": 2022}])
        self.put("cohort", [{"_id": "c1", "programme_id": "f", "number": "01", "starts": "2022-06-01",
                             "ends": "2022-11-30", "jp_total": 32.0, "min_share": 0.8, "needs_endline": 1}])

    def close(self) -> None:
        """Close the connection."""
        self.db.close()

    def rows(self, sql: str, params: Sequence[Any] = ()) -> list[dict[str, Any]]:
        """As `DataFile.rows`."""
        cursor = self.db.execute(sql, tuple(params))
        names = [column[0] for column in cursor.description]
        return [dict(zip(names, row, strict=True)) for row in cursor]

    def execute(self, sql: str, params: Sequence[Any] = ()) -> sqlite3.Cursor:
        """As `DataFile.execute`."""
        return self.db.execute(sql, tuple(params))

    def row(self, sql: str, params: Sequence[Any] = ()) -> dict[str, Any] | None:
        """As `DataFile.row`."""
        found = self.rows(sql, params)
        return found[0] if found else None

    def journal(self, event: str, detail: Mapping[str, Any]) -> None:
        """As `DataFile.journal`."""
        self.journalled.append((event, detail))

    def put(self, table: str, records: Iterable[Mapping[str, Any]]) -> None:
        """Insert records, adding the table or columns they need."""
        rows = list(records)
        if not rows:
            return
        names = list(dict.fromkeys(name for row in rows for name in row))
        known = {row["name"] for row in self.rows("SELECT name FROM pragma_table_info(?)", (table,))}
        if not known:
            self.db.execute(f'CREATE TABLE "{table}"("_id" PRIMARY KEY)')
        for name in names:
            if name not in known | {"_id"}:
                self.db.execute(f'ALTER TABLE "{table}" ADD COLUMN "{name}"')
        columns, marks = ", ".join(f'"{name}"' for name in names), ", ".join("?" * len(names))
        self.db.executemany(f'INSERT INTO "{table}" ({columns}) VALUES ({marks})',
                            [[row.get(name) for name in names] for row in rows])


def pilot(n: int = 15, seed: int = 5) -> MemoryFile:
    """A file with `n` people of one cohort, surveyed before and after."""
    records, who, names = survey(n, seed)
    file = MemoryFile()
    file.put("participant", ({"_id": p, "kode": p.upper(), "nama": names[p], "kab": w["kab"], "jk": w["jk"]}
                             for p, w in who.items()))
    file.put("membership", ({"_id": f"m{p}", "participant_id": p, "cohort_id": "c1"} for p in who))
    file.put("ftd_survei", [*records, record("nobody", "tl6", _status="draft")])  # the form is there before any answer
    return file
