"""What came when from whom: the bundles that were taken in, and the undoing of a whole merge."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal

from ftd_desktop.i18n import tr
from ftd_desktop.ui.models.cells import Column
from ftd_desktop.ui.models.rows import RowsModel
from ftd_desktop.ui.widgets.button import Button
from ftd_desktop.ui.widgets.card import Panel
from ftd_desktop.ui.widgets.table import Table
from ftd_desktop.wording import number

if TYPE_CHECKING:
    from ftd_desktop.ui.models.merge_journal import Entry


class Journal(Panel):
    """A line for each file; `undo(entry)` asks for the whole merge of the chosen line to be undone."""

    undo = Signal(object)

    def __init__(self) -> None:
        table, button = Table(RowsModel(_columns()), tr("Sudah diterima")), Button(tr("Batalkan penerimaan …"))
        super().__init__(tr("Sudah diterima"), table, actions=(button,))
        self.table, self.undo_button = table, button
        button.clicked.connect(self._ask)
        self.table.chosen.connect(self._choose)
        self._choose(None)

    def show_entries(self, entries: list[Entry]) -> None:
        """Show other lines, the newest first."""
        self.note.setText(tr("{n} kiriman").format(n=number(len(entries))))
        self.table.set_rows(entries)

    def _choose(self, entry: Entry | None) -> None:
        if entry is None:
            self.undo_button.allow(False, tr("Belum ada kiriman yang diterima, jadi tidak ada yang dapat dibatalkan."))
        elif entry.undone:
            self.undo_button.allow(False, tr("Penerimaan ini sudah dibatalkan."))
        else:
            self.undo_button.allow(entry.lsn_first is not None,
                                   tr("Kiriman itu tidak membawa apa pun yang baru, jadi tidak ada yang dibatalkan."))

    def _ask(self) -> None:
        if (entry := self.table.current()) is not None:
            self.undo.emit(entry)


def _columns() -> tuple[Column, ...]:
    return (
        Column(tr("Petugas"), lambda entry: entry.officer, 180, bold=True, whole=True),
        Column(tr("Wilayah"), lambda entry: entry.regencies, 120, stretch=True, rank=1),
        Column(tr("Diterima"), lambda entry: entry.when, 150, whole=True),
        Column(tr("Berkas"), lambda entry: entry.name, 190, muted=True, rank=3),
        Column(tr("Isi berkas"), lambda entry: entry.changes, 96, right=True, rank=2),
        Column(tr("Baru di sini"), lambda entry: entry.new, 96, right=True),
        Column(tr("Keadaan"), lambda entry: entry.badge, 130, whole=True),
    )

