"""Numbers that are stepped or slid besides being typed: counter and range."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QSlider

from ftd_desktop.forms import reading
from ftd_desktop.forms.reading import as_number
from ftd_desktop.i18n import tr
from ftd_desktop.ui.forms.amount_field import AmountField
from ftd_desktop.ui.forms.editor import Surroundings
from ftd_desktop.ui.forms.slider import Slider
from ftd_desktop.ui.theme import px
from ftd_desktop.ui.widgets.button import Button

if TYPE_CHECKING:
    from ftd_desktop.forms.definition import Question
    from ftd_desktop.forms.interview import State

_MOST_STOPS = 10_000


@dataclass(frozen=True)
class Span:
    """The bounds of a range and its step."""

    start: Decimal
    end: Decimal
    step: Decimal

    @property
    def steps(self) -> int:
        """How many steps there are between the bounds."""
        return int(abs(self.end - self.start) / self.step)

    @property
    def stops(self) -> int:
        """How many places a slider has between the bounds: one a step, unless there are too many."""
        return min(self.steps, _MOST_STOPS)

    def at(self, stop: int) -> Decimal:
        """The number at a stop of the slider, counted from the start."""
        return self._after(stop if self.steps == self.stops else round(Decimal(stop) * self.steps / self.stops))

    def stop_of(self, number: Decimal) -> int:
        """The stop nearest to a number."""
        return round(Decimal(self._steps_to(number)) * self.stops / max(self.steps, 1))

    def beside(self, number: Decimal, by: int) -> Decimal:
        """The number `by` steps further, within the bounds."""
        return self._after(min(max(self._steps_to(number) + by, 0), self.steps))

    def _steps_to(self, number: Decimal) -> int:
        return min(max(round(abs(number - self.start) / self.step), 0), self.steps)

    def _after(self, steps: int) -> Decimal:
        return self.start + self.step * steps * (1 if self.end >= self.start else -1)

    def holds(self, number: Decimal) -> bool:
        """True for a number between the bounds and on a step."""
        low, high = sorted((self.start, self.end))
        return low <= number <= high and (number - self.start) % self.step == 0


def span(parameters: Mapping[str, str]) -> Span:
    """The span of a range question; 1 to 10 by 1 where the form says nothing."""
    start, end, step = (as_number(parameters.get(name, "")) for name in ("start", "end", "step"))
    one, ten = Decimal(1), Decimal(10)
    return Span(one if start is None else start, ten if end is None else end, abs(step) if step else one)


class CounterField(AmountField):
    """A whole number with a button less and a button more; Up and Down do the same."""

    def __init__(self, question: Question, around: Surroundings) -> None:
        super().__init__(question, around, reading.whole(), words=False, group=True)
        self._less, self._more = Button("−"), Button("+")
        for button, step, name in ((self._less, -1, tr("Kurangi satu")), (self._more, 1, tr("Tambah satu"))):
            button.setParent(self)
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            button.setAccessibleName(name)
            button.clicked.connect(lambda _checked=False, by=step: self.step(by))
        self.line.installEventFilter(self)

    def step(self, by: int) -> None:
        """One more or one less than what stands there; an empty field begins at 0."""
        self.commit()
        now = as_number(self._value)
        self.put(str(by if now is None and by > 0 else 0 if now is None else int(now) + by))
        self.line.selectAll()

    def eventFilter(self, watched: object, event: object) -> bool:
        """Up and Down step."""
        if isinstance(event, QKeyEvent) and event.type() == QKeyEvent.Type.KeyPress:
            step = {Qt.Key.Key_Up: 1, Qt.Key.Key_Down: -1}.get(Qt.Key(event.key()))
            if step is not None:
                self.step(step)
                return True
        return super().eventFilter(watched, event)  # type: ignore[arg-type]

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Less, number, more."""
        wide, high = px(36), self.height()
        self._less.setGeometry(0, 0, wide, high)
        self.line.setGeometry(wide + px(4), 0, self.width() - 2 * wide - px(8), high)
        self._more.setGeometry(self.width() - wide, 0, wide, high)


class RangeField(AmountField):
    """A number between bounds: typed, or slid. What lies outside is not taken, and the field says the bounds.

    `upright`: the slider stands, with its highest number on top. Labels of ticks are said below the field.
    """

    def __init__(self, question: Question, around: Surroundings, *, upright: bool = False) -> None:
        self.span = span(question.parameters)
        self.upright = upright
        self._labels: dict[Decimal, str] = {}
        kind = reading.whole() if question.type == "int" else reading.decimal()
        super().__init__(question, around, kind, words=False, group=False)
        self._ends = (self.reading.show(f"{self.span.start:f}"), self.reading.show(f"{self.span.end:f}"))
        self.slider: Slider | None = None
        if "picker" in question.appearance.split():
            self.line.setPlaceholderText(" – ".join(self._ends))
        else:
            self.slider = self._make_slider()
        self.line.installEventFilter(self)

    def _make_slider(self) -> Slider:
        orientation = Qt.Orientation.Vertical if self.upright else Qt.Orientation.Horizontal
        slider = Slider(orientation, self._ends, self)
        slider.setRange(0, self.span.stops)
        slider.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        slider.setAccessibleName(tr("Penggeser"))
        interval = as_number(self.question.parameters.get("tick-interval", "")) or self.span.step
        every = max(1, int(abs(interval) / self.span.step))
        if "no-ticks" not in self.question.appearance.split() and self.span.stops // every <= 20:
            below, right = QSlider.TickPosition.TicksBelow, QSlider.TickPosition.TicksRight
            slider.setTickPosition(right if self.upright else below)
            slider.setTickInterval(every)
        slider.sliderMoved.connect(lambda stop: self.put(f"{self.span.at(stop):f}"))
        return slider

    def show_state(self, state: State) -> None:
        """Show number and slider; an empty one stands where the form's placeholder is."""
        self._labels = {n: c.label for c in state.choices if (n := as_number(c.value)) is not None}
        super().show_state(state)
        now = as_number(state.value or self.question.parameters.get("placeholder", ""))
        if self.slider is not None:
            self.slider.setEnabled(not state.readonly)
            self.slider.answered = as_number(state.value) is not None
            self.slider.update()
            self.slider.setValue(0 if now is None else self.span.stop_of(now))

    def commit(self) -> None:
        """Take a number within the bounds; anything else is put back and said."""
        if not self.line.isModified():
            return
        value, refusal = self._read(self.line.text())
        number = as_number(value)
        if value and (refusal or number is None or not self.span.holds(number)):
            self._put(self.reading.show(self._value))
            low, high = (self.reading.show(f"{bound:f}") for bound in sorted((self.span.start, self.span.end)))
            self._refusal = tr("Harus antara {low} dan {high}, langkah {step}.").format(
                low=low, high=high, step=self.reading.show(f"{self.span.step:f}"))  # fmt: skip
            self.noted.emit("")
            return
        super().commit()

    def note(self, value: str) -> str:
        """The label of the number, else the labels there are."""
        number = as_number(value)
        if number is not None and number in self._labels:
            return self._labels[number]
        return " · ".join(f"{self.reading.show(f'{at:f}')} = {label}" for at, label in self._labels.items())

    def eventFilter(self, watched: object, event: object) -> bool:
        """Up and Down go one step."""
        if isinstance(event, QKeyEvent) and event.type() == QKeyEvent.Type.KeyPress:
            by = {Qt.Key.Key_Up: 1, Qt.Key.Key_Down: -1}.get(Qt.Key(event.key()))
            if by is not None:
                now = as_number(self._value)
                self.put(f"{self.span.start if now is None else self.span.beside(now, by):f}")
                return True
        return super().eventFilter(watched, event)  # type: ignore[arg-type]

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The number at the left, the slider beside it."""
        wide = self.width() if self.slider is None else px(96)
        self.line.setGeometry(0, 0, wide, min(self.height(), px(32)))
        if self.slider is not None and self.upright:
            room = min(self.slider.sizeHint().width(), self.width() - wide - px(16))
            self.slider.setGeometry(wide + px(16), 0, room, self.height())
        elif self.slider is not None:
            self.slider.setGeometry(wide + px(12), 0, self.width() - wide - px(16), self.height())
