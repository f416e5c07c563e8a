"""The list of participants at any length: a keystroke waits for the first page only, the whole order follows."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent
from PySide6.QtWidgets import QWidget

from ftd_desktop import wording
from ftd_desktop.i18n import tr
from ftd_desktop.programme.filters import Wanted
from ftd_desktop.programme.participants import ParticipantRow
from ftd_desktop.programme.roster import MOST_FOUND
from ftd_desktop.ui import theme
from ftd_desktop.ui.context import Context
from ftd_desktop.ui.models import participant_data
from ftd_desktop.ui.models.cells import state_words
from ftd_desktop.ui.models.paged import Deliver, PagedModel
from ftd_desktop.ui.models.participant_columns import participant_columns
from ftd_desktop.ui.models.participant_data import First
from ftd_desktop.ui.participants.nobody import Nobody
from ftd_desktop.ui.widgets.card import Card
from ftd_desktop.ui.widgets.layout import across, boxed, down, fixed
from ftd_desktop.ui.widgets.signs import Rounds
from ftd_desktop.ui.widgets.table import Table
from ftd_desktop.ui.widgets.text import Label, Line

PAUSE = 250
"""ms without a keystroke after which the whole list is ordered."""


class RosterList(Card):
    """`wanted()` says who is to be shown whenever the list looks."""

    counted = Signal(int)
    """How many the file holds."""

    def __init__(self, context: Context, wanted: Callable[[], Wanted]) -> None:
        super().__init__()
        self._context, self._wanted = context, wanted
        self._known: dict[Wanted, array[int]] = {}
        self._everyone = 0
        self._complete = True
        self._near: set[Wanted] = set()  # searches that found nobody but people of a near spelling
        self.pause = QTimer(self, singleShot=True, interval=PAUSE)
        self.pause.timeout.connect(self._order_whole)
        self.model = PagedModel(participant_columns(context), self._fetch)
        self.table = Table(self.model, tr("Daftar peserta"), several=True)
        self.table.hide_columns(frozenset(context.preferences.hidden_columns))
        self.nobody = Nobody()
        self.nobody.hide()
        self.figures = Label(token="muted", right=True)
        self.setLayout(down((self.table, 1), self.nobody, Line(), _legend(self.figures), gap=0, margins=1))

    def read(self) -> None:
        """Everything afresh: what is in the file has changed, or the page comes to the front."""
        self._known.clear()
        self._near.clear()
        self.search()
        self._context.tasks.store(lambda: participant_data.count(self._context, Wanted()), self._show_everyone,
                                  key="everyone")
        self._index()

    def _index(self, waiting: int = 1) -> None:
        """Index those who came at once, a few at a time: until then they are found too, only more slowly."""
        if waiting:
            self._context.tasks.store(lambda: participant_data.index_waiting(self._context), self._index, key="index")

    def search(self) -> None:
        """Show who is wanted now."""
        self.pause.stop()
        wanted = self._wanted()
        known = self._known.get(wanted)
        if known is not None:
            self._show_numbers(known)
        else:
            self._context.tasks.store(lambda: participant_data.first(self._context, wanted),
                                      partial(self._show, wanted), key="search")

    def marked_numbers(self) -> list[int]:
        """The numbers of the rows that are selected."""
        return [self.model.numbers[row] for row in self.table.marked_rows()]

    def walk(self, event: QKeyEvent) -> None:
        """A key that walks the list though the keyboard stands elsewhere."""
        self.table.keyPressEvent(event)

    def hideEvent(self, event: QHideEvent) -> None:
        """A list that is not seen asks for nothing."""
        super().hideEvent(event)
        self.pause.stop()

    def _show(self, wanted: Wanted, found: First) -> None:
        if found.near:
            self._near.add(wanted)
        self._show_numbers(found.numbers, found.rows, complete=not found.more)
        if found.more and self.isVisible():
            self.pause.start()

    def _order_whole(self) -> None:
        wanted = self._wanted()
        near = wanted in self._near
        self._context.tasks.store(lambda: participant_data.whole(self._context, wanted, near=near),
                                  partial(self._show_whole, wanted), key="whole")

    def _show_whole(self, wanted: Wanted, numbers: array[int]) -> None:
        self._known[wanted] = numbers
        if wanted == self._wanted():
            self._show_numbers(numbers)

    def _show_numbers(self, numbers: array[int], first: Sequence[ParticipantRow | None] = (), *,
                      complete: bool = True) -> None:
        """Show a list; the person chosen before stays chosen when on its first page."""
        chosen = self.table.current()
        if not first and numbers:
            first = self.model.first_page_of(numbers)
        self.model.set_numbers(numbers, first)
        self.table.setVisible(bool(numbers))
        self.nobody.setVisible(not numbers)
        ids = [row.id for row in first if row is not None]
        if chosen is not None and chosen.id in ids:
            self.table.choose_row(ids.index(chosen.id))
        self._complete = complete
        self._show_figures()

    def _fetch(self, numbers: Sequence[int], deliver: Deliver) -> None:
        self._context.tasks.store(lambda: participant_data.rows(self._context, numbers), deliver, key="rows")

    def _show_everyone(self, count: int) -> None:
        self._everyone = count
        self._show_figures()
        self.counted.emit(count)

    def _show_figures(self) -> None:
        """How many are shown; a search by text stops at a thousand, and says so."""
        shown = len(self.model.numbers)
        wanted = self._wanted()
        more = not self._complete or (bool(wanted.text.strip()) and shown >= MOST_FOUND)
        words = tr("lebih dari {n} dari {semua}") if more else tr("{n} dari {semua}")
        if wanted in self._near:
            words = tr("ejaan mirip: {jumlah}").format(jumlah=words)
        self.figures.setText(words.format(n=wording.number(shown), semua=wording.number(self._everyone)))
        self.nobody.show_why(wanted, self._everyone)


def _legend(figures: Label) -> QWidget:
    """What the marks mean, and how many rows there are."""
    marks: list[QWidget] = []
    for state in () if theme.large_text() else ("c", "d", "o", "l", "x"):
        marks += [fixed(Rounds((state,)), width=18), Label(state_words(state), token="muted")]
    words = Label(tr("Survei: awal, akhir, 6 bulan."), token="muted")
    return boxed(across(words, 4, *marks, None, figures, margins=(12, 6, 12, 6), gap=6))


WALKING = (Qt.Key.Key_Down, Qt.Key.Key_Up, Qt.Key.Key_PageDown, Qt.Key.Key_PageUp)
"""Keys of the search field that walk the list."""
