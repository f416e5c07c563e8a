"""Printing a PDF from the window: the system's print dialog, then pages drawn off the GUI thread."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QMarginsF, QObject, QRectF, Qt, Signal
from PySide6.QtGui import QImage, QPageLayout, QPageSize, QPainter
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QDialog, QWidget

from ftd_desktop.errors import Cancelled, UserError
from ftd_desktop.i18n import tr
from ftd_desktop.ui.context import Context

if TYPE_CHECKING:
    from ftd_desktop.ui.tasks import Job

_DPI = 300


class PaperPrinter(QObject):
    """Prints PDFs of A4 landscape, two-sided over the short edge. `progress` tells pages done and all, `done` carries a
    sentence, or none when no printer was chosen.

    The dialog needs its printer for as long as it lives, or Qt crashes: both are kept here.
    """

    done = Signal(str)
    progress = Signal(int, int)

    def __init__(self, context: Context, parent: QWidget) -> None:
        super().__init__(parent)
        self._context, self._host = context, parent
        self.printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        self._dialog: QPrintDialog | None = None
        self._job: Job | None = None

    def stop(self) -> None:
        """Stop after the page it is at."""
        if self._job is not None:
            self._job.cancel()

    def ask(self, pdf: Path) -> None:
        """Let the user choose a printer, then print."""
        self.prepare(pdf.stem)
        self._dialog = QPrintDialog(self.printer, self._host.window())
        self._dialog.finished.connect(lambda code: self._chosen(code, pdf))
        self._dialog.setWindowModality(Qt.WindowModality.WindowModal)
        self._dialog.show()

    def prepare(self, name: str) -> None:
        """Paper, margins and sides as certificates need them."""
        self.printer.setDocName(name)
        self.printer.setPageLayout(QPageLayout(QPageSize(QPageSize.PageSizeId.A4), QPageLayout.Orientation.Landscape,
                                               QMarginsF(0, 0, 0, 0)))
        self.printer.setFullPage(True)
        self.printer.setDuplex(QPrinter.DuplexMode.DuplexShortSide)

    def print(self, pdf: Path) -> None:
        """Print all pages of `pdf` in the pool."""
        self._job = self._context.tasks.pool(
            lambda job: draw(pdf.read_bytes(), self.printer, job.report, job.cancelled), self._printed, self._failed,
            lambda done, total, words: self.progress.emit(done, total))

    def _chosen(self, code: int, pdf: Path) -> None:
        if code == QDialog.DialogCode.Accepted:
            self.print(pdf)
        else:
            self.done.emit("")

    def _printed(self, pages: int) -> None:
        self.done.emit(tr("{n} halaman dikirim ke pencetak.").format(n=pages))

    def _failed(self, error: BaseException) -> None:
        if isinstance(error, UserError | OSError):
            self.done.emit(str(error))
        elif isinstance(error, Cancelled):
            self.done.emit(tr("Pencetakan dihentikan."))
        else:
            self.done.emit("")
            raise error


def draw(pdf: bytes, printer: QPrinter, report: Callable[[int, int, str], None],
         cancelled: Callable[[], bool]) -> int:
    """Paint every page of `pdf` on `printer`, whole page to whole page; returns how many. Raises `Cancelled`."""
    from ftd_desktop.certificates import preview

    total = preview.count(pdf)
    painter = QPainter()
    if not painter.begin(printer):
        raise UserError("Pencetak tidak siap. Periksa pencetaknya, lalu coba lagi.")
    try:
        for number in range(total):
            if cancelled():
                printer.abort()
                raise Cancelled
            report(number, total, "")
            if number:
                printer.newPage()
            page = preview.raster(pdf, number, _DPI)
            picture = QImage(page.data, page.width, page.height, 3 * page.width, QImage.Format.Format_RGB888)
            painter.drawImage(QRectF(printer.pageLayout().fullRectPixels(printer.resolution())), picture)
    finally:
        painter.end()
    return total
