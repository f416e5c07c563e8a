"""The further sheets of figures: every number, traits, classes, national aims, subgroups, who was lost, outliers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from ftd_desktop.evaluation import numeric, quality
from ftd_desktop.evaluation.annex_people import fact_names, group_label, group_names
from ftd_desktop.evaluation.attrition import attrition
from ftd_desktop.evaluation.classes import transition
from ftd_desktop.evaluation.data import PairedData
from ftd_desktop.evaluation.income import SALES
from ftd_desktop.evaluation.indicators import frame
from ftd_desktop.evaluation.outcomes import SMALLEST_GROUP, outcome
from ftd_desktop.evaluation.quality_board import OfficerQuality
from ftd_desktop.evaluation.rows import Rows
from ftd_desktop.evaluation.subgroups import subgroups
from ftd_desktop.evaluation.tables import officer_header, readings
from ftd_desktop.evaluation.traits import traits
from ftd_desktop.i18n import tr
from ftd_desktop.programme.rounds import label


def more_figures(data: PairedData, names: Mapping[str, str]) -> list[Rows]:
    """Everything the report's later chapters say, as numbers."""
    return [_numbers(data), _traits(data), *_classes(data), _aims(data), _groups(data), *_lost(data),
            _outliers(data, names)]


def _numbers(data: PairedData) -> Rows:
    rows: list[tuple[Any, ...]] = []
    for line in numeric.lines(data):
        head = (line.indicator.label, line.started, line.n, line.lost, line.closed, line.blank)
        if line.change is None:
            rows.append((*head, *(None,) * 8))
            continue
        for words, get, _ in readings():
            found = get(line.change)
            zero = get(line.closed_as_zero).value if line.closed_as_zero else None
            rows.append((*head, words, found.value, found.interval.low, found.interval.high, found.bca.low,
                         found.bca.high, zero, line.change.test.p if line.change.test else None))
    headings = (
        (tr("Hasil"), "text"), (tr("Peserta dengan putaran awal"), "whole"), (tr("Pasangan (n)"), "whole"),
        (tr("Hilang"), "whole"), (tr("Tutup atau berhenti"), "whole"), (tr("Tanpa angka"), "whole"),
        (tr("Bacaan"), "text"), (tr("Nilai"), "number"), (tr("Selang bawah"), "number"), (tr("Selang atas"), "number"),
        (tr("BCa bawah"), "number"), (tr("BCa atas"), "number"), (tr("Tutup = 0"), "number"),
        (tr("Uji Wilcoxon, p"), "p"),
    )
    return Rows(tr("Semua angka"), headings, tuple(rows))


def _traits(data: PairedData) -> Rows:
    found = traits(data)
    rows: list[tuple[Any, ...]] = []
    for trait in found.traits:
        rows.append((trait.dimension.label, "", None, trait.n, trait.before, trait.after, trait.change,
                     trait.test.p if trait.test else None, ""))
        rows += [(trait.dimension.label, part.indicator.label, part.indicator.weight, part.n, part.before, part.after,
                  part.change, part.test.p if part.test else None, part.indicator.formula.text)
                 for part in trait.parts]
    headings = ((tr("Ciri"), "text"), (tr("Bagian ciri"), "text"), (tr("Bobot"), "number"), ("n", "whole"),
                (label(data.before), "number"), (label(data.after), "number"), (tr("Beda"), "number"), ("p", "p"),
                (tr("Rumus"), "text"))
    return Rows(tr("Lima ciri"), headings, tuple(rows), (found.frame.label, found.frame.version, found.frame.source))


def _classes(data: PairedData) -> list[Rows]:
    names = {"pp7": tr("Kelas PP 7 tahun 2021"), "lapis_mikro": tr("Lapis mikro")}  # a sheet's name has no slash
    found = []
    for indicator in frame("classes").indicators:
        if indicator.kind == "class":
            counts = transition(data, indicator).counts.tolist()
            headings = ((tr("Awal, lalu akhir"), "text"), *((name, "whole") for name in indicator.classes))
            rows = tuple((name, *row) for name, row in zip(indicator.classes, counts, strict=True))
            notes = (indicator.label, frame("classes").source)
            found.append(Rows(names.get(indicator.id, indicator.id), headings, rows, notes))
    return found


def _aims(data: PairedData) -> Rows:
    rows = []
    for name in ("roadmap", "rpjmn"):
        for indicator in frame(name).indicators:
            of, target = outcome(data, indicator), indicator.target
            share = indicator.kind == "share"
            rows.append((frame(name).label, target.label if target else None, target.value if target else None,
                         target.unit if target else None, target.year if target else None, indicator.label, of.n,
                         of.count_before if share else of.before, of.count_after if share else of.after))
    headings = ((tr("Kerangka"), "text"), (tr("Sasaran nasional"), "text"), (tr("Target"), "number"),
                (tr("Satuan"), "text"), (tr("Tahun"), "text"), (tr("Sumbangan peserta"), "text"), ("n", "whole"),
                (label(data.before), "number"), (label(data.after), "number"))
    note = tr("Angka nasional tidak dapat diukur oleh program. Yang ditunjukkan hanya sumbangan peserta yang"
              " berpasangan, bukan capaian sasaran itu.")
    return Rows(tr("Sasaran nasional"), headings, tuple(rows), (note,))


def _groups(data: PairedData) -> Rows:
    rows: list[tuple[Any, ...]] = []
    headline = [i for i in frame("outcomes").indicators if i.headline or i.id == SALES]
    for by, name in group_names().items():
        for indicator in headline:
            if indicator.kind != "total" and indicator.rounds == "both":
                rows += [
                    (name, group_label(by, group.key), indicator.label, group.n, group.before, group.after,
                     group.percent, tr("disembunyikan") if group.suppressed else "")
                    for group in subgroups(data, indicator, by).groups
                ]
    headings = ((tr("Menurut"), "text"), (tr("Kelompok"), "text"), (tr("Hasil"), "text"), ("n", "whole"),
                (label(data.before), "number"), (label(data.after), "number"), (tr("Median perubahan"), "number"),
                (tr("Disembunyikan"), "text"))
    note = tr("Kelompok di bawah {n} usaha, dan satu kelompok lagi bila perlu, disembunyikan agar tidak seorang pun"
              " dapat dikenali.").format(n=SMALLEST_GROUP)
    return Rows(tr("Menurut kelompok"), headings, tuple(rows), (note,))


def _lost(data: PairedData) -> list[Rows]:
    found = attrition(data)
    rows = tuple((n.label, *n.kept, *n.lost, n.difference, n.p) for n in found.numbers
                 if min(n.kept[0], n.lost[0]) >= SMALLEST_GROUP)
    headings = ((tr("Pada putaran awal"), "text"), (tr("Bertahan (n)"), "whole"), (tr("Median"), "number"),
                (tr("Rata-rata"), "number"), (tr("Hilang (n)"), "whole"), (tr("Median"), "number"),
                (tr("Rata-rata"), "number"), (tr("Beda baku"), "number"), (tr("p, Mann-Whitney"), "p"))
    kinds = tuple((fact_names()[kind.name], group_label(kind.name, key), kept, lost, kind.p)
                  for kind in found.kinds for key, kept, lost in kind.counts)
    kind_headings = ((tr("Menurut"), "text"), (tr("Kelompok"), "text"), (tr("Bertahan (n)"), "whole"),
                     (tr("Hilang (n)"), "whole"), (tr("p, chi-kuadrat"), "p"))
    return [Rows(tr("Yang hilang"), headings, rows), Rows(tr("Hilang menurut kelompok"), kind_headings, kinds)]


def _outliers(data: PairedData, names: Mapping[str, str]) -> Rows:
    kinds = {"jump": tr("melompat"), "far": tr("jauh dari yang lain"), "profit": tr("laba di atas penjualan")}
    rows = tuple((names.get(o.person, o.person), o.column, kinds[o.kind], o.before, o.after)
                 for o in quality.outliers(data))
    headings = ((tr("Peserta"), "text"), (tr("Pertanyaan"), "text"), (tr("Alasan"), "text"), (tr("Awal"), "money"),
                (tr("Akhir"), "money"))
    return Rows(tr("Periksa lagi"), headings, rows)


def officer_figures(officers: Sequence[OfficerQuality]) -> Rows:
    """The quality board."""
    kinds = ("text", "whole", "percent", "percent", "percent", "number", "percent", "percent", "whole")
    rows = tuple((of.officer, of.records, of.missing, of.implausible, of.too_fast, of.minutes, of.millions,
                  of.by_recall, of.repeated) for of in officers)
    return Rows(tr("Mutu per petugas"), tuple(zip(officer_header(), kinds, strict=True)), rows)
