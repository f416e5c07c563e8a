"""What the report page shows: four figures that explain themselves, the people behind each, and where they are."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property

import numpy as np

from ftd_desktop.evaluation import claims, income
from ftd_desktop.evaluation.change import Estimate, pullers
from ftd_desktop.evaluation.charts.scale import short_money
from ftd_desktop.evaluation.claims import signed
from ftd_desktop.evaluation.data import PairedData, paired
from ftd_desktop.evaluation.income import IncomeLine
from ftd_desktop.evaluation.outcomes import Outcome, table
from ftd_desktop.evaluation.reading import Reader, Round, Source
from ftd_desktop.evaluation.subgroups import kind_label
from ftd_desktop.i18n import tr
from ftd_desktop.programme import rounds
from ftd_desktop.wording import NONE, number, percent

#: Up to this many people are named in charts and lists.
NAMED = 60
#: Facts by which the figures can be narrowed.
GROUPED = ("jk", "sektor", "kab")


@dataclass(frozen=True)
class Card:
    """One figure: what it is, the figure, a sentence about it, whether it needs care, the participants behind it."""

    title: str
    value: str
    note: str
    careful: bool
    people: tuple[str, ...]


@dataclass(frozen=True)
class Dashboard:
    """The figures of one choice of people and rounds. `members` gives the regency code of each participant by id.

    `outcomes` is None in the first part, which is there long before the tables of a large file.
    """

    data: PairedData
    outcomes: tuple[Outcome, ...] | None
    members: Mapping[str, str]
    names: Mapping[str, str]
    groups: tuple[tuple[str, str, int], ...] = ()
    known: dict[str, IncomeLine] = field(default_factory=dict)

    def line(self, column: str) -> IncomeLine:
        """The change of sales or profit, worked out once."""
        if column not in self.known:
            self.known[column] = income.line(self.data, column)
        return self.known[column]

    @cached_property
    def regencies(self) -> Counter[str]:
        """Participants by regency code, counted once: the page asks for it again for each of the 33."""
        return Counter(code for code in self.members.values() if code)

    def living_in(self, code: str) -> list[str]:
        """The participants of a regency."""
        return [person for person, where in self.members.items() if where == code]


@dataclass(frozen=True)
class Asked:
    """What the figures are of: a cohort (None: all), two rounds, and a group such as ("jk", "P") (None: everyone)."""

    cohort_id: str | None
    before: str
    after: str
    group: tuple[str, str] | None = None

    def read(self, reader: Reader, frames: tuple[str, ...]) -> PairedData:
        """The paired data asked for, with what the indicator tables `frames` read."""
        data = paired(reader, self.cohort_id, self.before, self.after, frames)
        if self.group is None:
            return data
        by, key = self.group
        words = f"{data.cohort} · {kind_label(by, key)}"
        return replace(data.where(data.who.among(by, key)), cohort=words)


def groups(people: Round) -> list[tuple[str, str, int]]:
    """The groups figures can be narrowed to, (fact, kind, people), by fact and then the largest first."""
    everyone = np.ones(len(people.people), dtype=np.bool_)
    found = []
    for by in GROUPED:
        counts = people.columns.counts(by, everyone)
        found += [(by, key, n) for key, n in sorted(counts.items(), key=lambda item: (-item[1], item[0])) if key]
    return found


def regencies(people: Round) -> dict[str, int]:
    """Participants by regency code, those without one left out."""
    found = people.columns.counts("kab", np.ones(len(people.people), dtype=np.bool_))
    return {code: n for code, n in found.items() if code}


def first_part(source: Source | Reader, asked: Asked) -> Dashboard:
    """The income lines and where the people are; errors as `data.paired`. A Reader keeps what it has read."""
    reader = source if isinstance(source, Reader) else Reader(source)
    data = asked.read(reader, frames=())
    people = reader.people(asked.cohort_id)
    members = {person: code or "" for person, code in zip(people.people, people.columns.raw("kab"), strict=True)}
    board = Dashboard(data, None, members, _names(reader.file, data), tuple(groups(people)))
    board.line(income.SALES)
    return board


def read(source: Source | Reader, asked: Asked, first: Dashboard | None = None) -> Dashboard:
    """The same with the outcomes and the change of profit; `first`, where it is known, is not worked out again."""
    reader = source if isinstance(source, Reader) else Reader(source)
    board = first or first_part(reader, asked)
    data = asked.read(reader, frames=("outcomes", "classes"))
    board.line(income.PROFIT)
    return replace(board, data=data, outcomes=tuple(table(data)))


def rounds_there(file: Source) -> list[str]:
    """The rounds that have finished records, in their order; the first two of the order when there are none."""
    installed = file.rows("SELECT name FROM sqlite_master WHERE type = 'table' AND name = 'ftd_survei'")
    found = file.rows("SELECT DISTINCT tahap FROM ftd_survei WHERE _status <> 'draft'") if installed else []
    there = {row["tahap"] for row in found} | {rounds.BASELINE, rounds.ENDLINE}
    return [name for name in rounds.ORDER if name in there]


def _names(file: Source, data: PairedData) -> dict[str, str]:
    if len(data.people) > NAMED:
        return {}
    marks = ", ".join("?" * len(data.people))
    found = file.rows(f"SELECT _id, nama FROM participant WHERE _id IN ({marks})", data.people)
    return {row["_id"]: row["nama"] or row["_id"] for row in found}


def cards(board: Dashboard, column: str) -> list[Card]:
    """The four figures of a money question: median, ratio of totals, mean with its care, who is counted."""
    line = board.line(column)
    return [_median_card(line), _ratio_card(line), _mean_card(line), _who_card(board.data, line)]


def _median_card(line: IncomeLine) -> Card:
    title = tr("Median perubahan {what}").format(what=line.label.lower())
    if line.change is None:
        return Card(title, NONE, claims.nothing(line), False, ())
    median = line.change.median
    fell = median.value < 0
    words = tr("Separuh usaha turun {value} atau lebih.") if fell else tr("Separuh usaha naik {value} atau lebih.")
    note = words.format(value=percent(abs(median.value)))
    return Card(title, signed(median.value), f"{note} {interval_words(median)}".strip(), False, line.people)


def interval_words(of: Estimate) -> str:
    """``Selang 95%: +18% sampai +28%.``; "" where there is none."""
    if not of.interval:
        return ""
    return tr("Selang 95%: {low} sampai {high}.").format(low=signed(of.interval.low), high=signed(of.interval.high))


def _ratio_card(line: IncomeLine) -> Card:
    if line.change is None:
        return Card(tr("Rasio jumlah"), NONE, "", False, ())
    note = tr("{after} dari {before} per bulan.").format(
        after=short_money(line.change.total_after), before=short_money(line.change.total_before))
    ratio = line.change.ratio
    return Card(tr("Rasio jumlah"), signed(ratio.value), f"{note} {interval_words(ratio)}".strip(), False, line.people)


def _mean_card(line: IncomeLine) -> Card:
    if line.change is None:
        return Card(tr("Rata-rata"), NONE, "", False, ())
    change = line.change
    if claims.drawn(change):
        pulling, without = pullers(line)
        note = tr("Tanpa {n} usaha teratas: {mean}. Jangan dikutip sendiri.").format(
            n=number(len(pulling)), mean=signed(without))
        return Card(tr("Rata-rata"), signed(change.mean.value), note, True, pulling)
    note = tr("Dari {n} usaha dengan nilai awal di atas nol. Sebut median lebih dulu.").format(
        n=number(change.n - change.without_base))
    return Card(tr("Rata-rata"), signed(change.mean.value), note, True, line.people)


def _who_card(data: PairedData, line: IncomeLine) -> Card:
    value = f"{number(line.n)} / {number(line.lost)} / {number(line.closed)}"
    note = tr("Dari {n} peserta awal. Yang hilang tidak dihitung naik.").format(n=number(line.started))
    return Card(tr("Berpasangan / hilang / tutup"), value, note, False, tuple(data.ids(data.lost | data.closed)))
