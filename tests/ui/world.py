"""A small real data file: the shipped forms, one cohort, made-up people of the demo, two rounds and a draft."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from ftd_desktop import resources
from ftd_desktop.cli.demo import answers
from ftd_desktop.cli.demo.people import people
from ftd_desktop.cli.demo.world import Clock, key_in
from ftd_desktop.programme import cohorts
from ftd_desktop.programme.interviews import Desk
from ftd_desktop.programme.library import FormLibrary, add_workbook
from ftd_desktop.store.file import DataFile

PASSPHRASE = "contoh-demo-ftd"
ROLE = {
    "officer_id": "o1",
    "officer_code": "P01",
    "officer_name": "Rina br. Simanjuntak (contoh)",
    "device_id": "d1",
    "role": "officer",
    "device_number": 1,
    "scope": "Medan",
}


@dataclass(frozen=True)
class World:
    """Where the file lies, who is in it (ids by the order of the demo's list), and the key that opens it at once."""

    path: Path
    ids: tuple[str, ...]
    draft: str
    key: bytes


class Media:
    """The media of the shipped forms."""

    def read(self, name: str) -> bytes:
        for folder in ("lists", "regions", "forms"):
            path = resources.root() / folder / name
            if path.exists():
                return path.read_bytes()
        raise FileNotFoundError(name)


def make(folder: Path, count: int = 4) -> World:
    """Build the file; about a second."""
    path = folder / "contoh.ftdb"
    clock = Clock()
    with DataFile.create(path, PASSPHRASE, role="officer") as file:
        for name in ("ftd_profil", "ftd_survei"):
            add_workbook(file, resources.path("forms", f"{name}.xlsx"), Media())
        programme = cohorts.add_programme(file, "FTD", "Fast Track Digitalisasi", 2022)
        cohorts.add_cohort(file, programme, "01", starts=date(2022, 8, 1), ends=date(2022, 10, 1), jp_total=40)
        file.set_setting("identity", ROLE)
        desk = Desk(file, FormLibrary(file), now=clock)
        ids = tuple(_person(desk, clock, number) for number in range(count))
        clock.set(date(2022, 12, 28))
        draft = desk.start("ftd_survei", ids[0], "tl3")
        given = answers.survey(people()[0], "endline", date(2022, 12, 28))
        for ref in draft.interview.refs():
            if (name := ref.rsplit("/", 1)[1]) in ("cara", "status_usaha"):
                draft.answer(ref, given[name])
        draft.write(draft.pending())
        draft.leave()
        key = file.data_key
    return World(path, ids, draft.record_id, key)


def _person(desk: Desk, clock: Clock, number: int) -> str:
    person = people()[number]
    clock.set(date(2022, 8, 3))
    profile = desk.start("ftd_profil")
    key_in(profile, answers.profile(person))
    for name, day in (("baseline", date(2022, 8, 4)), ("endline", date(2022, 10, 5))):
        clock.set(day)
        if name == "baseline" or person.after is not None:
            key_in(desk.start("ftd_survei", profile.record_id, name), answers.survey(person, name, day))
    return profile.record_id
