"""The quality of the survey records per officer: gaps, implausible answers, speed, round figures, repeats."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from ftd_desktop.evaluation.reading import FINISHED, SURVEY, Source, cohort_scope, column_kinds

#: Questions every operating firm is asked; a gap in one of them counts.
CORE = ("omzet_bulan", "laba_bulan", "omzet_daring", "tk_l", "tk_p", "dok_punya", "aplikasi", "dasar_angka", "mutu")
#: A whole interview in fewer minutes than this cannot have asked the 59 questions.
FASTEST_MINUTES = 8
_OPEN = "s.status_usaha IN ('jalan', 'ganti')"
#: Rounded, as eight minutes are 7.9999998 in the difference of two days.
_MINUTES = "round((julianday(s.selesai) - julianday(s.mulai)) * 1440, 2)"
_ODD = "(s.laba_bulan > s.omzet_bulan OR s.omzet_tahun < s.omzet_bulan OR s.tk_baru > s.tk_l + s.tk_p)"
#: Each count and the questions it needs; a count whose questions the form lacks is 0.
_COUNTS: dict[str, tuple[str, tuple[str, ...]]] = {
    "open": (f"sum({_OPEN})", ("status_usaha",)),
    "odd": (f"sum({_OPEN} AND ifnull({_ODD}, 0))",
            ("status_usaha", "laba_bulan", "omzet_bulan", "omzet_tahun", "tk_baru", "tk_l", "tk_p")),
    "timed": (f"sum({_MINUTES} >= 0)", ("mulai", "selesai")),
    "fast": (f"sum({_MINUTES} >= 0 AND {_MINUTES} < {FASTEST_MINUTES})", ("mulai", "selesai")),
    "minutes": (f"avg(CASE WHEN {_MINUTES} >= 0 THEN {_MINUTES} END)", ("mulai", "selesai")),
    "amounts": ("sum(s.omzet_bulan > 0)", ("omzet_bulan",)),
    "millions": ("sum(s.omzet_bulan > 0 AND s.omzet_bulan % 1000000 = 0)", ("omzet_bulan",)),
    "based": (f"sum({_OPEN} AND s.dasar_angka IS NOT NULL)", ("status_usaha", "dasar_angka")),
    "recalled": (f"sum({_OPEN} AND ifnull(s.dasar_angka = 'perkiraan', 0))", ("status_usaha", "dasar_angka")),
}


@dataclass(frozen=True)
class OfficerQuality:
    """The finished records of one officer code ("" where none is given).

    Percent, NaN where there is nothing to count: `missing` answers of CORE, `implausible` records, interviews done
    `too_fast`, amounts that are whole `millions`, figures given `by_recall`. `minutes` is the mean length.
    """

    officer: str
    records: int
    missing: float
    implausible: float
    too_fast: float
    minutes: float
    millions: float
    by_recall: float
    repeated: int


def board(file: Source, cohort_id: str | None = None) -> list[OfficerQuality]:
    """One line for each officer, the one with most records first; empty without the survey form."""
    kinds = column_kinds(file, SURVEY)
    if "petugas" not in kinds:
        return []
    core = [name for name in CORE if name in kinds] if "status_usaha" in kinds else []
    gaps = " + ".join(f"(s.{name} IS NULL)" for name in core) or "0"
    counts = [f"{sql if all(name in kinds for name in needs) else 0} AS {what}"
              for what, (sql, needs) in _COUNTS.items()]
    chosen = ", ".join((*counts, f"sum(CASE WHEN {_OPEN} THEN {gaps} END) AS gaps" if core else "0 AS gaps"))
    scope, params = cohort_scope("s._participant", cohort_id)
    rows = file.rows(
        f"SELECT ifnull(s.petugas, '') AS officer, count(*) AS records,"
        f" count(*) - count(DISTINCT s._participant || ' ' || s.tahap) AS repeated, {chosen}"
        f' FROM "{SURVEY}" s WHERE {FINISHED} AND s._participant IS NOT NULL{scope}'
        " GROUP BY 1 ORDER BY 2 DESC, 1", params)
    return [_officer(row, len(core)) for row in rows]


def records_of(file: Source, officer: str, cohort_id: str | None = None) -> list[str]:
    """The participants whose records an officer finished."""
    scope, params = cohort_scope("s._participant", cohort_id)
    rows = file.rows(f'SELECT DISTINCT s._participant AS id FROM "{SURVEY}" s WHERE {FINISHED}'
                     f" AND ifnull(s.petugas, '') = ? AND s._participant IS NOT NULL{scope} ORDER BY 1",
                     (officer, *params))
    return [row["id"] for row in rows]


def _officer(row: Mapping[str, Any], core: int) -> OfficerQuality:
    return OfficerQuality(
        row["officer"], row["records"], _percent(row["gaps"], (row["open"] or 0) * core),
        _percent(row["odd"], row["open"]), _percent(row["fast"], row["timed"]),
        float("nan") if not row["timed"] else float(row["minutes"]), _percent(row["millions"], row["amounts"]),
        _percent(row["recalled"], row["based"]), row["repeated"],
    )


def _percent(part: int | None, whole: int | None) -> float:
    return 100 * (part or 0) / whole if whole else float("nan")
