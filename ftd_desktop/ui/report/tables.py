"""The outcomes of the programme, or the quality of each officer's records, as a table."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget

from ftd_desktop.i18n import tr
from ftd_desktop.ui import theme
from ftd_desktop.ui.models.cells import Column
from ftd_desktop.ui.models.rows import RowsModel
from ftd_desktop.ui.widgets.button import Chip
from ftd_desktop.ui.widgets.card import Panel
from ftd_desktop.ui.widgets.table import Table

if TYPE_CHECKING:
    from ftd_desktop.ui.models.report_data import OutcomeRow


class TablesPanel(Panel):
    """One of two tables. `outcome_opened` and `officer_opened` carry a row; `officers_wanted` asks for their rows."""

    outcome_opened = Signal(object)
    officer_opened = Signal(object)
    officers_wanted = Signal()

    def __init__(self) -> None:
        self.outcomes = Table(RowsModel(_outcome_columns("", "")), tr("Hasil program"), row_height=28, preselect=False)
        self.officers = Table(RowsModel(_officer_columns()), tr("Mutu per petugas"), row_height=28, preselect=False)
        self.stack = QStackedWidget()
        for table in (self.outcomes, self.officers):
            table.setMinimumHeight(theme.px(226))
            self.stack.addWidget(table)
        self.quality = Chip(tr("Mutu per petugas"))
        super().__init__(tr("Hasil program"), self.stack, tr("beda dalam poin persen"), (self.quality,))
        self.outcomes.opened.connect(self.outcome_opened)
        self.officers.opened.connect(self.officer_opened)
        self.quality.toggled.connect(self._turn)

    @property
    def of_officers(self) -> bool:
        """Whether the officers' table is looked at."""
        return self.quality.isChecked()

    def show_outcomes(self, rows: Sequence[OutcomeRow], before: str, after: str) -> None:
        """Show the outcomes; `before` and `after` head the columns of the two rounds."""
        self.outcomes.rows_model.columns = _outcome_columns(before, after)
        self.outcomes.set_rows(rows)

    def _turn(self, to_officers: bool) -> None:
        self.stack.setCurrentIndex(int(to_officers))
        self.heading.setText(tr("Mutu per petugas") if to_officers else tr("Hasil program"))
        self.note.setText("" if to_officers else tr("beda dalam poin persen"))
        if to_officers:
            self.officers_wanted.emit()


def _outcome_columns(before: str, after: str) -> tuple[Column, ...]:
    titles = ((before, 1, 96), (after, 2, 96), (tr("Beda"), 3, 84), ("n", 5, 56))
    return (Column(tr("Hasil"), lambda row: row.cells[0], 180, bold=True, stretch=True),
            *(_figure_column(title, place, width) for title, place, width in titles))


def _officer_columns() -> tuple[Column, ...]:
    """Officer, records, and what there is to look at; the whole board is in the spreadsheet."""
    titles = (("n", 1, 46), (tr("Kosong"), 2, 66), (tr("Tidak wajar"), 3, 92), (tr("Terlalu cepat"), 4, 100),
              (tr("Juta bulat"), 6, 84), (tr("Ganda"), 8, 76))
    return (Column(tr("Petugas"), lambda row: row.officer or tr("tanpa kode"), 80, bold=True, stretch=True),
            *(_figure_column(title, place, width) for title, place, width in titles))


def _figure_column(title: str, place: int, width: int) -> Column:
    return Column(title, lambda row: row.cells[place], width, right=True)
