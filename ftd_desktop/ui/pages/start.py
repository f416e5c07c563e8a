"""Beranda: what to do next. Everything on it leads somewhere."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from ftd_desktop import wording
from ftd_desktop.i18n import tr
from ftd_desktop.ui import theme
from ftd_desktop.ui.context import Context
from ftd_desktop.ui.page import Page
from ftd_desktop.ui.widgets.button import Button
from ftd_desktop.ui.widgets.card import EmptyState, Panel
from ftd_desktop.ui.widgets.layout import across, boxed, down, fixed
from ftd_desktop.ui.widgets.resume import ResumeStrip
from ftd_desktop.ui.widgets.start_cards import ArrivalsCard, BackupCard, DecisionsCard, OutboxCard, ReceiptCard

if TYPE_CHECKING:
    from ftd_desktop.programme.followups import DueRound
    from ftd_desktop.programme.interviews import Draft
    from ftd_desktop.ui.models.start_data import StartData
    from ftd_desktop.ui.widgets.table import Table


class StartPage(Page):
    """Resume strip, drafts and follow-ups at the left; outbox, backup and receipt at the right.

    The province sees conflicts that wait and the last bundle instead of outbox and receipt.
    """

    guide = "mulai"

    def __init__(self, context: Context) -> None:
        now = context.now()
        first_name = context.identity.name.split(" ")[0]
        super().__init__(context, f"{_greeting(now.hour)}, {first_name}" if first_name else _greeting(now.hour),
                         f"{wording.weekday(now.date())}, {wording.long_date(now.date())}")
        self._build()
        self.head_actions = self._make_actions()
        context.signals.data_changed.connect(self._read)

    def show_with(self, argument: object = None) -> None:
        """Read what there is to do."""
        now = self.context.now()
        first_name = self.context.identity.name.split(" ")[0]
        self.set_head(f"{_greeting(now.hour)}, {first_name}" if first_name else _greeting(now.hour))
        self._read()

    def first_focus(self) -> QWidget | None:
        """Enter goes on with the last draft."""
        return self._resume.button

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter anywhere goes on with the last draft."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._resume.button.click()
        else:
            super().keyPressEvent(event)

    def _build(self) -> None:
        self._resume = ResumeStrip()
        self._resume.resumed.connect(lambda record: self.go.emit("entry", {"record": record}))
        self._resume.search.connect(lambda: self.go.emit("participants", {"search": ""}))
        self._drafts = Panel(tr("Draf belum selesai"), QWidget())
        self._due = Panel(tr("Tindak lanjut jatuh tempo"), QWidget())
        for panel in (self._drafts, self._due):
            panel.setMinimumHeight(theme.px(176))
        self._province = self.context.identity.role == "province"
        self._first: OutboxCard | DecisionsCard = DecisionsCard() if self._province else OutboxCard()
        self._last: ReceiptCard | ArrivalsCard = ArrivalsCard() if self._province else ReceiptCard()
        self._backup = BackupCard()
        carry = "master" if self._province else "carry"
        self._first.asked.connect(lambda: self.go.emit(carry, None))
        self._last.asked.connect(lambda: self.go.emit(carry, None))
        self._backup.asked.connect(lambda: self.go.emit("backup", None))
        left = down(self._resume, (self._drafts, 5), (self._due, 6), gap=16)
        right = down(self._first, self._backup, (self._last, 1), gap=16)
        if theme.large_text():
            self.setLayout(down(left, right, margins=16, gap=16))
        else:
            self.setLayout(across((left, 1), fixed(boxed(right), width=352), margins=16, gap=16))

    def _make_actions(self) -> tuple[QWidget, ...]:
        search = Button(tr("Cari peserta") + "  Ctrl+K", icon="search")
        search.clicked.connect(lambda: self.go.emit("participants", {"search": ""}))
        new = Button(tr("Peserta baru"), icon="plus")
        new.clicked.connect(lambda: self.go.emit("entry", {"form": "ftd_profil", "participant": None, "round": None}))
        return search, new

    def _make_draft_table(self, drafts: tuple[Draft, ...]) -> Table:
        from ftd_desktop.ui.widgets.start_tables import draft_table  # tables are paid for when there are rows

        table = draft_table(self.context, drafts)
        table.opened.connect(lambda draft: self.go.emit("entry", {"record": draft.record_id}))
        return table

    def _make_due_table(self, due: tuple[DueRound, ...]) -> Table:
        from ftd_desktop.ui.widgets.start_tables import due_table

        table = due_table(due)
        table.opened.connect(self._start_due)
        return table

    def _no_drafts(self) -> EmptyState:
        find = Button(tr("Cari peserta"), icon="search")
        find.clicked.connect(lambda: self.go.emit("participants", {"search": ""}))
        return EmptyState(tr("Belum ada draf. Cari peserta lalu mulai survei."), find)

    def _start_due(self, item: DueRound) -> None:
        self.go.emit("entry", {"form": "ftd_survei", "participant": item.participant_id, "round": item.round})

    def _read(self) -> None:
        self.context.tasks.store(lambda: _read(self.context), self._show, key="start")

    def _show(self, data: StartData) -> None:
        self._show_drafts(data)
        self._show_due(data.due)
        conflicts = data.arrivals.conflicts if data.arrivals else 0
        self.context.signals.counted.emit({"carry": data.outbox.waiting, "master": conflicts})
        self._backup.show_backup(data.backup, self.context.now())
        for card in (self._first, self._last):
            if isinstance(card, OutboxCard):
                card.show_outbox(data.outbox)
            elif isinstance(card, ReceiptCard):
                card.show_receipt(data.receipt)
            elif data.arrivals is not None:
                card.show_arrivals(data.arrivals)

    def _show_drafts(self, data: StartData) -> None:
        self._resume.show_draft(data.drafts[0] if data.drafts else None, self.context.now())
        self._drafts.note.setText(tr("{n} isian").format(n=data.draft_count) if data.draft_count else "")
        self._drafts.set_body(self._make_draft_table(data.drafts) if data.drafts else self._no_drafts())

    def _show_due(self, due: tuple[DueRound, ...]) -> None:
        late = sum(item.days < 0 for item in due)
        note = tr("{n} dalam 7 hari, {terlambat} terlambat").format(n=len(due) - late, terlambat=late) if due else ""
        self._due.note.setText(note)
        nothing = tr("Tidak ada survei yang jatuh tempo dalam 7 hari.")
        self._due.set_body(self._make_due_table(due) if due else EmptyState(nothing))


def _read(context: Context) -> StartData:
    from ftd_desktop.ui.models import start_data  # loads the programme room: after the first paint only

    return start_data.read(context)


def _greeting(hour: int) -> str:
    if hour < 11:
        return tr("Selamat pagi")
    if hour < 15:
        return tr("Selamat siang")
    return tr("Selamat sore") if hour < 18 else tr("Selamat malam")
