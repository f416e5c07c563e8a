"""The order to erase a person (UU 27/2022): what goes, what stays, what an erasure cannot do; a reason and the name."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from ftd_desktop.i18n import tr
from ftd_desktop.programme import erasing
from ftd_desktop.programme.erasing import Plan
from ftd_desktop.ui.context import Context
from ftd_desktop.ui.dialogs.form import FormDialog, Work
from ftd_desktop.ui.widgets.card import Facts
from ftd_desktop.ui.widgets.field import Field, needed
from ftd_desktop.ui.widgets.layout import down
from ftd_desktop.ui.widgets.text import Label


class EraseDialog(FormDialog):
    """`erased` is emitted once the person is gone. The name must be typed: Enter alone erases nobody."""

    erased = Signal()

    def __init__(self, context: Context, of: Plan, parent: QWidget | None = None) -> None:
        super().__init__(context, tr("Hapus data pribadi"), tr("Hapus untuk selamanya"), parent)
        self._of = of
        self.act.setDefault(False)
        self.act.setAutoDefault(False)
        self.cancel.setDefault(True)
        self.fields["reason"] = Field(tr("Alasan"), QLineEdit(), tr("Misalnya: permintaan tertulis 3 November 2026."))
        self.fields["name"] = Field(tr("Ketik ulang nama atau kode peserta"), QLineEdit(), of.name or of.code)
        goes = Facts(*((table_words(table), str(count)) for table, count in of.counts.items()))
        said = [Label(words, wrap=True, token="muted") for words in _limits(of)]
        self.lay_out(down(Label(tr("Akan dihapus dari {nama}").format(nama=of.name or of.code), bold=True, wrap=True),
                          goes, *said, gap=8),
                     down(self.fields["reason"], self.fields["name"], None, gap=12))

    def work(self) -> Work | None:
        """Check the second confirmation; the reason is judged by the room."""
        reason, name = self.fields["reason"], self.fields["name"]
        if not needed(reason, name, words=tr("Isi dahulu.")):
            return None
        if name.text.casefold() not in (self._of.name.casefold(), self._of.code.casefold()):
            name.refuse(tr("Tidak sama dengan nama atau kode peserta ini."))
            return None
        return lambda job: erasing.carry_out(self.context.opened, self._of, reason.text)

    def succeeded(self, result: Any) -> None:
        """Tell the page."""
        self.erased.emit()


def table_words(table: str) -> str:
    """What a table holds, for the one who decides."""
    known = {"ftd_profil": tr("Profil"), "ftd_survei": tr("Survei"), "ftd_presensi__presensi": tr("Catatan presensi"),
             "ftd_kelulusan": tr("Penilaian kelulusan"), "membership": tr("Keanggotaan angkatan"),
             "attachment": tr("Lampiran"), "completion_override": tr("Pengecualian kelulusan")}
    return known.get(table, table)


def _limits(of: Plan) -> list[str]:
    stays = (tr("Tetap ada: nomor sertifikat {nomor} dan nama yang tercetak padanya, karena daftar terbit adalah arsip "
                "kantor.").format(nomor=", ".join(of.certificates)) if of.certificates else "")
    return [words for words in (
        tr("Isi, riwayat, dan lampirannya hilang dari berkas ini dan tidak dapat dikembalikan."),
        tr("Perintah ini ikut dalam berkas balasan: data hilang dari laptop petugas saat balasan dibuka di sana, dan "
           "berkas kiriman lama tidak dapat membawanya kembali."),
        stays,
        tr("Yang tidak terjangkau: kertas, ekspor, laporan yang sudah dibuat, dan cadangan lama. Cadangan yang "
           "dipulihkan di samping berkas ini dihapus lagi; cadangan lain harus dimusnahkan sendiri."),
    ) if words]
