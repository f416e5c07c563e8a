"""What a merge costs beside its floor: raw UPSERTs of the same rows into the same encrypted file, in the same run.

A table of 41 columns (32 questions and the program's own) with 100,000 rows; a bundle of 10,000 new rows and 10,000
rows with four changed fields, made by the capture triggers. The floor writes the resulting full rows, in the order of
the bundle, into a bare copy of the table (same columns and indexes, no triggers, no log). Each repetition starts from a
fresh copy of the file and ends with its commit. CPU seconds of this process, medians. Also: the same bundle again, true
conflicts, export (cold: the first after opening; its floor: reading the rows alone), forty officers, and as a peer
PouchDB from npm, when node is there and NODE_PATH names the folder in which `npm i pouchdb` put it.
Usage: python benchmarks/merge.py [ROWS] [REPEATS].
"""

from __future__ import annotations

import json
import os
import random
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from ftd_desktop.forms.definition import Column, Form, Group, Table
from ftd_desktop.store import form_tables, keys
from ftd_desktop.store.changes import log
from ftd_desktop.store.file import DataFile
from ftd_desktop.store.ids import new_id
from ftd_desktop.sync import bundle, enrolment, envelope, inbox, machine, merge, office, package, union

PASSPHRASE = "ukur penggabungan"
FORM = "ukur"
COLUMNS = [*(f"teks{n}" for n in range(20)), *(f"angka{n}" for n in range(9)), *(f"desimal{n}" for n in range(3))]
TYPES = ["TEXT"] * 20 + ["INTEGER"] * 9 + ["REAL"] * 3
NEW, EDITED, CONFLICTS = 10_000, 10_000, 10_000
EDIT = ("teks3", "teks11", "angka2", "desimal1")
OFFICERS, DAY = 40, 300
MOST_OF_PEER = 100_000  # a million documents would take it half an hour
dice = random.Random(2022)


class NoMedia:
    def read(self, name: str) -> bytes:
        raise FileNotFoundError(name)


def form() -> Form:
    columns = tuple(Column(name, f"/data/{name}", kind) for name, kind in zip(COLUMNS, TYPES, strict=True))
    model: Any = None
    return Form(FORM, "1", "Ukur", ("",), "", Group("/data", "data"), {}, (Table(FORM, None, "/data", columns),), model)


def value(kind: str) -> Any:
    if kind == "INTEGER":
        return dice.randrange(10**7)
    return dice.random() * 100 if kind == "REAL" else f"jawaban {dice.randrange(10**6)}"


def row() -> dict[str, Any]:
    return {"_id": new_id(), "_participant": new_id(), "_status": "complete", "_form_version": "1", "_owner": "B1",
            "_created": "2022-08-03T09:00:00+07:00", "_updated": "2022-08-03T09:00:00+07:00", "_reasons": None,
            **{name: value(kind) for name, kind in zip(COLUMNS, TYPES, strict=True)}}


def many(file: DataFile, count: int, table: str = FORM) -> list[str]:
    rows = [row() for _ in range(count)]
    names = ", ".join(rows[0])
    marks = ", ".join("?" * len(rows[0]))
    with file.write():
        file.raw.executemany(f"INSERT INTO {table} ({names}) VALUES ({marks})", [tuple(r.values()) for r in rows])
    return [r["_id"] for r in rows]


def edit(file: DataFile, ids: list[str]) -> None:
    kinds = dict(zip(COLUMNS, TYPES, strict=True))
    with file.write():
        file.raw.executemany(f"UPDATE {FORM} SET {', '.join(f'{name} = ?' for name in EDIT)} WHERE _id = ?",
                             [(*(value(kinds[name]) for name in EDIT), one) for one in ids])


def copied(source: Path, target: Path) -> DataFile:
    for suffix in ("", ".key"):
        shutil.copyfile(source.with_name(source.name + suffix), target.with_name(target.name + suffix))
    return DataFile.open(target, PASSPHRASE)


def build(folder: Path, rows: int) -> Path:
    """The master with its rows, and a bare copy of the table beside them."""
    path = folder / "induk.ftdb"
    with DataFile.create(path, PASSPHRASE, role="province") as master:
        office.found(master, name="Kantor Ukur (rekaan)", admin_name="Contoh")
        form_tables.install(master, form(), "<form/>", NoMedia())
        for _ in range(0, rows, 20_000):
            many(master, min(rows, 20_000))
        sql = master.value("SELECT sql FROM sqlite_master WHERE name = ?", (FORM,))
        master.execute(sql.replace(f'"{FORM}"', "bare", 1))
        master.execute(f"INSERT INTO bare SELECT * FROM {FORM}")
        master.execute("CREATE INDEX bare_of ON bare (_participant)")
        master.execute("CREATE INDEX bare_drafts ON bare (_updated) WHERE _status = 'draft'")
        master.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    return path


def delta(folder: Path, source: Path) -> tuple[bytes, list[tuple[Any, ...]]]:
    """What an officer with the same rows did: (payload of a bundle, the resulting full rows)."""
    with copied(source, folder / "petugas.ftdb") as officer:
        before = log.last_lsn(officer)
        ids = [one for (one,) in officer.execute(f"SELECT _id FROM {FORM}")]
        touched = many(officer, NEW) + dice.sample(ids, EDITED)
        edit(officer, touched[NEW:])
        rows = [tuple(officer.execute(f"SELECT * FROM {FORM} WHERE _id = ?", (one,)).fetchone()) for one in touched]
        return package.pack(officer, log.since(officer, before)), rows


@contextmanager
def clock(times: list[float]) -> Iterator[None]:
    start = time.process_time()
    yield
    times.append(time.process_time() - start)


def raw_upsert(file: DataFile, rows: list[tuple[Any, ...]], names: list[str]) -> None:
    sets = ", ".join(f"{name} = excluded.{name}" for name in names[1:])
    with file.write():
        file.raw.executemany(f"INSERT INTO bare ({', '.join(names)}) VALUES ({', '.join('?' * len(names))}) "
                             f"ON CONFLICT (_id) DO UPDATE SET {sets}", rows)


def bring(file: DataFile, payload: bytes, *, always_fold: bool = False) -> union.Effect:
    changes = package.unpack(payload, "ukur")
    try:
        with file.write():
            return union.bring_in(file, changes, "petugas", always_fold=always_fold)
    finally:
        changes.close()


def measure(folder: Path, source: Path, repeats: int) -> dict[str, list[float]]:
    payload, rows = delta(folder, source)
    times: dict[str, list[float]] = {name: [] for name in ("floor", "merge", "again", "fold")}
    for _ in range(repeats):
        with copied(source, folder / "kali.ftdb") as file:
            names = [name for (name,) in file.execute("SELECT name FROM pragma_table_info('bare')")]
            with clock(times["floor"]):
                raw_upsert(file, rows, names)
        with copied(source, folder / "kali.ftdb") as file:
            with clock(times["merge"]):
                bring(file, payload)
            assert sorted(file.execute(f"SELECT * FROM {FORM}")) == sorted(
                {**{r[0]: r for r in file.execute("SELECT * FROM bare")}, **{r[0]: r for r in rows}}.values())
            with clock(times["again"]):
                bring(file, payload)
    with copied(source, folder / "kali.ftdb") as file, clock(times["fold"]):
        bring(file, payload, always_fold=True)
    return times


def conflicts(folder: Path, source: Path) -> float:
    """Seconds for changes that each meet a concurrent one."""
    with copied(source, folder / "satu.ftdb") as one, copied(source, folder / "dua.ftdb") as other:
        ids = [found for (found,) in one.execute(f"SELECT _id FROM {FORM} LIMIT ?", (CONFLICTS,))]
        before = log.last_lsn(one)
        edit(one, ids)
        edit(other, ids)
        payload = package.pack(other, log.since(other, before))
        times: list[float] = []
        with clock(times):
            effect = bring(one, payload)
        assert effect.conflicts >= CONFLICTS
        return times[0]


def export(folder: Path, repeats: int) -> dict[str, list[float]]:
    """Seconds for packing the officer's delta (before compression and encryption), cold and warm, and for its floor:
    reading the same rows into Python; whole: the file, with its chain, compressed, signed and encrypted.
    """
    times: dict[str, list[float]] = {name: [] for name in ("floor, cold", "cold", "floor", "warm", "whole")}
    for _ in range(repeats):
        for name, again in (("floor, cold", "floor"), ("cold", "warm")):
            with DataFile.open(folder / "petugas.ftdb", PASSPHRASE) as file:
                start = log.last_lsn(file) - NEW - EDITED
                for key in (name, again):
                    with clock(times[key]):
                        if again == "floor":
                            sum(1 for _ in log.since(file, start))
                        else:
                            package.pack(file, log.since(file, start))
    with DataFile.open(folder / "petugas.ftdb", PASSPHRASE) as file:
        start, own = log.last_lsn(file) - NEW - EDITED, machine.keys(file)
        with clock(times["whole"]):
            envelope.seal("bundle", {}, package.pack(file, log.since(file, start)), sender=own, to=own.public.box)
    return times


def peer(folder: Path, rows: int) -> dict[str, float] | str:
    """Documents a second that PouchDB merges, and that it writes when all is ready; or why it could not be asked."""
    node = shutil.which("node")
    if node is None or not any((Path(place) / "pouchdb").is_dir() for place in
                               os.environ.get("NODE_PATH", "").split(os.pathsep) if place):
        return "PouchDB not run: needs node, and NODE_PATH naming the folder with pouchdb (npm i pouchdb)"
    (folder / "pouch").mkdir()
    script = Path(__file__).with_name("pouch.js")
    ended = subprocess.run([node, str(script), str(folder / "pouch"), str(rows), str(NEW), str(EDITED)],
                           capture_output=True, text=True, check=False, timeout=900)
    if ended.returncode:
        return f"PouchDB failed: {ended.stderr.strip()[-200:]}"
    told = json.loads(ended.stdout)
    return {name: told["documents"] / told[name] for name in ("replication", "writing")}


def forty(folder: Path, source: Path) -> tuple[float, float, float]:
    """(preview seconds, merge seconds, KB a bundle) for forty officers with a day's work each."""
    with copied(source, folder / "induk40.ftdb") as master:
        paths = []
        for n in range(OFFICERS):
            made = enrolment.assign(master, name=f"Petugas {n}", code=f"P{n}", forms=[], seal=lambda data, code: data)
            with enrolment.accept(folder / f"p{n}.ftdb", made.data, made.code, PASSPHRASE,
                                  unseal=lambda data, code: data) as file:
                form_tables.install(file, form(), "<form/>", NoMedia())
                edit(file, many(file, DAY // 2))
                paths.append(bundle.write(file, folder).path)
        looked, merged = [], []
        with clock(looked):
            previews = inbox.inspect(master, paths)
        with clock(merged):
            assert merge.merge(master, previews).arrived == OFFICERS * DAY
        return looked[0], merged[0], statistics.mean(path.stat().st_size for path in paths) / 1024


def say(what: str, seconds: float, count: int, floor: float | None = None, must: str = "") -> None:
    ratio = "" if floor is None else f"{floor / seconds:5.2f}"
    print(f"{what:44} {seconds:8.3f} s {count / seconds:12,.0f}/s {ratio:>8} {must}")


def main() -> None:
    rows = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    repeats = int(sys.argv[2]) if len(sys.argv) > 2 else 5
    keys.ITERATIONS, keys.MEMORY_KIB = 1, 64
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        source = build(folder, rows)
        done = NEW + EDITED
        print(f"{rows:,} rows of {len(COLUMNS) + 9} columns, {NEW:,} new and {EDITED:,} edited, CPU seconds")
        print(f"{'':44} {'':>10} {'changes':>14} {'of floor':>8}")
        times = measure(folder, source, repeats)
        floor, merging = statistics.median(times["floor"]), statistics.median(times["merge"])
        say("floor: raw UPSERT of the rows", floor, done)
        say("merge", merging, done, floor, "must be >= 0.60")
        say("merge by the general fold alone", times["fold"][0], done, floor)
        say("the same bundle again", statistics.median(times["again"]), done, floor)
        say("true conflicts", conflicts(folder, source), CONFLICTS)
        exported = {name: statistics.median(some) for name, some in export(folder, repeats).items()}
        for name, seconds in exported.items():
            below = {"cold": "floor, cold", "warm": "floor"}.get(name, "")
            say(f"export, {name}", seconds, done, exported.get(below), "must be > 300,000/s" if below else "")
        found = peer(folder, min(rows, MOST_OF_PEER))
        if isinstance(found, str):
            print(found)
        else:
            for name, rate in found.items():
                must = ", must be >= 10" if name == "replication" else ""
                times_it = done / merging / rate
                print(f"{f'PouchDB, {name}':55}{rate:12,.0f}/s; the merge is {times_it:.1f} times that{must}")
        looked, merged, size = forty(folder, source)
        print(f"{OFFICERS} bundles of {DAY} changes: preview {looked:.2f} s, merge {merged:.2f} s, together "
              f"must be < 5; {size:.1f} KB each, must be < 40")


if __name__ == "__main__":
    main()
