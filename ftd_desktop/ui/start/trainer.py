"""The trainer's start page: the session of today or next, attendance to note, whom to call, what completion lacks."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QWidget

from ftd_desktop import wording
from ftd_desktop.i18n import tr
from ftd_desktop.ui.context import Context
from ftd_desktop.ui.start.board import Board
from ftd_desktop.ui.widgets.card import Panel
from ftd_desktop.ui.widgets.office_cards import CompletionCard
from ftd_desktop.ui.widgets.start_cards import OutboxCard, QuestionsCard, ReceiptCard

if TYPE_CHECKING:
    from ftd_desktop.programme.training_day import SessionDue
    from ftd_desktop.ui.models.start_data import StartData


class TrainerBoard(Board):
    """Sessions lead to their attendance, people to their card."""

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self._lacking: tuple[str, ...] = ()
        self.sessions = Panel(tr("Sesi pelatihan"), QWidget(), "", (self.link(tr("Jadwal"), "training", {
            "section": "timetable"}),))
        self.calls = Panel(tr("Perlu dihubungi"), QWidget())
        self.completion, self.outbox, self.receipt = CompletionCard(), OutboxCard(), ReceiptCard()
        self.questions = QuestionsCard()
        for card in (self.outbox, self.receipt, self.questions):
            card.asked.connect(lambda: self.go.emit("carry", None))
        self.completion.asked.connect(lambda: self.go.emit("participants", {
            "ids": self._lacking, "words": tr("Kelulusan belum lengkap")}))
        self.outbox.people_asked.connect(lambda: self.go.emit("participants", {"unsent": True}))
        self.lay_out((self.sessions, self.calls), (self.completion, self.outbox, self.questions, self.backup,
                                                   self.receipt))

    def show_data(self, data: StartData) -> None:
        """A session to be noted is the next thing to do, then a draft, then the next session."""
        from ftd_desktop.ui.widgets import start_tables

        day, now = data.training, self.context.now()
        self._show_step(data)
        sessions = start_tables.session_table(day.sessions) if day.sessions else None
        if sessions is not None:
            sessions.opened.connect(self._open_session)
        note = tr("{n} presensi belum lengkap").format(n=day.to_note) if day.to_note else ""
        self.fill(self.sessions, sessions, note,
                  tr("Belum ada sesi yang dekat. Susun jadwal angkatan di halaman Pelatihan."))
        calls = start_tables.call_table(day.to_call) if day.to_call else None
        if calls is not None:
            calls.opened.connect(lambda call: self.go.emit("person", {"participant": call.participant_id,
                                                                      "view": "training"}))
        self.fill(self.calls, calls, tr("tidak hadir dua sesi atau lebih") if calls else "",
                  tr("Tidak ada peserta yang dua kali tidak hadir."))
        self._lacking = data.completion.lacking
        self.completion.show_completion(data.completion)
        self.outbox.show_outbox(data.outbox)
        self.questions.show_questions(data.questions)
        self.backup.show_backup(data.backup, now)
        self.receipt.show_receipt(data.receipt)

    def _show_step(self, data: StartData) -> None:
        sessions = data.training.sessions
        urgent = next((one for one in sessions if one.to_note or one.days == 0), None)
        shown = urgent or (None if data.drafts else next(iter(sessions), None))
        if shown is None:
            self.strip.show_draft(data.drafts[0] if data.drafts else None, self.context.now())
            return
        title = tr("Isi presensi: sesi {n}, {materi}") if shown.to_note else tr("Sesi berikutnya: {n}, {materi}")
        when = wording.long_date(shown.session.plan.day) if shown.days else tr("Hari ini")
        note = " · ".join(part for part in (
            when, shown.session.plan.starts.replace(":", "."), shown.session.plan.place, shown.cohort.title) if part)
        self.strip.show_step(title.format(n=shown.session.short, materi=shown.session.plan.subject), note,
                             tr("Isi presensi") if shown.to_note else tr("Buka jadwal"), *_target(shown))

    def _open_session(self, one: SessionDue) -> None:
        self.go.emit(*_target(one))


def _target(one: SessionDue) -> tuple[str, Any]:
    section = "attendance" if one.days <= 0 else "timetable"
    return "training", {"cohort": one.cohort.id, "section": section, "session": one.session.id}
