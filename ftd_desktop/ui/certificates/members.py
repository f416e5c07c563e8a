"""The members of a cohort as a table: attendance, surveys, whether each may have a certificate and why not."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal

from ftd_desktop.i18n import tr
from ftd_desktop.ui.models.cells import Column, RoundsCell, state_words
from ftd_desktop.ui.models.rows import RowsModel
from ftd_desktop.ui.widgets.button import Button
from ftd_desktop.ui.widgets.card import Panel
from ftd_desktop.ui.widgets.table import Table
from ftd_desktop.wording import percent

if TYPE_CHECKING:
    from ftd_desktop.ui.models.certificate_board import Board, Member


class MembersPanel(Panel):
    """All members, or only those who would get one now. `chosen` when another line is, `opened` carries a member;
    `emptied` when there is nobody to show."""

    chosen = Signal()
    opened = Signal(object)
    emptied = Signal()

    def __init__(self) -> None:
        self.table = Table(RowsModel(_columns()), tr("Kelayakan"))
        self.only = Button(tr("Hanya yang layak"), "link")
        super().__init__(tr("Kelayakan"), self.table, actions=(self.only,))
        self._board: Board | None = None
        self._only_ready = False
        self.table.chosen.connect(lambda _: self.chosen.emit())
        self.table.opened.connect(self.opened)
        self.only.clicked.connect(self._narrow)

    @property
    def current(self) -> Member | None:
        """The member chosen."""
        found: Member | None = self.table.current()
        return found

    @property
    def place(self) -> str:
        """``3 dari 15``: which one is chosen."""
        at, of = self.table.currentIndex().row() + 1, self.table.rows_model.rowCount()
        return tr("{at} dari {of}").format(at=at, of=of)

    def show_board(self, board: Board) -> None:
        """Show the members of a cohort; who was chosen stays chosen."""
        self._board = board
        self.note.setText(board.counted())
        self._show()

    def choose(self, participant_id: str) -> None:
        """Choose a member, where the list as it is narrowed has one."""
        ids = [member.standing.participant_id for member in self.table.rows_model.rows]
        if participant_id in ids:
            self.table.choose_row(ids.index(participant_id))

    def step(self, by: int) -> None:
        """Choose the next (1) or previous (-1)."""
        self.table.choose_row(self.table.currentIndex().row() + by)

    def _show(self) -> None:
        if self._board is None:
            return
        chosen, rows = self.current, self._board.ready if self._only_ready else self._board.members
        self.table.set_rows(rows)
        if chosen is not None:
            self.choose(chosen.standing.participant_id)
        if not rows:
            self.emptied.emit()

    def _narrow(self) -> None:
        self._only_ready = not self._only_ready
        self.only.say(tr("Semua peserta") if self._only_ready else tr("Hanya yang layak"))
        self._show()


def _columns() -> tuple[Column, ...]:
    return (
        Column(tr("Nama"), lambda m: m.standing.name, 150, bold=True, whole=True),
        Column(tr("Hadir"), lambda m: percent(100 * m.standing.share), 64, right=True, whole=True),
        Column(tr("Survei"), lambda m: RoundsCell(m.marks, ", ".join(map(state_words, m.marks))), 84, rank=1),
        Column(tr("Kelayakan"), lambda m: m.badge, 116),
        Column(tr("Alasan"), lambda m: m.reason, 150, stretch=True),
    )
