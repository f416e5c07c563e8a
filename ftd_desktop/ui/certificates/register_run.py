"""Does what was asked of a number of the register, off the GUI thread: print again, replace, declare void."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from ftd_desktop.i18n import tr
from ftd_desktop.ui.certificates.register_panel import AGAIN, ALL, REPLACE, VOID, RegisterPanel
from ftd_desktop.ui.context import Context

if TYPE_CHECKING:
    from ftd_desktop.certificates.print_all import Together
    from ftd_desktop.certificates.register import Entry

Terms = Callable[[], tuple[str, Path, str | None, date]]
"""The cohort, the folder of the PDFs, the signatory and the day, as they are chosen now."""


class RegisterRun(QObject):
    """Serves a register; `done` carries the PDF that was written (or None), and what else is to be said."""

    done = Signal(object, str)

    def __init__(self, context: Context, panel: RegisterPanel, terms: Terms) -> None:
        super().__init__(panel)
        self._context, self._terms = context, terms
        panel.asked.connect(self.do)

    def do(self, action: str, entry: Entry | None, reason: str) -> None:
        """Do it on the file's thread; what is refused is told."""
        cohort, target, signatory, day = self._terms()
        works = {
            AGAIN: lambda: _data().again(self._context, entry, target, reason),
            REPLACE: lambda: _data().replace(self._context, entry, target, reason, signatory, day),
            VOID: lambda: _data().void(self._context, entry, reason),
        }
        if action == ALL:
            self._context.tasks.store(lambda: _data().print_all(self._context, cohort, target, reason), self._printed)
        else:
            self._context.tasks.store(works[action], lambda path: self.done.emit(path, ""))

    def _printed(self, found: Together) -> None:
        left = tr("{n} sertifikat tidak ikut: {why}").format(n=len(found.left), why=found.left[0]) if found.left else ""
        for path in found.paths:
            self.done.emit(path, left)


def _data() -> Any:
    from ftd_desktop.ui.models import certificate_data  # loads reportlab: in the worker

    return certificate_data
