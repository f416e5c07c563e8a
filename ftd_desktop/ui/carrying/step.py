"""A step of carrying: its number, what stands, and what to do."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from ftd_desktop.ui.theme import Tone
from ftd_desktop.ui.widgets.card import Card
from ftd_desktop.ui.widgets.flow import FlowLayout
from ftd_desktop.ui.widgets.layout import across, boxed, down
from ftd_desktop.ui.widgets.signs import Badge
from ftd_desktop.ui.widgets.text import Label


class Step(Card):
    """The badge at the right says in a word how the step stands; the buttons are at the foot."""

    def __init__(self, number: int, title: str, *buttons: QWidget) -> None:
        super().__init__()
        self._badge = Badge("muted", "")
        self._what, self._note = Label(wrap=True), Label(token="muted", wrap=True)
        flow = FlowLayout()
        for button in buttons:
            flow.addWidget(button)
        count, name = Label(f"{number}.", title=True, bold=True, token="accent"), Label(title, bold=True, wrap=True)
        head = across(count, (name, 1), self._badge)
        self.setLayout(down(head, self._what, self._note, None, boxed(flow), margins=(16, 12, 16, 12), gap=6))
        self.setAccessibleName(f"{number}. {title}")

    @property
    def words(self) -> tuple[str, str, str]:
        """The badge, what stands, and the note."""
        return self._badge.text, self._what.text(), self._note.text()

    def say(self, tone: Tone, state: str, what: str, note: str = "") -> None:
        """How the step stands; a warning has an edge as well."""
        self._badge.set(tone, state)
        self._what.setText(what)
        self._note.setText(note)
        self._note.setVisible(bool(note))
        self.set_tone(tone if tone in ("warn", "error") else None)
