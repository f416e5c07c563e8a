"""The report's other tables counted again from the raw records with pandas and scipy, which share no code with them."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas
import pytest
from scipy import stats

from ftd_desktop.evaluation import income, quality, quality_board
from ftd_desktop.evaluation.attrition import attrition
from ftd_desktop.evaluation.classes import transition
from ftd_desktop.evaluation.data import pair
from ftd_desktop.evaluation.indicators import frame
from ftd_desktop.evaluation.outcomes import outcome
from ftd_desktop.evaluation.subgroups import subgroups
from ftd_desktop.evaluation.traits import traits
from tests.evaluation.file import MemoryFile
from tests.evaluation.people import survey

RECORDS, WHO, _ = survey(400, seed=78, lost=0.15)
SECTORS = ("kriya", "fesyen", "digital", "agribisnis")
for place, facts in enumerate(WHO.values()):
    facts |= {"sektor": SECTORS[place % 4], "jenis_pelaku": "koperasi" if place % 9 == 0 else "perorangan"}
DATA = pair(RECORDS, "baseline", "endline", WHO)
ALL = pandas.DataFrame(RECORDS).set_index("_participant").join(pandas.DataFrame(WHO).T[["kab", "jk", "sektor",
                                                                                      "jenis_pelaku"]])
FIRST, SECOND = ALL[ALL.tahap == "baseline"].sort_index(), ALL[ALL.tahap == "endline"].sort_index()
KEPT = FIRST.loc[SECOND.index]
CLOSED = SECOND.status_usaha == "tutup"
CLOSE: dict[str, Any] = {"rel": 1e-9, "nan_ok": True}


def has(column: pandas.Series, *wanted: str) -> pandas.Series:
    """1 where one of `wanted` is chosen, missing where nothing was answered."""
    chosen = column.fillna("").str.split()
    return chosen.map(lambda found: float(not set(wanted).isdisjoint(found))).where(column.notna())


def count(column: pandas.Series) -> pandas.Series:
    """How many are chosen."""
    return column.fillna("").str.split().map(lambda found: float(len([c for c in found if c != "tidak"]))).where(
        column.notna())


def yes(column: pandas.Series) -> pandas.Series:
    return column.map({"ya": 1.0, "tidak": 0.0})


def agree(column: pandas.Series) -> pandas.Series:
    return (pandas.to_numeric(column) - 1) * 25


def test_every_reading_of_sales_and_profit() -> None:
    for column in (income.SALES, income.PROFIT):
        a, b = KEPT[column][~CLOSED], SECOND[column][~CLOSED]
        both = a.notna() & b.notna()
        a, b = a[both].astype(float), b[both].astype(float)
        changes = (100 * (b / a - 1))[a > 0]
        later = SECOND[column].astype(float).where(~CLOSED, 0.0)
        counted = KEPT[column].notna() & later.notna()
        line = income.line(DATA, column)
        assert line.change is not None and line.closed_as_zero is not None
        assert (line.started, line.lost, line.closed, line.n) == (400, 400 - len(SECOND), CLOSED.sum(), len(a))
        assert (line.change.n, line.change.without_base) == (len(a), (a <= 0).sum())
        found = line.change
        assert [found.median.value, found.mean.value, found.trimmed.value, found.winsorised.value] == pytest.approx(
            [changes.median(), changes.mean(), stats.trim_mean(changes, 0.1),
             float(stats.mstats.winsorize(changes.to_numpy(), (0.01, 0.01)).mean())], **CLOSE)
        assert [found.ratio.value, found.rose.value, found.value.value, found.value_mean.value] == pytest.approx(
            [100 * (b.sum() / a.sum() - 1), 100 * (b > a).mean(), (b - a).median(), (b - a).mean()], **CLOSE)
        assert line.closed_as_zero.n == counted.sum()
        assert line.closed_as_zero.ratio.value == pytest.approx(
            100 * (later[counted].sum() / KEPT[column][counted].sum() - 1), **CLOSE)
        assert found.test is not None and found.test.p == pytest.approx(
            stats.wilcoxon(b - a, method="approx", correction=False).pvalue, rel=1e-9)


def trait_parts(of: pandas.DataFrame) -> dict[str, list[tuple[float, pandas.Series]]]:
    """Weight and value of each part, written down anew from the description of the five traits."""
    papers = ("pirt", "halal", "bpom", "merek", "hki_lain", "sni", "nkv", "slhs")
    attitude = pandas.concat([agree(of.mp_digital), agree(of.mp_mampu), 100 - agree(of.mp_takut),
                              100 - agree(of.mp_risih)], axis=1).mean(axis=1)
    online = 100 * (count(of.swa_akun) > 0).astype(float).where(of.swa_akun.notna())
    return {
        "teknologi": [(2, 10 * count(of.aplikasi)), (1, 100 * (count(of.internet) > 0).astype(float).where(
            of.internet.notna())), (1, 100 * has(of.bayar, "qris")),
            (1, online * (count(of.swa_tayang).fillna(0) > 0)), (1, attitude)],
        "nilai": [(1, 12.5 * count(of.rebrand)), (1, 100 * yes(of.kemasan_info)), (1, 100 * has(of.dok_punya, *papers)),
                  (1, 100 * yes(of.pr_hpp)), (1, agree(of.mp_unggul))],
        "pasar": [(1, 100 * yes(of[name])) for name in ("pr_tanya", "pr_bekas", "pr_promo", "pr_iklan")]
        + [(1, agree(of.mp_sasaran)), (1, agree(of.mp_permintaan))],
        "wawasan": [(1, 100 * yes(of[name])) for name in ("pr_pesaing", "pr_efek", "pr_target")]
        + [(1, 100 * has(of.aplikasi, "analitik")), (1, agree(of.mp_ukur))],
        "inovatif": [(1, 100 * yes(of.pr_baru)), (1, 100 * yes(of.pr_proses)), (1, agree(of.mp_coba)),
                     (1, 100 * has(of.aplikasi, "ai"))],
    }


def index(parts: list[tuple[float, pandas.Series]]) -> pandas.Series:
    values, weights = pandas.concat([v for _, v in parts], axis=1), np.array([w for w, _ in parts])
    known = (values.notna() * weights).sum(axis=1)
    mean = (values.fillna(0) * weights).sum(axis=1) / known.where(known > 0)
    return mean.where(known >= weights.sum() / 2)


def test_the_five_traits_and_their_parts() -> None:
    before, after = trait_parts(KEPT), trait_parts(SECOND)
    gains = []
    for trait in traits(DATA).traits:
        a, b = index(before[trait.dimension.id]), index(after[trait.dimension.id])
        both = a.notna() & b.notna()
        gains.append((b - a).where(both))
        assert trait.n == both.sum() > 250
        assert [trait.before, trait.after] == pytest.approx([a[both].mean(), b[both].mean()], **CLOSE)
        change = (b - a)[both].round(12)
        assert trait.test is not None and trait.test.p == pytest.approx(
            stats.wilcoxon(change, method="approx", correction=False).pvalue, rel=1e-6)
        parts = zip(trait.parts, before[trait.dimension.id], after[trait.dimension.id], strict=True)
        for part, (weight, first), (_, second) in parts:
            there = first.notna() & second.notna()
            assert (part.indicator.weight, part.n) == (weight, there.sum())
            assert [part.before, part.after] == pytest.approx([first[there].mean(), second[there].mean()], **CLOSE)
    known = pandas.concat(gains, axis=1).dropna()
    times = (known >= 5).sum(axis=1).value_counts()
    assert list(traits(DATA).improved) == [times.get(k, 0) for k in range(6)]


@pytest.mark.parametrize(("name", "limits"), [
    ("pp7", [2e9, 15e9, 50e9]), ("lapis_mikro", [60e6, 300e6, 500e6, 2e9])])
def test_who_moved_between_classes(name: str, limits: list[float]) -> None:
    edges, labels = [-np.inf, *limits, np.inf], range(len(limits) + 1)
    a, b = (pandas.cut(of.omzet_tahun.astype(float), edges, labels=labels) for of in (KEPT, SECOND))
    expected = pandas.crosstab(a, b, dropna=True).reindex(index=labels, columns=labels, fill_value=0)
    assert transition(DATA, frame("classes").indicator(name)).counts.tolist() == expected.to_numpy().tolist()


def test_what_participants_contribute() -> None:
    coop = (KEPT.jenis_pelaku == "koperasi").to_numpy()
    runs = SECOND.status_usaha.isin(["jalan", "ganti"])
    modern = [has(of.aplikasi, "pembukuan") * has(of.bayar, "qris") for of in (KEPT, SECOND)]
    answered = modern[0].notna() & modern[1].notna()
    counted = {
        "r_penjualan": (KEPT.omzet_bulan, SECOND.omzet_bulan, ~coop),
        "r_koperasi": (KEPT.omzet_bulan, SECOND.omzet_bulan, coop),
        "r_startup": ((KEPT.sektor == "digital").astype(float), ((SECOND.sektor == "digital") & runs).astype(float),
                      np.ones(len(KEPT), dtype=bool)),
        "r_koperasi_modern": (coop * modern[0], coop * modern[1], answered.to_numpy()),
    }
    for name, (a, b, which) in counted.items():
        both = which & a.notna() & b.notna()
        found = outcome(DATA, frame("roadmap").indicator(name))
        assert [found.before, found.after] == pytest.approx([a[both].sum(), b[both].sum()], **CLOSE), name
    shares = {
        ("roadmap", "r_ekspor"): lambda of: yes(of.ekspor),
        ("roadmap", "r_wirausaha"): lambda of: (of.tk_tetap >= 1).astype(float).where(of.tk_tetap.notna()),
        ("rpjmn", "m_wirausaha"): lambda of: (of.tk_tetap >= 1).astype(float).where(of.tk_tetap.notna()),
        ("rpjmn", "m_nib"): lambda of: has(of.dok_punya, "nib"), ("rpjmn", "m_kecil_menengah"): small_or_medium,
    }
    for (table, name), rule in shares.items():
        a, b = rule(KEPT), rule(SECOND)
        both = a.notna() & b.notna()
        found = outcome(DATA, frame(table).indicator(name))
        assert (found.n, found.count_before, found.count_after) == (both.sum(), a[both].sum(), b[both].sum()), name
    assert {name for table in ("roadmap", "rpjmn") for name in (i.id for i in frame(table).indicators)} == {
        *counted, *(name for _, name in shares)}


def small_or_medium(of: pandas.DataFrame) -> pandas.Series:
    year, most = of.omzet_tahun.astype(float), np.where(of.sektor == "agribisnis", 26, 22)
    micro = (year <= 2e9) & (of.tk_tetap >= 3) & (of.tk_tetap <= most)
    return ((year > 2e9) & (year <= 50e9) | micro).astype(float).where(year.notna() & of.tk_tetap.notna())


@pytest.mark.parametrize("by", ["kab", "jk", "sektor"])
def test_subgroups(by: str) -> None:
    found = subgroups(DATA, frame("outcomes").indicator("omzet_bulan"), by)
    pairs = pandas.DataFrame({"key": KEPT[by], "a": KEPT.omzet_bulan, "b": SECOND.omzet_bulan}).dropna()
    sizes = pairs.groupby("key").size()
    assert {group.key: group.n for group in found.groups} == sizes.to_dict() and not found.suppressed
    for group in found.groups:
        own = pairs[pairs.key == group.key]
        based = own[own.a > 0]
        assert [group.before, group.after, group.percent] == pytest.approx(
            [own.a.median(), own.b.median(), (100 * (based.b / based.a - 1)).median()], **CLOSE)


def test_who_was_lost() -> None:
    found = attrition(DATA)
    lost = FIRST[~FIRST.index.isin(SECOND.index)]
    assert (found.started, found.lost) == (400, len(lost)) and len(lost) > 30
    sales = next(n for n in found.numbers if n.label == frame("outcomes").indicator("omzet_bulan").label)
    a, b = KEPT.omzet_bulan.dropna().astype(float), lost.omzet_bulan.dropna().astype(float)
    assert (sales.kept, sales.lost) == ((len(a), a.median(), pytest.approx(a.mean())),
                                        (len(b), b.median(), pytest.approx(b.mean())))
    assert sales.difference == pytest.approx((a.mean() - b.mean()) / np.sqrt((a.var() + b.var()) / 2), rel=1e-9)
    assert sales.p == pytest.approx(stats.mannwhitneyu(a, b, method="asymptotic").pvalue, rel=1e-9)
    sexes = next(kind for kind in found.kinds if kind.name == "jk")
    table = pandas.crosstab(FIRST.jk, FIRST.index.isin(SECOND.index))
    assert [(k, kept, gone) for k, kept, gone in sexes.counts] == [(k, row[True], row[False])
                                                                   for k, row in table.iterrows()]
    assert sexes.p == pytest.approx(stats.chi2_contingency(table, correction=False).pvalue, rel=1e-9)


def test_round_figures_and_the_board_of_officers() -> None:
    sales = FIRST.omzet_bulan.dropna().astype(int)
    sales = sales[sales > 0]
    found = quality.heaping(DATA.first.numbers("omzet_bulan"))
    assert [found.n, found.millions, found.halves, found.significant] == pytest.approx(
        [len(sales), 100 * (sales % 1_000_000 == 0).mean(), 100 * (sales % 500_000 == 0).mean(),
         sales.map(lambda value: len(str(value).rstrip("0"))).mean()])
    file = MemoryFile()
    file.put("ftd_survei", RECORDS)
    board = {line.officer: line for line in quality_board.board(file)}
    file.close()
    for officer, own in ALL.groupby("petugas"):
        line, runs = board[str(officer)], own[own.status_usaha.isin(["jalan", "ganti"])]
        core = [name for name in quality_board.CORE if name in own]
        amounts = own.omzet_bulan.dropna()
        odd = (runs.laba_bulan > runs.omzet_bulan) | (runs.omzet_tahun < runs.omzet_bulan)
        assert [line.records, line.missing, line.millions] == pytest.approx(
            [len(own), 100 * runs[core].isna().to_numpy().mean(),
             100 * (amounts[amounts > 0] % 1_000_000 == 0).mean()])
        assert odd.sum() == 0 or line.implausible > 0
