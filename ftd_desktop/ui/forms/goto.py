"""F6: go to a question by its number, its words or its name."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from ftd_desktop.i18n import tr
from ftd_desktop.ui.forms.links import Link, LinkList, scrolled
from ftd_desktop.ui.forms.markup import plain
from ftd_desktop.ui.forms.outline import Section
from ftd_desktop.ui.forms.overlay import Overlay
from ftd_desktop.ui.forms.session import Session
from ftd_desktop.ui.forms.steps import Steps
from ftd_desktop.ui.widgets.layout import down
from ftd_desktop.ui.widgets.text import Label

_SHOWN = 60


class GoTo(Overlay):
    """`chosen` carries the ref of a question."""

    chosen = Signal(str)

    def __init__(self, around: QWidget, session: Session, sections: list[Section], steps: Steps) -> None:
        super().__init__(around, width=620, height=420)
        self._session, self._steps = session, steps
        self._all = [asked for section in sections for asked in section.asked() if asked.number]
        self._search = QLineEdit()
        self._search.setAccessibleName(tr("Ke pertanyaan: ketik nomor, kata, atau nama kolom"))
        self._search.textEdited.connect(self._find)
        self._search.installEventFilter(self)
        self._list = LinkList()
        self._list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._list.chosen.connect(self._take)
        title = Label(tr("Ke pertanyaan: ketik nomor, kata, atau nama kolom"), bold=True, wrap=True)
        self.setLayout(down(title, self._search, (scrolled(self._list), 1), margins=(16, 12, 16, 12)))
        self._find("")
        self.show()
        self._search.setFocus()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Up, Down and Enter work from the search line."""
        if watched is self._search and event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            if event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Up):
                self._list.step(1 if event.key() == Qt.Key.Key_Down else -1)
                return True
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self._list.take()
                return True
        return super().eventFilter(watched, event)

    def _find(self, text: str) -> None:
        wanted = text.casefold().strip()
        found: list[tuple[int, Link]] = []
        for asked in self._all:
            if len(found) >= _SHOWN * 4:
                break
            stop = self._steps.find(asked.ref)
            if stop is None or not self._steps.can_answer(stop):
                continue
            link = self._link(asked.ref, asked.number)
            rank = _rank(wanted, asked.number, link.words, self._session.question(asked.ref).name)
            if rank is not None:
                found.append((rank, link))
        found.sort(key=lambda pair: pair[0])
        self._list.show_links([link for _, link in found[:_SHOWN]])

    def _link(self, ref: str, number: str) -> Link:
        state = self._session.state(ref)
        return Link(ref, number, plain(state.label))

    def _take(self, ref: str) -> None:
        self.close_it()
        self.chosen.emit(ref)


def _rank(wanted: str, number: str, words: str, name: str) -> int | None:
    """How well a question fits what was typed: its number, its words, its name; None when it does not."""
    if not wanted:
        return 3
    low = number.casefold()
    if low == wanted or low.replace(".", "") == wanted:
        return 0
    if low.startswith(wanted):
        return 1
    if name.casefold().startswith(wanted):
        return 2
    parts = wanted.split()
    return 3 if all(part in words.casefold() or part in name.casefold() for part in parts) else None
