"""What the data say about a sentence such as "pendapatan naik 330 %": every reading, and the words for it."""

from __future__ import annotations

from dataclasses import dataclass

from ftd_desktop.evaluation.change import DRAWN, Change
from ftd_desktop.evaluation.income import IncomeLine
from ftd_desktop.evaluation.season import Season
from ftd_desktop.i18n import tr
from ftd_desktop.wording import money, number, percent

#: The figure the programme is known for, percent.
KNOWN_CLAIM = 330.0
#: A reading fits a claim when it lies within this share of it.
TOLERANCE = 0.05


@dataclass(frozen=True)
class Reading:
    """One way to understand a claimed figure. `value` is what the data give in that reading, in `unit` ("%", "Rp",
    "poin" of percent, or a word for what is counted); `words` say what it is where `measure` is not one of ours;
    `named`: the sentence can be meant so as it is written."""

    measure: str
    becomes: bool
    value: float
    unit: str = "%"
    words: str = ""
    named: bool = True

    @property
    def label(self) -> str:
        """The reading in words, e.g. "rata-rata perubahan tiap usaha (“menjadi”)"."""
        if self.words or self.measure in ("rose", "fell"):
            return self.words or measure_label(self.measure)
        verb = tr("menjadi") if self.becomes else tr("naik")
        return f"{measure_label(self.measure)} (“{verb}”)"

    @property
    def text(self) -> str:
        """The value with its unit."""
        return in_unit(self.value, self.unit)

    def fits(self, claim: float) -> bool:
        """The data bear `claim` in this reading."""
        return abs(self.value - claim) <= TOLERANCE * abs(claim)


def in_unit(value: float, unit: str) -> str:
    """A figure as it is said: ``48%``, ``Rp4.500.000``, ``15 poin persen``, ``33 orang``."""
    if unit == "%":
        return percent(value)
    if unit == "Rp":
        return money(value)
    shown = number(value, 0 if value == round(value) else 1)
    return tr("{n} poin persen").format(n=shown) if unit == "poin" else f"{shown} {unit}".strip()


def measure_label(measure: str) -> str:
    """A measure in words."""
    return {
        "median": tr("median perubahan tiap usaha"),
        "ratio": tr("perubahan jumlah seluruh usaha"),
        "mean": tr("rata-rata perubahan tiap usaha"),
        "rose": tr("bagian usaha yang naik"),
        "fell": tr("bagian usaha yang turun"),
    }[measure]


def readings(change: Change) -> list[Reading]:
    """Six readings: median, ratio of totals and mean, each as "naik" and as "menjadi" (which is 100 more)."""
    values = {"median": change.median.value, "ratio": change.ratio.value, "mean": change.mean.value}
    return [
        Reading(measure, becomes, value + 100 * becomes)
        for measure, value in values.items() if value == value for becomes in (False, True)
    ]


def signed(value: float, decimals: int = 0) -> str:
    """``+23%``, ``−4%``, ``0%``."""
    text = percent(value, decimals)
    return "+" + text if value > 0 and any(c in "123456789" for c in text) else text


def headline(line: IncomeLine) -> str:
    """The sentence that leads: median first, then the total; or why there is none."""
    if line.change is None:
        return nothing(line)
    change = line.change
    if line.change.median.value != line.change.median.value:
        return tr("Dari {n} usaha yang berpasangan tidak ada yang nilai awalnya di atas nol, jadi tidak ada perubahan"
                  " dalam persen.").format(n=number(change.n))
    return tr("Median perubahan {label} dari {n} usaha yang sama adalah {median}; jumlah seluruhnya berubah {ratio}.")\
        .format(label=line.label.lower(), n=number(change.n), median=signed(change.median.value),
                ratio=signed(change.ratio.value))


def nothing(line: IncomeLine) -> str:
    """Why there is no figure at all."""
    if line.started == 0:
        return tr("Belum ada survei awal yang selesai, jadi belum ada yang dapat dibandingkan.")
    if line.lost == line.started:
        return tr("Belum ada peserta yang disurvei lagi: {n} menunggu putaran berikutnya.").format(
            n=number(line.started))
    return tr("Tidak ada usaha dengan nilai pada kedua putaran, jadi tidak ada perubahan yang dapat dihitung.")


def caution(line: IncomeLine, claim: float = KNOWN_CLAIM) -> list[str]:
    """What must be read beside the line, as sentences: the claim, the mean, who is missing, season, cause."""
    if line.change is None:
        return [nothing(line)]
    change = line.change
    found = [verdict(change, claim), *_of_the_mean(change), *_of_the_missing(line)]
    found += season_words(line.season)
    found.append(tr("Ini perubahan, bukan dampak: tidak ada kelompok pembanding, dan nilai rupiah tidak disesuaikan"
                    " dengan inflasi."))
    return found


def verdict(change: Change, claim: float) -> str:
    """Whether the data bear `claim`, and in which reading."""
    fitting = [reading.label for reading in readings(change) if reading.fits(claim)]
    shown = percent(claim)
    if fitting:
        return tr("Angka {claim} hanya benar sebagai: {readings}. Sebutkan bacaan itu bila mengutipnya.").format(
            claim=shown, readings="; ".join(fitting))
    return tr("Data ini tidak mendukung angka {claim} dalam bacaan mana pun, baik “naik” maupun “menjadi”"
              " (“menjadi {claim}” berarti naik {less}).").format(claim=shown, less=percent(claim - 100))


def _of_the_mean(change: Change) -> list[str]:
    found = []
    if drawn(change):
        found.append(tr("Rata-rata {mean} ditarik oleh beberapa usaha yang berubah sangat jauh; mediannya {median}."
                        " Jangan mengutip rata-rata sendirian.").format(
            mean=signed(change.mean.value), median=signed(change.median.value)))
    if change.without_base:
        found.append(tr("{n} usaha bernilai awal nol atau rugi, sehingga tidak punya perubahan persen; mereka tetap"
                        " dihitung dalam jumlah seluruhnya.").format(n=number(change.without_base)))
    return found


def drawn(change: Change) -> bool:
    """The mean is pulled away from the median by a few firms."""
    mean, median = change.mean.value, change.median.value
    return mean == mean and mean > 0 and mean > DRAWN * max(median, 0.0) and mean - median > 10


def _of_the_missing(line: IncomeLine) -> list[str]:
    found = []
    if line.lost:
        found.append(tr("{lost} dari {started} peserta awal tidak disurvei lagi; keadaan mereka tidak diketahui.")
                     .format(lost=number(line.lost), started=number(line.started)))
    if line.closed and line.closed_as_zero:
        found.append(tr("{closed} usaha tutup atau berhenti. Bila dihitung nol, jumlah seluruhnya berubah {ratio}.")
                     .format(closed=number(line.closed), ratio=signed(line.closed_as_zero.ratio.value)))
    return found


def season_words(of: Season) -> list[str]:
    """A sentence when the months of the two rounds differ in season: in what they differ, and what that means."""
    parts = [words.format(before=number(before), after=number(after)) for words, (before, after) in (
        (tr("bulan hari raya pada {before} usaha lalu {after}"), of.feast),
        (tr("bulan lebih ramai dari biasa pada {before} usaha lalu {after}"), of.higher),
        (tr("bulan lebih sepi dari biasa pada {before} usaha lalu {after}"), of.lower),
    ) if of.differs(before, after)]
    if not parts:
        return []
    return [tr("Musim kedua putaran berbeda: {parts}. Sebagian perubahan bisa karena musim.").format(
        parts="; ".join(parts))]
