"""One laptop of an officer: what is known of it, and what can be done with it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Signal

from ftd_desktop import wording
from ftd_desktop.i18n import tr
from ftd_desktop.ui.context import Context
from ftd_desktop.ui.widgets.button import Button
from ftd_desktop.ui.widgets.card import Card, Facts
from ftd_desktop.ui.widgets.layout import across, boxed, clear, down, wide
from ftd_desktop.ui.widgets.signs import Badge
from ftd_desktop.ui.widgets.text import Label, Line

if TYPE_CHECKING:
    from ftd_desktop.ui.models.officer_data import Machine


class MachinePane(Card):
    """`again` asks for another laptop, `area` for other regencies, `pass_on` to give one regency to somebody else,
    `status` to revoke it or take it back.
    """

    again = Signal()
    area = Signal()
    pass_on = Signal()
    status = Signal()

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._facts = down(gap=8)
        self.again_button = wide(Button(tr("Ganti atau tambah laptop …")))
        self.area_button = wide(Button(tr("Ubah wilayah kerja …")))
        self.pass_button = wide(Button(tr("Serahkan satu wilayah …")))
        self.status_button = wide(Button(tr("Cabut laptop ini …")))
        buttons = (self.again_button, self.area_button, self.pass_button, self.status_button)
        for button, signal in zip(buttons, (self.again, self.area, self.pass_on, self.status), strict=True):
            button.clicked.connect(signal)
        self.setLayout(down(self._facts, None, *buttons, margins=16, gap=8))
        self.show_machine(None)

    def show_machine(self, machine: Machine | None) -> None:
        """Show another laptop, or what to do first."""
        clear(self._facts)
        theirs = machine is not None and not machine.ours
        enrolled = theirs and machine is not None and bool(machine.device_id)
        self.again_button.setVisible(theirs)
        for button in (self.area_button, self.pass_button, self.status_button):
            button.setVisible(enrolled)
        revoked = machine is not None and machine.status == "revoked"
        self.status_button.say(tr("Aktifkan lagi laptop ini") if revoked else tr("Cabut laptop ini …"))
        if machine is None:
            empty = tr("Belum ada petugas. Tambah petugas, kirim surat tugasnya, lalu bacakan kodenya lewat telepon.")
            self._facts.addWidget(Label(empty, token="muted", wrap=True))
            return
        cell, none = _data().badge(machine), wording.NONE
        self._facts.addWidget(Label(machine.name, title=True, bold=True, wrap=True))
        self._facts.addWidget(Label(machine.where, token="muted", wrap=True))
        self._facts.addWidget(boxed(across(Badge(cell.tone, cell.text, cell.icon), None)))
        self._facts.addWidget(Line())
        self._facts.addWidget(Facts(
            (tr("Kode"), machine.code or none), (tr("Peran"), _data().role_words(machine.role)),
            (tr("Laptop sejak"), machine.day), (tr("Kiriman terakhir"), last_sent(self._context, machine)),
            (tr("Perubahan diterima"), wording.number(machine.arrived)),
            (tr("Nomor sertifikat tahun ini"), machine.blocks or none)))


def last_sent(context: Context, machine: Machine) -> str:
    """When its last bundle came, in words."""
    return wording.recently(context.local(machine.last), context.now()) if machine.last else wording.NONE


def _data() -> Any:
    from ftd_desktop.ui.models import officer_data  # loads the carry: at the first visit

    return officer_data
