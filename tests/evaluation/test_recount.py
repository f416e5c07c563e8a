"""Every outcome counted again from the raw records by plain Python that shares nothing with the formulas."""

from __future__ import annotations

import statistics
from collections.abc import Callable
from typing import Any

import pytest

from ftd_desktop.evaluation import income, outcomes
from ftd_desktop.evaluation.data import PairedData, pair
from ftd_desktop.evaluation.indicators import frame
from tests.evaluation.people import LIKERT, PRACTICES, survey

Record = dict[str, Any]
Rule = Callable[[Record], float | None]


def chosen(record: Record, name: str) -> list[str] | None:
    return None if record.get(name) is None else [c for c in str(record[name]).split() if c != "tidak"]


def holds(name: str, *wanted: str) -> Rule:
    def rule(record: Record) -> float | None:
        picked = chosen(record, name)
        if picked is None:
            return None
        return float(bool(set(picked) & set(wanted)) if wanted else bool(picked))

    return rule


def depth(account: str, deeper: str) -> Rule:
    def rule(record: Record) -> float | None:
        if chosen(record, account) is None:
            return None
        return float(bool(chosen(record, account)) and bool(chosen(record, deeper) or []))

    return rule


def number(name: str) -> Rule:
    return lambda record: None if record.get(name) is None else float(record[name])


def yes(name: str) -> Rule:
    return lambda record: {"ya": 1.0, "tidak": 0.0}.get(str(record.get(name)))


def how_many(name: str, *wanted: str) -> Rule:
    def rule(record: Record) -> float | None:
        picked = chosen(record, name)
        return None if picked is None else float(len([c for c in picked if not wanted or c in wanted]))

    return rule


def mindset(record: Record) -> float | None:
    scores = []
    for name in LIKERT:
        if record.get(name) is not None:
            score = 25.0 * (int(record[name]) - 1)
            scores.append(100 - score if name in ("mp_takut", "mp_risih") else score)
    return sum(scores) / len(scores) if scores else None


def practices(record: Record) -> float | None:
    answered = [record.get(name) for name in PRACTICES]
    return None if None in answered else float(answered.count("ya"))


def paid(record: Record) -> float | None:
    men, women = record.get("tk_l"), record.get("tk_p")
    return None if men is None or women is None else float(men + women)


CERTIFICATES = ("pirt", "halal", "bpom", "merek", "hki_lain", "sni", "nkv", "slhs", "pkp")
RULES: dict[str, Rule] = {
    "indeks_pola_pikir": mindset, "skor_praktik": practices, "catat_keuangan": yes("pr_catat"),
    "pem_akun": holds("pem_akun"), "pem_tayang": depth("pem_akun", "pem_tayang"),
    "pem_transaksi": depth("pem_akun", "pem_transaksi"), "swa_akun": holds("swa_akun"),
    "swa_tayang": depth("swa_akun", "swa_tayang"), "swa_transaksi": depth("swa_akun", "swa_transaksi"),
    "tk_dibayar": paid, "tk_tetap": number("tk_tetap"), "tk_p": number("tk_p"), "rebrand": holds("rebrand"),
    "kemasan_info": yes("kemasan_info"), "nib": holds("dok_punya", "nib"), "badan": holds("dok_punya", "badan"),
    "pirt_halal": holds("dok_punya", "pirt", "halal"), "sertifikat": how_many("dok_punya", *CERTIFICATES),
    "merek": holds("dok_punya", "merek"), "fungsi_digital": how_many("aplikasi"), "qris": holds("bayar", "qris"),
    "medsos": holds("medsos"), "omzet_bulan": number("omzet_bulan"), "laba_bulan": number("laba_bulan"),
    "jual_daring": lambda r: None if r.get("omzet_daring") is None else float(r["omzet_daring"] > 0),
    "ekspor": yes("ekspor"), "pinjaman_formal": holds("dana", "kur", "bank", "umi", "koperasi", "lpdb", "fintech"),
    "alumni_grup": yes("alumni_grup"), "alumni_kolab": holds("alumni_kolab"),
    "berjalan": lambda r: float(r["status_usaha"] in ("jalan", "ganti")),
}
RECORDS, WHO, _ = survey(240, seed=77)
FIRST = {r["_participant"]: r for r in RECORDS if r["tahap"] == "baseline"}
SECOND = {r["_participant"]: r for r in RECORDS if r["tahap"] == "endline"}


@pytest.fixture(scope="module")
def data() -> PairedData:
    return pair(RECORDS, "baseline", "endline", WHO)


def test_every_outcome_is_counted_again() -> None:
    assert set(RULES) == {indicator.id for indicator in frame("outcomes").indicators}


@pytest.mark.parametrize("name", sorted(RULES))
def test_recount(data: PairedData, name: str) -> None:
    indicator, rule = frame("outcomes").indicator(name), RULES[name]
    found = outcomes.outcome(data, indicator)
    pairs = [(rule(FIRST[p]), rule(SECOND[p])) for p in sorted(SECOND)]
    if indicator.rounds == "after":
        later = [after for _, after in pairs if after is not None]
        assert found.n == len(later) and found.count_after == later.count(1.0)
        return
    known = [(a, b) for a, b in pairs if a is not None and b is not None]
    assert found.n == len(known) > 150
    assert (found.gained, found.dropped) == (sum(b > a for a, b in known), sum(b < a for a, b in known))
    for side, shown in ((0, found.before), (1, found.after)):
        values = [pair_[side] for pair_ in known]
        expected = {"share": lambda v: 100 * sum(v) / len(v), "mean": lambda v: sum(v) / len(v),
                    "median": statistics.median, "total": sum}[indicator.kind](values)
        assert shown == pytest.approx(expected, rel=1e-12)


def test_the_income_line_again(data: PairedData) -> None:
    line = income.line(data, income.SALES)
    open_again = [p for p in SECOND if SECOND[p]["status_usaha"] == "jalan"]
    both = [(FIRST[p]["omzet_bulan"], SECOND[p]["omzet_bulan"]) for p in open_again]
    changes = [100 * (b - a) / a for a, b in both if a > 0]
    assert line.change is not None and line.n == len(both)
    assert (line.lost, line.closed) == (len(FIRST) - len(SECOND), len(SECOND) - len(open_again))
    assert line.change.median.value == pytest.approx(statistics.median(changes))
    assert line.change.mean.value == pytest.approx(statistics.fmean(changes))
    assert line.change.ratio.value == pytest.approx(100 * (sum(b for _, b in both) / sum(a for a, _ in both) - 1))
    assert line.change.rose.value == pytest.approx(100 * sum(b > a for a, b in both) / len(both))
    zero = line.closed_as_zero
    assert zero is not None and zero.n == len(SECOND)
    assert zero.total_before == sum(FIRST[p]["omzet_bulan"] for p in SECOND)
    assert zero.total_after == sum(SECOND[p].get("omzet_bulan") or 0 for p in SECOND)
