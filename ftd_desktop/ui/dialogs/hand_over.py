"""Gives an officer's laptop other regencies."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QWidget

from ftd_desktop.i18n import tr
from ftd_desktop.ui.context import Context
from ftd_desktop.ui.dialogs.form import FormDialog, Work
from ftd_desktop.ui.widgets.layout import down
from ftd_desktop.ui.widgets.regency_picker import RegencyPicker
from ftd_desktop.ui.widgets.text import Label

if TYPE_CHECKING:
    from ftd_desktop.ui.models.officer_data import Machine


class HandOverDialog(FormDialog):
    """What enters and leaves the laptop's area goes with its next return file; nothing is deleted there."""

    def __init__(self, context: Context, machine: Machine, parent: QWidget | None = None) -> None:
        super().__init__(context, tr("Ubah wilayah kerja {nama}").format(nama=machine.name), tr("Ubah wilayah"), parent)
        self._machine = machine
        self.regencies = RegencyPicker(machine.regencies)
        about = tr("Berlaku di laptop petugas setelah berkas balasan berikutnya dibuka di sana.")
        self.lay_out(down(Label(about, token="muted", wrap=True), (self.regencies, 1), gap=12))

    def work(self) -> Work | None:
        """The regencies as ticked."""
        codes = self.regencies.codes
        return lambda job: _data().hand_over(self.context, self._machine, codes)


def _data() -> Any:
    from ftd_desktop.ui.models import officer_data

    return officer_data
