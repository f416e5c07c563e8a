"""A clerk at the real window: types with the keyboard only, into whatever has it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from ftd_desktop.programme import rounds
from ftd_desktop.ui.forms.shape import Kind, shape
from ftd_desktop.ui.main_window import MainWindow
from ftd_desktop.ui.widgets.navigation import Rail
from ftd_desktop.ui.widgets.table import Table

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
        """What has the keyboard of this clerk's window; it is never nowhere."""
        if QApplication.activeWindow() is not self.window:  # another clerk's window was in front
            self.window.activateWindow()
            self.until(lambda: QApplication.activeWindow() is self.window, timeout=5000)
        widget = self.window.focusWidget()
        assert widget is not None, "the keyboard has been lost"
        return widget

    @property
    def page(self) -> Any:
        """The page in front."""
        return self.window.page

    def visit(self, page: str) -> None:
        """Go to a page by its place in the rail, Alt and a digit."""
        rail = self.window.findChild(Rail)
        assert rail is not None
        place = list(rail.buttons).index(page) + 1
        self.press(getattr(KEY, f"Key_{place}"), ALT)
        self.settle()

    def until_page(self, kind: type) -> None:
        """Until a page of that kind is in front and, if it fills records, has one open."""
        self.until(lambda: isinstance(self.page, kind) and getattr(self.page, "bench", True) is not None, timeout=20000)
        self.settle()

    def press_next_round(self, round_name: str) -> None:
        """On a person's page: down the journey to the round, Enter."""
        table = self.page.first_focus()
        assert isinstance(table, Table)
        for _ in range(table.rows_model.rowCount()):
            if table.current().what == rounds.label(round_name):
                break
            self.press(KEY.Key_Down)
        self.press(KEY.Key_Return)

    def ask(self, work: Callable[[Any], Any]) -> Any:
        """What `work` gives of the open file, on the file's thread."""
        got: list[Any] = []
        self.window.context.tasks.store(lambda: work(self.window.context.opened), got.append)
        self.settle()
        return got[0]

    def abandon(self) -> None:
        """What a kill leaves: the file is let go of, nothing is saved."""
        self.window.page.leave = lambda: None
        self.ask(lambda file: file.close())

    def complete(self, answers: Mapping[str, str]) -> None:
        """Answer everything asked, then Ctrl+Enter; once more where only blanks are shown."""
        self.fill(answers)
        self.settle()
        page, record = self.page, self.page.bench.session.record
        assert record.blocking() == []
        for _ in range(2):
            if self.page is page:
                self.press(KEY.Key_Return, CTRL)
                self.settle()
        assert self.page is not page, "the record is finished and put away"

    def fill(self, answers: Mapping[str, str]) -> None:
        """Answer the open record question by question with Enter, until the end is reached."""
        reached: list[bool] = []
        self.page.bench.guide.at_end.connect(lambda: reached.append(True))
        for _ in range(400):
            self.answer_one(answers)
            if reached:
                return
        raise AssertionError("the end of the form was not reached")

    def answer_one(self, answers: Mapping[str, str]) -> None:
        """Answer the question that has the keyboard, and go on."""
        block = self.page.bench.paper.current
        assert block is not None
        self._answer(block, answers.get(block.question.name))

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
