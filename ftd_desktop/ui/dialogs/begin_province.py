"""The province's first start: the office, the first programme and cohort, where the master is kept, a passphrase."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QLineEdit, QWidget

from ftd_desktop.errors import UserError
from ftd_desktop.i18n import tr
from ftd_desktop.ui.context import Context
from ftd_desktop.ui.dialogs.begin_officer import documents
from ftd_desktop.ui.dialogs.form import FormDialog, Work
from ftd_desktop.ui.widgets.field import Field, needed
from ftd_desktop.ui.widgets.layout import across, down
from ftd_desktop.ui.widgets.new_passphrase import NewPassphrase
from ftd_desktop.ui.widgets.place_field import PlaceField
from ftd_desktop.ui.widgets.text import Label
from ftd_desktop.wording import long_date, parse_amount

if TYPE_CHECKING:
    from ftd_desktop.ui.models.first_start import Founding


class BeginProvinceDialog(FormDialog):
    """`made` carries the new master and its passphrase."""

    made = Signal(object, object)

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, tr("Dirikan data induk"), tr("Dirikan"), parent)
        year = context.now().year
        self.fields = {
            "office": Field(tr("Nama kantor"), QLineEdit(), tr("Seperti di kop surat, mis. UPTD PLUT KUMKM.")),
            "unit": Field(tr("Unit"), QLineEdit(), tr("Boleh kosong.")),
            "admin": Field(tr("Nama pengelola"), QLineEdit()),
            "city": Field(tr("Kota"), QLineEdit("Medan")),
            "programme": Field(tr("Program"), QLineEdit("Fast Track Digitalisasi 1000 KUMKM")),
            "code": Field(tr("Kode program"), QLineEdit("FTD"), tr("Depan kode peserta.")),
            "year": Field(tr("Tahun"), QLineEdit(str(year))),
            "cohort": Field(tr("Nomor angkatan"), QLineEdit("01")),
            "starts": Field(tr("Mulai pelatihan"), QLineEdit(), tr("Mis. 2 Februari 2027.")),
            "ends": Field(tr("Selesai pelatihan"), QLineEdit()),
            "jp": Field(tr("Jumlah JP"), QLineEdit("40"), tr("Jam pelajaran.")),
        }
        self.place = self.fields["place"] = PlaceField(tr("Simpan data induk di"), self._ask_place,
                                                       documents("data-induk.ftdb"))
        self.new = NewPassphrase()
        self._build()

    def work(self) -> Work | None:
        """Everything there, figures and dates readable, and a passphrase that will do."""
        wanted = [field for name, field in self.fields.items() if name != "unit"]
        if not needed(*wanted, words=tr("Isi dahulu.")):
            return None
        start = self._read()
        if start is None or not self.new.check():
            return None
        return lambda job: (_data().found(start, job), start.passphrase)

    def succeeded(self, result: tuple[Path, str]) -> None:
        """The master is ready to be opened."""
        self.made.emit(*result)

    def _build(self) -> None:
        f = self.fields
        office = down(Label(tr("Kantor"), title=True, bold=True), f["office"], f["unit"],
                      across((f["admin"], 2), (f["city"], 1), gap=12), self.place, self.new, None, gap=12)
        first = down(Label(tr("Program dan angkatan pertama"), title=True, bold=True), f["programme"],
                     across((f["code"], 1), (f["year"], 1), gap=12), across((f["cohort"], 1), (f["jp"], 1), gap=12),
                     across((f["starts"], 1), (f["ends"], 1), gap=12),
                     Label(tr("Empat formulir bawaan (profil, survei, presensi, kelulusan) ikut dipasang. Angkatan "
                              "berikutnya ditambahkan kemudian."), token="muted", wrap=True), None, gap=12)
        self.lay_out(office, first, width=380)

    def _read(self) -> Founding | None:
        """What was typed as figures and dates; None when a field was refused."""
        f = self.fields
        year, jp, starts, ends = f["year"].text, parse_amount(f["jp"].text), self._day("starts"), self._day("ends")
        if starts is None or ends is None:
            return None
        faults = {
            "year": "" if year.isdecimal() and 2000 <= int(year) <= 2100 else tr("Tulis tahun, misalnya 2027."),
            "jp": "" if jp is not None and jp > 0 else tr("Tulis angka lebih dari 0."),
            "ends": "" if ends >= starts else tr("Mendahului tanggal mulai. Betulkan salah satunya."),
        }
        for name, words in faults.items():
            if words:
                f[name].refuse(words)
                return None
        assert jp is not None
        made: Founding = _data().Founding(
            _data().data_path(self.place.path), self.new.value, f["office"].text, f["unit"].text, f["admin"].text,
            f["city"].text, f["programme"].text, f["code"].text.upper(), int(year), f["cohort"].text, starts, ends,
            float(jp))
        return made

    def _day(self, name: str) -> date | None:
        """A typed date, written out in the field so that the user sees how it was read; None when refused."""
        from ftd_desktop.forms.typed_dates import read_date

        field = self.fields[name]
        try:
            day = read_date(field.text, self.context.now().date())
        except UserError as error:
            field.refuse(str(error))
            return None
        field.set_text(long_date(day))
        return day

    def _ask_place(self, start: str) -> str:
        return QFileDialog.getSaveFileName(self, tr("Simpan data induk di"), start, tr("Berkas data FTD (*.ftdb)"))[0]


def _data() -> Any:
    from ftd_desktop.ui.models import first_start

    return first_start
