"""Peserta: search as you type, filters, the list at any length, and the chosen person at the right."""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from dataclasses import replace
from functools import partial

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QHideEvent, QKeyEvent
from PySide6.QtWidgets import QWidget

from ftd_desktop import wording
from ftd_desktop.i18n import tr
from ftd_desktop.programme.participants import Participant, ParticipantRow, Wanted
from ftd_desktop.programme.roster import MOST_FOUND
from ftd_desktop.ui import theme
from ftd_desktop.ui.context import Context
from ftd_desktop.ui.dialogs.choose import ChooseDialog
from ftd_desktop.ui.dialogs.filters import FilterDialog, sort_words
from ftd_desktop.ui.exporting import ParticipantExport
from ftd_desktop.ui.models import participant_data
from ftd_desktop.ui.models.cells import state_words
from ftd_desktop.ui.models.paged import Deliver, PagedModel
from ftd_desktop.ui.models.participant_columns import participant_columns
from ftd_desktop.ui.models.participant_data import Choice, First, Options
from ftd_desktop.ui.page import Page
from ftd_desktop.ui.widgets.button import Button
from ftd_desktop.ui.widgets.card import Card, EmptyState
from ftd_desktop.ui.widgets.detail import DetailPane
from ftd_desktop.ui.widgets.filter_bar import FilterBar
from ftd_desktop.ui.widgets.layout import across, boxed, down, fixed
from ftd_desktop.ui.widgets.many import ManyPane
from ftd_desktop.ui.widgets.signs import Rounds
from ftd_desktop.ui.widgets.table import Table
from ftd_desktop.ui.widgets.text import Label, Line

SIDE_BY_SIDE = 1.5
"""Above this text size the person stands below the list."""
PAUSE = 250
"""ms without a keystroke after which the whole list is ordered."""
_WALKING = (Qt.Key.Key_Down, Qt.Key.Key_Up, Qt.Key.Key_PageDown, Qt.Key.Key_PageUp)


class ParticipantsPage(Page):
    """The list of everyone in the file; a keystroke waits for the first page only, the whole order follows."""

    guide = "peserta"

    def __init__(self, context: Context) -> None:
        super().__init__(context, tr("Peserta"))
        self._known: dict[Wanted, array[int]] = {}
        self._everyone = 0
        self._pause = QTimer(self, singleShot=True, interval=PAUSE)
        self._pause.timeout.connect(self._order_whole)
        self._choices: tuple[Choice, ...] = ()
        self._counting = QTimer(self, singleShot=True, interval=2 * PAUSE)
        self._counting.timeout.connect(self._count_choices)
        self._build()
        context.signals.data_changed.connect(self._read)

    def show_with(self, argument: object = None) -> None:
        """`{"search": text}` puts text in the search, `{"ids": …}` shows these people only (those behind a figure).

        Otherwise the last search stands and is read again.
        """
        if isinstance(argument, dict) and "search" in argument:
            self._bar.typed.setText(argument["search"])
            self._bar.typed.selectAll()
        if isinstance(argument, dict) and "ids" in argument:
            self._bar.typed.clear()
            self._bar.want(Wanted(ids=tuple(argument["ids"])))
        self._read()

    def first_focus(self) -> QWidget | None:
        """The search."""
        return self._bar.typed

    def hideEvent(self, event: QHideEvent) -> None:
        """A page that is not seen asks for nothing."""
        super().hideEvent(event)
        self._pause.stop()
        self._counting.stop()

    def _build(self) -> None:
        self._export = ParticipantExport(self.context)
        self.head_actions = self._make_actions()
        self._bar = FilterBar(self._search_key)
        self._bar.changed.connect(self._search)
        self._bar.more.connect(self._ask_options)
        self._table = self._make_table()
        self._nobody = EmptyState(tr("Tidak ada peserta yang cocok. Periksa ejaan, atau hapus saringan."))
        self._nobody.hide()
        self._figures = Label(token="muted", right=True)
        self._detail = DetailPane(self.context)
        self._detail.go.connect(self.go)
        self._many = ManyPane(may_join=self.context.identity.role == "province")
        self._many.hide()
        self._many.export.connect(lambda: self._export.ask(self._marked_numbers()))
        self._many.join.connect(lambda: self.context.tasks.store(
            lambda: participant_data.options(self.context), self._ask_cohort))
        self._lay_out()

    def _lay_out(self) -> None:
        card = Card(down((self._table, 1), self._nobody, Line(), _legend(self._figures), gap=0, margins=1))
        side = boxed(down((self._detail, 1), (self._many, 1), gap=0))
        if theme.look().scale > SIDE_BY_SIDE:
            card.setMinimumHeight(theme.px(260))
            body = down((card, 1), side, gap=16)
        else:
            body = down(across((card, 1), fixed(side, width=268), gap=16))
        self.setLayout(down(self._bar, (body, 1), self._export, margins=(16, 12, 16, 16), gap=12))

    def _make_actions(self) -> tuple[QWidget, ...]:
        export = Button(tr("Ekspor daftar"))
        export.clicked.connect(lambda: self._export.ask(self._model.numbers))
        new = Button(tr("Peserta baru"), "primary", "plus", "Ctrl+N")
        new.clicked.connect(lambda: self.go.emit("entry", {"form": "ftd_profil", "participant": None, "round": None}))
        return export, new

    def _make_table(self) -> Table:
        self._model = PagedModel(participant_columns(self.context), self._fetch)
        table = Table(self._model, tr("Daftar peserta"), several=True)
        table.hide_columns(frozenset(self.context.preferences.hidden_columns))
        table.chosen.connect(self._choose)
        table.opened.connect(self._open)
        table.marked.connect(self._show_marked)
        table.sort_by(sort_words(), self._sort)
        return table

    def _search_key(self, event: QKeyEvent) -> bool:
        """From the search, arrows walk the list, Enter opens the card, Ctrl+Enter goes on with the survey."""
        if event.key() in _WALKING:
            self._table.keyPressEvent(event)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self._table.current() is not None:
            if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
                self._detail.go_on()
            else:
                self._open(self._table.current())
        elif event.key() == Qt.Key.Key_Escape and self._bar.typed.text():
            self._bar.typed.clear()
        else:
            return False
        return True

    def _read(self) -> None:
        self._known.clear()
        self._search()
        tasks = self.context.tasks
        tasks.store(lambda: participant_data.count(self.context, Wanted()), self._show_everyone, key="everyone")
        tasks.store(lambda: participant_data.choices(self.context), self._show_choices, key="chips")

    def _search(self) -> None:
        self._pause.stop()
        if self._counting.isActive():  # counting a million people waits until nobody types
            self._counting.start()
        wanted = self._bar.wanted
        known = self._known.get(wanted)
        if known is not None:
            self._show_numbers(known)
        else:
            self.context.tasks.store(lambda: participant_data.first(self.context, wanted), self._show, key="search")

    def _show(self, found: First) -> None:
        self._show_numbers(found.numbers, found.rows, complete=not found.more)
        if found.more and self.isVisible():
            self._pause.start()

    def _order_whole(self) -> None:
        wanted = self._bar.wanted
        self.context.tasks.store(lambda: participant_data.whole(self.context, wanted),
                                 partial(self._show_whole, wanted), key="whole")

    def _show_whole(self, wanted: Wanted, numbers: array[int]) -> None:
        self._known[wanted] = numbers
        if wanted == self._bar.wanted:
            self._show_numbers(numbers)

    def _show_numbers(self, numbers: array[int], first: Sequence[ParticipantRow | None] = (), *,
                      complete: bool = True) -> None:
        """Show a list; the person chosen before stays chosen when on its first page."""
        chosen = self._table.current()
        if not first and numbers:
            first = self._model.first_page_of(numbers)
        self._model.set_numbers(numbers, first)
        self._table.setVisible(bool(numbers))
        self._nobody.setVisible(not numbers)
        ids = [row.id for row in first if row is not None]
        if chosen is not None and chosen.id in ids:
            self._table.choose_row(ids.index(chosen.id))
        self._complete = complete
        self._show_figures()

    def _fetch(self, numbers: Sequence[int], deliver: Deliver) -> None:
        self.context.tasks.store(lambda: participant_data.rows(self.context, numbers), deliver, key="rows")

    def _show_figures(self) -> None:
        shown = len(self._model.numbers)
        capped = not self._complete or (bool(self._bar.typed.text().strip()) and shown >= MOST_FOUND)
        self._figures.setText(tr("{n} dari {semua}").format(
            n=wording.number(shown) + ("+" if capped else ""), semua=wording.number(self._everyone)))

    def _show_everyone(self, count: int) -> None:
        self._everyone = count
        self.set_head(subtitle=tr("{n} orang di berkas ini").format(n=wording.number(count)))
        self._show_figures()

    def _show_choices(self, choices: tuple[Choice, ...]) -> None:
        self._choices = choices[:2] if theme.large_text() else choices
        self._bar.show_choices(self._choices)
        if self.isVisible():  # what was asked for may arrive after the page was left
            self._counting.start()

    def _count_choices(self) -> None:
        for choice in self._choices:
            self.context.tasks.store(partial(participant_data.count, self.context, choice.wanted),
                                     partial(self._bar.show_count, choice.key), key=f"chip {choice.key}")

    def _ask_options(self) -> None:
        self.context.tasks.store(lambda: participant_data.options(self.context), self._ask_filters, key="options")

    def _ask_filters(self, options: Options) -> None:
        columns = {column.key: column.title for column in self._model.columns if column.key and column.rank}
        dialog = FilterDialog(self._bar.wanted, options, columns,
                              frozenset(self.context.preferences.hidden_columns), self)
        dialog.kept.connect(self._keep_filter)
        dialog.accepted.connect(lambda: self._take_filters(dialog))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _take_filters(self, dialog: FilterDialog) -> None:
        self.context.preferences.hidden_columns = sorted(dialog.hidden)
        self.context.preferences.save()
        self._table.hide_columns(dialog.hidden)
        self._bar.want(dialog.wanted)
        self._table.show_sort(dialog.wanted.sort, dialog.wanted.descending)

    def _keep_filter(self, name: str, wanted: Wanted) -> None:
        self.context.tasks.store(lambda: participant_data.keep_filter(self.context, name, wanted))
        self.context.tasks.store(lambda: participant_data.choices(self.context), self._show_choices, key="chips")

    def _sort(self, key: str, descending: bool) -> None:
        self._bar.want(replace(self._bar.wanted, sort=key, descending=descending))

    def _choose(self, row: ParticipantRow | None) -> None:
        if row is None:
            self._detail.show_person(None)
        else:
            self.context.tasks.store(lambda: participant_data.person(self.context, row.id), self._show_person,
                                     key="detail")

    def _show_person(self, person: Participant) -> None:
        self._detail.show_person(person)

    def _open(self, row: ParticipantRow) -> None:
        self.go.emit("person", {"participant": row.id})

    def _show_marked(self, count: int) -> None:
        self._many.show_count(count)
        self._many.setVisible(count > 1)
        self._detail.setVisible(count <= 1)

    def _marked_numbers(self) -> list[int]:
        return [self._model.numbers[row] for row in self._table.marked_rows()]

    def _ask_cohort(self, options: Options) -> None:
        numbers = self._marked_numbers()
        dialog = ChooseDialog(tr("Masukkan {n} peserta ke angkatan").format(n=wording.number(len(numbers))),
                              options.cohorts, tr("Masukkan"), self)
        dialog.accepted.connect(lambda: self.context.tasks.store(
            lambda: participant_data.join_cohort(self.context, numbers, dialog.value), self._joined))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _joined(self, count: int) -> None:
        self.context.signals.saved.emit(self.context.now())
        self._export.end(tr("{n} peserta masuk angkatan; yang sudah anggota tidak diubah.").format(n=count))
        self._export.show()
        self.context.signals.data_changed.emit()


def _legend(figures: Label) -> QWidget:
    """What the marks mean, and how many rows there are."""
    marks: list[QWidget] = []
    for state in () if theme.large_text() else ("c", "d", "o", "l"):
        marks += [fixed(Rounds((state,)), width=18), Label(state_words(state), token="muted")]
    words = Label(tr("Survei: awal, akhir, 6 bulan."), token="muted")
    return boxed(across(words, 4, *marks, None, figures, margins=(12, 6, 12, 6), gap=6))
