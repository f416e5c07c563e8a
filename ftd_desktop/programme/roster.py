"""The participant list at any length: an order of row numbers, and the rows of one page of it.

A million numbers are 8 MB; a page is fetched by number in a few milliseconds, whatever its place (OFFSET would walk).
"""

from __future__ import annotations

from array import array
from collections.abc import Iterator, Sequence

from ftd_desktop.programme import participants
from ftd_desktop.programme.filters import Wanted, condition
from ftd_desktop.programme.participants import ParticipantRow
from ftd_desktop.store import search
from ftd_desktop.store.file import DataFile

SORTS = {
    "name": "p.nama COLLATE NOCASE", "business": "p.usaha COLLATE NOCASE",
    "regency": "p.kab{way}, p.nama COLLATE NOCASE", "updated": "p._updated", "code": "p.kode",
}
MOST_FOUND = search.MOST
"""A search by text gives at most this many: who types more narrows more."""


def order(file: DataFile, wanted: Wanted, limit: int | None = None, *, near: bool = False) -> array[int]:
    """The numbers (`participant._n`) of everyone wanted, in order; the first `limit` of them when it is given.

    `near`: who is one slip of the keys away from what was typed, for when nobody is found.
    """
    where, params = condition(wanted, near=near)
    way = " DESC" if wanted.descending else ""
    sql = f"SELECT p._n FROM participant p{where} ORDER BY {SORTS[wanted.sort].format(way=way)}{way}, p._n{way}"
    if limit is not None:
        sql += f" LIMIT {int(limit)}"
    return array("q", (number for (number,) in file.execute(sql, params)))


def count(file: DataFile, wanted: Wanted) -> int:
    """How many are wanted."""
    where, params = condition(wanted)
    return int(file.value(f"SELECT count(*) FROM participant p{where}", params))


def page(file: DataFile, numbers: Sequence[int]) -> list[ParticipantRow | None]:
    """The rows of some numbers, in that order; None for one that has gone meanwhile."""
    marks = ",".join("?" * len(numbers))
    ids = dict(file.execute(f"SELECT _n, _id FROM participant WHERE _n IN ({marks})", tuple(numbers)))
    found = participants.search(file, limit=len(ids), wanted=Wanted(ids=tuple(ids.values())))
    by_id = {row.id: row for row in found}
    return [by_id.get(ids.get(number, "")) for number in numbers]


def ids(file: DataFile, numbers: Sequence[int], batch: int = 500) -> Iterator[str]:
    """The `_id` of each number, batch by batch: for what is done to many at once."""
    for start in range(0, len(numbers), batch):
        part = tuple(numbers[start:start + batch])
        marks = ",".join("?" * len(part))
        known = dict(file.execute(f"SELECT _n, _id FROM participant WHERE _n IN ({marks})", part))
        yield from (known[number] for number in part if number in known)
