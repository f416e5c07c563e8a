"""Reads a sentence such as "pendapatan naik rata-rata 330 % per bulan" and says what the data make of it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from ftd_desktop.evaluation import claims
from ftd_desktop.evaluation.change import Change
from ftd_desktop.evaluation.claims import Reading, signed
from ftd_desktop.evaluation.income import PROFIT, SALES, IncomeLine
from ftd_desktop.i18n import tr
from ftd_desktop.programme.rounds import label
from ftd_desktop.wording import number, parse_amount, percent

_FIGURE = re.compile(
    r"(?P<figure>[-\u2212+]?\d[\d.,]*)\s*"
    r"(?P<unit>%|persen\b|percent\b|per cent\b|kali(?: lipat)?\b|x\b|times\b|fold\b)", re.IGNORECASE)
_SALES = re.compile(r"\b(omzet|omset|penjualan|sales|turnover|revenue)", re.IGNORECASE)
_PROFIT = re.compile(r"\b(laba|untung|keuntungan|pendapatan|penghasilan|profit|income|earnings)", re.IGNORECASE)
_BECOMES = re.compile(r"\b(menjadi|mencapai|to|reach\w*)\b", re.IGNORECASE)
_FALLS = re.compile(r"\b(turun|menurun|berkurang|fell|fall|decreas\w*|down)\b", re.IGNORECASE)
_MEASURES = (
    ("median", re.compile(r"\b(median|separuh|setengah|half)\b", re.IGNORECASE)),
    ("mean", re.compile(r"\b(rata-rata|rerata|rata rata|average|mean)\b", re.IGNORECASE)),
    ("ratio", re.compile(r"\b(total|jumlah|keseluruhan|seluruhnya|gabungan|overall)\b", re.IGNORECASE)),
)
_SHARE = re.compile(
    r"(%|persen|percent)\s*(dari\s+|of\s+(the\s+)?)?"
    r"(peserta|usaha|umkm|pelaku|koperasi|alumni|firms|participants)", re.IGNORECASE)
_CAUSE = re.compile(
    r"\b(karena|berkat|akibat|dampak|hasil dari|because|thanks to|due to|impact|caused?)\b", re.IGNORECASE)
_MONTHLY = re.compile(r"\b(per|tiap|setiap|se|a|each)[ -]?(bulan|month)\b|/\s*bulan", re.IGNORECASE)


@dataclass(frozen=True)
class Claim:
    """What a sentence claims. `figure` in percent (times become percent); `measure` median, mean, ratio, rose or ""
    (not said); `column` the money question or "" (not said)."""

    sentence: str
    figure: float
    becomes: bool
    measure: str
    column: str
    monthly: bool
    cause: bool


@dataclass(frozen=True)
class Check:
    """The claim held against the data. `readings`: every way to read it; `bears`: those the data bear; `remarks` on
    the words; `truth`: a sentence that is true and can be quoted."""

    claim: Claim
    readings: tuple[Reading, ...]
    bears: tuple[Reading, ...]
    verdict: str
    remarks: tuple[str, ...]
    truth: str


def read(sentence: str) -> Claim | None:
    """The claim in a sentence; None when it names no percentage and no "kali lipat"."""
    found = _FIGURE.search(sentence)
    figure = parse_amount(found["figure"].lstrip("+").rstrip(".,")) if found else None
    if found is None or figure is None:
        return None
    times = found["unit"][0].lower() in "kxtf"
    value = float(figure) * (100 if times else 1)
    falls = _FALLS.search(sentence) is not None
    measure = next((name for name, words in _MEASURES if words.search(sentence)), "")
    if not times and _SHARE.search(sentence):
        measure = "rose"
    return Claim(
        sentence.strip(), -value if falls and value > 0 and measure != "rose" else value,
        becomes=times or _BECOMES.search(sentence) is not None, measure=measure,
        column=PROFIT if _PROFIT.search(sentence) else SALES if _SALES.search(sentence) else "",
        monthly=_MONTHLY.search(sentence) is not None, cause=_CAUSE.search(sentence) is not None,
    )


def check(claim: Claim, line: IncomeLine) -> Check:
    """Hold `claim` against the income line of the chosen question, cohort and rounds."""
    readings = tuple(_readings(claim, line.change)) if line.change else ()
    if not readings:
        return Check(claim, (), (), claims.headline(line), (), claims.headline(line))
    bears = tuple(reading for reading in readings if reading.fits(claim.figure))
    return Check(claim, readings, bears, _verdict(claim, bears, readings), tuple(_remarks(claim)), truth(line))


def _readings(claim: Claim, change: Change) -> list[Reading]:
    """Every reading, those that the words name first."""
    if claim.measure == "rose":
        return [Reading("rose", False, change.rose.value)]
    found = claims.readings(change)
    return sorted(found, key=lambda r: (r.measure != claim.measure, r.becomes != claim.becomes))


def _verdict(claim: Claim, bears: tuple[Reading, ...], readings: tuple[Reading, ...]) -> str:
    literal = [r for r in bears if r.measure == (claim.measure or r.measure) and r.becomes == claim.becomes]
    if literal:
        return tr("Data ini mendukung kalimat itu: {reading} = {value}.").format(
            reading=literal[0].label, value=percent(literal[0].value))
    if bears:
        return tr("Data ini mendukung angkanya hanya bila dibaca sebagai {reading} ({value}), bukan seperti"
                  " tertulis.").format(reading=bears[0].label, value=percent(bears[0].value))
    nearest = min(readings, key=lambda reading: abs(reading.value - claim.figure))
    return tr("Data ini tidak mendukung angka {claim}. Yang terdekat: {reading} = {value}.").format(
        claim=percent(claim.figure), reading=nearest.label, value=percent(nearest.value))


def _remarks(claim: Claim) -> list[str]:
    found = []
    if not claim.measure:
        found.append(tr("Kalimat itu tidak menyebut apakah median, jumlah seluruhnya, atau rata-rata."))
    if claim.measure == "mean":
        found.append(tr("Rata-rata persen ditarik oleh usaha kecil; sebut median lebih dulu."))
    if claim.monthly and claim.measure != "rose":
        found.append(tr("“Per bulan” di belakang persen berarti naik sebesar itu setiap bulan. Yang diukur adalah"
                        " pendapatan sebulan, dibandingkan antara dua putaran."))
    if claim.cause:
        found.append(tr("Kata sebab (karena, berkat, dampak) tidak didukung: tidak ada kelompok pembanding."))
    if not claim.becomes and claim.figure >= 100 and claim.measure != "rose":
        found.append(tr("Periksa apakah yang dimaksud “menjadi {figure}”, artinya naik {less}.").format(
            figure=percent(claim.figure), less=percent(claim.figure - 100)))
    return found


def truth(line: IncomeLine) -> str:
    """A sentence that is true: who was compared, the median with its interval, the total, how many rose."""
    change = line.change
    if change is None:
        return claims.nothing(line)
    words = tr("Di antara {n} usaha yang disurvei dua kali (dari {started} peserta dengan {before}),"
               " {rose} naik; median {what} berubah {median}{interval} dan jumlah seluruhnya berubah {ratio}.")
    interval = change.median.interval
    ends = tr(" (selang 95%: {low} sampai {high})").format(low=signed(interval.low), high=signed(interval.high))
    return words.format(
        n=number(change.n), started=number(line.started), before=label(line.rounds[0]).lower(),
        rose=number(round(change.rose.value * change.n / 100)), what=line.label.lower(),
        median=signed(change.median.value), interval=ends if interval else "", ratio=signed(change.ratio.value))
