"""Reads rounds of the survey and facts about people out of a file, by column, and keeps them while nothing changes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache, cached_property
from itertools import repeat
from typing import Any, Protocol

import numpy as np

from ftd_desktop.errors import UserError
from ftd_desktop.evaluation.columns import Columns, Places
from ftd_desktop.evaluation.indicators import frame
from ftd_desktop.evaluation.scan import scan
from ftd_desktop.i18n import tr

SURVEY = "ftd_survei"
#: What the income line reads.
MONEY_LINE = ("omzet_bulan", "laba_bulan", "status_usaha", "bulan_acuan", "banding")
#: Every indicator table: what the report reads.
FRAMES = ("outcomes", "traits", "classes", "roadmap", "rpjmn")
_WHO = ("kab", "jk")
_PROFILE = ("sektor", "jenis_pelaku")
FINISHED = "s._status IN ('complete', 'verified')"


class Source(Protocol):
    """What is read here: ``store.file.DataFile`` or a stand-in."""

    def rows(self, sql: str, params: Sequence[Any] = ...) -> list[dict[str, Any]]:
        """The result of a query, one dict a row."""

    def execute(self, sql: str, params: Sequence[Any] = ...) -> Any:
        """The cursor of a query."""


@dataclass(frozen=True)
class Round:
    """One record for each of `people`, aligned with `columns`; `drafts` and `repeated` records were left out."""

    name: str
    people: tuple[str, ...]
    columns: Columns
    drafts: int = 0
    repeated: int = 0

    @cached_property
    def _place(self) -> dict[str, int]:
        return {person: place for place, person in enumerate(self.people)}

    def places(self, people: Sequence[str]) -> Places:
        """Where each of `people` stands; -1 for those who are not here."""
        return np.fromiter(map(self._place.get, people, repeat(-1)), dtype=np.int64, count=len(people))

    def with_more(self, other: Round) -> Round:
        """This round with the further columns of `other`, read of the same records."""
        if other.people != self.people:
            raise ValueError("not the same records")
        return replace(self, columns=self.columns.with_more(other.columns))


class Reader:
    """What has been read of one file. All is read again once something in the file has changed."""

    def __init__(self, file: Source) -> None:
        self.file = file
        self._kept: dict[tuple[str, str | None], tuple[Round, frozenset[str]]] = {}
        self._stamp: object = None

    def rounds(self, names: tuple[str, str], cohort_id: str | None, wanted: frozenset[str]) -> tuple[Round, Round]:
        """The finished records of two rounds, of one cohort or (None) of all, with at least the questions `wanted`.

        Only what is not yet known is read. UserError without the survey form.
        """
        self._forget_if_changed()
        lacking: dict[frozenset[str], list[str]] = {}
        for name in names:
            missing = wanted - self._known((name, cohort_id))
            if missing or (name, cohort_id) not in self._kept:
                lacking.setdefault(missing, []).append(name)
        for missing, those in lacking.items():
            for found in read_rounds(self.file, those, cohort_id, sorted(missing)):
                self._add((found.name, cohort_id), found, missing)
        first, second = (self._kept[name, cohort_id][0] for name in names)
        return first, second

    def _known(self, key: tuple[str, str | None]) -> frozenset[str]:
        return self._kept[key][1] if key in self._kept else frozenset()

    def _add(self, key: tuple[str, str | None], found: Round, wanted: frozenset[str]) -> None:
        known = self._known(key)
        kept = self._kept[key][0].with_more(found) if key in self._kept else found
        self._kept[key] = kept, known | wanted

    def people(self, cohort_id: str | None = None) -> Round:
        """The facts about everyone, or everyone of a cohort."""
        self._forget_if_changed()
        if ("", cohort_id) not in self._kept:
            self._kept["", cohort_id] = read_people(self.file, cohort_id), frozenset()
        return self._kept["", cohort_id][0]

    def _forget_if_changed(self) -> None:
        """Everything, on any change made through this file, logged or not."""
        stamp = self.file.rows("SELECT total_changes() AS n")[0]["n"]
        if stamp != self._stamp:
            self._kept.clear()
            self._stamp = stamp


def read_rounds(
    file: Source, rounds: Sequence[str], cohort_id: str | None, wanted: Iterable[str]
) -> list[Round]:
    """Read the finished records of `rounds` in one pass, with the questions `wanted`; each person once a round (of
    repeated records the latest)."""
    kinds = column_kinds(file, SURVEY)
    if not kinds:
        raise UserError("Formulir survei hasil belum ada pada berkas ini. Pasang formulir survei lebih dulu.")
    names = [column for column in wanted if column in kinds]
    scope, params = cohort_scope("s._participant", cohort_id)
    marks = ", ".join("?" * len(rounds))
    where = f"WHERE s.tahap IN ({marks}) AND {FINISHED} AND s._participant IS NOT NULL{scope}"
    found = _records(file, rounds, names, kinds, where, (*rounds, *params))
    repeated = [len(people) - len(set(people)) for people, _ in found]
    if any(repeated):
        found = _records(file, rounds, names, kinds, f"WHERE s._id IN ({_latest(kinds, where)})", (*rounds, *params))
    return [Round(name, *records, _drafts(file, name, scope, params), n)
            for name, records, n in zip(rounds, found, repeated, strict=True)]


def _drafts(file: Source, name: str, scope: str, params: Sequence[Any]) -> int:
    sql = f"SELECT count(*) AS n FROM {SURVEY} s WHERE s.tahap = ? AND s._status = 'draft'{scope}"
    return int(file.rows(sql, (name, *params))[0]["n"])


def _records(
    file: Source, rounds: Sequence[str], names: Sequence[str], kinds: Mapping[str, str], where: str,
    params: Sequence[Any],
) -> list[tuple[tuple[str, ...], Columns]]:
    """The people and columns of each round, in the order of the table: all taken in together, then parted."""
    columns = {"": ("s.tahap", "TEXT"), **{name: (f's."{name}"', kinds[name]) for name in names}}
    people, everything = scan(file, "s._participant", columns, f'FROM "{SURVEY}" s {where}', params, (SURVEY, "s"))
    found = []
    for name in rounds:
        places = np.flatnonzero(everything.among("", name)).astype(np.int64)
        found.append((tuple(map(people.__getitem__, places.tolist())), everything.take(places)))
    return found


def _latest(kinds: Mapping[str, str], where: str) -> str:
    """A query for the ids of the latest record of each person: by day of interview, then by the last write."""
    ages = [f"coalesce(s.{name}, '') DESC" for name in ("tgl_survei", "_updated") if name in kinds]
    order = ", ".join([*ages, "s._id DESC"])
    ages_first = f"row_number() OVER (PARTITION BY s.tahap, s._participant ORDER BY {order}) AS age"
    return f'SELECT _id FROM (SELECT s._id, {ages_first} FROM "{SURVEY}" s {where}) WHERE age = 1'


def read_people(file: Source, cohort_id: str | None = None) -> Round:
    """Read regency, sex… of each participant, with what the profile says of the firm where that form is installed."""
    about, profile = column_kinds(file, "participant"), column_kinds(file, "ftd_profil")
    names = [column for column in _WHO if column in about]
    more = [column for column in _PROFILE if column in profile]
    join = " LEFT JOIN ftd_profil f ON f._id = p._id" if more else ""
    scope, params = cohort_scope("p._id", cohort_id)
    columns = {name: (f'p."{name}"', "TEXT") for name in names} | {name: (f'f."{name}"', "TEXT") for name in more}
    return Round("", *scan(file, "p._id", columns, f"FROM participant p{join} WHERE 1{scope}", params,
                           ("participant", "p")))


def with_cohorts(file: Source, people: Round) -> Round:
    """`people` with the title of each one's latest cohort as the fact ``angkatan``."""
    titles = {row["id"]: f"{row['code']} {row['year']} · {row['number']}" for row in file.rows(
        "SELECT m.participant_id AS id, p.code, p.year, c.number, max(ifnull(m.since, '')) FROM membership m"
        " JOIN cohort c ON c._id = m.cohort_id JOIN programme p ON p._id = c.programme_id GROUP BY 1")}
    column = Columns.of(len(people.people), {"angkatan": [titles.get(person) for person in people.people]})
    return replace(people, columns=people.columns.with_more(column))


def column_kinds(file: Source, table: str) -> dict[str, str]:
    """The columns of a table and their SQL types; empty when there is no such table."""
    return {row["name"]: row["type"] for row in file.rows("SELECT name, type FROM pragma_table_info(?)", (table,))}


@cache
def questions(*frames: str) -> frozenset[str]:
    """The questions the income line reads, and those of the indicator tables named."""
    read = (indicator.formula.columns for table in frames for indicator in frame(table).indicators)
    return frozenset(MONEY_LINE).union(*read)


def cohort_name(file: Source, cohort_id: str) -> str:
    """``FTD 2022 · Angkatan 01``; UserError when there is no such cohort."""
    found = file.rows(
        "SELECT p.code, p.year, c.number FROM cohort c JOIN programme p ON p._id = c.programme_id WHERE c._id = ?",
        (cohort_id,),
    )
    if not found:
        raise UserError("Angkatan itu tidak ada pada berkas ini. Pilih angkatan lain.")
    return "{code} {year} · {word} {number}".format(word=tr("Angkatan"), **found[0])


def member_count(file: Source, cohort_id: str | None, everyone: Round) -> int:
    """How many belong to the cohort, or how many are in the file."""
    if cohort_id is None:
        return len(everyone.people)
    sql = "SELECT count(DISTINCT participant_id) AS n FROM membership WHERE cohort_id = ?"
    return int(file.rows(sql, (cohort_id,))[0]["n"])


def cohort_scope(person: str, cohort_id: str | None) -> tuple[str, tuple[str, ...]]:
    """A further SQL condition on the column `person`, with its parameters; nothing for all cohorts."""
    if cohort_id is None:
        return "", ()
    return f" AND {person} IN (SELECT participant_id FROM membership WHERE cohort_id = ?)", (cohort_id,)
