"""The participant list at a million people on an encrypted file: a page by row number beside OFFSET, search, orders.

Usage: ``python -m benchmarks.people_list [people] [--keep FILE.ftdb]`` (`--keep`: made once, and used again).
Times are wall time of what the window asks of the file: for a keystroke the numbers of the first page and its rows.
"""

from __future__ import annotations

import argparse
import random
import statistics
import string
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from benchmarks.store import CLANS, GIVEN, GOODS
from ftd_desktop import resources
from ftd_desktop.forms.definition import FolderMedia
from ftd_desktop.programme import participants, roster
from ftd_desktop.programme.filters import Wanted
from ftd_desktop.programme.library import add_workbook
from ftd_desktop.store import search
from ftd_desktop.store.changes import capture
from ftd_desktop.store.file import DataFile
from ftd_desktop.ui.models.paged import PAGE

PASSPHRASE = "benchmark only"


class Media:
    """The lists of the shipped forms, wherever they lie."""

    def read(self, name: str) -> bytes:
        for folder in ("lists", "regions", "forms"):
            if (resources.root() / folder / name).exists():
                return FolderMedia(resources.root() / folder).read(name)
        raise FileNotFoundError(name)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("people", type=int, nargs="?", default=1_000_000)
    parser.add_argument("--keep", type=Path)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        path = asked.keep or Path(folder) / "people.ftdb"
        with DataFile.open(path, PASSPHRASE) if path.exists() else _file(path, asked.people) as file:
            people = file.value("SELECT count(*) FROM participant")
            print(f"{f'{people:,} people, ms':<52}{'median':>9}{'p95':>9}{'most':>9}   must hold")
            _pages(file, people)
            _orders(file)
            _keystrokes(file, people)


def _pages(file: DataFile, people: int) -> None:
    numbers = roster.order(file, Wanted())
    middle = people // 2
    _say("50 rows in the middle by OFFSET (floor)",
         _times([lambda: participants.search(file, limit=50, offset=middle)] * 5))
    _say("50 rows in the middle by number",
         _times([lambda: roster.page(file, numbers[middle:middle + 50])] * 20), "< 5")
    chance = random.Random(2)
    places = [chance.randrange(0, people - PAGE) for _ in range(60)]
    _say(f"{PAGE} rows anywhere, as the window scrolls",
         _times([lambda at=at: roster.page(file, numbers[at:at + PAGE]) for at in places]))  # type: ignore[misc]
    print(f"the vector of everyone: {numbers.itemsize * len(numbers) / 1e6:.0f} MB")


def _orders(file: DataFile) -> None:
    for sort in roster.SORTS:
        for words, wanted in ((f"by {sort}", Wanted(sort=sort)),
                              (f"by {sort}, down", Wanted(sort=sort, descending=True)),
                              (f"by {sort}, one regency", Wanted(sort=sort, regency="12.12"))):
            _say(f"first page {words}", _times([lambda wanted=wanted: _first(file, wanted)] * 5))  # type: ignore[misc]
        _say(f"order of everyone by {sort}, after a pause",
             _times([lambda sort=sort: roster.order(file, Wanted(sort=sort))]))  # type: ignore[misc]


def _keystrokes(file: DataFile, people: int) -> None:
    chance = random.Random(7)
    samples = [_person(chance.randrange(1, people + 1)) for _ in range(100)]
    typed = {
        "letters": [one["nama"] for one in samples], "letters, business": [one["usaha"] for one in samples[:50]],
        "digits of the NIK": [one["nik"] for one in samples[:50]], "telephone": [one["hp"] for one in samples[:50]],
        "code": [one["kode"] for one in samples[:50]],
    }
    for name, texts in typed.items():
        steps = [text[:n] for text in texts for n in range(1, min(len(text), 18) + 1)]
        _say(f"a keystroke, {name}", _times([
            lambda step=step: _first(file, Wanted(text=step)) for step in steps]), "p95 < 30")  # type: ignore[misc]
    steps = [one["nama"][:n] for one in samples[:30] for n in range(1, 19)]
    _say("a keystroke, letters within one regency", _times([
        lambda step=step: _first(file, Wanted(text=step, regency="12.12")) for step in steps]))  # type: ignore[misc]


def _first(file: DataFile, wanted: Wanted) -> object:
    """What the window asks for at once."""
    return roster.page(file, roster.order(file, wanted, PAGE + 1)[:PAGE])


def _file(path: Path, people: int) -> DataFile:
    """Everybody through one bulk insertion, the indexes made afterwards; words indexed as after an import."""
    file = DataFile.create(path, PASSPHRASE, role="province")
    for name in ("ftd_profil", "ftd_survei"):
        add_workbook(file, resources.path("forms", f"{name}.xlsx"), Media())
    file.before_commit.remove(search.index_some)
    names = [row[1] for row in file.execute("SELECT name, name FROM pragma_table_info('participant')")]
    marks = ", ".join("?" * len(names))
    orders = file.execute("SELECT name, sql FROM sqlite_master WHERE type = 'index' AND tbl_name = 'participant' "
                          "AND sql IS NOT NULL").fetchall()
    for pragma in ("synchronous = OFF", "cache_size = -500000"):  # nobody cuts the power here
        file.execute(f"PRAGMA {pragma}")
    with capture.schema_change(file):  # else the audit at the next opening makes the table anew
        for name, _ in orders:
            file.execute(f"DROP INDEX {name}")
        file.raw.executemany(f"INSERT INTO participant ({', '.join(names)}) VALUES ({marks})",
                             (tuple(_person(n).get(name) for name in names) for n in range(1, people + 1)))
        for _, sql in orders:
            file.execute(sql)
    begun = time.perf_counter()
    search.refresh(file)
    file.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
    print(f"indexed in {time.perf_counter() - begun:.0f} s; {path.stat().st_size / 1e6:,.0f} MB")
    file.close()
    return DataFile.open(path, PASSPHRASE)


def _person(n: int) -> dict[str, Any]:
    """Made-up: common and rare names, in no order."""
    own = random.Random(n)
    name = " ".join(part for part in (own.choice(GIVEN), own.choice(GIVEN), own.choice(CLANS)) if part)
    name += " " + "".join(own.choices(string.ascii_lowercase, k=own.randint(3, 8)))  # a million need rare names too
    return {"_n": n, "_id": f"{n:036}", "kode": f"FTD-{n:07}", "nama": name, "nik": f"12{own.randrange(10**14):014}",
            "hp": f"08{own.randrange(10**9, 10**10)}", "usaha": f"{own.choice(GOODS)} {own.choice(GIVEN)}",
            "kab": f"12.{n % 25 + 1:02}", "_updated": f"2026-{n % 11 + 1:02}-24T10:42:00+07:00",
            "_status": "complete", "_owner": "P01"}


def _times(works: Sequence[Callable[[], object]]) -> list[float]:
    taken = []
    for work in works:
        begun = time.perf_counter()
        work()
        taken.append((time.perf_counter() - begun) * 1000)
    return taken


def _say(name: str, taken: list[float], held: str = "") -> None:
    ordered = sorted(taken)
    p95 = ordered[min(len(ordered) - 1, int(len(ordered) * 0.95))]
    print(f"{name:<52}{statistics.median(ordered):>9.1f}{p95:>9.1f}{ordered[-1]:>9.1f}   {held}", flush=True)


if __name__ == "__main__":
    main()
