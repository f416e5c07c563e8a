"""Figures by subgroup, with small cells suppressed so that nobody can be worked out of what is published."""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np

from ftd_desktop import resources
from ftd_desktop.evaluation.columns import Columns, Floats
from ftd_desktop.evaluation.data import PairedData
from ftd_desktop.evaluation.indicators import Indicator, frame
from ftd_desktop.evaluation.outcomes import SMALLEST_GROUP, values
from ftd_desktop.i18n import language
from ftd_desktop.programme.regions import short_regency

UNKNOWN = ""
#: The subgroups by size class.
SIZE = "kelas"


@dataclass(frozen=True)
class Group:
    """One subgroup of the firms that count: its `n`, and its figures (NaN when suppressed).

    For shares `before`, `after` are percent; for numbers the median, and `percent` the median percent change.
    """

    key: str
    n: int
    before: float
    after: float
    percent: float
    suppressed: bool


@dataclass(frozen=True)
class Subgroups:
    """All subgroups by one fact, the largest first, and the whole."""

    by: str
    groups: tuple[Group, ...]
    total: Group

    @property
    def suppressed(self) -> int:
        """How many groups are hidden."""
        return sum(group.suppressed for group in self.groups)


def subgroups(data: PairedData, indicator: Indicator, by: str) -> Subgroups:
    """The indicator by the fact `by` (a column of `data.who`, else a first-round answer)."""
    before, after, counted = values(data, indicator)
    keys = keys_of(data, by)[counted]
    first, second = before[counted], after[counted]
    places = {key: np.flatnonzero(keys == key) for key in np.unique(keys)} if len(keys) else {}
    hidden = suppress({str(key): len(rows) for key, rows in places.items()})
    groups = [_group(str(key), first[rows], second[rows], indicator.kind, str(key) in hidden)
              for key, rows in places.items()]
    groups.sort(key=lambda group: (-group.n, group.key))
    return Subgroups(by, tuple(groups), _group("", first, second, indicator.kind, len(first) < SMALLEST_GROUP))


@cache
def _kinds() -> dict[str, dict[str, list[str]]]:
    """Short names of kinds by fact and code: [Indonesian, English]."""
    table: dict[str, dict[str, list[str]]] = tomllib.loads(
        resources.path("indicators", "kinds.toml").read_text(encoding="utf-8"))
    return table


def kind_label(by: str, key: str) -> str:
    """A subgroup's key in words; the key itself where there are none, e.g. a choice added to the form later."""
    if by == "kab":
        return short_regency(key)
    if by == SIZE:
        return frame("classes").indicator("lapis_mikro").classes[int(key) - 1]
    names = _kinds().get(by, {}).get(key)
    return names[language() == "en"] if names else key


def keys_of(data: PairedData, by: str) -> np.ndarray:
    """The subgroup of each person as text; "" where it is not known. ``kelas`` is the size class at the first round."""
    if by == SIZE:
        classes = frame("classes").indicator("lapis_mikro").formula.values(data.first)
        return np.array([UNKNOWN if value != value else str(int(value)) for value in classes.tolist()], dtype=object)
    columns: Columns = data.who if by in data.who else data.first
    return np.array([UNKNOWN if value is None else str(value) for value in columns.raw(by)], dtype=object)


def suppress(sizes: dict[str, int], smallest: int = SMALLEST_GROUP) -> frozenset[str]:
    """The groups to hide: those under `smallest`; and where only one is hidden, so that it could be taken from the
    total, or the hidden ones together are still under `smallest`, the next smallest as well."""
    ranked = sorted(sizes, key=lambda key: (sizes[key], key))
    hidden = [key for key in ranked if sizes[key] < smallest]
    others = [key for key in ranked if sizes[key] >= smallest]
    while hidden and others and (len(hidden) == 1 or sum(sizes[key] for key in hidden) < smallest):
        hidden.append(others.pop(0))
    return frozenset(hidden)


def _group(key: str, before: Floats, after: Floats, kind: str, hidden: bool) -> Group:
    if hidden or not len(after):
        return Group(key, len(after), float("nan"), float("nan"), float("nan"), hidden)
    if kind == "share":
        return Group(key, len(after), 100 * _mean(before), 100 * float(after.mean()), float("nan"), False)
    based = before > 0
    changes = 100 * (after[based] - before[based]) / before[based]
    percent = float(np.median(changes)) if len(changes) >= SMALLEST_GROUP else float("nan")
    return Group(key, len(after), float(np.median(before)) if not np.isnan(before).all() else float("nan"),
                 float(np.median(after)), percent, False)


def _mean(values: Floats) -> float:
    return float("nan") if np.isnan(values).all() else float(values.mean())


def visible(groups: Sequence[Group]) -> list[Group]:
    """The groups that may be published."""
    return [group for group in groups if not group.suppressed]
