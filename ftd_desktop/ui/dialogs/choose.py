"""Chooses one of a few things."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtWidgets import QComboBox, QDialog, QWidget

from ftd_desktop.i18n import tr
from ftd_desktop.ui.theme import px
from ftd_desktop.ui.widgets.button import Button
from ftd_desktop.ui.widgets.layout import across, down
from ftd_desktop.ui.widgets.text import Label


class ChooseDialog(QDialog):
    """`options` are value -> words; `value` is the chosen one after `accepted`. Esc leaves everything as it was."""

    def __init__(self, question: str, options: Mapping[str, str], action: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(question)
        self._combo = QComboBox()
        self._combo.setAccessibleName(question)
        for key, words in options.items():
            self._combo.addItem(words, key)
        act, cancel = Button(action, "primary"), Button(tr("Batal"))
        act.setDefault(True)
        act.allow(bool(options), tr("Tidak ada pilihan."))
        act.clicked.connect(self.accept)
        cancel.clicked.connect(self.reject)
        self.setLayout(down(Label(question, bold=True, wrap=True), self._combo, across(None, cancel, act),
                            margins=(16, 16, 16, 12), gap=12))
        self.setMinimumWidth(px(380))

    @property
    def value(self) -> str:
        """The chosen value."""
        return str(self._combo.currentData())
