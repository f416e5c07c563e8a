"""Kirim & Terima at the province: every laptop, who waits for an answer, and the answers to all of them at once."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QWidget

from ftd_desktop.i18n import tr
from ftd_desktop.ui import theme
from ftd_desktop.ui.carrying.answers import Answers
from ftd_desktop.ui.carrying.files_panel import FilesPanel
from ftd_desktop.ui.carrying.place_bar import PlaceBar
from ftd_desktop.ui.context import Context
from ftd_desktop.ui.models.cells import Column
from ftd_desktop.ui.models.rows import RowsModel
from ftd_desktop.ui.widgets.button import Button
from ftd_desktop.ui.widgets.card import Panel
from ftd_desktop.ui.widgets.drop_strip import DropStrip
from ftd_desktop.ui.widgets.layout import across, down, fixed
from ftd_desktop.ui.widgets.table import Table
from ftd_desktop.wording import number

if TYPE_CHECKING:
    from ftd_desktop.sync.folder import Place
    from ftd_desktop.ui.models.laptop_data import Laptop, State


class ProvinceSide(QWidget):
    """The answers are written here; `came` carries bundles, which belong to the master's page."""

    came = Signal(list)

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._folder = Path()
        self._told = False
        self._laptops: tuple[Laptop, ...] = ()
        self._build()
        context.signals.data_changed.connect(self.read)

    @property
    def make(self) -> Button:
        """The button that makes the answers."""
        return self._make

    def _build(self) -> None:
        self._make = Button(tr("Buat balasan"), "primary", shortcut="Ctrl+Return")
        self._make.clicked.connect(self._ask_folder)
        show = Button(tr("Buka folder"))
        show.clicked.connect(lambda: QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._folder))))
        self._place = PlaceBar(self._context, self, tr("Tulis balasan ke sana"))
        self._place.read.connect(self.came)
        self._place.write.connect(self._write_to)
        self._place.said.connect(self._tell)
        self.head_actions: tuple[QWidget, ...] = (self._place.prepare, show)
        self._strip = DropStrip("swap", self._make)
        self._answers = Answers(self._context, self)
        self._strip.stop.connect(self._answers.cancel)
        self._answers.said.connect(self._tell)
        self._answers.failed.connect(self._failed)
        self._answers.progress.connect(self._strip.show_progress)
        self._table = Table(RowsModel(_columns()), tr("Laptop petugas"))
        self._files = FilesPanel()
        self._single = Button(tr("Buat balasan untuk laptop ini …"))
        self._single.clicked.connect(self._ask_single)
        self._panel = Panel(tr("Laptop petugas"), self._table, actions=(self._single,))
        self._table.chosen.connect(lambda one: self._single.allow(one is not None and one.active,
                                                                  tr("Laptop ini sudah dicabut.")))
        self._panel.setMinimumHeight(theme.px(240))
        if theme.large_text():
            self.setLayout(down(self._place, self._strip, (self._panel, 1), (self._files, 1), gap=16))
        else:
            tables = across((self._panel, 3), (fixed(self._files, width=420), 0), gap=16)
            self.setLayout(down(self._place, self._strip, (tables, 1), gap=16))

    def read(self) -> None:
        """Read afresh."""
        self._context.tasks.store(lambda: _data().read(self._context), self._show, key="carry")

    def forget(self) -> None:
        """What was said of the last files is said no more."""
        self._told = False

    def _show(self, found: State) -> None:
        self._laptops, self._folder = found.laptops, found.folder
        self._table.set_rows(found.laptops)
        self._files.show_lines(found.files)
        owed = sum(one.owed for one in found.laptops)
        self._panel.note.setText(tr("{n} menunggu balasan").format(n=number(owed)))
        self._make.allow(owed > 0, tr("Semua petugas sudah mendapat balasan."))
        if not self._told:
            self._strip.say(tr("{n} petugas menunggu balasan").format(n=number(owed)),
                            tr("Berkas kiriman yang diseret ke sini diperiksa di halaman Data Induk."),
                            "warn" if owed else None)

    def send(self, folder: Path) -> None:
        """Write the answers that are owed into a folder."""
        self._answers.write(self._owed(), folder)

    def _ask_folder(self) -> None:
        self._answers.ask(self._owed(), self._folder)

    def _ask_single(self) -> None:
        one: Laptop | None = self._table.current()
        if one is not None:
            self._answers.ask([one.device_id], self._folder)

    def _write_to(self, place: Place) -> None:
        if devices := self._owed():
            self._answers.write_to(devices, place)
        else:
            self._tell(tr("Semua petugas sudah mendapat balasan."), "", "ok")

    def _owed(self) -> list[str]:
        return [one.device_id for one in self._laptops if one.owed]

    def _tell(self, what: str, note: str, tone: Any) -> None:
        self._told = True
        self._strip.rest()
        self._strip.say(what, note, tone)

    def _failed(self, error: BaseException) -> None:
        from ftd_desktop.ui.models.carried import refusal

        self._tell(*refusal(error), "error")
        self.read()


def _data() -> Any:
    from ftd_desktop.ui.models import laptop_data  # loads the carry: at the first visit

    return laptop_data


def _columns() -> tuple[Column, ...]:
    return (
        Column(tr("Petugas"), lambda one: one.officer, 170, bold=True, whole=True),
        Column(tr("Wilayah"), lambda one: one.regencies, 100, stretch=True, rank=1),
        Column(tr("Kiriman terakhir"), lambda one: one.last, 130, whole=True, rank=2),
        Column(tr("Lampiran kurang"), lambda one: one.lacking, 130, whole=True, rank=3),
        Column(tr("Keadaan"), lambda one: one.badge, 130, whole=True),
    )
