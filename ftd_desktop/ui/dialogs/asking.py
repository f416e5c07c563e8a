"""Shows a dialog over its window without stopping the program, and lets go of it when it is closed."""

from __future__ import annotations

from PySide6.QtWidgets import QDialog


def ask(dialog: QDialog) -> None:
    """Open it; what it answers comes by its signals."""
    dialog.finished.connect(dialog.deleteLater)
    dialog.open()
