"""What the report says: blocks whose sentences follow the figures."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from ftd_desktop.evaluation import annex, claims, season
from ftd_desktop.evaluation.charts.bars import shares
from ftd_desktop.evaluation.charts.histogram import histogram
from ftd_desktop.evaluation.charts.slope import dots
from ftd_desktop.evaluation.charts.tiles import tiles
from ftd_desktop.evaluation.data import PairedData
from ftd_desktop.evaluation.document import Block, Bullets, Document, Figure, Heading, Paragraph
from ftd_desktop.evaluation.income import LISTED, PROFIT, SALES, IncomeLine, line
from ftd_desktop.evaluation.indicators import frame
from ftd_desktop.evaluation.outcomes import SMALLEST_GROUP, Outcome, table
from ftd_desktop.evaluation.quality_board import OfficerQuality
from ftd_desktop.evaluation.tables import PAGE, income_table, lower_first, outcome_table, shown, values_table
from ftd_desktop.i18n import tr
from ftd_desktop.programme.rounds import label
from ftd_desktop.wording import long_date, number, percent


@dataclass(frozen=True)
class Setting:
    """What the report needs besides the data: who reports, the day, names of participants by id, people by regency.

    `note` stands on every page, e.g. that the people are made up; `officers` is the quality board, where it is wanted.
    """

    office: str
    day: date
    names: Mapping[str, str] = field(default_factory=dict)
    regencies: Mapping[str, int] = field(default_factory=dict)
    note: str = ""
    officers: tuple[OfficerQuality, ...] = ()


def tell(data: PairedData, setting: Setting) -> Document:
    """The whole report on `data`."""
    sales, profit = line(data, SALES), line(data, PROFIT)
    found = table(data)
    blocks: list[Block] = [
        *_summary(data, sales, profit, found), *_income(profit, setting), *_income(sales, setting),
        *_outcomes(data, found), *annex.chapters(data, setting.officers), *_coverage(setting), *_method(data),
        *_limits(data),
    ]
    return Document(
        title=tr("Laporan hasil: {cohort}").format(cohort=data.cohort or tr("Semua angkatan")),
        subtitle=tr("{before} ke {after}, per {day}").format(
            before=label(data.before), after=label(data.after).lower(), day=long_date(setting.day)),
        day=setting.day, footer=" · ".join(filter(None, (setting.office, setting.note))), blocks=tuple(blocks),
    )


def _summary(data: PairedData, sales: IncomeLine, profit: IncomeLine, found: Sequence[Outcome]) -> list[Block]:
    blocks: list[Block] = [Heading(tr("Ringkasan")), Paragraph(claims.headline(profit), "lead")]
    if sales.change:
        blocks.append(Paragraph(claims.headline(sales)))
    blocks.append(Paragraph(who_counts(data, profit)))
    moved = largest_moves(found)
    if moved:
        blocks.append(Paragraph(moved))
    if profit.change:
        blocks.append(Paragraph(claims.verdict(profit.change, claims.KNOWN_CLAIM), "caution"))
    return blocks


def who_counts(data: PairedData, of: IncomeLine) -> str:
    """How many are paired, lost, closed and blank, in a sentence."""
    return tr("Dari {started} peserta dengan {before}: {n} berpasangan, {lost} hilang, {closed} tutup atau berhenti,"
              " {blank} tanpa angka.").format(
        started=number(of.started), before=label(data.before).lower(), n=number(of.n), lost=number(of.lost),
        closed=number(of.closed), blank=number(of.blank))


def largest_moves(found: Sequence[Outcome]) -> str:
    """The three shares that moved most, in a sentence; "" when none moved or the group is too small."""
    moved = [o for o in found if o.indicator.kind == "share" and not o.small and o.change == o.change and o.change]
    moved.sort(key=lambda o: -abs(o.change))
    if not moved:
        return ""
    parts = "; ".join(
        tr("{label} dari {before} menjadi {after}").format(
            label=lower_first(o.indicator.label), before=shown(o, o.before), after=shown(o, o.after))
        for o in moved[:3]
    )
    return tr("Perubahan hasil terbesar: {parts}.").format(parts=parts)


def _income(of: IncomeLine, setting: Setting) -> list[Block]:
    blocks: list[Block] = [Heading(of.label)]
    if of.change is None:
        return [*blocks, Paragraph(claims.nothing(of))]
    blocks.append(income_table(of))
    if of.n <= LISTED:
        blocks += [Figure(dots(of, setting.names, PAGE), tr("Setiap usaha, awal dan akhir")),
                   values_table(of, setting.names)]
    else:
        based = number(of.change.n - of.change.without_base)
        blocks.append(Figure(histogram(of, PAGE, 190), tr("Sebaran perubahan, n = {n}, arsir = turun").format(n=based)))
    return [*blocks, Heading(tr("Cara membaca"), 2), Bullets(tuple(claims.caution(of)))]


def _outcomes(data: PairedData, found: Sequence[Outcome]) -> list[Block]:
    headline = [o for o in found if o.indicator.headline]
    blocks: list[Block] = [Heading(tr("Hasil program"))]
    if not any(o.n for o in found):
        return [*blocks, Paragraph(tr("Belum ada usaha yang menjawab pada kedua putaran."))]
    if any(o.n >= SMALLEST_GROUP for o in headline):
        blocks.append(Figure(shares(headline, PAGE), tr("Bagian usaha sebelum (arsir) dan sesudah")))
    blocks.append(outcome_table(found, (data.before, data.after)))
    blocks.append(Paragraph(tr("Beda dalam poin persen untuk bagian usaha. Naik / turun: usaha yang berubah dari tidak"
                               " menjadi ya (atau bertambah) dan sebaliknya. Di bawah {n} usaha hanya banyaknya yang"
                               " ditulis, bukan persen.").format(n=SMALLEST_GROUP), "note"))
    return blocks


def _coverage(setting: Setting) -> list[Block]:
    if not setting.regencies:
        return []
    total = sum(setting.regencies.values())
    return [Heading(tr("Sebaran peserta")),
            Figure(tiles(setting.regencies), tr("{n} peserta di 33 kabupaten/kota").format(n=number(total)))]


def _method(data: PairedData) -> list[Block]:
    of, weighed = frame("outcomes"), frame("traits")
    return [
        Heading(tr("Cara menghitung")),
        Bullets((
            tr("Yang dibandingkan selalu usaha yang sama: peserta dengan catatan selesai pada kedua putaran. Bila ada"
               " beberapa catatan, yang terakhir dipakai."),
            tr("Perubahan tiap usaha = (akhir − awal) / awal, hanya bila nilai awal di atas nol. Rasio jumlah ="
               " jumlah akhir / jumlah awal seluruh pasangan."),
            tr("Selang 95%: median dengan statistik urutan, bagian usaha menurut Wilson, rasio jumlah menurut Fieller,"
               " rata-rata dengan yang lebih lebar dari bootstrap terstudentisasi (2.000 ulangan, benih tetap; di atas"
               " 1.000 usaha bentuk analitisnya) dan t Student. Uji: Wilcoxon untuk angka, McNemar untuk bagian"
               " usaha."),
            tr("Pada simulasi 1.000 kali selang itu memuat nilai sebenarnya 93–97 kali dari 100 mulai 30 pasangan"
               " (bagian usaha 92–98, karena usaha hanya dapat dihitung utuh). Median dan rasio jumlah juga bertahan"
               " bila ada salah ketik, nol, rugi, atau usaha raksasa; rata-rata tidak."),
            tr("Selang rata-rata rupiah terlalu sempit di bawah 30 pasangan, dan berapa pun pasangannya bila satu di"
               " antara seratus usaha jauh lebih besar dari yang lain (78–82 dari 100). Selang rata-rata persen tidak"
               " berlaku bila ada angka salah ketik atau nilai awal yang mendekati nol (45–73 dari 100)."),
            tr("Terpangkas 10%: sepersepuluh terendah dan tertinggi dibuang. Winsor 1%: perseratus di tiap ujung"
               " ditarik ke nilai berikutnya."),
            tr("Kolom “Tutup = 0” menghitung usaha yang tutup atau berhenti sebagai nol."),
            tr("Rumus tiap hasil: tabel indikator “{name}” versi {version}. Sumber: {source}.").format(
                name=of.label, version=of.version, source=of.source),
            tr("Lima ciri: rata-rata tertimbang bagiannya, tabel “{name}” versi {version}. Bobotnya usulan, belum"
               " ditetapkan dinas; ubah di tabel itu bila dinas menetapkan yang lain.").format(
                name=weighed.label, version=weighed.version),
            tr("Bulan ramai: Desember, bulan Idul Fitri, dan Ramadan, menurut SKB tiga menteri. Tanggal mulai"
               " {year} masih perkiraan dan perlu dicocokkan dengan SKB-nya.").format(year=season.expected_from()),
        )),
    ]


def _limits(data: PairedData) -> list[Block]:
    items = [
        tr("Tidak ada kelompok pembanding; yang terlihat adalah perubahan, bukan dampak program. Uji coba pelatihan"
           " usaha di berbagai negara menemukan kenaikan rata-rata 5–10% (McKenzie 2021)."),
        tr("Nilai uang adalah pengakuan responden untuk satu bulan acuan, tanpa penyesuaian inflasi."),
        tr("Peserta yang hilang mungkin berbeda dari yang bertahan; mereka tidak dihitung naik maupun turun."),
    ]
    if data.drafts:
        items.append(tr("{n} catatan masih draf dan tidak dihitung.").format(n=number(data.drafts)))
    if data.repeated:
        items.append(tr("{n} catatan ganda dilewati; yang terakhir dipakai.").format(n=number(data.repeated)))
    if data.only_after:
        items.append(tr("{n} peserta hanya punya putaran akhir, tanpa awal, dan tidak dapat dibandingkan.").format(
            n=number(len(data.only_after))))
    if data.members > len(data.people):
        items.append(tr("{n} dari {members} peserta terdaftar belum punya survei awal ({share}).").format(
            n=number(data.members - len(data.people)), members=number(data.members),
            share=percent(100 * (data.members - len(data.people)) / data.members)))
    return [Heading(tr("Batas laporan ini")), Bullets(tuple(items))]
