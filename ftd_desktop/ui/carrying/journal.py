"""What came when from whom: the bundles that were taken in, and the undoing of a whole merge."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Signal

from ftd_desktop.i18n import tr
from ftd_desktop.ui.context import Context
from ftd_desktop.ui.dialogs.asking import ask
from ftd_desktop.ui.models.cells import Column
from ftd_desktop.ui.models.rows import RowsModel
from ftd_desktop.ui.widgets.button import Button
from ftd_desktop.ui.widgets.card import Panel
from ftd_desktop.ui.widgets.table import Table
from ftd_desktop.wording import number

if TYPE_CHECKING:
    from ftd_desktop.sync.undo import Undone
    from ftd_desktop.ui.models.merge_journal import Entry


class Journal(Panel):
    """A line for each file. `said(what, note, tone)` tells what came of an undoing, `changed` that data did;
    `failed(error)` hands on what went wrong.
    """

    said = Signal(str, str, object)
    changed = Signal()
    failed = Signal(object)

    def __init__(self, context: Context) -> None:
        table, button = Table(RowsModel(_columns()), tr("Sudah diterima")), Button(tr("Batalkan penerimaan …"))
        super().__init__(tr("Sudah diterima"), table, actions=(button,))
        self._context = context
        self.table, self.undo_button = table, button
        button.clicked.connect(self._ask)
        self.table.chosen.connect(self._choose)
        self._choose(None)

    def read(self) -> None:
        """Read afresh, the newest first."""
        self._context.tasks.store(lambda: _data().entries(self._context), self._show, key="merge-journal")

    def undo(self, entry: Entry) -> None:
        """Undo the merge that a line belongs to."""
        self._context.tasks.store(lambda: _data().undo_merge(self._context, entry), self._undone, self._not_undone)

    def _show(self, entries: list[Entry]) -> None:
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
        entry: Entry | None = self.table.current()
        if entry is not None:
            self._context.tasks.store(lambda: (entry, _data().question(self._context, entry)), self._confirm)

    def _confirm(self, asked: tuple[Entry, str]) -> None:
        from ftd_desktop.ui.dialogs.message import QuestionDialog

        entry, words = asked
        question = QuestionDialog(words, tr("Batalkan penerimaan"), self)
        question.accepted.connect(lambda: self.undo(entry))
        ask(question)

    def _not_undone(self, error: BaseException) -> None:
        self.failed.emit(error)

    def _undone(self, report: Undone) -> None:
        note = tr("{n} catatan dibiarkan, karena sudah diubah lagi sesudahnya.").format(
            n=number(len(report.changed_since))) if report.changed_since else ""
        self.said.emit(tr("Dibatalkan: {a} catatan dikeluarkan, {b} dikembalikan").format(
            a=number(report.removed), b=number(report.restored)), note, "ok")
        self.changed.emit()


def _data() -> Any:
    from ftd_desktop.ui.models import merge_journal  # loads the carry: at the first visit

    return merge_journal


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
