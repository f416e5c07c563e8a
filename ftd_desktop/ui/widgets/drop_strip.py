"""The strip at the top of the carry pages: what can be done with files, how far a job is, what came of it."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ftd_desktop.i18n import tr
from ftd_desktop.ui import theme
from ftd_desktop.ui.theme import Token
from ftd_desktop.ui.widgets.button import Button
from ftd_desktop.ui.widgets.card import Card
from ftd_desktop.ui.widgets.flow import FlowLayout
from ftd_desktop.ui.widgets.layout import across, boxed, down, fixed
from ftd_desktop.ui.widgets.signs import Bar
from ftd_desktop.ui.widgets.text import Elided, Icon, Label
from ftd_desktop.wording import percent


class DropStrip(Card):
    """Two lines of words, a progress bar while something runs, and buttons."""

    stop = Signal()

    def __init__(self, icon: str, *buttons: QWidget) -> None:
        super().__init__()
        self._what, self._note = Label(bold=True, wrap=True), Label(token="muted", wrap=True)
        self._step, self._share, self._bar = Elided(), Label(bold=True, right=True), Bar()
        self._stop = Button(tr("Batal"))
        self._stop.clicked.connect(self.stop)
        bar = fixed(boxed(down(across((self._step, 1), self._share), self._bar, gap=6)), width=300)
        self._progress = boxed(across(bar, self._stop, gap=12))
        flow = FlowLayout()
        for button in buttons:
            flow.addWidget(button)
        self._buttons = boxed(flow)
        words = across(Icon(icon, "accent", 20), 4, (down(self._what, self._note, gap=2), 1), gap=12)
        if theme.large_text():
            self.setLayout(down(words, self._progress, self._buttons, margins=(16, 9, 16, 9), gap=12))
        else:
            self.setLayout(across((words, 1), self._progress, self._buttons, margins=(16, 9, 16, 9), gap=12))
        self.rest()

    @property
    def words(self) -> tuple[str, str]:
        """What the two lines say."""
        return self._what.text(), self._note.text()

    def say(self, what: str, note: str = "", tone: Token | None = None) -> None:
        """The two lines; `tone` is ok, warn or error when something has happened."""
        self._what.setText(what)
        self._note.setText(note)
        self._note.setVisible(bool(note))
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

    def _running(self, running: bool) -> None:
        self._progress.setVisible(running)
        self._buttons.setVisible(not running)
