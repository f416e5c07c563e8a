"""The 33 regencies and cities of North Sumatra by their Kemendagri code (Kepmendagri 300.2.2-2138/2025)."""

from __future__ import annotations

import csv
from functools import cache

from ftd_desktop import resources


@cache
def regencies() -> dict[str, str]:
    """Code -> full name, e.g. ``12.71`` -> ``Kota Medan``."""
    with resources.path("lists", "kabkota.csv").open(encoding="utf-8", newline="") as file:
        return {row["kode_kemendagri"]: row["nama"] for row in csv.DictReader(file)}


def regency(code: str | None) -> str:
    """The full name; the code itself when it is of elsewhere, "" for none."""
    return regencies().get(code or "", code or "")


def short_regency(code: str | None) -> str:
    """The name without ``Kabupaten``/``Kota``, for narrow columns."""
    return regency(code).removeprefix("Kabupaten ").removeprefix("Kota ")
