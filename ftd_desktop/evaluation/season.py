"""Whether the reference months of the two rounds can be compared: feasts, and what the respondents say themselves."""

from __future__ import annotations

import tomllib
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

import numpy as np

from ftd_desktop import resources
from ftd_desktop.evaluation.columns import Columns, Flags
from ftd_desktop.evaluation.data import PairedData

#: From this share of firms on a feature of the reference month is worth a warning.
NOTABLE = 0.2


@dataclass(frozen=True)
class Season:
    """Of `n` firms: how many call their month unusual, and how many reported on a feast month, in each round.

    Each pair is (before, after). `months`: the most frequent reference month, "YYYY-MM" or "".
    """

    n: int
    higher: tuple[int, int]
    lower: tuple[int, int]
    feast: tuple[int, int]
    months: tuple[str, str]

    def differs(self, before: int, after: int) -> bool:
        """Two counts of these firms are far enough apart to matter."""
        return self.n > 0 and abs(after - before) >= NOTABLE * self.n


def season(data: PairedData, which: Flags) -> Season:
    """The season of the firms marked in `which`."""
    rounds = (data.first, data.second)
    return Season(
        n=int(which.sum()),
        higher=_both(rounds, which, lambda columns: columns.among("banding", "lebih_tinggi")),
        lower=_both(rounds, which, lambda columns: columns.among("banding", "lebih_rendah")),
        feast=_both(rounds, which, _in_feast_month),
        months=(_usual_month(data.first, which), _usual_month(data.second, which)),
    )


def _both(
    rounds: tuple[Columns, Columns], which: Flags, rule: Callable[[Columns], Flags]
) -> tuple[int, int]:
    first, second = (int((rule(columns) & which).sum()) for columns in rounds)
    return first, second


def _in_feast_month(columns: Columns) -> Flags:
    feasts = feast_months()
    return np.equal(columns.of_each("bulan_acuan", lambda text: float(_is_feast(text, feasts))), 1.0)


def _is_feast(text: str, feasts: frozenset[str]) -> bool:
    return text[:7] in feasts or text[5:7] == "12"


@cache
def _table() -> dict[str, Any]:
    return tomllib.loads(resources.path("indicators", "seasons.toml").read_text(encoding="utf-8"))


def expected_from() -> int:
    """The year from which the days of Idul Fitri are expected, not decreed."""
    return int(_table()["expected_from"])


@cache
def feast_months() -> frozenset[str]:
    """The months "YYYY-MM" of Idul Fitri and, as Ramadan lifts sales too, of the 30 days before it."""
    days: list[date] = list(_table()["idul_fitri"].values())
    months = {day.isoformat()[:7] for day in days}
    months |= {date.fromordinal(day.toordinal() - 30).isoformat()[:7] for day in days}
    return frozenset(months)


def _usual_month(columns: Columns, which: Flags) -> str:
    found: Counter[str] = Counter()
    for month, n in columns.counts("bulan_acuan", which).items():
        found[month[:7]] += n
    return min(found, key=lambda month: (-found[month], month)) if found else ""
