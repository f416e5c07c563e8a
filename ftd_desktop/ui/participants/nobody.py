"""What stands in the place of an empty list: why it is empty, and what to do."""

from __future__ import annotations

import re
from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ftd_desktop.i18n import tr
from ftd_desktop.programme.filters import Wanted
from ftd_desktop.ui.widgets.button import Button
from ftd_desktop.ui.widgets.layout import across, down
from ftd_desktop.ui.widgets.text import Label


class Nobody(QWidget):
    """`everyone_asked` takes the filters away, `new_asked` begins a new participant."""

    everyone_asked = Signal()
    new_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.words = Label(token="muted", wrap=True)
        self.everyone, self.new = Button(tr("Tampilkan semua")), Button(tr("Peserta baru"), icon="plus")
        self.everyone.clicked.connect(self.everyone_asked)
        self.new.clicked.connect(self.new_asked)
        self.setLayout(down(self.words, across(self.everyone, self.new, None), None, margins=12, gap=12))

    def show_why(self, wanted: Wanted, everyone: int) -> None:
        """Say it for this search in a file of `everyone`."""
        self.words.setText(why(wanted, everyone))
        self.everyone.setVisible(everyone > 0)


def why(wanted: Wanted, everyone: int) -> str:
    """Why nobody is shown, and what to try."""
    if not everyone:
        return tr("Belum ada peserta di berkas ini. Daftarkan peserta pertama, atau terima berkas dari provinsi.")
    text = wanted.text.strip()
    filtered = replace(wanted, text="", sort="name", descending=False) != Wanted()
    if text and filtered:
        return tr("Tidak ada yang cocok dengan “{teks}” di dalam saringan ini. Tampilkan semua untuk mencari tanpa "
                  "saringan.").format(teks=text)
    if text and re.fullmatch(r"[\d\s.+\-]+", text):
        return tr("Tidak ada NIK, nomor HP, atau kode yang berawal dengan “{teks}”. Coba enam angka pertama, atau cari "
                  "namanya.").format(teks=text)
    if text:
        return tr("Tidak ada nama atau usaha yang berawal dengan “{teks}”. Coba satu kata saja, atau nomor "
                  "HP-nya.").format(teks=text)
    return tr("Tidak ada peserta dalam saringan ini.")
