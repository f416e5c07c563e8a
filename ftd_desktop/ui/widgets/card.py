"""Cards: a surface with a hairline; with a title row; empty ones that say what to do first."""

from __future__ import annotations

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QLayout, QVBoxLayout, QWidget

from ftd_desktop.ui import theme
from ftd_desktop.ui.theme import Token, px
from ftd_desktop.ui.widgets.button import Button
from ftd_desktop.ui.widgets.flow import FlowLayout
from ftd_desktop.ui.widgets.layout import across, boxed, down, order_tabs
from ftd_desktop.ui.widgets.text import Label, Line


class Card(QFrame):
    """Surface with one hairline. `tone` adds a 4 px edge bar: only when something asks for action."""

    def __init__(self, layout: QLayout | None = None, *, tone: Token | None = None, fill: Token = "surface") -> None:
        super().__init__()
        self._tone, self._fill = tone, fill
        if layout is not None:
            self.setLayout(layout)

    def set_tone(self, tone: Token | None) -> None:
        """Add, change or take away the edge bar."""
        self._tone = tone
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Fill, edge and bar."""
        area = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        with QPainter(self) as p:
            p.setRenderHint(QPainter.RenderHint.Antialiasing)
            p.setPen(QPen(theme.color("line"), 1))
            p.setBrush(theme.color(self._fill))
            p.drawRoundedRect(area, 6, 6)
            if self._tone:
                path = QPainterPath()
                path.addRoundedRect(area, 6, 6)
                p.setClipPath(path)
                p.fillRect(QRectF(0, 0, px(4), self.height()), theme.color(self._tone))


class Panel(Card):
    """A card with a title row (title, muted note, actions at the right), a hairline and a body flush to the edges."""

    def __init__(self, title: str, body: QWidget, note: str = "", actions: tuple[QWidget, ...] = (), *,
                 tone: Token | None = None) -> None:
        super().__init__(tone=tone)
        self.heading = Label(title, bold=True)
        self.note = Label(note, token="muted")
        self._body = body
        head = self._head(actions)
        self._column: QVBoxLayout = down(head, Line(), (body, 1), gap=0)
        self._column.setContentsMargins(1, 1, 1, 1)
        self.setLayout(self._column)

    def _head(self, actions: tuple[QWidget, ...]) -> QWidget:
        """Title and actions in one row; with large text several actions flow below the title."""
        if len(actions) > 1 and theme.large_text():
            row = FlowLayout()
            for action in actions:
                row.addWidget(action)
            return boxed(down(across(self.heading, self.note, None), row, margins=(12, 6, 8, 6)))
        head = boxed(across(self.heading, self.note, None, *actions, margins=(12, 6, 8, 6)))
        head.setFixedHeight(px(44))
        return head

    def set_body(self, body: QWidget) -> None:
        """Put another body in the place of the present one, which is deleted."""
        if body is not self._body:
            self._column.replaceWidget(self._body, body)
            self._body.hide()
            self._body.deleteLater()
            self._body = body
            body.show()
            order_tabs(self)


class EmptyState(QWidget):
    """What an empty card says: one muted sentence, what to do, one button (or none)."""

    def __init__(self, sentence: str, button: Button | None = None) -> None:
        super().__init__()
        words = Label(sentence, token="muted", wrap=True)
        rest: tuple[QWidget, ...] = () if button is None else (button,)
        self.setLayout(down(words, *rest, None, margins=(12, 8, 12, 8)))


class Facts(QWidget):
    """Lines of key and value with a hairline between; a value may be a widget."""

    def __init__(self, *lines: tuple[str, str | QWidget], pad: int = 5) -> None:
        super().__init__()
        column = down(gap=0)
        for i, (key, value) in enumerate(lines):
            if i:
                column.addWidget(Line())
            shown = Label(value, right=True, wrap=len(value) > 28) if isinstance(value, str) else value
            column.addLayout(across(Label(key, token="muted"), None, shown, margins=(0, pad, 0, pad)))
        self.setLayout(column)
