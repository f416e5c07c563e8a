"""Fields one types into: text, numbers, money, dates, times, places; and several lines of text."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget

from ftd_desktop.errors import UserError
from ftd_desktop.ui import icons
from ftd_desktop.ui.forms import typed_dates
from ftd_desktop.ui.forms.amounts import in_words
from ftd_desktop.ui.forms.editor import Editor, FieldTone, Surroundings, has_keyboard
from ftd_desktop.ui.forms.other_calendars import other_calendar
from ftd_desktop.ui.forms.reading import Reading, as_number, lines

if TYPE_CHECKING:
    from ftd_desktop.forms.definition import Question
    from ftd_desktop.forms.interview import State

_WORDS_AFTER = 120  # ms of rest before the words of an amount are looked up
_GROUPABLE = re.compile(r"-?[\d.]*")


def set_tone(widget: QWidget, tone: FieldTone) -> None:
    """Put the tone on a widget for the style sheet; polishes only when it is another one."""
    if (widget.property("tone") or "") != tone:
        widget.setProperty("tone", tone)
        widget.style().unpolish(widget)
        widget.style().polish(widget)


class LineField(Editor):
    """One line read by a `Reading`. What cannot be read is kept as it was typed and says why."""

    def __init__(self, question: Question, around: Surroundings, reading: Reading, *, right: bool = False) -> None:
        super().__init__(question, around)
        self.reading = reading
        self.line = QLineEdit(self)
        self.line.setMaxLength(20_000)
        if right:
            self.line.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        if "masked" in question.appearance.split():
            self.line.setEchoMode(QLineEdit.EchoMode.PasswordEchoOnEdit)
        self._value = ""
        self._refusal = ""
        self.line.textEdited.connect(self._edited)

    def show_state(self, state: State) -> None:
        """Show the value, unless something else is being typed."""
        self.line.setReadOnly(state.readonly)
        if self.line.isModified() and state.value == self._value:
            return
        self._value = state.value
        self._put(self.reading.show(state.value))
        self._refusal = self._why_not(state.value)
        self.noted.emit(self.note(state.value))

    def commit(self) -> None:
        """Read what was typed and give it; what cannot be read is given as it stands."""
        if not self.line.isModified():
            return
        value, self._refusal = self._read(self.line.text())
        changed, self._value = value != self._value, value
        self._put(self.line.text() if self._refusal else self.reading.show(value))
        if changed:
            self.answered.emit(value)
        self.noted.emit(self.note(value))

    def put(self, value: str) -> None:
        """Take `value` as if it had been typed."""
        self.line.setText(self.reading.show(value))
        self.line.setModified(True)
        self.commit()

    def note(self, value: str) -> str:
        """A line that helps: nothing for plain text."""
        return ""

    def refusal(self) -> str:
        """Why the text is not of the question's type."""
        return self._refusal

    def target(self) -> QWidget:
        """The line itself."""
        return self.line

    def focus(self) -> None:
        """Take the keyboard with all of the text selected, so that typing replaces it."""
        self.line.setFocus()
        self.line.selectAll()

    def set_tone(self, tone: FieldTone) -> None:
        """Edge and fill of an error or a warning."""
        set_tone(self.line, tone)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The line fills the field."""
        self.line.setGeometry(self.rect())

    def _put(self, shown: str) -> None:
        if self.line.text() != shown:
            self.line.setText(shown)
            if not has_keyboard(self.line):
                self.line.setCursorPosition(0)
        self.line.setModified(False)

    def _read(self, typed: str) -> tuple[str, str]:
        """(value, refusal) of what was typed."""
        if not typed.strip():
            return "", ""
        try:
            return self.reading.read(typed), ""
        except UserError as error:
            return typed.strip(), str(error)

    def _why_not(self, value: str) -> str:
        return self._read(self.reading.show(value))[1] if value else ""

    def _edited(self, typed: str) -> None:
        """Typing goes on; nothing moves."""


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


class DateField(LineField):
    """A typed date with its weekday below; Alt+Down opens a calendar unless the form forbids it."""

    def __init__(self, question: Question, around: Surroundings, reading: Reading) -> None:
        super().__init__(question, around, reading)
        looks = question.appearance.split()
        if not {"no-calendar", "month-year", "year"} & set(looks) and question.type == "date":
            self.line.addAction(
                icons.icon("chev", "muted"), QLineEdit.ActionPosition.TrailingPosition
            ).triggered.connect(self.open_calendar)
            self.line.installEventFilter(self)

    def open_calendar(self) -> None:
        """Show the calendar at the day that stands there, else today."""
        from ftd_desktop.ui.forms.calendar import CalendarSheet

        self.commit()
        try:
            day = date.fromisoformat(self._value[:10])
        except ValueError:
            day = self.around.now().date()
        CalendarSheet(self.line, day, lambda taken: self.put(taken.isoformat()))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Alt+Down opens."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            alt = event.modifiers() & Qt.KeyboardModifier.AltModifier
            if event.key() == Qt.Key.Key_Down and alt and not self.line.isReadOnly():
                self.open_calendar()
                return True
        return super().eventFilter(watched, event)

    def note(self, value: str) -> str:
        """The day in words."""
        try:
            day = date.fromisoformat(value[:10])
        except ValueError:
            return ""
        looks = self.question.appearance.split()
        if "year" in looks:
            return ""
        if "month-year" in looks:
            return typed_dates.month_name(day)
        return " · ".join(filter(None, (typed_dates.day_in_words(day), other_calendar(looks, day))))


class LinesField(Editor):
    """Several lines. Enter goes on as everywhere; Alt+Enter begins a new line."""

    def __init__(self, question: Question, around: Surroundings) -> None:
        super().__init__(question, around)
        self.reading = lines()
        self.text = _Text(self)
        self.text.setTabChangesFocus(True)
        self._value = ""

    def show_state(self, state: State) -> None:
        """Show the value, unless something else is being typed."""
        self.text.setReadOnly(state.readonly)
        if self.text.document().isModified() and state.value == self._value:
            return
        self._value = state.value
        if self.text.toPlainText() != state.value:
            self.text.setPlainText(state.value)
        self.text.document().setModified(False)

    def commit(self) -> None:
        """Give the text."""
        if self.text.document().isModified():
            value = self.reading.read(self.text.toPlainText())
            self.text.document().setModified(False)
            if value != self._value:
                self._value = value
                self.answered.emit(value)

    def put(self, value: str) -> None:
        """Take `value` as if it had been typed."""
        self.text.setPlainText(value)
        self.text.document().setModified(True)
        self.commit()

    def target(self) -> QWidget:
        """The text itself."""
        return self.text

    def set_tone(self, tone: FieldTone) -> None:
        """Edge and fill of an error or a warning."""
        set_tone(self.text, tone)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The text fills the field."""
        self.text.setGeometry(self.rect())


class _Text(QPlainTextEdit):
    """Leaves Enter to the page."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Alt+Enter begins a new line; Enter with anything else is the page's."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if event.modifiers() & Qt.KeyboardModifier.AltModifier:
                self.insertPlainText("\n")
            else:
                event.ignore()
        else:
            super().keyPressEvent(event)
