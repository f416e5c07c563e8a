"""Arrived participants who may be registered already: the same NIK, or phone or birth date beside a similar name.

Compared with whom the master had before, by `programme.duplicates`, and with each other: two officers who register one
person on the same day send two files into the same drop.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from ftd_desktop.i18n import tr
from ftd_desktop.programme import duplicates
from ftd_desktop.programme.identity import digits
from ftd_desktop.store import names
from ftd_desktop.store.file import DataFile


@dataclass(frozen=True)
class Person:
    """A participant who arrived."""

    id: str
    name: str
    nik: str
    phone: str
    birth_date: str


@dataclass(frozen=True)
class Suspect:
    """An arrived participant and who it may be; `why` in words, `certain` when the NIK is the same."""

    participant_id: str
    name: str
    other_id: str
    other_name: str
    why: str
    certain: bool


def people(master: DataFile, rows: Iterable[str]) -> list[Person]:
    """The participants among the rows that came new, as they stand in the master now."""
    found = []
    for row in sorted(rows):
        one = master.row("SELECT nama, nik, hp, tgl_lahir FROM participant WHERE _id = ?", (row,))
        if one is not None:
            found.append(Person(row, one["nama"] or "", digits(one["nik"] or ""), names.phone_digits(one["hp"]),
                                one["tgl_lahir"] or ""))
    return found


def known_alike(master: DataFile, arrived: Iterable[Person]) -> Iterator[Suspect]:
    """Those who look like somebody the master has; call it when nothing of them is in the master yet."""
    for one in arrived:
        for other in duplicates.likely(master, name=one.name, nik=one.nik, phone=one.phone,
                                       birth_date=one.birth_date, except_id=one.id)[:1]:
            yield Suspect(one.id, one.name, other.participant_id, other.name, other.why, other.certain)


def among_each_other(arrived: Sequence[Person]) -> Iterator[Suspect]:
    """Those who look like somebody before them in the same drop."""
    before: dict[tuple[str, str], list[Person]] = defaultdict(list)
    for one in arrived:
        evidence = [("nik", one.nik if len(one.nik) == 16 else ""), ("hp", one.phone), ("lahir", one.birth_date)]
        keys = [key for key in evidence if key[1]]
        found = next((suspect for key in keys for other in before[key]
                      if other.id != one.id and (suspect := _alike(one, other, key[0]))), None)
        if found:
            yield found
        for key in keys:
            before[key].append(one)


def _alike(one: Person, other: Person, by: str) -> Suspect | None:
    why = tr("NIK sama")
    if by != "nik":
        if duplicates.alike(one.name, other.name) < duplicates.ALIKE:
            return None
        why = tr("nama mirip, nomor HP sama") if by == "hp" else tr("nama mirip, tanggal lahir sama")
    return Suspect(one.id, one.name, other.id, other.name, why, by == "nik")
