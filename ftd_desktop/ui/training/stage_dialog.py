"""Moves members to a stage: which, from which day, and why; leaving needs a reason."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from ftd_desktop.i18n import tr
from ftd_desktop.programme.cohorts import STAGES, Member, stage_label
from ftd_desktop.ui.context import Context
from ftd_desktop.ui.dialogs.form import FormDialog, Work
from ftd_desktop.ui.training import later, typed
from ftd_desktop.ui.training.typed import Wrong
from ftd_desktop.ui.widgets.choice import ChoiceRow
from ftd_desktop.ui.widgets.field import Field, needed
from ftd_desktop.ui.widgets.layout import down
from ftd_desktop.ui.widgets.text import Label
from ftd_desktop.wording import long_date

NAMED = 4


class StageDialog(FormDialog):
    """`moved` carries a `programme.stages.Moved`."""

    moved = Signal(object)

    def __init__(self, context: Context, members: Sequence[Member], stage: str | None = None,
                 parent: QWidget | None = None) -> None:
        title = tr("Keluarkan dari angkatan") if stage == "left" else tr("Ubah tahap")
        super().__init__(context, title, tr("Catat"), parent)
        self._members = members
        names = ", ".join(one.name for one in members[:NAMED])
        more = "" if len(members) <= NAMED else " " + tr("dan {n} orang lagi").format(n=len(members) - NAMED)
        self._stage = ChoiceRow(tr("Tahap"), {one: stage_label(one) for one in STAGES}, stage or members[0].stage)
        self._since = Field(tr("Sejak"), QLineEdit(long_date(context.now().date())))
        self._reason = Field(tr("Alasan"), QLineEdit(), tr("Wajib bila keluar; tercatat bersama nama Anda."))
        self.fields = {"since": self._since, "reason": self._reason}
        self.lay_out(down(Label(names + more, bold=True, wrap=True), self._stage, self._since, self._reason, None,
                          gap=12))

    def work(self) -> Work | None:
        """The day, and a reason for who leaves."""
        stage = self._stage.value()
        try:
            since = typed.day(self._since, self.context.now().date())
        except Wrong:
            return None
        if stage == "left" and not needed(self._reason, words=tr("Tulis mengapa peserta ini keluar.")):
            return None
        ids, reason = [one.id for one in self._members], self._reason.text
        return lambda job: later.records().set_stages(self.context, ids, stage, since, reason)

    def succeeded(self, result: Any) -> None:
        """Say what was moved."""
        self.moved.emit(result)
