"""The officer's start page: the draft the hand was in, drafts, what falls due, what the province lacks or asks back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QWidget

from ftd_desktop.i18n import tr
from ftd_desktop.ui.context import Context
from ftd_desktop.ui.start.board import Board
from ftd_desktop.ui.widgets.button import Button
from ftd_desktop.ui.widgets.card import Panel
from ftd_desktop.ui.widgets.start_cards import OutboxCard, QuestionsCard, ReceiptCard

if TYPE_CHECKING:
    from ftd_desktop.programme.documents import Expiring
    from ftd_desktop.programme.followups import DueRound
    from ftd_desktop.ui.models.start_data import StartData
    from ftd_desktop.ui.widgets.table import Table


class OfficerBoard(Board):
    """Every line opens the record it speaks of."""

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.drafts = Panel(tr("Draf belum selesai"), QWidget())
        self._as_list = Button(tr("Buka sebagai daftar"), "link")
        self._as_list.clicked.connect(self._open_due)
        self.due = Panel(tr("Tindak lanjut jatuh tempo"), QWidget(), "", (self._as_list,))
        self._people: tuple[str, ...] = ()
        self.outbox, self.questions, self.receipt = OutboxCard(), QuestionsCard(), ReceiptCard()
        for card in (self.outbox, self.questions, self.receipt):
            card.asked.connect(lambda: self.go.emit("carry", None))
        self.outbox.people_asked.connect(lambda: self.go.emit("participants", {"unsent": True}))
        self.lay_out((self.drafts, self.due), (self.outbox, self.questions, self.backup, self.receipt))

    def show_data(self, data: StartData) -> None:
        """Drafts first: what is begun is the next thing to do."""
        from ftd_desktop.ui.widgets import start_tables  # tables are paid for when there are rows

        now = self.context.now()
        self.strip.show_draft(data.drafts[0] if data.drafts else None, now)
        drafts = self._drafts(start_tables, data) if data.drafts else None
        self.fill(self.drafts, drafts, tr("{n} isian").format(n=data.draft_count) if drafts else "", self.no_drafts())
        self._show_due(start_tables, data)
        self.outbox.show_outbox(data.outbox)
        self.questions.show_questions(data.questions)
        self.backup.show_backup(data.backup, now)
        self.receipt.show_receipt(data.receipt)

    def _drafts(self, tables: Any, data: StartData) -> Table:
        table: Table = tables.draft_table(self.context, data.drafts)
        table.opened.connect(lambda draft: self.go.emit("entry", {"record": draft.record_id}))
        return table

    def _show_due(self, tables: Any, data: StartData) -> None:
        lines: tuple[DueRound | Expiring, ...] = (*data.due, *data.expiring)
        late = sum(line.days < 0 for line in lines)
        note = tr("{n} dalam 7 hari, {terlambat} terlambat").format(
            n=sum(0 <= line.days <= 7 for line in lines), terlambat=late) if lines else ""
        table = tables.due_table(lines) if lines else None
        if table is not None:
            table.opened.connect(self._open_line)
        self._people = tuple(dict.fromkeys(line.participant_id for line in lines))
        self._as_list.setVisible(bool(lines))
        self.fill(self.due, table, note, tr("Tidak ada survei yang jatuh tempo dalam 7 hari."))

    def _open_line(self, line: DueRound | Expiring) -> None:
        from ftd_desktop.programme.followups import DueRound

        if isinstance(line, DueRound):
            self.go.emit("entry", {"form": "ftd_survei", "participant": line.participant_id, "round": line.round})
        else:
            self.go.emit("person", {"participant": line.participant_id, "view": "papers"})

    def _open_due(self) -> None:
        self.go.emit("participants", {"ids": self._people, "words": tr("Tindak lanjut jatuh tempo")})
