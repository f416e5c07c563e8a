"""Locks the window when nobody has touched it for a while, or at once by Ctrl+Shift+L; the passphrase opens it."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication

from ftd_desktop.errors import UserError
from ftd_desktop.ui.dialogs.unlock import UnlockDialog
from ftd_desktop.ui.main_window import MainWindow
from ftd_desktop.ui.widgets.text import Fill

MINUTE = 60_000
_TOUCHES = (QEvent.Type.KeyPress, QEvent.Type.MouseButtonPress, QEvent.Type.Wheel, QEvent.Type.MouseMove)


class IdleLock(QObject):
    """Watches the window's own native events (few), not the application's (many).

    While another dialog stands open the window waits: locking would hide what the user was asked.
    """

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._timer = QTimer(self, singleShot=True)
        self._timer.timeout.connect(self._time_is_up)
        self._cover: Fill | None = None
        self._dialog: UnlockDialog | None = None
        window.windowHandle().installEventFilter(self)
        QShortcut(QKeySequence("Ctrl+Shift+L"), window, self.lock)
        window.context.signals.look_changed.connect(self.restart)
        self.restart()

    def restart(self) -> None:
        """Begin to count anew, for as long as the preferences say; 0 never locks."""
        minutes = self._window.context.preferences.lock_minutes
        if minutes and self._dialog is None:
            self._timer.start(minutes * MINUTE)
        else:
            self._timer.stop()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """A touch begins the count anew."""
        if event.type() in _TOUCHES and self._timer.isActive():
            self._timer.start()
        return False

    def lock(self) -> None:
        """Save what the page holds, cover the window, and ask for the passphrase."""
        if self._dialog is not None:
            return
        window = self._window
        window.page.leave()
        window.context.copies.clear()
        self._cover = Fill("window")
        self._cover.setParent(window)
        self._cover.setGeometry(window.rect())
        self._cover.show()
        self._dialog = UnlockDialog(window.context.opened.path.name, window)
        self._dialog.tried.connect(self._try)
        self._dialog.rejected.connect(window.close)
        self._dialog.open()

    def _time_is_up(self) -> None:
        if QApplication.activeModalWidget() is None:
            self.lock()
        else:
            self.restart()

    def _try(self, passphrase: str) -> None:
        context = self._window.context
        context.tasks.store(lambda: context.opened.check_passphrase(passphrase), self._open, self._refuse)

    def _open(self, _: Any) -> None:
        dialog, cover = self._dialog, self._cover
        self._dialog = self._cover = None
        if dialog is not None and cover is not None:
            dialog.accept()
            cover.hide()
            cover.deleteLater()
        self._window.show_again()
        self.restart()

    def _refuse(self, error: BaseException) -> None:
        if not isinstance(error, UserError):
            raise error
        if self._dialog is not None:
            self._dialog.refuse(str(error))
