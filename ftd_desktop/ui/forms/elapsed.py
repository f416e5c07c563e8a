"""Says since when and for how long a record has been open."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import QObject, QTimer, Signal

from ftd_desktop import wording
from ftd_desktop.i18n import tr

_MINUTE = 60_000


class Elapsed(QObject):
    """`said` carries the words, now and every minute from then on."""

    said = Signal(str)

    def __init__(self, now: Callable[[], datetime], parent: QObject) -> None:
        super().__init__(parent)
        self._now, self._since = now, now()
        self._ticking = QTimer(self, interval=_MINUTE)
        self._ticking.timeout.connect(self.say)
        self._ticking.start()

    def say(self) -> None:
        """Say it."""
        minutes = int((self._now() - self._since).total_seconds() // 60)
        words = tr("Mulai {jam} · {menit} menit").format(jam=wording.clock(self._since), menit=minutes)
        self.said.emit(words)
