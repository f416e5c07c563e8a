"""The end-to-end count check: how many rows of each table two files have in common, and which (MERGE.md invariant 22).

A return file says what the province has of the laptop's scope; the laptop compares that with what it has itself, its
own unsent work left aside. A difference is told to both sides and repaired by nobody.
"""

from __future__ import annotations

import hashlib
import json
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field

from ftd_desktop.i18n import tr
from ftd_desktop.store.changes import capture, log
from ftd_desktop.store.changes.fold import fold
from ftd_desktop.store.connection import quote
from ftd_desktop.store.file import DataFile
from ftd_desktop.sync import form_notes
from ftd_desktop.wording import number

_SPACE = 1 << 128

Count = tuple[int, str]  # how many rows, and the sum of the hashes of their ids as 32 hexadecimal digits


@dataclass(frozen=True)
class Mismatch:
    """A table of which the province (`there`) and this laptop (`here`) have different rows; numbers of rows. `title` is
    what people call the form.
    """

    table: str
    there: int
    here: int
    title: str = field(default="", compare=False)

    @property
    def words(self) -> str:
        """One sentence for the officer."""
        return tr("Data {tabel} di laptop ini ({sini}) berbeda dari di provinsi ({sana}). Tidak ada yang diubah; kirim "
                  "ulang semua, provinsi akan membalas dengan salinan lengkap.").format(
                      tabel=self.title or self.table, sini=number(self.here), sana=number(self.there))


def of_scope(master: DataFile) -> dict[str, Count]:
    """Of every table the rows that stand in the temporary table `_scope`."""
    sql = "SELECT _id FROM {} WHERE _id IN (SELECT row FROM temp._scope)"
    return {table: _count(row for (row,) in master.execute(sql.format(quote(table))))
            for table in capture.tables(master)}


def differences(file: DataFile, told: Mapping[str, Count], held: int, left: Collection[str]) -> tuple[Mismatch, ...]:
    """Where what the province told differs from what stands here.

    Changes after log number `held` are not known to the province yet, and rows in `left` are none of this laptop's any
    more. Tables that are only there or only here (another version of the program) are not compared.
    """
    unsent: dict[str, set[log.Id]] = defaultdict(set)
    for change in log.own(file, held):
        unsent[change[2]].add(change[3:5])
    table_of = dict(file.execute("SELECT row, min(t) FROM _chg WHERE row IN (SELECT value FROM json_each(?)) "
                                 "GROUP BY row", (json.dumps([*unsent]),)).fetchall())
    parents = dict(file.execute("SELECT t, parent FROM _sync").fetchall())

    def stood(table: str, row: str) -> bool:
        """Whether a row stands in the province's table: the fold of what the province knows, and its parent's."""
        state = fold([change for change in log.of_row(file, row) if change.id not in unsent.get(row, ())])
        above = state.values.get("_parent")
        return state.alive and (parents[table] is None or (above is not None and stood(parents[table], above)))

    found = []
    for table in capture.tables(file):
        if table in told:
            rows = {row for (row,) in file.execute(f"SELECT _id FROM {quote(table)}")} - unsent.keys() - {*left}
            worked_on = {row for row, t in table_of.items() if t == table} - {*left}
            here = _count([*rows, *(row for row in worked_on if stood(table, row))])
            if here != tuple(told[table]):
                found.append(Mismatch(table, told[table][0], here[0], form_notes.title(file, table)))
    return tuple(found)


def _count(rows: Iterable[str]) -> Count:
    """A sum, so that the order does not matter; ids are random, so nothing can be guessed from it."""
    total = n = 0
    for row in rows:
        total += int.from_bytes(hashlib.sha256(row.encode()).digest()[:16], "big")
        n += 1
    return n, f"{total % _SPACE:032x}"
