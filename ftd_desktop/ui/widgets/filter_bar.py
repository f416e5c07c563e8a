"""The line above the participant list: search, chips of filters, and the way to all filters."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from PySide6.QtCore import QEvent, QObject, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from ftd_desktop import wording
from ftd_desktop.i18n import tr
from ftd_desktop.programme.filters import Wanted
from ftd_desktop.programme.rounds import label as round_label
from ftd_desktop.ui import theme
from ftd_desktop.ui.models.participant_data import Choice
from ftd_desktop.ui.widgets.button import Button, Chip
from ftd_desktop.ui.widgets.flow import FlowLayout
from ftd_desktop.ui.widgets.layout import across, down, order_tabs
from ftd_desktop.ui.widgets.search_line import SearchLine


class FilterBar(QWidget):
    """`wanted` is what the list is to show; `changed` says that it is another one.

    `keys` gets key presses of the search field first and says whether it took them.
    """

    changed = Signal()
    more = Signal()

    def __init__(self, keys: Callable[[QKeyEvent], bool]) -> None:
        super().__init__()
        self._keys = keys
        self._base = Wanted()
        self._chips: dict[str, tuple[Chip, Choice]] = {}
        self.typed = self._make_search()
        self._row = FlowLayout()
        self._why = Chip("", on=True)  # whom another page asked to see; a press shows everyone again
        self._why.clicked.connect(self.clear)
        self._why.hide()
        self._row.addWidget(self._why)
        more = Button(tr("Saringan…"), "link", shortcut="Ctrl+Shift+F")
        more.clicked.connect(self.more)
        clear = Button(tr("Hapus saringan"), "link")
        clear.clicked.connect(self.clear)
        if theme.look().scale > 1.5:
            self.setLayout(down(across(self.typed, None, more, clear), self._row))
        else:
            self.setLayout(across(self.typed, 8, (self._row, 1), more, clear))

    @property
    def wanted(self) -> Wanted:
        """Filters, order, and what is typed."""
        return replace(self._base, text=self.typed.text())

    def want(self, wanted: Wanted) -> None:
        """Take filters and order from elsewhere; a chip with the same filters goes on."""
        self._base = replace(wanted, text="")
        self._why.setChecked(True)
        self._why.setVisible(wanted.ids is not None)
        for chip, choice in self._chips.values():
            chip.setChecked(_filters(choice.wanted) == _filters(self._base))
        self.changed.emit()

    def show_only(self, ids: tuple[str, ...], words: str) -> None:
        """Keep these people alone; `words` say on a chip who they are."""
        self.typed.blockSignals(True)
        self.typed.clear()
        self.typed.blockSignals(False)
        self._why.set_words(words or tr("Peserta pilihan"), wording.number(len(ids)))
        self.want(Wanted(ids=ids))

    def clear(self) -> None:
        """Everyone, in the order in force."""
        self.typed.blockSignals(True)
        self.typed.clear()
        self.typed.blockSignals(False)
        self.want(Wanted(sort=self._base.sort, descending=self._base.descending))
        self.typed.setFocus()

    def show_choices(self, choices: Sequence[Choice]) -> None:
        """Put chips for these filters; those that are there keep their place and state."""
        if [choice for _, choice in self._chips.values()] == list(choices):
            return
        for chip, _ in self._chips.values():
            chip.hide()
            chip.deleteLater()
        self._chips = {choice.key: (self._make_chip(choice), choice) for choice in choices}
        order_tabs(self)

    def show_count(self, key: str, count: int) -> None:
        """Say on a chip how many it keeps."""
        if key in self._chips:
            self._chips[key][0].set_count(wording.number(count))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Offer the search field's keys to the list."""
        if watched is self.typed and event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            return self._keys(event)
        return super().eventFilter(watched, event)

    def _make_search(self) -> SearchLine:
        typed = SearchLine(tr("Cari peserta"), tr("Nama, NIK, usaha, atau nomor HP"))
        typed.setFixedWidth(theme.px(300 if not theme.large_text() else 264))
        typed.textChanged.connect(self.changed)
        typed.installEventFilter(self)
        return typed

    def _make_chip(self, choice: Choice) -> Chip:
        chip = Chip(_chip_words(choice), on=_filters(choice.wanted) == _filters(self._base))
        chip.clicked.connect(lambda checked, choice=choice: self._press(choice, checked))
        self._row.addWidget(chip)
        return chip

    def _press(self, choice: Choice, on: bool) -> None:
        """A kept filter brings its order; a built-in one keeps the order in force. One chip is on at a time."""
        order = choice.wanted if choice.saved else self._base
        self.want(replace(choice.wanted if on else Wanted(), sort=order.sort, descending=order.descending))


def _filters(wanted: Wanted) -> Wanted:
    """The filters alone, without text and order."""
    return replace(wanted, text="", sort="name", descending=False)


def _chip_words(choice: Choice) -> str:
    if choice.saved:
        return choice.saved
    if choice.wanted.unsent:
        return tr("Belum diterima provinsi")
    if choice.cohort:
        return tr("Angkatan {nomor}").format(nomor=choice.cohort)
    return tr("Belum {survei}").format(survei=round_label(choice.key)[:1].lower() + round_label(choice.key)[1:])
