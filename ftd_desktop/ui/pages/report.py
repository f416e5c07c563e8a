"""Laporan: what changed, for whom it is known, and the records behind every figure."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QLineEdit, QStackedWidget, QWidget

from ftd_desktop.errors import UserError
from ftd_desktop.i18n import tr
from ftd_desktop.ui import theme
from ftd_desktop.ui.context import Context
from ftd_desktop.ui.models.cells import Column
from ftd_desktop.ui.models.rows import RowsModel
from ftd_desktop.ui.page import Page
from ftd_desktop.ui.widgets.button import Chip
from ftd_desktop.ui.widgets.card import Card, Panel
from ftd_desktop.ui.widgets.chart import ChartView
from ftd_desktop.ui.widgets.figure import FigureCell
from ftd_desktop.ui.widgets.layout import across, boxed, down, fixed
from ftd_desktop.ui.widgets.report_menu import ReportOutputs
from ftd_desktop.ui.widgets.table import Table
from ftd_desktop.ui.widgets.text import Icon, Label, Line
from ftd_desktop.wording import number

if TYPE_CHECKING:
    from ftd_desktop.evaluation.dashboard import Card as Figure
    from ftd_desktop.evaluation.dashboard import Dashboard
    from ftd_desktop.evaluation.reading import Reader
    from ftd_desktop.ui.models.report_data import Choices, Question

SALES, PROFIT = "omzet_bulan", "laba_bulan"


class ReportPage(Page):
    """Four figures, their spread, the outcomes and the map, for one cohort (or all) and one pair of rounds."""

    guide = "laporan"

    def __init__(self, context: Context) -> None:
        super().__init__(context, tr("Laporan hasil"))
        self._reader: Reader | None = None
        self._board: Dashboard | None = None
        self._column = SALES
        self._wanted: str | None = None
        self._figures: list[Figure] = []
        self._build()
        context.signals.data_changed.connect(self._read_choices)

    def show_with(self, argument: object = None) -> None:
        """`{"cohort": id}` chooses a cohort; otherwise the last choice stands. Figures are read afresh."""
        self.set_head(subtitle=tr("per {day}").format(day=self.context.now().strftime("%d/%m/%Y")))
        if isinstance(argument, dict) and "cohort" in argument:
            self._wanted = argument["cohort"]
        self._read_choices()

    def first_focus(self) -> QWidget | None:
        """The choice of the cohort."""
        return self._cohort

    # --- building

    def _build(self) -> None:
        self._cohort, self._rounds = _combo(tr("Angkatan"), 200), _combo(tr("Putaran yang dibandingkan"), 168)
        self._group = _combo(tr("Kelompok peserta"), 160)
        for combo in (self._cohort, self._rounds, self._group):
            combo.activated.connect(self._read)
        self.outputs = ReportOutputs(self.context, self)
        self.outputs.said.connect(self._say)
        self.head_actions = (self._cohort, self._rounds, self._group, *self.outputs.buttons)
        left, right = self._left(), self._right()
        beside = across((left, 1), fixed(right, width=520), gap=16)
        rest: QWidget = boxed(down(left, right, gap=16) if theme.large_text() else beside)
        self._news = Label(token="muted", wrap=True)
        self._news.hide()
        self.setLayout(down(self._news, self._cards(), (rest, 1), margins=(16, 16, 16, 16), gap=16))

    def _cards(self) -> QWidget:
        self._cells = [FigureCell() for _ in range(4)]
        for i, cell in enumerate(self._cells):
            cell.opened.connect(lambda i=i: self._open(self._figures[i].people, self._figures[i].title))
        if theme.large_text():
            return Card(down(across(*((c, 1) for c in self._cells[:2]), gap=0),
                             Line(), across(*((c, 1) for c in self._cells[2:]), gap=0), gap=0, margins=1))
        spaced: list[Any] = []
        for cell in self._cells:
            spaced += [Line(vertical=True), (cell, 5)] if spaced else [(cell, 5)]
        return Card(across(*spaced, gap=0, margins=1))

    def _left(self) -> QWidget:
        self._sales, self._profit = Chip(tr("Penjualan"), on=True), Chip(tr("Keuntungan"))
        self._sales.clicked.connect(lambda: self._choose(SALES))
        self._profit.clicked.connect(lambda: self._choose(PROFIT))
        self._classes = Chip(tr("Kelas usaha"))
        self._classes.clicked.connect(self._show_spread)
        self._spread = ChartView(height=190)
        self._spread.opened.connect(lambda key, people: self._open(people, tr("Sebaran perubahan")))
        body: QWidget = boxed(down((self._spread, 1), margins=(16, 6, 16, 8)))
        self._spread_panel = Panel(tr("Sebaran"), body, actions=(self._sales, self._profit, self._classes))
        self._outcomes = Table(RowsModel(_outcome_columns("", "")), tr("Hasil program"), row_height=28, preselect=False)
        self._outcomes.opened.connect(self._open_outcome)
        self._officers = Table(RowsModel(_officer_columns()), tr("Mutu per petugas"), row_height=28, preselect=False)
        self._officers.opened.connect(self._open_officer)
        self._tables = QStackedWidget()
        for table in (self._outcomes, self._officers):
            table.setMinimumHeight(theme.px(226))
            self._tables.addWidget(table)
        self._quality = Chip(tr("Mutu per petugas"))
        self._quality.toggled.connect(self._show_quality)
        self._table_panel = Panel(tr("Hasil program"), self._tables, tr("beda dalam poin persen"), (self._quality,))
        return boxed(down((self._spread_panel, 5), (self._table_panel, 6), gap=16))

    def _right(self) -> QWidget:
        self._map = ChartView(height=340)
        self._map.opened.connect(lambda key, people: self._open_regency(key))
        body: QWidget = boxed(down((self._map, 1), margins=(16, 10, 16, 10)))
        self._map_panel = Panel(tr("Sebaran peserta, 33 kabupaten/kota"), body)
        self._claim = QLineEdit()
        self._claim.setPlaceholderText(tr("Periksa kalimat, misalnya: pendapatan naik rata-rata 330%"))
        self._claim.setAccessibleName(tr("Periksa sebuah kalimat"))
        self._claim.textChanged.connect(self._show_caution)
        self._caution = Label(wrap=True)
        self._caution.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        words = across(Icon("info", "accent"), (self._caution, 1), gap=12)
        caution = Card(down(self._claim, words, margins=(16, 10, 16, 10), gap=10), fill="raised")
        return boxed(down((self._map_panel, 1), caution, gap=16))

    # --- reading

    def _read_choices(self) -> None:
        self.context.tasks.store(lambda: _data().choices(self.context), self._show_choices, key="report-choices")

    def _show_choices(self, found: Choices) -> None:
        _fill(self._cohort, found.cohorts, self._wanted)
        _fill(self._rounds, found.pairs, None)
        self._wanted = None
        self._read()

    def _read(self) -> None:
        """Figures and map first; the outcomes follow."""
        asked = (self._cohort.currentData(), *self._rounds.currentData(), self._group.currentData())
        self.context.tasks.store(lambda: self._first_part(*asked), self._show, self._cannot_read, key="report")

    def _first_part(self, *asked: Any) -> tuple[Question, Dashboard]:
        """On the file's thread, which alone touches the reader."""
        if self._reader is None:
            self._reader = _data().reader(self.context)
        question = _data().Question(self._reader, _data().Asked(*asked))
        return question, _data().first_part(question)

    def _show(self, found: tuple[Question, Dashboard]) -> None:
        question, first = found
        self.context.tasks.store(lambda: _data().board(question, first), self._show_outcomes, self._cannot_read,
                                 key="report-outcomes")
        self._news.hide()
        self.outputs.show(question, first)
        _fill(self._group, _data().group_choices(first), question.asked.group)
        self._show_figures(first)

    def _cannot_read(self, error: BaseException) -> None:
        """No survey form yet, a cohort that has gone: said on the page. Anything else is a fault of the program."""
        if not isinstance(error, UserError):
            raise error
        self._say(str(error), True)

    def _show_outcomes(self, board: Dashboard) -> None:
        self._board = board
        self._outcomes.rows_model.columns = _outcome_columns(board.data.before, board.data.after)
        self._outcomes.set_rows(_data().outcome_rows(board))
        self._read_officers()
        if self._classes.isChecked():
            self._show_spread()

    def _show_figures(self, board: Dashboard) -> None:
        self._board = board
        self._show_column()
        self._map.set_build(lambda w, h: _data().tiles(board.regencies, w, h))
        empty = _data().empty_regencies(board)
        self._map_panel.note.setText(tr("{n} terdaftar, {empty} wilayah kosong").format(
            n=number(sum(board.regencies.values())), empty=number(empty)))

    def _choose(self, column: str) -> None:
        self._column = column
        self._show_column()

    def _show_column(self) -> None:
        self._sales.setChecked(self._column == SALES)
        self._profit.setChecked(self._column == PROFIT)
        if self._board is None:
            return
        board = self._board
        self._figures = _data().cards(board, self._column)
        for cell, figure in zip(self._cells, self._figures, strict=True):
            cell.set(figure.title, figure.value, figure.note, figure.careful, bool(figure.people))
        self._show_spread()
        self._show_caution()

    def _show_spread(self) -> None:
        """The changes of firms, or, with the outcomes, who moved between size classes."""
        if self._board is None:
            return
        board, line = self._board, self._board.line(self._column)
        if self._classes.isChecked() and board.outcomes is not None:
            self._spread_panel.note.setText(_data().class_note(board))
            self._spread.set_build(lambda w, h: _data().classes(board, w, h))
        else:
            self._spread_panel.note.setText(_data().spread_note(line))
            self._spread.set_build(lambda w, h: _data().spread(line, board.names, w, h))

    def _show_quality(self, on: bool) -> None:
        """The quality of each officer's records instead of the outcomes."""
        self._tables.setCurrentIndex(int(on))
        self._read_officers()
        self._table_panel.heading.setText(tr("Mutu per petugas") if on else tr("Hasil program"))
        self._table_panel.note.setText("" if on else tr("beda dalam poin persen"))

    def _read_officers(self) -> None:
        """Only while the board is looked at: it takes a pass over all records."""
        if self._quality.isChecked():
            cohort = self._cohort.currentData()
            self.context.tasks.store(lambda: _data().officers(self.context, cohort), self._officers.set_rows,
                                     self._cannot_read, key="report-officers")

    def _show_caution(self) -> None:
        """What the data make of the sentence typed; without one, what must be read beside the figures."""
        if self._board is not None:
            self._caution.setText(_data().judged(self._claim.text(), self._board, self._column))

    # --- to the records

    def _open(self, people: Sequence[str], words: str) -> None:
        if people:
            self.go.emit("participants", {"ids": tuple(people), "words": words})

    def _open_outcome(self, row: Any) -> None:
        if self._board is not None:
            self._open(_data().behind(self._board, row), row.indicator.label)

    def _open_officer(self, row: Any) -> None:
        """The records an officer finished, read on the file's thread."""
        cohort = self._cohort.currentData()
        self.context.tasks.store(lambda: (_data().of_officer(self.context, row, cohort), row.officer),
                                 lambda found: self._open(*found))

    def _open_regency(self, code: str) -> None:
        if self._board is not None:
            self._open(self._board.living_in(code), _data().regency(code))

    def _say(self, words: str, is_error: bool) -> None:
        self._news.setText(words)
        self._news.set_token("error" if is_error else "muted")
        self._news.show()


def _data() -> Any:
    from ftd_desktop.ui.models import report_data  # loads numpy and the evaluation room: at the first visit only

    return report_data


def _combo(name: str, width: int) -> QComboBox:
    made = QComboBox()
    made.setAccessibleName(name)
    made.setToolTip(name)
    return fixed(made, width=width)


def _fill(combo: QComboBox, items: Sequence[tuple[str, object]], wanted: object) -> None:
    """New items; what was chosen stays chosen where it is still there."""
    chosen = wanted if wanted is not None else combo.currentData()
    combo.clear()
    for words, value in items:
        combo.addItem(words, value)
    values = [value for _, value in items]
    combo.setCurrentIndex(values.index(chosen) if chosen in values else 0)


def _outcome_columns(before: str, after: str) -> tuple[Column, ...]:
    first, second = (_data().round_words(before), _data().round_words(after)) if before else ("", "")
    titles = ((first, 1, 96), (second, 2, 96), (tr("Beda"), 3, 84), ("n", 5, 56))
    return (
        Column(tr("Hasil"), lambda row: row.cells[0], 180, bold=True, stretch=True),
        *(_figure_column(title, i, width) for title, i, width in titles),
    )


def _officer_columns() -> tuple[Column, ...]:
    """Officer, records, and what there is to look at; the whole board is in the spreadsheet."""
    titles = ((tr("Catatan selesai"), 1, 116), (tr("Kosong"), 2, 70), (tr("Tidak wajar"), 3, 88),
              (tr("Terlalu cepat"), 4, 98), (tr("Juta bulat"), 6, 84))
    return (Column(tr("Petugas"), lambda row: row.officer or tr("tanpa kode"), 100, bold=True, stretch=True),
            *(_officer_column(title, place, width) for title, place, width in titles))


def _officer_column(title: str, place: int, width: int) -> Column:
    return Column(title, lambda row: _data().officer_cells(row)[place], width, right=True)


def _figure_column(title: str, place: int, width: int) -> Column:
    return Column(title, lambda row: row.cells[place], width, right=True)
