"""Laporan: what changed, for whom it is known, and the records behind every figure."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QComboBox, QWidget

from ftd_desktop.errors import UserError
from ftd_desktop.i18n import tr
from ftd_desktop.ui import theme
from ftd_desktop.ui.context import Context
from ftd_desktop.ui.page import Page
from ftd_desktop.ui.report.claim import ClaimCard
from ftd_desktop.ui.report.figures import FiguresRow
from ftd_desktop.ui.report.outputs import ReportOutputs
from ftd_desktop.ui.report.spread import SpreadPanel
from ftd_desktop.ui.report.tables import TablesPanel
from ftd_desktop.ui.widgets.card import Panel
from ftd_desktop.ui.widgets.chart import ChartView
from ftd_desktop.ui.widgets.flow import FlowLayout
from ftd_desktop.ui.widgets.layout import across, boxed, down, fixed
from ftd_desktop.ui.widgets.text import Label
from ftd_desktop.wording import number

if TYPE_CHECKING:
    from ftd_desktop.evaluation.dashboard import Dashboard
    from ftd_desktop.evaluation.reading import Reader
    from ftd_desktop.ui.models.report_data import Choices, Question


class ReportPage(Page):
    """Four figures, their spread, the outcomes and the map, for one cohort (or all) and one pair of rounds."""

    guide = "laporan"

    def __init__(self, context: Context) -> None:
        super().__init__(context, tr("Laporan hasil"))
        self._reader: Reader | None = None
        self._board: Dashboard | None = None
        self._wanted: str | None = None
        self._build()
        self.read_when_changed(self._read_choices)

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
        self.outputs = ReportOutputs(self.context, self)
        self._figures, self._spread, self._tables, self._claim = FiguresRow(), SpreadPanel(), TablesPanel(), ClaimCard()
        self._map = ChartView(height=340)
        body: QWidget = boxed(down((self._map, 1), margins=(16, 10, 16, 10)))
        self._map_panel = Panel(tr("Sebaran peserta, 33 kabupaten/kota"), body)
        self._news = Label(token="muted", wrap=True)
        self._news.hide()
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        """Side by side; with large text one under the other, and the choices below the head, which has no room."""
        choices = (self._cohort, self._rounds, self._group)
        left = boxed(down((self._spread, 5), (self._tables, 6), gap=16))
        right = boxed(down((self._map_panel, 1), self._claim, gap=16))
        if not theme.large_text():
            self.head_actions = (*choices, *self.outputs.buttons)
            rest = boxed(across((left, 1), fixed(right, width=520), gap=16))
            self.setLayout(down(self._news, self._figures, (rest, 1), margins=(16, 16, 16, 16), gap=16))
            return
        self.head_actions = self.outputs.buttons
        bar = FlowLayout(gap=12)
        for combo in choices:
            bar.addWidget(combo)
        self.setLayout(down(bar, self._news, self._figures, (boxed(down(left, right, gap=16)), 1),
                            margins=(16, 16, 16, 16), gap=16))

    def _connect(self) -> None:
        for combo in (self._cohort, self._rounds, self._group):
            combo.activated.connect(self._read)
        self.outputs.said.connect(self._say)
        self._figures.opened.connect(self._open)
        self._spread.column_chosen.connect(self._show_column)
        self._spread.classes_toggled.connect(self._show_spread)
        self._spread.opened.connect(self._open)
        self._tables.officers_wanted.connect(self._read_officers)
        self._tables.outcome_opened.connect(self._open_outcome)
        self._tables.officer_opened.connect(self._open_officer)
        self._map.opened.connect(lambda key, people: self._open_regency(key))
        self._claim.typed.connect(self._show_caution)

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
        self._tables.show_outcomes(_data().outcome_rows(board), _data().round_words(board.data.before),
                                   _data().round_words(board.data.after))
        self._read_officers()
        self._show_caution()  # a sentence may be about an outcome
        if self._spread.of_classes:
            self._show_spread()

    def _show_figures(self, board: Dashboard) -> None:
        self._board = board
        self._show_column()
        self._map.set_build(lambda w, h: _data().tiles(board.regencies, w, h))
        empty = _data().empty_regencies(board)
        self._map_panel.note.setText(tr("{n} terdaftar, {empty} wilayah kosong").format(
            n=number(sum(board.regencies.values())), empty=number(empty)))

    def _show_column(self) -> None:
        if self._board is not None:
            self._figures.show_figures(_data().cards(self._board, self._spread.column))
            self._show_spread()
            self._show_caution()

    def _show_spread(self) -> None:
        """The changes of firms, or, with the outcomes, who moved between size classes."""
        if self._board is None:
            return
        board, line = self._board, self._board.line(self._spread.column)
        if self._spread.of_classes and board.outcomes is not None:
            self._spread.show_chart(_data().class_note(board), lambda w, h: _data().classes(board, w, h))
        else:
            self._spread.show_chart(_data().spread_note(line), lambda w, h: _data().spread(line, board.names, w, h))

    def _read_officers(self) -> None:
        """Only while the board is looked at: it takes a pass over all records."""
        if self._tables.of_officers:
            cohort = self._cohort.currentData()
            self.context.tasks.store(lambda: _data().officers(self.context, cohort), self._tables.officers.set_rows,
                                     self._cannot_read, key="report-officers")

    def _show_caution(self) -> None:
        if self._board is not None:
            self._claim.say(_data().judged(self._claim.sentence, self._board, self._spread.column))

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
        self.context.tasks.store(lambda: (_data().of_officer(self.context, row.officer, cohort), row.officer),
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
