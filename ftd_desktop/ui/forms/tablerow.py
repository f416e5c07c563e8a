"""One row of a repeat drawn as a table row: its number, a field a column, one line below when something is wrong."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRect, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from ftd_desktop.ui import icons, theme
from ftd_desktop.ui.forms import measure
from ftd_desktop.ui.forms.bands import Band
from ftd_desktop.ui.forms.block import Block
from ftd_desktop.ui.forms.face import Face, face
from ftd_desktop.ui.forms.marks import spans
from ftd_desktop.ui.forms.strips import Drawing, Strip
from ftd_desktop.ui.theme import color, px


class TableRow(Strip):
    """A row. What a cell has to say stands below the row, named by its column."""

    gap = 4

    def __init__(self, band: Band, drawing: Drawing) -> None:
        super().__init__(band, drawing)
        self._faces: dict[str, Face] = {}
        self._relevant: dict[str, bool] = {}
        self.frame: RowFrame | None = None
        for asked in band.asked:
            self.refresh(asked.ref)

    def refresh(self, ref: str) -> None:
        """Take the cell's new state."""
        session = self.drawing.session
        state = session.state(ref)
        self._relevant[ref] = state.relevant
        block = next((block for block in self.blocks if block.ref == ref), None)
        if block is not None:
            block.refresh()
            self._faces[ref] = block.face
        else:
            self._faces[ref] = face(session, session.question(ref), state)
        self.shown = any(self._relevant.values())

    def measure(self, width: int) -> None:
        """One field high, and a line when something is to be said."""
        for block in self.blocks:
            self._faces[block.ref] = block.face
        self._spans = spans(width, self.drawing.numbers, self.band.weights)
        room = width - self.drawing.numbers
        words = self.said()
        self.height = px(32)
        if words is not None:
            self.height += px(4) + measure.height_of(words[1], room - px(22), bold=True)
        if self.remarked() is not None:
            self.height += px(36)

    def said(self) -> tuple[Face, str, str] | None:
        """(face, words, ref) of the first cell that has something to say: errors before warnings."""
        speaking = [
            (self._faces[asked.ref], asked.ref)
            for asked in self.band.asked
            if self._relevant[asked.ref] and self._faces[asked.ref].message.tone != "muted"
        ]
        speaking.sort(key=lambda found: found[0].message.tone != "error")
        for shown, ref in speaking:
            return shown, f"{shown.label}: {shown.message.text}", ref
        return None

    def remarked(self) -> tuple[Face, str] | None:
        """(face, ref) of the cell whose reason or comment stands below: a reason first, then where the keyboard is."""
        active = {block.ref for block in self.blocks if block.active}
        found = [
            (self._faces[asked.ref], asked.ref)
            for asked in self.band.asked
            if self._relevant[asked.ref] and self._faces[asked.ref].remark
        ]
        found.sort(key=lambda one: (one[0].remark != "reason", one[1] not in active))
        return found[0] if found else None

    def build(self) -> None:
        """The frame, then the cells upon it."""
        self.frame = RowFrame(self, self.drawing.sheet)
        self.widgets.append(self.frame)
        for asked in self.band.asked:
            block = Block(asked, "cell", self.drawing.session, self.drawing.around, self.drawing.sheet)
            self.widgets.append(block)
            self.drawing.built(block)

    def details(self) -> tuple[object, ...]:
        """Relevance, and what is said below."""
        said, remarked = self.said(), self.remarked()
        return (*self._relevant.values(), said[1] if said else "", remarked[1] if remarked else "", self.band.place)

    def place(self, width: int) -> None:
        """The cells in their columns."""
        super().place(width)
        for block, (left, wide) in zip(self.blocks, self._spans, strict=True):
            block.measure(wide, 0, 0)
            block.setGeometry(left, self.top, wide, px(32))
            block.setVisible(self.visible and self._relevant[block.ref])
            block.raise_()
        if self.frame is not None:
            self.frame.arrange()


class RowFrame(QWidget):
    """Paints the row's number and what its cells say; holds the reason of a warning."""

    def __init__(self, row: TableRow, parent: QWidget) -> None:
        super().__init__(parent)
        self.row = row
        self.reason: QLineEdit | None = None
        self._of = ""

    def arrange(self) -> None:
        """Show the line of a reason or a comment where one is wanted."""
        remarked = self.row.remarked()
        if remarked is not None:
            shown, ref = remarked
            if self.reason is None:
                self.reason = QLineEdit(self)
            if not self.reason.isModified() or ref != self._of:
                self.reason.setText(shown.reason)
                self.reason.setModified(False)
            self._of = ref
            self.reason.setAccessibleName(shown.remark_name)
            left = self.row.drawing.numbers + measure.width_of(shown.remark_word, bold=True) + px(8)
            self.reason.setGeometry(left, self.height() - px(32), self.width() - left, px(32))
        if self.reason is not None:
            self.reason.setVisible(remarked is not None)
        for block in self.row.blocks:
            block.reason = self.reason if remarked is not None and block.ref == self._of else None
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Number at the left, words below."""
        left = self.row.drawing.numbers
        middle = int(Qt.AlignmentFlag.AlignVCenter)
        with QPainter(self) as p:
            p.setFont(theme.font())
            p.setPen(color("muted"))
            p.drawText(QRect(0, 0, left, px(32)), middle, str(self.row.band.place))
            self._paint_remark(p)
            said = self.row.said()
            if said is None:
                return
            tone = said[0].message.tone
            top = px(36)
            p.drawPixmap(QPointF(left + 1, top + (measure.line_height() - px(14)) / 2), icons.pixmap(tone, tone, 14))
            p.setFont(theme.font(bold=tone == "error"))
            p.setPen(color(tone))
            words = QRect(left + px(22), top, self.width() - left - px(22), self.height() - top)
            measure.draw(p, words, said[1])

    def _paint_remark(self, p: QPainter) -> None:
        """What stands before the line."""
        remarked = self.row.remarked()
        if remarked is not None:
            p.setFont(theme.font(bold=True))
            p.setPen(color("warn" if remarked[0].remark == "reason" else "muted"))
            room = QRect(self.row.drawing.numbers, self.height() - px(32), self.width(), px(32))
            p.drawText(room, int(Qt.AlignmentFlag.AlignVCenter), remarked[0].remark_word)
