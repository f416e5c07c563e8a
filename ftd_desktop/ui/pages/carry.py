"""Kirim & Terima: the officer makes a bundle, sees where her records are, reads answers; the province writes them."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QWidget

from ftd_desktop.i18n import tr
from ftd_desktop.ui.context import Context
from ftd_desktop.ui.models.cells import Column
from ftd_desktop.ui.models.rows import RowsModel
from ftd_desktop.ui.page import Page
from ftd_desktop.ui.widgets.button import Button
from ftd_desktop.ui.widgets.card import Panel
from ftd_desktop.ui.widgets.conflict_card import ConflictCard
from ftd_desktop.ui.widgets.drop_strip import DropStrip
from ftd_desktop.ui.widgets.layout import across, down, fixed
from ftd_desktop.ui.widgets.table import Table
from ftd_desktop.wording import number

if TYPE_CHECKING:
    from ftd_desktop.sync.bundle import Written
    from ftd_desktop.ui.models.carry_data import Line, Outgoing, TakenIn


class CarryPage(Page):
    """One strip to send and to receive; below it, line by line, what is where."""

    guide = "kirim-terima"

    def __init__(self, context: Context) -> None:
        super().__init__(context, tr("Kirim & Terima"), tr("Lewat WhatsApp, surel, atau flashdisk"))
        self._province = context.identity.role == "province"
        self._folder = Path()
        self._told = False
        self._laptops: list[Line] = []
        self._build()
        context.signals.data_changed.connect(self._read)

    def show_with(self, argument: object = None) -> None:
        """Read afresh; what was said of the last file is forgotten."""
        self._told = False
        self._read()

    def first_focus(self) -> QWidget | None:
        """The button that makes the file."""
        return self._make

    # --- building

    def _build(self) -> None:
        self._make = Button(tr("Buat balasan") if self._province else tr("Buat berkas kiriman"), "primary",
                            shortcut="Ctrl+Return")
        self._make.clicked.connect(self._ask_folder)
        take = Button(tr("Terima kiriman …") if self._province else tr("Baca balasan …"), shortcut="Ctrl+O")
        take.clicked.connect(self._ask_files)
        self._strip = DropStrip("swap", take, self._make)
        self._strip.dropped.connect(self.take)
        again, show = Button(tr("Kirim ulang semua …")), Button(tr("Buka folder"))
        again.clicked.connect(lambda: self._ask_folder(everything=True))
        show.clicked.connect(lambda: QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._folder))))
        self.head_actions = (show,) if self._province else (again, show)
        title = tr("Laptop petugas") if self._province else tr("Catatan saya")
        heads = ((tr("Petugas"), tr("Wilayah"), tr("Kiriman terakhir")) if self._province
                 else (tr("Nama"), tr("Formulir"), tr("Diubah")))
        self._left = Table(RowsModel(_columns(*heads)), title)
        self._files = Table(RowsModel(_file_columns()), tr("Berkas"))
        self._panel = Panel(title, self._left)
        self._conflicts = ConflictCard("")
        self._conflicts.settled.connect(self._settle)
        self._conflicts.typed.connect(self._settle_typed)
        self._conflicts.hide()
        tables = across((self._panel, 3), (fixed(Panel(tr("Riwayat berkas"), self._files), width=470), 0), gap=16)
        self.setLayout(down(self._strip, (tables, 1), self._conflicts, margins=16, gap=16))

    # --- reading

    def _read(self) -> None:
        tasks = self.context.tasks
        if self._province:
            tasks.store(lambda: (_data().laptops(self.context), _data().files(self.context)), self._show_laptops,
                        key="carry")
            return
        tasks.store(lambda: _data().read(self.context), self._show, key="carry")
        tasks.store(lambda: _conflicts().read(self.context), self._show_conflicts, key="carry-conflicts")

    def _show(self, found: Outgoing) -> None:
        self._folder = found.folder
        self._left.set_rows(found.records)
        self._files.set_rows(found.files)
        counts = found.counts
        self._panel.note.setText(tr("{here} belum dikirim, {carried} dalam kiriman, {held} sudah di provinsi").format(
            here=number(counts.get("here", 0)), carried=number(counts.get("carried", 0)),
            held=number(counts.get("received", 0) + counts.get("safe", 0))))
        self._make.allow(found.waiting > 0 or found.asks, tr("Semua catatan sudah diterima provinsi."))
        if not self._told:
            self._greet(counts.get("here", 0) + counts.get("carried", 0), found.asks)

    def _greet(self, waiting: int, asks: bool) -> None:
        if asks:
            self._strip.say(tr("Data wilayah di laptop ini belum lengkap"),
                            tr("Buat berkas kiriman; provinsi akan membalas dengan salinan lengkap."), "warn")
        elif waiting:
            self._strip.say(tr("{n} catatan belum diterima provinsi").format(n=number(waiting)),
                            tr("Buat satu berkas, lalu kirim. Balasan dari provinsi dapat diseret ke sini."),
                            "warn")
        else:
            self._strip.say(tr("Semua catatan sudah diterima provinsi"),
                            tr("Balasan dari provinsi dapat diseret ke sini."), "ok")

    def _show_laptops(self, found: tuple[list[Line], list[Line]]) -> None:
        self._laptops, files = found
        self._left.set_rows(self._laptops)
        self._files.set_rows(files)
        owed = self._owed()
        self._panel.note.setText(tr("{n} menunggu balasan").format(n=number(len(owed))))
        self._make.allow(bool(owed), tr("Semua petugas sudah mendapat balasan."))
        if not self._told:
            self._strip.say(tr("{n} petugas menunggu balasan").format(n=number(len(owed))),
                            tr("Berkas kiriman yang diseret ke sini diperiksa di halaman Data Induk."),
                            "warn" if owed else None)

    def _owed(self) -> list[Line]:
        return [line for line in self._laptops if line.badge.tone == "warn"]

    def _show_conflicts(self, found: list[Any]) -> None:
        self._conflicts.show_conflicts(found)
        self._conflicts.setVisible(bool(found))

    # --- sending

    def send(self, folder: Path, *, everything: bool = False) -> None:
        """Make the bundle, or at the province the answers that are owed, in a folder."""
        store = self.context.tasks.store
        if self._province:
            devices = [line.id for line in self._owed()]
            store(lambda: _data().answer(self.context, devices, folder), self._answered, self._failed)
        else:
            store(lambda: _data().send(self.context, folder, everything), self._sent, self._failed)

    def _sent(self, made: Written) -> None:
        self._tell(tr("{berkas} dibuat: {n} catatan, {kb} KB").format(
            berkas=made.path.name, n=number(made.records), kb=number(made.bytes / 1024, 1)),
            tr("Ada di {folder}. Kirim ke provinsi; hanya provinsi yang dapat membukanya.").format(
                folder=made.path.parent), "ok")

    def _answered(self, paths: list[Path]) -> None:
        self._tell(tr("{n} balasan dibuat").format(n=number(len(paths))),
                   ", ".join(path.name for path in paths), "ok")

    # --- receiving

    def take(self, paths: Sequence[Path]) -> None:
        """Take in receipts and return files; at the province, bundles go to the master's page."""
        files = _data().sendable(paths)
        if self._province:
            self.go.emit("master", {"files": files})
        elif files:
            self.context.tasks.store(lambda: _data().accept(self.context, files), self._taken, self._failed)

    def _taken(self, found: TakenIn) -> None:
        words = list(found.words)
        if found.evicted:
            words.append(tr("{n} catatan kini milik wilayah lain dan tidak disimpan lagi di sini.").format(
                n=number(found.evicted)))
        if found.questions:
            words.append(tr("{n} pertanyaan dari provinsi: jawab di bawah.").format(n=number(found.questions)))
        self._tell(tr("Balasan dibaca: {n} perubahan dikonfirmasi, {m} catatan baru atau berubah").format(
            n=number(found.confirmed), m=number(found.arrived)), " ".join(words), "warn" if words else "ok")

    def _tell(self, what: str, note: str, tone: Any) -> None:
        self._told = True
        self._strip.say(what, note, tone)
        self.context.signals.saved.emit(self.context.now())
        self.context.signals.data_changed.emit()

    def _failed(self, error: BaseException) -> None:
        words = _data().refusal(error)
        if words is None:
            raise error
        self._told = True
        what, note = words
        self._strip.say(what, note, "error")
        self._read()

    # --- conflicts that came back

    def _settle(self, one: Any, value: object) -> None:
        self.context.tasks.store(lambda: _conflicts().settle(self.context, one, value, ""), self._settled, self._failed)

    def _settle_typed(self, one: Any, text: str) -> None:
        self.context.tasks.store(lambda: _conflicts().settle_typed(self.context, one, text, ""), self._settled,
                                 self._failed)

    def _settled(self, closed: bool) -> None:
        self._read()
        if closed:
            self.context.signals.data_changed.emit()

    # --- choosing

    def _ask_folder(self, checked: bool = False, *, everything: bool = False) -> None:
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


def _conflicts() -> Any:
    from ftd_desktop.ui.models import conflict_data

    return conflict_data


def _columns(name: str, what: str, at: str) -> tuple[Column, ...]:
    return (
        Column(name, lambda line: line.name, 170, bold=True, whole=True),
        Column(what, lambda line: line.what, 120, stretch=True),
        Column(at, lambda line: line.at, 150, whole=True, rank=1),
        Column(tr("Keadaan"), lambda line: line.badge, 130, whole=True),
    )


def _file_columns() -> tuple[Column, ...]:
    return (
        Column(tr("Berkas"), lambda line: line.name, 120, stretch=True),
        Column(tr("Waktu"), lambda line: line.at, 150, whole=True),
        Column(tr("Keadaan"), lambda line: line.badge, 110, whole=True),
    )
