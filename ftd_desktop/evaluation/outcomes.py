"""Counts and shares before and after for each outcome of the programme, over the same firms in both rounds."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from ftd_desktop.evaluation import statistics
from ftd_desktop.evaluation.columns import Flags, Floats
from ftd_desktop.evaluation.data import PairedData
from ftd_desktop.evaluation.indicators import Frame, Indicator, frame
from ftd_desktop.evaluation.shares import PairedTable

#: Below this many firms no share is given, only the count.
SMALLEST_GROUP = 5


@dataclass(frozen=True)
class Outcome:
    """One indicator in both rounds, over the `n` firms that answered in both (or in the later, if only asked there).

    `before`, `after`, `change`: percent and percentage points for shares, else in the indicator's unit; NaN where
    there is no figure. `count_before`, `count_after`: firms with yes (shares). `gained` went from no to yes, `dropped`
    back. `test`: McNemar for shares, Wilcoxon else. `absent`: the form has no such question.
    """

    indicator: Indicator
    n: int
    before: float
    after: float
    change: float
    count_before: int
    count_after: int
    gained: int
    dropped: int
    test: statistics.Test | None
    absent: bool = False

    @property
    def paired(self) -> PairedTable:
        """The paired table of a share asked in both rounds."""
        both = self.count_after - self.gained
        return PairedTable(both, self.gained, self.dropped, self.n - both - self.gained - self.dropped)

    @property
    def small(self) -> bool:
        """Too few firms for a percentage."""
        return self.n < SMALLEST_GROUP


def table(data: PairedData, of: Frame | None = None) -> list[Outcome]:
    """Every indicator of the frame (the programme's outcome dimensions) for `data`."""
    return [outcome(data, indicator) for indicator in (of or frame("outcomes")).indicators]


def outcome(data: PairedData, indicator: Indicator) -> Outcome:
    """One indicator for `data`."""
    before, after, both = values(data, indicator)
    first, second = before[both], after[both]
    absent = not any(name in data.second or name in data.first for name in indicator.formula.columns)
    if indicator.kind == "share":
        return _share(indicator, first, second, absent)
    at_first, at_second = summary(indicator.kind, first), summary(indicator.kind, second)
    differences = second - first
    return Outcome(
        indicator, n=len(second), before=at_first, after=at_second, change=at_second - at_first,
        count_before=0, count_after=0, gained=int((differences > 0).sum()), dropped=int((differences < 0).sum()),
        test=statistics.wilcoxon(differences), absent=absent,
    )


def values(data: PairedData, indicator: Indicator) -> tuple[Floats, Floats, Flags]:
    """The indicator of each person before and after, and who counts (answered in the rounds it is asked in)."""
    before, after = indicator.formula.values(data.first), indicator.formula.values(data.second)
    there = data.followed & ~np.isnan(after)
    if indicator.rounds == "after":
        return np.full(len(before), np.nan), after, there
    return before, after, there & ~np.isnan(before)


def summary(kind: str, of: Floats) -> float:
    """The one figure for numbers `of`: their mean, median or total; NaN when there is none, or for classes."""
    if not len(of) or np.isnan(of).all() or kind == "class":
        return math.nan
    if kind == "total":
        return float(of.sum())
    return float(np.median(of) if kind == "median" else of.mean())


def _share(indicator: Indicator, first: Floats, second: Floats, absent: bool) -> Outcome:
    n = len(second)
    yes_before, yes_after = first == 1, second == 1
    asked_before = indicator.rounds == "both"
    gained = int((~yes_before & yes_after).sum()) if asked_before else 0
    dropped = int((yes_before & ~yes_after).sum()) if asked_before else 0
    before = 100 * float(yes_before.mean()) if n and asked_before else math.nan
    after = 100 * float(yes_after.mean()) if n else math.nan
    return Outcome(
        indicator, n=n, before=before, after=after, change=after - before, count_before=int(yes_before.sum()),
        count_after=int(yes_after.sum()), gained=gained, dropped=dropped,
        test=statistics.mcnemar(gained, dropped), absent=absent,
    )


def behind(data: PairedData, indicator: Indicator, part: str = "all") -> list[str]:
    """The participants behind a figure: ``all``, ``before`` or ``after`` (yes then), ``gained`` or ``dropped``."""
    before, after, both = values(data, indicator)
    yes = {"before": before, "after": after}
    if part == "all":
        chosen = both
    elif part in yes:
        chosen = both & (yes[part] == 1 if indicator.kind == "share" else ~np.isnan(yes[part]))
    else:
        difference = np.where(both, after - before, 0)
        chosen = difference > 0 if part == "gained" else difference < 0
    return data.ids(chosen)
