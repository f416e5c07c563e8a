"""How the attendance grid looks: letters on soft tones, names with their totals at the left, sessions above."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QEvent, QObject, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import QHeaderView, QLineEdit, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from ftd_desktop.i18n import tr
from ftd_desktop.programme.attendance_grid import MISSED, PARTIAL
from ftd_desktop.ui import theme
from ftd_desktop.ui.models.rows import CELL, Index
from ftd_desktop.ui.theme import Token, color, px
from ftd_desktop.ui.training.grid_model import Cell, GridModel, short
from ftd_desktop.wording import figure

ROW, COLUMN, WIDEST = 30, 58, 96
HEAD = 82
NAMES, NAMES_LARGE = 300, 210
_ENDS = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Tab, Qt.Key.Key_Backtab)


def tones(cell: Cell) -> tuple[Token, Token]:
    """(fill, ink) of a cell; the letter says the same as the tone."""
    if cell.double:
        return "errorsoft", "error"
    if cell.mark is None:
        return ("surface" if cell.open else "raised"), "muted"
    if cell.mark.status in PARTIAL:
        return "warnsoft", "warn"
    if cell.mark.status == "alpa":
        return "errorsoft", "error"
    return ("raised", "text") if cell.mark.status in MISSED else ("oksoft", "ok")


class GridDelegate(QStyledItemDelegate):
    """Paints cells and gives the editor for JP; `typed` carries what was typed there."""

    typed = Signal(str)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """One cell: fill, letter, hairlines; an edge for the chosen ones and a stronger one for the current."""
        cell: Cell = index.data(CELL)
        fill, ink = tones(cell)
        area: QRect = option.rect
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.save()
        painter.fillRect(area, color("soft" if selected else fill))
        painter.setPen(color("line"))
        painter.drawLine(area.topRight(), area.bottomRight())
        painter.drawLine(area.bottomLeft(), area.bottomRight())
        painter.setFont(theme.font(bold=True))
        painter.setPen(color(ink))
        painter.drawText(area, Qt.AlignmentFlag.AlignCenter, short(cell) or ("" if cell.open else "·"))
        view: Any = option.widget
        if view is not None and view.currentIndex() == index:
            painter.setPen(QPen(color("accent" if view.hasFocus() else "control"), 2))
            painter.drawRect(area.adjusted(1, 1, -2, -2))
        painter.restore()

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        """A line for the JP attended."""
        made = QLineEdit(parent)
        made.setAccessibleName(tr("JP yang diikuti"))
        made.setFrame(False)
        return made

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        """The JP that stands there."""
        cell: Cell = index.data(CELL)
        if isinstance(editor, QLineEdit) and cell.mark is not None and cell.mark.jp is not None:
            editor.setText(figure(cell.mark.jp))
            editor.selectAll()

    def setModelData(self, editor: QWidget, model: Any, index: Index) -> None:
        """Hand on what was typed."""
        if isinstance(editor, QLineEdit):
            self.typed.emit(editor.text())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Enter and Tab end the typing; neither goes on to the grid, and no editor opens in the next cell."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and event.key() in _ENDS and (
                isinstance(watched, QLineEdit)):
            self.commitData.emit(watched)
            self.closeEditor.emit(watched, QStyledItemDelegate.EndEditHint.NoHint)
            return True
        return super().eventFilter(watched, event)

    def updateEditorGeometry(self, editor: QWidget, option: QStyleOptionViewItem, index: Index) -> None:
        """A little wider than the cell, so that figures are not cut."""
        area: QRect = option.rect
        editor.setGeometry(area.adjusted(-px(4), -1, px(4), 1))


class NamesHeader(QHeaderView):
    """Names with JP and share; the row of the current cell stands out."""

    def __init__(self) -> None:
        super().__init__(Qt.Orientation.Vertical)
        self.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setDefaultSectionSize(px(ROW))
        self.setFixedWidth(px(NAMES_LARGE if theme.large_text() else NAMES))

    def sizeHint(self) -> QSize:
        """As wide as it was made."""
        return QSize(self.width(), 0)

    def paintSection(self, painter: QPainter, rect: QRect, section: int) -> None:
        """One name."""
        model, view = _of(self)
        if model is None or section >= len(model.members):
            return
        here = view.currentIndex().row() == section
        painter.fillRect(rect, color("soft" if here else "surface"))
        if here:
            painter.fillRect(rect.x(), rect.y(), px(4), rect.height(), color("accent"))
        painter.setPen(color("line"))
        painter.drawLine(rect.topRight(), rect.bottomRight())
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        jp, share = model.totals(section)
        middle = Qt.AlignmentFlag.AlignVCenter
        room = rect.adjusted(px(12), 0, -px(8), 0)
        painter.setFont(theme.font())
        painter.setPen(color("muted"))
        painter.drawText(room, middle | Qt.AlignmentFlag.AlignRight, share)
        taken = px(46)
        if not theme.large_text():
            painter.drawText(room.adjusted(0, 0, -taken, 0), middle | Qt.AlignmentFlag.AlignRight, jp)
            taken += px(58)
        font = theme.font(bold=True)
        painter.setFont(font)
        painter.setPen(color("text"))
        name = QFontMetrics(font).elidedText(model.members[section].name, Qt.TextElideMode.ElideRight,
                                             room.width() - taken)
        painter.drawText(room, middle | Qt.AlignmentFlag.AlignLeft, name)


class SessionsHeader(QHeaderView):
    """Number, day, JP and how many were there; the column of the current cell stands out."""

    def __init__(self) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        self.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setDefaultSectionSize(px(COLUMN))
        self.setFixedHeight(px(HEAD))

    def paintSection(self, painter: QPainter, rect: QRect, section: int) -> None:
        """One session in four lines."""
        model, view = _of(self)
        if model is None or section >= len(model.sessions):
            return
        session, here = model.sessions[section], view.currentIndex().column() == section
        painter.fillRect(rect, color("soft" if here else "raised"))
        painter.setPen(color("line"))
        painter.drawLine(rect.topRight(), rect.bottomRight())
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        plan = session.plan
        first = str(plan.number) if plan.makes_up is None else f"{plan.number}←{plan.makes_up}"
        there, noted = model.present(section)
        lines = (first, f"{plan.day.day}/{plan.day.month}", f"{figure(plan.jp)} JP",
                 f"{there}/{noted}" if noted else "–")
        step = rect.height() // 4
        for place, words in enumerate(lines):
            painter.setFont(theme.font(bold=place in (0, 3)))
            painter.setPen(color("text" if place in (0, 3) else "muted"))
            line = QRect(rect.x(), rect.y() + place * step, rect.width(), step)
            painter.drawText(line, Qt.AlignmentFlag.AlignCenter, words)


def _of(header: QHeaderView) -> tuple[GridModel | None, Any]:
    model: Any = header.model()
    return (model if isinstance(model, GridModel) else None), header.parent()


