"""What the report page shows and saves, read and worked out on the file's thread."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ftd_desktop.evaluation import claim_judge, claim_reading, claims, dashboard, outcomes, quality_board, tables
from ftd_desktop.evaluation.charts import Chart
from ftd_desktop.evaluation.charts.histogram import histogram
from ftd_desktop.evaluation.charts.matrix import matrix
from ftd_desktop.evaluation.charts.slope import dots
from ftd_desktop.evaluation.charts.tiles import TILES, tiles
from ftd_desktop.evaluation.classes import movers, transition
from ftd_desktop.evaluation.dashboard import Asked, Dashboard, cards
from ftd_desktop.evaluation.income import LISTED, IncomeLine
from ftd_desktop.evaluation.indicators import Indicator, frame
from ftd_desktop.evaluation.reading import Reader
from ftd_desktop.evaluation.subgroups import kind_label
from ftd_desktop.i18n import tr
from ftd_desktop.programme import cohorts, rounds
from ftd_desktop.programme.regions import regency
from ftd_desktop.wording import number

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ftd_desktop.ui.context import Context

__all__ = ["Asked", "cards", "regency", "tiles"]


@dataclass(frozen=True)
class Choices:
    """What can be chosen: (words, cohort id or None) and (words, (first round, later round))."""

    cohorts: tuple[tuple[str, str | None], ...]
    pairs: tuple[tuple[str, tuple[str, str]], ...]


@dataclass(frozen=True)
class OutcomeRow:
    """One line of the outcomes table."""

    indicator: Indicator
    cells: tuple[str, ...]


@dataclass(frozen=True)
class OfficerRow:
    """One line of the quality board: the officer's code ("" where none is given), words and figures."""

    officer: str
    cells: tuple[str, ...]


def choices(context: Context) -> Choices:
    """The cohorts, the newest first after "all", and the pairs of rounds that have records."""
    file = context.opened
    found = [(tr("Semua angkatan"), None), *((cohort.title, cohort.id) for cohort in cohorts.cohorts(file))]
    there = dashboard.rounds_there(file)
    pairs = [(rounds.BASELINE, later) for later in there if later != rounds.BASELINE]
    words = tr("{before} ke {after}")
    return Choices(tuple(found), tuple(
        (words.format(before=round_words(a), after=round_words(b).lower()), (a, b)) for a, b in pairs))


def round_words(name: str) -> str:
    """A round in one or two words, for narrow headings."""
    words = re.sub(rf"\s*\b{tr('Survei')}\b\s*", "", rounds.label(name), flags=re.IGNORECASE)
    return words[:1].upper() + words[1:]


@dataclass(frozen=True)
class Question:
    """What is asked, and the reader that keeps what it has read of the file."""

    reader: Reader
    asked: Asked


def reader(context: Context) -> Reader:
    """A reader of the open file."""
    return Reader(context.opened)


def first_part(question: Question) -> Dashboard:
    """The income lines and the map: there long before the outcomes of a large file."""
    return dashboard.first_part(question.reader, question.asked)


def board(question: Question, first: Dashboard) -> Dashboard:
    """All figures."""
    return dashboard.read(question.reader, question.asked, first)


def group_choices(of: Dashboard) -> list[tuple[str, tuple[str, str] | None]]:
    """What the figures can be narrowed to, in words with the number of people."""
    found: list[tuple[str, tuple[str, str] | None]] = [(tr("Semua peserta"), None)]
    found += [(f"{kind_label(by, key)} ({number(n)})", (by, key)) for by, key, n in of.groups]
    return found


def outcome_rows(of: Dashboard) -> tuple[OutcomeRow, ...]:
    """The outcomes as lines of the table; what was not asked stands last."""
    rows = sorted(of.outcomes or (), key=lambda outcome: outcome.absent)
    return tuple(OutcomeRow(outcome.indicator, tables.outcome_row(outcome)) for outcome in rows)


def officers(context: Context, cohort_id: str | None) -> list[OfficerRow]:
    """The quality board of a cohort (None: all)."""
    return [OfficerRow(of.officer, tables.officer_row(of)) for of in quality_board.board(context.opened, cohort_id)]


def of_officer(context: Context, officer: str, cohort_id: str | None) -> list[str]:
    """The participants whose records an officer finished."""
    return quality_board.records_of(context.opened, officer, cohort_id)


def behind(of: Dashboard, row: OutcomeRow) -> list[str]:
    """The participants an outcome counts."""
    return outcomes.behind(of.data, row.indicator)


def spread(line: IncomeLine, names: Mapping[str, str], width: float, height: float) -> Chart:
    """Every firm for the pilot, else the histogram."""
    return dots(line, names, width, height) if 0 < line.n <= LISTED else histogram(line, width, height)


def classes(of: Dashboard, width: float, height: float) -> Chart:
    """Who moved between the bands inside micro, and out of it."""
    indicator = frame("classes").indicator("lapis_mikro")
    return matrix(transition(of.data, indicator), width, height, movers(of.data, indicator))


def class_note(of: Dashboard) -> str:
    """How many firms moved up and down."""
    found = transition(of.data, frame("classes").indicator("lapis_mikro"))
    words = tr("{up} naik, {down} turun dari {n}")
    return words.format(up=number(found.up), down=number(found.down), n=number(found.n))


def spread_note(line: IncomeLine) -> str:
    """How many firms are drawn."""
    if 0 < line.n <= LISTED:
        return tr("n = {n}, setiap usaha").format(n=number(line.n))
    based = line.change.n - line.change.without_base if line.change else 0
    return tr("n = {n}, arsir = turun").format(n=number(based))


def empty_regencies(of: Dashboard) -> int:
    """Regencies and cities without a participant."""
    return sum(1 for code in TILES if not of.regencies[code])


def caution(line: IncomeLine) -> str:
    """The two sentences that must be read beside the figures: the claim, and the cause. The report has them all."""
    found = claims.caution(line)
    return " ".join(found if len(found) < 2 else (found[0], found[-1]))


def judged(sentence: str, of: Dashboard, column: str) -> str:
    """What the data make of a sentence (about what it names, else `column`), with one that is true; without a sentence
    the caution."""
    if not sentence.strip():
        return caution(of.line(column))
    claim = claim_reading.read(sentence)
    if of.outcomes is None and claim is not None and claim.about:
        return tr("Hasil program masih dihitung …")  # asked before they are there: a moment in a large file
    return claim_judge.judge(sentence, of.data, of.line, column)
