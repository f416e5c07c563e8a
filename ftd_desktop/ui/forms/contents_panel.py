"""The sections at the left: number, title, how far, and a mark; Ctrl+PgUp and Ctrl+PgDn walk through them."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRect, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QFrame, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from ftd_desktop.i18n import tr
from ftd_desktop.ui import icons, theme
from ftd_desktop.ui.forms import measure
from ftd_desktop.ui.forms.outline import Section
from ftd_desktop.ui.forms.standing import Standing, Standings
from ftd_desktop.ui.theme import color, px
from ftd_desktop.ui.widgets.layout import across, boxed, down, fixed
from ftd_desktop.ui.widgets.signs import Bar
from ftd_desktop.ui.widgets.text import Fill, Icon, Label

WIDE, SLIM = 228, 72
_MARKS = {"error": "error", "warn": "warn", "check": "ok", "dash": "muted"}


class ContentsPanel(Fill):
    """`chosen` carries the place of a section."""

    chosen = Signal(int)

    def __init__(self) -> None:
        super().__init__("window")
        self.slim = theme.large_text()
        self._count = Label(token="muted")
        self._bar = Bar()
        self._items: list[_Item] = []
        self._column = QVBoxLayout()
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._sums = [_Sum("error", "error", bold=True), _Sum("warn", "warn"), _Sum("check", "ok")]
        head = boxed(
            down(across(Label(tr("Bagian"), bold=True), None, self._count), self._bar, margins=(16, 10, 12, 12), gap=4)
        )
        foot = boxed(down(*self._sums, margins=(16, 8, 12, 12), gap=4))
        if self.slim:  # only ever hide: shown before it has a parent, a widget is a window and takes the keyboard
            head.hide()
            foot.hide()
        column = down(head, (self._scrolled(), 1), foot, gap=0)
        self.setLayout(column)
        fixed(self, width=SLIM if self.slim else WIDE)

    def show_sections(self, sections: list[Section], standings: Standings) -> None:
        """Show other sections."""
        for item in self._items:
            item.hide()
            item.deleteLater()
        self._items = []
        for place, section in enumerate(sections):
            item = _Item(section, slim=self.slim)
            item.clicked.connect(lambda _checked=False, at=place: self.chosen.emit(at))
            self._column.insertWidget(place, item)
            self._items.append(item)
        self.refresh(standings, set(range(len(sections))))

    def refresh(self, standings: Standings, places: set[int]) -> None:
        """Some sections stand otherwise."""
        for place in places:
            self._items[place].stand(standings.sections[place])
        done, asked = standings.answered, standings.asked
        self._count.setText(tr("{done} dari {asked}").format(done=done, asked=asked))
        self._bar.set(done / asked if asked else 0.0)
        finished = sum(s.mark == "check" and s.relevant for s in standings.sections)
        errors = sum(s.errors for s in standings.sections)
        warnings = sum(s.warnings for s in standings.sections)
        self._sums[0].say(errors, tr("{n} harus diperbaiki"))
        self._sums[1].say(warnings, tr("{n} perlu alasan"))
        self._sums[2].say(finished, tr("{n} bagian selesai"))

    def choose(self, place: int) -> None:
        """Mark the section that is open."""
        for at, item in enumerate(self._items):
            if item.isChecked() != (at == place):
                item.setChecked(at == place)
                item.updateGeometry()
        if 0 <= place < len(self._items):
            self._area.ensureWidgetVisible(self._items[place], 0, px(40))

    def _scrolled(self) -> QScrollArea:
        self._area = QScrollArea()
        self._area.setWidgetResizable(True)
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        if self.slim:
            self._area.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._column.addStretch(1)
        inner = QWidget()
        inner.setLayout(self._column)
        self._area.setWidget(inner)
        inner.setAutoFillBackground(False)
        self._area.viewport().setAutoFillBackground(False)
        return self._area


class _Sum(QWidget):
    """One line of the sums at the foot; gone when there is nothing to say."""

    def __init__(self, icon: str, token: theme.Token, *, bold: bool = False) -> None:
        super().__init__()
        self._label = Label(token="muted" if token == "ok" else token, bold=bold)
        self.setLayout(across(Icon(icon, token, 14), self._label, None, gap=8))

    def say(self, count: int, words: str) -> None:
        """Show the count in its words."""
        self._label.setText(words.format(n=count))
        self.setVisible(count > 0)


class _Item(QAbstractButton):
    """One section."""

    def __init__(self, section: Section, *, slim: bool) -> None:
        super().__init__()
        self.section, self.slim = section, slim
        self.standing = Standing()
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.setToolTip(section.title)

    def stand(self, standing: Standing) -> None:
        """Take another standing."""
        self.standing = standing
        words = {
            "error": tr("ada yang harus diperbaiki"),
            "warn": tr("perlu alasan"),
            "check": tr("selesai"),
            "dash": tr("belum selesai") if standing.relevant else tr("tidak ditanyakan"),
        }[standing.mark]
        count = tr("{done} dari {asked}").format(done=standing.answered, asked=standing.asked)
        self.setAccessibleName(f"{self.section.number} {self.section.title}, {count}, {words}")
        self.update()

    def sizeHint(self) -> QSize:
        """One line, or as many as the title needs."""
        if self.slim:
            return QSize(px(SLIM), px(36))
        words = measure.height_of(self.section.title, self._title_width(), bold=True)
        return QSize(px(WIDE), max(px(36), words + px(10)) + 1)

    def minimumSizeHint(self) -> QSize:
        """Never squeezed."""
        return QSize(px(40), self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Number, title, count, mark."""
        here, far = self.isChecked(), not self.standing.relevant
        middle = int(Qt.AlignmentFlag.AlignVCenter)
        area = self.rect()
        with QPainter(self) as p:
            if here:
                p.fillRect(area, color("soft"))
            elif self.underMouse():
                p.fillRect(area, color("raised"))
            p.fillRect(0, area.height() - 1, area.width(), 1, color("line"))
            if self.hasFocus():
                p.setPen(QPen(color("accent"), 2))
                p.drawRect(area.adjusted(1, 1, -1, -2))
            p.setFont(theme.font(bold=here or self.slim))
            p.setPen(color("accent" if here else "muted" if far else "text"))
            p.drawText(area.adjusted(px(10 if self.slim else 16), 0, 0, 0), middle, self.section.number)
            mark = self.standing.mark
            at = QPointF(area.width() - px(29), (area.height() - px(16)) / 2)
            p.drawPixmap(at, icons.pixmap(mark, _MARKS[mark], 16))
            if not self.slim:
                room = QRect(px(38 if len(self.section.number) < 2 else 46), 0, self._title_width(), area.height())
                measure.draw(p, room, self.section.title, Qt.AlignmentFlag.AlignVCenter)
                self._paint_count(p, area)

    def _paint_count(self, p: QPainter, area: QRect) -> None:
        p.setFont(theme.font())
        p.setPen(color("muted"))
        words = f"{self.standing.answered}/{self.standing.asked}" if self.standing.relevant else "–"
        right = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight)
        p.drawText(area.adjusted(0, 0, -px(38), 0), right, words)

    def _title_width(self) -> int:
        return px(WIDE) - px(38 if len(self.section.number) < 2 else 46) - px(76)
