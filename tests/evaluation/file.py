"""A stand-in for a data file: the tables evaluation reads, in memory, with made-up people."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from tests.evaluation.people import record, survey


class MemoryFile:
    """Has what evaluation and the report page use of `DataFile`."""

    def __init__(self) -> None:
        self.db = sqlite3.connect(":memory:", check_same_thread=False)
        self.journalled: list[tuple[str, Mapping[str, Any]]] = []
        self.db.executescript("""
            CREATE TABLE programme(_id, code, name, year, note);
            CREATE TABLE cohort(_id, programme_id, number, name, starts, ends, jp_total, min_share, needs_task,
                                needs_endline, place);
            CREATE TABLE membership(_id, participant_id, cohort_id, stage, since);
            CREATE TABLE participant(_id PRIMARY KEY, kode, nama, nik, jk, tgl_lahir, hp, usaha, kab, kec, desa,
                                     _owner);
            CREATE TABLE office(_id, name, unit, parent, province, city, address, root_key);
            INSERT INTO office VALUES ('o', 'Dinas Koperasi (contoh)', 'UPTD PLUT (contoh)', '', '', '', '', '');
            INSERT INTO programme VALUES ('f', 'FTD', 'Fast Track Digitalisasi (contoh)', 2022, '');
            INSERT INTO cohort VALUES ('c1', 'f', '01', '', '2022-06-01', '2022-11-30', 32, 0.8, 0, 1, 'Medan');
        """)

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
