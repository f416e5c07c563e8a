"""Bands that carry no question: the words of a scale, headings, heads and ends of tables."""

from __future__ import annotations

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from ftd_desktop.i18n import tr
from ftd_desktop.ui import theme
from ftd_desktop.ui.forms import measure
from ftd_desktop.ui.forms.geometry import SCALE_LABEL
from ftd_desktop.ui.forms.markup import plain
from ftd_desktop.ui.forms.option_grid import GAP
from ftd_desktop.ui.forms.strips import Strip
from ftd_desktop.ui.theme import color, px
from ftd_desktop.ui.widgets.button import Button

_BOTTOM = Qt.AlignmentFlag.AlignBottom


class _Painted(QWidget):
    """A widget that its strip paints."""

    def __init__(self, strip: Strip, parent: QWidget) -> None:
        super().__init__(parent)
        self.strip = strip

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Tell the strip."""
        self.strip.pressed()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Let the strip paint."""
        with QPainter(self) as painter:
            self.strip.paint(painter, self.rect())  # type: ignore[attr-defined]


class PaintedStrip(Strip):
    """A band of words."""

    def build(self) -> None:
        """One widget that paints."""
        self.widgets.append(_Painted(self, self.drawing.sheet))

    def paint(self, p: QPainter, area: QRect) -> None:
        """Paint the words."""
        raise NotImplementedError

    def refresh(self, ref: str) -> None:
        """Paint again."""
        for widget in self.widgets:
            widget.update()


class ScaleWords(PaintedStrip):
    """The words of a scale, each above its keys."""

    gap = 4

    def measure(self, width: int) -> None:
        """The tallest words decide; shown while the first statement is."""
        self._left, self._cell = self._columns(width)
        words = self._words()
        self.height = max((measure.height_of(w, self._cell - px(4)) for w in words), default=0)
        self.shown = self.drawing.session.state(self.band.asked[0].ref).relevant

    def paint(self, p: QPainter, area: QRect) -> None:
        """Muted words at the foot of their columns."""
        p.setFont(theme.font())
        p.setPen(color("muted"))
        for column, words in enumerate(self._words()):
            left = self._left + column * (self._cell + px(GAP))
            measure.draw(p, QRect(left, 0, self._cell - px(4), area.height()), words, _BOTTOM)

    def _words(self) -> list[str]:
        return [plain(choice.label) for choice in self.drawing.session.state(self.band.asked[0].ref).choices]

    def _columns(self, width: int) -> tuple[int, int]:
        room = width - self.drawing.numbers
        left = self.drawing.numbers + int(room * SCALE_LABEL)
        count = max(1, len(self._words()))
        return left, (width - left - px(GAP) * (count - 1)) // count


class HeadingStrip(PaintedStrip):
    """The label of a group, or of one row that is no table row; a group that can be folded has a sign to press."""

    gap = 8

    def measure(self, width: int) -> None:
        """One line, with air above."""
        self.height = measure.height_of(self.words, width, bold=True) + px(4) if self.words else 0

    def build(self) -> None:
        """A press folds and unfolds."""
        super().build()
        if self.band.fold:
            self.widgets[0].setCursor(Qt.CursorShape.PointingHandCursor)
            self.widgets[0].setAccessibleName(self.words)

    @property
    def words(self) -> str:
        """The label; a row says its place."""
        text = plain(self.band.text)
        return f"{text} {self.band.place}".strip() if self.band.kind == "card" else text

    def pressed(self) -> None:
        """Fold or unfold the group."""
        if self.band.fold in ("open", "closed"):
            self.drawing.folded.symmetric_difference_update({self.band.ref})
            self.drawing.reflow()
            self.refresh("")

    def paint(self, p: QPainter, area: QRect) -> None:
        """Bold words, after the sign of folding."""
        p.setFont(theme.font(bold=True))
        p.setPen(color("text"))
        left = 0
        if self.band.fold:
            left = self.drawing.numbers
            sign = "▸" if self.band.ref in self.drawing.folded else "▾"
            p.drawText(QRect(0, 0, left, area.height()), int(Qt.AlignmentFlag.AlignBottom), sign)
        measure.draw(p, area.adjusted(left, 0, 0, 0), self.words, _BOTTOM)


class TableHead(PaintedStrip):
    """The label of a repeat and the labels of its columns."""

    gap = 4

    def measure(self, width: int) -> None:
        """The tallest column label decides."""
        self._spans = spans(width, self.drawing.numbers, self.band.weights)
        labels = [
            measure.height_of(text, span[1] - px(8), bold=True)
            for text, span in zip(self._texts(), self._spans, strict=True)
        ]
        self._title = measure.line_height() + px(8) if self.band.text else 0
        self.height = self._title + max(labels, default=0) + px(6)

    def paint(self, p: QPainter, area: QRect) -> None:
        """Title, column labels, a hairline."""
        p.setFont(theme.font(bold=True))
        p.setPen(color("text"))
        if self._title:
            measure.draw(p, QRect(0, 0, area.width(), self._title), plain(self.band.text))
        p.setPen(color("muted"))
        for text, (left, wide) in zip(self._texts(), self._spans, strict=True):
            measure.draw(p, QRect(left, 0, wide - px(8), area.height() - px(5)), text, _BOTTOM)
        p.fillRect(0, area.height() - 1, area.width(), 1, color("line"))

    def _texts(self) -> list[str]:
        texts = (plain(self.drawing.session.state(asked.ref).label) for asked in self.band.asked)
        return [f"{asked.number}  {text}" for asked, text in zip(self.band.asked, texts, strict=True)]


def spans(width: int, numbers: int, weights: tuple[int, ...]) -> list[tuple[int, int]]:
    """(left, width) of each column of a table; the number column stands at the left."""
    room = width - numbers - px(8) * (len(weights) - 1)
    total = sum(weights)
    found, left = [], numbers
    for weight in weights:
        wide = room * weight // total
        found.append((left, wide))
        left += wide + px(8)
    return found


class Foot(Strip):
    """The end of a repeat: how many rows there are and the button for one more."""

    def __init__(self, band: object, drawing: object) -> None:
        super().__init__(band, drawing)  # type: ignore[arg-type]
        self.shown = not self.band.fixed

    def measure(self, width: int) -> None:
        """One button high."""
        self.height = px(32) if self.shown else 0

    def build(self) -> None:
        """The button; the sheet listens to it."""
        inner = "[" in self.band.ref  # a repeat inside another says which of the two it is
        words = tr("Tambah baris {label}").format(label=plain(self.band.text)) if inner else tr("Tambah baris")
        button = Button(words + "  Ctrl++", icon="plus")
        button.setParent(self.drawing.sheet)
        button.setAutoDefault(False)  # Enter goes on here too
        button.setAccessibleName(tr("Tambah baris {label}").format(label=plain(self.band.text)))
        button.setProperty("repeat", self.band.ref)
        button.clicked.connect(lambda: self.drawing.session.add_row(self.band.ref))
        self.widgets.append(button)

    def place(self, width: int) -> None:
        """Below the number column's right edge, as wide as its words."""
        for widget in self.widgets:
            left = self.drawing.numbers
            widget.setGeometry(left, self.top, widget.sizeHint().width(), self.height)
            widget.setVisible(self.visible)
