"""The matches below a type-ahead field: one painted widget however many there are."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QRectF, Qt
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from ftd_desktop.i18n import tr
from ftd_desktop.ui import theme
from ftd_desktop.ui.forms import measure
from ftd_desktop.ui.theme import color, px

if TYPE_CHECKING:
    from ftd_desktop.forms.interview import Choice

VISIBLE = 8


class Popup(QWidget):
    """The matches. Painted, not built: one widget however many there are; it never takes the keyboard."""

    def __init__(self, window: QWidget, chosen: Callable[[Choice], object]) -> None:
        super().__init__(window)
        self._chosen = chosen
        self._choices: list[Choice] = []
        self._keyed = self._more = False
        self._at = self._top = 0
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setMouseTracking(True)
        self.hide()

    def fill(self, choices: list[Choice], *, keyed: bool, more: bool, chosen: str) -> None:
        """Show other choices; the chosen one, else the first, is highlighted."""
        self._choices, self._keyed, self._more = choices, keyed, more
        self._at = next((i for i, choice in enumerate(choices) if choice.value == chosen), 0)
        self._top = max(0, self._at - VISIBLE + 1)
        self.update()

    def current(self) -> Choice | None:
        """The highlighted choice."""
        return self._choices[self._at] if self._choices else None

    @property
    def spoken(self) -> str:
        """What a screen reader says of the highlight: the choice, and its place among those found."""
        choice = self.current()
        if choice is None:
            return tr("Tidak ada yang cocok")
        return tr("{pilihan}, {n} dari {semua}").format(pilihan=choice.label, n=self._at + 1, semua=len(self._choices))

    def move_by(self, steps: int) -> None:
        """Highlight another choice."""
        if self._choices:
            self._at = max(0, min(len(self._choices) - 1, self._at + steps))
            self._top = min(max(self._top, self._at - VISIBLE + 1), self._at)
            self.update()

    def below(self, line: QWidget) -> None:
        """Stand below `line`, or above it where there is more room."""
        rows = max(1, min(VISIBLE, len(self._choices)))
        high = rows * px(28) + 2 + (px(24) if self._more else 0)
        wide = max(
            line.width(), min(px(420), max((measure.width_of(c.label) for c in self._choices), default=0) + px(60))
        )
        at = line.mapTo(self.window(), QPoint(0, line.height() + 2))
        if at.y() + high > self.window().height():
            at = line.mapTo(self.window(), QPoint(0, -high - 2))
        at.setX(min(at.x(), max(0, self.window().width() - wide - px(4))))
        self.setGeometry(at.x(), at.y(), wide, high)
        self.show()
        self.raise_()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """The highlight follows the pointer."""
        row = self._top + int(event.position().y()) // px(28)
        if row < len(self._choices):
            self._at = row
            self.update()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take the choice."""
        if (choice := self.current()) is not None:
            self._chosen(choice)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The visible rows."""
        with QPainter(self) as p:
            p.fillRect(self.rect(), color("surface"))
            p.setPen(QPen(color("control"), 1))
            p.drawRect(self.rect().adjusted(0, 0, -1, -1))
            if not self._choices:
                self._paint_words(p, 0, tr("Tidak ada yang cocok"), "muted")
            for row, choice in enumerate(self._choices[self._top : self._top + VISIBLE]):
                self._paint_choice(p, row, choice)
            if self._more:
                self._paint_words(p, VISIBLE, tr("Ketik lagi untuk mempersempit"), "muted")

    def _paint_choice(self, p: QPainter, row: int, choice: Choice) -> None:
        area = QRectF(1, 1 + row * px(28), self.width() - 2, px(28))
        here = self._top + row == self._at
        if here:
            p.fillRect(area, color("soft"))
            p.fillRect(QRectF(1, area.y(), px(4), area.height()), color("accent"))
        left = px(12)
        if self._keyed:
            p.setPen(color("muted"))
            p.setFont(theme.font())
            p.drawText(area.adjusted(left, 0, 0, 0), Qt.AlignmentFlag.AlignVCenter, str(self._top + row + 1))
            left += px(18)
        p.setPen(color("text"))
        p.setFont(theme.font(bold=here))
        p.drawText(area.adjusted(left, 0, -px(8), 0), Qt.AlignmentFlag.AlignVCenter, choice.label)

    def _paint_words(self, p: QPainter, row: int, words: str, token: str) -> None:
        p.setPen(color(token))
        p.setFont(theme.font())
        p.drawText(QRectF(px(12), 1 + row * px(28), self.width(), px(24)), Qt.AlignmentFlag.AlignVCenter, words)
