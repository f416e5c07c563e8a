"""The quality board: round figures, far values, speed, gaps, repeats."""

from __future__ import annotations

import math

import numpy as np

from ftd_desktop.evaluation import quality
from ftd_desktop.evaluation.data import pair
from ftd_desktop.evaluation.numeric import lines
from tests.evaluation.people import record, survey


def test_heaping() -> None:
    found = quality.heaping(np.array([1e6, 2e6, 1.5e6, 1_234_567, 0, -1e6, np.nan]))
    assert (found.n, found.millions, found.halves) == (4, 50, 75)
    assert found.significant == (1 + 1 + 2 + 7) / 4
    assert quality.heaping(np.empty(0)).n == 0


def test_outliers_are_found_once_and_ranked() -> None:
    records = []
    for i in range(20):
        records.append(record(f"p{i:02d}", "baseline", omzet_bulan=1_000_000, laba_bulan=100_000))
        after = 30_000_000 if i == 3 else 40_000 if i == 4 else 1_000_000 + 50_000 * (i % 5)
        records.append(record(f"p{i:02d}", "endline", omzet_bulan=after, laba_bulan=2_000_000 if i == 7 else 100_000))
    found = quality.outliers(pair(records, "baseline", "endline"))
    assert [(o.person, o.column) for o in found if o.column == "omzet_bulan"] == [
        ("p03", "omzet_bulan"), ("p04", "omzet_bulan")]
    assert {o.person for o in found if o.kind == "profit"} <= {"p04", "p07"}
    assert len({(o.person, o.column) for o in found}) == len(found)


def test_per_officer() -> None:
    fast = {"mulai": "2022-06-10T09:00:00+07:00", "selesai": "2022-06-10T09:05:00+07:00", "petugas": "P1"}
    slow = {"mulai": "2022-06-10T09:00:00+07:00", "selesai": "2022-06-10T09:45:00+07:00", "petugas": "P2"}
    full = dict.fromkeys(quality.CORE, 1) | {"omzet_bulan": 2_000_000, "laba_bulan": 1, "dasar_angka": "perkiraan"}
    records = [
        record("a", "baseline", **fast, **full), record("a", "baseline", **fast, **full),
        record("b", "baseline", **slow, **full), record("c", "baseline", **{**slow, **full, "laba_bulan": 3_000_000}),
        record("d", "baseline", petugas="P2", status_usaha="tutup", mulai="rusak"),
    ]
    second, first = quality.by_officer(records)
    assert (first.officer, first.records, first.too_fast, first.repeated) == ("P1", 2, 100, 1)
    assert (second.officer, second.records, second.too_fast, second.minutes) == ("P2", 3, 0, 45)
    assert second.implausible == 50 and second.missing == 0 and first.millions == 100 and first.by_recall == 100
    assert quality.by_officer([]) == []


def test_a_clock_that_goes_back_gives_no_speed() -> None:
    assert quality.duration({"mulai": "2022-06-10T10:00:00+07:00", "selesai": "2022-06-10T09:00:00+07:00"}) is None
    assert quality.duration({"mulai": "2022-06-10T10:00:00", "selesai": "2022-06-10T09:00:00+07:00"}) is None
    nobody = quality.by_officer([record("a", "baseline", status_usaha="tutup")])[0]
    assert math.isnan(nobody.missing) and math.isnan(nobody.minutes)


def test_every_number_has_its_line() -> None:
    records, who, _ = survey(60, seed=2)
    found = {line.indicator.id: line for line in lines(pair(records, "baseline", "endline", who))}
    assert {"skor_praktik", "tk_dibayar", "omzet_bulan", "fungsi_digital"} <= set(found)
    practices = found["skor_praktik"]
    assert practices.change is not None and practices.change.value_mean.value > 0
    assert practices.n + practices.lost + practices.closed + practices.blank == practices.started
