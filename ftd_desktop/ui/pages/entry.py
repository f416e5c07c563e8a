"""Entry, heads down: sections at the left, the paper in the middle, the last round at the right, keys below."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QStackedWidget, QWidget

from ftd_desktop.i18n import tr
from ftd_desktop.ui.context import Context
from ftd_desktop.ui.forms import stillness
from ftd_desktop.ui.forms.practice import PracticeBench
from ftd_desktop.ui.forms.workbench import Workbench
from ftd_desktop.ui.page import Page
from ftd_desktop.ui.widgets.button import Button
from ftd_desktop.ui.widgets.card import EmptyState
from ftd_desktop.ui.widgets.layout import boxed, down, fixed
from ftd_desktop.ui.widgets.text import Label

if TYPE_CHECKING:
    from ftd_desktop.programme.interviews import Desk
    from ftd_desktop.programme.record import OpenRecord


_BEGINS = ("form", "participant", "round", "again")


class EntryPage(Page):
    """``{"record": id}`` takes up a record, ``{"form", "participant", "round"}`` begins one, None goes on.

    ``"again": True`` begins another one for a person who has one already. With both, the record; one that was left
    without an answer is not kept, and another is begun as it was.

    ``{"practice": form, "media": source}`` fills a form in without keeping anything (`media` None: the file's).
    """

    slim_rail = True
    guide = "isian"

    def __init__(self, context: Context) -> None:
        super().__init__(context, tr("Isian survei"))
        self.bench: Workbench | None = None
        self._arriving: OpenRecord | None = None
        self._begun: dict[str, Any] = {}
        self._stack = QStackedWidget()
        self._empty = self._make_empty()
        self._opening = boxed(down(Label(tr("Membuka isian …"), token="muted"), None, margins=16))
        self._stack.addWidget(self._empty)
        self._stack.addWidget(self._opening)
        self._leave = Button(tr("Tunda dan tutup") + "  Esc")
        self._leave.clicked.connect(self._go_back)
        self._clock = fixed(Label(token="muted"), height=32)  # as high as the button beside it
        self._stack.setParent(self)

    def show_with(self, argument: object = None) -> None:
        """Open what is asked for; an open record stays open when it is the one meant."""
        wanted = argument if isinstance(argument, dict) else {}
        if self.bench is not None and (not wanted or self._is_open(wanted)):
            self._show_bench()
            return
        if self._arriving is not None and wanted.get("record") == self._arriving.record_id:
            self._arrive()
            return
        if not wanted:
            self._stack.setCurrentWidget(self._empty)
            return
        self.leave()
        if "practice" in wanted:
            self._sit_at(PracticeBench(self.context, wanted["practice"], wanted.get("media")))
            return
        self._stack.setCurrentWidget(self._opening)
        desk = self.context.interviews
        self._begun = {name: wanted[name] for name in _BEGINS if name in wanted}
        self.context.tasks.store(lambda: _take_up(desk, wanted), self._opened, self._not_opened)

    def leave(self) -> None:
        """Save the draft; leaving is never a question. The record is put away for good when it is saved."""
        if self.bench is not None:
            bench, self.bench = self.bench, None
            self._put_away()
            bench.left.connect(lambda: self._drop(bench))
            bench.stuck.connect(lambda error: self._bring_back(bench, error))
            bench.close_as_draft()

    def first_focus(self) -> QWidget | None:
        """The question that had the keyboard."""
        return self.bench.where_focus_belongs() if self.bench is not None else None

    def minimumSizeHint(self) -> QSize:
        """The paper scrolls by itself, so the page fits any window; a layout would ask for its wrapped height."""
        return QSize(600, 320)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """All of the page is the stack."""
        self._stack.setGeometry(self.rect())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc leaves; everything else belongs to the workbench."""
        if self.bench is not None and self.bench.take_key(event):
            event.accept()
        elif event.key() == Qt.Key.Key_Escape and self.bench is not None:
            self._go_back()
        else:
            super().keyPressEvent(event)

    def _opened(self, record: OpenRecord) -> None:
        """Name the record in the window's trail, so that a rebuilt window opens this one again, then show it."""
        self._arriving = record
        self.go.emit("entry", {"record": record.record_id, **self._begun})
        if self._arriving is not None:
            self._arrive()

    def _arrive(self) -> None:
        record, self._arriving = self._arriving, None
        assert record is not None
        self._sit_at(Workbench(self.context, record))

    def _sit_at(self, bench: Workbench) -> None:
        self.bench = bench
        bench.finished.connect(lambda: self._finished(bench))
        bench.moved.connect(self._moved)
        bench.clock.connect(self._clock.setText)
        self._stack.addWidget(bench)
        self._show_bench()
        bench.start()
        stillness.begin()

    def _not_opened(self, error: BaseException) -> None:
        self._stack.setCurrentWidget(self._empty)
        raise error

    def _show_bench(self) -> None:
        assert self.bench is not None
        self._stack.setCurrentWidget(self.bench)
        practice = isinstance(self.bench, PracticeBench)
        self._leave.say((tr("Tutup latihan") if practice else tr("Tunda dan tutup")) + "  Esc")
        self.head_actions = (self._clock, self._leave)
        self.set_head(self.bench.title, self.bench.subtitle)

    def _is_open(self, wanted: dict[str, Any]) -> bool:
        record = self.bench.session.record if self.bench is not None else None
        if record is None:
            return False
        if "practice" in wanted:
            return isinstance(self.bench, PracticeBench) and record.form is wanted["practice"]
        return record.record_id == wanted.get("record")

    def _moved(self, record: OpenRecord) -> None:
        """The draft is in a newer version of its form now: show it afresh."""
        if self.bench is not None:
            bench, self.bench = self.bench, None
            self._put_away()
            self._drop(bench)
        self._arriving = record
        self._arrive()

    def _finished(self, bench: Workbench) -> None:
        """Go back, unless the user has gone elsewhere meanwhile."""
        here, self.bench = self.bench is bench, None if self.bench is bench else self.bench
        self._drop(bench)
        if here:
            self._put_away()
            self.go.emit("back", None)

    def _go_back(self) -> None:
        self.leave()
        self.go.emit("back", None)

    def _bring_back(self, bench: Workbench, error: BaseException) -> None:
        """The draft could not be saved: show it again rather than lose it, and say why."""
        if self.bench is None:
            self.bench = bench
            self.go.emit("entry", None)
            self._show_bench()
        raise error

    def _put_away(self) -> None:
        stillness.end()
        self._stack.setCurrentWidget(self._empty)
        self.head_actions = ()
        self.set_head(tr("Isian survei"), "")

    def _drop(self, bench: Workbench) -> None:
        bench.session.close()
        self._stack.removeWidget(bench)
        bench.deleteLater()

    def _make_empty(self) -> QWidget:
        button = Button(tr("Buka daftar peserta"), "primary", icon="people")
        button.clicked.connect(lambda: self.go.emit("participants", {"search": ""}))
        words = tr("Belum ada isian yang terbuka. Cari peserta, lalu mulai survei; draf ada di Beranda.")
        return boxed(down(EmptyState(words, button), None, margins=16))


def _take_up(desk: Desk, wanted: dict[str, Any]) -> OpenRecord:
    """The record that is asked for, or a new one; on the file's thread."""
    record = wanted.get("record")
    if record is not None and ("form" not in wanted or desk.holds(str(record))):
        return desk.resume(str(record))
    asked = (str(wanted["form"]), wanted.get("participant"), wanted.get("round"))
    return desk.start(*asked, again=bool(wanted.get("again")))
