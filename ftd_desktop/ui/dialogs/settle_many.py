"""Settles many conflicts alike at once: which ones, by which rule, and how many, before anything is written."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from ftd_desktop.i18n import tr
from ftd_desktop.ui.context import Context
from ftd_desktop.ui.dialogs.form import FormDialog, Work
from ftd_desktop.ui.widgets.choice import ChoiceRow
from ftd_desktop.ui.widgets.field import Field
from ftd_desktop.ui.widgets.layout import down
from ftd_desktop.ui.widgets.text import Label
from ftd_desktop.wording import number

if TYPE_CHECKING:
    from ftd_desktop.sync.settling import Settled
    from ftd_desktop.ui.models.conflict_data import ShownConflict
    from ftd_desktop.ui.models.settling_data import Plan, Way

ALIKE, ALL = "alike", "all"


class SettleManyDialog(FormDialog):
    """`settled` carries what the batch did."""

    settled = Signal(object)

    def __init__(self, context: Context, one: ShownConflict, shown: Sequence[ShownConflict], ways: Sequence[Way],
                 parent: QWidget | None = None) -> None:
        super().__init__(context, tr("Selesaikan bentrok yang serupa"), tr("Selesaikan semua"), parent)
        same = (one.conflict.table, one.conflict.field)
        self._sets = {ALIKE: [each for each in shown if (each.conflict.table, each.conflict.field) == same],
                      ALL: list(shown)}
        self._ways = list(ways)
        self._about = ChoiceRow(tr("Bentrok yang mana"), {
            ALIKE: tr("{apa} ({n})").format(apa=one.question, n=number(len(self._sets[ALIKE]))),
            ALL: tr("semua bentrok ({n})").format(n=number(len(shown)))}, ALIKE)
        self._rule = ChoiceRow(tr("Aturan: pakai"), {n: way.words for n, way in enumerate(self._ways)}, 0)
        self._reason = Field(tr("Alasan"), QLineEdit(), tr("Boleh kosong. Tercatat di riwayat."))
        self._count, self._examples = Label(bold=True, wrap=True), Label(token="muted", wrap=True)
        self._plan: Plan | None = None
        self._about.chosen.connect(self._show)
        self._rule.chosen.connect(self._show)
        note = tr("Nilai yang kalah tetap ada di riwayat, dan penyelesaian ini dapat diurungkan.")
        self.lay_out(down(self._about, self._rule, self._count, self._examples, self._reason,
                          Label(note, token="muted", wrap=True), gap=12), width=520)
        self._show()

    def work(self) -> Work | None:
        """The plan as it is shown."""
        plan, rule, reason = self._plan, self._ways[self._rule.value()].rule, self._reason.text
        return (lambda job: _data().settle(self.context, job, plan, rule, reason)) if plan is not None else None

    def succeeded(self, result: Settled) -> None:
        """Tell what came of it."""
        self.settled.emit(result)

    def _show(self) -> None:
        plan: Plan = _data().plan(self._sets[self._about.value()], self._ways[self._rule.value()])
        self._plan = plan
        self._count.setText(plan.words)
        self._examples.setText("\n".join(plan.examples))
        self.rename(tr("Selesaikan {n} bentrok").format(n=number(len(plan.chosen))))
        self.act.allow(bool(plan.chosen), tr("Aturan ini tidak kena satu pun."))


def _data() -> Any:
    from ftd_desktop.ui.models import settling_data  # loads the carry: with the page

    return settling_data
