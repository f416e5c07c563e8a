"""The whole of an open record on the screen: joins sections, paper, last round and keys to one session."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import shiboken6
from PySide6.QtCore import Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from ftd_desktop.i18n import tr
from ftd_desktop.programme.attachments import Attachments
from ftd_desktop.programme.interviews import Desk
from ftd_desktop.ui import theme
from ftd_desktop.ui.context import Context
from ftd_desktop.ui.forms import provisions, shortcuts
from ftd_desktop.ui.forms.asides import Asides
from ftd_desktop.ui.forms.busy import BusySheet
from ftd_desktop.ui.forms.contents_panel import ContentsPanel
from ftd_desktop.ui.forms.elapsed import Elapsed
from ftd_desktop.ui.forms.finishing import Finishing
from ftd_desktop.ui.forms.footer import Footer
from ftd_desktop.ui.forms.guide import Guide
from ftd_desktop.ui.forms.keys import Command, command
from ftd_desktop.ui.forms.lookups import Lookups
from ftd_desktop.ui.forms.overlay import Overlay
from ftd_desktop.ui.forms.paper import Paper
from ftd_desktop.ui.forms.paper_head import PaperHead
from ftd_desktop.ui.forms.previous_panel import PreviousPanel
from ftd_desktop.ui.forms.session import Session
from ftd_desktop.ui.forms.standing import Standings
from ftd_desktop.ui.widgets.layout import across, boxed, down
from ftd_desktop.ui.widgets.signs import Badge
from ftd_desktop.ui.widgets.text import Fill, Line

if TYPE_CHECKING:
    from ftd_desktop.forms.definition import MediaSource
    from ftd_desktop.forms.interview import Changes
    from ftd_desktop.programme.record import OpenRecord


class Workbench(QWidget):
    """`finished` when the record is complete; `left` when its draft is saved, `stuck` (an error) when it is not.

    `moved` carries it in a newer version of its form.

    `clock` says since when and how long the record has been open.
    """

    finished = Signal()
    left = Signal()
    stuck = Signal(object)
    moved = Signal(object)
    clock = Signal(str)

    def __init__(self, context: Context, record: OpenRecord, files: Attachments | None = None,
                 media: MediaSource | None = None) -> None:  # fmt: skip
        super().__init__()
        self.context = context
        if files is None and context.file is not None:
            files = Attachments(context.file)
        pictures = provisions.form_media(context, record.form, media)
        self.session = Session(record, context.tasks, context.now, files, pictures)
        self.elapsed = Elapsed(context.now, self)
        self.elapsed.said.connect(self.clock)
        self._busy: BusySheet | None = None
        provisions.use_language(self.session.interview)
        self._build()
        self._commands = self._make_commands()
        self._connect()

    @property
    def title(self) -> str:
        """The round, else the form's title."""
        return Desk.title(self.session.record.form, self.session.record.round)

    @property
    def saved(self) -> Badge:
        """What says whether all is on disk."""
        return self.head.saved

    @property
    def subtitle(self) -> str:
        """Whose record it is."""
        person = self.session.record.participant
        return " · ".join(filter(None, (person.name, person.business))) if person else ""

    def start(self) -> None:
        """Open at the right question; then look up what may help: the record before, a newer form version."""
        self.guide.start()
        self.elapsed.say()
        self.lookups.begin(last_record=self.previous is None)

    def where_focus_belongs(self) -> QWidget | None:
        """The field that had the keyboard."""
        block = self.paper.current
        return block.editor.target() if block is not None and block.editor is not None else None

    def close_as_draft(self) -> None:
        """Give what is typed and save the record as a draft on the file's thread; not one that is being completed."""
        if self._busy is not None:
            return
        self.paper.commit()
        self.session.keep_mistyped()
        self.session.close()
        context = self.context

        def saved(_: object) -> None:
            context.signals.saved.emit(context.now())
            context.signals.data_changed.emit()
            if shiboken6.isValid(self):
                self.left.emit()

        context.tasks.store(self.session.leave, saved, self._stuck)

    def take_key(self, event: QKeyEvent) -> bool:
        """Do what a key of the page means; False for a key that means nothing here."""
        asked = command(event)
        if asked is None:
            return False
        self._commands[asked]()
        return True

    # building

    def _build(self) -> None:
        record = self.session.record
        self.paper = Paper(self.session, provisions.surroundings(self.context, self.session))
        self.guide = Guide(self.session, self.paper)
        self.standings = Standings(self.session, self.guide.sections)
        self.contents = ContentsPanel()
        self.contents.show_sections(self.guide.sections, self.standings)
        self.previous = PreviousPanel(self.session, record.previous) if record.previous else None
        self.footer = Footer()
        self.head = PaperHead(self.session)
        self.middle = Fill("surface", down(self.head, (self.paper, 1), margins=(20, 0, 0, 0), gap=4))
        right = () if self.previous is None else (Line(vertical=True), self.previous)
        body = across(self.contents, Line(vertical=True), (self.middle, 1), *right, gap=0)
        self.setLayout(down((boxed(body), 1), Line(), self.footer, gap=0))
        self.ground: QWidget = self if theme.large_text() else self.middle  # what sheets lie over
        self.asides = Asides(self.context, self.session, self.guide, self.ground)
        self.finishing = Finishing(self.context, self.session, self.guide, self.ground)
        self.lookups = Lookups(self.context, record, self.ground, self._lay_over)

    def _connect(self) -> None:
        self.session.changed.connect(self._changed)
        self.session.saved.connect(self.context.signals.saved)
        self.contents.chosen.connect(self.guide.choose)
        self.paper.entered.connect(self._entered)
        self.guide.turned.connect(self._turned)
        self.guide.at_end.connect(lambda: self.footer.last_button.setFocus())
        self.guide.left_blank.connect(lambda ref: self.show_afresh(frozenset((ref,))))
        self.head.language.clicked.connect(self._change_language)
        self.footer.up.connect(lambda: self.guide.go_on(-1))
        self.footer.back.connect(lambda: self.guide.turn(-1))
        self.footer.on.connect(lambda: self.finishing.check() if self.guide.is_last() else self.guide.turn(1))
        self.finishing.checked.connect(self.show_afresh)
        self.finishing.finished.connect(self.finished)
        self.finishing.laid.connect(self._lay_over)
        self.asides.laid.connect(self._lay_over)
        self.paper.shows.connect(self.asides.show_media)
        self.finishing.busy.connect(self._show_busy)
        self.lookups.moving.connect(self._show_busy)
        self.lookups.moved.connect(self.moved)

    def _make_commands(self) -> dict[Command, Callable[[], object]]:
        guide = self.guide
        return self.asides.commands() | {
            Command.NEXT: lambda: guide.go_on(1),
            Command.BACK: lambda: guide.go_on(-1),
            Command.SECTION_NEXT: lambda: guide.turn(1),
            Command.SECTION_BACK: lambda: guide.turn(-1),
            Command.SAME: lambda: shortcuts.same_as_before(guide, self.previous, self.lookups.answers),
            Command.REFUSE: lambda: shortcuts.refuse(guide),
            Command.FINISH: self.finishing.check,
            Command.LANGUAGE: self._change_language,
            Command.ADD_ROW: lambda: shortcuts.add_row(guide),
            Command.REMOVE_ROW: lambda: shortcuts.remove_row(guide),
        }

    def _change_language(self) -> None:
        self.paper.commit()
        here = self.guide.here()
        self.session.next_language()
        self.head.show_section(self.guide.section)
        stop = self.guide.steps.find(here.ref, is_foot=here.is_foot) if here is not None else None
        if stop is not None:
            self.guide.go_to(stop)

    # showing

    def _changed(self, changes: Changes) -> None:
        if changes.structure:
            self._restructured()
        else:
            self.show_afresh(changes.refs)

    def show_afresh(self, refs: frozenset[str]) -> None:
        """Some questions stand otherwise: show what has changed of them, and nothing else."""
        self.paper.refresh(refs)
        places = self.standings.update(refs)
        if places:
            self.contents.refresh(self.standings, places)
            self.head.say_left(self.standings.sections[self.guide.place])
        if self.previous is not None:
            self.previous.refresh(self.guide.section, refs)
        self.guide.keep_focus()

    def _restructured(self) -> None:
        """Rows came or went: number and lay out again, keeping the place."""
        self.guide.read_contents()
        self.standings = Standings(self.session, self.guide.sections)
        self.contents.show_sections(self.guide.sections, self.standings)
        self.contents.choose(self.guide.place)
        self.paper.show_section(self.guide.section)
        self.show_afresh(frozenset(asked.ref for asked in self.guide.section.asked()))

    def _turned(self, place: int) -> None:
        section = self.guide.sections[place]
        self.head.show_section(section)
        self.contents.choose(place)
        if self.previous is not None:
            self.previous.show_section(section)
        self.footer.show_place(first=self.guide.is_first(), last=self.guide.is_last())
        self.head.say_left(self.standings.sections[place])

    def _entered(self, ref: str) -> None:
        if self.previous is not None:
            self.previous.activate(ref)

    # sheets over the paper

    def _lay_over(self, sheet: Overlay) -> None:
        """The keyboard comes back to where it was when the sheet goes."""
        back = self.guide.here() or self.guide.steps.first(self.guide.place)
        sheet.closed.connect(lambda: self.guide.go_to(back) if back is not None else None)

    def _stuck(self, error: BaseException) -> None:
        """The draft could not be saved: the record stays open with everything in it."""
        self.session.reopen()
        self.stuck.emit(error)

    def _show_busy(self, busy: bool) -> None:
        """Hold the keyboard while the file's thread has the record."""
        if busy and self._busy is None:
            self._busy = BusySheet(self, tr("Menyimpan …"))
        elif not busy and self._busy is not None:
            sheet, self._busy = self._busy, None
            sheet.close_it()
