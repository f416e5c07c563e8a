"""Enters an officer or trainer, or another laptop of one: who, where, and how many certificate numbers are lent."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from ftd_desktop.i18n import tr
from ftd_desktop.ui.context import Context
from ftd_desktop.ui.dialogs.form import FormDialog, Work
from ftd_desktop.ui.widgets.choice import ChoiceRow
from ftd_desktop.ui.widgets.field import Field, needed
from ftd_desktop.ui.widgets.layout import across, boxed, down
from ftd_desktop.ui.widgets.regency_picker import RegencyPicker
from ftd_desktop.ui.widgets.text import Label

if TYPE_CHECKING:
    from ftd_desktop.ui.models.officer_data import Machine, Numbering, Wish

MOST_NUMBERS = 9999


class OfficerDialog(FormDialog):
    """`made` carries the assignment. With `known` another laptop is given to that officer."""

    made = Signal(object)

    def __init__(self, context: Context, numbering: Numbering, known: Machine | None = None,
                 parent: QWidget | None = None) -> None:
        title = tr("Surat tugas baru untuk {nama}").format(nama=known.name) if known else tr("Tambah petugas")
        super().__init__(context, title, tr("Buat surat tugas"), parent)
        self._known = known
        self._name = Field(tr("Nama lengkap"), QLineEdit(known.name if known else ""))
        self._code = Field(tr("Kode petugas"), QLineEdit(known.code if known else ""),
                           tr("Pendek, misalnya P03. Ikut tercatat pada setiap isian."))
        self._role = ChoiceRow(tr("Peran"), {"officer": tr("Petugas"), "trainer": tr("Pelatih")},
                               known.role if known else "officer")
        self._block = Field(tr("Nomor sertifikat yang dipinjamkan"), QLineEdit("0" if known else "100"),
                            tr("Berapa nomor tahun ini. 0: tidak ada."))
        self._number_code = Field(tr("Kode klasifikasi"), QLineEdit(numbering.code))
        self._unit = Field(tr("Kode unit"), QLineEdit(numbering.unit))
        self._regencies = RegencyPicker(known.regencies if known else ())
        self.fields = {"name": self._name, "code": self._code, "block": self._block, "number_code": self._number_code,
                       "unit": self._unit}
        self._build()

    def work(self) -> Work | None:
        """Everything there, and the figures figures."""
        good = needed(self._name, self._code, words=tr("Isi dahulu."))
        block = self._read_block() if good else None
        if block is None or (block and not needed(self._number_code, self._unit, words=tr("Isi dahulu."))):
            return None
        wish = self._wish(block)
        return lambda job: _data().assign(self.context, wish)

    def succeeded(self, result: Any) -> None:
        """Hand the assignment on."""
        self.made.emit(result)

    def _build(self) -> None:
        about = tr("Laptop lama tetap terdaftar sampai dicabut. Kode dan nama boleh dibetulkan di sini.")
        head = [Label(about, token="muted", wrap=True)] if self._known else []
        self._numbers = boxed(down(self._block, across((self._number_code, 1), (self._unit, 1), gap=12), gap=12))
        self._role.chosen.connect(self._show_numbers)
        self._show_numbers()
        self.lay_out(down(*head, self._name, self._code, self._role, self._numbers, None, gap=12),
                     down((self._regencies, 1)), width=360)

    def _show_numbers(self) -> None:
        self._numbers.setVisible(self._role.value() == "trainer")
        if self.isVisible():
            self._fit()

    def _read_block(self) -> int | None:
        """How many numbers; None when refused."""
        if self._role.value() != "trainer":
            return 0
        text = self._block.text.replace(".", "")
        if text.isdecimal() and int(text) <= MOST_NUMBERS:
            return int(text)
        self._block.refuse(tr("Tulis angka 0 sampai {n}.").format(n=MOST_NUMBERS))
        return None

    def _wish(self, block: int) -> Wish:
        numbering = _data().Numbering(self._number_code.text, self._unit.text)
        made: Wish = _data().Wish(self._name.text, self._code.text, self._role.value(), self._regencies.codes,
                                  self._known.officer_id if self._known else None, block, numbering)
        return made


def _data() -> Any:
    from ftd_desktop.ui.models import officer_data  # loads the carry: when the page is open

    return officer_data
