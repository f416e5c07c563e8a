"""The fifteen made-up people of the demo, from ``resources/demo/peserta.csv``."""

from __future__ import annotations

import csv
from dataclasses import dataclass

from ftd_desktop import resources

#: What became of somebody: endline held, not found again, business closed.
FINISHED, LOST, CLOSED = "selesai", "hilang", "tutup"


@dataclass(frozen=True)
class Moment:
    """What a person would answer at one time. Money in rupiah a month; `digital` from 0 to 4."""

    profit: int
    sales: int
    workers: int
    digital: int
    documents: str


@dataclass(frozen=True)
class Person:
    """One made-up participant: who, what firm, before and after, and how many sessions were attended."""

    officer: str
    number: int
    facts: dict[str, str]
    before: Moment
    after: Moment | None
    sessions: int
    fate: str

    @property
    def name(self) -> str:
        """The full name."""
        return self.facts["nama"]

    @property
    def nik(self) -> str:
        """A number of the right form whose serial (99..) is not given out."""
        year, month, day = self.facts["tgl_lahir"].split("-")
        day_part = int(day) + (40 if self.facts["jk"] == "P" else 0)
        return f"{self.facts['kec'].replace('.', '')}{day_part:02d}{month}{year[2:]}{9900 + self.number}"


def people() -> list[Person]:
    """All of them, in the order of the file."""
    with resources.path("demo", "peserta.csv").open(encoding="utf-8", newline="") as file:
        return [_person(number, row) for number, row in enumerate(csv.DictReader(file), 1)]


def _person(number: int, row: dict[str, str]) -> Person:
    return Person(
        row["petugas"], number, row, _moment(row, "awal"), _moment(row, "akhir") if row["laba_akhir"] else None,
        int(row["hadir"]), row["nasib"],
    )


def _moment(row: dict[str, str], when: str) -> Moment:
    return Moment(
        int(row[f"laba_{when}"]), int(row[f"omzet_{when}"]), int(row[f"tk_{when}"]), int(row[f"digital_{when}"]),
        row[f"dok_{when}"],
    )
