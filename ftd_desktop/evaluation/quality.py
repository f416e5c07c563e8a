"""How far amounts can be trusted: how round they are, and which lie far from the others."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from ftd_desktop.evaluation.columns import Flags, Floats
from ftd_desktop.evaluation.data import PairedData

MONEY = ("omzet_bulan", "laba_bulan")
#: Change by more than this many times, up or down, is listed (the form warns at the same factor).
FACTOR = 20.0
#: Distance from the median in scaled median absolute deviations that makes an outlier (Iglewicz and Hoaglin 1993).
FAR = 3.5


@dataclass(frozen=True)
class Heaping:
    """How round the amounts are. Of `n` amounts above zero: `millions` are whole millions, `halves` also halves of
    one; `significant` is the mean number of significant figures."""

    n: int
    millions: float
    halves: float
    significant: float


@dataclass(frozen=True)
class Outlier:
    """An amount or a change far from the others. `kind`: jump (factor), far (from the median), profit (above sales)."""

    person: str
    column: str
    kind: str
    before: float
    after: float


def heaping(amounts: Floats) -> Heaping:
    """The roundness of `amounts` (rupiah; zero, losses and gaps do not count)."""
    there = amounts[~np.isnan(amounts) & (amounts > 0)]
    n = len(there)
    if n == 0:
        return Heaping(0, float("nan"), float("nan"), float("nan"))
    return Heaping(
        n, 100 * float((there % 1_000_000 == 0).mean()), 100 * float((there % 500_000 == 0).mean()),
        float(np.mean([significant_figures(int(value)) for value in there.tolist()])),
    )


def significant_figures(value: int) -> int:
    """Figures without the zeros at the end: 2 for 1.500.000."""
    return len(str(abs(value)).rstrip("0"))


def outliers(data: PairedData) -> list[Outlier]:
    """Amounts to look at again, the largest factor first."""
    found: list[Outlier] = []
    for column in MONEY:
        before, after = data.first.numbers(column), data.second.numbers(column)
        for kind, which in (("jump", _jumps(before, after)), ("far", _far(before, after))):
            found += [Outlier(data.people[i], column, kind, float(before[i]), float(after[i]))
                      for i in np.flatnonzero(which)]
    sales, profit = data.second.numbers("omzet_bulan"), data.second.numbers("laba_bulan")
    found += [Outlier(data.people[i], "laba_bulan", "profit", float(sales[i]), float(profit[i]))
              for i in np.flatnonzero(profit > sales)]
    unique = {(outlier.person, outlier.column): outlier for outlier in reversed(found)}
    return sorted(unique.values(), key=lambda o: (-_factor(o), o.person, o.column))


def _jumps(before: Floats, after: Floats) -> Flags:
    both = (before > 0) & (after > 0)
    ratio = np.where(both, after / np.where(both, before, 1.0), 1.0)
    return np.logical_or(ratio > FACTOR, ratio < 1 / FACTOR)


def _far(before: Floats, after: Floats) -> Flags:
    """Changes whose logarithm is FAR from the others'."""
    both = (before > 0) & (after > 0)
    logs = np.log(np.where(both, after / np.where(both, before, 1.0), np.nan))
    there = logs[both]
    if len(there) < 8:
        return np.zeros(len(before), dtype=np.bool_)
    middle = float(np.median(there))
    spread = 1.4826 * float(np.median(np.abs(there - middle)))
    return both & np.greater(np.abs(np.nan_to_num(logs, nan=middle) - middle), FAR * spread) & (spread > 0)


def _factor(outlier: Outlier) -> float:
    if outlier.before <= 0 or outlier.after <= 0:
        return 0.0
    ratio = outlier.after / outlier.before
    return max(ratio, 1 / ratio)
