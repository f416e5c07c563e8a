"""A sentence typed, and what the data make of it; without one, what must be read beside the figures."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLineEdit

from ftd_desktop.i18n import tr
from ftd_desktop.ui.widgets.card import Card
from ftd_desktop.ui.widgets.layout import across, down
from ftd_desktop.ui.widgets.text import Icon, Label


class ClaimCard(Card):
    """`typed` with every change of the sentence; `say` what to answer."""

    typed = Signal()

    def __init__(self) -> None:
        super().__init__(fill="raised")
        self.field = QLineEdit()
        self.field.setPlaceholderText(tr("Periksa kalimat, misalnya: pendapatan naik rata-rata 330%"))
        self.field.setAccessibleName(tr("Periksa sebuah kalimat"))
        self.field.textChanged.connect(lambda _: self.typed.emit())
        self.words = Label(wrap=True)
        self.words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        words = across(Icon("info", "accent"), (self.words, 1), gap=12)
        self.setLayout(down(self.field, words, margins=(16, 10, 16, 10), gap=10))

    @property
    def sentence(self) -> str:
        """What is typed."""
        return self.field.text()

    def say(self, words: str) -> None:
        """The answer."""
        self.words.setText(words)
