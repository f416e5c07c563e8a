"""The later chapters of the report: traits, classes, national aims, who was lost, subgroups, quality of the data."""

from __future__ import annotations

from collections.abc import Sequence

from ftd_desktop.evaluation import quality
from ftd_desktop.evaluation.attrition import Attrition, NumberDifference, attrition
from ftd_desktop.evaluation.charts.matrix import matrix
from ftd_desktop.evaluation.classes import transition
from ftd_desktop.evaluation.data import PairedData
from ftd_desktop.evaluation.document import Block, Bullets, Figure, Heading, Paragraph, Table
from ftd_desktop.evaluation.income import SALES
from ftd_desktop.evaluation.indicators import Indicator, Target, frame
from ftd_desktop.evaluation.outcomes import SMALLEST_GROUP, outcome
from ftd_desktop.evaluation.quality_board import OfficerQuality
from ftd_desktop.evaluation.subgroups import SIZE, Group, Subgroups, kind_label, subgroups
from ftd_desktop.evaluation.tables import PAGE, lower_first, officer_table, p_value, shown
from ftd_desktop.evaluation.traits import Trait, Traits, traits
from ftd_desktop.i18n import tr
from ftd_desktop.programme.rounds import label
from ftd_desktop.wording import MINUS, NONE, money, number, percent


def chapters(data: PairedData, officers: Sequence[OfficerQuality] = ()) -> list[Block]:
    """All later chapters; those without anything to say are left out."""
    return [*_traits(data), *_classes(data), *_aims(data), *_groups(data), *_lost(data), *_quality(data, officers)]


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
    return Table(header, tuple(rows), right=(1, 2, 3, 4, 5), widths=(245.0, 75.0, 75.0, 50.0, 40.0, 30.0),
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



def group_names() -> dict[str, str]:
    """The facts by which subgroups are made, in the language in force."""
    return {"kab": tr("Kabupaten/kota"), "sektor": tr("Bidang usaha"), "jk": tr("Jenis kelamin"),
            SIZE: tr("Kelas usaha"), "angkatan": tr("Angkatan")}


def group_label(by: str, key: str) -> str:
    """A subgroup's key in words."""
    return kind_label(by, key) if key else tr("tidak diketahui")


def _groups(data: PairedData) -> list[Block]:
    indicator = frame("outcomes").indicator(SALES)
    blocks: list[Block] = []
    for by, name in group_names().items():
        found = subgroups(data, indicator, by)
        if len(found.groups) > 1 and any(not group.suppressed for group in found.groups):
            blocks += [Heading(tr("{what} menurut {by}").format(what=tr("Penjualan sebulan"), by=name.lower()), 2),
                       groups_table(found, (data.before, data.after))]
    if not blocks:
        return []
    note = tr("Kelompok di bawah {n} usaha, dan satu kelompok lagi bila perlu, disembunyikan agar tidak seorang pun"
              " dapat dikenali.").format(n=SMALLEST_GROUP)
    return [Heading(tr("Menurut kelompok")), *blocks, Paragraph(note, "note")]


def groups_table(found: Subgroups, rounds: tuple[str, str]) -> Table:
    """The subgroups that may be shown, those hidden as one line, and the whole."""
    rows = [_group_row(group, group_label(found.by, group.key)) for group in found.groups if not group.suppressed]
    hidden = [group for group in found.groups if group.suppressed]
    if hidden:
        words = tr("{n} kelompok disembunyikan").format(n=number(len(hidden)))
        rows.append((words, number(sum(group.n for group in hidden)), NONE, NONE, NONE))
    rows.append(_group_row(found.total, tr("Semua")))
    header = (group_names().get(found.by, found.by), "n", tr("Median, {round}").format(round=label(rounds[0]).lower()),
              tr("Median, {round}").format(round=label(rounds[1]).lower()), tr("Median perubahan"))
    return Table(header, tuple(rows), right=(1, 2, 3, 4), widths=(165.0, 40.0, 110.0, 110.0, 90.0))


def _group_row(group: Group, words: str) -> tuple[str, ...]:
    return (words, number(group.n), money(group.before), money(group.after), percent(group.percent))


def _lost(data: PairedData) -> list[Block]:
    found = attrition(data)
    if not found.lost or found.lost == found.started:
        return []
    if found.lost < SMALLEST_GROUP:
        words = tr("{lost} dari {started} peserta ({share}) tidak disurvei lagi: terlalu sedikit untuk dibandingkan"
                   " dengan yang bertahan.")
        return [Heading(tr("Siapa yang hilang")), Paragraph(words.format(
            lost=number(found.lost), started=number(found.started), share=percent(found.share)))]
    return [
        Heading(tr("Siapa yang hilang")), Paragraph(lost_words(found)), lost_table(found),
        Paragraph(tr("Beda baku: selisih rata-rata dibagi simpangan baku; di atas 0,1 patut disebut. p: Mann-Whitney."),
                  "note"),
    ]


def lost_words(found: Attrition) -> str:
    """How many were lost and in what they differed, in a sentence."""
    notable = sorted((n for n in found.numbers if n.notable), key=lambda n: -abs(n.difference))
    names = "; ".join(lower_first(n.label) for n in notable[:4])
    words = tr("{lost} dari {started} peserta ({share}) tidak disurvei lagi.").format(
        lost=number(found.lost), started=number(found.started), share=percent(found.share))
    if not notable:
        return words + " " + tr("Pada putaran awal mereka tidak banyak berbeda dari yang bertahan.")
    return words + " " + tr("Pada putaran awal mereka berbeda dalam: {names}.").format(names=names)


def lost_table(found: Attrition) -> Table:
    """The baseline of those kept and those lost, the largest difference first."""
    ranked = sorted(found.numbers, key=lambda n: -abs(n.difference) if n.difference == n.difference else 0.0)
    header = (tr("Pada putaran awal"), tr("Bertahan (n)"), tr("Rata-rata"), tr("Hilang (n)"), tr("Rata-rata"),
              tr("Beda baku"), "p")
    return Table(header, tuple(_lost_row(n) for n in ranked[:12]), right=(1, 2, 3, 4, 5, 6),
                 widths=(168.0, 60.0, 70.0, 55.0, 70.0, 52.0, 40.0))


def _lost_row(n: NumberDifference) -> tuple[str, ...]:
    hidden = min(n.kept[0], n.lost[0]) < SMALLEST_GROUP
    kept, lost = (NONE, NONE) if hidden else (_short(n.kept[2]), _short(n.lost[2]))
    return (n.label, number(n.kept[0]), kept, number(n.lost[0]), lost, NONE if hidden else number(n.difference, 2),
            NONE if hidden else p_value(n.p))


def _short(value: float) -> str:
    """One decimal, none for large amounts."""
    return number(value, 0 if abs(value) >= 1000 else 1)


def _quality(data: PairedData, officers: Sequence[OfficerQuality]) -> list[Block]:
    items = []
    for columns, name in ((data.first, data.before), (data.second, data.after)):
        round_figures = quality.heaping(columns.numbers(SALES))
        if round_figures.n:
            items.append(tr("{round}: {share} jumlah penjualan berupa juta bulat, rata-rata {figures} angka penting;"
                            " makin bulat makin kasar ingatannya.").format(
                round=label(name), share=percent(round_figures.millions), figures=number(round_figures.significant, 1)))
    found = quality.outliers(data)
    if found:
        items.append(tr("{n} angka uang perlu diperiksa lagi: melompat lebih dari {factor} kali, jauh dari yang lain,"
                        " atau laba di atas penjualan.").format(n=number(len(found)), factor=number(quality.FACTOR)))
    blocks: list[Block] = [Bullets(tuple(items))] if items else []
    if officers:
        blocks.append(officer_table(officers))
    return [Heading(tr("Mutu data")), *blocks] if blocks else []
