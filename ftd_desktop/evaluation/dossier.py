"""The dossier for a planning award (Bappenas PPD): the innovation's story, its figures filled from the data.

What only the office can tell stands in square brackets; what the data say is written out, with its limits.
"""

from __future__ import annotations

from collections.abc import Sequence

from ftd_desktop.evaluation import claim_check, claims
from ftd_desktop.evaluation.charts.bars import shares
from ftd_desktop.evaluation.charts.tiles import TILES, tiles
from ftd_desktop.evaluation.data import PairedData
from ftd_desktop.evaluation.document import Block, Bullets, Document, Figure, Heading, Paragraph
from ftd_desktop.evaluation.income import PROFIT, SALES, IncomeLine, line
from ftd_desktop.evaluation.outcomes import Outcome, table
from ftd_desktop.evaluation.story import Setting, largest_moves, who_counts
from ftd_desktop.evaluation.tables import PAGE, income_table, outcome_table
from ftd_desktop.evaluation.traits import traits
from ftd_desktop.i18n import tr
from ftd_desktop.programme.regions import short_regency
from ftd_desktop.programme.rounds import label
from ftd_desktop.wording import long_date, number


def tell(data: PairedData, setting: Setting) -> Document:
    """The dossier on `data`."""
    profit, sales, found = line(data, PROFIT), line(data, SALES), table(data)
    blocks: list[Block] = [
        Paragraph(tr("Naskah dasar untuk penilaian. Yang di dalam kurung siku diisi dinas; angka dan kalimat lain"
                     " berasal dari catatan yang dapat ditelusuri."), "note"),
        *_why(), *_how(setting), *_results(data, profit, sales, found), *_proof(profit), *_further(),
    ]
    return Document(
        title=tr("Dossier inovasi: {cohort}").format(cohort=data.cohort or tr("Semua angkatan")),
        subtitle=tr("{before} ke {after}, per {day}").format(
            before=label(data.before), after=label(data.after).lower(), day=long_date(setting.day)),
        day=setting.day, footer=" · ".join(filter(None, (setting.office, setting.note))), blocks=tuple(blocks),
    )


def _why() -> list[Block]:
    return [
        Heading(tr("1. Masalah dan gagasan")),
        Paragraph(tr("[Masalah yang dijawab: keadaan KUMKM sebelum program, dengan sumbernya]")),
        Paragraph(tr("[Gagasan: apa yang dilakukan berbeda dari pelatihan biasa]")),
        Paragraph(tr("Program mengikuti arah peta jalan koperasi dan UMKM 2021–2024 dan lima ciri UMKM naik kelas:"
                     " pemanfaatan teknologi, penciptaan nilai, digerakkan pasar, wawasan pasar, dan inovatif.")),
    ]


def _how(setting: Setting) -> list[Block]:
    there = {code: n for code, n in setting.regencies.items() if n and code in TILES}
    blocks: list[Block] = [
        Heading(tr("2. Pelaksanaan dan jangkauan")),
        Paragraph(tr("[Tahapan: pendaftaran, kurasi, pelatihan, pendampingan; dana dan pelaksana]")),
    ]
    if not there:
        return blocks
    first = sorted(there, key=lambda code: (-there[code], code))[:3]
    words = tr("{n} peserta dari {there} di antara 33 kabupaten/kota; terbanyak {first}.").format(
        n=number(sum(there.values())), there=number(len(there)),
        first=", ".join(f"{short_regency(code)} ({number(there[code])})" for code in first))
    return [*blocks, Paragraph(words), Figure(tiles(there), tr("Peserta menurut kabupaten/kota"))]


def _results(data: PairedData, profit: IncomeLine, sales: IncomeLine, found: Sequence[Outcome]) -> list[Block]:
    headline = [o for o in found if o.indicator.headline]
    blocks: list[Block] = [
        Heading(tr("3. Hasil")), Paragraph(claim_check.truth(profit), "lead"), Paragraph(claim_check.truth(sales)),
        Paragraph(who_counts(data, profit)),
    ]
    if profit.change:
        blocks.append(income_table(profit))
    moves = largest_moves(found)
    if moves:
        blocks += [Paragraph(moves), Figure(shares(headline, PAGE), tr("Bagian usaha sebelum (arsir) dan sesudah"))]
    blocks.append(outcome_table(headline, (data.before, data.after)))
    return [*blocks, *_traits(data)]


def _traits(data: PairedData) -> list[Block]:
    found = [trait for trait in traits(data).traits if trait.n]
    if not found:
        return []
    items = tuple(
        tr("{trait}: {before} menjadi {after} dari 100").format(
            trait=trait.dimension.label, before=number(trait.before, 1), after=number(trait.after, 1))
        for trait in found)
    return [Heading(tr("Lima ciri UMKM naik kelas"), 2), Bullets(items)]


def _proof(profit: IncomeLine) -> list[Block]:
    return [
        Heading(tr("4. Seberapa kuat buktinya")), Bullets(tuple(claims.caution(profit))),
        Paragraph(tr("Setiap angka dapat dibuka sampai ke catatan pesertanya di dalam aplikasi; perubahan catatan"
                     " tersimpan dengan siapa dan kapan.")),
    ]


def _further() -> list[Block]:
    return [
        Heading(tr("5. Keberlanjutan dan peniruan")),
        Paragraph(tr("[Dasar hukum, anggaran, dan penanggung jawab tahun berikutnya]")),
        Paragraph(tr("[Daerah atau program lain yang memakai cara ini]")),
        Paragraph(tr("[Pelajaran: apa yang tidak berhasil dan diperbaiki]")),
    ]
