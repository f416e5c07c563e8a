"""The door of the claim check: a sentence goes in, what the data make of it comes out, whatever it is about."""

from __future__ import annotations

from collections.abc import Callable

from ftd_desktop.evaluation import claim_check, claim_outcomes
from ftd_desktop.evaluation.claim_check import Check
from ftd_desktop.evaluation.claim_reading import CLASSES, Claim, read
from ftd_desktop.evaluation.data import PairedData
from ftd_desktop.evaluation.income import IncomeLine
from ftd_desktop.evaluation.indicators import frame
from ftd_desktop.i18n import tr


def judge(sentence: str, data: PairedData, line: Callable[[str], IncomeLine], column: str) -> str:
    """What the data make of `sentence`, with a sentence that is true, in words.

    It is held against the outcome or money question it names, else against `column`; `line` gives the change of a money
    question. A sentence without a figure gets the figure's own true sentence and what can be checked.
    """
    claim = read(sentence)
    if claim is None:
        words = tr("Tidak ada angka yang dapat diperiksa dalam kalimat itu. Tulis persen, “kali lipat”, “9 dari 10”,"
                   " rupiah, atau banyaknya orang.")
        return "\n".join((words, tr("Yang benar: {truth}").format(truth=claim_check.truth(line(column)))))
    if claim.national:
        return tr("Angka nasional tidak dapat diukur oleh program. Laporan hanya menunjukkan sumbangan peserta.")
    return _held(claim, data, line, column).words


def _held(claim: Claim, data: PairedData, line: Callable[[str], IncomeLine], column: str) -> Check:
    if claim.about == CLASSES:
        return claim_outcomes.upgrades(claim, data)
    if claim.about:
        return claim_outcomes.check(claim, data, frame("outcomes").indicator(claim.about))
    if claim.of_people and not claim.column and not claim.moves:
        return _unknown(claim, line(column))
    return claim_check.check(claim, line(claim.column or column))


def _unknown(claim: Claim, line: IncomeLine) -> Check:
    """A part of the people of whom the sentence says something that is not measured."""
    words = tr("Data ini tidak punya ukuran yang disebut kalimat itu.")
    return Check(claim, (), (), words, tuple(claim_check.on_the_words(claim)), claim_check.truth(line))
