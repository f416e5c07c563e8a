"""The body of a dialog: as large as it needs to be, scrolled where the screen is smaller."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtWidgets import QDialog, QFrame, QScrollArea, QWidget

from ftd_desktop.ui.theme import px

_BAR = 16


def fit(dialog: QDialog) -> None:
    """Grow to what the dialog needs now, within the screen; never shrink under the user's hand."""
    layout, screen = dialog.layout(), dialog.screen()
    if layout is not None and screen is not None:
        most = screen.availableGeometry().size() - QSize(px(24), px(48))
        layout.activate()
        dialog.resize(dialog.size().expandedTo(dialog.sizeHint()).boundedTo(most))


class BodyArea(QScrollArea):
    """Asks for the room its body needs; scrolls down where there is less."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._body = QWidget()
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def hold(self, body: QWidget) -> None:
        """Show `body`, and notice when it needs more room."""
        self._body = body
        self.setWidget(body)
        body.setAutoFillBackground(False)  # setWidget turned it on
        self.viewport().setAutoFillBackground(False)
        body.installEventFilter(self)

    def eventFilter(self, watched: Any, event: QEvent) -> bool:
        """The body's layout has changed: so has this area's wish."""
        if event.type() == QEvent.Type.LayoutRequest:
            self.updateGeometry()
            self.changed.emit()
        return super().eventFilter(watched, event)

    def sizeHint(self) -> QSize:
        """The body's size at its own width."""
        body = self._body
        width = max(body.sizeHint().width(), body.minimumSizeHint().width(), body.minimumWidth())
        high = body.heightForWidth(width) if body.hasHeightForWidth() else body.sizeHint().height()
        return QSize(width + px(_BAR), high + px(4))

    def minimumSizeHint(self) -> QSize:
        """As wide as the body must be, a scroll bar beside it; a few fields high."""
        return QSize(self._body.minimumSizeHint().width() + px(_BAR), min(self.sizeHint().height(), px(240)))
