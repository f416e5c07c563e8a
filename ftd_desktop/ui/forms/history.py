"""F2: who gave which answer to this question and when, from the change log and from this sitting."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from ftd_desktop import wording
from ftd_desktop.i18n import tr
from ftd_desktop.ui.context import Context
from ftd_desktop.ui.forms.fixed import shown_value
from ftd_desktop.ui.forms.keys import Command, command
from ftd_desktop.ui.forms.links import Link, LinkList, scrolled
from ftd_desktop.ui.forms.markup import plain
from ftd_desktop.ui.forms.overlay import Overlay
from ftd_desktop.ui.forms.session import Session, template_path
from ftd_desktop.ui.widgets.layout import down
from ftd_desktop.ui.widgets.text import Label

if TYPE_CHECKING:
    from ftd_desktop.store.file import DataFile


@dataclass(frozen=True)
class Given:
    """One answer that was given: the value as stored, when, and by whom."""

    value: str
    at: datetime
    who: str


def saved_answers(file: DataFile, table: str, record_id: str, column: str) -> list[Given]:
    """The saved values of one column of a record, the newest first; for the file's thread."""
    from ftd_desktop.store.changes.log import history

    found = []
    for step in history(file, table, record_id):
        if column in step.after and step.after[column] != step.before.get(column):
            value = step.after[column]
            found.append(Given("" if value is None else str(value), step.change.at, step.change.usr or ""))
    return found[::-1]


class History(Overlay):
    """The answers to one question, the newest first."""

    def __init__(self, around: QWidget, session: Session, context: Context, ref: str, number: str) -> None:
        super().__init__(around, width=620, height=360)
        self._session, self._context, self._ref = session, context, ref
        self._state, self._question = session.state(ref), session.question(ref)
        self._list = LinkList()
        heading = f"{number}  {plain(self._state.label)}".strip()
        hint = Label(tr("Riwayat jawaban, yang terbaru di atas. Esc menutup."), token="muted", wrap=True)
        title = Label(heading, bold=True, wrap=True)
        self.setLayout(down(title, hint, (scrolled(self._list), 1), margins=(16, 12, 16, 12)))
        self._sitting = [Given(value, at, "") for asked, value, at in reversed(session.log) if asked == ref]
        self._show([])
        self.show()
        self._list.setFocus()
        self._read()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """F2 closes what F2 opened."""
        if command(event) is Command.HISTORY:
            self.close_it()
            event.accept()
        else:
            super().keyPressEvent(event)

    def _read(self) -> None:
        table = self._session.record.form.tables[0]
        path, record_id = template_path(self._ref), self._session.record.record_id
        column = next((column.name for column in table.columns if column.path == path), None)
        if column is not None and self._context.file is not None:
            file = self._context.opened
            self._context.tasks.store(lambda: saved_answers(file, table.name, record_id, column), self._show)

    def _show(self, saved: list[Given]) -> None:
        lines = [self._line(given, tr("isian ini")) for given in self._sitting]
        lines += [self._line(given, given.who or tr("tersimpan")) for given in saved]
        self._list.show_links(lines or [Link("", "", tr("Belum ada jawaban."))])

    def _line(self, given: Given, who: str) -> Link:
        shown = shown_value(self._question, given.value, self._state.choices) or tr("(dikosongkan)")
        when = wording.recently(given.at.astimezone(), self._context.now())
        return Link(self._ref, "", shown, f"{when} · {who}")
