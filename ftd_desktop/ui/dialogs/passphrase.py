"""Asks for a passphrase once, saying what for."""

from __future__ import annotations

from PySide6.QtWidgets import QDialog, QLineEdit, QWidget

from ftd_desktop.i18n import tr
from ftd_desktop.ui.theme import px
from ftd_desktop.ui.widgets.button import Button
from ftd_desktop.ui.widgets.layout import across, down
from ftd_desktop.ui.widgets.text import Label


class PassphraseDialog(QDialog):
    """`value` is what was typed, after `accepted`."""

    def __init__(self, title: str, words: str, action: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self._typed = QLineEdit()
        self._typed.setEchoMode(QLineEdit.EchoMode.Password)
        self._typed.setAccessibleName(tr("Kata sandi"))
        text = Label(words, wrap=True)
        text.setMinimumWidth(px(380))
        act, cancel = Button(action), Button(tr("Batal"), "primary")
        act.setDefault(True)
        cancel.setAutoDefault(False)
        act.clicked.connect(self.accept)
        cancel.clicked.connect(self.reject)
        self.setLayout(down(text, Label(tr("Kata sandi"), token="muted"), self._typed, across(None, act, cancel),
                            margins=(16, 16, 16, 12), gap=8))
        self._typed.setFocus()

    @property
    def value(self) -> str:
        """The passphrase as typed."""
        return self._typed.text()
