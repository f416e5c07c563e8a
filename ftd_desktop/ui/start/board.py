"""The common shape of the start page: a strip and panels at the left, cards at the right."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ftd_desktop.i18n import tr
from ftd_desktop.ui import theme
from ftd_desktop.ui.context import Context
from ftd_desktop.ui.widgets.button import Button
from ftd_desktop.ui.widgets.card import EmptyState, Panel
from ftd_desktop.ui.widgets.layout import across, boxed, down, fixed
from ftd_desktop.ui.widgets.resume import ResumeStrip
from ftd_desktop.ui.widgets.start_cards import BackupCard

if TYPE_CHECKING:
    from ftd_desktop.ui.models.start_data import StartData
    from ftd_desktop.ui.widgets.table import Table


class Board(QWidget):
    """Subclasses make two panels and their cards; everything on a board leads somewhere by `go`."""

    go = Signal(str, object)

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.context = context
        self.strip = ResumeStrip()
        self.strip.go.connect(self.go)
        self.backup = BackupCard()
        self.backup.asked.connect(lambda: self.go.emit("backup", None))

    def lay_out(self, panels: tuple[Panel, Panel], cards: tuple[QWidget, ...]) -> None:
        """Panels below the strip, cards beside them; one below the other with large text."""
        for panel in panels:
            panel.setMinimumHeight(theme.px(176))
        left = down(self.strip, (panels[0], 5), (panels[1], 6), gap=16)
        right = down(*cards[:-1], (cards[-1], 1), gap=16)
        if theme.large_text():
            self.setLayout(down(left, right, margins=16, gap=16))
        else:
            self.setLayout(across((left, 1), fixed(boxed(right), width=352), margins=16, gap=16))

    def show_data(self, data: StartData) -> None:
        """Show what was read."""
        raise NotImplementedError

    def fill(self, panel: Panel, table: Table | None, note: str, nothing: str | QWidget) -> None:
        """A table with a note, or what to do where there is nothing."""
        panel.note.setText(note)
        if table is not None:
            panel.set_body(table)
        else:
            panel.set_body(EmptyState(nothing) if isinstance(nothing, str) else nothing)

    def link(self, words: str, page: str, argument: object = None) -> Button:
        """A link for a panel's head."""
        made = Button(words, "link")
        made.clicked.connect(lambda: self.go.emit(page, argument))
        return made

    def no_drafts(self) -> EmptyState:
        """Where to begin."""
        find = Button(tr("Cari peserta"), icon="search")
        find.clicked.connect(lambda: self.go.emit("participants", {"search": ""}))
        return EmptyState(tr("Belum ada draf. Cari peserta lalu mulai survei."), find)
