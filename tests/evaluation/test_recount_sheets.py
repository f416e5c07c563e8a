"""The sheets of figures, row by row, counted again from the raw records with pandas and scipy.

COVERED says which test recounts each sheet of `figures.all_figures`; a sheet without one fails here.
"""

from __future__ import annotations

import random
from typing import Any

import numpy as np
import pandas
import pytest
from scipy import stats

from ftd_desktop.evaluation import quality_board
from ftd_desktop.evaluation.data import pair
from ftd_desktop.evaluation.figures import all_figures
from ftd_desktop.evaluation.indicators import frame
from ftd_desktop.evaluation.rows import Rows
from tests.evaluation.file import MemoryFile
from tests.evaluation.people import survey
from tests.evaluation.test_recount import RULES

COVERED = {
    "Pendapatan": "test_recount_tables.test_every_reading_of_sales_and_profit", "Hasil program": "test_outcomes",
    "Penjualan sebulan": "test_every_firm_of_a_pilot", "Keuntungan sebulan": "test_every_firm_of_a_pilot",
    "Semua angka": "test_every_number", "Lima ciri": "test_recount_tables.test_the_five_traits_and_their_parts",
    "Kelas PP 7 tahun 2021": "test_recount_tables.test_who_moved_between_classes",
    "Lapis mikro": "test_recount_tables.test_who_moved_between_classes",
    "Sasaran nasional": "test_recount_tables.test_what_participants_contribute",
    "Menurut kelompok": "test_recount_tables.test_subgroups, test_groups_by_size",
    "Yang hilang": "test_recount_tables.test_who_was_lost", "Hilang menurut kelompok": "test_who_was_lost_by_kind",
    "Periksa lagi": "test_amounts_to_look_at_again",
    "Mutu per petugas": "test_the_board_of_officers",
}
CLOSE: dict[str, Any] = {"rel": 1e-9, "abs": 1e-9}


def records_of(n: int) -> tuple[list[dict[str, Any]], dict[str, dict[str, Any]], dict[str, str]]:
    """Made-up people with times of interview, ways of knowing, implausible amounts and records given twice."""
    records, who, names = survey(n, seed=79, lost=0.15)
    rng = random.Random(4)
    for row in list(records):
        minutes = rng.choice([3, 7, 8, 20, 55])
        row |= {"mulai": "2022-06-10T09:00:00+07:00", "selesai": f"2022-06-10T09:{minutes:02d}:00+07:00"}
        if row["status_usaha"] == "jalan":
            row["dasar_angka"] = rng.choice(["catatan", "perkiraan", None])
            row["tk_baru"] = rng.choice([0, 1, 9])
            if rng.random() < 0.05:
                row["laba_bulan"] = row["omzet_bulan"] * 3
            if rng.random() < 0.05:
                row["omzet_bulan"] *= 100
        if rng.random() < 0.05:
            records.append({**row, "_id": row["_id"] + "-lagi"})
    return records, who, names


RECORDS, WHO, NAMES = records_of(300)
DATA = pair(RECORDS, "baseline", "endline", WHO)
ALL = pandas.DataFrame([row for row in RECORDS if not row["_id"].endswith("-lagi")]).set_index("_participant")
FIRST, SECOND = ALL[ALL.tahap == "baseline"].sort_index(), ALL[ALL.tahap == "endline"].sort_index()
KEPT = FIRST.loc[SECOND.index]


@pytest.fixture(scope="module")
def sheets() -> dict[str, Rows]:
    file = MemoryFile()
    file.put("ftd_survei", RECORDS)
    officers = quality_board.board(file)
    file.close()
    return {sheet.name: sheet for sheet in all_figures(DATA, NAMES, officers)}


def ruled(name: str) -> tuple[pandas.Series, pandas.Series]:
    """An outcome's values in both rounds, by the rules of the other recount."""
    a, b = (pandas.Series([RULES[name](row) for row in of.astype(object).where(of.notna(), None).to_dict("records")],
                          of.index, dtype=float) for of in (KEPT, SECOND))
    return a, b


def test_every_sheet_is_recounted(sheets: dict[str, Rows]) -> None:
    pilot, who, names = records_of(14)
    small = {sheet.name for sheet in all_figures(pair(pilot, "baseline", "endline", who), names)}
    assert set(sheets) | small == set(COVERED)


def test_outcomes(sheets: dict[str, Rows]) -> None:
    rows = zip(sheets["Hasil program"].rows, frame("outcomes").indicators, strict=True)
    for row, indicator in rows:
        a, b = ruled(indicator.id)
        if indicator.rounds == "after":
            later = b.dropna()
            assert (row[3], row[8]) == (len(later), later.sum())
            continue
        both = a.notna() & b.notna()
        a, b = a[both], b[both]
        assert (row[3], row[9], row[10]) == (len(a), (b > a).sum(), (b < a).sum()), indicator.id
        if indicator.kind != "share":
            worked = {"mean": "mean", "median": "median", "total": "sum"}[indicator.kind]
            assert list(row[4:6]) == pytest.approx([getattr(a, worked)(), getattr(b, worked)()], **CLOSE)
            expected = stats.wilcoxon((b - a).round(9), method="approx", correction=False).pvalue
            assert row[13] == pytest.approx(expected, rel=1e-6), indicator.id
            continue
        assert list(row[4:9]) == pytest.approx(
            [100 * a.mean(), 100 * b.mean(), 100 * (b.mean() - a.mean()), a.sum(), b.sum()], **CLOSE)
        up, down = int((b > a).sum()), int((b < a).sum())
        assert row[13] == (pytest.approx(stats.binomtest(up, up + down).pvalue, rel=1e-9) if up + down else None)
        assert list(row[11:13]) == pytest.approx(newcombe(a, b), **CLOSE), indicator.id


def newcombe(a: pandas.Series, b: pandas.Series) -> list[float]:
    """Newcombe's method 10 from his paper's formulas, with Wilson's intervals by scipy and phi by a correlation."""
    n = len(a)
    first, second = (stats.binomtest(int(x.sum()), n).proportion_ci(method="wilson") for x in (a, b))
    p, q = b.mean(), a.mean()
    e, f, g, h = ((a * b).sum(), ((1 - a) * b).sum(), (a * (1 - b)).sum(), ((1 - a) * (1 - b)).sum())
    margins = float((e + f) * (g + h) * (e + g) * (f + h))
    crossed = e * h - f * g
    phi = 0.0 if margins == 0 else (max(crossed - n // 2, 0) if crossed > 0 else crossed) / np.sqrt(margins)
    down, up = (p - second.low, first.high - q), (second.high - p, q - first.low)
    low, high = (np.sqrt(x**2 - 2 * phi * x * y + y**2) for x, y in (down, up))
    return [100 * (p - q - low), 100 * (p - q + high)]


def test_every_number(sheets: dict[str, Rows]) -> None:
    closed = SECOND.status_usaha == "tutup"
    rows = list(sheets["Semua angka"].rows)
    numeric = [i for i in frame("outcomes").indicators if i.kind in ("mean", "median", "total") and i.rounds == "both"]
    assert len(rows) == 8 * len(numeric)
    for place, indicator in enumerate(numeric):
        own = rows[8 * place : 8 * place + 8]
        a, b = ruled(indicator.id)
        both = a.notna() & b.notna() & ~closed
        assert own[0][1:6] == (len(FIRST), both.sum(), len(FIRST) - len(SECOND), closed.sum(), (~both & ~closed).sum())
        a, b = a[both], b[both]
        changes, moved = 100 * (b / a - 1)[a > 0], b - a
        expected = [changes.median(), 100 * (b.sum() / a.sum() - 1), 100 * (b > a).mean(), moved.median(), moved.mean(),
                    stats.trim_mean(changes, 0.1),
                    float(stats.mstats.winsorize(changes.to_numpy(), (0.01, 0.01)).mean()), changes.mean()]
        assert [row[7] for row in own] == pytest.approx(expected, **CLOSE), indicator.id


def test_every_firm_of_a_pilot() -> None:
    records, who, names = records_of(14)
    found = {sheet.name: sheet for sheet in all_figures(pair(records, "baseline", "endline", who), names)}
    rows = {row["_id"]: row for row in records}
    for sheet, column in (("Penjualan sebulan", "omzet_bulan"), ("Keuntungan sebulan", "laba_bulan")):
        for name, before, after, moved, percent in found[sheet].rows:
            person = next(p for p, words in names.items() if words == name)
            a, b = rows[f"{person}-baseline"][column], rows[f"{person}-endline"][column]
            assert (before, after, moved) == (a, b, b - a)
            assert percent == (pytest.approx(100 * (b - a) / a) if a > 0 else None)
    open_again = [row for row in rows.values() if row["tahap"] == "endline" and row["status_usaha"] == "jalan"]
    assert len(found["Penjualan sebulan"].rows) == len({row["_participant"] for row in open_again})


def test_who_was_lost_by_kind(sheets: dict[str, Rows]) -> None:
    gone = ~FIRST.index.isin(SECOND.index)
    facts = pandas.DataFrame(WHO).T.loc[FIRST.index]
    for words, name in (("Jenis kelamin", "jk"), ("Kabupaten/kota", "kab")):
        rows = [row for row in sheets["Hilang menurut kelompok"].rows if row[0] == words]
        table = pandas.crosstab(facts[name], gone)
        assert [row[2:4] for row in rows] == [(row[False], row[True]) for _, row in table.iterrows()]
        expected = stats.chi2_contingency(table, correction=False).pvalue
        assert all(row[4] == pytest.approx(expected, rel=1e-9) for row in rows)


def test_amounts_to_look_at_again(sheets: dict[str, Rows]) -> None:
    expected = set()
    for column in ("omzet_bulan", "laba_bulan"):
        a, b = FIRST[column].astype(float), SECOND[column].reindex(FIRST.index).astype(float)
        both = (a > 0) & (b > 0)
        logs = np.log(b[both] / a[both])
        away = (logs - logs.median()).abs()
        far = away > 3.5 * 1.4826 * away.median()
        expected |= {(NAMES[p], column) for p in logs.index[(logs.abs() > np.log(20)) | far]}
    above = SECOND.index[SECOND.laba_bulan > SECOND.omzet_bulan]
    expected |= {(NAMES[p], "laba_bulan") for p in above}
    assert {(row[0], row[1]) for row in sheets["Periksa lagi"].rows} == expected and len(expected) > 20


def test_groups_by_size(sheets: dict[str, Rows]) -> None:
    labels = frame("classes").indicator("lapis_mikro").classes
    year = pandas.cut(KEPT.omzet_tahun.astype(float), [-np.inf, 60e6, 300e6, 500e6, 2e9, np.inf], labels=labels)
    own = pandas.DataFrame({"key": year.astype(object), "a": KEPT.omzet_bulan, "b": SECOND.omzet_bulan}).dropna()
    rows = {row[1]: row for row in sheets["Menurut kelompok"].rows
            if row[0] == "Kelas usaha" and row[2].startswith("Penjualan sebulan")}
    assert {key: row[3] for key, row in rows.items()} == own.groupby("key").size().to_dict() and len(rows) >= 3
    for key, row in rows.items():
        if not row[7]:
            group = own[own.key == key]
            assert list(row[4:6]) == pytest.approx([group.a.median(), group.b.median()], **CLOSE)


def test_the_board_of_officers(sheets: dict[str, Rows]) -> None:
    """Of all finished records, those given twice too, which the board counts."""
    given = pandas.DataFrame(RECORDS)
    for officer, own in given.groupby("petugas"):
        row = next(row for row in sheets["Mutu per petugas"].rows if row[0] == officer)
        runs = own[own.status_usaha.isin(["jalan", "ganti"])]
        odd = (runs.laba_bulan > runs.omzet_bulan) | (runs.omzet_tahun < runs.omzet_bulan) | (
            runs.tk_baru > runs.tk_l + runs.tk_p)
        minutes = (pandas.to_datetime(own.selesai) - pandas.to_datetime(own.mulai)).dt.total_seconds() / 60
        amounts = own.omzet_bulan[own.omzet_bulan > 0]
        core = [name for name in quality_board.CORE if name in own]
        assert list(row[1:]) == pytest.approx([
            len(own), 100 * runs[core].isna().to_numpy().mean(), 100 * odd.mean(), 100 * (minutes < 8).mean(),
            minutes.mean(), 100 * (amounts % 1_000_000 == 0).mean(),
            100 * (runs.dasar_angka.dropna() == "perkiraan").mean(),
            own.duplicated(["_participant", "tahap"]).sum()], rel=1e-6), officer
        assert row[3] > 0 and row[4] > 0 and row[8] > 0
