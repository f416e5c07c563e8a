"""A list of places in the form, painted: Up and Down walk through it, Enter goes there."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRect, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget

from ftd_desktop.ui import icons, theme
from ftd_desktop.ui.forms import measure
from ftd_desktop.ui.theme import color, px


@dataclass(frozen=True)
class Link:
    """A place: its ref ("" for a heading), number, words, what is said of it, and the tone of its icon."""

    ref: str
    number: str
    words: str
    note: str = ""
    icon: str = ""
    token: str = "muted"


class LinkList(QWidget):
    """`chosen` carries a ref."""

    chosen = Signal(str)
    moved = Signal(QRect)

    def __init__(self) -> None:
        super().__init__()
        self.links: list[Link] = []
        self._areas: list[QRect] = []
        self._at = -1
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def show_links(self, links: list[Link]) -> None:
        """Show other links; the first that leads somewhere is highlighted."""
        self.links = links
        self._arrange()
        self._at = next((i for i, link in enumerate(links) if link.ref), -1)
        self._say()
        self.update()

    @property
    def current(self) -> Link | None:
        """The highlighted link."""
        return self.links[self._at] if 0 <= self._at < len(self.links) else None

    def step(self, by: int) -> None:
        """Highlight the next or the previous link, over headings."""
        at = self._at + by
        while 0 <= at < len(self.links) and not self.links[at].ref:
            at += by
        if 0 <= at < len(self.links):
            self._at = at
            self._say()
            self.moved.emit(self._areas[at])
            self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Up, Down, Enter."""
        if event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            self.step(1 if event.key() == Qt.Key.Key_Down else -1)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers() & (
            Qt.KeyboardModifier.ControlModifier
        ):
            self.take()
        else:
            event.ignore()

    def take(self) -> None:
        """Go where the highlight is."""
        if (link := self.current) is not None:
            self.chosen.emit(link.ref)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Go where the pointer is."""
        for place, area in enumerate(self._areas):
            if area.contains(event.position().toPoint()) and self.links[place].ref:
                self._at = place
                self.take()
                return

    def resizeEvent(self, event: object) -> None:
        """Heights follow the width."""
        self._arrange()

    def sizeHint(self) -> QSize:
        """As high as its lines."""
        return QSize(px(300), self._areas[-1].bottom() + 1 if self._areas else px(32))

    def minimumSizeHint(self) -> QSize:
        """All lines; the area around scrolls."""
        return QSize(px(200), self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """The lines in view."""
        with QPainter(self) as p:
            for place, (link, area) in enumerate(zip(self.links, self._areas, strict=True)):
                if area.intersects(event.rect()):
                    self._paint(p, link, area, here=place == self._at)

    def _paint(self, p: QPainter, link: Link, area: QRect, *, here: bool) -> None:
        if not link.ref:
            p.setFont(theme.font(bold=True))
            p.setPen(color("text"))
            measure.draw(p, area.adjusted(px(12), px(8), -px(12), 0), link.words, Qt.AlignmentFlag.AlignVCenter)
            return
        if here:
            p.fillRect(area, color("soft"))
            p.fillRect(area.x(), area.y(), px(4), area.height(), color("accent"))
            if self.hasFocus():
                p.setPen(QPen(color("accent"), 1))
                p.drawRect(area.adjusted(0, 0, -1, -1))
        p.fillRect(area.x(), area.bottom(), area.width(), 1, color("line"))
        number, words, note = self._columns(link, area)
        if link.icon:
            p.drawPixmap(QPointF(area.x() + px(12), area.y() + px(8)), icons.pixmap(link.icon, link.token, 16))
        p.setFont(theme.font(bold=here))
        p.setPen(color("muted"))
        p.drawText(number, 0, link.number)
        p.setPen(color("text"))
        measure.draw(p, words, link.words)
        p.setFont(theme.font())
        p.setPen(color(link.token if link.token in ("error", "warn") else "muted"))
        measure.draw(p, note, link.note)

    def _columns(self, link: Link, area: QRect) -> tuple[QRect, QRect, QRect]:
        left, top = area.x() + px(36), area.y() + px(7)
        words = left + px(48)
        room = area.right() - px(12) - words
        split = int(room * 0.5) if link.note else room
        high = area.height() - px(14)
        return (
            QRect(left, top, px(46), high),
            QRect(words, top, split - px(12), high),
            QRect(words + split, top, room - split, high),
        )

    def _arrange(self) -> None:
        self._areas, top = [], 0
        for link in self.links:
            probe = QRect(0, 0, max(self.width(), px(200)), px(32))
            _, words, note = self._columns(link, probe)
            high = measure.height_of(link.words, words.width(), bold=True)
            if link.note:
                high = max(high, measure.height_of(link.note, note.width()))
            high += px(14) if link.ref else px(18)
            self._areas.append(QRect(0, top, max(self.width(), 1), high))
            top += high
        self.updateGeometry()

    def _say(self) -> None:
        link = self.current
        self.setAccessibleName(f"{link.number} {link.words} {link.note}".strip() if link else "")


def scrolled(inner: LinkList) -> QScrollArea:
    """The list in an area that keeps the highlight in view."""
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setWidget(inner)
    inner.setAutoFillBackground(False)
    area.viewport().setAutoFillBackground(False)
    inner.moved.connect(lambda where: area.ensureVisible(0, where.center().y(), 0, where.height()))
    return area
