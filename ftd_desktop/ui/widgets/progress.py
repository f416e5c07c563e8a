"""Long work under way: what, how far, how long still, and a button that stops it leaving nothing half-done."""

from __future__ import annotations

import time
from collections.abc import Callable

from ftd_desktop import wording
from ftd_desktop.i18n import tr
from ftd_desktop.ui.tasks import Job
from ftd_desktop.ui.widgets.button import Button
from ftd_desktop.ui.widgets.card import Card
from ftd_desktop.ui.widgets.layout import across, down
from ftd_desktop.ui.widgets.signs import Bar
from ftd_desktop.ui.widgets.text import Elided, Label


class ProgressStrip(Card):
    """Hidden until `begin`; afterwards it says how the work ended until the next begins."""

    def __init__(self) -> None:
        super().__init__()
        self._job: Job | None = None
        self._offered: Callable[[], object] | None = None
        self._begun = 0.0
        self._title, self._words = Label(bold=True), Elided()
        self._figures = Label(token="muted", right=True)
        self._bar = Bar()
        self.stop = Button(tr("Batalkan"))
        self.stop.clicked.connect(self._stop)
        self.offer = Button("")
        self.offer.clicked.connect(self._take_offer)
        self.offer.hide()
        head = across(self._title, (self._words, 1), self._figures)
        self.setLayout(across((down(head, self._bar, gap=6), 1), 8, self.offer, self.stop, margins=(16, 10, 16, 10)))
        self.hide()

    def begin(self, title: str, job: Job) -> None:
        """Show work that has begun."""
        self._job, self._begun = job, time.monotonic()
        self.offer.hide()
        self._title.setText(title)
        self._words.setText("")
        self._figures.setText("")
        self._bar.set(0)
        self._bar.show()
        self.stop.show()
        self.show()

    def update_progress(self, done: int, total: int, words: str) -> None:
        """What `tasks` calls with the job's progress; `total` is 0 where nobody knows it."""
        share = done / total if total else 0.0
        self._bar.set(share)
        self._words.setText(words)
        left = (time.monotonic() - self._begun) * (1 - share) / share if share > 0.05 else 0.0
        figures = wording.number(done)
        if total:
            figures = tr("{n} dari {semua}").format(n=figures, semua=wording.number(total))
        if left > 2:
            figures += " · " + tr("kira-kira {n} detik lagi").format(n=wording.number(left))
        self._figures.setText(figures)

    def end(self, title: str, offer: str = "", act: Callable[[], object] | None = None) -> None:
        """Say how it ended; `offer` is what may be done then, once, e.g. to undo it: a button that calls `act`."""
        self._job, self._offered = None, act
        self.offer.say(offer)
        self.offer.setVisible(act is not None)
        self._title.setText(title)
        self._words.setText("")
        self._figures.setText("")
        self._bar.hide()
        self.stop.hide()

    def _take_offer(self) -> None:
        self.offer.hide()
        if self._offered is not None:
            self._offered()

    def _stop(self) -> None:
        if self._job is not None:
            self._job.cancel()
            self._words.setText(tr("menghentikan…"))
