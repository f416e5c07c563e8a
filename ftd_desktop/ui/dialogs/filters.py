"""Chooses what the participant list shows: filters, order, columns; keeps, renames and deletes filters by name."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QDialog, QLayout, QLineEdit, QWidget

from ftd_desktop.i18n import tr
from ftd_desktop.programme.cohorts import STAGES, stage_label
from ftd_desktop.programme.filters import Wanted
from ftd_desktop.programme.rounds import ORDER
from ftd_desktop.programme.rounds import label as round_label
from ftd_desktop.ui.models.participant_data import Options
from ftd_desktop.ui.theme import px
from ftd_desktop.ui.widgets.body_area import BodyArea, fit
from ftd_desktop.ui.widgets.button import Button, Chip
from ftd_desktop.ui.widgets.flow import FlowLayout
from ftd_desktop.ui.widgets.layout import across, boxed, down, grid
from ftd_desktop.ui.widgets.text import Label, Line


class FilterDialog(QDialog):
    """`wanted` and `hidden` hold the choice after `accepted`.

    `kept` carries a name and a filter to keep, `renamed` the old and the new name, `forgotten` a name.
    """

    kept = Signal(str, object)
    renamed = Signal(str, str)
    forgotten = Signal(str)

    def __init__(self, wanted: Wanted, options: Options, columns: Mapping[str, str], hidden: frozenset[str],
                 parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Saringan dan urutan"))
        self._wanted, self._options = wanted, options
        everyone = {"": tr("Semua")}
        self._fields: dict[str, QComboBox] = {
            "regency": _combo(tr("Kabupaten/kota"), everyone | options.regencies),
            "cohort_id": _combo(tr("Angkatan"), everyone | options.cohorts),
            "stage": _combo(tr("Tahap"), everyone | {s: stage_label(s) for s in STAGES}),
            "missing_round": _combo(tr("Survei yang belum"), everyone | {r: round_label(r) for r in ORDER[:-1]}),
            "owner": _combo(tr("Petugas"), everyone | options.owners),
            "sort": _combo(tr("Urut menurut"), sort_words()),
        }
        self._descending = Chip(tr("Terbalik"))
        self._unsent = Chip(tr("Belum diterima provinsi"))
        self._unsent.setVisible(options.sends)
        self._columns = {key: Chip(words, on=key not in hidden) for key, words in columns.items()}
        self._build()
        self._show(wanted)

    @property
    def wanted(self) -> Wanted:
        """The filter and order as chosen now."""
        chosen = {name: field.currentData() or None for name, field in self._fields.items()}
        return replace(self._wanted, **{**chosen, "sort": self._fields["sort"].currentData()},
                       descending=self._descending.isChecked(), unsent=self._unsent.isChecked())

    @property
    def hidden(self) -> frozenset[str]:
        """The columns switched off."""
        return frozenset(key for key, chip in self._columns.items() if not chip.isChecked())

    def _build(self) -> None:
        rows = [(Label(field.accessibleName(), token="muted"), field) for field in self._fields.values()]
        flow = FlowLayout()
        for chip in self._columns.values():
            flow.addWidget(chip)
        apply, cancel = Button(tr("Terapkan"), "primary"), Button(tr("Batal"))
        apply.setDefault(True)
        apply.clicked.connect(self.accept)
        cancel.clicked.connect(self.reject)
        area = BodyArea()
        area.hold(boxed(down(grid(*rows), across(self._descending, self._unsent, None), Line(),
                             Label(tr("Kolom"), bold=True), flow, Line(), self._build_saved(), gap=12)))
        self.setLayout(down((area, 1), across(None, cancel, apply), margins=16, gap=12))
        self.setMinimumWidth(px(460))
        fit(self)

    def _build_saved(self) -> QLayout:
        """Filters kept under a name: choosing one loads it into the fields above."""
        names = {name: name for name in self._options.saved}
        self._saved = _combo(tr("Saringan tersimpan"), {"": tr("(baru)")} | names)
        self._name = QLineEdit()
        self._name.setAccessibleName(tr("Nama saringan"))
        self._name.setPlaceholderText(tr("Nama saringan, mis. Medan belum survei"))
        keep, self._rename = Button(tr("Simpan saringan")), Button(tr("Ganti nama"))
        self._forget = Button(tr("Hapus"))
        for button, press in ((keep, self._keep), (self._rename, self._on_rename), (self._forget, self._on_forget)):
            button.setAutoDefault(False)
            button.clicked.connect(press)
        self._saved.activated.connect(self._load)
        self._allow()
        title = Label(tr("Saringan tersimpan"), bold=True)
        return down(across(title, (self._saved, 1)), self._name, across(None, self._forget, self._rename, keep), gap=8)

    def _show(self, wanted: Wanted) -> None:
        for name, field in self._fields.items():
            field.setCurrentIndex(max(field.findData(getattr(wanted, name) or ""), 0))
        self._descending.setChecked(wanted.descending)
        self._unsent.setChecked(wanted.unsent)

    def _load(self) -> None:
        """Show the kept filter that was chosen; the text typed in the list's search stays."""
        name = self._saved.currentData()
        self._name.setText(name)
        if name:
            self._wanted = replace(self._options.saved[name], text=self._wanted.text)
            self._show(self._wanted)
        self._allow()

    def _allow(self) -> None:
        chosen = bool(self._saved.currentData())
        for button in (self._rename, self._forget):
            button.allow(chosen, tr("Pilih saringan tersimpan dahulu."))

    def _keep(self) -> None:
        if name := self._typed_name():
            self.kept.emit(name, self.wanted)
            self.accept()

    def _on_rename(self) -> None:
        old = self._saved.currentData()
        if (name := self._typed_name()) and name != old:
            self.renamed.emit(old, name)
            self._saved.setItemText(self._saved.currentIndex(), name)
            self._saved.setItemData(self._saved.currentIndex(), name)
            self._options.saved[name] = self._options.saved.pop(old)

    def _on_forget(self) -> None:
        self.forgotten.emit(self._saved.currentData())
        self._saved.removeItem(self._saved.currentIndex())
        self._saved.setCurrentIndex(0)
        self._name.clear()
        self._allow()

    def _typed_name(self) -> str:
        name = self._name.text().strip()
        if not name:
            self._name.setFocus()
        return name


def _combo(name: str, options: Mapping[str, str]) -> QComboBox:
    made = QComboBox()
    made.setAccessibleName(name)
    for key, words in options.items():
        made.addItem(words, key)
    return made


def sort_words() -> dict[str, str]:
    """The orders of `roster.SORTS` in words."""
    return {"name": tr("Nama"), "business": tr("Usaha"), "regency": tr("Kabupaten/kota"), "updated": tr("Perubahan"),
            "code": tr("Kode")}
