"""Whatever the records say, every paper is sentences and figures: never a traceback, never "nan"."""

from __future__ import annotations

import random

import pytest

from ftd_desktop import i18n
from ftd_desktop.evaluation import claim_check, dossier, figures, income, letter, pdf, report, story, word
from ftd_desktop.evaluation.claim_reading import read
from ftd_desktop.evaluation.data import pair
from tests.evaluation import odd
from tests.evaluation.test_report import DAY, all_words

CLAIMS = ("pendapatan naik rata-rata 330% per bulan", "laba turun 20%", "omzet menjadi 3 kali lipat", "naik 1e9%", "%",
          "")


@pytest.mark.parametrize("seed", range(40))
def test_every_paper_on_contradictory_records(seed: int) -> None:
    rng = random.Random(seed)
    i18n.use(rng.choice(["id", "en"]))
    records, who = odd.world(seed)
    data = pair(records, "baseline", "endline", who)
    regencies = {"12.71": rng.choice([0, 3, 9])} if seed % 3 else {}
    setting = report.Setting(rng.choice(["", "Kantor rekaan"]), DAY, {}, regencies)
    papers = [story.tell(data, setting), dossier.tell(data, setting), letter.tell(data, "12.71", setting)]
    for paper in papers:
        words = [w.strip(",.();:%+−-…“”") for text in all_words(paper) for w in text.lower().split()]
        assert "nan" not in words and "inf" not in words
    if seed % 8 == 0:
        assert all(pdf.render(paper).startswith(b"%PDF") and word.render(paper) for paper in papers)
    figures.all_figures(data, {}, ())
    for column in (income.SALES, income.PROFIT):
        line = income.line(data, column)
        for claim in filter(None, map(read, CLAIMS)):
            assert claim_check.check(claim, line).truth
