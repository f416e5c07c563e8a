"""A one-page letter to a regency or city: its participants, what changed among them, what is asked of it."""

from __future__ import annotations

from collections.abc import Sequence

from ftd_desktop.evaluation.data import PairedData
from ftd_desktop.evaluation.document import Block, Bullets, Document, Paragraph
from ftd_desktop.evaluation.income import SALES, IncomeLine, line
from ftd_desktop.evaluation.outcomes import SMALLEST_GROUP, Outcome, table
from ftd_desktop.evaluation.story import Setting
from ftd_desktop.evaluation.tables import shown
from ftd_desktop.i18n import tr
from ftd_desktop.programme.regions import regency
from ftd_desktop.programme.rounds import label
from ftd_desktop.wording import long_date, number, percent

#: The most outcomes a letter names.
NAMED = 4


def tell(data: PairedData, code: str, setting: Setting) -> Document:
    """The letter to the regency or city with Kemendagri code `code`.

    Fewer than SMALLEST_GROUP paired firms there give counts only, no percentages: its people could be recognised.
    """
    there = data.where(data.who.among("kab", code))
    sales = line(there, SALES)
    registered = setting.regencies.get(code, len(there.people))
    blocks: list[Block] = [
        Paragraph(tr("[Tempat], {day}").format(day=long_date(setting.day))), Paragraph(tr("Nomor: [diisi]")),
        Paragraph(tr("Kepada Yth. {head} {regency}").format(head=_head(code), regency=regency(code).split(" ", 1)[-1]),
                  "lead"),
        Paragraph(tr("Perihal: hasil program bagi peserta dari {regency}").format(regency=regency(code))),
        *_told(there, sales, registered, data.cohort), Paragraph(_asked(sales)),
        Paragraph(tr("[Jabatan, nama, dan NIP penanda tangan]")),
    ]
    return Document(
        title=setting.office or tr("[Nama dinas]"), subtitle=tr("Surat untuk {regency}").format(regency=regency(code)),
        day=setting.day, footer=setting.note, blocks=tuple(blocks))


def _head(code: str) -> str:
    return tr("Wali Kota") if regency(code).startswith("Kota ") else tr("Bupati")


def _told(there: PairedData, sales: IncomeLine, registered: int, cohort: str) -> list[Block]:
    """Who takes part and what changed; one sentence where nobody does."""
    if not registered and not there.people:
        return [Paragraph(tr("Pada {cohort} belum ada peserta dari daerah Bapak/Ibu.").format(
            cohort=cohort or tr("Semua angkatan").lower()))]
    note = tr("Angka ini adalah perubahan pada usaha yang sama, bukan bukti sebab-akibat: tidak ada kelompok"
              " pembanding. Rincian per usaha tidak disertakan demi kerahasiaan.")
    return [Paragraph(_who(there, sales, registered, cohort)), *_changes(there, sales), Paragraph(note, "note")]


def _asked(sales: IncomeLine) -> str:
    """What is asked of the regency: help in finding those not seen again only where there are any."""
    if sales.lost:
        return tr("Kami mohon dukungan untuk menghubungi peserta yang belum disurvei lagi dan mengusulkan peserta"
                  " angkatan berikutnya.")
    return tr("Kami mohon dukungan untuk mengusulkan peserta angkatan berikutnya.")


def _who(there: PairedData, sales: IncomeLine, registered: int, cohort: str) -> str:
    return tr("Pada {cohort} terdaftar {n} peserta dari daerah Bapak/Ibu; {started} mengikuti {before}, {paired} dapat"
              " dibandingkan, {lost} belum disurvei lagi, {closed} tutup atau berhenti.").format(
        cohort=cohort or tr("Semua angkatan").lower(), n=number(registered), started=number(sales.started),
        before=label(there.before).lower(), paired=number(sales.n), lost=number(sales.lost),
        closed=number(sales.closed))


def _changes(there: PairedData, sales: IncomeLine) -> list[Block]:
    if sales.n == 0 or sales.change is None:
        return [Paragraph(tr("Belum ada usaha dari daerah ini yang dapat dibandingkan."))]
    rose = round(sales.change.rose.value * sales.n / 100)
    if sales.n < SMALLEST_GROUP:
        return [Paragraph(tr("{rose} dari {n} usaha naik penjualannya. Persentase tidak ditulis karena usahanya kurang"
                             " dari {least}.").format(rose=number(rose), n=number(sales.n), least=SMALLEST_GROUP))]
    words = tr("{rose} dari {n} usaha naik penjualannya; median perubahannya {median}.").format(
        rose=number(rose), n=number(sales.n), median=percent(sales.change.median.value))
    return [Paragraph(words), *_outcomes(table(there))]


def _outcomes(found: Sequence[Outcome]) -> list[Block]:
    moved = [o for o in found if o.indicator.kind == "share" and o.indicator.headline and not o.small
             and o.change == o.change and o.change != 0]
    moved.sort(key=lambda o: -abs(o.change))
    items = tuple(tr("{label}: {before} menjadi {after}").format(
        label=o.indicator.label, before=shown(o, o.before), after=shown(o, o.after)) for o in moved[:NAMED])
    return [Bullets(items)] if items else []
