"""A clerk at the real window: types with the keyboard only, into whatever has it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from ftd_desktop.ui.forms.shape import Kind, shape
from ftd_desktop.ui.main_window import MainWindow

KEY = Qt.Key
NONE, CTRL, ALT = Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier
DIGITS = "1234567890abcdefghijklmnopqrstuvwxyz"


class Clerk:
    """Works one window. `until` waits for a condition, processing events."""

    def __init__(self, window: MainWindow, until: Callable[..., None]) -> None:
        self.window, self.until = window, until
        self.keys = 0

    def press(self, key: Qt.Key, modifier: Qt.KeyboardModifier = NONE) -> None:
        """One key."""
        self.keys += 1
        QTest.keyClick(self.focus, key, modifier)

    def type(self, text: str) -> None:
        """Each sign of a text."""
        self.keys += len(text)
        QTest.keyClicks(self.focus, text)

    def settle(self) -> None:
        """Until everything asked of the file has come back."""
        self.until(lambda: self.window.context.tasks.running == 0, timeout=20000)

    @property
    def focus(self) -> QWidget:
        """What has the keyboard; it is never nowhere."""
        widget = QApplication.focusWidget() or self.window.focusWidget()
        assert widget is not None, "the keyboard has been lost"
        return widget

    @property
    def page(self) -> Any:
        """The page in front."""
        return self.window.page

    def fill(self, answers: Mapping[str, str]) -> None:
        """Answer the open record question by question with Enter, until the end is reached."""
        bench = self.page.bench
        reached: list[bool] = []
        bench.guide.at_end.connect(lambda: reached.append(True))
        for _ in range(400):
            block = bench.paper.current
            assert block is not None
            self._answer(block, answers.get(block.question.name))
            if reached:
                return
        raise AssertionError("the end of the form was not reached")

    def _answer(self, block: Any, answer: str | None) -> None:
        """Content and one key; a warning that wants a reason gets one."""
        bench, ref = self.page.bench, block.ref
        state = bench.session.interview.state(ref)
        if answer is not None and answer != state.value:
            self.type(self._content(block, state, answer))
        if bench.paper.current is block:
            self.press(KEY.Key_Return)
        if bench.paper.current is block and block.needs_reason:
            self.type("Sudah ditanyakan lagi")
            self.press(KEY.Key_Return)

    @staticmethod
    def _content(block: Any, state: Any, answer: str) -> str:
        """What is typed for an answer: digits for options, words for long lists, day/month/year for dates."""
        if len(state.choices):
            labels = {choice.value: choice.label for choice in state.choices}
            if shape(block.question, state).kind is Kind.LIST:
                return str(labels[answer])
            places = list(labels)
            return "".join(DIGITS[places.index(one)] for one in answer.split())
        if len(answer) == 10 and answer[4] == answer[7] == "-":
            return date.fromisoformat(answer).strftime("%d/%m/%Y")
        return answer
