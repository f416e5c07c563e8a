"""How fast the results of 100,000 participants in three rounds are read and worked out of an encrypted file.

    python -m benchmarks.evaluation [PARTICIPANTS]

Cold: the file was just opened and nothing of it is known yet (the disk has it in its cache). The floor is SQLite giving
over the same columns as Python rows; the peer, where pandas is installed, the same four cards and the map by pandas.
The report and the memory are those of one process. Seconds are processor time.
"""

from __future__ import annotations

import multiprocessing
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

PASSPHRASE = "kata sandi rekaan"
FLOOR = ("SELECT _participant, tahap, omzet_bulan, laba_bulan, status_usaha, bulan_acuan, banding FROM ftd_survei"
         " WHERE tahap IN ('baseline', 'endline')")
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


def make(path: Path, people: int) -> None:
    with DataFile.create(path, PASSPHRASE, role="province") as file:
        fill(file, people)


def main() -> None:
    people = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    with TemporaryDirectory() as folder:
        path = Path(folder) / "a.ftdb"
        maker = multiprocessing.get_context("spawn").Process(target=make, args=(path, people))
        maker.start()  # in a process of its own, so that the memory told is that of reading and working out
        maker.join()
        with DataFile.open(path, PASSPHRASE) as file:
            size = path.stat().st_size / 2**20
            print(f"{people:,} participants, {len(ROUNDS)} rounds, file {size:,.0f} MB, process {megabytes():,.0f} MB")
            measure(file, Path(folder))


def measure(file: DataFile, folder: Path) -> None:
    reader, asked = Reader(file), dashboard.Asked(None, "baseline", "endline")
    first, part = timed(lambda: dashboard.first_part(reader, asked))
    shown, peak = list(dashboard.cards(part, "omzet_bulan")), megabytes()
    floor, _ = timed(lambda: file.execute(FLOOR).fetchall())
    say("floor: seven columns of two rounds as rows", floor, floor)
    say(f"dashboard cold: four cards, spread and map (peak {peak:,.0f} MB)", first, floor)
    rest, board = timed(lambda: dashboard.read(reader, asked, part))
    say("dashboard cold: all outcomes and profit after them", rest, floor)
    again, board = timed(lambda: dashboard.read(reader, asked))
    say("dashboard warm: all of it again, nothing changed", again, floor)
    women, _ = timed(lambda: dashboard.read(reader, replace(asked, group=("jk", "P"))))
    say("dashboard warm: narrowed to a group", women, floor)
    setting = report.Setting("Kantor rekaan", date(2026, 11, 24), {}, board.regencies)
    printed, _ = timed(lambda: report.write(folder / "a.pdf", paired(file, None, "baseline", "endline"), setting))
    say("report as PDF, cold: read, worked out and laid out", printed, floor)
    for card in shown:
        print(f"    {card.title}: {card.value}")
    pandas_beside(file, floor)


def pandas_beside(file: DataFile, floor: float) -> None:
    """The same cards and map, as one would write them with pandas."""
    try:
        import pandas
    except ImportError:
        print("pandas is not installed here: no peer")
        return

    def frame(sql: str) -> Any:
        cursor = file.execute(sql)
        return pandas.DataFrame(cursor.fetchall(), columns=[d[0] for d in cursor.description])

    def work() -> Any:
        answers, people = frame(FLOOR), frame("SELECT _id, kab, jk FROM participant")
        first = answers[answers.tahap == "baseline"]
        pairs = first.merge(answers[answers.tahap == "endline"], on="_participant", how="left", suffixes=("", "_y"))
        closed = pairs.status_usaha_y.isin(["tutup", "henti"])
        both = pairs[pairs.omzet_bulan.notna() & pairs.omzet_bulan_y.notna() & ~closed]
        based = both[both.omzet_bulan > 0]
        change = 100 * (based.omzet_bulan_y / based.omzet_bulan - 1)
        ratio = 100 * (both.omzet_bulan_y.sum() / both.omzet_bulan.sum() - 1)
        return (change.median(), ratio, change.mean(), len(both), int(pairs.tahap_y.isna().sum()), int(closed.sum()),
                people.kab.value_counts())

    took, found = timed(work)
    say("pandas: the same cards and map, without intervals", took, floor)
    print(f"    {found[0]:.1f}  {found[1]:.1f}  {found[2]:.1f}  {found[3]:,} / {found[4]:,} / {found[5]:,}")


if __name__ == "__main__":
    main()
