"""Pelatihan: a cohort from its first member to who completed, in five sections."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QStackedWidget, QWidget

from ftd_desktop.i18n import tr
from ftd_desktop.ui.context import Context
from ftd_desktop.ui.page import Page
from ftd_desktop.ui.training import later
from ftd_desktop.ui.training.absence_panel import AbsenceSection
from ftd_desktop.ui.training.attendance_panel import AttendanceSection
from ftd_desktop.ui.training.cohort_button import CohortButton
from ftd_desktop.ui.training.completion_panel import CompletionSection
from ftd_desktop.ui.training.members_panel import MembersSection
from ftd_desktop.ui.training.panels import Section
from ftd_desktop.ui.training.section_bar import SectionBar
from ftd_desktop.ui.training.timetable_panel import TimetableSection
from ftd_desktop.ui.widgets.card import EmptyState
from ftd_desktop.ui.widgets.flow import FlowLayout
from ftd_desktop.ui.widgets.layout import across, boxed, down, fixed
from ftd_desktop.ui.widgets.text import Label
from ftd_desktop.wording import long_date

if TYPE_CHECKING:
    from ftd_desktop.ui.models.training_data import Board, Choice


class TrainingPage(Page):
    """One cohort at a time; every section is read afresh when something was written."""

    guide = "pelatihan"

    def __init__(self, context: Context) -> None:
        super().__init__(context, tr("Pelatihan"), tr("Dari peserta pertama sampai siapa yang lulus"))
        self._wanted: str | None = None
        self._shown: str | None = None
        self._entering, self._session = False, ""
        self._build()
        self.read_when_changed(self._read_choices)

    def show_with(self, argument: object = None) -> None:
        """`{"cohort": id}` chooses a cohort, `{"section": name}` one of members, timetable, attendance, absences,
        completion, `{"session": id}` a session there; else they stay as they are."""
        if isinstance(argument, dict):
            self._wanted = argument.get("cohort", self._wanted)
            self._session = argument.get("session", "")
            self._entering = bool(self._session)
            if "section" in argument:
                self.bar.choose(argument["section"])
        self._read_choices()

    def leave(self) -> None:
        """Send what is still on its way to the file."""
        self.attendance.leave()

    def first_focus(self) -> QWidget | None:
        """The choice of the cohort."""
        return self.cohort

    def _build(self) -> None:
        self.cohort = fixed(QComboBox(), width=300)
        self.cohort.setAccessibleName(tr("Angkatan"))
        self.cohort.activated.connect(self._read_board)
        self.members, self.timetable = MembersSection(self.context), TimetableSection(self.context)
        self.attendance, self.absences = AttendanceSection(self.context), AbsenceSection(self.context)
        self.completion = CompletionSection(self.context)
        self.bar = SectionBar({"members": tr("Peserta"), "timetable": tr("Jadwal"), "attendance": tr("Presensi"),
                               "absences": tr("Tindak lanjut"), "completion": tr("Kelulusan")})
        self.bar.chosen.connect(self._turn)
        self.bar.jumped.connect(self._enter)
        self.records = CohortButton(self.context, lambda: self.cohort.currentData())
        self.records.kept.connect(self._kept_record)
        self.head_actions = (self.records,)
        self._stack = QStackedWidget()
        for section in self.sections.values():
            section.changed.connect(self.context.signals.data_changed)
            section.said.connect(self.say)
            section.go.connect(self.go)
            self._stack.addWidget(section)
        self._none = EmptyState(tr("Belum ada angkatan. Provinsi mendirikannya, lalu mengirimkannya bersama balasan."))
        self._told = Label(wrap=True)
        self._told.hide()
        top = FlowLayout(gap=12)
        top.addWidget(boxed(across(Label(tr("Angkatan")), self.cohort)))
        top.addWidget(self.bar)
        self.setLayout(down(top, self._told, self._none, (self._stack, 1), margins=(16, 12, 16, 16), gap=12))
        self._none.hide()
        self._stack.hide()

    @property
    def sections(self) -> dict[str, Section]:
        """The sections by name, in order."""
        return {"members": self.members, "timetable": self.timetable, "attendance": self.attendance,
                "absences": self.absences, "completion": self.completion}

    @property
    def told(self) -> str:
        """What the page's line says."""
        return self._told.text()

    def say(self, words: str, tone: str = "ok") -> None:
        """Say what was done or went wrong; "" says nothing."""
        self._told.setText(words)
        self._told.set_token("error" if tone == "error" else "ok" if tone == "ok" else "muted")
        self._told.setVisible(bool(words))

    def _turn(self) -> None:
        self.say("")
        self._stack.setCurrentWidget(self.sections[self.bar.value()])
        self._read_board()

    def _enter(self) -> None:
        """The section's key was pressed: what it shows takes the keyboard once it is read."""
        self._entering = True
        self._read_board()

    def _read_choices(self) -> None:
        self.context.tasks.store(lambda: later.data().choices(self.context), self._show_choices, key="training")

    def _show_choices(self, found: list[Choice]) -> None:
        chosen = self._wanted or self.cohort.currentData()
        self._wanted = None
        self.cohort.clear()
        for one in found:
            self.cohort.addItem(one.words, one.cohort_id)
        self.cohort.setCurrentIndex(max(0, self.cohort.findData(chosen)) if found else -1)
        self.cohort.setEnabled(bool(found))
        self._none.setVisible(not found)
        self._stack.setVisible(bool(found))
        self._read_board()

    def _read_board(self) -> None:
        cohort = self.cohort.currentData()
        if cohort is not None:
            self.context.tasks.store(lambda: later.data().board(self.context, cohort), self._show_board,
                                     key="training-board")

    def _show_board(self, board: Board) -> None:
        afresh, self._shown = board.cohort.id != self._shown, board.cohort.id
        self.set_head(subtitle=_about(board))
        self.sections[self.bar.value()].show_board(board, afresh=afresh)
        for name, section in self.sections.items():
            if name != self.bar.value() and afresh:
                section.show_board(board, afresh=True)
        if self._session:
            self.sections[self.bar.value()].show_session(self._session)
            self._session = ""
        if self._entering:
            self._entering = False
            self.sections[self.bar.value()].first().setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _kept_record(self, cohort_id: str, words: str) -> None:
        self._wanted = cohort_id or None
        self.context.signals.saved.emit(self.context.now())
        self.say(words)
        self.context.signals.data_changed.emit()


def _about(board: Board) -> str:
    of = board.cohort
    days = f"{long_date(of.starts)} – {long_date(of.ends)}" if of.starts and of.ends else ""
    return " · ".join(part for part in (of.programme_name, days, of.place) if part)
