"""A new passphrase typed twice, with a plain word on how strong it is."""

from __future__ import annotations

from PySide6.QtWidgets import QLineEdit, QWidget

from ftd_desktop.i18n import tr
from ftd_desktop.ui.models.strength import judge
from ftd_desktop.ui.widgets.field import Field
from ftd_desktop.ui.widgets.layout import down


class NewPassphrase(QWidget):
    """`check()` before using `value`."""

    def __init__(self, title: str = "") -> None:
        super().__init__()
        self._first, self._again = QLineEdit(), QLineEdit()
        for line in (self._first, self._again):
            line.setEchoMode(QLineEdit.EchoMode.Password)
        self.first = Field(title or tr("Kata sandi"), self._first, judge("").words)
        self.again = Field(tr("Kata sandi sekali lagi"), self._again)
        self._first.textEdited.connect(self._judge)
        self.setLayout(down(self.first, self.again, gap=12))

    @property
    def value(self) -> str:
        """The passphrase as typed: blanks count."""
        return self._first.text()

    def check(self) -> bool:
        """Whether it will do; what is wrong is said beside the field."""
        found = judge(self.value)
        if not found.accepted:
            self.first.refuse(found.words if self.value else tr("Tulis kata sandi."))
            return False
        if self._again.text() != self.value:
            self.again.refuse(tr("Tidak sama dengan yang pertama. Tulis sekali lagi."))
            return False
        return True

    def _judge(self, text: str) -> None:
        found = judge(text)
        self.first.advise(found.words, found.tone if found.level != "short" else "muted")
