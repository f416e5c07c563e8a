"""The filters of the list: chips with true counts, the dialog with all of them, and those kept under a name."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QWidget

from ftd_desktop.programme.filters import Wanted
from ftd_desktop.ui import theme
from ftd_desktop.ui.context import Context
from ftd_desktop.ui.dialogs.asking import ask
from ftd_desktop.ui.dialogs.filters import FilterDialog
from ftd_desktop.ui.models import participant_data
from ftd_desktop.ui.models.participant_data import Choice, Options
from ftd_desktop.ui.widgets.filter_bar import FilterBar
from ftd_desktop.ui.widgets.table import Table

PAUSE = 500
"""ms without a keystroke after which the chips are counted."""


class Filtering(QObject):
    """Joins the bar to the file and to the list's columns. `page` owns the dialogs."""

    def __init__(self, context: Context, bar: FilterBar, table: Table, page: QWidget) -> None:
        super().__init__(page)
        self._context, self._bar, self._table, self._page = context, bar, table, page
        self._choices: tuple[Choice, ...] = ()
        self.counting = QTimer(self, singleShot=True, interval=PAUSE)
        self.counting.timeout.connect(self._count)
        bar.more.connect(self._ask_options)

    def read(self) -> None:
        """The chips afresh."""
        self._context.tasks.store(lambda: participant_data.choices(self._context), self._show, key="chips")

    def put_off(self) -> None:
        """Counting a million people waits until nobody types."""
        if self.counting.isActive():
            self.counting.start()

    def _show(self, choices: tuple[Choice, ...]) -> None:
        saved = tuple(one for one in choices if one.saved)
        self._choices = (*choices[:2], *saved) if theme.large_text() else choices
        self._bar.show_choices(self._choices)
        if self._page.isVisible():  # what was asked for may arrive after the page was left
            self.counting.start()

    def _count(self) -> None:
        for choice in self._choices:
            self._context.tasks.store(partial(participant_data.count, self._context, choice.wanted),
                                      partial(self._bar.show_count, choice.key), key=f"chip {choice.key}")

    def _ask_options(self) -> None:
        self._context.tasks.store(lambda: participant_data.options(self._context), self._ask, key="options")

    def _ask(self, options: Options) -> None:
        columns = {column.key: column.title for column in self._table.rows_model.columns if column.key and column.rank}
        hidden = frozenset(self._context.preferences.hidden_columns)
        dialog = FilterDialog(self._bar.wanted, options, columns, hidden, self._page)
        dialog.kept.connect(self.keep)
        dialog.renamed.connect(self._rename)
        dialog.forgotten.connect(self._forget)
        dialog.accepted.connect(lambda: self._take(dialog))
        ask(dialog)

    def _take(self, dialog: FilterDialog) -> None:
        self._context.preferences.hidden_columns = sorted(dialog.hidden)
        self._context.preferences.save()
        self._table.hide_columns(dialog.hidden)
        self._bar.want(dialog.wanted)
        self._table.show_sort(dialog.wanted.sort, dialog.wanted.descending)

    def keep(self, name: str, wanted: Wanted) -> None:
        """Keep a filter under a name."""
        self._context.tasks.store(lambda: participant_data.keep_filter(self._context, name, wanted))
        self.read()

    def _rename(self, old: str, new: str) -> None:
        self._context.tasks.store(lambda: participant_data.rename_filter(self._context, old, new))
        self.read()

    def _forget(self, name: str) -> None:
        self._context.tasks.store(lambda: participant_data.forget_filter(self._context, name))
        self.read()
