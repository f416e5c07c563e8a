"""The finish page: what must be mended, what wants a reason, what is still blank; each a link."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from ftd_desktop.i18n import tr
from ftd_desktop.ui import theme
from ftd_desktop.ui.forms.links import Link, LinkList, scrolled
from ftd_desktop.ui.forms.markup import plain
from ftd_desktop.ui.forms.outline import Section
from ftd_desktop.ui.forms.overlay import Overlay
from ftd_desktop.ui.forms.session import Session
from ftd_desktop.ui.forms.steps import Steps
from ftd_desktop.ui.widgets.button import Button
from ftd_desktop.ui.widgets.layout import across, down
from ftd_desktop.ui.widgets.text import Label


class Findings:
    """What a check of the whole form has found."""

    def __init__(self, session: Session, sections: list[Section], steps: Steps) -> None:
        self.numbers = {asked.ref: asked.number for section in sections for asked in section.asked()}
        self._session = session
        problems = session.interview.problems()
        self.errors = [self._problem(p.ref, p.message, "error") for p in problems if p.severity == "error"]
        warnings = [p for p in problems if p.severity == "warning"]
        self.reasons = [self._problem(p.ref, p.message, "warn") for p in warnings if p.needs_reason]
        wrong = {p.ref for p in problems}
        blank = (ref for ref in self.numbers if ref not in wrong and self._is_blank(ref, steps))
        self.blank = [self._link(ref) for ref in blank]

    @property
    def blocking(self) -> bool:
        """True while the record cannot be completed."""
        return bool(self.errors or self.reasons)

    @property
    def clean(self) -> bool:
        """True when there is nothing at all to look at."""
        return not self.blocking and not self.blank

    def links(self) -> list[Link]:
        """Headings and links in the order in which they matter."""
        found: list[Link] = []
        for words, links in (
            (tr("Harus diperbaiki ({n})"), self.errors),
            (tr("Perlu alasan ({n})"), self.reasons),
            (tr("Belum diisi, boleh dikosongkan ({n})"), self.blank),
        ):
            if links:
                found += [Link("", "", words.format(n=len(links))), *links]
        return found

    def _is_blank(self, ref: str, steps: Steps) -> bool:
        stop = steps.find(ref)
        return stop is not None and steps.can_answer(stop) and not self._session.state(ref).value

    def _problem(self, ref: str, message: str, tone: str) -> Link:
        return Link(ref, self.numbers.get(ref, ""), self._label(ref), message, tone, tone)

    def _link(self, ref: str) -> Link:
        return Link(ref, self.numbers.get(ref, ""), self._label(ref), "", "dash")

    def _label(self, ref: str) -> str:
        return plain(self._session.state(ref).label) or self._session.question(ref).name


class Review(Overlay):
    """`chosen` carries a ref to go to; `finish` when the record may be completed as it is."""

    chosen = Signal(str)
    finish = Signal()

    def __init__(self, around: QWidget, findings: Findings) -> None:
        super().__init__(around)
        self._findings = findings
        self._list = LinkList()
        self._list.chosen.connect(self._take)
        self._finish = Button(tr("Selesaikan") + "  Ctrl+Enter", "primary")
        self._finish.clicked.connect(self._complete)
        self._finish.allow(not findings.blocking, tr("Perbaiki dulu yang di atas."))
        back = Button(tr("Kembali ke formulir") + "  Esc")
        back.clicked.connect(self.close_it)
        title = Label(self._title(), title=True, bold=True, wrap=True)
        hint = Label(tr("↑ ↓ memilih, Enter menuju pertanyaannya."), token="muted")
        hint.setVisible(not theme.large_text())
        foot = across(hint, None, back, self._finish, margins=(4, 8, 4, 0))
        self.setLayout(down(title, (scrolled(self._list), 1), foot, margins=(20, 12, 20, 12)))
        self._list.show_links(findings.links())
        self.show()
        (self._list if findings.blocking else self._finish).setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Ctrl+Enter completes what can be completed."""
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if enter and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self._complete()
            event.accept()
        else:
            super().keyPressEvent(event)

    def _title(self) -> str:
        if self._findings.blocking:
            count = len(self._findings.errors) + len(self._findings.reasons)
            return tr("Belum dapat diselesaikan: {n} hal").format(n=count)
        return tr("Siap diselesaikan")

    def _complete(self) -> None:
        if not self._findings.blocking:
            self.close_it()
            self.finish.emit()

    def _take(self, ref: str) -> None:
        self.close_it()
        self.chosen.emit(ref)
