"""Asks for the passphrase of the file; the answer is tried elsewhere and a refusal shown here."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialog, QLineEdit, QWidget

from ftd_desktop.i18n import tr
from ftd_desktop.ui.theme import px
from ftd_desktop.ui.widgets.button import Button
from ftd_desktop.ui.widgets.layout import across, down
from ftd_desktop.ui.widgets.text import Icon, Label


class UnlockDialog(QDialog):
    """Stays open until the file opens (`accept`) or the user gives up; `tried` carries each passphrase."""

    tried = Signal(str)

    def __init__(self, file_name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Buka kunci"))
        self._typed = QLineEdit()
        self._typed.setEchoMode(QLineEdit.EchoMode.Password)
        self._typed.setAccessibleName(tr("Kata sandi berkas"))
        self._typed.setMinimumWidth(px(320))
        self._message = Label(wrap=True, token="error", bold=True)
        self._open, cancel = Button(tr("Buka"), "primary"), Button(tr("Keluar"))
        self._open.setDefault(True)
        self._open.clicked.connect(self._try)
        cancel.clicked.connect(self.reject)
        label = Label(tr("Kata sandi berkas"))
        label.setBuddy(self._typed)
        self.setLayout(down(
            across(Icon("lock", "accent", 20), (Label(file_name, bold=True), 1)), label, self._typed, self._message,
            across(None, cancel, self._open), margins=(16, 16, 16, 12), gap=8,
        ))
        self._typed.setFocus()

    @property
    def message(self) -> str:
        """Why the file did not open, as shown."""
        return self._message.text()

    def refuse(self, message: str) -> None:
        """Say why the file did not open, and let the user try again."""
        self._message.setText(message)
        self._allow(True)
        self._typed.selectAll()
        self._typed.setFocus()

    def _try(self) -> None:
        self._allow(False)
        self._message.setText("")
        self.tried.emit(self._typed.text())

    def _allow(self, allowed: bool) -> None:
        """Deriving the key takes a moment (Argon2id): no second try meanwhile."""
        self._typed.setEnabled(allowed)
        self._open.setEnabled(allowed)
        self._open.say(tr("Buka") if allowed else tr("Membuka…"))
