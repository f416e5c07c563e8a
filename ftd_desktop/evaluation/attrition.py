"""Who was lost: the people surveyed again beside those who were not, by what they said at the first round."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from ftd_desktop.evaluation import between
from ftd_desktop.evaluation.columns import Columns, Flags, Floats
from ftd_desktop.evaluation.data import PairedData
from ftd_desktop.evaluation.indicators import Frame, frame

#: A standard difference above this is worth naming (Austin 2009).
NOTABLE = 0.1
#: Facts about a person that are compared as kinds.
KINDS = ("jk", "kab", "sektor", "jenis_pelaku")


@dataclass(frozen=True)
class NumberDifference:
    """A number at the first round: of `kept` and `lost` people n, median and mean; the difference in standard
    deviations (kept less lost); Mann-Whitney p."""

    label: str
    kept: tuple[int, float, float]
    lost: tuple[int, float, float]
    difference: float
    p: float | None

    @property
    def notable(self) -> bool:
        """Large enough to be named."""
        return abs(self.difference) > NOTABLE


@dataclass(frozen=True)
class KindDifference:
    """A fact with kinds: (kind, kept, lost) counts, and the chi-square p."""

    name: str
    counts: tuple[tuple[str, int, int], ...]
    p: float | None


@dataclass(frozen=True)
class Attrition:
    """Of `started` people `lost` were not surveyed again; how the two groups differed at the first round."""

    started: int
    lost: int
    numbers: tuple[NumberDifference, ...]
    kinds: tuple[KindDifference, ...]

    @property
    def share(self) -> float:
        """Lost, percent; NaN for nobody."""
        return 100 * self.lost / self.started if self.started else float("nan")


def attrition(data: PairedData, of: Frame | None = None) -> Attrition:
    """The attrition of `data`, over every indicator asked in the first round and the facts in KINDS."""
    lost = data.lost
    numbers = []
    for indicator in (of or frame("outcomes")).indicators:
        if indicator.rounds == "both":
            values = indicator.formula.values(data.first)
            numbers.append(_number(indicator.label, values, lost, 100 if indicator.kind == "share" else 1))
    kinds = [_kind(name, data.who if name in data.who else data.first, lost) for name in KINDS]
    return Attrition(len(data.people), int(lost.sum()), tuple(n for n in numbers if n.kept[0] and n.lost[0]),
                     tuple(kind for kind in kinds if kind.counts))


def _number(label: str, values: Floats, lost: Flags, factor: float) -> NumberDifference:
    there = ~np.isnan(values)
    kept, gone = factor * values[there & ~lost], factor * values[there & lost]
    return NumberDifference(label, _summary(kept), _summary(gone), between.standard_difference(kept, gone),
                            between.mann_whitney(kept, gone))


def _summary(values: Floats) -> tuple[int, float, float]:
    if not len(values):
        return 0, float("nan"), float("nan")
    return len(values), float(np.median(values)), float(values.mean())


def _kind(name: str, columns: Columns, lost: Flags) -> KindDifference:
    counted: dict[str, list[int]] = {}
    for value, gone in zip(columns.raw(name), lost.tolist(), strict=True):
        if value is not None:
            counted.setdefault(str(value), [0, 0])[int(gone)] += 1
    counts = tuple((kind, kept, gone) for kind, (kept, gone) in sorted(counted.items()))
    return KindDifference(name, counts, between.chi_square([(kept, gone) for _, kept, gone in counts]))
