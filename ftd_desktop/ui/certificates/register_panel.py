"""The register of certificates as a table, with what can be done to a number: each with a reason."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QInputDialog

from ftd_desktop.i18n import tr
from ftd_desktop.ui.models.cells import Column
from ftd_desktop.ui.models.rows import RowsModel
from ftd_desktop.ui.widgets.button import Button
from ftd_desktop.ui.widgets.card import Panel
from ftd_desktop.ui.widgets.table import Table

if TYPE_CHECKING:
    from ftd_desktop.certificates.register import Entry
    from ftd_desktop.ui.models.certificate_board import Gap

AGAIN, REPLACE, VOID, ALL = "again", "replace", "void", "all"


class RegisterPanel(Panel):
    """Shows the entries; `asked` carries (action, entry, reason) once the user gave the reason; no entry for ALL."""

    asked = Signal(str, object, str)

    def __init__(self) -> None:
        self.table = Table(RowsModel(_columns()), tr("Daftar terbit"))
        buttons = {AGAIN: Button(tr("Cetak ulang"), "link"), REPLACE: Button(tr("Ganti"), "link"),
                   VOID: Button(tr("Nyatakan batal"), "link")}
        self._all = Button(tr("Cetak semua …"), "link")
        super().__init__(tr("Daftar terbit"), self.table, actions=(*buttons.values(), self._all))
        self._all.clicked.connect(self._ask_all)
        for action, button in buttons.items():
            button.clicked.connect(lambda _, action=action: self._ask(action))

    def show_entries(self, entries: Sequence[Entry], gaps: Sequence[Gap]) -> None:
        """Show these numbers, first those that still have to be explained."""
        self.table.set_rows([*gaps, *entries])
        words = tr("{n} nomor").format(n=len(entries))
        self.note.setText(words + (", " + tr("{n} belum dijelaskan").format(n=len(gaps)) if gaps else ""))

    def _ask(self, action: str) -> None:
        entry = self.table.current()
        if entry is None:
            return
        question = tr("Alasan untuk {number} ({name}):").format(number=entry.number, name=entry.name)
        reason, accepted = QInputDialog.getText(self, tr("Daftar terbit"), question)
        if accepted:
            self.asked.emit(action, entry, reason)

    def _ask_all(self) -> None:
        question = tr("Alasan mencetak semua sertifikat berlaku sekali lagi:")
        reason, accepted = QInputDialog.getText(self, tr("Daftar terbit"), question)
        if accepted:
            self.asked.emit(ALL, None, reason)


def _columns() -> tuple[Column, ...]:
    return (
        Column(tr("Nomor"), lambda entry: entry.number, 190, whole=True),
        Column(tr("Nama"), lambda entry: entry.name, 150, bold=True, whole=True),
        Column(tr("Keterangan"), lambda entry: entry.words, 220, stretch=True),
    )
