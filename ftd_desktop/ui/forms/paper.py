"""The paper in the middle of the entry page: one section, scrolling alone, with the keyboard always in a question."""

from __future__ import annotations

from time import monotonic

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QApplication, QScrollArea, QWidget

from ftd_desktop.ui import theme
from ftd_desktop.ui.forms.block import Block
from ftd_desktop.ui.forms.editor import Surroundings
from ftd_desktop.ui.forms.outline import Section
from ftd_desktop.ui.forms.session import Session
from ftd_desktop.ui.forms.sheet import Sheet
from ftd_desktop.ui.forms.sheets import Sheets
from ftd_desktop.ui.theme import px

_AHEAD = 600  # px at least built beyond the edge of the view, so that scrolling finds them ready
_MARGIN = 24  # px at the right, where the scroll bar stands
_REST = 40  # ms of rest before more is built ahead
_BREATH = 10  # ms between two bands built ahead
_SLICE = 0.006  # s that scrolling builds before it paints: with the paint under one frame of a 60 Hz screen


class Paper(QScrollArea):
    """`entered` carries the ref of the question that has the keyboard; `step` asks for the next (+1) or previous.

    `shows` carries the ref of a question whose picture, sound or film is wanted.
    """

    entered = Signal(str)
    step = Signal(int)
    shows = Signal(str)

    def __init__(self, session: Session, around: Surroundings) -> None:
        super().__init__()
        self.session = session
        self.current: Block | None = None
        self._drawing = False
        self._next: Section | None = None
        self._sheets = Sheets(session, around)
        self._sheets.moved.connect(self._follow)
        self._sheets.built.connect(self._built)
        self.setWidget(self._sheets)
        self._sheets.setAutoFillBackground(False)
        self.viewport().setAutoFillBackground(False)
        self.setFrameShape(QScrollArea.Shape.NoFrame)
        self.setFocusPolicy(self.focusPolicy().NoFocus)
        self.verticalScrollBar().valueChanged.connect(self._scrolled)
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._soon.timeout.connect(self._scrolled)
        self._later = QTimer(self, singleShot=True)
        self._later.timeout.connect(self._build_ahead)
        application = QApplication.instance()
        assert isinstance(application, QApplication)
        application.focusChanged.connect(self._focus_changed)

    @property
    def sheet(self) -> Sheet:
        """The sheet that is seen."""
        return self._sheets.top

    def show_section(self, section: Section, following: Section | None = None) -> None:
        """Turn to a section, or draw it again after rows came or went; `following` is made ready meanwhile."""
        turned = self.sheet.section is None or self.sheet.section.ref != section.ref
        self._next = following
        if not turned and self.sheet.section is not section:
            self._sheets.forget_others()
        if turned:
            self.leave_question()
        self._park()
        self._fit()
        self._drawing = True
        self._sheets.turn_to(section, self.columns)
        self._drawing = False
        if turned:
            self.verticalScrollBar().setValue(0)
        self._reveal()

    @property
    def columns(self) -> int:
        """Two, one from 120 % text or where two would be cramped."""
        return 1 if theme.large_text() or self.width() < px(584) else 2

    def refresh(self, refs: frozenset[str]) -> None:
        """Questions have changed."""
        self._drawing = True
        self._sheets.refresh(refs)
        self._drawing = False
        self._reveal()

    def focus(self, ref: str) -> bool:
        """Give the keyboard to a question and bring it into view."""
        block = self.sheet.block(ref)
        if block is None or not block.focus_field():
            return False
        self._enter(block)  # not left to focusChanged, which is silent while another program has the keyboard
        return True

    @property
    def has_keyboard(self) -> bool:
        """True while the keyboard is somewhere on the paper."""
        widget = self.window().focusWidget()
        return widget is not None and (widget is self or self.isAncestorOf(widget))

    def focus_foot(self, repeat: str) -> bool:
        """Give the keyboard to the button that adds a row."""
        foot = self.sheet.foot(repeat)
        if foot is None or not foot.widgets:
            return False
        self.leave_question()
        foot.widgets[0].setFocus()
        return True

    def commit(self) -> None:
        """Give what is being typed."""
        if self.current is not None:
            self.current.commit()

    def leave_question(self) -> None:
        """No question has the keyboard any more."""
        if self.current is not None:
            block, self.current = self.current, None
            block.commit()
            block.set_active(False)

    def forget(self) -> None:
        """No question has the keyboard, and what was typed last is not given: its row is going."""
        if self.current is not None:
            block, self.current = self.current, None
            block.set_active(False)

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Tab goes on like Enter. While the sheet is drawn Qt asks too, for a field that goes: nothing moves then."""
        if not self._drawing:
            self.step.emit(1 if forward else -1)
        return True

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The sheet is as wide as the view."""
        super().resizeEvent(event)
        columns = self.columns
        self._fit()
        if self.sheet.section is not None:
            self._sheets.turn_to(self.sheet.section, columns)
            self._reveal()

    def _park(self) -> None:
        """Keep the keyboard on the paper while the field that has it may go."""
        widget = self.window().focusWidget()  # also while another program has the keyboard
        if widget is not None and self.sheet.isAncestorOf(widget):
            self.setFocus()

    def _fit(self) -> None:
        """The scroll bar has its place in the margin, so that its coming moves nothing."""
        self._sheets.set_width(max(self.width() - px(_MARGIN), px(200)))

    def _reveal(self) -> None:
        top = self.verticalScrollBar().value()
        self.sheet.reveal(top, top + self.viewport().height())
        self._later.start(_REST)

    def _scrolled(self) -> None:
        """Build what has come into view for a slice of a frame, paint, and go on."""
        top, until = self.verticalScrollBar().value(), monotonic() + _SLICE
        while self.sheet.reveal(top, top + self.viewport().height(), most=1):
            if monotonic() > until:
                self._soon.start()
                return
        self._later.start(_REST)

    def _build_ahead(self) -> None:
        """A little at a time, so that no key has to wait for it."""
        top = self.verticalScrollBar().value()
        height = self.viewport().height()
        ahead = max(px(_AHEAD), height)
        self._drawing = True
        more = self.sheet.reveal(top - ahead, top + height + ahead, most=1)
        if not more and self._next is not None:
            more = self._sheets.prepare(self._next, self.columns, height)
        self._drawing = False
        if more:
            self._later.start(_BREATH)

    def _built(self, block: Block) -> None:
        block.go_on.connect(lambda: self.step.emit(1))
        block.shows.connect(self.shows)

    def _follow(self, pixels: int) -> None:
        """What stood above has grown or shrunk: the question with the keyboard stays where the eye has it."""
        bar = self.verticalScrollBar()
        if bar.value() > 0:
            bar.setValue(bar.value() + pixels)

    def _focus_changed(self, old: QWidget | None, new: QWidget | None) -> None:
        block = self._block_of(new)
        if block is not None:
            self._enter(block)

    def _enter(self, block: Block) -> None:
        if block is self.current:
            return
        self.leave_question()
        block.refresh()
        self.current = block
        block.set_active(True)
        self._bring(block)
        self.entered.emit(block.ref)

    def _block_of(self, widget: QWidget | None) -> Block | None:
        while widget is not None and widget is not self.sheet:
            if isinstance(widget, Block):
                return widget if widget.session is self.session else None
            widget = widget.parentWidget()
        return None

    def _bring(self, block: Block) -> None:
        """Scroll so that the question and a little around it can be seen; of a tall one, its words first."""
        bar = self.verticalScrollBar()
        top, bottom = block.y() - px(12), block.y() + block.height() + px(24)
        if top < bar.value():
            bar.setValue(max(0, top))
        elif bottom > bar.value() + self.viewport().height():
            bar.setValue(min(bottom - self.viewport().height(), max(0, top)))
