"""Paired data: everyone with a first round, beside their answers of a later round."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from ftd_desktop.errors import UserError
from ftd_desktop.evaluation.columns import Columns, Flags
from ftd_desktop.evaluation.reading import (
    FRAMES,
    Reader,
    Round,
    Source,
    cohort_name,
    member_count,
    questions,
    with_cohorts,
)
from ftd_desktop.i18n import tr

CLOSED = ("tutup", "henti")


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
        return [self.people[i] for i in np.flatnonzero(which).tolist()]

    def where(self, which: Flags) -> PairedData:
        """The same data for the people marked in `which` (a subgroup); counts of all members do not carry over."""
        keep = np.flatnonzero(which).astype(np.int64)
        return replace(
            self, people=tuple(self.ids(which)), first=self.first.take(keep), second=self.second.take(keep),
            followed=self.followed[keep], who=self.who.take(keep), members=len(keep), only_after=(), drafts=0,
            repeated=0,
        )


def paired(
    source: Source | Reader, cohort_id: str | None, before: str, after: str, frames: tuple[str, ...] = FRAMES
) -> PairedData:
    """The finished records of rounds `before` and `after`, of one cohort or (None) of all, with the questions that the
    income line and the indicator tables `frames` read.

    A `Reader` keeps what it has read for the next question. Drafts are left out and counted; of several records of
    one person and round the latest counts. UserError when both rounds are the same, the survey form is not in the
    file yet, or there is no such cohort.
    """
    if before == after:
        raise UserError("Putaran awal dan akhir sama. Pilih dua putaran yang berbeda.")
    reader = source if isinstance(source, Reader) else Reader(source)
    name = cohort_name(reader.file, cohort_id) if cohort_id else tr("Semua angkatan")
    rounds = reader.rounds((before, after), cohort_id, questions(*frames))
    who = reader.people(cohort_id)
    if cohort_id is None and frames == FRAMES:
        who = with_cohorts(reader.file, who)  # only the report compares cohorts
    return replace(join(*rounds, who), members=member_count(reader.file, cohort_id, who), cohort=name)


def pair(
    records: Iterable[Mapping[str, Any]], before: str, after: str, who: Mapping[str, Mapping[str, Any]] | None = None
) -> PairedData:
    """Pair survey `records` (column -> value, with `_participant`, `tahap`, `_status`); pure.

    `who` gives the facts about a participant by id.
    """
    rows = list(records)
    finished = [row for row in rows if row.get("_status", "complete") in ("complete", "verified")]
    first, second = (_latest(name, [row for row in finished if row["tahap"] == name]) for name in (before, after))
    facts = who or {}
    about = Round("", tuple(facts), _columns(list(facts.values())))
    return replace(join(first, second, about), drafts=len(rows) - len(finished))


def join(first: Round, second: Round, who: Round) -> PairedData:
    """Two rounds and the facts about people, aligned over everyone in `first`, in the order of their ids."""
    people = tuple(sorted(first.people))
    later, about = second.places(people), who.columns.take(who.places(people))
    only_after = np.flatnonzero(first.places(second.people) < 0).tolist()
    return PairedData(
        before=first.name, after=second.name, people=people,
        first=first.columns.take(first.places(people)).meant().with_more(about),
        second=second.columns.take(later).meant().with_more(about), followed=later >= 0, who=about,
        members=len(people) + len(only_after), only_after=tuple(sorted(second.people[i] for i in only_after)),
        drafts=first.drafts + second.drafts, repeated=first.repeated + second.repeated,
    )


def _latest(name: str, rows: Sequence[Mapping[str, Any]]) -> Round:
    """The last record of each person."""
    latest: dict[str, Mapping[str, Any]] = {}
    for row in sorted(rows, key=_age):
        latest[row["_participant"]] = row
    return Round(name, tuple(latest), _columns(list(latest.values())), repeated=len(rows) - len(latest))


def _age(row: Mapping[str, Any]) -> tuple[str, str, str]:
    return str(row.get("tgl_survei") or ""), str(row.get("_updated") or ""), str(row.get("_id") or "")


def _columns(rows: Sequence[Mapping[str, Any]]) -> Columns:
    names = dict.fromkeys(name for row in rows for name in row)
    return Columns.of(len(rows), {name: [row.get(name) for row in rows] for name in names})
