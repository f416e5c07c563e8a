"""Backs up by itself: when the file is opened and every hour after, if a working day has passed."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer

from ftd_desktop.store.backup import Health
from ftd_desktop.ui.main_window import MainWindow
from ftd_desktop.ui.models import backup_data

HOUR = 60 * 60 * 1000


class AutoBackup(QObject):
    """Lives as long as the window; failures show in the health of the backup, never as a message in the way."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._timer = QTimer(self, interval=HOUR)
        self._timer.timeout.connect(self.look)
        self._timer.start()
        window.context.signals.backed_up.connect(self._read)
        self.look()
        self._read()

    def look(self) -> None:
        """Back up if it is time."""
        context = self._window.context
        context.tasks.store(lambda: backup_data.back_up_when_due(context), self._show)

    def _read(self) -> None:
        context = self._window.context
        context.tasks.store(lambda: backup_data.health(context), self._show)

    def _show(self, health: Health | None) -> None:
        if health is not None:
            self._window.set_backup(self._window.context.local(health.at))
