"""Writes a list of participants as a spreadsheet: asks where, shows how far, says how it ended."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtWidgets import QFileDialog

from ftd_desktop.errors import Cancelled, UserError
from ftd_desktop.i18n import tr
from ftd_desktop.ui.context import Context
from ftd_desktop.ui.models import participant_data
from ftd_desktop.ui.widgets.progress import ProgressStrip


class ParticipantExport(ProgressStrip):
    """The strip of one page; nothing is written before a place was chosen."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context

    def ask(self, numbers: Sequence[int]) -> None:
        """Ask for a place, then write these participants."""
        name = f"peserta-{self._context.now().date().isoformat()}.xlsx"
        chosen, _ = QFileDialog.getSaveFileName(self, tr("Ekspor daftar"), name, "Excel (*.xlsx)")
        if chosen:
            self.write(Path(chosen).with_suffix(".xlsx"), list(numbers))

    def write(self, path: Path, numbers: Sequence[int]) -> None:
        """Write on the file's thread, for it reads the file; the export is logged."""
        job = self._context.tasks.store(lambda job: participant_data.export(self._context, numbers, path, job),
                                        self._written, self._failed, self.update_progress)
        self.begin(tr("Mengekspor {berkas}").format(berkas=path.name), job)

    def _written(self, path: Path) -> None:
        self.end(tr("Tersimpan: {berkas}").format(berkas=path))

    def _failed(self, error: BaseException) -> None:
        if isinstance(error, Cancelled):
            self.end(tr("Dibatalkan; tidak ada berkas yang dibuat."))
        elif isinstance(error, UserError):
            self.end(str(error))
        else:
            self.hide()
            raise error
