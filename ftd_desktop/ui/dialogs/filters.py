"""Chooses what the participant list shows: filters, order, columns; and keeps a filter under a name."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QDialog, QLineEdit, QWidget

from ftd_desktop.i18n import tr
from ftd_desktop.programme.cohorts import STAGES, stage_label
from ftd_desktop.programme.participants import Wanted
from ftd_desktop.programme.rounds import ORDER
from ftd_desktop.programme.rounds import label as round_label
from ftd_desktop.ui.models.participant_data import Options
from ftd_desktop.ui.theme import px
from ftd_desktop.ui.widgets.button import Button, Chip
from ftd_desktop.ui.widgets.flow import FlowLayout
from ftd_desktop.ui.widgets.layout import across, down, grid
from ftd_desktop.ui.widgets.text import Label, Line


class FilterDialog(QDialog):
    """`wanted` and `hidden` hold the choice after `accepted`; `kept` carries a name and a filter to keep."""

    kept = Signal(str, object)

    def __init__(self, wanted: Wanted, options: Options, columns: Mapping[str, str], hidden: frozenset[str],
                 parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Saringan dan urutan"))
        self._wanted = wanted
        everyone = {"": tr("Semua")}
        self._fields: dict[str, QComboBox] = {
            "regency": self._combo(tr("Kabupaten/kota"), everyone | options.regencies, wanted.regency),
            "cohort_id": self._combo(tr("Angkatan"), everyone | options.cohorts, wanted.cohort_id),
            "stage": self._combo(tr("Tahap"), everyone | {s: stage_label(s) for s in STAGES}, wanted.stage),
            "missing_round": self._combo(tr("Survei yang belum"),
                                         everyone | {r: round_label(r) for r in ORDER[:-1]}, wanted.missing_round),
            "owner": self._combo(tr("Petugas"), everyone | options.owners, wanted.owner),
            "sort": self._combo(tr("Urut menurut"), sort_words(), wanted.sort),
        }
        self._descending = Chip(tr("Terbalik"), on=wanted.descending)
        self._columns = {key: Chip(words, on=key not in hidden) for key, words in columns.items()}
        self._name = QLineEdit()
        self._name.setAccessibleName(tr("Nama saringan"))
        self._name.setPlaceholderText(tr("Nama saringan, mis. Medan belum survei"))
        self._build()

    @property
    def wanted(self) -> Wanted:
        """The filter and order as chosen now."""
        chosen = {name: field.currentData() or None for name, field in self._fields.items()}
        return replace(self._wanted, **{**chosen, "sort": self._fields["sort"].currentData()},
                       descending=self._descending.isChecked())

    @property
    def hidden(self) -> frozenset[str]:
        """The columns switched off."""
        return frozenset(key for key, chip in self._columns.items() if not chip.isChecked())

    def _build(self) -> None:
        rows = [(Label(field.accessibleName(), token="muted"), field) for field in self._fields.values()]
        flow = FlowLayout()
        for chip in self._columns.values():
            flow.addWidget(chip)
        keep, apply, cancel = Button(tr("Simpan saringan")), Button(tr("Terapkan"), "primary"), Button(tr("Batal"))
        keep.setAutoDefault(False)
        apply.setDefault(True)
        keep.clicked.connect(self._keep)
        apply.clicked.connect(self.accept)
        cancel.clicked.connect(self.reject)
        self.setLayout(down(
            grid(*rows), across(self._descending, None), Line(), Label(tr("Kolom"), bold=True), flow, Line(),
            across((self._name, 1), keep), across(None, cancel, apply), margins=16, gap=12,
        ))
        self.setMinimumWidth(px(440))

    def _combo(self, name: str, options: Mapping[str, str], value: str | None) -> QComboBox:
        made = QComboBox()
        made.setAccessibleName(name)
        for key, words in options.items():
            made.addItem(words, key)
        made.setCurrentIndex(max(made.findData(value or ""), 0))
        return made

    def _keep(self) -> None:
        name = self._name.text().strip()
        if name:
            self.kept.emit(name, self.wanted)
            self.accept()
        else:
            self._name.setFocus()


def sort_words() -> dict[str, str]:
    """The orders of `roster.SORTS` in words."""
    return {"name": tr("Nama"), "business": tr("Usaha"), "regency": tr("Kabupaten/kota"), "updated": tr("Perubahan"),
            "code": tr("Kode")}
