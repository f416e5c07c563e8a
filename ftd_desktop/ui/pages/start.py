"""Beranda: what to do next, for whoever sits here. Everything on it leads somewhere."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from ftd_desktop import wording
from ftd_desktop.i18n import tr
from ftd_desktop.ui.context import Context
from ftd_desktop.ui.page import Page
from ftd_desktop.ui.start.board import Board
from ftd_desktop.ui.widgets.button import Button
from ftd_desktop.ui.widgets.layout import down, order_tabs

if TYPE_CHECKING:
    from ftd_desktop.ui.models.start_data import StartData


class StartPage(Page):
    """One board a role: officer, trainer or province."""

    guide = "mulai"

    def __init__(self, context: Context) -> None:
        super().__init__(context, self._greeting(context),
                         f"{wording.weekday(context.now().date())}, {wording.long_date(context.now().date())}")
        self.board = _board(context)
        self.board.go.connect(self.go)
        self.setLayout(down(self.board))
        self.head_actions = self._make_actions()
        context.signals.data_changed.connect(self._read)

    def show_with(self, argument: object = None) -> None:
        """Read what there is to do."""
        self.set_head(self._greeting(self.context))
        self._read()

    def first_focus(self) -> QWidget | None:
        """Enter takes the step offered."""
        return self.board.strip.button

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter anywhere takes the step offered."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.board.strip.button.click()
        else:
            super().keyPressEvent(event)

    @staticmethod
    def _greeting(context: Context) -> str:
        words, first_name = _greeting(context.now().hour), context.identity.name.split(" ")[0]
        return f"{words}, {first_name}" if first_name else words

    def _make_actions(self) -> tuple[QWidget, ...]:
        search = Button(tr("Cari peserta") + "  Ctrl+K", icon="search")
        search.clicked.connect(lambda: self.go.emit("participants", {"search": ""}))
        new = Button(tr("Peserta baru"), icon="plus")
        new.clicked.connect(lambda: self.go.emit("entry", {"form": "ftd_profil", "participant": None, "round": None}))
        return search, new

    def _read(self) -> None:
        self.context.tasks.store(lambda: _read(self.context), self._show, key="start")

    def _show(self, data: StartData) -> None:
        conflicts = data.arrivals.conflicts if data.arrivals else 0
        self.context.signals.counted.emit({"carry": data.outbox.waiting, "master": conflicts,
                                           "training": data.training.to_note})
        self.board.show_data(data)
        order_tabs(self)


def _board(context: Context) -> Board:
    """The board of a role; the modules of the others are not loaded."""
    if context.identity.role == "province":
        from ftd_desktop.ui.start.province import ProvinceBoard

        return ProvinceBoard(context)
    if context.identity.role == "trainer":
        from ftd_desktop.ui.start.trainer import TrainerBoard

        return TrainerBoard(context)
    from ftd_desktop.ui.start.officer import OfficerBoard

    return OfficerBoard(context)


def _read(context: Context) -> StartData:
    from ftd_desktop.ui.models import start_data  # loads the programme room: after the first paint only

    return start_data.read(context)


def _greeting(hour: int) -> str:
    if hour < 11:
        return tr("Selamat pagi")
    if hour < 15:
        return tr("Selamat siang")
    return tr("Selamat sore") if hour < 18 else tr("Selamat malam")
