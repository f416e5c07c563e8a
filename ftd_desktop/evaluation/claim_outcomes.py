"""Holds a sentence such as "9 dari 10 peserta kini punya NIB" against an outcome of the programme."""

from __future__ import annotations

from dataclasses import replace

from ftd_desktop.evaluation.claim_check import Check, held, on_the_words
from ftd_desktop.evaluation.claim_reading import COUNT, PERCENT, POINTS, RUPIAH, Claim
from ftd_desktop.evaluation.claims import Reading, in_unit
from ftd_desktop.evaluation.classes import transition
from ftd_desktop.evaluation.data import PairedData
from ftd_desktop.evaluation.indicators import Indicator, frame
from ftd_desktop.evaluation.outcomes import Outcome, outcome
from ftd_desktop.evaluation.tables import lower_first
from ftd_desktop.i18n import tr
from ftd_desktop.programme.rounds import label
from ftd_desktop.wording import number, percent


def check(claim: Claim, data: PairedData, indicator: Indicator) -> Check:
    """Hold `claim` against one outcome of `data`."""
    found = outcome(data, indicator)
    true = truth(found, (data.before, data.after))
    if not found.n:
        return Check(claim, (), (), true, (), true)
    named = _named(claim, found)
    # which readings the words name decides whether the sentence holds as it is written
    readings = tuple(replace(r, measure=claim.measure, becomes=claim.becomes, named=r.measure in named)
                     for r in _readings(found) if _comparable(claim, r.unit))
    return held(claim, readings, on_the_words(claim), true)


def _comparable(claim: Claim, unit: str) -> bool:
    """A count is compared with what is counted; percent also with points, which they are often taken for."""
    if claim.unit == COUNT:
        return unit not in (PERCENT, POINTS, RUPIAH)
    return unit == claim.unit or (claim.unit == PERCENT and unit == POINTS)


def _named(claim: Claim, of: Outcome) -> tuple[str, ...]:
    """The readings that the words speak of: where it stands now, or by how much it moved."""
    if of.indicator.kind == "share":
        if claim.unit == PERCENT and claim.moves and not claim.becomes and not claim.of_people:
            return ("relative",)
        return ("points",) if claim.unit == POINTS else ("after",)
    return ("after",) if claim.becomes or not claim.moves else ("gain", "relative")


def _readings(of: Outcome) -> list[Reading]:
    what, both = _name(of.indicator), of.indicator.rounds == "both"
    if of.indicator.kind == "share":
        return _of_share(of, what, both)
    unit = of.indicator.unit
    found = [Reading("after", True, of.after, unit, tr("{what}, sesudah").format(what=what))]
    if both:
        found += [Reading("before", True, of.before, unit, tr("{what}, sebelum").format(what=what)),
                  Reading("gain", False, of.change, unit, tr("tambahan {what}").format(what=what))]
        found += _relative(of.before, of.after, what)
    return found


def _of_share(of: Outcome, what: str, both: bool) -> list[Reading]:
    firms, after = tr("usaha"), tr("{what}, sesudah").format(what=what)
    found = [Reading("after", True, of.count_after, firms, after)]
    if both:
        before = tr("{what}, sebelum").format(what=what)
        found += [Reading("before", True, of.count_before, firms, before),
                  Reading("gain", False, of.gained, firms, tr("baru {what}").format(what=what))]
    if of.small:
        return found  # no percentages of so few firms
    found.append(Reading("after", True, of.after, PERCENT, after))
    if both:
        found += [Reading("before", True, of.before, PERCENT, before),
                  Reading("points", False, of.change, POINTS, tr("beda {what}").format(what=what)),
                  *_relative(of.count_before, of.count_after, what)]
    return found


def _relative(before: float, after: float, what: str) -> list[Reading]:
    """The change in percent of the first figure, where that is above zero."""
    if not before > 0:
        return []
    words = tr("perubahan {what} dibanding semula").format(what=what)
    return [Reading("relative", False, 100 * (after / before - 1), PERCENT, words)]


def truth(of: Outcome, rounds: tuple[str, str]) -> str:
    """A sentence about the outcome that is true, or why there is none."""
    what = _name(of.indicator)
    if of.absent or not of.n:
        return tr("Tidak ada usaha yang menjawab tentang {what} pada kedua putaran.").format(what=what)
    who = tr("Di antara {n} usaha yang sama").format(n=number(of.n))
    before, after = label(rounds[0]).lower(), label(rounds[1]).lower()
    if of.indicator.kind != "share":
        first, second = (in_unit(round(value, 1), of.indicator.unit) for value in (of.before, of.after))
    else:
        first, second = (_count(of, n) for n in (of.count_before, of.count_after))
    if of.indicator.rounds != "both":
        return tr("{who}, {what}: {second} pada {after}.").format(
            who=who, what=what, second=second, after=after)
    return tr("{who}, {what}: {first} pada {before} dan {second} pada {after}.").format(
        who=who, what=what, first=first, second=second, before=before, after=after)


def _name(of: Indicator) -> str:
    """What it is called within a sentence: a number without ", jumlah" or ", dari 12"."""
    return lower_first(of.label if of.kind == "share" else of.label.partition(",")[0])


def _count(of: Outcome, yes: int) -> str:
    """``11 usaha (85%)``; no percentage of fewer than five."""
    words = tr("{n} usaha").format(n=number(yes))
    return words if of.small else f"{words} ({percent(100 * yes / of.n)})"


def upgrades(claim: Claim, data: PairedData) -> Check:
    """Hold a claim of "naik kelas" against the moves between size classes, by law and inside micro."""
    readings, words = [], []
    for name in ("pp7", "lapis_mikro"):
        indicator = frame("classes").indicator(name)
        moves = transition(data, indicator)
        what = tr("naik menurut {table}").format(table=lower_first(indicator.label))
        readings.append(Reading(claim.measure, claim.becomes, moves.up, tr("usaha"), what))
        if moves.n:
            readings.append(Reading(claim.measure, claim.becomes, 100 * moves.up / moves.n, PERCENT, what))
            words.append(tr("{up} dari {n} usaha {what}").format(up=number(moves.up), n=number(moves.n), what=what))
    true = "; ".join(words) + "." if words else tr(
        "Kelas usaha: tidak ada usaha yang diketahui kelasnya pada kedua putaran.")
    fitting = tuple(reading for reading in readings if _comparable(claim, reading.unit))
    if not words:
        return Check(claim, (), (), true, (), true)
    remark = tr("“Naik kelas” punya beberapa arti; sebutkan kelas yang mana.")
    return held(claim, fitting, [remark, *on_the_words(claim)], true)
