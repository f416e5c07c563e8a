"""The province's answers: a return file for each laptop that waits, into a folder or onto a stick."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from ftd_desktop.errors import Cancelled
from ftd_desktop.i18n import tr
from ftd_desktop.ui.context import Context
from ftd_desktop.wording import number

if TYPE_CHECKING:
    from ftd_desktop.sync.folder import Place
    from ftd_desktop.ui.tasks import Job


class Answers(QObject):
    """Writes them off the GUI thread. `said(what, note, tone)` tells what came of it, `progress(done, total, words)`
    how far it is, `failed(error)` hands on what went wrong.
    """

    said = Signal(str, str, object)
    progress = Signal(int, int, str)
    failed = Signal(object)

    def __init__(self, context: Context, page: QWidget) -> None:
        super().__init__(page)
        self._context, self._page = context, page
        self._job: Job | None = None

    def ask(self, devices: Sequence[str], start: Path) -> None:
        """Ask for a folder, and write there."""
        if chosen := QFileDialog.getExistingDirectory(self._page, tr("Folder balasan"), str(start)):
            self.write(devices, Path(chosen))

    def write(self, devices: Sequence[str], folder: Path) -> None:
        """Write an answer for each of the laptops into a folder."""
        def work(job: Job) -> list[Path]:
            from ftd_desktop.ui.models import laptop_data

            return laptop_data.answer(self._context, job, devices, folder)

        self._begin(work)

    def write_to(self, devices: Sequence[str], place: Place) -> None:
        """Put them into a carry folder, in the place of earlier ones."""
        def work(job: Job) -> list[Path]:
            from ftd_desktop.ui.models import place_data

            return place_data.answer(self._context, job, place, devices)

        self._begin(work)

    def cancel(self) -> None:
        """Stop before the next laptop's."""
        if self._job is not None:
            self._job.cancel()

    def _begin(self, work: Callable[[Job], list[Path]]) -> None:
        if self._job is None:
            self._job = self._context.tasks.store(work, self._written, self._not_written, self._tell)

    def _tell(self, done: int, total: int, words: str) -> None:
        self.progress.emit(done, total, words)

    def _not_written(self, error: BaseException) -> None:
        self._job = None
        if isinstance(error, Cancelled):
            self.said.emit(tr("Dibatalkan"), tr("Berkas yang sudah jadi tetap ada; buat lagi untuk sisanya."), "warn")
        else:
            self.failed.emit(error)

    def _written(self, paths: list[Path]) -> None:
        self._job = None
        self.said.emit(tr("{n} balasan dibuat").format(n=number(len(paths))),
                       tr("Kirim kembali kepada petugas: {berkas}").format(
                           berkas=", ".join(str(path) for path in paths)), "ok")
        self._context.signals.saved.emit(self._context.now())
        self._context.signals.data_changed.emit()
