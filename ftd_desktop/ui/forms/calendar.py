"""A calendar below a date field, for those who look for a weekday; typing stays the first way."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import QDate, QEvent, QLocale, QObject, QPoint, Qt
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QCalendarWidget, QTableView, QWidget

from ftd_desktop.i18n import language
from ftd_desktop.ui.theme import color, px
from ftd_desktop.ui.widgets.layout import down


class CalendarSheet(QWidget):
    """Arrows walk through the days, PgUp and PgDn through months, Enter takes, Esc closes."""

    def __init__(self, field: QWidget, day: date, taken: Callable[[date], object]) -> None:
        super().__init__(field.window())
        self._field, self._taken = field, taken
        self.calendar = QCalendarWidget()
        tongue = QLocale.Language.English if language() == "en" else QLocale.Language.Indonesian
        self.calendar.setLocale(QLocale(tongue))
        self.calendar.setFirstDayOfWeek(Qt.DayOfWeek.Monday)
        self.calendar.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
        self.calendar.setSelectedDate(QDate(day.year, day.month, day.day))
        self.calendar.clicked.connect(self._take)
        self.setLayout(down(self.calendar, margins=(1, 1, 1, 1), gap=0))
        self._grid = self.calendar.findChild(QTableView)
        assert self._grid is not None
        self._grid.installEventFilter(self)
        self._show_below()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Enter takes; Esc and Tab go back to the field; leaving closes."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self._take(self.calendar.selectedDate())
                return True
            if event.key() in (Qt.Key.Key_Escape, Qt.Key.Key_Tab, Qt.Key.Key_Backtab):
                self._close()
                return True
        if event.type() == QEvent.Type.FocusOut and self.isVisible() and not self._has_keyboard():
            self._close(give_back=False)
        return super().eventFilter(watched, event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc closes from the months and years too; no key goes through to the page."""
        if event.key() == Qt.Key.Key_Escape:
            self._close()
        event.accept()

    def paintEvent(self, event: QPaintEvent) -> None:
        """An edge."""
        with QPainter(self) as p:
            p.fillRect(self.rect(), color("surface"))
            p.setPen(QPen(color("control"), 1))
            p.drawRect(self.rect().adjusted(0, 0, -1, -1))

    def _show_below(self) -> None:
        wide, high = px(300), px(240)
        at = self._field.mapTo(self.window(), QPoint(0, self._field.height() + 2))
        if at.y() + high > self.window().height():
            at = self._field.mapTo(self.window(), QPoint(0, -high - 2))
        self.setGeometry(at.x(), max(at.y(), 0), wide, high)
        self.show()
        self.raise_()
        if self._grid is not None:
            self._grid.setFocus()

    def _has_keyboard(self) -> bool:
        """True while the keyboard is in some part of the calendar, its months and years too."""
        widget = self.window().focusWidget()
        return widget is not None and widget is not self._grid and self.isAncestorOf(widget)

    def _take(self, day: QDate) -> None:
        self._close()
        self._taken(date(day.year(), day.month(), day.day()))

    def _close(self, *, give_back: bool = True) -> None:
        self.hide()
        if give_back:
            self._field.setFocus()
        self.deleteLater()
