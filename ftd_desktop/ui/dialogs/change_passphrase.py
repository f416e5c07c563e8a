"""Changes the passphrase of the open file."""

from __future__ import annotations

from PySide6.QtWidgets import QLineEdit, QWidget

from ftd_desktop.i18n import tr
from ftd_desktop.ui.context import Context
from ftd_desktop.ui.dialogs.form import FormDialog, Work
from ftd_desktop.ui.models.refusal import beside
from ftd_desktop.ui.widgets.field import Field
from ftd_desktop.ui.widgets.layout import down
from ftd_desktop.ui.widgets.new_passphrase import NewPassphrase
from ftd_desktop.ui.widgets.text import Label


class ChangePassphraseDialog(FormDialog):
    """The old one is asked for: whoever finds the window open must not lock its owner out."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, tr("Ganti kata sandi"), tr("Ganti kata sandi"), parent)
        old = QLineEdit()
        old.setEchoMode(QLineEdit.EchoMode.Password)
        self.old = Field(tr("Kata sandi sekarang"), old)
        self.new = NewPassphrase(tr("Kata sandi baru"))
        self.fields = {"old": self.old, "new": self.new.first}
        about = tr("Cadangan yang sudah dibuat tetap dibuka dengan kata sandi saat cadangan itu dibuat.")
        self.lay_out(down(self.old, self.new, Label(about, token="muted", wrap=True), gap=12))
        self._old = old

    def work(self) -> Work | None:
        """The old one is checked against the file, the new one here."""
        if not self._old.text():
            self.old.refuse(tr("Tulis kata sandi yang berlaku sekarang."))
            return None
        if not self.new.check():
            return None
        context, old, new = self.context, self._old.text(), self.new.value

        def change(job: object) -> None:
            with beside("old"):
                context.opened.check_passphrase(old)
            with beside("new"):
                context.opened.change_passphrase(new)
            context.opened.journal("passphrase changed", {})

        return change
