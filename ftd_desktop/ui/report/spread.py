"""The spread of the changes of sales or profit, or who moved between size classes."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ftd_desktop.i18n import tr
from ftd_desktop.ui.widgets.button import Chip
from ftd_desktop.ui.widgets.card import Panel
from ftd_desktop.ui.widgets.chart import Build, ChartView
from ftd_desktop.ui.widgets.layout import boxed, down

SALES, PROFIT = "omzet_bulan", "laba_bulan"


class SpreadPanel(Panel):
    """A chart with the choice of what it shows. `column_chosen` when `column` is another; `classes_toggled` when the
    size classes are wanted or no more; `opened` carries the people behind a shape, and words."""

    column_chosen = Signal()
    classes_toggled = Signal()
    opened = Signal(object, str)

    def __init__(self) -> None:
        self.column = SALES
        self.sales, self.profit = Chip(tr("Penjualan"), on=True), Chip(tr("Keuntungan"))
        self.classes = Chip(tr("Kelas usaha"))
        self.chart = ChartView(height=190)
        body: QWidget = boxed(down((self.chart, 1), margins=(16, 6, 16, 8)))
        super().__init__(tr("Sebaran"), body, actions=(self.sales, self.profit, self.classes))
        self.sales.clicked.connect(lambda: self._choose(SALES))
        self.profit.clicked.connect(lambda: self._choose(PROFIT))
        self.classes.clicked.connect(self.classes_toggled)
        self.chart.opened.connect(self._open)

    @property
    def of_classes(self) -> bool:
        """Whether the size classes are wanted."""
        return self.classes.isChecked()

    def show_chart(self, note: str, build: Build) -> None:
        """Show another chart, with how many it is of."""
        self.note.setText(note)
        self.chart.set_build(build)

    def _choose(self, column: str) -> None:
        self.column = column
        self.sales.setChecked(column == SALES)
        self.profit.setChecked(column == PROFIT)
        self.column_chosen.emit()

    def _open(self, key: str, people: object) -> None:
        self.opened.emit(people, tr("Kelas usaha") if self.of_classes else tr("Sebaran perubahan"))
