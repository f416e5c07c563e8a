"""Holds a sentence such as "pendapatan naik rata-rata 330 % per bulan" against the change of sales or profit."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from ftd_desktop.evaluation import claims
from ftd_desktop.evaluation.claim_reading import COUNT, PERCENT, RUPIAH, Claim
from ftd_desktop.evaluation.claims import Reading, in_unit, signed
from ftd_desktop.evaluation.income import IncomeLine
from ftd_desktop.i18n import tr
from ftd_desktop.programme.rounds import label
from ftd_desktop.wording import number, percent


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

    @property
    def words(self) -> str:
        """All of it as it is shown: verdict and remarks, then what is true, where that is not the verdict itself."""
        if self.verdict == self.truth:
            return self.verdict
        return "\n".join((" ".join((self.verdict, *self.remarks)), tr("Yang benar: {truth}").format(truth=self.truth)))


def check(claim: Claim, line: IncomeLine) -> Check:
    """Hold `claim` against the income line of the chosen question, cohort and rounds."""
    if line.change is None or line.change.median.value != line.change.median.value:
        return Check(claim, (), (), claims.headline(line), (), claims.headline(line))
    unnamed = tr("Kalimat itu tidak menyebut apa yang diukur; diperiksa terhadap {what}.").format(
        what=line.label.lower())
    remarks = [*([] if claim.column else [unnamed]), *_on_the_measure(claim), *on_the_words(claim)]
    return held(claim, tuple(_readings(claim, line)), remarks, truth(line))


def held(claim: Claim, readings: tuple[Reading, ...], remarks: list[str], true: str) -> Check:
    """The claim held against `readings`, those that the words name first."""
    if claim.denies:
        return denied(claim, true)
    bears = tuple(reading for reading in readings if _bears(reading, claim))
    return Check(claim, readings, bears, _verdict(claim, bears, readings), tuple(remarks), true)


def _bears(reading: Reading, claim: Claim) -> bool:
    """The reading fits the figure; with "more than" or "less than" what the words name lies beyond it, on the side of
    its sign (any other figure is more or less than something)."""
    if not claim.bound:
        return reading.fits(claim.figure)
    if not _as_written(claim, reading):
        return False
    sign = -1 if claim.figure < 0 else 1
    beyond = sign * (reading.value - claim.figure)
    return beyond >= 0 if claim.bound == "over" else beyond <= 0


def denied(claim: Claim, true: str) -> Check:
    """A sentence that says what is not so cannot be held against a figure."""
    words = tr("Kalimat ingkar (“tidak”, “belum”) tidak dapat diperiksa. Tulis apa yang terjadi.")
    return Check(claim, (), (), words, (), true)


def _readings(claim: Claim, line: IncomeLine) -> list[Reading]:
    """Every reading in the claim's unit, those that the words name first."""
    assert line.change is not None
    moved = [Reading("rose", False, line.change.rose.value), Reading("fell", False, _fell(line))]
    if claim.measure in ("rose", "fell"):
        return [reading for reading in moved if reading.measure == claim.measure]
    found = {PERCENT: claims.readings(line.change), RUPIAH: _in_rupiah(line), COUNT: _in_firms(line)}
    return sorted(found.get(claim.unit, []), key=lambda r: (r.measure != claim.measure, r.becomes != claim.becomes))


def _fell(line: IncomeLine) -> float:
    return 100 * float((line.after < line.before).mean())


def _in_rupiah(line: IncomeLine) -> list[Reading]:
    """Amounts of change and amounts reached: in the middle, on average, of all firms together."""
    change, after = line.change, line.after
    assert change is not None
    return [
        Reading("median", False, change.value.value, "Rp", tr("median perubahan tiap usaha")),
        Reading("mean", False, change.value_mean.value, "Rp", tr("rata-rata perubahan tiap usaha")),
        Reading("ratio", False, change.total_after - change.total_before, "Rp", tr("perubahan jumlah seluruh usaha")),
        Reading("median", True, float(np.median(after)), "Rp", tr("median sesudah")),
        Reading("mean", True, float(after.mean()), "Rp", tr("rata-rata sesudah")),
        Reading("ratio", True, change.total_after, "Rp", tr("jumlah seluruh usaha sesudah")),
    ]


def _in_firms(line: IncomeLine) -> list[Reading]:
    rose, fell = (int((line.after > line.before).sum()), int((line.after < line.before).sum()))
    return [Reading("up", False, rose, tr("usaha"), tr("banyaknya usaha yang naik")),
            Reading("down", False, fell, tr("usaha"), tr("banyaknya usaha yang turun"))]


def _verdict(claim: Claim, bears: tuple[Reading, ...], readings: tuple[Reading, ...]) -> str:
    shown = in_unit(claim.figure, "" if claim.unit == COUNT else claim.unit)
    literal = [reading for reading in bears if _as_written(claim, reading)]
    if literal:
        return tr("Data ini mendukung kalimat itu: {reading} = {value}.").format(
            reading=literal[0].label, value=literal[0].text)
    if bears:
        return tr("Data ini mendukung angkanya hanya bila dibaca sebagai {reading} ({value}), bukan seperti"
                  " tertulis.").format(reading=bears[0].label, value=bears[0].text)
    if not readings:
        return tr("Data ini tidak punya ukuran yang dapat dibandingkan dengan {claim}.").format(claim=shown)
    meant = [reading for reading in readings if _as_written(claim, reading)] or readings
    nearest = min(meant, key=lambda reading: abs(reading.value - claim.figure))
    return tr("Data ini tidak mendukung angka {claim}. Yang terdekat: {reading} = {value}.").format(
        claim=shown, reading=nearest.label, value=nearest.text)


def _as_written(claim: Claim, reading: Reading) -> bool:
    return reading.named and reading.becomes == claim.becomes and claim.measure in ("", reading.measure)


def _on_the_measure(claim: Claim) -> list[str]:
    """What the words leave open or mix up about a change of money."""
    if claim.of_people:
        return []
    found = []
    if not claim.measure:
        found.append(tr("Kalimat itu tidak menyebut apakah median, jumlah seluruhnya, atau rata-rata."))
    if claim.measure == "mean" and claim.unit == PERCENT:
        found.append(tr("Rata-rata persen ditarik oleh usaha kecil; sebut median lebih dulu."))
    if claim.monthly and claim.unit == PERCENT:
        found.append(tr("“Per bulan” di belakang persen berarti naik sebesar itu setiap bulan. Yang diukur adalah"
                        " pendapatan sebulan, dibandingkan antara dua putaran."))
    if not claim.becomes and claim.figure >= 100 and claim.unit == PERCENT:
        found.append(tr("Periksa apakah yang dimaksud “menjadi {figure}”, artinya naik {less}.").format(
            figure=percent(claim.figure), less=percent(claim.figure - 100)))
    return found


def on_the_words(claim: Claim) -> list[str]:
    """What is to be said of any sentence: a cause it names, figures that were not looked at."""
    found = []
    if claim.cause:
        found.append(tr("Kata sebab (karena, berkat, dampak) tidak didukung: tidak ada kelompok pembanding."))
    if claim.more:
        found.append(tr("Kalimat itu memuat angka lain; yang diperiksa hanya {figure}.").format(
            figure=in_unit(abs(claim.figure), "" if claim.unit == COUNT else claim.unit)))
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
