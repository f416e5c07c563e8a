"""The report's chapters on people: by group, who was lost, how good the data are."""

from __future__ import annotations

from collections.abc import Sequence

from ftd_desktop.evaluation import quality
from ftd_desktop.evaluation.attrition import Attrition, NumberDifference, attrition
from ftd_desktop.evaluation.data import PairedData
from ftd_desktop.evaluation.document import Block, Bullets, Heading, Paragraph, Table
from ftd_desktop.evaluation.income import SALES
from ftd_desktop.evaluation.indicators import frame
from ftd_desktop.evaluation.outcomes import SMALLEST_GROUP
from ftd_desktop.evaluation.quality_board import OfficerQuality
from ftd_desktop.evaluation.subgroups import SIZE, Group, Subgroups, kind_label, subgroups
from ftd_desktop.evaluation.tables import lower_first, officer_table, p_value
from ftd_desktop.i18n import tr
from ftd_desktop.programme.rounds import label
from ftd_desktop.wording import NONE, money, number, percent


def chapters(data: PairedData, officers: Sequence[OfficerQuality] = ()) -> list[Block]:
    """These chapters; those without anything to say are left out."""
    return [*_groups(data), *_lost(data), *_quality(data, officers)]


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
                  "note"), *_lost_kinds(found),
    ]


def fact_names() -> dict[str, str]:
    """The facts by which those kept and those lost are compared, in the language in force."""
    return {"jk": tr("Jenis kelamin"), "sektor": tr("Bidang usaha"), "jenis_pelaku": tr("Jenis pelaku"),
            "kab": tr("Kabupaten/kota")}


def _lost_kinds(found: Attrition) -> list[Block]:
    """Who was lost by sex, sector and kind of firm; regencies, which are many, stand in the spreadsheet."""
    rows: list[tuple[str, ...]] = []
    groups: set[int] = set()
    for kind in found.kinds:
        if kind.name != "kab" and len(kind.counts) > 1:
            groups.add(len(rows))
            rows.append((f"{fact_names()[kind.name]} (p {p_value(kind.p)})", "", "", ""))
            rows += [_kind_row(kind.name, *counts) for counts in kind.counts]
    if not rows:
        return []
    header = (tr("Pada putaran awal"), tr("Bertahan (n)"), tr("Hilang (n)"), tr("Bagian hilang"))
    note = tr("p: chi-kuadrat. Bagian hilang hanya ditulis untuk kelompok dengan {n} orang atau lebih.").format(
        n=SMALLEST_GROUP)
    return [Table(header, tuple(rows), right=(1, 2, 3), widths=(245.0, 90.0, 90.0, 90.0), groups=frozenset(groups)),
            Paragraph(note, "note")]


def _kind_row(name: str, key: str, kept: int, lost: int) -> tuple[str, ...]:
    n = kept + lost
    share = percent(100 * lost / n) if n >= SMALLEST_GROUP else NONE
    return (group_label(name, key), number(kept), number(lost), share)


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
