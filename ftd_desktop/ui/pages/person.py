"""One person: profile, timeline of rounds, answers side by side, and the history of every field with undo."""

from __future__ import annotations

from typing import Any

from PySide6.QtWidgets import QWidget

from ftd_desktop import wording
from ftd_desktop.i18n import tr
from ftd_desktop.programme import rounds
from ftd_desktop.programme.rounds import Round
from ftd_desktop.ui import theme
from ftd_desktop.ui.context import Context
from ftd_desktop.ui.models import history_data, participant_data
from ftd_desktop.ui.models.answers import Answers, next_step
from ftd_desktop.ui.models.cells import Column, RoundsCell
from ftd_desktop.ui.models.history_data import Line
from ftd_desktop.ui.models.participant_data import Card as PersonCard
from ftd_desktop.ui.models.rows import RowsModel
from ftd_desktop.ui.page import Page
from ftd_desktop.ui.widgets.button import Button, Chip
from ftd_desktop.ui.widgets.card import Card, Panel
from ftd_desktop.ui.widgets.detail import round_words
from ftd_desktop.ui.widgets.layout import across, boxed, clear, down, fixed
from ftd_desktop.ui.widgets.profile import ProfileFacts
from ftd_desktop.ui.widgets.table import Table


class PersonPage(Page):
    """Shown with `{"participant": id}`."""

    guide = "peserta"

    def __init__(self, context: Context) -> None:
        super().__init__(context, tr("Kartu peserta"))
        self._card: PersonCard | None = None
        self._id: str | None = None
        self._build()
        context.signals.data_changed.connect(self._read)

    def show_with(self, argument: object = None) -> None:
        """Read the person of the argument; without one, read again the person shown."""
        if isinstance(argument, dict):
            self._id = argument["participant"]
        self._read()

    def first_focus(self) -> QWidget | None:
        """The rounds: Enter opens one."""
        return self._rounds

    def _build(self) -> None:
        self.head_actions = self._make_actions()
        self._facts = down(gap=0)
        self._rounds = self._make_rounds()
        self._answers_panel, self._history_panel = self._make_answers(), self._make_history()
        panel = Panel(tr("Putaran survei"), self._rounds)
        panel.setMinimumHeight(theme.px(78 + 5 * 32))
        facts = Card(down(self._facts, None, margins=(16, 8, 16, 8)))
        left = down(facts, (panel, 1), gap=16)
        right = down((self._answers_panel, 5), (self._history_panel, 4), gap=16)
        for one in (self._answers_panel, self._history_panel):
            one.setMinimumHeight(theme.px(200))
        if theme.large_text():
            self.setLayout(down(left, right, margins=16, gap=16))
        else:
            self.setLayout(across(fixed(boxed(left), width=364), (right, 1), margins=16, gap=16))

    def _make_actions(self) -> tuple[QWidget, ...]:
        back = Button(tr("Kembali"), icon="back")
        back.setToolTip("Alt+Left")
        back.clicked.connect(lambda: self.go.emit("back", None))
        profile = Button(tr("Ubah profil"))
        profile.clicked.connect(lambda: self.go.emit("entry", {"record": self._id}))
        survey = Button(tr("Lanjut survei"), "primary", shortcut="Ctrl+Return")
        survey.clicked.connect(self._go_on)
        return back, profile, survey

    def _make_rounds(self) -> Table:
        today = self.context.now
        columns = (
            Column("", lambda r: RoundsCell((r.mark(today().date()),)), 40),
            Column(tr("Putaran"), lambda r: rounds.label(r.name), 116, bold=True, whole=True),
            Column(tr("Tanggal"), lambda r: round_words(r, r.mark(today().date())), 150, muted=True, stretch=True),
        )
        table = Table(RowsModel(columns), tr("Putaran survei"))
        table.opened.connect(self._open_round)
        return table

    def _make_answers(self) -> Panel:
        self._changed_only = Chip(tr("Hanya yang berubah"))
        self._changed_only.toggled.connect(self._show_answers)
        self._answers: Table | None = None
        return Panel(tr("Jawaban antar putaran"), QWidget(), "", (self._changed_only,))

    def _make_history(self) -> Panel:
        columns = (
            Column(tr("Kapan"), lambda i: wording.recently(i.of.at, self.context.now()), 134, whole=True),
            Column(tr("Siapa"), lambda i: i.of.who or wording.NONE, 130, whole=True),
            Column(tr("Formulir"), lambda i: i.of.title, 110, muted=True, rank=1),
            Column(tr("Pertanyaan"), lambda i: i.question, 130, stretch=True, whole=True),
            Column(tr("Dari"), lambda i: i.before or wording.NONE, 90, muted=True, whole=True),
            Column(tr("Menjadi"), lambda i: i.after or wording.NONE, 90, bold=True, whole=True),
        )
        self._history = Table(RowsModel(columns), tr("Riwayat perubahan"), preselect=False)
        self._undo = Button(tr("Kembalikan nilai lama"), "link", "back")
        self._undo.clicked.connect(self._put_back)
        self._back_to = Button(tr("Kembali ke titik ini"), "link")
        self._back_to.clicked.connect(self._go_back_to)
        self._history.chosen.connect(self._choose_line)
        self._choose_line(None)
        return Panel(tr("Riwayat perubahan"), self._history, "", (self._back_to, self._undo))

    def _choose_line(self, line: Line | None) -> None:
        reason = tr("Pilih satu perubahan dahulu.")
        self._undo.allow(bool(line and line.field), reason)
        self._back_to.allow(line is not None, reason)

    def _read(self) -> None:
        if self._id is not None and self.context.file is not None:
            person_id = self._id
            self.context.tasks.store(lambda: participant_data.card(self.context, person_id), self._show, key="person")
            self.context.tasks.store(lambda: history_data.lines(self.context, person_id), self._show_history,
                                     key="history")

    def _show(self, card: PersonCard) -> None:
        self._card = card
        person = card.person
        self.set_head(person.name or tr("(belum bernama)"), " · ".join(filter(None, (person.code, person.business))))
        clear(self._facts)
        self._facts.addWidget(ProfileFacts(self.context, person))
        self._rounds.set_rows(person.rounds)
        self._show_answers()

    def _show_answers(self) -> None:
        if self._card is None:
            return
        answers = [a for a in self._card.answers if a.changed or not self._changed_only.isChecked()]
        self._answers = Table(RowsModel(_answer_columns(self._card.rounds), answers), tr("Jawaban antar putaran"),
                              preselect=False)
        self._answers_panel.set_body(self._answers)
        changed = sum(a.changed for a in self._card.answers)
        self._answers_panel.note.setText(
            tr("{n} pertanyaan, {berubah} berubah").format(n=len(self._card.answers), berubah=changed))

    def _show_history(self, lines: tuple[Line, ...]) -> None:
        self._history.set_rows(lines)
        self._history_panel.note.setText(tr("{n} perubahan").format(n=len(lines)))

    def _go_on(self) -> None:
        if self._card is not None:
            self.go.emit("entry", next_step(self._card.person))

    def _open_round(self, held: Round) -> None:
        if held.record_id:
            self.go.emit("entry", {"record": held.record_id})
        else:
            self.go.emit("entry", {"form": "ftd_survei", "participant": self._id, "round": held.name})

    def _put_back(self) -> None:
        line = self._history.current()
        if line is not None:
            self.context.tasks.store(lambda: history_data.put_back(self.context, line), self._after_undo)

    def _go_back_to(self) -> None:
        line = self._history.current()
        if line is not None:
            self.context.tasks.store(lambda: history_data.back_to(self.context, line), self._after_undo)

    def _after_undo(self, _: Any) -> None:
        self.context.signals.saved.emit(self.context.now())
        self.context.signals.data_changed.emit()


def _answer_columns(held: tuple[str, ...]) -> tuple[Column, ...]:
    """The question, then one column a round; the last is bold where it differs from the first."""

    def value(place: int) -> Any:
        return lambda a: a.values[place] or wording.NONE

    rest = tuple(Column(rounds.label(name), value(place), 150, right=False) for place, name in enumerate(held))
    return (Column(tr("Pertanyaan"), _question, 200, stretch=True), *rest)


def _question(answers: Answers) -> str:
    return answers.question
