"""The strip that takes the user back to where the hand was."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal

from ftd_desktop import wording
from ftd_desktop.i18n import tr
from ftd_desktop.ui.widgets.button import Button
from ftd_desktop.ui.widgets.card import Card
from ftd_desktop.ui.widgets.layout import across, down
from ftd_desktop.ui.widgets.signs import KeyCap
from ftd_desktop.ui.widgets.text import Elided, Icon, Label

if TYPE_CHECKING:
    from ftd_desktop.programme.interviews import Draft


class ResumeStrip(Card):
    """The last draft, or what to do first when there is none."""

    resumed = Signal(str)
    search = Signal()

    def __init__(self) -> None:
        super().__init__(tone="accent")
        self._draft: Draft | None = None
        self._title = Label(tr("Membuka berkas…"), bold=True, wrap=True)
        self._note = Elided()
        self.button = Button(tr("Cari peserta"), "primary")
        self.button.clicked.connect(self._press)
        words = down(self._title, self._note, gap=0)
        self.setLayout(across(Icon("form", "accent", 20), 4, (words, 1), KeyCap("Enter"), self.button,
                              margins=(20, 12, 16, 12)))

    def show_draft(self, draft: Draft | None, now: datetime) -> None:
        """Offer a draft, naming form, person and time; say so when it was open as the program stopped."""
        self._draft = draft
        if draft is None:
            self._title.setText(tr("Mulai dari peserta"))
            self._note.setText(tr("Cari nama, NIK, usaha, atau nomor HP, lalu mulai survei."))
            self.button.say(tr("Cari peserta"))
            return
        who = draft.name or tr("(belum bernama)")
        opening = tr("Pulihkan: {isian}") if draft.recovered else tr("Lanjutkan: {isian}")
        self._title.setText(opening.format(isian=f"{draft.title}, {who}"))
        left = tr("{n} pertanyaan lagi").format(n=draft.asked - draft.answered)
        when = wording.recently(draft.touched.astimezone(now.tzinfo) if draft.touched else None, now)
        tail = tr("Terbuka saat program berhenti, semua jawaban ada") if draft.recovered else ""
        self._note.setText(" · ".join(part for part in (tail, left, tr("terakhir diisi {kapan}").format(kapan=when))
                                      if part))
        self.button.say(tr("Lanjutkan isian"))

    def _press(self) -> None:
        if self._draft is None:
            self.search.emit()
        else:
            self.resumed.emit(self._draft.record_id)
