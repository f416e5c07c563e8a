"""Hands out an assignment: the file to save, and the one-time code that is shown this once."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QDialog, QFileDialog, QWidget

from ftd_desktop.errors import UserError
from ftd_desktop.i18n import tr
from ftd_desktop.ui.context import Context
from ftd_desktop.ui.dialogs.asking import ask
from ftd_desktop.ui.dialogs.message import QuestionDialog
from ftd_desktop.ui.theme import px
from ftd_desktop.ui.widgets.body_area import BodyArea, fit
from ftd_desktop.ui.widgets.button import Button
from ftd_desktop.ui.widgets.card import Card
from ftd_desktop.ui.widgets.code_card import CodeCard
from ftd_desktop.ui.widgets.layout import across, boxed, down
from ftd_desktop.ui.widgets.text import Label

if TYPE_CHECKING:
    from ftd_desktop.sync.enrolment import Assignment


class AssignmentDialog(QDialog):
    """Closing before the file was saved asks first: file and code cannot be had again."""

    def __init__(self, context: Context, assignment: Assignment, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Surat tugas siap"))
        self._context, self._assignment = context, assignment
        self.saved: Path | None = None
        self.save = Button(tr("Simpan surat tugas …"), "primary")
        self.close_button = Button(tr("Tutup"))
        self._told = Label(assignment.name, token="muted", wrap=True)
        self.save.clicked.connect(self._ask_place)
        self.close_button.clicked.connect(self.reject)
        self._build()
        self.save.setFocus()

    def save_to(self, place: Path) -> None:
        """Write the file there."""
        assignment = self._assignment
        self._context.tasks.pool(lambda: _data().save(assignment, place), self._was_saved, self._not_saved)

    def reject(self) -> None:
        """Close, or ask first while the file is not saved."""
        if self.saved is not None:
            super().reject()
            return
        question = QuestionDialog(
            tr("Berkas surat tugas belum disimpan. Bila ditutup sekarang, berkas dan kodenya tidak dapat dilihat lagi, "
               "dan surat tugas baru harus dibuat."), tr("Tutup tanpa menyimpan"), self, title=tr("Belum disimpan"))
        question.accepted.connect(super().reject)
        ask(question)

    def _build(self) -> None:
        first = Card(down(
            Label(tr("1. Simpan berkasnya dan kirim kepada petugas"), bold=True),
            Label(tr("Lewat WhatsApp, surel, atau flashdisk: isinya tersandi."), token="muted", wrap=True),
            across(self.save, (self._told, 1)), margins=(16, 12, 16, 12)))
        second = Card(down(
            Label(tr("2. Bacakan kode ini lewat telepon"), bold=True),
            Label(tr("Jangan dikirim bersama berkasnya. Sebut kelompok demi kelompok, minta petugas mengulang:"),
                  token="muted", wrap=True),
            CodeCard(self._assignment.code),
            Label(tr("Kode hanya tampil sekali ini dan hanya berlaku untuk berkas ini."), token="warn", wrap=True),
            margins=(16, 12, 16, 12), gap=10), tone="warn")
        body, area = boxed(down(first, second, gap=12)), BodyArea()
        body.setMinimumWidth(px(488))
        area.hold(body)
        area.changed.connect(lambda: fit(self))
        self.setLayout(down((area, 1), across(None, self.close_button), margins=(16, 16, 16, 12), gap=12))

    def _ask_place(self) -> None:
        chosen, _ = QFileDialog.getSaveFileName(self, tr("Simpan surat tugas"), self._assignment.name,
                                                tr("Surat tugas FTD (*.ftd)"))
        if chosen:
            self.save_to(Path(chosen))

    def _was_saved(self, place: Path) -> None:
        self.saved = place
        self._say(tr("Tersimpan: {berkas}").format(berkas=place), "ok")
        self.save.say(tr("Simpan lagi …"))
        self.close_button.setFocus()

    def _not_saved(self, error: BaseException) -> None:
        if not isinstance(error, UserError):
            raise error
        self._say(str(error), "error")

    def _say(self, words: str, token: Any) -> None:
        self._told.setText(words)
        self._told.set_token(token)


def _data() -> Any:
    from ftd_desktop.ui.models import officer_data

    return officer_data
