"""An officer's first start: the assignment file, its code, where the data file is kept, and a passphrase."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from PySide6.QtCore import QStandardPaths, Signal
from PySide6.QtWidgets import QFileDialog, QLineEdit, QWidget

from ftd_desktop.i18n import tr
from ftd_desktop.ui.context import Context
from ftd_desktop.ui.dialogs.form import FormDialog, Work
from ftd_desktop.ui.widgets.field import Field, needed
from ftd_desktop.ui.widgets.layout import down
from ftd_desktop.ui.widgets.new_passphrase import NewPassphrase
from ftd_desktop.ui.widgets.place_field import PlaceField


class BeginOfficerDialog(FormDialog):
    """`made` carries the new file and its passphrase."""

    made = Signal(object, object)

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, tr("Buka surat tugas"), tr("Mulai bekerja"), parent)
        self.file = PlaceField(tr("Surat tugas"), self._ask_file, hint=tr("Berkas FTD-tugas-….ftd dari provinsi."))
        self.code = Field(tr("Kode sekali pakai"), QLineEdit(), tr("Empat kelompok, dibacakan provinsi lewat telepon. "
                                                                   "Huruf kecil dan tanda hubung boleh."))
        self.place = PlaceField(tr("Simpan data di"), self._ask_place, documents("data-ftd.ftdb"))
        self.new = NewPassphrase(tr("Kata sandi untuk berkas data ini"))
        self.fields = {"file": self.file, "code": self.code, "place": self.place}
        self.lay_out(down(self.file, self.code, self.place, self.new, gap=12), width=480)

    def work(self) -> Work | None:
        """A file, a code, a place, and a passphrase that will do."""
        if not needed(self.file, self.code, self.place, words=tr("Isi dahulu.")) or not self.new.check():
            return None
        path, file, code, word = _data().data_path(self.place.path), self.file.path, self.code.text, self.new.value
        return lambda job: (_data().enrol(path, file, code, word), word)

    def succeeded(self, result: tuple[Path, str]) -> None:
        """The file is ready to be opened."""
        self.made.emit(*result)

    def _ask_file(self, start: str) -> str:
        return QFileDialog.getOpenFileName(self, tr("Surat tugas"), start, tr("Surat tugas FTD (*.ftd)"))[0]

    def _ask_place(self, start: str) -> str:
        return QFileDialog.getSaveFileName(self, tr("Simpan data di"), start, tr("Berkas data FTD (*.ftdb)"))[0]


def documents(name: str) -> Path:
    """Where a data file is kept unless the user says otherwise."""
    place = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
    return Path(place or Path.home()) / name


def _data() -> Any:
    from ftd_desktop.ui.models import first_start  # loads the carry and the forms: when the button is pressed

    return first_start
