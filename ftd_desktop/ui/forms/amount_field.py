"""Numbers: grouped while they are typed, and for money the words below."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer

from ftd_desktop.forms.reading import Reading, as_number
from ftd_desktop.ui.forms.amounts import in_words
from ftd_desktop.ui.forms.editor import Surroundings
from ftd_desktop.ui.forms.typed import LineField

if TYPE_CHECKING:
    from ftd_desktop.forms.definition import Question

_WORDS_AFTER = 120  # ms of rest before the words of an amount are looked up
_GROUPABLE = re.compile(r"-?[\d.]*")


class AmountField(LineField):
    """Numbers: grouped while they are typed, and for money the words below."""

    def __init__(self, question: Question, around: Surroundings, reading: Reading, *, words: bool, group: bool) -> None:
        super().__init__(question, around, reading, right=True)
        self._spell, self._group = words, group
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(_WORDS_AFTER)
        self._rest.timeout.connect(self._look_up)

    def note(self, value: str) -> str:
        """The amount in words comes later, off the path of the keys."""
        if self._spell:
            self._rest.start()
        return ""

    def _edited(self, typed: str) -> None:
        if self._group and _GROUPABLE.fullmatch(typed):
            self._regroup(typed)
        if self._spell:
            self._rest.start()

    def _regroup(self, typed: str) -> None:
        """Dots between the thousands; the caret keeps the figures it had at its right."""
        at_right = sum(c != "." for c in typed[self.line.cursorPosition() :])
        figures = typed.replace(".", "")
        if not figures.lstrip("-") or len(figures) > 18:
            return
        shown = self.reading.show(str(int(figures)))
        if shown == typed:
            return
        position = len(shown)
        while position > 0 and sum(c not in ".," for c in shown[position:]) < at_right:
            position -= 1
        self.line.setText(shown)
        self.line.setModified(True)
        self.line.setCursorPosition(position)

    def _look_up(self) -> None:
        if not self.isVisible():
            return
        value, refusal = self._read(self.line.text())
        amount = None if refusal else as_number(value)
        if amount is None or amount != amount.to_integral_value():
            self.noted.emit("")
        elif self.around.tasks is None:
            self._say(amount, in_words(int(amount)))
        else:
            self.around.tasks.pool(lambda: (amount, in_words(int(amount))), self._said, key=f"words {id(self)}")

    def _said(self, found: tuple[Decimal, str]) -> None:
        self._say(*found)

    def _say(self, amount: Decimal, words: str) -> None:
        if as_number(self._read(self.line.text())[0]) == amount:
            self.noted.emit(words)
