"""Paired data: everyone with a first round, beside their answers of a later round."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Protocol

import numpy as np

from ftd_desktop.errors import UserError
from ftd_desktop.evaluation.columns import Columns, Flags
from ftd_desktop.i18n import tr

SURVEY = "ftd_survei"
CLOSED = ("tutup", "henti")
_SYSTEM = ("_id", "_participant", "tahap", "_status", "_updated")
_WHO = ("kab", "kec", "jk", "tgl_lahir", "_owner")
_PROFILE = ("sektor", "jenis_pelaku", "bentuk", "pendidikan", "tahun_mulai")


class Source(Protocol):
    """What is read here: ``store.file.DataFile`` or a stand-in with the same `rows`."""

    def rows(self, sql: str, params: Sequence[Any] = ...) -> list[dict[str, Any]]:
        """The result of a query, one dict a row."""


@dataclass(frozen=True)
class PairedData:
    """The people who have a record of round `before`, and their record of round `after` where there is one.

    `people[i]` (participant id), `first` (answers of `before`), `second` (of `after`; None throughout where it is
    absent), `who` (regency, sex, sector…) are aligned. `followed[i]` tells whether the second record exists.
    `first` and `second` also hold what `who` knows and the survey does not ask, so that formulas can read it.
    """

    before: str
    after: str
    people: tuple[str, ...]
    first: Columns
    second: Columns
    followed: Flags
    who: Columns
    members: int = 0
    only_after: tuple[str, ...] = ()
    drafts: int = 0
    repeated: int = 0
    cohort: str = ""

    @property
    def closed(self) -> Flags:
        """Surveyed in the later round, and the firm is closed or paused."""
        return self.followed & self.second.among("status_usaha", *CLOSED)

    @property
    def lost(self) -> Flags:
        """No record in the later round."""
        return ~self.followed

    def ids(self, which: Flags) -> list[str]:
        """The participants marked in `which`."""
        return [self.people[i] for i in np.flatnonzero(which)]

    def where(self, which: Flags) -> PairedData:
        """The same data for the people marked in `which` (a subgroup); counts of all members do not carry over."""
        keep = np.flatnonzero(which)
        return replace(
            self, people=tuple(self.people[i] for i in keep), first=self.first.take(keep),
            second=self.second.take(keep), followed=self.followed[keep], who=self.who.take(keep),
            members=len(keep), only_after=(), drafts=0, repeated=0,
        )


def paired(file: Source, cohort_id: str | None, before: str, after: str) -> PairedData:
    """Read `file`: the finished records of rounds `before` and `after`, of one cohort or (None) of all.

    Drafts are left out and counted; of several records of one person and round the latest counts. UserError when
    both rounds are the same or the survey form is not in the file yet.
    """
    if before == after:
        raise UserError("Putaran awal dan akhir sama. Pilih dua putaran yang berbeda.")
    columns = _columns_of(file, SURVEY)
    if not columns:
        raise UserError("Formulir survei hasil belum ada pada berkas ini. Pasang formulir survei lebih dulu.")
    wanted = [name for name in columns if not name.startswith("_")]
    names = ", ".join(f's."{name}"' for name in dict.fromkeys((*_SYSTEM, *wanted)))
    scope, params = _scope(cohort_id)
    records = file.rows(f'SELECT {names} FROM "{SURVEY}" s WHERE s.tahap IN (?, ?){scope}', (before, after, *params))
    data = pair(records, before, after, _who(file), columns)
    return replace(data, members=_members(file, cohort_id), cohort=_cohort_name(file, cohort_id))


def pair(
    records: Iterable[Mapping[str, Any]], before: str, after: str,
    who: Mapping[str, Mapping[str, Any]] | None = None, asked: Sequence[str] = (),
) -> PairedData:
    """Pair survey `records` (column -> value, with `_participant`, `tahap`, `_status`); pure.

    `who` gives the facts about a participant by id; `asked` are columns that exist even where no record has them.
    The people stand in the order of their ids.
    """
    finished, drafts, repeated = _latest(records)
    first = {person: row for (person, name), row in finished.items() if name == before}
    second = {person: row for (person, name), row in finished.items() if name == after}
    people = tuple(sorted(first))
    names = tuple(dict.fromkeys((*asked, *_column_names(finished.values()))))
    facts = who or {}
    about = _columns([facts.get(person) for person in people], _column_names(facts.values()))
    return PairedData(
        before=before, after=after, people=people,
        first=_columns([first[person] for person in people], names).with_more(about),
        second=_columns([second.get(person) for person in people], names).with_more(about),
        followed=np.array([person in second for person in people], dtype=np.bool_), who=about,
        members=len(set(first) | set(second)), only_after=tuple(sorted(set(second) - set(first))),
        drafts=drafts, repeated=repeated,
    )


def _latest(
    records: Iterable[Mapping[str, Any]],
) -> tuple[dict[tuple[str, str], Mapping[str, Any]], int, int]:
    """The last finished record of each person and round; the number of drafts, and of records passed over."""
    latest: dict[tuple[str, str], Mapping[str, Any]] = {}
    drafts = repeated = 0
    for row in records:
        if row.get("_status", "complete") not in ("complete", "verified"):
            drafts += 1
            continue
        key = (row["_participant"], row["tahap"])
        if key in latest:
            repeated += 1
            row = max(latest[key], row, key=_age)
        latest[key] = row
    return latest, drafts, repeated


def _age(row: Mapping[str, Any]) -> tuple[str, str, str]:
    return str(row.get("tgl_survei") or ""), str(row.get("_updated") or ""), str(row.get("_id") or "")


def _column_names(rows: Iterable[Mapping[str, Any]]) -> tuple[str, ...]:
    names: dict[str, None] = {}
    for row in rows:
        if row.keys() != names.keys():
            names.update(dict.fromkeys(row))
    return tuple(names)


def _columns(rows: Sequence[Mapping[str, Any] | None], names: Iterable[str]) -> Columns:
    return Columns(len(rows), {name: [row.get(name) if row else None for row in rows] for name in names})


def _columns_of(file: Source, table: str) -> list[str]:
    return [row["name"] for row in file.rows("SELECT name FROM pragma_table_info(?)", (table,))]


def _scope(cohort_id: str | None) -> tuple[str, tuple[str, ...]]:
    if cohort_id is None:
        return "", ()
    return " AND s._participant IN (SELECT participant_id FROM membership WHERE cohort_id = ?)", (cohort_id,)


def _who(file: Source) -> dict[str, dict[str, Any]]:
    """Regency, sex… of each participant, with what the profile says of the firm where that form is installed."""
    known = [name for name in _WHO if name in _columns_of(file, "participant")]
    profile = [name for name in _PROFILE if name in _columns_of(file, "ftd_profil")]
    names = ["p._id", *(f'p."{name}"' for name in known), *(f'f."{name}"' for name in profile)]
    join = " LEFT JOIN ftd_profil f ON f._id = p._id" if profile else ""
    return {row["_id"]: row for row in file.rows(f"SELECT {', '.join(names)} FROM participant p{join}")}


def _members(file: Source, cohort_id: str | None) -> int:
    if cohort_id is None:
        found = file.rows("SELECT count(*) AS n FROM participant")
    else:
        found = file.rows("SELECT count(DISTINCT participant_id) AS n FROM membership WHERE cohort_id = ?",
                          (cohort_id,))
    return int(found[0]["n"])


def _cohort_name(file: Source, cohort_id: str | None) -> str:
    if cohort_id is None:
        return tr("Semua angkatan")
    found = file.rows(
        "SELECT p.code, p.year, c.number FROM cohort c JOIN programme p ON p._id = c.programme_id WHERE c._id = ?",
        (cohort_id,),
    )
    if not found:
        raise UserError("Angkatan itu tidak ada pada berkas ini. Pilih angkatan lain.")
    return "{code} {year} · {word} {number}".format(word=tr("Angkatan"), **found[0])
