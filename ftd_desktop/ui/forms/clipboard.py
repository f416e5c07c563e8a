"""What the clipboard holds for a question that is answered by a file."""

from __future__ import annotations

from PySide6.QtCore import QUrl
from PySide6.QtGui import QGuiApplication, QImage


def clipboard_picture() -> QImage:
    """The picture on the clipboard; a null one when there is none."""
    return QGuiApplication.clipboard().image()


def clipboard_urls() -> list[QUrl]:
    """Files copied in the file manager; none where the clipboard is empty."""
    held = QGuiApplication.clipboard().mimeData()
    return list(held.urls()) if held else []
