"""Sentences as they are said, and what the data make of them."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ftd_desktop.evaluation import claim_check, income
from ftd_desktop.evaluation.claim_check import check
from ftd_desktop.evaluation.claim_reading import Claim, read
from ftd_desktop.evaluation.income import PROFIT, SALES
from tests.evaluation.test_income import line_of, people


@pytest.mark.parametrize(("sentence", "figure", "becomes", "measure", "column"), [
    ("pendapatan naik rata-rata 330 % per bulan", 330, False, "mean", PROFIT),
    ("Pendapatan UMKM menjadi 330% dari semula.", 330, True, "", PROFIT),
    ("omzet peserta meningkat 3,5 kali lipat", 350, True, "", SALES),
    ("Median penjualan turun 12,5 persen", -12.5, False, "median", SALES),
    ("total omset naik 1.200%", 1200, False, "ratio", SALES),
    ("80% peserta naik kelas", 80, False, "rose", ""),
    ("78 persen dari UMKM naik omzetnya", 78, False, "rose", SALES),
    ("average income rose by 330% per month", 330, False, "mean", PROFIT),
    ("laba +23%.", 23, False, "", PROFIT), ("sales doubled", 200, True, "", SALES),
    ("omzet berlipat ganda", 200, True, "", SALES), ("laba naik dua setengah kali", 250, True, "", PROFIT),
])
def test_sentences_are_read(sentence: str, figure: float, becomes: bool, measure: str, column: str) -> None:
    claim = read(sentence)
    assert claim is not None
    assert (claim.figure, claim.becomes, claim.measure, claim.column) == (figure, becomes, measure, column)


@pytest.mark.parametrize("sentence", ["", "pendapatan naik tajam", "naik 330", "% naik", "..%", "10 dari 0", "Rp"])
def test_sentences_without_a_figure(sentence: str) -> None:
    assert read(sentence) is None


@given(st.text(max_size=60))
@settings(max_examples=150, deadline=None)
def test_any_text_is_survived(text: str) -> None:
    claim = read(text + " 12%")
    assert claim is None or check(claim, line_of(10, 20)).verdict


def claim_of(sentence: str) -> Claim:
    claim = read(sentence)
    assert claim is not None
    return claim


def test_a_true_sentence_is_called_true() -> None:
    found = check(claim_of("median laba naik 30%"), line_of(20, 30, 40))
    assert "mendukung kalimat itu" in found.verdict and found.remarks == ()


def test_naik_for_menjadi_is_found() -> None:
    found = check(claim_of("pendapatan naik rata-rata 330% per bulan"), line_of(230, 230, 230))
    assert "menjadi" in found.verdict and "bukan seperti tertulis" in found.verdict
    words = " ".join(found.remarks)
    assert "setiap bulan" in words and "menjadi 330%" in words and "naik 230%" in words


def test_what_the_data_do_not_bear() -> None:
    found = check(claim_of("berkat program, omzet naik 330%"), line_of(10, 20, 30))
    assert "tidak mendukung angka 330%" in found.verdict and found.bears == ()
    assert any("kelompok pembanding" in remark for remark in found.remarks)


def test_a_share_is_held_against_the_share_that_rose() -> None:
    line = line_of(10, -10, 20, 30, 5)
    assert "mendukung kalimat itu" in check(claim_of("80% peserta naik"), line).verdict
    assert "tidak mendukung" in check(claim_of("95% peserta naik"), line).verdict


def test_the_sentence_that_is_true() -> None:
    line = line_of(10, 20, 30, -40, 50, 60, 70)
    words = claim_check.truth(line)
    assert "7 usaha" in words and "6 naik" in words and "+30%" in words and "selang 95%" in words


def test_without_data_there_is_a_reason() -> None:
    found = check(claim_of("laba naik 330%"), income.line(people((100, "lost"))))
    assert found.readings == () and "menunggu putaran" in found.verdict


def test_firms_that_all_began_at_nothing_have_no_percent() -> None:
    found = check(claim_of("laba naik 330%"), income.line(people((0, 100), (-5, 100))))
    assert found.readings == () and "tidak ada perubahan dalam persen" in found.verdict
