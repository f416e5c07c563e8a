"""Ctrl+Enter: checks the whole record, shows what is left, and completes it on the file's thread."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from ftd_desktop.ui.context import Context
from ftd_desktop.ui.forms.guide import Guide
from ftd_desktop.ui.forms.review import Findings, Review
from ftd_desktop.ui.forms.session import Session


class Finishing(QObject):
    """`checked` carries the refs to show afresh, `laid` the review sheet, `busy` whether the file is being written."""

    checked = Signal(object)
    laid = Signal(object)
    busy = Signal(bool)
    finished = Signal()

    def __init__(self, context: Context, session: Session, guide: Guide, middle: QWidget) -> None:
        super().__init__(middle)
        self._context, self._session, self._guide, self._middle = context, session, guide, middle

    def check(self) -> None:
        """Complete the record when there is nothing to look at, else show errors, reasons wanted and blanks."""
        self._guide.paper.commit()
        self._session.check_all()
        self.checked.emit(frozenset(asked.ref for section in self._guide.sections for asked in section.asked()))
        findings = Findings(self._session, self._guide.sections, self._guide.steps)
        if findings.clean:
            self._complete()
            return
        sheet = Review(self._middle, findings)
        self.laid.emit(sheet)
        sheet.chosen.connect(self._guide.go_to_ref)
        sheet.finish.connect(self._complete)

    def _complete(self) -> None:
        self.busy.emit(True)
        self._context.tasks.store(self._session.finish, self._completed, self._failed)

    def _completed(self, left: list[object]) -> None:
        self.busy.emit(False)
        if left:
            self.check()
            return
        self._context.signals.saved.emit(self._context.now())
        self._context.signals.data_changed.emit()
        self.finished.emit()

    def _failed(self, error: BaseException) -> None:
        self.busy.emit(False)
        self._guide.go_to_ref(self._session.record.last_ref or "")
        raise error
