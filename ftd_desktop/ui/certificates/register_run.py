"""Does what was asked of a number of the register, off the GUI thread: print again, replace, declare void."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from ftd_desktop.ui.certificates.register_panel import AGAIN, REPLACE, VOID, RegisterPanel
from ftd_desktop.ui.context import Context

if TYPE_CHECKING:
    from ftd_desktop.certificates.register import Entry

Terms = Callable[[], tuple[Path, str | None, date]]
"""The folder of the PDFs, the signatory and the day, as they are chosen now."""


class RegisterRun(QObject):
    """Serves a register; `done` carries the PDF that was written, or None."""

    done = Signal(object)

    def __init__(self, context: Context, panel: RegisterPanel, terms: Terms) -> None:
        super().__init__(panel)
        self._context, self._terms = context, terms
        panel.asked.connect(self.do)

    def do(self, action: str, entry: Entry, reason: str) -> None:
        """Do it on the file's thread; what is refused is told."""
        target, signatory, day = self._terms()
        works = {
            AGAIN: lambda: _data().again(self._context, entry, target, reason),
            REPLACE: lambda: _data().replace(self._context, entry, target, reason, signatory, day),
            VOID: lambda: _data().void(self._context, entry, reason),
        }
        self._context.tasks.store(works[action], self.done.emit)


def _data() -> Any:
    from ftd_desktop.ui.models import certificate_data  # loads reportlab: in the worker

    return certificate_data
