"""Shows what going back would change, asks why, and does it: the undo is itself a change with a reason."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from ftd_desktop import wording
from ftd_desktop.i18n import tr
from ftd_desktop.ui.context import Context
from ftd_desktop.ui.dialogs.form import FormDialog, Work
from ftd_desktop.ui.models import undoing
from ftd_desktop.ui.models.undoing import Reversal
from ftd_desktop.ui.widgets.field import Field, needed
from ftd_desktop.ui.widgets.layout import down
from ftd_desktop.ui.widgets.text import Label

MOST_SHOWN = 12


class UndoDialog(FormDialog):
    """`undone` is emitted once the change is written."""

    undone = Signal()

    def __init__(self, context: Context, of: Reversal, parent: QWidget | None = None) -> None:
        super().__init__(context, tr("Kembalikan nilai lama"), tr("Kembalikan"), parent)
        self._of = of
        self.fields["reason"] = Field(tr("Alasan"), QLineEdit(), tr("Tersimpan di riwayat bersama nama Anda."))
        words = (tr("{isian} dikembalikan seperti sebelum dihapus") if of.restores
                 else tr("{isian}: {n} jawaban kembali ke nilai lama"))
        head = words.format(isian=of.line.of.title, n=len(of.changes))
        shown = [Label(_words(*change), wrap=True) for change in of.changes[:MOST_SHOWN]]
        if len(of.changes) > MOST_SHOWN:
            shown.append(Label(tr("dan {n} lagi").format(n=len(of.changes) - MOST_SHOWN), token="muted"))
        self.lay_out(down(Label(head, bold=True, wrap=True), *shown, self.fields["reason"], gap=8))

    def work(self) -> Work | None:
        """Write it."""
        if not needed(self.fields["reason"], words=tr("Tulis alasannya, misalnya: salah ketik.")):
            return None
        reason = self.fields["reason"].text
        return lambda job: undoing.go_back(self.context, self._of, reason)

    def succeeded(self, result: Any) -> None:
        """Tell the page."""
        self.undone.emit()


def _words(question: str, now: str, then: str) -> str:
    return f"{question}: {now or wording.NONE} \N{RIGHTWARDS ARROW} {then or wording.NONE}"
