"""How fast the results of 100,000 participants in three rounds are read and worked out of an encrypted file.

    python -m benchmarks.evaluation [PARTICIPANTS]

The floor is SQLite handing over the same columns as Python rows, and, where pandas is installed, the same headline
figures by pandas. The report and the memory are those of one process.
Seconds are processor time.
"""

from __future__ import annotations

import random
import resource
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from ftd_desktop import resources
from ftd_desktop.evaluation import dashboard, report
from ftd_desktop.evaluation.data import paired
from ftd_desktop.evaluation.reading import Reader
from ftd_desktop.forms.media import MediaSource
from ftd_desktop.programme.library import add_workbook
from ftd_desktop.store.file import DataFile
from tests.evaluation.people import survey

ROUNDS = ("baseline", "endline", "tl6")


class Media:
    def read(self, name: str) -> bytes:
        return next(path.read_bytes() for path in resources.root().rglob(name))


def timed(work: Callable[[], Any]) -> tuple[float, Any]:
    """Seconds of this process's own processor time, which neighbours on the machine disturb least."""
    start = time.process_time()
    found = work()
    return time.process_time() - start, found


def megabytes() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def say(what: str, seconds: float, floor: float) -> None:
    print(f"{what:58}{seconds:8.2f} s{seconds / floor:8.1f}x  peak {megabytes():,.0f} MB")


def fill(file: DataFile, people: int) -> None:
    """Made-up people, a thousand of them repeated under other ids: what is in the answers does not matter here."""
    media: MediaSource = Media()
    add_workbook(file, resources.path("forms", "ftd_survei.xlsx"), media)
    records, who, names = survey(1000, lost=0.0, closed=0.02)
    by_person: dict[str, list[dict[str, Any]]] = {}
    for record in records:
        by_person.setdefault(record["_participant"], []).append(record)
    originals = list(by_person.values())
    columns = list(dict.fromkeys(name for record in records for name in record))
    marks = ", ".join("?" * len(columns))
    rng = random.Random(1)

    def rows() -> Any:
        for i in range(people):
            first, second = originals[rng.randrange(len(originals))][:2]
            for name, record in zip(ROUNDS, (first, second, second), strict=True):
                changed = {**record, "_id": f"{i:07d}{name}", "_participant": f"{i:07d}", "tahap": name}
                yield [changed.get(column) for column in columns]

    with file.write():
        file.execute("UPDATE _st SET applying = 1")  # the log is not what is measured
        file.raw.executemany(f"INSERT INTO ftd_survei ({', '.join(columns)}) VALUES ({marks})", rows())
        kinds = [who[person]["kab"] for person in names]
        file.raw.executemany("INSERT INTO participant (_id, nama, kab, jk) VALUES (?, ?, ?, ?)",
                             ((f"{i:07d}", f"Rekaan {i}", kinds[i % 1000], "LP"[i % 2]) for i in range(people)))
        file.execute("UPDATE _st SET applying = 0")


def main() -> None:
    people = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    with TemporaryDirectory() as folder:  # noqa: SIM117 - the file closes before its folder goes
        with DataFile.create(Path(folder) / "a.ftdb", "kata sandi rekaan", role="province") as file:
            fill(file, people)
            size = (Path(folder) / "a.ftdb").stat().st_size / 2**20
            before = megabytes()
            print(f"{people:,} participants, {len(ROUNDS)} rounds, file {size:,.0f} MB, process {before:,.0f} MB")
            columns = "omzet_bulan, laba_bulan, status_usaha, bulan_acuan, banding"
            sql = f"SELECT _participant, tahap, {columns} FROM ftd_survei WHERE tahap IN ('baseline', 'endline')"
            floor, _ = timed(lambda: file.execute(sql).fetchall())
            say("floor: seven columns of two rounds as rows", floor, floor)
            reader, asked = Reader(file), dashboard.Asked(None, "baseline", "endline")
            first, part = timed(lambda: dashboard.first_part(reader, asked))
            say("dashboard: figures, spread and map, from the file", first, floor)
            rest, board = timed(lambda: dashboard.read(reader, asked, part))
            say("dashboard: outcomes after them", rest, floor)
            again, board = timed(lambda: dashboard.read(reader, asked))
            say("dashboard: all of it again, nothing changed", again, floor)
            women, _ = timed(lambda: dashboard.read(reader, replace(asked, group=("jk", "P"))))
            say("dashboard: narrowed to a group", women, floor)
            setting = report.Setting("Kantor rekaan", date(2026, 11, 24), {}, board.regencies)
            printed, _ = timed(lambda: report.write(
                Path(folder) / "a.pdf", paired(reader, None, "baseline", "endline"), setting))
            say("whole report, reading what it needs besides", printed, floor)
            pandas_beside(file, floor)


def pandas_beside(file: DataFile, floor: float) -> None:
    try:
        import pandas
    except ImportError:
        print("pandas is not installed here: no peer")
        return

    def work() -> Any:
        sql = "SELECT _participant, tahap, omzet_bulan, laba_bulan, dok_punya, aplikasi FROM ftd_survei"
        cursor = file.execute(sql)
        frame = pandas.DataFrame(cursor.fetchall(), columns=[d[0] for d in cursor.description])
        pairs = frame[frame.tahap == "baseline"].merge(frame[frame.tahap == "endline"], on="_participant")
        change = 100 * (pairs.omzet_bulan_y / pairs.omzet_bulan_x - 1)
        return change.median(), change.mean(), pairs.omzet_bulan_y.sum() / pairs.omzet_bulan_x.sum()

    say("pandas: three figures of one question", timed(work)[0], floor)


if __name__ == "__main__":
    main()
