"""What was answered the round before, beside the questions of the open section, and how it has changed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget

from ftd_desktop import wording
from ftd_desktop.forms.reading import as_number
from ftd_desktop.i18n import tr
from ftd_desktop.programme import rounds
from ftd_desktop.ui import theme
from ftd_desktop.ui.forms import measure
from ftd_desktop.ui.forms.change import change
from ftd_desktop.ui.forms.fixed import shown_value
from ftd_desktop.ui.forms.markup import plain
from ftd_desktop.ui.forms.outline import Asked, Section
from ftd_desktop.ui.forms.saying import is_missing
from ftd_desktop.ui.forms.session import Session
from ftd_desktop.ui.forms.shape import is_money
from ftd_desktop.ui.theme import color, px
from ftd_desktop.ui.widgets.layout import across, boxed, down, fixed
from ftd_desktop.ui.widgets.signs import KeyCap
from ftd_desktop.ui.widgets.text import Fill, Label, Line

if TYPE_CHECKING:
    from ftd_desktop.programme.participants import PreviousRound

WIDTH = 268


@dataclass(frozen=True)
class Before:
    """One earlier answer as it is shown."""

    ref: str
    number: str
    label: str
    value: str
    change: str
    tone: str


class PreviousPanel(Fill):
    """The answers of the last round in the order of the paper."""

    def __init__(self, session: Session, previous: PreviousRound) -> None:
        super().__init__("window")
        self.session, self.previous = session, previous
        self.list = _List()
        day = wording.long_date(previous.day) if previous.day else ""
        subtitle = Label(", ".join(filter(None, (rounds.label(previous.name), day))), token="muted", wrap=True)
        head = boxed(down(Label(tr("Putaran lalu"), bold=True), subtitle, margins=(16, 10, 16, 8), gap=0))
        foot = boxed(across(KeyCap("F7"), Label(tr("salin jawaban putaran lalu"), token="muted"), None,
                            margins=(16, 8, 16, 10)))  # fmt: skip
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(self.list)
        self.list.setAutoFillBackground(False)
        area.viewport().setAutoFillBackground(False)
        self._area = area
        self.setLayout(down(head, boxed(across(Line(), margins=(16, 0, 16, 0))), (area, 1), foot, gap=0))
        fixed(self, width=WIDTH)

    def show_section(self, section: Section) -> None:
        """The earlier answers to the questions of a section."""
        found = (self._before(asked) for asked in section.asked())
        self.list.show_lines([before for before in found if before is not None])

    def refresh(self, section: Section, refs: frozenset[str]) -> None:
        """Some answers have changed."""
        if any(asked.ref in refs for asked in section.asked()):
            self.show_section(section)

    def activate(self, ref: str) -> None:
        """Mark the question that has the keyboard and keep it in view."""
        area = self.list.activate(ref)
        if area is not None:
            self._area.ensureVisible(0, area.center().y(), 0, area.height())

    def value_for(self, ref: str) -> str:
        """The earlier answer to a question as it was stored, "" when there is none."""
        return self.previous.answers.get(self.session.question(ref).name, "")

    def _before(self, asked: Asked) -> Before | None:
        value = self.value_for(asked.ref)
        state = self.session.state(asked.ref)
        if not value or not state.relevant or not asked.number:
            return None
        question = self.session.question(asked.ref)
        money, amount = is_money(question, state.label), as_number(value)
        shown = wording.money(amount) if money and amount is not None else shown_value(question, value, state.choices)
        unit = "" if money else question.extra.get("unit", "")
        words, tone = self._change(asked.ref, value, numeric=question.type in ("int", "decimal"), money=money)
        label = plain(state.label).replace("(Rp)", "").strip()
        return Before(asked.ref, asked.number, label, f"{shown} {unit}".strip(), words, tone)

    def _change(self, ref: str, before: str, *, numeric: bool, money: bool) -> tuple[str, str]:
        state = self.session.state(ref)
        if state.error is not None or is_missing(self.session, state):
            return tr("belum sah"), "error"
        found = change(before, state.value, numeric=numeric, share=money)
        return found.words, "warn" if state.warning is not None else "muted"


class _List(QWidget):
    """The lines, painted."""

    def __init__(self) -> None:
        super().__init__()
        self._lines: list[Before] = []
        self._areas: list[QRect] = []
        self._active = ""

    def show_lines(self, lines: list[Before]) -> None:
        """Show other lines; nothing happens when they are the same."""
        if lines != self._lines:
            self._lines = lines
            self.setAccessibleName("; ".join(f"{b.number} {b.label}: {b.value} {b.change}" for b in lines))
            self._arrange()
            self.update()

    def activate(self, ref: str) -> QRect | None:
        """Mark one line."""
        self._active = ref
        self.update()
        return next((a for a, b in zip(self._areas, self._lines, strict=True) if b.ref == ref), None)

    def resizeEvent(self, event: object) -> None:
        """Heights follow the width."""
        self._arrange()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Number and label, below them change and value."""
        with QPainter(self) as p:
            if not self._lines:
                p.setPen(color("muted"))
                measure.draw(
                    p, self.rect().adjusted(px(16), px(8), -px(16), 0), tr("Tidak ada jawaban lama di bagian ini.")
                )
            for before, area in zip(self._lines, self._areas, strict=True):
                self._paint(p, before, area)

    def _paint(self, p: QPainter, before: Before, area: QRect) -> None:
        here = before.ref == self._active
        line, left = measure.line_height(), area.x() + self._numbers
        p.setFont(theme.font(bold=here))
        p.setPen(color("accent" if here else "muted"))
        p.drawText(QRect(area.x(), area.y() + px(6), self._numbers, line), 0, before.number)
        p.setPen(color("accent" if here else "text"))
        label = QRect(left, area.y() + px(6), area.right() - left, line)
        p.drawText(
            label, 0, QFontMetrics(p.font()).elidedText(before.label, Qt.TextElideMode.ElideRight, label.width())
        )
        below = QRect(left, area.y() + px(6) + line, area.right() + 1 - left, area.height() - px(12) - line)
        p.setFont(theme.font(bold=before.tone in ("warn", "error")))
        p.setPen(color(before.tone))
        p.drawText(below, 0, before.change)
        p.setFont(theme.font(bold=True))
        p.setPen(color("text"))
        measure.draw(p, self._value_area(before, below), before.value, Qt.AlignmentFlag.AlignRight)
        p.fillRect(area.x(), area.bottom(), area.width(), 1, color("line"))

    def _value_area(self, before: Before, below: QRect) -> QRect:
        """Right of the change, or on lines of its own when both do not fit."""
        taken = measure.width_of(before.change, bold=True) + px(8) if before.change else 0
        if taken + measure.width_of(before.value, bold=True) <= below.width():
            return below.adjusted(taken, 0, 0, 0)
        return below.adjusted(0, measure.line_height() if before.change else 0, 0, 0)

    def _arrange(self) -> None:
        self._numbers = max([px(36), *(measure.width_of(b.number, bold=True) + px(8) for b in self._lines)])
        top, self._areas = 0, []
        for before in self._lines:
            high = self._height(before)
            self._areas.append(QRect(px(16), top, self.width() - px(32), high))
            top += high
        self.setMinimumHeight(top)

    def _height(self, before: Before) -> int:
        line, width = measure.line_height(), self.width() - px(32) - self._numbers
        taken = measure.width_of(before.change, bold=True) + px(8) if before.change else 0
        if taken + measure.width_of(before.value, bold=True) <= width:
            return px(12) + 2 * line
        own = measure.height_of(before.value, width, bold=True)
        return px(12) + line + own + (line if before.change else 0)
