"""Asks for a programme or a cohort; what does not fit is said beside its field."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from ftd_desktop.i18n import tr
from ftd_desktop.ui.context import Context
from ftd_desktop.ui.dialogs.form import FormDialog, Work
from ftd_desktop.ui.training import later, typed
from ftd_desktop.ui.training.typed import Wrong, combo
from ftd_desktop.ui.widgets.field import Field
from ftd_desktop.ui.widgets.layout import across, down
from ftd_desktop.wording import figure, long_date

if TYPE_CHECKING:
    from datetime import date

    from ftd_desktop.programme.cohorts import Cohort, Programme

MOST_PLACES, MOST_JP = 100_000, 1_000


class ProgrammeDialog(FormDialog):
    """`made` carries the programme's id."""

    made = Signal(str)

    def __init__(self, context: Context, known: Programme | None, parent: QWidget | None = None) -> None:
        super().__init__(context, tr("Ubah program") if known else tr("Program baru"), tr("Simpan"), parent)
        self._known = known
        year = known.year if known else context.now().year
        self._code = Field(tr("Kode"), QLineEdit(known.code if known else ""),
                           tr("Pendek, mis. FTD. Ikut dalam kode peserta dan di formulir presensi."))
        self._name = Field(tr("Nama program"), QLineEdit(known.name if known else ""), tr("Dicetak di sertifikat."))
        self._year = Field(tr("Tahun"), QLineEdit(str(year)))
        self._note = Field(tr("Catatan"), QLineEdit(known.note if known else ""))
        self.fields = {"code": self._code, "name": self._name, "year": self._year, "note": self._note}
        self.lay_out(down(self._code, self._name, self._year, self._note, None, gap=12))

    def work(self) -> Work | None:
        """Code, name and year are needed."""
        known = self._known.id if self._known else None
        try:
            code, name = typed.filled(self._code), typed.filled(self._name)
            year = typed.whole(self._year, 2000, 2100)
        except Wrong:
            return None
        note = self._note.text
        return lambda job: later.records().save_programme(self.context, known, code, name, year, note)

    def succeeded(self, result: Any) -> None:
        """Say which."""
        self.made.emit(result)


class CohortDialog(FormDialog):
    """`made` carries the cohort's id."""

    made = Signal(str)

    def __init__(self, context: Context, programmes: list[Programme], known: Cohort | None,
                 parent: QWidget | None = None) -> None:
        super().__init__(context, tr("Ubah angkatan") if known else tr("Angkatan baru"), tr("Simpan"), parent)
        self._known = known
        self._programme = combo(tr("Program"), ((f"{one.code} {one.year} · {one.name}", one.id) for one in programmes),
                                known.programme_id if known else None)
        self._programme.setEnabled(known is None)
        line = self._line
        self._number = line(tr("Nomor angkatan"), known.number if known else "", tr("Mis. 01."))
        self._name = line(tr("Nama (boleh kosong)"), known.name if known else "")
        self._starts = line(tr("Mulai"), _date(known.starts) if known else "")
        self._ends = line(tr("Selesai"), _date(known.ends) if known else "")
        self._jp = line(tr("JP seluruhnya"), figure(known.jp_total) if known else "", tr("1 JP = 45 menit."))
        self._places = line(tr("Tempat seluruhnya"), "" if not known or known.places is None else str(known.places),
                            tr("Berapa orang; kosong: tidak dibatasi."))
        self._place = line(tr("Lokasi"), known.place if known else "")
        self.fields = {"number": self._number, "starts": self._starts, "ends": self._ends, "jp": self._jp,
                       "places": self._places}
        self.lay_out(down(Field(tr("Program"), self._programme), self._number, self._name, self._place, None, gap=12),
                     down(across((self._starts, 1), (self._ends, 1), gap=12), self._jp, self._places, None, gap=12),
                     width=340)

    def work(self) -> Work | None:
        """Number, days and JP are needed."""
        today = self.context.now().date()
        try:
            wish = later.records().CohortWish(
                self._known.id if self._known else None, self._programme.currentData(), typed.filled(self._number),
                self._name.text, typed.day(self._starts, today), typed.day(self._ends, today),
                typed.figure(self._jp, MOST_JP), self._place.text, typed.whole_or_none(self._places, 1, MOST_PLACES))
        except Wrong:
            return None
        if wish.ends < wish.starts:
            self._ends.refuse(tr("Mendahului tanggal mulai."))
            return None
        return lambda job: later.records().save_cohort(self.context, wish)

    def succeeded(self, result: Any) -> None:
        """Say which."""
        self.made.emit(result)

    @staticmethod
    def _line(title: str, text: str, hint: str = "") -> Field:
        return Field(title, QLineEdit(text), hint)


def _date(day: date | None) -> str:
    return long_date(day) if day else ""
