"""What the three steps of carrying say to an officer, and what came of each file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ftd_desktop.i18n import tr
from ftd_desktop.ui.models.carried import size
from ftd_desktop.ui.theme import Tone
from ftd_desktop.wording import number

if TYPE_CHECKING:
    from ftd_desktop.sync.bundle import Written
    from ftd_desktop.ui.models.carry_data import Outgoing, TakenIn

Said = tuple[Tone, str, str, str]
"""Tone and word of a step's badge, what stands, and a note."""


def waiting(found: Outgoing) -> Said:
    """Step 1: what the province has not confirmed."""
    pictures = found.attachments
    note = tr("Juga {n} lampiran ({besar}).").format(
        n=number(pictures.files), besar=size(pictures.bytes)) if pictures.files else ""
    if found.asks:
        return "warn", tr("Belum lengkap"), tr("Data wilayah di laptop ini belum lengkap. Buat berkas kiriman; "
                                               "provinsi akan membalas dengan salinan lengkap."), note
    if found.back:
        return "warn", tr("Kirim ulang"), tr("Data Induk provinsi dipulihkan dari cadangan. Buat berkas kiriman: "
                                             "isinya memuat ulang yang mungkin hilang di sana."), note
    if not found.open:
        what = tr("Semua catatan sudah diterima provinsi.")
        return ("warn", tr("Lampiran"), what, note) if note else ("ok", tr("Tidak ada"), what, "")
    what = tr("{a} belum dikirim, {b} dalam kiriman yang belum dijawab.").format(
        a=number(found.counts.get("here", 0)), b=number(found.counts.get("carried", 0)))
    return "warn", tr("{n} catatan").format(n=number(found.open)), what, note


def sent(found: Outgoing) -> Said:
    """Step 2: the newest bundle, and where it lies."""
    last = found.sent
    if last is None:
        return "muted", tr("Belum ada"), tr("Satu berkas memuat semua yang belum diterima provinsi. Kirim lewat "
                                            "WhatsApp, surel, atau flashdisk; hanya provinsi dapat membukanya."), ""
    note = ""
    if found.put is not None:
        said = tr("Ada di {folder}.") if found.there else tr("Ditulis ke {folder}; sekarang tidak lagi di sana.")
        note = said.format(folder=found.put)
    return last.badge.tone, last.badge.text, tr("{berkas}, {kapan}").format(berkas=last.name, kapan=last.at), note


def answer(found: Outgoing) -> Said:
    """Step 3: what the province has said it holds."""
    last = found.answer
    if last is None:
        return "muted", tr("Belum ada"), tr("Berkas balasan dari provinsi dapat diseret ke halaman ini."), ""
    what = tr("{a} catatan diterima, {b} di antaranya aman.").format(
        a=number(found.counts.get("received", 0) + found.counts.get("safe", 0)),
        b=number(found.counts.get("safe", 0)))
    meaning = tr("Diterima: ada di Data Induk. Aman: ada juga di cadangannya.")
    return "ok", last.at, what, meaning


def made(written: Written) -> tuple[str, str]:
    """(headline, sentence) after a bundle was made."""
    what = tr("{berkas} dibuat: {n} catatan, {besar}").format(
        berkas=written.path.name, n=number(written.records), besar=size(written.bytes))
    if not written.parts:
        return what, tr("Ada di {folder}. Kirim ke provinsi; hanya provinsi yang dapat membukanya.").format(
            folder=written.path.parent)
    total = size(sum(one.bytes for one in written.parts))
    return what, tr("Ada di {folder}, bersama {n} berkas lampiran ({besar}). Kirim semuanya ke provinsi, boleh satu "
                    "per satu.").format(folder=written.path.parent, n=number(len(written.parts)), besar=total)


def taken(found: TakenIn) -> tuple[str, list[str]]:
    """(headline, sentences that ask for attention) after files from the province were read."""
    what = tr("Balasan dibaca: {n} perubahan dikonfirmasi, {m} catatan baru atau berubah").format(
        n=number(found.confirmed), m=number(found.arrived))
    if found.attachments:
        what += ", " + tr("{n} lampiran").format(n=number(found.attachments))
    notes = list(found.words)
    if found.evicted:
        notes.append(tr("{n} catatan bukan lagi bagian wilayah Anda dan tidak disimpan lagi di sini.").format(
            n=number(found.evicted)))
    if found.kept:
        notes.append(tr("{n} catatan wilayah lain tetap di sini sampai terkirim: buat berkas kiriman.").format(
            n=number(found.kept)))
    if found.questions:
        notes.append(tr("{n} pertanyaan dari provinsi: jawab di atas.").format(n=number(found.questions)))
    return what, notes
