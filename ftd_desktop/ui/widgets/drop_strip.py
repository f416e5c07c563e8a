"""The strip at the top of the carry pages: what can be done with files, how far a job is, what came of it."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QWidget

from ftd_desktop.i18n import tr
from ftd_desktop.ui.theme import Token
from ftd_desktop.ui.widgets.button import Button
from ftd_desktop.ui.widgets.card import Card
from ftd_desktop.ui.widgets.layout import across, boxed, down, fixed
from ftd_desktop.ui.widgets.signs import Bar
from ftd_desktop.ui.widgets.text import Elided, Icon, Label
from ftd_desktop.wording import percent


class DropStrip(Card):
    """Two lines of words, a progress bar while something runs, and buttons; `dropped` gives files let fall on it."""

    dropped = Signal(list)
    stop = Signal()

    def __init__(self, icon: str, *buttons: QWidget) -> None:
        super().__init__()
        self._icon = Icon(icon, "accent", 20)
        self._what, self._note = Label(bold=True), Elided()
        self._step, self._share, self._bar = Elided(), Label(bold=True, right=True), Bar()
        self._stop = Button(tr("Batal"))
        self._stop.clicked.connect(self.stop)
        self._progress = fixed(boxed(down(across((self._step, 1), self._share), self._bar, gap=6)), width=300)
        self._buttons = boxed(across(*buttons))
        words = down(self._what, self._note, gap=2)
        self.setLayout(across(self._icon, 4, (words, 1), self._progress, self._stop, self._buttons,
                              margins=(16, 9, 16, 9), gap=12))
        self.setFixedHeight(self.sizeHint().height())
        self.setAcceptDrops(True)
        self.rest()

    def say(self, what: str, note: str = "", tone: Token | None = None) -> None:
        """The two lines; `tone` is ok, warn or error when something has happened."""
        self._what.setText(what)
        self._note.setText(note)
        self._note.setToolTip(note)
        self.set_tone(tone)

    def show_progress(self, done: int, total: int, words: str) -> None:
        """How far the job is."""
        share = done / total if total else 0.0
        self._step.setText(words)
        self._share.setText(percent(100 * share))
        self._bar.set(share)
        self._running(True)

    def rest(self) -> None:
        """Nothing runs."""
        self._running(False)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Files are welcome."""
        if paths(event):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Hand the files over."""
        self.dropped.emit(paths(event))

    def _running(self, running: bool) -> None:
        for widget in (self._progress, self._stop):
            widget.setVisible(running)
        self._buttons.setVisible(not running)


def paths(event: QDropEvent) -> list[Path]:
    """The local files and folders of a drag."""
    return [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
