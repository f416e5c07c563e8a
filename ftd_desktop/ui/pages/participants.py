"""Peserta: search as you type, filters, the list at any length, and the chosen person at the right."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtGui import QHideEvent, QKeyEvent
from PySide6.QtWidgets import QWidget

from ftd_desktop import wording
from ftd_desktop.i18n import tr
from ftd_desktop.programme.filters import Wanted
from ftd_desktop.programme.participants import Participant, ParticipantRow
from ftd_desktop.ui import theme
from ftd_desktop.ui.context import Context
from ftd_desktop.ui.dialogs.filters import sort_words
from ftd_desktop.ui.exporting import ParticipantExport
from ftd_desktop.ui.models import participant_data
from ftd_desktop.ui.page import Page
from ftd_desktop.ui.participants.filtering import Filtering
from ftd_desktop.ui.participants.many_actions import ManyActions
from ftd_desktop.ui.participants.roster_list import WALKING, RosterList
from ftd_desktop.ui.widgets.button import Button
from ftd_desktop.ui.widgets.detail import DetailPane
from ftd_desktop.ui.widgets.filter_bar import FilterBar
from ftd_desktop.ui.widgets.layout import across, boxed, down, fixed
from ftd_desktop.ui.widgets.many import ManyPane

SIDE_BY_SIDE = 1.5
"""Above this text size the person stands below the list."""


class ParticipantsPage(Page):
    """Everyone in the file, or those a search and filters leave."""

    guide = "peserta"

    def __init__(self, context: Context) -> None:
        super().__init__(context, tr("Peserta"))
        self._build()
        self._connect()

    def show_with(self, argument: object = None) -> None:
        """`{"search": text}` puts text in the search; `{"ids": …, "words": why}` shows these people only, and
        `{"unsent": True}` those of whom the province has not confirmed something.

        Otherwise the last search stands and is read again.
        """
        if isinstance(argument, dict) and "search" in argument:
            self._bar.typed.setText(argument["search"])
            self._bar.typed.selectAll()
        if isinstance(argument, dict) and "ids" in argument:
            self._bar.show_only(tuple(argument["ids"]), argument.get("words", ""))
        if isinstance(argument, dict) and "unsent" in argument:
            self._bar.typed.clear()
            self._bar.want(Wanted(unsent=True))
        self._read()

    def first_focus(self) -> QWidget | None:
        """The search."""
        return self._bar.typed

    def hideEvent(self, event: QHideEvent) -> None:
        """A page that is not seen asks for nothing."""
        super().hideEvent(event)
        self._filtering.counting.stop()

    def _build(self) -> None:
        self._export = ParticipantExport(self.context)
        self._bar = FilterBar(self._search_key)
        self._list = RosterList(self.context, lambda: self._bar.wanted)
        self._filtering = Filtering(self.context, self._bar, self._list.table, self)
        self._detail = DetailPane(self.context)
        self._many = ManyPane(may_join=self.context.identity.role == "province")
        self._many.hide()
        self._actions = ManyActions(self.context, self._many, self._export, self._list.marked_numbers)
        self.head_actions = self._make_actions()
        side = boxed(down((self._detail, 1), (self._many, 1), gap=0))
        if theme.look().scale > SIDE_BY_SIDE:
            self._list.setMinimumHeight(theme.px(260))
            body = down((self._list, 1), side, gap=16)
        else:
            body = down(across((self._list, 1), fixed(side, width=268), gap=16))
        self.setLayout(down(self._bar, (body, 1), self._export, margins=(16, 12, 16, 16), gap=12))

    def _make_actions(self) -> tuple[QWidget, ...]:
        export = Button(tr("Ekspor daftar"))
        export.clicked.connect(lambda: self._export.ask(self._list.model.numbers))
        new = Button(tr("Peserta baru"), "primary", "plus", "Ctrl+N")
        new.clicked.connect(self._begin_new)
        return export, new

    def _connect(self) -> None:
        self._bar.changed.connect(self._search)
        self._detail.go.connect(self.go)
        table, nobody = self._list.table, self._list.nobody
        table.chosen.connect(self._choose)
        table.opened.connect(self._open)
        table.marked.connect(self._show_marked)
        table.sort_by(sort_words(), self._sort)
        self._list.counted.connect(self._say_everyone)
        nobody.everyone_asked.connect(self._bar.clear)
        nobody.new_asked.connect(self._begin_new)
        self.read_when_changed(self._read)

    def _search_key(self, event: QKeyEvent) -> bool:
        """From the search, arrows walk the list, Enter opens the card, Ctrl+Enter goes on with the survey."""
        current = self._list.table.current()
        if event.key() in WALKING:
            self._list.walk(event)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and current is not None:
            if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
                self._detail.go_on()
            else:
                self._open(current)
        elif event.key() == Qt.Key.Key_Escape and self._bar.typed.text():
            self._bar.typed.clear()
        else:
            return False
        return True

    def _read(self) -> None:
        self._list.read()
        self._filtering.read()

    def _say_everyone(self, count: int) -> None:
        self.set_head(subtitle=tr("{n} orang di berkas ini").format(n=wording.number(count)))

    def _search(self) -> None:
        self._filtering.put_off()
        self._list.search()

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

    def _begin_new(self) -> None:
        self.go.emit("entry", {"form": "ftd_profil", "participant": None, "round": None})

    def _show_marked(self, count: int) -> None:
        self._many.show_count(count)
        self._many.setVisible(count > 1)
        self._detail.setVisible(count <= 1)
