"""The rule of completion of a cohort, with what another rule would change before it is kept."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QCheckBox, QLineEdit, QWidget

from ftd_desktop.errors import UserError
from ftd_desktop.i18n import tr
from ftd_desktop.programme.cohorts import Cohort
from ftd_desktop.ui.context import Context
from ftd_desktop.ui.dialogs.form import FormDialog, Work
from ftd_desktop.ui.training import later, typed
from ftd_desktop.ui.training.typed import Wrong
from ftd_desktop.ui.widgets.field import Field
from ftd_desktop.ui.widgets.layout import down
from ftd_desktop.ui.widgets.text import Label
from ftd_desktop.wording import figure, percent

NAMED = 6


def rule_words(of: Cohort) -> str:
    """``Hadir paling sedikit 80% dari 48 JP; survei akhir selesai.``"""
    parts = [tr("Hadir paling sedikit {bagian} dari {jp} JP").format(bagian=percent(100 * of.min_share),
                                                                     jp=figure(of.jp_total))]
    parts += [tr("survei akhir selesai")] if of.needs_endline else []
    parts += [tr("tugas akhir diserahkan")] if of.needs_task else []
    return "; ".join(parts) + "."


class RuleDialog(FormDialog):
    """`kept` when the rule was changed."""

    kept = Signal()

    def __init__(self, context: Context, of: Cohort, parent: QWidget | None = None) -> None:
        super().__init__(context, tr("Aturan kelulusan {angkatan}").format(angkatan=of.title), tr("Simpan"), parent)
        self._cohort = of
        line = QLineEdit(f"{100 * of.min_share:g}")
        self._share = Field(tr("Hadir paling sedikit (%)"), line, tr("Bagian dari {jp} JP.").format(
            jp=figure(of.jp_total)))
        self._endline, self._task = QCheckBox(tr("Survei akhir harus selesai")), QCheckBox(
            tr("Tugas akhir harus diserahkan"))
        self._endline.setChecked(of.needs_endline)
        self._task.setChecked(of.needs_task)
        self.effect = Label(wrap=True)
        self.fields = {"share": self._share}
        self.lay_out(down(self._share, self._endline, self._task, self.effect, None, gap=12))
        self._pause = QTimer(self, singleShot=True, interval=150)
        self._pause.timeout.connect(self._try)
        line.textEdited.connect(lambda _: self._pause.start())
        for box in (self._endline, self._task):
            box.toggled.connect(lambda _: self._try())
        self._try()

    def work(self) -> Work | None:
        """A share from 0 to 100."""
        try:
            rule = self._rule(typed.whole(self._share, 0, 100))
        except Wrong:
            return None
        return lambda job: later.records().save_rule(self.context, self._cohort.id, rule)

    def succeeded(self, result: Any) -> None:
        """Say so."""
        self.kept.emit()

    def _rule(self, share: int) -> Any:
        return later.records().Rule(share / 100, self._task.isChecked(), self._endline.isChecked())

    def _try(self) -> None:
        """Ask what the rule as it stands would change."""
        text = self._share.text
        if text.isdecimal() and int(text) <= 100:
            rule = self._rule(int(text))
            self.context.tasks.store(lambda: later.records().what_if(self.context, self._cohort.id, rule), self._show,
                                     self._not_tried, key="training-rule")

    def _show(self, found: tuple[int, int, list[str], list[str]]) -> None:
        now, then, come, go = found
        lines = [tr("Dengan aturan ini {n} memenuhi (sekarang {m}).").format(n=then, m=now)]
        lines += [tr("Menjadi memenuhi: {nama}").format(nama=_names(come))] if come else []
        lines += [tr("Tidak lagi memenuhi: {nama}").format(nama=_names(go))] if go else []
        self.effect.setText("\n".join(lines))
        self.effect.set_token("warn" if go else "text")

    def _not_tried(self, error: BaseException) -> None:
        if not isinstance(error, UserError):
            raise error
        self.effect.setText(str(error))


def _names(names: list[str]) -> str:
    more = len(names) - NAMED
    return ", ".join(names[:NAMED]) + (" " + tr("dan {n} orang lagi").format(n=more) if more > 0 else "")
