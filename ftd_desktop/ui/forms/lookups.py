"""What is looked up in the file once a record stands on the screen: the one keyed before it, a newer form version."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from ftd_desktop.ui.context import Context
from ftd_desktop.ui.forms.last_record import last_answers
from ftd_desktop.ui.forms.move_sheet import MoveSheet
from ftd_desktop.ui.forms.newer_version import Move, carry_out, possible_move

if TYPE_CHECKING:
    from ftd_desktop.programme.record import OpenRecord
    from ftd_desktop.ui.forms.overlay import Overlay


class Lookups(QObject):
    """`moving` while the record goes into a newer version of its form, as the user agreed; `moved` carries it there.

    `answers`: those of the record of this form keyed last, by question name; empty until they have been found.
    `lay_over` is told of the sheet that offers the move.
    """

    moving = Signal(bool)
    moved = Signal(object)

    def __init__(self, context: Context, record: OpenRecord, ground: QWidget,
                 lay_over: Callable[[Overlay], object]) -> None:  # fmt: skip
        super().__init__(ground)
        self._context, self._record, self._ground, self._lay_over = context, record, ground, lay_over
        self.answers: dict[str, str] = {}

    def begin(self, *, last_record: bool) -> None:
        """Look for a newer version, and for the record before where that may help; nothing without a file."""
        if self._context.file is None or self._context.desk is None:
            return
        file, desk, record = self._context.file, self._context.desk, self._record
        if last_record:
            self._context.tasks.store(
                lambda: last_answers(file, record.form, record.record_id), self._take_answers)
        self._context.tasks.store(lambda: possible_move(desk, record), self.offer)

    def offer(self, move: Move | None) -> None:
        """Show what a move would change; it is made when the user agrees."""
        if move is not None:
            sheet = MoveSheet(self._ground, move)
            self._lay_over(sheet)
            sheet.accepted.connect(lambda: self._move(move))

    def _take_answers(self, answers: dict[str, str]) -> None:
        self.answers = answers

    def _move(self, move: Move) -> None:
        desk, record = self._context.interviews, self._record
        self.moving.emit(True)
        self._context.tasks.store(lambda: carry_out(desk, record, move), self.moved.emit, self._not_moved)

    def _not_moved(self, error: BaseException) -> None:
        """The draft stays open as it was, and the reason is shown."""
        self.moving.emit(False)
        raise error
