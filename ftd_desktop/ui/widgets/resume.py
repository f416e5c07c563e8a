"""The strip that says what to do next: the last draft, or the first step of whoever sits here."""

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
from ftd_desktop.ui.widgets.text import Icon, Label

if TYPE_CHECKING:
    from ftd_desktop.programme.interviews import Draft


class ResumeStrip(Card):
    """One sentence, one button; `go` carries the page and what it shows."""

    go = Signal(str, object)

    def __init__(self) -> None:
        super().__init__(tone="accent")
        self._target: tuple[str, object] = ("participants", {"search": ""})
        self._title = Label(tr("Membuka berkas…"), bold=True, wrap=True)
        self._note = Label(token="muted", wrap=True)
        self.button = Button(tr("Cari peserta"), "primary")
        self.button.clicked.connect(lambda: self.go.emit(*self._target))
        words = down(self._title, self._note, gap=0)
        self.setLayout(across(Icon("form", "accent", 20), 4, (words, 1), KeyCap("Enter"), self.button,
                              margins=(20, 12, 16, 12)))

    def show_step(self, title: str, note: str, action: str, page: str, argument: object = None) -> None:
        """Offer a step that is no draft."""
        self._title.setText(title)
        self._note.setText(note)
        self.button.say(action)
        self._target = (page, argument)

    def show_draft(self, draft: Draft | None, now: datetime) -> None:
        """Offer a draft, naming form, person and time; say so when it was open as the program stopped."""
        if draft is None:
            self.show_step(tr("Mulai dari peserta"), tr("Cari nama, NIK, usaha, atau nomor HP, lalu mulai survei."),
                           tr("Cari peserta"), "participants", {"search": ""})
            return
        who = draft.name or tr("(belum bernama)")
        opening = tr("Pulihkan: {isian}") if draft.recovered else tr("Lanjutkan: {isian}")
        left = tr("{n} pertanyaan lagi").format(n=draft.asked - draft.answered)
        when = wording.recently(draft.touched.astimezone(now.tzinfo) if draft.touched else None, now)
        told = tr("Terbuka saat program berhenti, semua jawaban ada") if draft.recovered else ""
        last = tr("terakhir diisi {kapan}").format(kapan=when[:1].lower() + when[1:])
        note = " · ".join(part for part in (told, last, left) if part)
        self.show_step(opening.format(isian=f"{draft.title}, {who}"), note, tr("Lanjutkan isian"), "entry",
                       {"record": draft.record_id})
