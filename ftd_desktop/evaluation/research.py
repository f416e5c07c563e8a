"""The research file: survey answers of people who agreed, made anonymous so that nobody is one of fewer than k."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from ftd_desktop.evaluation.research_answers import TOP, Allowed, ends, passed
from ftd_desktop.evaluation.zones import sector_group, zone

#: Nobody shares all quasi-identifiers with fewer people than this (counting himself).
K = 5
UNKNOWN = ""
#: What could be known of a person from elsewhere, from the coarsest thing to lose to the last.
QUASI = ("wilayah", "kelompok_umur", "jk", "bidang")
#: Which attribute is made coarser, and to which level, for the people who are still too few; in this order.
_MOVES = (("bidang", 1), ("kelompok_umur", 1), ("bidang", 2), ("wilayah", 1), ("kelompok_umur", 2), ("jk", 1))


@dataclass(frozen=True)
class Person:
    """The quasi-identifiers of one person, each as its levels from fine to coarse (the last is "")."""

    id: str
    levels: Mapping[str, tuple[str, ...]]
    at: Mapping[str, int]

    @property
    def key(self) -> tuple[str, ...]:
        """The values shown."""
        return tuple(self.levels[name][self.at[name]] for name in QUASI)


@dataclass(frozen=True)
class Research:
    """The anonymous file: `columns` and `rows`; how many people are in it, were left out for want of consent, and of
    how many each quasi-identifier had to be made coarser."""

    columns: tuple[str, ...]
    rows: tuple[tuple[Any, ...], ...]
    people: int
    without_consent: int
    coarser: Mapping[str, int]
    smallest: int


def anonymise(
    records: Sequence[Mapping[str, Any]], who: Mapping[str, Mapping[str, Any]], *, answers: Sequence[str],
    allowed: Allowed, day: date, salt: bytes, k: int = K,
) -> Research:
    """The research file of survey `records`.

    `who` gives by participant id: kab, tgl_lahir, jk, sektor and setuju_bagi ("ya" or the person is left out).
    `answers` are the questions that are passed on, as far as they are `allowed`. `salt` decides the order and the
    numbers of the people; throw it away and they cannot be traced back.
    """
    agreed = {person for person, facts in who.items() if facts.get("setuju_bagi") == "ya"}
    there = {str(record["_participant"]) for record in records}
    hidden = hide([_person(person, who[person], day) for person in sorted(there & agreed)], k)
    order = sorted(hidden, key=lambda person: hashlib.sha256(salt + person.encode()).digest())
    number = {person: f"R{place:06d}" for place, person in enumerate(order, 1)}
    kept = [(str(record["_participant"]), record) for record in records if str(record["_participant"]) in hidden]
    found = {name: ends(((person, record.get(name)) for person, record in kept), k,
                        TOP if name in allowed.money else 1.0)
             for name in sorted(allowed.money | allowed.numbers)}
    rows = [(number[person], record["tahap"], *hidden[person].key,
             *(passed(name, record.get(name), allowed, found) for name in answers)) for person, record in kept]
    rows.sort(key=lambda row: (row[0], row[1]))
    sizes = Counter(person.key for person in hidden.values())
    return Research(
        ("nomor", "tahap", *QUASI, *answers), tuple(rows), len(hidden), len(there - agreed),
        {name: sum(person.at[name] > 0 for person in hidden.values()) for name in QUASI},
        min(sizes.values(), default=0),
    )


def hide(people: Sequence[Person], k: int = K) -> dict[str, Person]:
    """The same people, made coarser until each shares all quasi-identifiers with k - 1 others; where that needs a
    whole further group to be made coarser it is. Fewer than k people in all are left out."""
    shown = {person.id: person for person in people}
    if len(shown) < k:
        return {}
    for name, level in _MOVES:
        for person in _too_few(shown, k):
            last = len(person.levels[name]) - 1
            shown[person.id] = replace(person, at={**person.at, name: max(person.at[name], min(level, last))})
    while _too_few(shown, k):
        sizes = Counter(person.key for person in shown.values())
        blank = (UNKNOWN,) * len(QUASI)
        smallest = min((key for key in sizes if key != blank), key=lambda key: (sizes[key], key))
        for person in list(shown.values()):
            if person.key == smallest:
                shown[person.id] = replace(person, at={name: len(person.levels[name]) - 1 for name in QUASI})
    return shown


def _too_few(shown: Mapping[str, Person], k: int) -> list[Person]:
    sizes = Counter(person.key for person in shown.values())
    return [person for person in shown.values() if sizes[person.key] < k]


def _person(person: str, facts: Mapping[str, Any], day: date) -> Person:
    years = age(facts.get("tgl_lahir"), day)
    levels = {
        "wilayah": _levels(zone(facts.get("kab"))), "kelompok_umur": _levels(band(years, 10), band(years, 20)),
        "jk": _levels(str(facts.get("jk") or "")),
        "bidang": _levels(str(facts.get("sektor") or ""), sector_group(facts.get("sektor"))),
    }
    return Person(person, levels, dict.fromkeys(QUASI, 0))


def _levels(*values: str) -> tuple[str, ...]:
    return (*values, UNKNOWN)


def age(born: Any, day: date) -> int | None:
    """Whole years from a birth date (ISO text) to `day`; None when it is not a date."""
    try:
        birth = date.fromisoformat(str(born))
    except ValueError:
        return None
    return day.year - birth.year - ((day.month, day.day) < (birth.month, birth.day))


def band(years: int | None, width: int) -> str:
    """``30-39`` for 34 and a width of ten; the ends are open (``<20``, ``60+``)."""
    if years is None:
        return UNKNOWN
    if years < 20:
        return "<20"
    if years >= 60:
        return "60+"
    low = 20 + (years - 20) // width * width
    return f"{low}-{low + width - 1}"
