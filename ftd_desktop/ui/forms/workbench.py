"""The whole of an open record on the screen: joins sections, paper, last round and keys to one session."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from ftd_desktop import wording
from ftd_desktop.i18n import language, tr
from ftd_desktop.programme.interviews import Desk
from ftd_desktop.ui import theme
from ftd_desktop.ui.context import Context
from ftd_desktop.ui.forms import contents
from ftd_desktop.ui.forms.contents_panel import ContentsPanel
from ftd_desktop.ui.forms.editor import Surroundings
from ftd_desktop.ui.forms.footer import Footer
from ftd_desktop.ui.forms.goto import GoTo
from ftd_desktop.ui.forms.keys import Command, command
from ftd_desktop.ui.forms.keysheet import KeySheet
from ftd_desktop.ui.forms.overlay import Overlay
from ftd_desktop.ui.forms.paper import Paper
from ftd_desktop.ui.forms.previous_panel import PreviousPanel
from ftd_desktop.ui.forms.review import Findings, Review
from ftd_desktop.ui.forms.session import Session
from ftd_desktop.ui.forms.standing import Standings
from ftd_desktop.ui.forms.steps import Steps, Stop
from ftd_desktop.ui.widgets.layout import across, boxed, down, fixed
from ftd_desktop.ui.widgets.signs import Badge
from ftd_desktop.ui.widgets.text import Fill, Label, Line

if TYPE_CHECKING:
    from ftd_desktop.forms.interview import Changes
    from ftd_desktop.programme.record import OpenRecord

_MINUTE = 60_000


class Workbench(QWidget):
    """`finished` when the record is complete; `clock` says since when and how long the record has been open."""

    finished = Signal()
    clock = Signal(str)

    def __init__(self, context: Context, record: OpenRecord) -> None:
        super().__init__()
        self.context = context
        self.session = Session(record, context.tasks, context.now)
        self._use_language()
        self.sections = contents.sections(self.session.interview)
        self.steps = Steps(self.session, self.sections)
        self.standings = Standings(self.session, self.sections)
        self.place = 0
        self._return_to: Stop | None = None
        self._opened_at = context.now()
        self._build()
        self._connect()

    @property
    def title(self) -> str:
        """The round, else the form's title."""
        return Desk.title(self.session.record.form, self.session.record.round)

    @property
    def subtitle(self) -> str:
        """Whose record it is."""
        person = self.session.record.participant
        return " · ".join(filter(None, (person.name, person.business))) if person else ""

    def start(self) -> None:
        """Open where the hand was last, else at the first question without an answer."""
        last = self.session.record.last_ref
        stop = (
            self.steps.near(last) if last and self.steps.find(last) else self.steps.first_blank() or self.steps.first()
        )
        self._turn_to(stop.section if stop else 0)
        if stop is not None:
            self.go_to(stop)
        self._say_clock()

    def go_to(self, stop: Stop) -> None:
        """Give the keyboard to a place, turning to its section."""
        if stop.section != self.place or self.paper.sheet.section is None:
            self._turn_to(stop.section)
        _ = self.paper.focus_foot(stop.ref) if stop.is_foot else self.paper.focus(stop.ref)

    def go_on(self, step: int = 1) -> None:
        """Enter and Shift+Enter: give what is typed, then the next or the previous place."""
        self.paper.commit()
        block, here = self.paper.current, self._here()
        if block is not None:
            self._visited(block.ref)
            if step > 0 and block.needs_reason and not block.reason_has_focus and block.focus_reason():
                return
            if step < 0 and block.reason_has_focus and block.focus_field():
                return
        if here is None:
            stop = self.steps.first(self.place)
            if stop is not None:
                self.go_to(stop)
            return
        stop = self.steps.after(here) if step > 0 else self.steps.before(here)
        if stop is not None:
            self.go_to(stop)
        elif step > 0:
            self.footer.last_button.setFocus()

    def turn(self, step: int) -> None:
        """Ctrl+PgDn and Ctrl+PgUp: the next or the previous section."""
        self.paper.commit()
        stop = self.steps.section_with(self.place, step)
        if stop is not None:
            self.go_to(stop)

    def where_focus_belongs(self) -> QWidget | None:
        """The field that had the keyboard."""
        block = self.paper.current
        return block.editor.target() if block is not None and block.editor is not None else None

    def close_as_draft(self) -> None:
        """Give what is typed and save the record as a draft on the file's thread."""
        self.paper.commit()
        context, record = self.context, self.session.record

        def saved(_: object) -> None:
            context.signals.saved.emit(context.now())
            context.signals.data_changed.emit()

        context.tasks.store(record.leave, saved)

    def take_key(self, event: QKeyEvent) -> bool:
        """Do what a key of the page means; False for a key that means nothing here."""
        asked = command(event)
        if asked is None:
            return False
        {
            Command.NEXT: lambda: self.go_on(1),
            Command.BACK: lambda: self.go_on(-1),
            Command.SECTION_NEXT: lambda: self.turn(1),
            Command.SECTION_BACK: lambda: self.turn(-1),
            Command.SAME: self._same_as_before,
            Command.REFUSE: self._refuse,
            Command.GO_TO: self._ask_where,
            Command.FINISH: self.check,
            Command.HELP: self._show_keys,
            Command.ADD_ROW: self._add_row,
            Command.REMOVE_ROW: self._remove_row,
        }.get(asked, lambda: None)()
        return True

    def check(self) -> None:
        """Ctrl+Enter: complete the record, or show what stands in the way or is still blank."""
        self.paper.commit()
        self.session.check_all()
        self._shown_afresh(frozenset(asked.ref for section in self.sections for asked in section.asked()))
        findings = Findings(self.session, self.sections, self.steps)
        if findings.clean:
            self._complete()
            return
        sheet = Review(self._middle, findings)
        sheet.chosen.connect(self._go_to_ref)
        sheet.finish.connect(self._complete)
        self._lay_over(sheet)

    # building

    def _build(self) -> None:
        record = self.session.record
        around = Surroundings(self.context.now, self.context.tasks)
        self.contents = ContentsPanel()
        self.contents.show_sections(self.sections, self.standings)
        self.paper = Paper(self.session, around)
        self.previous = PreviousPanel(self.session, record.previous) if record.previous else None
        self.footer = Footer()
        self.saved = Badge("ok", tr("Tersimpan"))
        self._heading, self._left = Label(title=True, bold=True), Label(token="muted")
        head = fixed(boxed(across(self._heading, None, self._left, 8, self.saved, margins=(0, 6, 24, 0))), height=44)
        middle = self._middle = Fill("surface", down(head, (self.paper, 1), margins=(20, 0, 0, 0), gap=4))
        right = () if self.previous is None else (Line(vertical=True), self.previous)
        body = across(self.contents, Line(vertical=True), (middle, 1), *right, gap=0)
        self.setLayout(down((boxed(body), 1), Line(), self.footer, gap=0))

    def _connect(self) -> None:
        self.session.changed.connect(self._changed)
        self.session.saved.connect(self._saved)
        self.session.unsaved.connect(lambda: self.saved.set("muted", tr("Menyimpan …")))
        self.session.failed.connect(self._not_saved)
        self.contents.chosen.connect(self._chosen)
        self.paper.step.connect(self.go_on)
        self.paper.entered.connect(self._entered)
        self.footer.back.connect(lambda: self.turn(-1))
        self.footer.on.connect(self._button_on)
        self._ticking = QTimer(self, interval=_MINUTE)
        self._ticking.timeout.connect(self._say_clock)
        self._ticking.start()

    def _use_language(self) -> None:
        """Show the form in the language of the screen when it has that."""
        interview = self.session.interview
        wanted = next((name for name in interview.form.languages if f"({language()})" in name), None)
        if wanted is not None and wanted != interview.language:
            interview.set_language(wanted)

    # answering

    def _changed(self, changes: Changes) -> None:
        if changes.structure:
            self._restructured()
        else:
            self._shown_afresh(changes.refs)

    def _shown_afresh(self, refs: frozenset[str]) -> None:
        self.paper.refresh(refs)
        places = self.standings.update(refs)
        if places:
            self.contents.refresh(self.standings, places)
            self._say_left()
        if self.previous is not None:
            self.previous.refresh(self.sections[self.place], refs)
        self._keep_focus()

    def _keep_focus(self) -> None:
        """The question with the keyboard may have gone: the keyboard goes on to the next one."""
        block = self.paper.current
        if block is not None and not block.isVisibleTo(self.paper.sheet):
            stop = self.steps.near(block.ref)
            if stop is not None:
                self.go_to(stop)

    def _restructured(self) -> None:
        """Rows came or went: number and lay out again, keeping the place."""
        self.sections = contents.sections(self.session.interview)
        self.steps = Steps(self.session, self.sections)
        self.standings = Standings(self.session, self.sections)
        self.contents.show_sections(self.sections, self.standings)
        self.place = min(self.place, len(self.sections) - 1)
        self.contents.choose(self.place)
        self.paper.show_section(self.sections[self.place])
        self._shown_afresh(frozenset(asked.ref for asked in self.sections[self.place].asked()))

    def _visited(self, ref: str) -> None:
        if self.session.visit(ref):
            self._shown_afresh(frozenset((ref,)))

    def _same_as_before(self) -> None:
        block = self.paper.current
        value = self.previous.value_for(block.ref) if block is not None and self.previous is not None else ""
        if block is not None and value:
            block.put(value)
            self.go_on()

    def _refuse(self) -> None:
        block = self.paper.current
        if block is None:
            return
        value = refusing_choice(self.session.state(block.ref).choices)
        if value:
            block.put(value)
            self.go_on()

    def _add_row(self) -> None:
        repeat = self._repeat_here()
        if repeat is None:
            return
        self.paper.commit()
        self.session.add_row(repeat)
        new = [asked.ref for asked in self.sections[self.place].asked() if asked.ref.startswith(repeat + "[")]
        last = new[-1].removeprefix(repeat).partition("]")[0] + "]" if new else ""
        first = next((ref for ref in new if ref.startswith(repeat + last)), None)
        stop = self.steps.near(first) if first else None
        if stop is not None:
            self.go_to(stop)

    def _remove_row(self) -> None:
        block = self.paper.current
        if block is None or "[" not in block.ref or self._repeat_here() is None:
            return
        row = block.ref[: block.ref.rindex("]") + 1]
        here = self.steps.find(block.ref)
        stop = self.steps.before(here) if here else None
        self.paper.forget()
        self.session.remove_row(row)
        back = self.steps.near(stop.ref) if stop and self.steps.find(stop.ref) else self.steps.first(self.place)
        if back is not None:
            self.go_to(back)

    def _repeat_here(self) -> str | None:
        """The repeat that the keyboard is in, unless the form fixes its rows."""
        widget = self.focusWidget()
        at_foot = widget.property("repeat") if widget is not None else None
        block = self.paper.current
        repeat = at_foot or (block.ref[: block.ref.rindex("[")] if block is not None and "[" in block.ref else None)
        return repeat if repeat and self.steps.find(repeat, is_foot=True) else None

    def _complete(self) -> None:
        """Save the record as complete on the file's thread; the page goes when it is."""
        self.setEnabled(False)
        self.context.tasks.store(self.session.record.finish, self._completed, self._not_completed)

    def _completed(self, left: list[object]) -> None:
        self.setEnabled(True)
        if left:
            self.check()
            return
        self.context.signals.saved.emit(self.context.now())
        self.context.signals.data_changed.emit()
        self.finished.emit()

    def _not_completed(self, error: BaseException) -> None:
        self.setEnabled(True)
        self._give_focus_back()
        raise error

    # moving

    def _button_on(self) -> None:
        if self.steps.section_with(self.place, 1) is None:
            self.check()
        else:
            self.turn(1)

    def _ask_where(self) -> None:
        self.paper.commit()
        sheet = GoTo(self._middle, self.session, self.sections, self.steps)
        sheet.chosen.connect(self._go_to_ref)
        self._lay_over(sheet)

    def _show_keys(self) -> None:
        self._lay_over(KeySheet(self._middle))

    def _lay_over(self, sheet: Overlay) -> None:
        self._return_to = self._here()
        sheet.closed.connect(self._give_focus_back)

    def _give_focus_back(self) -> None:
        stop = self._return_to or self.steps.first(self.place)
        if stop is not None:
            self.go_to(stop)

    def _go_to_ref(self, ref: str) -> None:
        stop = self.steps.find(ref)
        if stop is not None:
            self.go_to(stop)

    def _here(self) -> Stop | None:
        widget = self.focusWidget()
        repeat = widget.property("repeat") if widget is not None else None
        if repeat:
            return self.steps.find(repeat, is_foot=True)
        block = self.paper.current
        return self.steps.find(block.ref) if block is not None else None

    def _turn_to(self, place: int) -> None:
        self.place = place
        section = self.sections[place]
        self._heading.setText(f"{section.number}  {section.title}")
        self.contents.choose(place)
        self.paper.show_section(section)
        if self.previous is not None:
            self.previous.show_section(section)
        last = self.steps.section_with(place, 1) is None
        self.footer.show_place(first=self.steps.section_with(place, -1) is None, last=last)
        self._say_left()

    def _chosen(self, place: int) -> None:
        self.paper.commit()
        stop = self.steps.first(place)
        if stop is not None and stop.section == place:
            self.go_to(stop)
        else:
            self._turn_to(place)

    def _entered(self, ref: str) -> None:
        if self.previous is not None:
            self.previous.activate(ref)

    # saying

    def _saved(self, moment: object) -> None:
        self.saved.set("ok", tr("Tersimpan {jam}").format(jam=wording.clock(self.context.now())))
        self.context.signals.saved.emit(moment)

    def _not_saved(self, error: object) -> None:
        self.saved.set("error", tr("Belum tersimpan, dicoba lagi"))
        self.saved.setToolTip(str(error))

    def _say_left(self) -> None:
        standing = self.standings.sections[self.place]
        left = standing.asked - standing.answered
        self._left.setText(tr("{n} pertanyaan lagi").format(n=left) if left else "")
        self._left.setVisible(not theme.large_text())

    def _say_clock(self) -> None:
        minutes = int((self.context.now() - self._opened_at).total_seconds() // 60)
        words = tr("Mulai {jam} · {menit} menit").format(jam=wording.clock(self._opened_at), menit=minutes)
        self.clock.emit(words)


_REFUSING = frozenset({"tt", "tidak_tahu", "menolak", "dk", "dontknow", "refused", "98", "99", "-98", "-99"})


def refusing_choice(choices: object) -> str:
    """The choice that says don't know or refused; "" when the list has none."""
    for choice in choices:  # type: ignore[attr-defined]
        words = choice.label.casefold()
        if choice.value in _REFUSING or words.startswith(("tidak tahu", "menolak", "don't know", "refused")):
            return str(choice.value)
    return ""
