"""A first start from a backup: on a new laptop, or when the data file is gone."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QLineEdit, QWidget

from ftd_desktop.i18n import tr
from ftd_desktop.ui.context import Context
from ftd_desktop.ui.dialogs.begin_officer import documents
from ftd_desktop.ui.dialogs.form import FormDialog, Work
from ftd_desktop.ui.widgets.field import Field, needed
from ftd_desktop.ui.widgets.layout import down
from ftd_desktop.ui.widgets.place_field import PlaceField
from ftd_desktop.ui.widgets.text import Label


class BeginRestoreDialog(FormDialog):
    """`made` carries the restored file and its passphrase. The backup itself stays where it is."""

    made = Signal(object, object)

    def __init__(self, context: Context, backup: Path | None = None, parent: QWidget | None = None) -> None:
        super().__init__(context, tr("Pulihkan dari cadangan"), tr("Pulihkan"), parent)
        name = _data().restored_name(backup) if backup else "data-ftd.ftdb"
        self.file = PlaceField(tr("Berkas cadangan"), self._ask_file, backup,
                               hint=tr("Bernama …-20261124-104200.ftdb, di flashdisk atau disk cadangan."))
        self.place = PlaceField(tr("Simpan data di"), self._ask_place, documents(name))
        typed = QLineEdit()
        typed.setEchoMode(QLineEdit.EchoMode.Password)
        self.word = Field(tr("Kata sandi"), typed, tr("Yang berlaku saat cadangan itu dibuat."))
        self.fields = {"file": self.file, "place": self.place, "word": self.word}
        about = tr("Cadangan disalin, lalu diperiksa dari awal sampai akhir. Yang sudah dikirim sesudah cadangan itu "
                   "kembali lewat balasan provinsi.")
        self.lay_out(down(self.file, self.place, self.word, Label(about, token="muted", wrap=True), gap=12), width=480)
        self._typed = typed

    def work(self) -> Work | None:
        """A backup, a place, and the passphrase as typed, blanks and all."""
        if not needed(self.file, self.place, self.word, words=tr("Isi dahulu.")):
            return None
        place, backup, word = _data().data_path(self.place.path), self.file.path, self._typed.text()
        return lambda job: (_data().restore(place, backup, word), word)

    def succeeded(self, result: tuple[Path, str]) -> None:
        """The file is ready to be opened."""
        self.made.emit(*result)

    def _ask_file(self, start: str) -> str:
        return QFileDialog.getOpenFileName(self, tr("Berkas cadangan"), start, tr("Berkas data FTD (*.ftdb)"))[0]

    def _ask_place(self, start: str) -> str:
        return QFileDialog.getSaveFileName(self, tr("Simpan data di"), start, tr("Berkas data FTD (*.ftdb)"))[0]


def _data() -> Any:
    from ftd_desktop.ui.models import first_start  # loads the store: when this road is taken

    return first_start
