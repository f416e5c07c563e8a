"""One person: what asks for action, the way through the programme, and four views of everything that is known."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from ftd_desktop.i18n import tr
from ftd_desktop.ui import theme, viewing
from ftd_desktop.ui.context import Context
from ftd_desktop.ui.models import history_data, person_data
from ftd_desktop.ui.models.answers import next_step
from ftd_desktop.ui.models.history_data import Line
from ftd_desktop.ui.models.person_data import PersonCard
from ftd_desktop.ui.page import Page
from ftd_desktop.ui.person.actions import PersonActions
from ftd_desktop.ui.person.answers_view import AnswersView
from ftd_desktop.ui.person.attention import Alert, Attention, alerts
from ftd_desktop.ui.person.history_view import HistoryView
from ftd_desktop.ui.person.papers_view import PapersView
from ftd_desktop.ui.person.timeline import PAPERS, TRAINING, Event, events, timeline_table
from ftd_desktop.ui.person.training_view import TrainingView
from ftd_desktop.ui.widgets.button import Button
from ftd_desktop.ui.widgets.card import Card, Panel
from ftd_desktop.ui.widgets.layout import across, boxed, clear, down, fixed, order_tabs
from ftd_desktop.ui.widgets.profile import ProfileFacts
from ftd_desktop.ui.widgets.views import Views

ANSWERS, HISTORY = "answers", "history"


class PersonPage(Page):
    """Shown with `{"participant": id}`, and `"view"` (answers, training, papers, history) where one is meant."""

    guide = "peserta"

    def __init__(self, context: Context) -> None:
        super().__init__(context, tr("Kartu peserta"))
        self._card: PersonCard | None = None
        self._id: str | None = None
        self._shown: str | None = None
        self._actions = PersonActions(context, self)
        self._build()
        self._connect()
        self.read_when_changed(self._read)

    def show_with(self, argument: object = None) -> None:
        """Read the person of the argument; without one, read again the person shown."""
        if isinstance(argument, dict):
            self._id = argument["participant"]
            if view := argument.get("view"):
                self._views.show_view(view)
        self._read()

    def first_focus(self) -> QWidget | None:
        """The way through the programme: Enter opens a step."""
        return self._timeline

    # --- building

    def _build(self) -> None:
        self.head_actions = self._make_actions()
        self._facts = down(gap=0)
        self._timeline = timeline_table(self.context.now)
        self._attention = Attention()
        self._answers, self._training = AnswersView(), TrainingView()
        self._papers, self._history = PapersView(self.context), HistoryView(self.context)
        self._views = Views(((ANSWERS, tr("Survei"), self._answers),
                             (TRAINING, tr("Presensi & kelulusan"), self._training),
                             (PAPERS, tr("Sertifikat & dokumen"), self._papers),
                             (HISTORY, tr("Riwayat"), self._history)))
        self._views.setMinimumHeight(theme.px(330))
        panel = Panel(tr("Perjalanan"), self._timeline)
        panel.setMinimumHeight(theme.px(78 + 5 * 32))
        self._erase = Button(tr("Hapus data pribadi…"), "link")
        if self.context.identity.role != "province":
            self._erase.hide()  # never show() before it has a parent: that opens a window of its own
        self._copy = Button(tr("Salinan data…"), "link")
        facts = Card(down(self._facts, across(self._copy, None, self._erase), margins=(16, 8, 16, 8), gap=0))
        left = down(facts, (panel, 1), gap=16)
        if theme.large_text():
            self.setLayout(down(self._attention, left, self._views, margins=16, gap=16))
        else:
            right = down(self._attention, (self._views, 1), gap=12)
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

    def _connect(self) -> None:
        self._erase.clicked.connect(self._ask_erase)
        self._copy.clicked.connect(self._ask_copy)
        self._timeline.opened.connect(self._open_event)
        self._attention.asked.connect(self._open_alert)
        self._papers.cohort_asked.connect(
            lambda cohort: self.go.emit("certificates", {"cohort": cohort, "register": True}))
        self._training.cohort_asked.connect(
            lambda cohort: self.go.emit("training", {"cohort": cohort, "section": "completion"}))
        self._papers.record_asked.connect(lambda record: self.go.emit("entry", {"record": record}))
        self._papers.check_asked.connect(self._actions.check)
        self._papers.file_asked.connect(lambda one: viewing.show(self.context, one.name, one.label))
        self._papers.print_asked.connect(self._actions.print_again)
        self._history.undo_asked.connect(self._actions.undo)
        self._actions.erased.connect(self._gone)

    # --- reading

    def _read(self) -> None:
        if self._id is not None and self.context.file is not None:
            person_id = self._id
            tasks = self.context.tasks
            tasks.store(lambda: person_data.read(self.context, person_id), self._show, key="person")
            tasks.store(lambda: history_data.lines(self.context, person_id), self._show_history, key="history")

    def _show(self, card: PersonCard) -> None:
        self._card = card
        person, today = card.person, self.context.now().date()
        self.set_head(person.name or tr("(belum bernama)"), " · ".join(filter(None, (person.code, person.business))))
        clear(self._facts)
        self._facts.addWidget(ProfileFacts(self.context, person))
        self._show_way(events(card, today))
        self._attention.show_alerts(alerts(card, today))
        for view in (self._answers, self._training, self._papers):
            view.show_card(card)
        order_tabs(self)
        self._views.say_count(PAPERS, str(len(card.certificates) + len(card.documents) or ""))

    def _show_way(self, way: list[Event]) -> None:
        """The step chosen before stays chosen; at first the next one to be taken is."""
        chosen = self._timeline.current() if self._shown == self._id else None
        kept = [place for place, event in enumerate(way) if chosen is not None and event.what == chosen.what]
        ahead = [place for place, event in enumerate(way) if event.entry is not None and event.mark != "c"]
        self._timeline.set_rows(way)
        self._timeline.choose_row((kept or ahead or [0])[0])
        self._shown = self._id

    def _show_history(self, lines: tuple[Line, ...]) -> None:
        self._history.show_lines(lines)
        self._views.say_count(HISTORY, str(len(lines) or ""))

    # --- going on

    def _go_on(self) -> None:
        if self._card is not None:
            self.go.emit("entry", next_step(self._card.person))

    def _open_event(self, event: Event) -> None:
        if event.entry is not None:
            self.go.emit("entry", event.entry)
        else:
            self._views.show_view(event.view)

    def _open_alert(self, alert: Alert) -> None:
        if alert.entry is not None:
            self.go.emit("entry", alert.entry)
        elif alert.page:
            self.go.emit(alert.page, None)
        else:
            self._views.show_view(alert.view)

    def _ask_erase(self) -> None:
        if self._id is not None:
            self._actions.erase(self._id)

    def _ask_copy(self) -> None:
        if self._card is not None:
            self._actions.copy(self._card.person.id, self._card.person.code)

    def _gone(self) -> None:
        """The person was erased: nobody is shown here any more."""
        self._id = self._card = None
        self.go.emit("participants", {"search": ""})
        self.context.signals.data_changed.emit()
