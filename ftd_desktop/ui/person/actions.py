"""What is done from a person's page: going back to an old value, checking and printing certificates, erasing."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFileDialog, QInputDialog, QWidget

from ftd_desktop.i18n import tr
from ftd_desktop.ui import viewing
from ftd_desktop.ui.context import Context
from ftd_desktop.ui.dialogs.asking import ask
from ftd_desktop.ui.dialogs.message import MessageDialog
from ftd_desktop.ui.models import undoing
from ftd_desktop.ui.models.history_data import Line
from ftd_desktop.ui.models.person_data import Paper
from ftd_desktop.ui.models.undoing import Reversal


class PersonActions(QObject):
    """Each asks what it must, works on the file's thread and tells the window; `page` owns the dialogs."""

    erased = Signal()

    def __init__(self, context: Context, page: QWidget) -> None:
        super().__init__(page)
        self._context, self._page = context, page

    def undo(self, line: Line, whole: bool) -> None:
        """Go back before a change, or (`whole`) to the moment of a save: shown first, with a reason."""
        self._context.tasks.store(lambda: undoing.reversal(self._context, line, whole=whole), self._confirm_undo)

    def check(self, paper: Paper) -> None:
        """Say whether a certificate's code is genuine, from what this file trusts."""
        if paper.payload:
            tasks = self._context.tasks
            tasks.store(lambda: _checking().trust(self._context), lambda trust: tasks.pool(
                lambda: _checking().judge(paper.payload, trust)[0], self._tell_verdict))

    def print_again(self, paper: Paper) -> None:
        """Write a certificate once more, with a reason, and open it."""
        question = tr("Alasan untuk {number} ({name}):").format(number=paper.entry.number, name=paper.entry.name)
        reason, accepted = QInputDialog.getText(self._page, tr("Cetak ulang"), question)
        if accepted:
            self._context.tasks.store(lambda: _printing().again(self._context, paper.entry, paper.cohort_id, reason),
                                      self._printed)

    def copy(self, participant_id: str, code: str) -> None:
        """Everything about the person as a workbook, to hand to that person; logged."""
        name = f"salinan-{code or participant_id}.xlsx"
        chosen, _ = QFileDialog.getSaveFileName(self._page, tr("Salinan data"), name, "Excel (*.xlsx)")
        if chosen:
            path = Path(chosen).with_suffix(".xlsx")
            self._context.tasks.store(lambda: _copying().write(self._context, participant_id, path), self._copied)

    def erase(self, participant_id: str) -> None:
        """The province's order: what it takes is read first and confirmed twice."""
        from ftd_desktop.programme import erasing

        self._context.tasks.store(lambda: erasing.plan(self._context.opened, participant_id), self._confirm_erase)

    def _confirm_undo(self, of: Reversal) -> None:
        from ftd_desktop.ui.dialogs.undo import UndoDialog

        if not of.values:
            MessageDialog(tr("Nilainya sudah seperti itu; tidak ada yang perlu dikembalikan."), self._page.window(),
                          tone="accent").open()
            return
        dialog = UndoDialog(self._context, of, self._page)
        dialog.undone.connect(self._changed)
        ask(dialog)

    def _changed(self) -> None:
        self._context.signals.saved.emit(self._context.now())
        self._context.signals.data_changed.emit()

    def _tell_verdict(self, verdict: Any) -> None:
        MessageDialog(_checking().verdict_words(verdict), self._page.window(), title=tr("Periksa keaslian"),
                      tone="ok" if verdict.genuine else "warn").open()

    def _printed(self, path: Path) -> None:
        self._context.signals.data_changed.emit()
        viewing.open_with_system(path)

    def _copied(self, path: Path) -> None:
        MessageDialog(tr("Salinan ditulis ke {berkas}. Isinya NIK lengkap: serahkan hanya kepada orangnya.").format(
            berkas=path), self._page.window(), title=tr("Salinan data"), tone="accent").open()

    def _confirm_erase(self, plan: Any) -> None:
        from ftd_desktop.ui.dialogs.erase import EraseDialog

        dialog = EraseDialog(self._context, plan, self._page)
        dialog.erased.connect(self._erased)
        ask(dialog)

    def _erased(self) -> None:
        self._context.signals.saved.emit(self._context.now())
        self.erased.emit()


def _checking() -> Any:
    from ftd_desktop.ui.models import certificate_check  # loads the certificates' codes: when one is asked for

    return certificate_check


def _copying() -> Any:
    from ftd_desktop.ui.models import person_copy  # loads the spreadsheet writer: in the worker

    return person_copy


def _printing() -> Any:
    from ftd_desktop.ui.models import person_printing  # loads reportlab: in the worker

    return person_printing
