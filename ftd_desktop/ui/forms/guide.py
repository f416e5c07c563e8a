"""Leads the keyboard through the open record: on, back, to a section, to a question, to where it was."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from ftd_desktop.ui.forms import contents
from ftd_desktop.ui.forms.block import Block
from ftd_desktop.ui.forms.outline import Section
from ftd_desktop.ui.forms.paper import Paper
from ftd_desktop.ui.forms.session import Session
from ftd_desktop.ui.forms.steps import Steps, Stop


class Guide(QObject):
    """`turned` when another section is open; `at_end` when there is nothing after the last question."""

    turned = Signal(int)
    at_end = Signal()
    left_blank = Signal(str)

    def __init__(self, session: Session, paper: Paper) -> None:
        super().__init__(paper)
        self.session, self.paper = session, paper
        self.place = 0
        self.read_contents()
        paper.step.connect(self.go_on)

    def read_contents(self) -> None:
        """Read the table of contents again, after rows came or went."""
        self.sections: list[Section] = contents.sections(self.session.interview)
        self.steps = Steps(self.session, self.sections)
        self.place = min(self.place, len(self.sections) - 1)

    @property
    def section(self) -> Section:
        """The section that is open."""
        return self.sections[self.place]

    def start(self) -> None:
        """Open where the hand was last, else at the first question without an answer."""
        last = self.session.record.last_ref
        known = self.steps.near(last) if last and self.steps.find(last) else None
        stop = known or self.steps.first_blank() or self.steps.first()
        self.turn_to(stop.section if stop else 0)
        if stop is not None:
            self.go_to(stop)

    def go_to(self, stop: Stop) -> None:
        """Give the keyboard to a place, turning to its section."""
        if stop.section != self.place or self.paper.sheet.section is None:
            self.turn_to(stop.section)
        _ = self.paper.focus_foot(stop.ref) if stop.is_foot else self.paper.focus(stop.ref)

    def go_to_ref(self, ref: str) -> None:
        """Give the keyboard to a question by its ref; nothing when it is not there now."""
        stop = self.steps.find(ref)
        if stop is not None:
            self.go_to(stop)

    def go_on(self, step: int = 1) -> None:
        """Enter and Shift+Enter: give what is typed, then the next or the previous place."""
        block, here = self.paper.current, self.here()
        if not self.paper.has_keyboard and here is not None:
            self.go_to(here)  # from a button or the sections back to where the hand was
            return
        if block is not None:
            self._leave_question(block)
            if step > 0 and block.needs_reason and not block.note_has_focus and block.focus_note():
                return
            if step < 0 and block.note_has_focus and block.focus_field():
                return
        if here is None:
            stop = self.steps.first(self.place)
        else:
            stop = self.steps.after(here) if step > 0 else self.steps.before(here)
        if stop is not None:
            self.go_to(stop)
        elif step > 0:
            self.at_end.emit()

    def turn(self, step: int) -> None:
        """Ctrl+PgDn and Ctrl+PgUp: the next or the previous section with something to answer."""
        self.paper.commit()
        stop = self.steps.section_with(self.place, step)
        if stop is not None:
            self.go_to(stop)

    def choose(self, place: int) -> None:
        """Open a section by its place."""
        self.paper.commit()
        stop = self.steps.first(place)
        if stop is not None and stop.section == place:
            self.go_to(stop)
        else:
            self.turn_to(place)

    def turn_to(self, place: int) -> None:
        """Show a section, without moving the keyboard into it."""
        self.place = place
        following = self.steps.section_with(place, 1)
        self.paper.show_section(self.sections[place], self.sections[following.section] if following else None)
        self.turned.emit(place)

    def here(self) -> Stop | None:
        """Where the keyboard is."""
        repeat = self.repeat_at_foot()
        if repeat:
            return self.steps.find(repeat, is_foot=True)
        block = self.paper.current
        return self.steps.find(block.ref) if block is not None else None

    def repeat_at_foot(self) -> str | None:
        """The repeat whose button for one more row has the keyboard."""
        widget = self.paper.window().focusWidget()
        found = widget.property("repeat") if widget is not None else None
        return str(found) if found else None

    def keep_focus(self) -> None:
        """The question with the keyboard may have gone: the keyboard goes on to the next one."""
        block = self.paper.current
        if block is not None and not block.isVisibleTo(self.paper.sheet):
            stop = self.steps.near(block.ref)
            if stop is not None:
                self.go_to(stop)

    def is_first(self) -> bool:
        """True when no section before this one asks anything."""
        return self.steps.section_with(self.place, -1) is None

    def is_last(self) -> bool:
        """True when no section after this one asks anything."""
        return self.steps.section_with(self.place, 1) is None

    def _leave_question(self, block: Block) -> None:
        """Give what is typed; an empty question may say from now on that it must be answered."""
        first = self.session.visit(block.ref)
        answers = self.session.given
        block.commit()
        if first and self.session.given == answers:
            self.left_blank.emit(block.ref)
