"""The five traits of an upgraded firm: each a weighted mean of its parts, 0 to 100, parts and weights shown."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from ftd_desktop.evaluation import statistics
from ftd_desktop.evaluation.columns import Columns, Floats
from ftd_desktop.evaluation.data import PairedData
from ftd_desktop.evaluation.indicators import Frame, Indicator, Labelled, frame
from ftd_desktop.evaluation.outcomes import Outcome, outcome

#: A firm has a trait's index when parts worth at least this share of the weight are known.
KNOWN = 0.5
#: A trait counts as improved from this many points on.
IMPROVED = 5.0


@dataclass(frozen=True)
class Trait:
    """One trait: means over the `n` firms whose index is known in both rounds, and its parts with their weights."""

    dimension: Labelled
    n: int
    before: float
    after: float
    test: statistics.Test | None
    parts: tuple[Outcome, ...]

    @property
    def change(self) -> float:
        """Points gained."""
        return self.after - self.before


@dataclass(frozen=True)
class Traits:
    """All traits, and how many firms improved in 0, 1, … of them (`improved[k]`), over firms with all indices."""

    frame: Frame
    traits: tuple[Trait, ...]
    improved: tuple[int, ...]


def traits(data: PairedData, of: Frame | None = None) -> Traits:
    """The traits of `data`."""
    table = of or frame("traits")
    groups: dict[str, list[Indicator]] = {}
    for indicator in table.indicators:
        groups.setdefault(indicator.dimension.id, []).append(indicator)
    indices = [(_index(parts, data.first), _index(parts, data.second)) for parts in groups.values()]
    found = tuple(_trait(data, parts, *index) for parts, index in zip(groups.values(), indices, strict=True))
    return Traits(table, found, _improved(indices))


def _index(parts: list[Indicator], columns: Columns) -> Floats:
    """The weighted mean of the parts that are known, of each firm; NaN below KNOWN of the weight."""
    values = np.vstack([part.formula.values(columns) for part in parts])
    weights = np.array([part.weight for part in parts])[:, None] * ~np.isnan(values)
    known = weights.sum(axis=0)
    total = (np.nan_to_num(values) * weights).sum(axis=0)
    enough = known >= KNOWN * sum(part.weight for part in parts)
    return np.where(enough, total / np.where(known > 0, known, 1.0), np.nan)


def _trait(data: PairedData, parts: list[Indicator], before: Floats, after: Floats) -> Trait:
    both = data.followed & ~np.isnan(before) & ~np.isnan(after)
    first, second = before[both], after[both]
    n = len(first)
    return Trait(
        parts[0].dimension, n, float(first.mean()) if n else float("nan"), float(second.mean()) if n else float("nan"),
        statistics.wilcoxon(second - first), tuple(outcome(data, part) for part in parts),
    )


def _improved(indices: list[tuple[Floats, Floats]]) -> tuple[int, ...]:
    gains = np.vstack([after - before for before, after in indices])
    known = ~np.isnan(gains).any(axis=0)
    counts = (gains[:, known] >= IMPROVED).sum(axis=0)
    return tuple(np.bincount(counts, minlength=len(indices) + 1).tolist())
