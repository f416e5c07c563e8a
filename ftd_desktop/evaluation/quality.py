"""How far answers can be trusted: gaps, implausible values, round figures, speed, repeats; also per officer."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import numpy as np

from ftd_desktop.evaluation.columns import Columns, Flags, Floats
from ftd_desktop.evaluation.data import PairedData

#: Questions every operating firm is asked; a gap in one of them counts.
CORE = ("omzet_bulan", "laba_bulan", "omzet_daring", "tk_l", "tk_p", "dok_punya", "aplikasi", "dasar_angka", "mutu")
MONEY = ("omzet_bulan", "laba_bulan")
#: A whole interview in fewer minutes than this cannot have asked the 59 questions.
FASTEST_MINUTES = 8.0
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


@dataclass(frozen=True)
class OfficerQuality:
    """The records of one officer. Shares in percent, NaN without records of that kind."""

    officer: str
    records: int
    missing: float
    implausible: float
    too_fast: float
    minutes: float
    millions: float
    by_recall: float
    repeated: int


def heaping(amounts: Floats) -> Heaping:
    """The roundness of `amounts` (rupiah; zero, losses and gaps do not count)."""
    there = amounts[~np.isnan(amounts) & (amounts > 0)]
    n = len(there)
    if n == 0:
        return Heaping(0, float("nan"), float("nan"), float("nan"))
    return Heaping(
        n, 100 * float((there % 1_000_000 == 0).mean()), 100 * float((there % 500_000 == 0).mean()),
        float(np.mean([significant_figures(value) for value in there.astype(np.int64).tolist()])),
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


def by_officer(records: Sequence[Mapping[str, Any]]) -> list[OfficerQuality]:
    """The quality of survey `records` (column -> value) per officer code, the one with most records first."""
    groups: dict[str, list[Mapping[str, Any]]] = {}
    for record in records:
        groups.setdefault(str(record.get("petugas") or ""), []).append(record)
    found = [_officer(officer, group) for officer, group in groups.items()]
    return sorted(found, key=lambda officer: (-officer.records, officer.officer))


def _officer(officer: str, records: Sequence[Mapping[str, Any]]) -> OfficerQuality:
    open_firms = [r for r in records if r.get("status_usaha") in ("jalan", "ganti")]
    names = [name for name in CORE if any(name in r for r in records)]
    columns = Columns.of(len(records), {name: [r.get(name) for r in records] for name in (*CORE, *MONEY)})
    minutes = np.array([m for m in map(duration, records) if m is not None])
    seen = [(r.get("_participant"), r.get("tahap")) for r in records]
    return OfficerQuality(
        officer, len(records), missing=_percent(r.get(name) is None for r in open_firms for name in names),
        implausible=_percent(implausible(r) for r in open_firms), too_fast=_percent(minutes < FASTEST_MINUTES),
        minutes=float(np.median(minutes)) if len(minutes) else float("nan"),
        millions=heaping(columns.numbers("omzet_bulan")).millions,
        by_recall=_percent(r.get("dasar_angka") == "perkiraan" for r in open_firms if r.get("dasar_angka")),
        repeated=len(seen) - len(set(seen)),
    )


def _percent(flags: Iterable[Any]) -> float:
    values = [bool(flag) for flag in flags]
    return 100 * sum(values) / len(values) if values else float("nan")


def duration(record: Mapping[str, Any]) -> float | None:
    """Minutes from start to end of an interview; None when not both are known or the clock went back."""
    try:
        start, end = (datetime.fromisoformat(str(record.get(name))) for name in ("mulai", "selesai"))
        minutes = (end - start).total_seconds() / 60
    except (ValueError, TypeError):
        return None
    return minutes if minutes >= 0 else None


def implausible(record: Mapping[str, Any]) -> bool:
    """Profit above sales, a year below a month, or hired more than there are."""
    sales, profit, year = (_number(record.get(name)) for name in ("omzet_bulan", "laba_bulan", "omzet_tahun"))
    hired, staff = _number(record.get("tk_baru")), _number(record.get("tk_l")) + _number(record.get("tk_p"))
    return bool(profit > sales or year < sales or hired > staff)


def _number(value: Any) -> float:
    try:
        return float("nan") if value is None else float(value)
    except ValueError:
        return float("nan")
