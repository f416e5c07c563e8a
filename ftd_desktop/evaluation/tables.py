"""The report's tables: every reading of the income line, every firm's values, every outcome."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from ftd_desktop.evaluation.change import Change, Estimate
from ftd_desktop.evaluation.claims import signed
from ftd_desktop.evaluation.document import Table
from ftd_desktop.evaluation.income import IncomeLine
from ftd_desktop.evaluation.outcomes import Outcome
from ftd_desktop.evaluation.quality_board import OfficerQuality
from ftd_desktop.i18n import tr
from ftd_desktop.programme.rounds import label
from ftd_desktop.wording import MINUS, NONE, money, number, percent

#: The usable width of an A4 page, points.
PAGE = 515.0
Reading = tuple[str, Callable[[Change], Estimate], Callable[[float], str]]


def readings() -> tuple[Reading, ...]:
    """The rows of the income table: words, where the figure is, how it is shown. The mean comes last."""
    return (
        (tr("Median perubahan tiap usaha"), lambda c: c.median, signed),
        (tr("Perubahan jumlah (rasio jumlah)"), lambda c: c.ratio, signed),
        (tr("Bagian usaha yang naik"), lambda c: c.rose, percent),
        (tr("Median perubahan, rupiah"), lambda c: c.value, money),
        (tr("Rata-rata perubahan, rupiah"), lambda c: c.value_mean, money),
        (tr("Rata-rata terpangkas 10%"), lambda c: c.trimmed, signed),
        (tr("Rata-rata diredam 1% (winsor)"), lambda c: c.winsorised, signed),
        (tr("Rata-rata perubahan tiap usaha (hati-hati)"), lambda c: c.mean, signed),
    )


def income_table(of: IncomeLine) -> Table:
    """Every reading with its interval; another column counts closed firms as zero, where there are any."""
    changes = [change for change in (of.change, of.closed_as_zero) if change]
    more = len(changes) > 1
    header = (tr("Bacaan"), tr("Nilai"), tr("Selang 95%"), *([tr("Tutup = 0")] if more else []))
    rows = [
        (words, shown(get(changes[0]).value), interval(get(changes[0]), shown),
         *(shown(get(change).value) for change in changes[1:]))
        for words, get, shown in readings()
    ]
    rows += [(words, of_each[0], NONE, *of_each[1:]) for words, of_each in _counts(changes)]
    widths = (185.0, 92.0, 150.0, 88.0) if more else (230.0, 120.0, 165.0)
    return Table(header, tuple(rows), right=(1, 2, 3)[: len(header) - 1], widths=widths)


def _counts(changes: Sequence[Change]) -> list[tuple[str, list[str]]]:
    return [
        (tr("Jumlah awal sebulan"), [money(c.total_before) for c in changes]),
        (tr("Jumlah akhir sebulan"), [money(c.total_after) for c in changes]),
        (tr("Pasangan (n)"), [number(c.n) for c in changes]),
        (tr("Tanpa nilai awal di atas nol"), [number(c.without_base) for c in changes]),
        (tr("Uji Wilcoxon, p"), [p_value(c.test.p if c.test else None) for c in changes]),
    ]


def interval(of: Estimate, shown: Callable[[float], str]) -> str:
    """``+18% … +28%``; an en dash where there is none."""
    return f"{shown(of.interval.low)} … {shown(of.interval.high)}" if of.interval else NONE


def p_value(p: float | None) -> str:
    """Three decimals, ``< 0,001`` below."""
    if p is None:
        return NONE
    return "< " + number(0.001, 3) if p < 0.001 else number(p, 3)


def values_table(of: IncomeLine, names: Mapping[str, str]) -> Table:
    """Every pair: name, before, after, change. For the pilot, where each firm can be seen."""
    rows = tuple(
        (names.get(pair.person, pair.person), money(pair.before), money(pair.after), change_of(pair.before, pair.after),
         NONE if pair.percent is None else signed(pair.percent))
        for pair in of.pairs()
    )
    header = (tr("Peserta"), tr("Awal"), tr("Akhir"), tr("Beda"), tr("Persen"))
    return Table(header, rows, right=(1, 2, 3, 4), widths=(175.0, 95.0, 95.0, 95.0, 55.0))


def change_of(before: float, after: float) -> str:
    """The difference in rupiah with its sign."""
    text = money(after - before)
    return text if text.startswith(MINUS) or after == before else "+" + text


def outcome_table(outcomes: Sequence[Outcome], rounds: tuple[str, str]) -> Table:
    """Every outcome before and after, under the headings of its dimension."""
    rows: list[tuple[str, ...]] = []
    groups: set[int] = set()
    dimension = ""
    for outcome in outcomes:
        if outcome.indicator.dimension.id != dimension:
            dimension = outcome.indicator.dimension.id
            groups.add(len(rows))
            rows.append((outcome.indicator.dimension.label, "", "", "", "", ""))
        rows.append(outcome_row(outcome))
    header = (tr("Hasil"), label(rounds[0]), label(rounds[1]), tr("Beda"), tr("Naik / turun"), "n")
    return Table(header, tuple(rows), right=(1, 2, 3, 4, 5), widths=(190.0, 82.0, 82.0, 76.0, 57.0, 28.0),
                 groups=frozenset(groups))


def officer_header() -> tuple[str, ...]:
    """The headings of the quality table."""
    return (tr("Petugas"), tr("Catatan selesai"), tr("Kosong"), tr("Tidak wajar"), tr("Terlalu cepat"), tr("Menit"),
            tr("Juta bulat"), tr("Dari ingatan"), tr("Ganda"))


def officer_row(of: OfficerQuality) -> tuple[str, ...]:
    """One officer's quality in words and figures."""
    return (of.officer or tr("tanpa kode"), number(of.records), percent(of.missing, 1), percent(of.implausible, 1),
            percent(of.too_fast, 1), number(of.minutes), percent(of.millions), percent(of.by_recall),
            number(of.repeated))


def officer_table(officers: Sequence[OfficerQuality]) -> Table:
    """The quality of the records, an officer a row."""
    return Table(officer_header(), tuple(officer_row(of) for of in officers), right=tuple(range(1, 9)),
                 widths=(75.0, 58.0, 48.0, 62.0, 56.0, 50.0, 54.0, 58.0, 54.0))


def lower_first(text: str) -> str:
    """The text with a small first letter, unless it starts with an abbreviation (NIB, QRIS)."""
    return text if text[1:2].isupper() else text[:1].lower() + text[1:]


def outcome_row(outcome: Outcome) -> tuple[str, ...]:
    """Label, before, after, change, gained / dropped, n: in words and figures."""
    n, text = number(outcome.n), outcome.indicator.label
    if outcome.absent:
        return (tr("{label} (tidak ditanyakan)").format(label=text), NONE, NONE, NONE, NONE, NONE)
    if outcome.n == 0:
        return (text, NONE, NONE, NONE, NONE, n)
    moved = f"{number(outcome.gained)} / {number(outcome.dropped)}" if outcome.indicator.rounds == "both" else NONE
    if outcome.small and outcome.indicator.kind == "share":
        before = number(outcome.count_before) if outcome.before == outcome.before else NONE
        return (text, before, number(outcome.count_after), NONE, moved, n)
    return (text, shown(outcome, outcome.before), shown(outcome, outcome.after), difference(outcome), moved, n)


def shown(outcome: Outcome, value: float) -> str:
    """A value of the outcome in its unit: ``41%``, ``Rp4.500.000``, ``6,3``."""
    kind, unit = outcome.indicator.kind, outcome.indicator.unit_id
    if kind == "share":
        return percent(value)
    if unit == "Rp":
        return money(value)
    return number(value, 1 if kind == "mean" else 0)


def difference(outcome: Outcome) -> str:
    """The change with its sign: percentage points for shares."""
    kind, unit, value = outcome.indicator.kind, outcome.indicator.unit_id, outcome.change
    if value != value:
        return NONE
    text = money(value) if unit == "Rp" else number(value, 1 if kind == "mean" else 0)
    return text if text.startswith(MINUS) or not any(c in "123456789" for c in text) else "+" + text
