"""What the five sections of the page have in common."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialog, QWidget

from ftd_desktop.i18n import tr
from ftd_desktop.ui import viewing
from ftd_desktop.ui.context import Context
from ftd_desktop.ui.dialogs.asking import ask
from ftd_desktop.ui.widgets.table import Table

if TYPE_CHECKING:
    from ftd_desktop.ui.models.training_data import Board


class Section(QWidget):
    """One section over a board. `changed`: the file was written; `said`: a sentence and its tone for the page's line;
    `go` as of pages."""

    changed = Signal()
    said = Signal(str, str)
    go = Signal(str, object)

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.context = context
        self.board: Board | None = None

    def show_board(self, board: Board, *, afresh: bool) -> None:
        """Show a cohort; `afresh`: another one than before."""
        raise NotImplementedError

    def first(self) -> QWidget:
        """Where the keyboard goes when the section is chosen."""
        raise NotImplementedError

    def show_session(self, session_id: str) -> None:
        """Make a session the current one, in sections that have sessions."""

    @property
    def cohort_id(self) -> str:
        """The cohort shown; ValueError before there is one."""
        if self.board is None:
            raise ValueError("no cohort is shown yet")
        return self.board.cohort.id

    @property
    def is_province(self) -> bool:
        """Whether the province sits here."""
        return self.context.identity.role == "province"

    def fill(self, table: Table, rows: Sequence[Any], of: Callable[[Any], str], *, afresh: bool) -> None:
        """Show rows; the one chosen, told by what `of` gives of it, stays chosen unless the cohort is another."""
        chosen = None if afresh else table.current()
        table.set_rows(rows)
        ids = [of(row) for row in rows]
        if chosen is not None and of(chosen) in ids:
            table.choose_row(ids.index(of(chosen)))

    def ask(self, dialog: QDialog) -> None:
        """Open a dialog over the window; what it does is said by its own signals."""
        self.dialog = dialog
        ask(dialog)

    def kept(self, words: str = "") -> None:
        """Something was written: say it, and let the page read afresh."""
        self.context.signals.saved.emit(self.context.now())
        self.said.emit(words, "ok")
        self.changed.emit()

    def show_file(self, path: Path) -> None:
        """Open a file that was written with the system's program for it."""
        self.said.emit(tr("Ditulis: {berkas}").format(berkas=path), "ok")
        viewing.open_with_system(path)
