"""The quality board: round figures, far values, speed, gaps, repeats."""

from __future__ import annotations

import math

import numpy as np

from ftd_desktop.evaluation import quality
from ftd_desktop.evaluation.data import pair
from ftd_desktop.evaluation.numeric import lines
from ftd_desktop.evaluation.quality_board import CORE, board
from tests.evaluation.file import MemoryFile
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
    full = dict.fromkeys(CORE, 1) | {"omzet_bulan": 2_000_000, "laba_bulan": 1, "dasar_angka": "perkiraan",
                                     "omzet_tahun": 24_000_000, "tk_baru": None}
    file = MemoryFile()
    file.put("ftd_survei", [
        record("a", "baseline", **fast, **full), {**record("a", "baseline", **fast, **full), "_id": "again"},
        record("b", "baseline", **slow, **full), record("c", "baseline", **{**slow, **full, "laba_bulan": 3_000_000}),
        record("d", "baseline", petugas="P2", status_usaha="tutup", mulai="rusak"),
        {**record("e", "baseline", petugas="P2", **full), "_status": "draft"},
        record("f", "baseline", **{
            **full, "petugas": None, "omzet_daring": None, "mulai": "2022-06-10T09:00:00+07:00",
            "selesai": "2022-06-10T08:00:00+07:00"}),
    ])
    file.put("membership", [{"_id": "m", "participant_id": "b", "cohort_id": "c1"}])
    second, first, nobody = board(file)
    assert (first.officer, first.records, first.too_fast, first.repeated) == ("P1", 2, 100, 1)
    assert (second.officer, second.records, second.too_fast) == ("P2", 3, 0) and round(second.minutes, 6) == 45
    assert second.implausible == 50 and second.missing == 0 and first.millions == 100 and first.by_recall == 100
    assert nobody.officer == "" and nobody.missing == 100 / len(CORE) and math.isnan(nobody.minutes)
    assert [(line.officer, line.records) for line in board(file, "c1")] == [("P2", 1)]
    file.close()


def test_the_board_of_an_older_or_absent_form() -> None:
    file = MemoryFile()
    assert board(file) == []
    file.put("ftd_survei", [{"_id": "x", "_participant": "a", "_status": "complete", "tahap": "baseline",
                             "petugas": "P1"}])
    line = board(file)[0]
    assert line.records == 1 and math.isnan(line.missing) and math.isnan(line.too_fast)
    file.close()


def test_every_number_has_its_line() -> None:
    records, who, _ = survey(60, seed=2)
    found = {line.indicator.id: line for line in lines(pair(records, "baseline", "endline", who))}
    assert {"skor_praktik", "tk_dibayar", "omzet_bulan", "fungsi_digital"} <= set(found)
    practices = found["skor_praktik"]
    assert practices.change is not None and practices.change.value_mean.value > 0
    assert practices.n + practices.lost + practices.closed + practices.blank == practices.started
