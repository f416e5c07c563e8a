"""A sheet that keeps the keyboard while the file is being written, so that nothing is typed beside it."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from ftd_desktop.ui.forms.overlay import Overlay
from ftd_desktop.ui.widgets.layout import down
from ftd_desktop.ui.widgets.text import Label


class BusySheet(Overlay):
    """Says what is being done; no key closes it."""

    def __init__(self, around: QWidget, words: str) -> None:
        super().__init__(around)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(words)
        self.setLayout(down(Label(words, token="muted"), None, margins=(20, 12, 20, 12)))
        self.show()
        self.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Every key is taken and none does anything."""
        event.accept()
