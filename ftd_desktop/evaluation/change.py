"""The change of the same firms between two rounds, in every reading: value, percent, totals, robust means."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace

import numpy as np

from ftd_desktop.evaluation import resampling, statistics, student
from ftd_desktop.evaluation.columns import Flags, Floats
from ftd_desktop.evaluation.data import PairedData
from ftd_desktop.evaluation.resampling import MEAN, MEAN_DIFFERENCE, RATIO, TRIMMED, Both, Smooth
from ftd_desktop.evaluation.statistics import NO_INTERVAL, Interval

#: A mean this many times the median is drawn by a few firms.
DRAWN = 1.5


@dataclass(frozen=True)
class Estimate:
    """A figure and its 95 % interval (`bca`: the same by another method, for means and ratios).

    `value` is NaN where there is none.
    """

    value: float
    interval: Interval = NO_INTERVAL
    bca: Interval = NO_INTERVAL


NOTHING = Estimate(math.nan)


@dataclass(frozen=True)
class Change:
    """All readings of the change of `n` pairs; percent unless said otherwise.

    `median`, `mean`, `trimmed` (10 % cut at each end) and `winsorised` (1 %) are of the individual percent changes,
    which need a first value above zero: `without_base` pairs have none. `ratio` is the change of the totals,
    `rose` the share of firms with any rise; `value` is the median and `value_mean` the mean change in the unit.
    """

    n: int
    without_base: int
    total_before: float
    total_after: float
    median: Estimate
    mean: Estimate
    trimmed: Estimate
    winsorised: Estimate
    ratio: Estimate
    rose: Estimate
    value: Estimate
    value_mean: Estimate
    test: statistics.Test | None


@dataclass(frozen=True)
class Pair:
    """One firm; `percent` is None without a first value above zero."""

    person: str
    before: float
    after: float
    percent: float | None


@dataclass(frozen=True)
class Measured:
    """One number of each firm in two rounds, and who could not be compared.

    Of `started` people with a first round: `lost` have no later record, `closed` a closed or paused firm, `blank` a
    record but not both values; the others are the pairs. `change` speaks of the pairs, `closed_as_zero` of the pairs
    and the closed firms counted as zero (None without closed firms); both None without pairs. `people`, `before`,
    `after` are the pairs, aligned.
    """

    started: int
    lost: int
    closed: int
    blank: int
    people: tuple[str, ...]
    before: Floats
    after: Floats
    change: Change | None
    closed_as_zero: Change | None

    @property
    def n(self) -> int:
        """The number of pairs."""
        return len(self.people)

    @property
    def percents(self) -> Floats:
        """Individual percent changes; NaN without a first value above zero."""
        return percents(self.before, self.after)

    def pairs(self) -> list[Pair]:
        """Every firm, the largest percent change first, those without one last."""
        rows = zip(self.people, self.before.tolist(), self.after.tolist(), self.percents.tolist(), strict=True)
        found = [Pair(person, a, b, None if math.isnan(p) else p) for person, a, b, p in rows]
        return sorted(found, key=lambda pair: (pair.percent is None, -(pair.percent or 0.0), pair.person))


def paired_flags(data: PairedData, before: Floats, after: Floats) -> Flags:
    """Who makes a pair: followed, not closed, both values there."""
    there = ~np.isnan(before) & ~np.isnan(after)
    return data.followed & ~data.closed & there


def measure(data: PairedData, before: Floats, after: Floats) -> Measured:
    """The change of the numbers `before`, `after` of the people of `data`."""
    closed = data.closed
    paired = paired_flags(data, before, after)
    with_zero = paired | (closed & ~np.isnan(before))
    return Measured(
        started=len(data.people), lost=int(data.lost.sum()), closed=int(closed.sum()),
        blank=int((data.followed & ~closed & ~paired).sum()), people=tuple(data.ids(paired)),
        before=before[paired], after=after[paired], change=change(before[paired], after[paired]),
        closed_as_zero=change(before[with_zero], np.where(closed, 0.0, after)[with_zero]) if closed.any() else None,
    )


def percents(before: Floats, after: Floats) -> Floats:
    """Percent change of each pair; NaN where the first value is not above zero."""
    based = before > 0
    return np.where(based, 100 * (after - before) / np.where(based, before, 1.0), np.nan)


def change(before: Floats, after: Floats) -> Change | None:
    """All readings of the pairs `before`, `after`; None when there are none."""
    n = len(before)
    if n == 0:
        return None
    changes, differences = percents(before, after), after - before
    changes = changes[~np.isnan(changes)]
    of_changes = resampling.intervals((changes,), (MEAN, TRIMMED))
    of_pairs = resampling.intervals((before, after), (RATIO, MEAN_DIFFERENCE))
    rose = int((after > before).sum())
    share = statistics.share_interval(rose, n)
    return Change(
        n=n, without_base=n - len(changes), total_before=float(before.sum()), total_after=float(after.sum()),
        median=_median(changes), mean=_mean(changes, of_changes["mean"]),
        trimmed=_estimate(TRIMMED, changes, of_changes["trimmed"]),
        winsorised=Estimate(statistics.winsorised_mean(changes)),
        ratio=Estimate(RATIO.value((before, after)), student.ratio_interval(before, after), of_pairs["ratio"].bca),
        rose=Estimate(100 * rose / n, Interval(100 * share.low, 100 * share.high)),
        value=_median(differences), value_mean=_mean(differences, of_pairs["difference"]),
        test=statistics.wilcoxon(differences),
    )


def _median(values: Floats) -> Estimate:
    if not len(values):
        return NOTHING
    return Estimate(float(np.median(values)), statistics.median_interval(values))


def _estimate(smooth: Smooth, values: Floats, found: Both) -> Estimate:
    return Estimate(smooth.value((values,)), found.studentised, found.bca) if len(values) else NOTHING


def _mean(values: Floats, found: Both) -> Estimate:
    """With the wider of the studentised and Student's interval: either alone misses too often (docs/decisions/0020)."""
    plain = _estimate(MEAN, values, found)
    return replace(plain, interval=student.wider(plain.interval, student.mean_interval(values)))


def pullers(of: Measured, most: float = 0.1) -> tuple[tuple[str, ...], float]:
    """The fewest firms at the top without which the mean comes within DRAWN times the median, and that mean.

    At most a tenth of the firms (at least one) are taken away.
    """
    changes = of.percents
    order = np.argsort(-changes, kind="stable")[: int((~np.isnan(changes)).sum())]
    if not len(order):
        return (), math.nan
    ranked = changes[order]
    taken, goal = 1, DRAWN * max(float(np.median(ranked)), 0.0)
    limit = max(1, int(most * len(ranked)))
    while taken < limit and float(ranked[taken:].mean()) > goal:
        taken += 1
    rest = float(ranked[taken:].mean()) if taken < len(ranked) else math.nan
    return tuple(of.people[i] for i in order[:taken].tolist()), rest
