"""What capture costs a save, what the log costs on disk, and how fast people are found among a million.

    python -m benchmarks.store [people]

Floors measured in the same run on the same encrypted kind of file: a bare table for saves and storage, LIKE for search.
CPU time for work, wall time for single saves (they end in an fsync) and for keystrokes.
"""

from __future__ import annotations

import random
import statistics
import string
import sys
import time
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

from ftd_desktop.store import search
from ftd_desktop.store.changes import audit, capture, log
from ftd_desktop.store.changes.fold import fold
from ftd_desktop.store.file import DataFile
from ftd_desktop.store.ids import new_id

COLUMNS = 41
ROWS = 100_000
SAVES = 200
PEOPLE = 1_000_000
GIVEN = ("Siti", "Aminah", "Budi", "Rina", "Muhammad", "Rizal", "Sari", "Joko", "Ani", "Dewi", "Hotma", "Tiurma",
         "Agus", "Rahmat", "Nur", "Fitri", "Yusuf", "Maria", "Johan", "Lamria", "Parlindungan", "Sri", "Wahyu",
         "Zainal")
CLANS = ("Ginting", "Sembiring", "Lumban Tobing", "Hutagalung", "Siregar", "Nasution", "Harahap", "Sinaga", "Manurung",
         "Simanjuntak", "Karo-karo", "Tarigan", "Purba", "Nai Baho", "Lubis", "Batubara", "Pane", "Daulay", "", "")
GOODS = ("Keripik", "Kopi", "Ulos", "Roti", "Sambal", "Batik", "Tenun", "Ikan Asin", "Madu", "Toko", "Warung")


def main() -> None:
    people = int(sys.argv[1]) if len(sys.argv) > 1 else PEOPLE
    with TemporaryDirectory() as folder:
        rows = bulk(Path(folder))
        rows += saves(Path(folder))
        rows += keystrokes(Path(folder), people)
    width = max(len(name) for name, *_ in rows)
    print(f"{'what':{width}}  {'measured':>14}  {'floor':>14}  {'ratio':>7}  must hold")
    for name, measured, floor, ratio, bar in rows:
        print(f"{name:{width}}  {measured:>14}  {floor:>14}  {ratio:>7}  {bar}")


Line = tuple[str, str, str, str, str]


def bulk(folder: Path) -> list[Line]:
    """ROWS rows of COLUMNS columns in one write, with and without capture; the size of both files; fold and audit."""
    values = [made_up(n) for n in range(ROWS)]
    bare, seen = _file(folder / "bare.ftdb", captured=False), _file(folder / "seen.ftdb", captured=True)
    floor, took = (_cpu(lambda f=f: _insert(f, values)) for f in (bare, seen))  # type: ignore[misc]
    sizes = [_size(f) for f in (bare, seen)]
    audited = _cpu(lambda: audit.run(seen))
    ids = [row for (row,) in seen.execute("SELECT _id FROM wide LIMIT 10000")]
    folded = _cpu(lambda: [fold(log.of_row(seen, row)) for row in ids])
    bare.close()
    seen.close()
    return [
        (f"insert {ROWS:,} rows, rows/s CPU", f"{ROWS / took:,.0f}", f"{ROWS / floor:,.0f}", f"{took / floor:.2f}", ""),
        ("storage, bytes a row", f"{sizes[1] / ROWS:,.0f}", f"{sizes[0] / ROWS:,.0f}", f"{sizes[1] / sizes[0]:.2f}",
         "≤ 2.3"),
        (f"full capture audit, rows/s CPU (of {ROWS:,})", f"{ROWS / audited:,.0f}", "", "", ""),
        ("fold, rows/s CPU", f"{len(ids) / folded:,.0f}", "", "", ""),
    ]


def saves(folder: Path) -> list[Line]:
    """One row saved (inserted, then four fields changed) in a write of its own, as the program saves a record."""
    made = {}
    for name in ("bare", "seen"):
        file = _file(folder / f"save-{name}.ftdb", captured=name == "seen")
        _insert(file, [made_up(n) for n in range(20_000)])
        made[name] = file
    times: dict[str, list[float]] = {"bare": [], "seen": []}
    cpu = {"bare": 0.0, "seen": 0.0}
    for n in range(SAVES):
        for name, file in made.items():
            row = dict(zip([f"c{i}" for i in range(COLUMNS)], made_up(n)[1:], strict=True))
            start, begun = time.perf_counter(), time.process_time()
            row_id = file.insert("wide", row)
            file.update("wide", row_id, {f"c{i}": f"edit {n}" for i in range(0, 16, 4)})
            times[name].append((time.perf_counter() - start) / 2)
            cpu[name] += (time.process_time() - begun) / 2
    for file in made.values():
        file.close()
    seen, bare = (statistics.median(times[name]) * 1000 for name in ("seen", "bare"))
    return [
        ("one save, ms wall (median)", f"{seen:.3f}", f"{bare:.3f}", f"{seen / bare:.2f}", "≤ 3, < 1 ms"),
        ("one save, ms CPU (mean)", f"{cpu['seen'] / SAVES * 1000:.3f}", f"{cpu['bare'] / SAVES * 1000:.3f}",
         f"{cpu['seen'] / cpu['bare']:.2f}", "≤ 3"),
    ]


def keystrokes(folder: Path, people: int) -> list[Line]:
    """Every prefix that is typed on the way to a name or number: the first 50 people, with their names read."""
    file = DataFile.create(folder / "people.ftdb", "sawah hijau 7", role="province")
    chance = random.Random(7)
    with file.write():
        file.before_commit.remove(search.index_some)
        file.raw.executemany(
            "INSERT INTO participant (_id, kode, nama, nik, hp, usaha) VALUES (?, ?, ?, ?, ?, ?)",
            (_person(n, chance) for n in range(people)))
    indexed = _cpu(lambda: search.refresh(file))
    samples = [_person(chance.randrange(people), chance) for _ in range(150)]
    letters = [_typed(nama) for _, _, nama, _, _, _ in samples]
    digits = [_typed(number) for _, _, _, nik, hp, _ in samples for number in (nik, hp)]
    codes = [_typed(kode) for _, kode, *_ in samples[:40]]
    lines = [(f"index {people:,} people, rows/s CPU", f"{people / indexed:,.0f}", "", "", "")]
    floor = _p99([lambda: file.execute("SELECT nama FROM participant WHERE nama LIKE ? LIMIT 50 OFFSET 0",
                                       ("%zzgin%",)).fetchall()] * 3)
    for name, words in (("letters", letters), ("digits", digits), ("codes", codes)):
        took = _p99([lambda text=text: _first_page(file, text) for some in words for text in some])  # type: ignore[misc]
        lines.append((f"keystroke among {people:,}, {name}, p99 ms", f"{took:.2f}", f"LIKE {floor:.0f}",
                      f"{took / floor:.3f}", "< 20"))
    file.close()
    return lines


def made_up(n: int) -> tuple[object, ...]:
    """A row id and COLUMNS values like those of the profile form: names, an address, numbers, dates, codes, blanks."""
    chance = random.Random(n)

    def figures(length: int) -> str:
        return str(chance.randrange(10**(length - 1), 10**length))

    texts = [" ".join("".join(chance.choices(string.ascii_lowercase, k=chance.randint(3, 9))) for _ in range(words))
             for words in (2, 3, 2, 6, 2, 3, 8)]
    numbers = [figures(length) for length in (16, 16, 12, 13, 10, 5, 6, 7, 8, 8, 9, 7, 3, 2)]
    dates = [f"20{chance.randrange(10, 27)}-0{chance.randrange(1, 10)}-1{chance.randrange(10)}" for _ in range(3)]
    codes = [chance.choice(("ya", "tidak", "kuliner", "offline online", "3", "sma")) for _ in range(11)]
    known = (*texts, *numbers, *dates, *codes)
    return (f"019{n:09x}-7000-8000-{n:012x}"[:36], *known, *[None] * (COLUMNS - len(known)))


def _file(path: Path, *, captured: bool) -> DataFile:
    file = DataFile.create(path, "sawah hijau 7", role="officer")
    columns = ", ".join(f"c{i} TEXT" for i in range(COLUMNS))
    with capture.schema_change(file):
        file.execute(f"CREATE TABLE wide (_id TEXT NOT NULL PRIMARY KEY, {columns}) STRICT")
        if captured:
            capture.install(file, "wide")
    file.execute("INSERT INTO _dev (dev, device_id, officer_id) VALUES (1, ?, ?)", (new_id(), officer := new_id()))
    file.sign_as(1, officer)  # as on a laptop that was assigned to somebody
    return file


def _insert(file: DataFile, rows: list[tuple[object, ...]]) -> None:
    with file.write():
        file.raw.executemany(f"INSERT INTO wide VALUES ({', '.join('?' * (COLUMNS + 1))})", rows)


def _size(file: DataFile) -> int:
    return int(file.value("PRAGMA page_count")) * int(file.value("PRAGMA page_size"))


def _person(n: int, chance: random.Random) -> tuple[str, str, str, str, str, str]:
    own = random.Random(n)
    nama = " ".join(part for part in (own.choice(GIVEN), own.choice(GIVEN), own.choice(CLANS)) if part)
    nama += " " + "".join(own.choices(string.ascii_lowercase, k=own.randint(3, 8)))  # a million need rare names too
    return (f"019{n:09x}-7000-8000-{n:012x}"[:36], f"FTD-{n:07}", nama, f"12{own.randrange(10**14):014}",
            f"08{own.randrange(10**9, 10**10)}", f"{own.choice(GOODS)} {own.choice(GIVEN)}")


def _typed(text: str) -> list[str]:
    return [text[:n] for n in range(1, min(len(text), 18) + 1)]


def _first_page(file: DataFile, text: str) -> list[object]:
    sql, params = search.condition(text, 50)
    return list(file.execute(f"SELECT nama, usaha, kode FROM participant WHERE _id IN ({sql})", params).fetchall())


def _p99(works: list[Callable[[], object]]) -> float:
    """The 99th percentile of the wall time of many small pieces of work, in ms."""
    times = []
    for work in works:
        start = time.perf_counter()
        work()
        times.append((time.perf_counter() - start) * 1000)
    return sorted(times)[min(len(times) - 1, int(len(times) * 0.99))]


def _cpu(work: Callable[[], object]) -> float:
    start = time.process_time()
    work()
    return time.process_time() - start


if __name__ == "__main__":
    main()
