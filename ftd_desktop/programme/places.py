"""Places of a cohort: how many there are, taken and free, in all and by regency."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from ftd_desktop.programme.cohorts import Member, cohort, members
from ftd_desktop.programme.regions import regencies, regency
from ftd_desktop.store.file import DataFile

TAKING = ("participant", "completed", "alumnus")


@dataclass(frozen=True)
class Places:
    """A line of the table; `places` None: no number was set. `waiting` have registered and hold no place yet."""

    code: str
    name: str
    places: int | None
    taken: int
    waiting: int

    @property
    def free(self) -> int | None:
        """Places left, below zero when more were given than there are."""
        return None if self.places is None else self.places - self.taken


def in_all(file: DataFile, cohort_id: str) -> Places:
    """The whole cohort; where only regencies have places, their sum."""
    of = cohort(file, cohort_id)
    taken, waiting = _counted(members(file, cohort_id))
    places = of.places if of.places is not None else sum(of.quotas.values()) or None
    return Places("", "", places, taken.total(), waiting.total())


def by_regency(file: DataFile, cohort_id: str) -> list[Places]:
    """Every regency of the province and whatever else members come from, by code."""
    of = cohort(file, cohort_id)
    taken, waiting = _counted(members(file, cohort_id))
    codes = sorted({*regencies(), *taken, *waiting, *of.quotas} - {""})
    return [Places(code, regency(code), of.quotas.get(code), taken[code], waiting[code]) for code in codes]


def _counted(who: list[Member]) -> tuple[Counter[str], Counter[str]]:
    """Regency code -> members who hold a place, and who wait for one."""
    return (Counter(one.regency for one in who if one.stage in TAKING),
            Counter(one.regency for one in who if one.stage == "registered"))
