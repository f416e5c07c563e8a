"""Asks for an exception to the rule, with a reason and a second person, and takes one back."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget

from ftd_desktop.i18n import tr
from ftd_desktop.programme.overrides import Override
from ftd_desktop.ui.context import Context
from ftd_desktop.ui.dialogs.form import FormDialog, Work
from ftd_desktop.ui.theme import px
from ftd_desktop.ui.training import later
from ftd_desktop.ui.widgets.field import Field
from ftd_desktop.ui.widgets.layout import down
from ftd_desktop.ui.widgets.text import Label


class RequestDialog(FormDialog):
    """`asked` carries whether it was approved at once."""

    asked = Signal(bool)

    def __init__(self, context: Context, cohort_id: str, participant_id: str, name: str,
                 parent: QWidget | None = None) -> None:
        super().__init__(context, tr("Minta pengecualian"), tr("Minta"), parent)
        self._cohort_id, self._participant_id = cohort_id, participant_id
        self.reason = _reason()
        self.second = QLineEdit()
        self._second = Field(tr("Kode petugas orang kedua, bila ia hadir di sini"), self.second,
                             tr("Kosongkan bila ia menyetujui di laptopnya sendiri sesudah data digabungkan: itu bukti "
                                "yang lebih kuat."))
        self.fields = {"reason": Field(tr("Alasan, dalam kalimat"), self.reason), "second": self._second}
        about = Label(tr("{nama} akan dianggap memenuhi syarat walau belum. Alasan dan kedua nama tercatat dan tampil "
                         "di daftar kelulusan.").format(nama=name), wrap=True)
        self.lay_out(down(about, self.fields["reason"], self._second, None, gap=12))

    def work(self) -> Work | None:
        """The reason and the second person are judged where they are kept."""
        reason, second = self.reason.toPlainText(), self._second.text
        self.fields["reason"].clear()
        return lambda job: later.records().request(self.context, self._participant_id, self._cohort_id, reason, second)

    def succeeded(self, result: Any) -> None:
        """Say whether it counts already."""
        self.asked.emit(bool(result))


class WithdrawDialog(FormDialog):
    """`gone` when it was taken back."""

    gone = Signal()

    def __init__(self, context: Context, standing: Override, name: str, parent: QWidget | None = None) -> None:
        title = tr("Cabut pengecualian") if standing.granted else tr("Tolak permintaan")
        super().__init__(context, title, title, parent)
        self._id = standing.id
        self.reason = _reason()
        self.fields = {"reason": Field(tr("Alasan, dalam kalimat"), self.reason)}
        self.lay_out(down(Label(f"{name}. {standing.words}", wrap=True), self.fields["reason"], None, gap=12))

    def work(self) -> Work | None:
        """The reason is judged where it is kept."""
        reason = self.reason.toPlainText()
        return lambda job: later.records().withdraw(self.context, self._id, reason)

    def succeeded(self, result: Any) -> None:
        """Say so."""
        self.gone.emit()


def _reason() -> QPlainTextEdit:
    made = QPlainTextEdit()
    made.setTabChangesFocus(True)
    made.setAccessibleName(tr("Alasan, dalam kalimat"))
    made.setFixedHeight(px(84))
    return made
