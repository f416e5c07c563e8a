"""A made-up cohort of fifteen with an attendance form, six sessions held and one to come, in a real file."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta, timezone
from pathlib import Path

from ftd_desktop.programme import cohorts, sessions
from ftd_desktop.programme.interviews import Desk
from ftd_desktop.programme.library import FormLibrary
from ftd_desktop.programme.sessions import Plan
from ftd_desktop.store.file import DataFile
from tests.programme.world import make_file
from tests.ui.fakes import NAMES

WIB = timezone(timedelta(hours=7))
NOW = datetime(2022, 9, 20, 10, 0, tzinfo=WIB)
PEOPLE = 15


@dataclass(frozen=True)
class TrainingWorld:
    """Where the file lies, the key that opens it at once, the two cohorts, and the sessions by number."""

    path: Path
    key: bytes
    cohort: str
    other: str
    sessions: dict[int, str]


def make(folder: Path) -> TrainingWorld:
    """Build the file; about a second."""
    path = folder / "latihan.ftdb"
    with make_file(path) as file:
        first = cohorts.cohorts(file)[0]
        cohorts.change_cohort(file, first.id, "01", name="", starts=date(2022, 8, 1), ends=date(2022, 9, 30),
                              jp_total=48, min_share=0.8, needs_task=False, needs_endline=False, place="Medan",
                              places=20)
        other = cohorts.add_cohort(file, first.programme_id, "02", starts=date(2022, 7, 1), ends=date(2022, 9, 30),
                                   jp_total=48)
        for code, name in (("RINA", "Rina (contoh)"), ("TOGU", "Togu (contoh)")):
            file.insert("officer", {"code": code, "name": name, "role": "trainer", "active": 1})
        for place in range(PEOPLE):
            person(file, place, NAMES[place])
            cohorts.join(file, f"p{place}", first.id, since=date(2022, 8, 1))
        person(file, 90, "Orang Angkatan Lain")
        cohorts.join(file, "p90", other, since=date(2022, 8, 1))
        person(file, 91, "Orang Tanpa Angkatan")
        desk = Desk(file, FormLibrary(file), now=lambda: NOW)
        held = {n: sessions.save(desk, first.id, plan(n)) for n in range(1, 8)}
        key = file.data_key
    return TrainingWorld(path, key, first.id, other, held)


def plan(number: int) -> Plan:
    """Session `number`: a week after the one before; the seventh is still to come."""
    return Plan(number, date(2022, 8, 5) + timedelta(7 * (number - 1) + (30 if number == 7 else 0)), "konten",
                f"Materi {number}", 8.0, "luring", "08:00", "14:00", "Aula (contoh)", "Pelatih Karangan")


def person(file: DataFile, place: int, name: str) -> None:
    """A participant as the profile form would make one."""
    file.execute("INSERT INTO participant (_id, kode, nama, usaha, hp, kab) VALUES (?, ?, ?, ?, ?, '12.71')",
                 (f"p{place}", f"FTD-2022-01-01{place:03}", name, f"Usaha Contoh {place}", f"+62812000034{place:02}"))
