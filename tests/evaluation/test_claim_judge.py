"""Sentences about anything the programme measures, and about what it does not, in both languages."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ftd_desktop import i18n
from ftd_desktop.evaluation import income
from ftd_desktop.evaluation.claim_judge import judge
from ftd_desktop.evaluation.claim_reading import read
from ftd_desktop.evaluation.data import PairedData, pair
from ftd_desktop.evaluation.indicators import frame
from tests.evaluation.people import record, survey


def firms() -> PairedData:
    """Twenty firms: sales grow by half for 15, fall for 5; NIB 10 to 18; QRIS 4 to 8; 20 workers to 50; no exports."""
    records = []
    for i in range(20):
        for later in (False, True):
            sales = 2_000_000 * (1 if not later else 1.5 if i < 15 else 0.5)
            records.append(record(
                f"p{i:02d}", "endline" if later else "baseline", omzet_bulan=int(sales), laba_bulan=int(sales / 4),
                omzet_tahun=int(12 * sales), ekspor="tidak", tk_l=2 if later and i < 10 else 1, tk_p=1 if later else 0,
                dok_punya="nib" if i < (18 if later else 10) else "tidak", bayar="qris" if i < (8 if later else 4)
                else "tunai"))
    return pair(records, "baseline", "endline")


def said(sentence: str, data: PairedData | None = None) -> str:
    of = data or firms()
    return judge(sentence, of, lambda column: income.line(of, column), income.PROFIT)


@pytest.mark.parametrize("sentence", [
    "9 dari 10 peserta kini punya NIB", "sembilan dari sepuluh usaha punya NIB", "90% usaha sudah ber-NIB",
    "18 usaha punya NIB", "NIB naik 40 poin persen", "kepemilikan NIB naik 80%", "Nine in ten firms have a NIB",
    "jumlah tenaga kerja naik 30 orang", "pekerja menjadi 50 orang", "tenaga kerja naik 150%",
    "75% usaha naik omzetnya", "seperempat usaha turun omzetnya", "15 usaha naik omzetnya",
    "median omzet naik Rp1 juta", "median omzet menjadi Rp3 juta", "median omzet naik lima puluh persen",
    "lebih dari 80% usaha punya NIB", "sedikitnya 18 usaha punya NIB", "kurang dari separuh usaha punya QRIS",
    "more than half of the firms have a NIB", "median omzet naik lebih dari 40%",
    "omzet naik setengah, menurut median", "5 dari 20 usaha turun labanya",
])
def test_what_is_true_is_called_true(sentence: str) -> None:
    words = said(sentence)
    assert words.startswith("Data ini mendukung kalimat itu"), words
    assert "\nYang benar: " in words


@pytest.mark.parametrize("sentence", [
    "menyerap 850 tenaga kerja", "jumlah ekspor naik 12 %", "semua peserta punya NIB", "omzet menjadi 3 kali lipat",
    "pendapatan naik rata-rata 330 % per bulan", "pendapatan naik tiga ratus tiga puluh persen", "2 usaha punya NIB",
    "80% usaha turun omzetnya", "lebih dari 95% usaha punya NIB", "median omzet naik lebih dari 300%",
    "kurang dari 9 usaha punya NIB", "median omzet turun lebih dari 10%",
    "QRIS naik 3 poin persen", "median omzet naik Rp9 juta",
])
def test_what_is_false_is_not_supported(sentence: str) -> None:
    assert said(sentence).startswith("Data ini tidak"), said(sentence)


def test_another_reading_is_named_as_such() -> None:
    words = said("NIB naik 40%")
    assert "hanya bila dibaca sebagai beda punya NIB (40 poin persen)" in words
    assert "10 usaha (50%) pada survei awal dan 18 usaha (90%) pada survei akhir" in words


def test_what_the_sentence_leaves_open_is_said() -> None:
    assert "diperiksa terhadap keuntungan sebulan" in said("harga naik 10%")
    assert "tidak punya ukuran yang disebut" in said("7 dari 10 peserta menikah")
    assert "yang diperiksa hanya 50%" in said("median omzet naik 50% menjadi 3 juta")
    assert "ingkar" in said("median omzet tidak naik 50%") and "mendukung" not in said("median omzet tidak naik 50%")
    assert "kelompok pembanding" in said("berkat program, 90% usaha punya NIB")
    assert "beberapa arti" in said("20% usaha naik kelas")
    for sentence in ("asdf qwer", "naik 330", "12", "!?"):
        assert "Tidak ada angka yang dapat diperiksa" in said(sentence)


@pytest.mark.parametrize("sentence", ["UMKM menyumbang 65% PDB", "rasio kewirausahaan 3,95%", "a GDP share of 11.54%"])
def test_national_figures_are_not_judged(sentence: str) -> None:
    assert said(sentence).startswith("Angka nasional tidak dapat diukur")


def test_few_firms_get_counts_and_nobody_gets_a_reason() -> None:
    few = firms().where(firms().first.numbers("omzet_bulan") > 0).where(
        firms().who.among("tidak_ada", "x") | (firms().first.numbers("tk_l") > 0))
    few = few.where(few.first.of_each("_participant", lambda text: float(text < "p03")) > 0)
    words = said("90% usaha punya NIB", few)
    assert "3 usaha" in words and "%" not in words.partition("Yang benar")[2]
    nobody = pair([], "baseline", "endline")
    for sentence in ("90% usaha punya NIB", "omzet naik 10%", "5 usaha naik omzetnya", "20% naik kelas"):
        assert "nan" not in said(sentence, nobody).lower().split() and "\n" not in said(sentence, nobody)


def test_each_outcome_is_found_by_its_words() -> None:
    for indicator in frame("outcomes").indicators:
        for words in indicator.words:
            claim = read(f"{words} 12%")
            assert claim is not None and claim.about == indicator.id, words


SENTENCES = st.lists(st.sampled_from((
    "omzet", "pendapatan", "NIB", "tenaga kerja", "naik kelas", "rata-rata", "naik", "turun", "menjadi", "9 dari 10",
    "330%", "tiga", "kali lipat", "Rp5 juta", "850 orang", "semua peserta", "tidak", "poin", "0%", "-5%", "1e9", "%")),
    max_size=6).map(" ".join)


@given(SENTENCES, st.sampled_from(("id", "en")), st.sampled_from((0, 1, 3, 30)))
@settings(max_examples=150, deadline=None)
def test_any_sentence_gets_words(sentence: str, language: str, people: int) -> None:
    i18n.use(language)
    records, who, _ = survey(people)
    words = said(sentence, pair(records, "baseline", "endline", who))
    assert words and "nan" not in words.lower().replace("%", " ").split() and "{" not in words
