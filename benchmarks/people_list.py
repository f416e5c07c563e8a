"""A page of the participant list at a million people, by row number, beside OFFSET on the same encrypted file.

Usage: ``python benchmarks/people_list.py [people]``. Times are medians of 20; the order of everyone is taken once.
"""

from __future__ import annotations

import random
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from ftd_desktop import resources
from ftd_desktop.forms.definition import FolderMedia
from ftd_desktop.programme import participants, roster
from ftd_desktop.programme.library import add_workbook
from ftd_desktop.programme.filters import Wanted
from ftd_desktop.store import search
from ftd_desktop.store.file import DataFile
from ftd_desktop.ui.models.paged import PAGE

MUST_HOLD_MS = 5


class Media:
    """The lists of the shipped forms, wherever they lie."""

    def read(self, name: str) -> bytes:
        for folder in ("lists", "regions", "forms"):
            if (resources.root() / folder / name).exists():
                return FolderMedia(resources.root() / folder).read(name)
        raise FileNotFoundError(name)


def main() -> None:
    people = int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000
    with tempfile.TemporaryDirectory() as folder, _file(Path(folder), people) as file:
        begun = time.perf_counter()
        numbers = roster.order(file, Wanted())
        whole = time.perf_counter() - begun
        middle = people // 2
        offset = _median(lambda: participants.search(file, limit=50, offset=middle), 5)
        page = _median(lambda: roster.page(file, numbers[middle:middle + 50]))
        hundred = _median(lambda: roster.page(file, numbers[middle:middle + PAGE]))
        first = _median(lambda: roster.order(file, Wanted(), PAGE + 1), 5)
    print(f"{f'{people:,} people':<44}{'ms':>10}{'ratio':>10}   must hold")
    for name, value, held in (
        ("50 rows in the middle by OFFSET (floor)", offset, ""), ("50 rows in the middle by number", page,
                                                                  f"< {MUST_HOLD_MS} ms"),
        (f"{PAGE} rows, as the window asks", hundred, ""), ("order of the first page", first, ""),
        ("order of everyone, after a pause", whole, ""),
    ):
        print(f"{name:<44}{value * 1000:>10.1f}{value / offset:>10.4f}   {held}")
    print(f"the vector of everyone: {numbers.itemsize * len(numbers) / 1e6:.0f} MB")


def _file(folder: Path, people: int) -> DataFile:
    file = DataFile.create(folder / "people.ftdb", "benchmark only", role="province")
    for name in ("ftd_profil", "ftd_survei"):
        add_workbook(file, resources.path("forms", f"{name}.xlsx"), Media())
    file.before_commit.remove(search.index_some)  # the search index is measured in benchmarks/store.py
    names = [row[1] for row in file.execute("SELECT name, name FROM pragma_table_info('participant')")]
    marks = ", ".join("?" * len(names))
    rows = _people(people, names)
    with file.write():
        file.raw.executemany(f"INSERT INTO participant ({', '.join(names)}) VALUES ({marks})", rows)
    return file


def _people(count: int, names: list[str]) -> Iterator[tuple[object, ...]]:
    """Made-up people with names in no order."""
    chance = random.Random(1)
    for n in range(1, count + 1):
        known = {"_n": n, "_id": f"{n:036}", "kode": f"FTD-{n:07}", "nama": f"Orang {chance.random():.9f}",
                 "usaha": f"Usaha {n % 977}", "kab": f"12.{n % 25 + 1:02}", "_updated": "2026-11-24T10:42:00+07:00",
                 "_status": "complete", "_owner": "P01"}
        yield tuple(known.get(name) for name in names)


def _median(work: Callable[[], object], times: int = 20) -> float:
    taken = []
    for _ in range(times):
        begun = time.perf_counter()
        work()
        taken.append(time.perf_counter() - begun)
    return statistics.median(taken)


if __name__ == "__main__":
    main()
