"""Asks for one session: day, hours, subject, JP (counted from the hours, 45 minutes each), trainer and place."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from ftd_desktop.errors import UserError
from ftd_desktop.forms.typed_dates import day_in_words, read_time
from ftd_desktop.i18n import tr
from ftd_desktop.programme.session_days import jp_between, make_up_of, next_number
from ftd_desktop.programme.sessions import Plan, Session
from ftd_desktop.ui.context import Context
from ftd_desktop.ui.dialogs.form import FormDialog, Work
from ftd_desktop.ui.training import later, typed
from ftd_desktop.ui.training.typed import Wrong, combo
from ftd_desktop.ui.widgets.field import Field
from ftd_desktop.ui.widgets.layout import across, down
from ftd_desktop.ui.widgets.text import Label
from ftd_desktop.wording import figure, long_date

if TYPE_CHECKING:
    from ftd_desktop.ui.models.training_data import Board


class SessionDialog(FormDialog):
    """Changes `session`, or plans a new one: the make-up of `makes_up`, else the next after the last.

    `made` carries the session's id.
    """

    made = Signal(str)

    def __init__(self, context: Context, board: Board, session: Session | None, *, makes_up: Session | None = None,
                 parent: QWidget | None = None) -> None:
        title = tr("Ubah sesi {n}").format(n=session.short) if session else (
            tr("Susulan untuk sesi {n}").format(n=makes_up.short) if makes_up else tr("Sesi baru"))
        super().__init__(context, title, tr("Simpan"), parent)
        self._board, self._session = board, session
        self._plan = _start(board, session, makes_up)
        self._build(board)
        self._own_jp = bool(session) and jp_between(self._plan.starts, self._plan.ends) != self._plan.jp
        self._show_jp()

    def work(self) -> Work | None:
        """Everything the form needs; what it refuses itself is said at the foot."""
        today = self.context.now().date()
        try:
            plan = Plan(
                typed.whole(self._number, 1, 100), typed.day(self._day, today), self._topic.currentData(),
                typed.filled(self._subject), typed.figure(self._jp, 24), self._mode.currentData(),
                typed.hour(self._starts), typed.hour(self._ends), self._place.text, self._trainer.text,
                self._plan.makes_up)
        except Wrong:
            return None
        cohort_id, session_id = self._board.cohort.id, self._session.id if self._session else None
        return lambda job: later.records().save_session(self.context, cohort_id, plan, session_id)

    def succeeded(self, result: Any) -> None:
        """Say which."""
        self.made.emit(result)

    def _build(self, board: Board) -> None:
        plan, new = self._plan, self._session is None
        self._number = Field(tr("Sesi ke-"), QLineEdit(str(plan.number)))
        self._day = Field(tr("Tanggal"), QLineEdit(long_date(plan.day)))
        self._starts_line, self._ends_line = (QLineEdit(time.replace(":", ".")) for time in (plan.starts, plan.ends))
        self._starts, self._ends = Field(tr("Jam mulai"), self._starts_line), Field(tr("Jam selesai"), self._ends_line)
        jp_line = QLineEdit(figure(plan.jp) if plan.jp else "")
        jp_line.textEdited.connect(self._take_own_jp)
        self._jp = Field(tr("JP"), jp_line)
        self._subject = Field(tr("Materi"), QLineEdit("" if new and plan.makes_up is None else plan.subject),
                              tr("Dicetak di halaman belakang sertifikat."))
        self._topic, self._mode = combo(tr("Topik"), _turned(board.topics), plan.topic), combo(
            tr("Moda"), _turned(board.modes), plan.mode)
        self._trainer = Field(tr("Narasumber"), QLineEdit(plan.trainer), tr("Beberapa orang dipisahkan titik koma."))
        self._place = Field(tr("Tempat atau tautan"), QLineEdit(plan.place))
        self.fields = {"number": self._number, "day": self._day, "starts": self._starts, "ends": self._ends,
                       "jp": self._jp, "subject": self._subject, "trainer": self._trainer, "place": self._place}
        makes_up = [] if plan.makes_up is None else [Label(tr(
            "Yang hadir di sini dihitung hadir di sesi {n}.").format(n=plan.makes_up), token="muted", wrap=True)]
        self._day.advise(day_in_words(plan.day), "muted")
        for line in (self._starts_line, self._ends_line):
            line.textEdited.connect(self._show_jp)
        self.lay_out(
            down(*makes_up, across((self._number, 1), (self._day, 2), gap=12),
                 across((self._starts, 1), (self._ends, 1), (self._jp, 1), gap=12), self._subject, None, gap=12),
            down(Field(tr("Topik"), self._topic), Field(tr("Moda"), self._mode), self._trainer, self._place, None,
                 gap=12), width=360)

    def _take_own_jp(self, text: str) -> None:
        """JP typed by hand stay; a blank lets the hours say them again."""
        self._own_jp = bool(text.strip())

    def _show_jp(self, _: str = "") -> None:
        """JP follow the hours until they were typed otherwise."""
        jp = _jp(self._starts.text, self._ends.text)
        if jp is not None and not self._own_jp:
            self._jp.set_text(figure(jp))
        self._jp.advise(tr("1 JP = 45 menit") if jp is None else tr("{n} JP menurut jamnya").format(n=figure(jp)),
                        "muted")


def _start(board: Board, session: Session | None, makes_up: Session | None) -> Plan:
    """What the fields begin with: a new session is like the last one, on its day."""
    if session is not None:
        return session.plan
    number = next_number(list(board.grid.sessions))
    if makes_up is not None:
        return make_up_of(makes_up, number, board.today)
    if board.grid.sessions:
        last = board.grid.sessions[-1].plan
        return Plan(number, last.day, last.topic, "", 0, last.mode, last.ends, "", last.place, last.trainer)
    day = board.cohort.starts or board.today
    return Plan(number, day, board.topics[0][0], "", 0, board.modes[0][0], "", "", board.cohort.place)


def _jp(starts: str, ends: str) -> float | None:
    try:
        return jp_between(read_time(starts), read_time(ends))
    except UserError:
        return None


def _turned(choices: tuple[tuple[str, str], ...]) -> list[tuple[str, str]]:
    return [(words, value) for value, words in choices]
