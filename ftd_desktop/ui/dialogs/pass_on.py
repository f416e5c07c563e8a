"""Gives one regency of a laptop to another officer's."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ftd_desktop.i18n import tr
from ftd_desktop.programme.regions import regency
from ftd_desktop.ui.context import Context
from ftd_desktop.ui.dialogs.form import FormDialog, Work
from ftd_desktop.ui.widgets.choice import ChoiceRow
from ftd_desktop.ui.widgets.layout import down
from ftd_desktop.ui.widgets.text import Label

if TYPE_CHECKING:
    from ftd_desktop.ui.models.officer_data import Machine


class PassOnDialog(FormDialog):
    """`passed` carries what the province has to do next, in words."""

    passed = Signal(str)

    def __init__(self, context: Context, machine: Machine, others: Sequence[Machine],
                 parent: QWidget | None = None) -> None:
        super().__init__(context, tr("Serahkan satu wilayah dari {nama}").format(nama=machine.name), tr("Serahkan"),
                         parent)
        self._machine, self._others = machine, list(others)
        self.regency = ChoiceRow(tr("Wilayah"), {code: regency(code) for code in machine.regencies},
                                 machine.regencies[0])
        self.to = ChoiceRow(tr("Kepada"), {n: one.name for n, one in enumerate(self._others)}, 0)
        about = tr("Peserta wilayah itu pindah ke laptop penerima lewat balasan berikutnya, dan keluar dari laptop ini "
                   "setelah semua isiannya terkirim. Tidak ada yang dihapus.")
        self.lay_out(down(self.regency, self.to, Label(about, token="muted", wrap=True), gap=16), width=480)

    def work(self) -> Work | None:
        """As it is chosen."""
        code, to = self.regency.value(), self._others[self.to.value()]
        return lambda job: _data().pass_on(self.context, self._machine, to, code)

    def succeeded(self, result: str) -> None:
        """Tell what follows."""
        self.passed.emit(result)


def _data() -> Any:
    from ftd_desktop.ui.models import officer_data

    return officer_data
