"""Opens an officer's file whose passphrase is lost, with the office's recovery key, and gives it a new one."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from ftd_desktop.i18n import tr
from ftd_desktop.ui.context import Context
from ftd_desktop.ui.dialogs.form import FormDialog, Work
from ftd_desktop.ui.widgets.layout import down
from ftd_desktop.ui.widgets.new_passphrase import NewPassphrase
from ftd_desktop.ui.widgets.place_field import PlaceField
from ftd_desktop.ui.widgets.text import Label


class RecoveryDialog(FormDialog):
    """`recovered` carries the name of whose file it is."""

    recovered = Signal(str)

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, tr("Pulihkan kata sandi petugas"), tr("Pasang kata sandi baru"), parent)
        self.file = PlaceField(tr("Berkas data petugas"), self._ask)
        self.new = NewPassphrase(tr("Kata sandi baru"))
        self.fields = {"file": self.file}
        about = tr("Salin berkas data petugas (….ftdb) dan berkas kuncinya (….ftdb.key) ke satu folder di komputer "
                   "ini. Kunci pemulihan provinsi membukanya; isinya tidak berubah. Sesudahnya kembalikan kedua "
                   "berkas itu.")
        self.lay_out(down(Label(about, wrap=True), self.file, self.new, gap=12))

    def work(self) -> Work | None:
        """A file, and a passphrase that will do."""
        if not self.file.text:
            self.file.refuse(tr("Pilih berkasnya dahulu."))
        elif self.new.check():
            path, passphrase = self.file.path, self.new.value
            return lambda job: _data().recover(self.context, path, passphrase)
        return None

    def succeeded(self, result: Any) -> None:
        """Tell whose it was."""
        self.recovered.emit(result)

    def _ask(self, start: str) -> str:
        return QFileDialog.getOpenFileName(self, tr("Berkas data petugas"), start, tr("Berkas data FTD (*.ftdb)"))[0]


def _data() -> Any:
    from ftd_desktop.ui.models import officer_data

    return officer_data
