"""Kirim & Terima on an officer's laptop: her answers to the province first, then three steps, then what is where."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QWidget

from ftd_desktop.errors import Cancelled
from ftd_desktop.i18n import tr
from ftd_desktop.ui import theme
from ftd_desktop.ui.carrying.disputes import Disputes
from ftd_desktop.ui.carrying.files_panel import FilesPanel
from ftd_desktop.ui.carrying.place_bar import PlaceBar
from ftd_desktop.ui.carrying.step import Step
from ftd_desktop.ui.context import Context
from ftd_desktop.ui.models.cells import Column
from ftd_desktop.ui.models.rows import RowsModel
from ftd_desktop.ui.widgets.button import Button
from ftd_desktop.ui.widgets.card import Panel
from ftd_desktop.ui.widgets.choice import ChoiceRow
from ftd_desktop.ui.widgets.drop_strip import DropStrip
from ftd_desktop.ui.widgets.layout import across, down, fixed
from ftd_desktop.ui.widgets.table import Table
from ftd_desktop.wording import number

if TYPE_CHECKING:
    from ftd_desktop.sync.bundle import Written
    from ftd_desktop.sync.folder import Place
    from ftd_desktop.ui.models.carry_data import Line, Outgoing, TakenIn
    from ftd_desktop.ui.tasks import Job

MESSENGER, STICK = 20 * 10**6, 64 * 2**20
"""Bytes of a part with attachments, as `sync.parts` names them; loaded with the page."""


class OfficerSide(QWidget):
    """`opened` carries the id of a person whose record was opened."""

    opened = Signal(str)
    spoke = Signal()
    """Something was said at the top."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._folder = Path()
        self._job: Job | None = None
        self._disputes = Disputes(context, self, "")
        self._disputes.card.hide()
        self._disputes.counted.connect(self._make_room)
        self._disputes.said.connect(self._tell)
        self._build()
        context.signals.data_changed.connect(self.read)

    @property
    def make(self) -> Button:
        """The button that makes the file."""
        return self._make

    # --- building

    def _build(self) -> None:
        self._make = Button(tr("Buat berkas kiriman"), "primary", shortcut="Ctrl+Return")
        self._make.clicked.connect(lambda: self._ask_folder())
        take = Button(tr("Baca balasan …"), shortcut="Ctrl+O")
        take.clicked.connect(self._ask_files)
        again, self._show_folder = Button(tr("Kirim ulang semua …")), Button(tr("Buka folder"))
        again.clicked.connect(lambda: self._ask_folder(everything=True))
        self._show_folder.clicked.connect(lambda: QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._folder))))
        self._place = PlaceBar(self._context, self, tr("Tulis kiriman ke sana"))
        self._place.read.connect(self.take)
        self._place.write.connect(self._write_to)
        self._place.said.connect(self._tell)
        self.head_actions: tuple[QWidget, ...] = (self._place.prepare, again)
        self._strip = DropStrip("swap", self._disputes.undo)
        self._strip.stop.connect(self._cancel)
        self._strip.hide()
        self._waits = Step(1, tr("Yang belum diterima provinsi"))
        self._sends = Step(2, tr("Buat berkas, lalu kirim"), self._make, self._show_folder)
        self._takes = Step(3, tr("Baca balasan provinsi"), take)
        self._size = ChoiceRow(tr("Lampiran dibagi dalam berkas sebesar"), {
            MESSENGER: tr("20 MB (WhatsApp, surel)"), STICK: tr("64 MB (flashdisk)")}, MESSENGER)
        self._size.hide()
        self._records = Table(RowsModel(_record_columns()), tr("Catatan saya"))
        self._records.opened.connect(self._open)
        self._files = FilesPanel()
        self._panel = Panel(tr("Catatan saya"), self._records)
        self._panel.setMinimumHeight(theme.px(240))
        self._lay_out()

    def _lay_out(self) -> None:
        steps, above = (self._waits, self._sends, self._takes), (self._disputes.card, self._place, self._strip)
        if theme.large_text():
            self.setLayout(down(*above, *steps, self._size, (self._panel, 1), (self._files, 1), gap=16))
        else:
            tables = across((self._panel, 3), (fixed(self._files, width=470), 0), gap=16)
            row = across(*((step, 1) for step in steps), gap=16)
            self.setLayout(down(*above, row, self._size, (tables, 1), gap=16))

    # --- reading

    def read(self) -> None:
        """Read afresh what is where, and what the province asks."""
        self._context.tasks.store(lambda: _data().read(self._context), self._show, key="carry")
        self._disputes.read()

    def forget(self) -> None:
        """What was said of the last file is said no more."""
        self._strip.hide()

    def _show(self, found: Outgoing) -> None:
        self._folder = found.folder
        self._records.set_rows(found.records)
        self._files.show_lines(found.files)
        counts, held = found.counts, found.counts.get("received", 0) + found.counts.get("safe", 0)
        self._panel.note.setText(tr("{here} belum dikirim, {carried} dalam kiriman, {held} sudah di provinsi").format(
            here=number(counts.get("here", 0)), carried=number(counts.get("carried", 0)), held=number(held)))
        wanted = found.waiting > 0 or found.asks or found.back or found.attachments.files > 0
        self._make.allow(wanted, tr("Semua catatan sudah diterima provinsi."))
        self._size.setVisible(found.attachments.files > 0)
        self._waits.say(*_words().waiting(found))
        self._sends.say(*_words().sent(found))
        self._takes.say(*_words().answer(found))

    def _make_room(self, disputes: int) -> None:
        """Questions stand first on the page, as long as there are any."""
        came = disputes > 0 and not self._disputes.card.isVisibleTo(self)
        self._disputes.card.setVisible(disputes > 0)
        if came:
            self.spoke.emit()

    def _open(self, line: Line) -> None:
        if line.person:
            self.opened.emit(line.person)

    # --- sending

    def send(self, folder: Path, *, everything: bool = False) -> None:
        """Make the bundle, and the parts with attachments, in a folder."""
        part_bytes = self._size.value()
        self._begin(lambda job: _data().send(self._context, job, folder, everything=everything, part_bytes=part_bytes))

    def _write_to(self, place: Place) -> None:
        from ftd_desktop.ui.models import place_data

        self._begin(lambda job: place_data.send(self._context, job, place))

    def _begin(self, work: Any) -> None:
        if self._job is None:
            self._strip.show()
            self._strip.show_progress(0, 1, tr("Menulis berkas kiriman …"))
            self._job = self._context.tasks.store(work, self._sent, self._failed, self._strip.show_progress)

    def _sent(self, made: Written | None) -> None:
        self._done()
        if made is None:
            self._tell(tr("Kiriman yang sama sudah ada di sana"), tr("Serahkan flashdisknya ke provinsi."), "ok")
            return
        what, note = _words().made(made)
        self._tell(what, note, "ok")
        self._context.signals.data_changed.emit()

    # --- receiving

    def take(self, paths: Sequence[Path]) -> None:
        """Take in receipts, return files and attachments."""
        if self._job is None:
            self._context.tasks.store(lambda: _data().accept(self._context, paths), self._taken, self._failed)

    def _taken(self, found: TakenIn) -> None:
        if not found.files:
            self._tell(tr("Tidak ada berkas .ftd di sana"), tr("Pilih berkas FTD-balas-….ftd dari provinsi."), "warn")
            return
        self._context.identity = replace(self._context.identity, scope=found.scope)
        what, notes = _words().taken(found)
        self._tell(what, " ".join(notes), "warn" if notes else "ok")
        self._context.signals.data_changed.emit()
        if found.questions:
            self._disputes.card.setFocus()

    def _tell(self, what: str, note: str, tone: Any) -> None:
        self._strip.say(what, note, tone)
        self._strip.show()
        self.spoke.emit()
        self._context.signals.saved.emit(self._context.now())

    def _failed(self, error: BaseException) -> None:
        self._done()
        if isinstance(error, Cancelled):
            self._strip.say(tr("Dibatalkan"), tr("Berkas yang sudah jadi tetap ada; buat lagi untuk sisanya."), "warn")
        else:
            from ftd_desktop.ui.models.carried import refusal

            self._strip.say(*refusal(error), "error")
        self._strip.show()
        self.spoke.emit()
        self.read()

    def _done(self) -> None:
        self._job = None
        self._strip.rest()

    def _cancel(self) -> None:
        if self._job is not None:
            self._job.cancel()

    # --- choosing

    def _ask_folder(self, *, everything: bool = False) -> None:
        if chosen := QFileDialog.getExistingDirectory(self, tr("Folder untuk berkas"), str(self._folder)):
            self.send(Path(chosen), everything=everything)

    def _ask_files(self) -> None:
        chosen, _ = QFileDialog.getOpenFileNames(self, tr("Berkas yang diterima"), str(self._folder),
                                                 tr("Berkas FTD (*.ftd)"))
        if chosen:
            self.take([Path(name) for name in chosen])


def _data() -> Any:
    from ftd_desktop.ui.models import carry_data  # loads the carry: at the first visit

    return carry_data


def _words() -> Any:
    from ftd_desktop.ui.models import carry_words

    return carry_words


def _record_columns() -> tuple[Column, ...]:
    return (
        Column(tr("Nama"), lambda line: line.name, 170, bold=True, whole=True),
        Column(tr("Jenis formulir"), lambda line: line.what, 120, stretch=True),
        Column(tr("Diubah"), lambda line: line.at, 150, whole=True, rank=1),
        Column(tr("Keadaan"), lambda line: line.badge, 130, whole=True),
    )
