"""A typed date with its weekday below, and a calendar beside it."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit

from ftd_desktop.forms import typed_dates
from ftd_desktop.forms.reading import Reading
from ftd_desktop.i18n import tr
from ftd_desktop.ui import icons
from ftd_desktop.ui.forms.editor import Surroundings
from ftd_desktop.ui.forms.other_calendars import other_calendar
from ftd_desktop.ui.forms.typed import LineField

if TYPE_CHECKING:
    from ftd_desktop.forms.definition import Question


class DateField(LineField):
    """A typed date with its weekday below; Alt+Down opens a calendar unless the form forbids it."""

    def __init__(self, question: Question, around: Surroundings, reading: Reading) -> None:
        super().__init__(question, around, reading)
        looks = question.appearance.split()
        if not {"no-calendar", "month-year", "year"} & set(looks) and question.type == "date":
            opens = self.line.addAction(icons.icon("chev", "muted"), QLineEdit.ActionPosition.TrailingPosition)
            opens.setText(tr("Buka kalender"))
            opens.triggered.connect(self.open_calendar)
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
