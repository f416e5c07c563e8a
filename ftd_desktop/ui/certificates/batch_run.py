"""Runs a batch of certificates for its card: starts and stops it off the GUI thread, tells what came of it, prints."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QCoreApplication, QObject, Signal

from ftd_desktop.errors import Cancelled, UserError
from ftd_desktop.i18n import tr
from ftd_desktop.ui.certificates.cards import BatchCard
from ftd_desktop.ui.context import Context

if TYPE_CHECKING:
    from ftd_desktop.certificates.batch import BatchReport
    from ftd_desktop.certificates.pades import OfficeKey
    from ftd_desktop.ui.certificates.printing import PaperPrinter
    from ftd_desktop.ui.tasks import Job


FEW = 50
"""Numbers left from which it is time to ask the province for a new block: two weeks pass until one has come."""


class BatchRun(QObject):
    """One batch at a time, shown on `card`. `changed` when certificates were issued, `refused` when none was."""

    changed = Signal()
    refused = Signal()

    def __init__(self, context: Context, card: BatchCard) -> None:
        super().__init__(card)
        self._context, self._card = context, card
        self._job: Job | None = None
        self._key: OfficeKey | None = None
        self._written: Path | None = None
        self._printer: PaperPrinter | None = None
        card.stop.connect(self.stop)
        card.print.connect(self._print)
        if (app := QCoreApplication.instance()) is not None:
            app.aboutToQuit.connect(self.stop)  # what is begun is finished; the rest waits for the next start

    @property
    def running(self) -> bool:
        """Whether a batch is under way."""
        return self._job is not None

    def start(self, cohort_id: str, signatory: str, day: date, folder: Path, count: int) -> None:
        """Issue for all who are ready, `count` of them, into `folder`; nothing while one is running."""
        if self._job is not None:
            return
        key = self._key
        self._card.say("")
        self._card.show_progress(0, count, "")
        self._job = self._context.tasks.store(
            lambda job: _data().issue(self._context, job, cohort_id, signatory, day, folder, key),
            self._issued, self._not_issued, self._card.show_progress)

    def stop(self) -> None:
        """Ask the batch to stop after the certificate it is at, the printing after its page."""
        if self._job is not None:
            self._job.cancel()
        if self._printer is not None:
            self._printer.stop()

    def use_key(self, key: OfficeKey) -> None:
        """Sign the PDFs issued from now on with the office's key."""
        self._key = key

    def offer_print(self, written: Path | None) -> None:
        """Offer to print a PDF that was just written."""
        if written is not None:
            self._written = written
            self._card.offer_print(written.name)

    def _issued(self, report: BatchReport) -> None:
        self._job = None
        self.offer_print(report.print_file)
        words = [tr("{n} terbit, {failed} gagal.").format(n=len(report.issued), failed=len(report.failed))]
        words += [tr("Sisa nomor: {n}.").format(n=report.numbers_left)] if report.numbers_left < FEW else []
        words += [report.stopped] if report.stopped else []
        words += [f"{failure.name}: {failure.reason}" for failure in report.failed[:3]]
        self._card.say(" ".join(words), "error" if report.stopped or report.failed else "muted")
        self._context.signals.saved.emit(self._context.now())
        self.changed.emit()

    def _not_issued(self, error: BaseException) -> None:
        self._job = None
        self.refused.emit()
        if isinstance(error, Cancelled):
            self._card.say(tr("Dibatalkan sebelum ada yang terbit."))
        elif isinstance(error, UserError):
            self._card.say(str(error), "error")
        else:
            raise error

    def _print(self) -> None:
        from ftd_desktop.ui.certificates.printing import PaperPrinter

        if self._printer is not None:  # it holds the printer, and the dialog that must outlive it
            self._card.say(tr("Pencetakan sebelumnya belum selesai. Tunggu, atau tekan Batalkan."), "error")
        elif self._written is not None:
            self._printer = PaperPrinter(self._context, self._card)
            self._printer.progress.connect(lambda done, total: self._card.show_progress(done, total, ""))
            self._printer.done.connect(self._printed)
            self._printer.ask(self._written)

    def _printed(self, words: str) -> None:
        """The pages have gone, or nothing was printed; without words the user chose no printer."""
        self._printer = None
        self.refused.emit()
        if words:
            self._card.say(words)


def _data() -> Any:
    from ftd_desktop.ui.models import certificate_data  # loads reportlab: in the worker

    return certificate_data
