"""What one carried file would do to the master, with what the province should know about it in words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from ftd_desktop.errors import UserError
from ftd_desktop.i18n import tr
from ftd_desktop.sync.arrival import Taken
from ftd_desktop.sync.form_notes import NEWER, UNKNOWN, FormNote
from ftd_desktop.sync.parcel import Parcel
from ftd_desktop.sync.parts import Carried
from ftd_desktop.wording import number

_SHOWN = 3  # suspects and columns named one by one; the rest is counted


@dataclass(frozen=True)
class Preview:
    """One file before the master. `refusal` says why it is not taken; otherwise `parcel` (a bundle) or `part` (a part
    with attachments) and `taken` are there.
    """

    path: Path
    refusal: UserError | None = None
    parcel: Parcel | None = None
    taken: Taken | None = None
    part: Carried | None = None

    @property
    def state(self) -> str:
        """refused | attachments | known (all of it is here) | asks (nothing in it, but the laptop lacks something) |
        fork | missing | clock | conflicts | ready: the most urgent.
        """
        if self.taken is None:
            return "refused"
        if self.part is not None:
            return "attachments" if self.taken.attachments else "known"
        if self.taken.fork:
            return "fork"
        if self.taken.missing:
            return "missing"
        if not self.taken.effect.arrived:
            return "asks" if self.parcel is not None and self.parcel.asks else "known"
        if self.taken.effect.conflicts:
            return "conflicts"
        return "clock" if self.taken.odd_stamps else "ready"

    @property
    def officer(self) -> str:
        """Who sent it, or the file's name when that cannot be known."""
        sender = self.parcel or self.part
        return sender.officer if sender else self.path.name

    def words(self) -> list[str]:
        """What the province should know about this file, each one sentence."""
        if self.refusal is not None:
            return [str(self.refusal)]
        assert self.taken is not None
        if self.part is not None:
            return [self._about_part(self.part, self.taken)]
        return [*self._oddities(self.taken), *self._amiss(self.taken),
                *(_form(self.officer, one) for one in self.taken.forms), *self._suspects(self.taken)]

    def _about_part(self, part: Carried, taken: Taken) -> str:
        if not taken.attachments:
            return tr("Lampiran dalam berkas ini sudah ada semua di sini.")
        return tr("{n} lampiran dari {nama} (bagian {a} dari {b}).").format(
            n=number(taken.attachments), nama=self.officer, a=number(part.number), b=number(part.of))

    def _oddities(self, taken: Taken) -> Iterator[str]:
        if taken.fork:
            yield tr("Dua laptop memakai identitas {nama}, atau laptopnya dipulihkan dari cadangan. "
                     "Isi keduanya disimpan; hubungi petugasnya.").format(nama=self.officer)
        if taken.missing:
            yield tr("Kiriman {nama} yang lebih awal belum ada di sini. Terima berkas ini, lalu buat balasan untuknya: "
                     "kiriman berikutnya memuat ulang yang kurang.").format(nama=self.officer)
        if taken.odd_stamps:
            yield tr("Jam laptop {nama} salah: {n} perubahan bertanggal hari yang belum tiba, atau sebelum program ini "
                     "ada. Isinya tetap diterima; minta petugas membetulkan jam laptopnya.").format(
                         nama=self.officer, n=number(taken.odd_stamps))
        if taken.effect.shunned:
            yield tr("{n} catatan dalam berkas ini milik orang yang datanya sudah dihapus atas permintaan. Catatan itu "
                     "tidak dikembalikan; balasan menghapusnya juga dari laptop {nama}.").format(
                         n=number(taken.effect.shunned), nama=self.officer)
        if self.state == "asks":
            yield tr("Laptop {nama} meminta salinan data wilayahnya. Terima, lalu buat balasan untuknya.").format(
                nama=self.officer)
        elif not taken.effect.arrived:
            yield tr("Semua isi berkas ini sudah pernah diterima. Tidak ada yang berubah.")

    def _amiss(self, taken: Taken) -> Iterator[str]:
        if taken.amiss:
            yield tr("Jumlah catatan di laptop {nama} berbeda dari Data Induk ({tabel}). Tidak ada yang diubah. "
                     "Terima, lalu buat balasan untuknya: isinya salinan lengkap.").format(
                         nama=self.officer, tabel=", ".join(taken.amiss))

    def _suspects(self, taken: Taken) -> Iterator[str]:
        for one in taken.suspects[:_SHOWN]:
            yield tr("{baru} mungkin sudah terdaftar sebagai {lama} ({sebab}). Bandingkan keduanya setelah "
                     "diterima.").format(baru=one.name, lama=one.other_name, sebab=one.why)
        if len(taken.suspects) > _SHOWN:
            yield tr("Masih ada {n} peserta lain yang mirip dengan yang sudah terdaftar.").format(
                n=number(len(taken.suspects) - _SHOWN))


def _form(officer: str, one: FormNote) -> str:
    columns = ", ".join(one.columns[:_SHOWN]) + (" …" if len(one.columns) > _SHOWN else "")
    if one.kind == UNKNOWN:
        return tr("Formulir {form} dari {nama} belum ada di Data Induk. Isinya disimpan dan tampil setelah formulir "
                  "itu dipasang.").format(form=one.title, nama=officer)
    if one.kind == NEWER:
        return tr("{nama} memakai versi formulir {form} yang lebih baru, dengan pertanyaan {kolom}. Jawabannya "
                  "disimpan dan tampil setelah versi itu dipasang di sini.").format(
                      nama=officer, form=one.title, kolom=columns)
    return tr("{nama} masih memakai versi lama formulir {form}, tanpa pertanyaan {kolom}. Jawaban lain atas pertanyaan "
              "itu tidak berubah; balasan membawa versi baru ke laptopnya.").format(
                  nama=officer, form=one.title, kolom=columns)
