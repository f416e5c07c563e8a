"""Pengaturan: language, theme, text size, lock, and who works here."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from ftd_desktop.i18n import tr
from ftd_desktop.ui import theme
from ftd_desktop.ui.about_card import AboutCard
from ftd_desktop.ui.context import Context
from ftd_desktop.ui.page import Page
from ftd_desktop.ui.passphrase_card import PassphraseCard
from ftd_desktop.ui.widgets.card import Card
from ftd_desktop.ui.widgets.choice import ChoiceRow
from ftd_desktop.ui.widgets.layout import across, boxed, down
from ftd_desktop.ui.widgets.text import Label

LOCKS = (0, 5, 15, 30, 60)


class SettingsPage(Page):
    """Each choice is in force at once; there is nothing to confirm."""

    guide = "mulai"

    def __init__(self, context: Context) -> None:
        super().__init__(context, tr("Pengaturan"), tr("Berlaku seketika di laptop ini"))
        chosen = context.preferences
        self._language = ChoiceRow(tr("Bahasa"), {"id": "Bahasa Indonesia", "en": "English"}, chosen.language)
        self._theme = ChoiceRow(tr("Tampilan"), {
            "light": tr("Terang"), "dark": tr("Gelap"), "contrast": tr("Kontras tinggi")}, chosen.theme)
        self._scale = ChoiceRow(tr("Ukuran teks"), {s: f"{s:.0%}" for s in theme.SCALES}, chosen.scale)
        self._lock = ChoiceRow(tr("Kunci layar bila ditinggalkan"), {
            m: tr("{n} menit").format(n=m) if m else tr("Tidak") for m in LOCKS}, chosen.lock_minutes)
        self._advance = ChoiceRow(tr("Sesudah memilih jawaban dengan tombolnya"), {
            False: tr("Tunggu Enter"), True: tr("Lanjut sendiri")}, chosen.advance)
        for row in (self._language, self._theme, self._scale, self._lock, self._advance):
            row.chosen.connect(self._take)
        look = Card(down(self._language, self._theme, self._scale, margins=16, gap=16))
        now = Label(tr("Ctrl+Shift+L mengunci sekarang juga; isian yang terbuka disimpan dahulu."), token="muted",
                    wrap=True)
        entry, safety = Card(down(self._advance, margins=16)), Card(down(self._lock, now, margins=16, gap=8))
        self._about = AboutCard(context)
        self._about.guide_asked.connect(lambda: self.go.emit("help", {"chapter": self.guide}))
        choices = (look, entry, safety, PassphraseCard(context))
        if theme.large_text():
            self.setLayout(down(*choices, self._about, None, margins=16, gap=16))
        else:
            about = boxed(down(self._about, None))
            about.setMaximumWidth(theme.px(520))
            self.setLayout(across((boxed(down(*choices, None, gap=16)), 4), (about, 3), margins=16, gap=16))

    def show_with(self, argument: object = None) -> None:
        """Versions and faults as they are now."""
        self._about.read()

    def first_focus(self) -> QWidget | None:
        """The language."""
        return self._language.first()

    def _take(self) -> None:
        chosen = self.context.preferences
        chosen.language, chosen.theme = self._language.value(), self._theme.value()
        chosen.scale, chosen.lock_minutes = self._scale.value(), self._lock.value()
        chosen.advance = self._advance.value()
        chosen.save()
        self.context.signals.look_changed.emit()
