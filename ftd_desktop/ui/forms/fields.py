"""Makes the field for a question."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices

from ftd_desktop.forms import points, reading
from ftd_desktop.i18n import tr
from ftd_desktop.ui.forms.amount_field import AmountField
from ftd_desktop.ui.forms.date_field import DateField
from ftd_desktop.ui.forms.editor import Editor, Surroundings
from ftd_desktop.ui.forms.files import FileField
from ftd_desktop.ui.forms.fixed import Fixed
from ftd_desktop.ui.forms.lines_field import LinesField
from ftd_desktop.ui.forms.listing import ListField
from ftd_desktop.ui.forms.many_list import ManyListField
from ftd_desktop.ui.forms.numbers import CounterField, RangeField
from ftd_desktop.ui.forms.options import Options
from ftd_desktop.ui.forms.placed_choice import PlacedChoice
from ftd_desktop.ui.forms.ranking import RankField, RatingField
from ftd_desktop.ui.forms.shape import Kind
from ftd_desktop.ui.forms.typed import LineField
from ftd_desktop.ui.widgets.button import Button

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent

    from ftd_desktop.forms.definition import Question
    from ftd_desktop.forms.interview import State


def make(kind: Kind, question: Question, around: Surroundings) -> Editor | None:
    """The field of that kind; None for a note, which has none."""
    now = around.now()
    match kind:
        case Kind.NOTE | Kind.HEADS:
            return None
        case Kind.ONE | Kind.MANY | Kind.SCALE:
            return Options(question, around, many=question.control == "select", bare=kind is Kind.SCALE)
        case Kind.RANK:
            return RankField(question, around)
        case Kind.RATING:
            return RatingField(question, around)
        case Kind.MANY_LIST:
            return ManyListField(question, around)
        case Kind.COUNTER:
            return CounterField(question, around)
        case Kind.PLACED | Kind.PLACED_LIST:
            return PlacedChoice(question, around, drawn=kind is Kind.PLACED)
        case Kind.RANGE | Kind.UPRIGHT:
            return RangeField(question, around, upright=kind is Kind.UPRIGHT)
        case Kind.FILE:
            return FileField(question, around)
        case Kind.LINK:
            return LinkField(question, around)
        case Kind.TRACE:
            return LineField(question, around, reading.Reading(points.read_trace, points.show_trace))
        case Kind.AREA:
            return LineField(question, around, reading.Reading(points.read_area, points.show_trace))
        case Kind.ACKNOWLEDGE:
            return Acknowledge(question, around)
        case Kind.LIST:
            return ListField(question, around)
        case Kind.LINES:
            return LinesField(question, around)
        case Kind.MONEY:
            return AmountField(question, around, reading.money(), words=True, group=True)
        case Kind.WHOLE:
            return AmountField(question, around, reading.whole(), words=False, group=True)
        case Kind.DECIMAL:
            grouped = "thousands-sep" in question.appearance
            return AmountField(question, around, reading.decimal(grouped=grouped), words=False, group=grouped)
        case Kind.DAY:
            return DateField(question, around, reading.day(now.date()))
        case Kind.MONTH:
            return DateField(question, around, reading.month(now.date()))
        case Kind.YEAR:
            return DateField(question, around, reading.year())
        case Kind.CLOCK:
            return LineField(question, around, reading.clock(now))
        case Kind.MOMENT:
            return DateField(question, around, reading.moment(now))
        case Kind.POINT:
            return LineField(question, around, reading.Reading(points.read_point, points.show_point))
        case Kind.FIGURES:
            return LineField(question, around, reading.figures(question.name))
        case Kind.TEXT:
            return LineField(question, around, reading.text())
        case _:
            return Fixed(question, around)


class LinkField(LineField):
    """A link; the button at its right opens it in the browser, which only the user can ask for."""

    def __init__(self, question: Question, around: Surroundings) -> None:
        super().__init__(question, around, reading.text())
        self._open = Button(tr("Buka"), "link")
        self._open.setParent(self)
        self._open.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._open.clicked.connect(self._show)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The line, then the button."""
        wide = self._open.sizeHint().width()
        self.line.setGeometry(0, 0, self.width() - wide - 4, self.height())
        self._open.setGeometry(self.width() - wide, 0, wide, self.height())

    def _show(self) -> None:
        address = self.line.text().strip()
        if address.startswith(("http://", "https://")):
            QDesktopServices.openUrl(QUrl(address))


class Acknowledge(Options):
    """One box to tick: seen, agreed, done. Its value is OK."""

    def show_state(self, state: State) -> None:
        """Ticked or not."""
        self.show_choices((("OK", tr("Ya, sudah")),), state.value, readonly=state.readonly)
