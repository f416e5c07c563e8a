"""Copies a day of sessions to another day."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from ftd_desktop.i18n import tr
from ftd_desktop.ui.context import Context
from ftd_desktop.ui.dialogs.form import FormDialog, Work
from ftd_desktop.ui.training import later, typed
from ftd_desktop.ui.training.typed import Wrong
from ftd_desktop.ui.widgets.field import Field
from ftd_desktop.ui.widgets.layout import down
from ftd_desktop.ui.widgets.text import Label
from ftd_desktop.wording import long_date


class CopyDialog(FormDialog):
    """A week later is offered. `copied` carries how many sessions were made."""

    copied = Signal(int)

    def __init__(self, context: Context, cohort_id: str, source: date, parent: QWidget | None = None) -> None:
        super().__init__(context, tr("Salin hari"), tr("Salin"), parent)
        self._cohort_id, self._source = cohort_id, source
        about = Label(tr("Semua sesi {tanggal} disalin tanpa presensi, dengan nomor sesudah yang terakhir.").format(
            tanggal=long_date(source)), wrap=True)
        self._target = Field(tr("Ke tanggal"), QLineEdit(long_date(source + timedelta(days=7))))
        self.fields = {"target": self._target}
        self.lay_out(down(about, self._target, None, gap=12))

    def work(self) -> Work | None:
        """A day."""
        try:
            target = typed.day(self._target, self.context.now().date())
        except Wrong:
            return None
        return lambda job: later.records().copy_day(self.context, self._cohort_id, self._source, target)

    def succeeded(self, result: Any) -> None:
        """Say how many."""
        self.copied.emit(result)
