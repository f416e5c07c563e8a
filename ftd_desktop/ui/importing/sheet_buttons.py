"""What can be done with sheets for the form chosen in the list: a blank one, one that comes in, the last one undone."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from ftd_desktop import wording
from ftd_desktop.i18n import tr
from ftd_desktop.ui.context import Context
from ftd_desktop.ui.dialogs.asking import ask
from ftd_desktop.ui.widgets.button import Button
from ftd_desktop.ui.widgets.layout import down, wide

if TYPE_CHECKING:
    from ftd_desktop.forms.definition import Form
    from ftd_desktop.programme.importing.bringing import LastImport, TakenBack

OWN_LISTS = ("ftd_presensi", "ftd_kelulusan")
"""Forms whose records come in by lists of their own, on the page Pelatihan."""


class SheetButtons(QWidget):
    """`wanted`: a sheet is to come in for the form; `said`: how a thing ended."""

    wanted = Signal(object)
    said = Signal(str)

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.context = context
        self._form: Form | None = None
        self._last: LastImport | None = None
        self.bring = wide(Button(tr("Impor dari lembar …"), shortcut="Ctrl+I"))
        self.bring.clicked.connect(lambda: self.wanted.emit(self._form))
        self.blank = wide(Button(tr("Lembar kosong …"), "link"))
        self.blank.clicked.connect(self.write_blank)
        self.undo = wide(Button(tr("Urungkan impor terakhir …"), "link"))
        self.undo.clicked.connect(self.ask_to_undo)
        self.setLayout(down(self.bring, self.blank, self.undo, gap=4))
        self.show_form(None)

    def show_form(self, form: Form | None) -> None:
        """Offer what can be done for a form."""
        offered = form is not None and form.form_id not in OWN_LISTS
        self._form, self._last = (form if offered else None), None
        self.setVisible(offered)
        self.undo.hide()
        if form is not None and offered:
            self.context.tasks.store(lambda: _data().last(self.context, form), self._offer_undo, key="last import")

    def write_blank(self) -> None:
        """Ask where, then write the form's blank sheet, to be filled in elsewhere and imported."""
        form = self._form
        if form is None:
            return
        chosen, _ = QFileDialog.getSaveFileName(self, tr("Lembar kosong …"), f"{form.form_id}-kosong.xlsx",
                                                "Excel (*.xlsx)")
        if chosen:
            target = Path(chosen).with_suffix(".xlsx")
            self.context.tasks.pool(lambda: _data().write_blank(self.context, form, target), self._written)

    def ask_to_undo(self) -> None:
        """Take the last import back, after asking."""
        from ftd_desktop.ui.dialogs.message import QuestionDialog

        last = self._last
        if last is None:
            return
        words = tr("Keluarkan lagi {n} catatan yang masuk dari {nama}? Yang sudah dikerjakan orang sesudahnya tetap.")
        question = QuestionDialog(words.format(n=wording.number(len(last.brought.records)), nama=last.name),
                                  tr("Keluarkan"), self)
        question.accepted.connect(lambda: self._undo(last))
        ask(question)

    def _undo(self, last: LastImport) -> None:
        self.context.tasks.store(lambda: _data().take_back(self.context, last.brought), self._went)

    def _offer_undo(self, last: LastImport | None) -> None:
        self._last = last
        self.undo.setVisible(last is not None)

    def _written(self, path: Path) -> None:
        self.said.emit(tr("Tersimpan: {berkas}").format(berkas=path))

    def _went(self, taken: TakenBack) -> None:
        self.said.emit(_data().taken_words(taken))
        self.context.signals.saved.emit(self.context.now())
        self.context.signals.data_changed.emit()


def _data() -> Any:
    from ftd_desktop.ui.importing import import_data  # loads the store and the spreadsheets: when they are wanted

    return import_data
