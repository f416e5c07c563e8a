"""The first sheets of figures: income, outcomes, and for the pilot every firm."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ftd_desktop.evaluation import claims
from ftd_desktop.evaluation.data import PairedData
from ftd_desktop.evaluation.income import LISTED, PROFIT, SALES, IncomeLine, line
from ftd_desktop.evaluation.outcomes import Outcome, table
from ftd_desktop.evaluation.rows import Rows
from ftd_desktop.evaluation.statistics import NO_INTERVAL
from ftd_desktop.evaluation.tables import readings
from ftd_desktop.i18n import tr
from ftd_desktop.programme.rounds import label


def main_figures(data: PairedData, names: Mapping[str, str]) -> list[Rows]:
    """Income (both questions), every outcome, and for the pilot every firm's values."""
    lines = [line(data, PROFIT), line(data, SALES)]
    found = [income(lines), outcomes(table(data), (data.before, data.after))]
    found += [firms(of, names) for of in lines if 0 < of.n <= LISTED]
    return found


def income(lines: list[IncomeLine]) -> Rows:
    """Every reading of each line with its interval, and the counts behind it."""
    rows: list[tuple[Any, ...]] = []
    for of in lines:
        counts = ((tr("Peserta dengan putaran awal"), of.started), (tr("Pasangan (n)"), of.n),
                  (tr("Hilang"), of.lost), (tr("Tutup atau berhenti"), of.closed), (tr("Tanpa angka"), of.blank))
        rows += [(of.label, words, count, *(None,) * 5) for words, count in counts]
        if of.change is None:
            continue
        for words, get, _ in readings():
            zero = get(of.closed_as_zero).value if of.closed_as_zero else None
            estimate = get(of.change)
            rows.append((of.label, words, estimate.value, estimate.interval.low, estimate.interval.high,
                         estimate.bca.low, estimate.bca.high, zero))
        rows += [(of.label, words, value, *(None,) * 5) for words, value in (
            (tr("Tanpa nilai awal di atas nol"), of.change.without_base),
            (tr("Jumlah awal sebulan"), of.change.total_before), (tr("Jumlah akhir sebulan"), of.change.total_after),
            (tr("Uji Wilcoxon, p"), of.change.test.p if of.change.test else None),
        )]
    headings = ((tr("Ukuran"), "text"), (tr("Bacaan"), "text"), (tr("Nilai"), "number"), (tr("Selang bawah"), "number"),
                (tr("Selang atas"), "number"), (tr("BCa bawah"), "number"), (tr("BCa atas"), "number"),
                (tr("Tutup = 0"), "number"))
    notes = tuple(claims.caution(lines[0]))
    return Rows(tr("Pendapatan"), headings, tuple(rows), notes)


def outcomes(found: list[Outcome], rounds: tuple[str, str]) -> Rows:
    """Every outcome before and after with its counts, test and formula."""
    headings = (
        (tr("Dimensi"), "text"), (tr("Hasil"), "text"), (tr("Satuan"), "text"), ("n", "whole"),
        (label(rounds[0]), "number"), (label(rounds[1]), "number"), (tr("Beda"), "number"), (tr("Ya, awal"), "whole"),
        (tr("Ya, akhir"), "whole"), (tr("Naik"), "whole"), (tr("Turun"), "whole"), (tr("Selang bawah"), "points"),
        (tr("Selang atas"), "points"), ("p", "p"), (tr("Rumus"), "text"),
    )
    return Rows(tr("Hasil program"), headings, tuple(_outcome(o) for o in found))


def _outcome(o: Outcome) -> tuple[Any, ...]:
    share = o.indicator.kind == "share"
    hidden = share and o.small
    between = o.paired.interval() if share and not hidden and o.indicator.rounds == "both" else NO_INTERVAL
    return (
        o.indicator.dimension.label, o.indicator.label, o.indicator.unit, o.n,
        None if hidden else o.before, None if hidden else o.after, None if hidden else o.change,
        o.count_before if share else None, o.count_after if share else None, o.gained, o.dropped,
        between.low, between.high, o.test.p if o.test and not hidden else None, o.indicator.formula.text,
    )


def firms(of: IncomeLine, names: Mapping[str, str]) -> Rows:
    """Every pair of the line."""
    headings = ((tr("Peserta"), "text"), (tr("Awal"), "money"), (tr("Akhir"), "money"), (tr("Beda"), "money"),
                (tr("Perubahan, %"), "number"))
    rows = tuple((names.get(p.person, p.person), p.before, p.after, p.after - p.before, p.percent) for p in of.pairs())
    return Rows(of.label, headings, rows)
