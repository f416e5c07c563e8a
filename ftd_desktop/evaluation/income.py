"""The income line: how sales or profit of the same firms changed, in every reading side by side."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from ftd_desktop.evaluation import season, statistics
from ftd_desktop.evaluation.columns import Flags, Floats
from ftd_desktop.evaluation.data import PairedData
from ftd_desktop.evaluation.statistics import NO_INTERVAL, Interval
from ftd_desktop.i18n import tr

SALES, PROFIT = "omzet_bulan", "laba_bulan"
#: Up to this many pairs (the pilot) every value is listed.
LISTED = 15
#: A mean this many times the median is drawn by a few firms.
DRAWN = 1.5


@dataclass(frozen=True)
class Estimate:
    """A figure and its 95 % interval; `value` is NaN where there is none."""

    value: float
    interval: Interval = NO_INTERVAL


NOTHING = Estimate(math.nan)


@dataclass(frozen=True)
class Change:
    """All readings of the change of `n` pairs; percent unless said otherwise.

    `median`, `mean`, `trimmed` (10 % cut at each end) and `winsorised` (1 %) are of the individual percent changes,
    which need a first value above zero: `without_base` pairs have none. `ratio` is the change of the totals,
    `rose` the share of firms with any rise, `rupiah` the median and `rupiah_mean` the mean change in rupiah.
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
    rupiah: Estimate
    rupiah_mean: Estimate
    test: statistics.Test | None


@dataclass(frozen=True)
class Pair:
    """One firm; `percent` is None without a first value above zero."""

    person: str
    before: float
    after: float
    percent: float | None


@dataclass(frozen=True)
class IncomeLine:
    """The change of one money question between two rounds.

    Of `started` people with a first round: `lost` have no later record, `closed` a closed or paused firm, `blank` a
    record but not both amounts; the others are the pairs. `change` speaks of the pairs, `closed_as_zero` of the pairs
    and the closed firms counted as zero; None without pairs. `people`, `before`, `after` are the pairs, aligned.
    """

    column: str
    rounds: tuple[str, str]
    started: int
    lost: int
    closed: int
    blank: int
    people: tuple[str, ...]
    before: Floats
    after: Floats
    change: Change | None
    closed_as_zero: Change | None
    season: season.Season

    @property
    def n(self) -> int:
        """The number of pairs."""
        return len(self.people)

    @property
    def label(self) -> str:
        """What the amounts are, for headings."""
        return tr("Penjualan sebulan") if self.column == SALES else tr("Keuntungan sebulan")

    @property
    def percents(self) -> Floats:
        """Individual percent changes; NaN without a first value above zero."""
        return percents(self.before, self.after)

    def pairs(self) -> list[Pair]:
        """Every firm, the largest percent change first, those without one last."""
        rows = zip(self.people, self.before.tolist(), self.after.tolist(), self.percents.tolist(), strict=True)
        found = [Pair(person, a, b, None if math.isnan(p) else p) for person, a, b, p in rows]
        return sorted(found, key=lambda pair: (pair.percent is None, -(pair.percent or 0.0), pair.person))


def line(data: PairedData, column: str = PROFIT) -> IncomeLine:
    """The change of `column` (SALES or PROFIT, rupiah a month) for `data`."""
    before, after = data.first.numbers(column), data.second.numbers(column)
    closed = data.closed
    paired = data.followed & ~closed & ~np.isnan(before) & ~np.isnan(after)
    with_zero = paired | (closed & ~np.isnan(before))
    return IncomeLine(
        column=column, rounds=(data.before, data.after), started=len(data.people), lost=int(data.lost.sum()),
        closed=int(closed.sum()), blank=int((data.followed & ~closed & ~paired).sum()),
        people=tuple(data.ids(paired)), before=before[paired], after=after[paired],
        change=_change(before[paired], after[paired]),
        closed_as_zero=_change(before[with_zero], np.where(closed, 0.0, after)[with_zero]) if closed.any() else None,
        season=season.season(data, paired),
    )


def behind(data: PairedData, column: str, part: str) -> list[str]:
    """The participants behind a part of the line: paired, lost, closed, blank, rose, fell or without_base."""
    before, after = data.first.numbers(column), data.second.numbers(column)
    closed = data.closed
    paired = data.followed & ~closed & ~np.isnan(before) & ~np.isnan(after)
    chosen: dict[str, Flags] = {
        "paired": paired, "lost": data.lost, "closed": closed, "blank": data.followed & ~closed & ~paired,
        "rose": paired & (after > before), "fell": paired & (after < before), "without_base": paired & (before <= 0),
    }
    return data.ids(chosen[part])


def pullers(of: IncomeLine, most: float = 0.1) -> tuple[tuple[str, ...], float]:
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


def percents(before: Floats, after: Floats) -> Floats:
    """Percent change of each pair; NaN where the first value is not above zero."""
    based = before > 0
    return np.where(based, 100 * (after - before) / np.where(based, before, 1.0), np.nan)


def _change(before: Floats, after: Floats) -> Change | None:
    """All readings of the pairs `before`, `after`; None when there are none."""
    n = len(before)
    if n == 0:
        return None
    changes = percents(before, after)
    changes = changes[~np.isnan(changes)]
    of_changes = statistics.bca_intervals((changes,), _OF_CHANGES) if len(changes) else {}
    of_pairs = statistics.bca_intervals((before, after), _OF_PAIRS)
    rose = int((after > before).sum())
    share = statistics.share_interval(rose, n)
    return Change(
        n=n, without_base=n - len(changes), total_before=float(before.sum()), total_after=float(after.sum()),
        median=_median(changes),
        mean=_estimate(_mean, (changes,), of_changes.get("mean")),
        trimmed=_estimate(_trimmed, (changes,), of_changes.get("trimmed")),
        winsorised=Estimate(statistics.winsorised_mean(changes)),
        ratio=_estimate(_ratio, (before, after), of_pairs["ratio"]),
        rose=Estimate(100 * rose / n, Interval(100 * share.low, 100 * share.high)),
        rupiah=_median(after - before),
        rupiah_mean=_estimate(_difference, (before, after), of_pairs["difference"]),
        test=statistics.wilcoxon(after - before),
    )


def _median(values: Floats) -> Estimate:
    if not len(values):
        return NOTHING
    return Estimate(float(np.median(values)), statistics.median_interval(values))


def _estimate(statistic: statistics.Statistic, arrays: tuple[Floats, ...], interval: Interval | None) -> Estimate:
    if not len(arrays[0]):
        return NOTHING
    return Estimate(float(statistic(*(array[None] for array in arrays))[0]), interval or NO_INTERVAL)


# Statistics of resampled pairs: arrays of draws x n.
def _mean(changes: Floats) -> Floats:
    found: Floats = changes.mean(axis=-1)
    return found


def _trimmed(changes: Floats) -> Floats:
    n = changes.shape[-1]
    cut = int(0.1 * n)
    kept = np.sort(changes, axis=-1)[..., cut : n - cut] if cut else changes
    return _mean(kept)


def _ratio(before: Floats, after: Floats) -> Floats:
    """Change of the totals in percent; NaN unless the first total is above zero."""
    base, later = before.sum(axis=-1), after.sum(axis=-1)
    quotient: Floats = np.divide(later, base, out=np.full(base.shape, np.nan), where=base > 0)
    return 100 * (quotient - 1)


def _difference(before: Floats, after: Floats) -> Floats:
    return _mean(after - before)


_OF_CHANGES: dict[str, statistics.Statistic] = {"mean": _mean, "trimmed": _trimmed}
_OF_PAIRS: dict[str, statistics.Statistic] = {"ratio": _ratio, "difference": _difference}
