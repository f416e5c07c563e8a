"""The later chapters of the report: traits, size classes, national aims, and those on people (`annex_people`)."""

from __future__ import annotations

from collections.abc import Sequence

from ftd_desktop.evaluation import annex_people
from ftd_desktop.evaluation.charts.matrix import matrix
from ftd_desktop.evaluation.classes import transition
from ftd_desktop.evaluation.data import PairedData
from ftd_desktop.evaluation.document import Block, Figure, Heading, Paragraph, Table
from ftd_desktop.evaluation.indicators import Indicator, Target, frame
from ftd_desktop.evaluation.outcomes import outcome
from ftd_desktop.evaluation.quality_board import OfficerQuality
from ftd_desktop.evaluation.tables import PAGE, p_value, shown
from ftd_desktop.evaluation.traits import Trait, Traits, traits
from ftd_desktop.i18n import tr
from ftd_desktop.programme.rounds import label
from ftd_desktop.wording import MINUS, NONE, number


def chapters(data: PairedData, officers: Sequence[OfficerQuality] = ()) -> list[Block]:
    """All later chapters; those without anything to say are left out."""
    return [*_traits(data), *_classes(data), *_aims(data), *annex_people.chapters(data, officers)]


def points(value: float) -> str:
    """A difference in points with its sign."""
    text = number(value, 1)
    return text if text in (NONE, number(0, 1)) or text.startswith(MINUS) else "+" + text


def _traits(data: PairedData) -> list[Block]:
    found = traits(data)
    if not any(trait.n for trait in found.traits):
        return []
    return [
        Heading(found.frame.label), traits_table(found, (data.before, data.after)), Paragraph(_improved(found)),
        Paragraph(tr("Indeks 0–100, rata-rata tertimbang bagian-bagiannya; bobot dalam kurung. Versi {version}."
                     " Sumber: {source}.").format(version=found.frame.version, source=found.frame.source), "note"),
    ]


def traits_table(found: Traits, rounds: tuple[str, str]) -> Table:
    """Each trait and, below it, its parts with their weights."""
    rows: list[tuple[str, ...]] = []
    groups: set[int] = set()
    for trait in found.traits:
        groups.add(len(rows))
        rows.append(_trait_row(trait))
        rows += [_part_row(trait, i) for i in range(len(trait.parts))]
    header = (tr("Ciri dan bagiannya"), label(rounds[0]), label(rounds[1]), tr("Beda"), "p", "n")
    return Table(header, tuple(rows), right=(1, 2, 3, 4, 5), widths=(234.0, 75.0, 75.0, 61.0, 40.0, 30.0),
                 bold=frozenset(groups))


def _trait_row(trait: Trait) -> tuple[str, ...]:
    return (trait.dimension.label, number(trait.before, 1), number(trait.after, 1), points(trait.change),
            p_value(trait.test.p if trait.test else None), number(trait.n))


def _part_row(trait: Trait, i: int) -> tuple[str, ...]:
    part = trait.parts[i]
    words = f"– {part.indicator.label} ({number(part.indicator.weight)})"
    return (words, number(part.before, 1), number(part.after, 1), points(part.change),
            p_value(part.test.p if part.test else None), number(part.n))


def _improved(found: Traits) -> str:
    total = sum(found.improved)
    if not total:
        return tr("Belum ada usaha yang kelima cirinya diketahui pada kedua putaran.")
    three = sum(found.improved[3:])
    return tr("Dari {n} usaha, {three} membaik pada tiga ciri atau lebih (sedikitnya lima poin), {none} tidak membaik"
              " pada satu pun.").format(n=number(total), three=number(three), none=number(found.improved[0]))


def _classes(data: PairedData) -> list[Block]:
    of = frame("classes")
    blocks: list[Block] = []
    for indicator in of.indicators:
        if indicator.kind != "class":
            continue
        found = transition(data, indicator)
        if found.n:
            blocks += [Figure(matrix(found, PAGE), indicator.label), Paragraph(matrix(found).description)]
    proxy = outcome(data, of.indicator("rpjmn_kecil_menengah"))
    if proxy.n:
        blocks.append(Paragraph(tr("{label}: {before} menjadi {after} dari {n} usaha.").format(
            label=proxy.indicator.label, before=number(proxy.count_before), after=number(proxy.count_after),
            n=number(proxy.n))))
    if blocks:
        blocks.append(Paragraph(tr("Sumber: {source}.").format(source=of.source), "note"))
    return [Heading(of.label), *blocks] if blocks else []


def _aims(data: PairedData) -> list[Block]:
    blocks: list[Block] = []
    for name in ("roadmap", "rpjmn"):
        of = frame(name)
        rows = tuple(_aim_row(data, indicator) for indicator in of.indicators)
        header = (tr("Sasaran nasional"), tr("Target"), tr("Sumbangan peserta"), tr("Awal"), tr("Akhir"))
        table = Table(header, rows, right=(3, 4), widths=(140.0, 70.0, 145.0, 80.0, 80.0))
        blocks += [Heading(of.label, 2), table, Paragraph(tr("Sumber: {source}.").format(source=of.source), "note")]
    note = tr("Angka nasional tidak dapat diukur oleh program. Yang ditunjukkan hanya sumbangan peserta yang"
              " berpasangan, bukan capaian sasaran itu.")
    return [Heading(tr("Sumbangan pada sasaran nasional")), Paragraph(note, "caution"), *blocks]


def _aim_row(data: PairedData, indicator: Indicator) -> tuple[str, ...]:
    found, target = outcome(data, indicator), indicator.target
    if indicator.kind == "share":
        before, after = (tr("{yes} dari {n}").format(yes=number(yes), n=number(found.n))
                         for yes in (found.count_before, found.count_after))
    else:
        before, after = shown(found, found.before), shown(found, found.after)
    if found.n == 0:
        before = after = NONE
    return (target.label if target else "", _aim(target), indicator.label, before, after)


def _aim(target: Target | None) -> str:
    if target is None or target.value is None:
        return NONE
    unit = target.unit if target.unit == "%" else " " + target.unit
    decimals = 0 if target.value == round(target.value) else 2
    return tr("{value}{unit} ({year})").format(value=number(target.value, decimals), unit=unit, year=target.year)
