"""The line above the paper: the section, how much of it is left, and whether all is saved."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from ftd_desktop import wording
from ftd_desktop.i18n import tr
from ftd_desktop.ui import theme
from ftd_desktop.ui.forms.outline import Section
from ftd_desktop.ui.forms.session import Session
from ftd_desktop.ui.forms.standing import Standing
from ftd_desktop.ui.theme import px
from ftd_desktop.ui.widgets.button import Button
from ftd_desktop.ui.widgets.layout import across
from ftd_desktop.ui.widgets.signs import Badge
from ftd_desktop.ui.widgets.text import Label


class PaperHead(QWidget):
    """`saved` says "Tersimpan" only of what is on disk."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._now = session.now
        self.saved = Badge("ok", tr("Tersimpan"))
        self._heading = Label(title=not theme.large_text(), bold=True, wrap=True)
        self._left = Label(token="muted")
        if theme.large_text():
            self._left.hide()  # never show() before it has a parent: that opens a window of its own
        self._session = session
        self.language = Button("", "link")
        self.language.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # F9 does the same
        if len(session.record.form.languages) < 2 or theme.large_text():
            self.language.hide()
        self._say_language()
        self.setLayout(across(
            (self._heading, 1), self._left, 8, self.language, 8, self.saved, margins=(0, 6, 24, 0)))  # fmt: skip
        self.setMinimumHeight(px(44))
        session.saved.connect(self._say_saved)
        session.unsaved.connect(lambda: self.saved.set("muted", tr("Menyimpan …")))
        session.failed.connect(self._say_not_saved)

    def show_section(self, section: Section) -> None:
        """Name another section, or the same in another language."""
        self._heading.setText(f"{section.number}  {section.title}")
        self._say_language()

    def say_left(self, standing: Standing) -> None:
        """How many questions of the section are left."""
        left = standing.asked - standing.answered
        self._left.setText(tr("{n} pertanyaan lagi").format(n=left) if left else "")

    def _say_language(self) -> None:
        """Which language the form is shown in."""
        name = self._session.interview.language.partition("(")[0].strip()
        self.language.say(f"{name}  F9")
        self.language.setToolTip(tr("Bahasa formulir: {nama}").format(nama=name))

    def _say_saved(self, _: object) -> None:
        self.saved.set("ok", tr("Tersimpan {jam}").format(jam=wording.clock(self._now())))
        self.saved.setToolTip("")

    def _say_not_saved(self, error: object) -> None:
        self.saved.set("error", tr("Belum tersimpan, dicoba lagi"))
        self.saved.setToolTip(str(error))
