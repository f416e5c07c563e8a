"""The first thing without a data file: four roads, each one button."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtGui import QGuiApplication, QShowEvent
from PySide6.QtWidgets import QDialog, QFileDialog, QWidget

from ftd_desktop.i18n import tr
from ftd_desktop.ui.context import Context
from ftd_desktop.ui.dialogs.asking import ask
from ftd_desktop.ui.theme import px
from ftd_desktop.ui.widgets.body_area import BodyArea, fit
from ftd_desktop.ui.widgets.button import Button
from ftd_desktop.ui.widgets.card import Card
from ftd_desktop.ui.widgets.layout import across, boxed, down, wide
from ftd_desktop.ui.widgets.text import Icon, Label


class WelcomeDialog(QDialog):
    """`chosen` carries the file to open, and its passphrase when it was made just now (else None).

    Closing it gives up (`rejected`); giving up one road comes back here.
    """

    chosen = Signal(object, object)

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Selamat datang di FTD Desktop"))
        self._context = context
        self.existing = Button(tr("Buka berkas data yang ada"))
        self.officer = Button(tr("Saya petugas: buka surat tugas"), "primary")
        self.restore = Button(tr("Pulihkan dari cadangan"))
        self.province = Button(tr("Saya provinsi: dirikan data induk"))
        self.existing.clicked.connect(self._ask_file)
        self.officer.clicked.connect(self._begin_officer)
        self.restore.clicked.connect(lambda: self._begin_restore(None))
        self.province.clicked.connect(self._begin_province)
        body, area = boxed(down(
            Label(tr("Bagaimana Anda mulai?"), title=True, bold=True),
            _road("form", self.officer, tr("Provinsi mengirim berkas FTD-tugas-….ftd dan membacakan kodenya lewat "
                                           "telepon.")),
            _road("box", self.existing, tr("Anda sudah pernah memakai program ini: pilih berkas ….ftdb Anda.")),
            _road("back", self.restore, tr("Laptop baru, atau berkas datanya hilang: pilih cadangan di flashdisk.")),
            _road("shield", self.province, tr("Sekali saja untuk seluruh provinsi. Dari sinilah petugas didaftarkan.")),
            margins=(24, 20, 24, 20), gap=12)), BodyArea()
        body.setMinimumWidth(min(px(540), QGuiApplication.primaryScreen().availableGeometry().width() - px(64)))
        area.hold(body)
        self.setLayout(down(area))
        self.officer.setFocus()

    def showEvent(self, event: QShowEvent) -> None:
        """As high as the words need, or as the screen; then it scrolls."""
        super().showEvent(event)
        fit(self)

    def _ask_file(self) -> None:
        name, _ = QFileDialog.getOpenFileName(self, tr("Buka berkas data"), "", tr("Berkas data FTD (*.ftdb)"))
        if not name:
            return
        from ftd_desktop.ui.models import first_start

        if first_start.is_backup(Path(name)):  # it stays a backup: what is worked on is a copy
            self._begin_restore(Path(name))
        else:
            self._take(Path(name), None)

    def _begin_restore(self, backup: Path | None) -> None:
        from ftd_desktop.ui.dialogs.begin_restore import BeginRestoreDialog

        self._begin(BeginRestoreDialog(self._context, backup, self))

    def _begin_officer(self) -> None:
        from ftd_desktop.ui.dialogs.begin_officer import BeginOfficerDialog

        self._begin(BeginOfficerDialog(self._context, self))

    def _begin_province(self) -> None:
        from ftd_desktop.ui.dialogs.begin_province import BeginProvinceDialog

        self._begin(BeginProvinceDialog(self._context, self))

    def _begin(self, dialog: QDialog) -> None:
        dialog.made.connect(self._take)  # type: ignore[attr-defined]
        ask(dialog)

    def _take(self, path: Path, passphrase: str | None) -> None:
        self.accept()
        self.chosen.emit(path, passphrase)


def _road(icon: str, button: Button, words: str) -> Card:
    """One road: the button, and who takes it."""
    return Card(across(Icon(icon, "accent", 20), (down(wide(button), Label(words, token="muted", wrap=True), gap=6), 1),
                       margins=(16, 12, 16, 12), gap=16))
