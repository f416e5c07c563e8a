"""Jadwal: the sessions of a cohort, planned and held; what clashes is said above them."""

from __future__ import annotations

from datetime import datetime, time
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from ftd_desktop.i18n import tr
from ftd_desktop.programme import attendance_totals
from ftd_desktop.programme.sessions import Session
from ftd_desktop.ui import theme
from ftd_desktop.ui.context import Context
from ftd_desktop.ui.dialogs.message import QuestionDialog
from ftd_desktop.ui.models.cells import BadgeCell, Column
from ftd_desktop.ui.models.rows import RowsModel
from ftd_desktop.ui.theme import px
from ftd_desktop.ui.training import later
from ftd_desktop.ui.training.copy_dialog import CopyDialog
from ftd_desktop.ui.training.panels import Section
from ftd_desktop.ui.training.session_dialog import SessionDialog
from ftd_desktop.ui.widgets.button import Button
from ftd_desktop.ui.widgets.card import Card, Panel
from ftd_desktop.ui.widgets.layout import across, down
from ftd_desktop.ui.widgets.table import Table
from ftd_desktop.ui.widgets.text import Icon, Label
from ftd_desktop.wording import clock, figure, long_date, weekday

if TYPE_CHECKING:
    from ftd_desktop.ui.models.training_data import Board

SHOWN_FAULTS = 4


class TimetableSection(Section):
    """Enter on a session changes it."""

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.table = Table(RowsModel(self._columns()), tr("Jadwal"))
        self.table.opened.connect(self.edit)
        self._new, self._again = Button(tr("Sesi baru …"), icon="plus"), Button(tr("Sesi susulan …"))
        self._copy, self._drop, self._print = Button(tr("Salin hari …")), Button(tr("Hapus …")), Button(
            tr("Daftar hadir"))
        self._new.clicked.connect(lambda: self.edit(None))
        self._again.clicked.connect(self.make_up)
        self._copy.clicked.connect(self.copy)
        self._drop.clicked.connect(self.ask_remove)
        self._print.clicked.connect(self.print_list)
        self.panel = Panel(tr("Jadwal"), self.table, actions=(
            self._drop, self._copy, self._again, self._print, self._new))
        self.clash_words = Label(wrap=True)
        self.clash = Card(across(down(Icon("warn", "warn"), None), (self.clash_words, 1), margins=(16, 8, 12, 8)),
                          tone="warn")
        self.clash.hide()
        if theme.large_text():
            self.panel.setMinimumHeight(px(260))
        self.setLayout(down(self.clash, (self.panel, 1), gap=12))

    def show_board(self, board: Board, *, afresh: bool) -> None:
        """The sessions; the chosen one stays chosen."""
        self.board = board
        self.fill(self.table, board.grid.sessions, lambda one: one.id, afresh=afresh)
        self.panel.note.setText(self._note(board))
        more = len(board.faults) - SHOWN_FAULTS
        lines = [*board.faults[:SHOWN_FAULTS], *([tr("dan {n} hal lagi").format(n=more)] if more > 0 else [])]
        self.clash_words.setText("\n".join(lines))
        self.clash.setVisible(bool(lines))
        self._new.allow(bool(board.topics), tr("Formulir presensi belum ada di berkas ini. Terima berkas provinsi."))
        for button in (self._again, self._copy, self._drop, self._print):
            button.allow(bool(board.grid.sessions), tr("Belum ada sesi."))

    def first(self) -> QWidget:
        """The list, or the way to the first session."""
        return self.table if self.board is not None and self.board.grid.sessions else self._new

    def show_session(self, session_id: str) -> None:
        """Choose its row."""
        ids = [one.id for one in self.table.rows_model.rows]
        if session_id in ids:
            self.table.choose_row(ids.index(session_id))

    def edit(self, session: Session | None) -> None:
        """Change a session, or plan a new one after the last."""
        if self.board is not None and self.board.topics:
            self._ask_session(SessionDialog(self.context, self.board, session, parent=self.window()))

    def make_up(self) -> None:
        """Plan a session that makes up for the chosen one."""
        session = self.table.current()
        if self.board is None or session is None:
            return
        if session.plan.makes_up is not None:
            self.said.emit(tr("Sesi {n} sendiri susulan. Pilih sesi aslinya.").format(n=session.short), "error")
        else:
            self._ask_session(SessionDialog(self.context, self.board, None, makes_up=session, parent=self.window()))

    def copy(self) -> None:
        """Copy the day of the chosen session to another day."""
        session = self.table.current()
        if self.board is not None and session is not None:
            dialog = CopyDialog(self.context, self.cohort_id, session.plan.day, self.window())
            dialog.copied.connect(lambda count: self.kept(tr("{n} sesi disalin.").format(n=count)))
            self.ask(dialog)

    def ask_remove(self) -> None:
        """Take the chosen session out, after a question."""
        session = self.table.current()
        if session is None:
            return
        dialog = QuestionDialog(tr("Hapus sesi {n}, {materi}, dari jadwal?").format(
            n=session.short, materi=session.plan.subject), tr("Hapus sesi"), self.window())
        dialog.accepted.connect(lambda: self.remove(session))
        self.ask(dialog)

    def remove(self, session: Session) -> None:
        """Take a session out."""
        self.context.tasks.store(lambda: later.records().remove_session(self.context, session.id),
                                 lambda _: self.kept(tr("Sesi {n} dihapus.").format(n=session.short)))

    def print_list(self) -> None:
        """The list to sign of the chosen session."""
        session = self.table.current()
        if self.board is not None and session is not None:
            cohort_id = self.cohort_id
            self.context.tasks.store(lambda: later.outputs().attendance_list(self.context, cohort_id, session.id),
                                     self.show_file)

    def _ask_session(self, dialog: SessionDialog) -> None:
        dialog.made.connect(lambda session_id: self.kept(tr("Sesi tersimpan di jadwal.")))
        self.ask(dialog)

    def _note(self, board: Board) -> str:
        planned = sum(one.plan.jp for one in board.grid.sessions if one.plan.makes_up is None)
        return tr("{n} sesi, {jp} dari {total} JP dijadwalkan").format(
            n=len(board.grid.sessions), jp=figure(planned), total=figure(board.cohort.jp_total))

    def _columns(self) -> tuple[Column, ...]:
        return (
            Column(tr("Sesi"), lambda s: s.short, 92, whole=True),
            Column(tr("Tanggal"), lambda s: f"{weekday(s.plan.day)}, {long_date(s.plan.day)}", 180, whole=True),
            Column(tr("Jam"), _hours, 100, rank=2),
            Column(tr("Materi"), lambda s: s.plan.subject, 160, bold=True, stretch=True),
            Column(tr("JP"), lambda s: figure(s.plan.jp), 48, right=True),
            Column(tr("Narasumber"), lambda s: s.plan.trainer, 170, rank=1),
            Column(tr("Tempat"), lambda s: s.plan.place, 150, rank=3),
            Column(tr("Presensi"), self._state, 160),
        )

    def _state(self, session: Session) -> BadgeCell:
        if self.board is not None and session.noted:
            grid = self.board.grid
            present, noted = attendance_totals.present(session.id, [one.code for one in grid.members], grid.marks)
            words, n = (tr("{n} dari {semua} hadir"), present) if noted >= len(grid.members) else (
                tr("{n} dari {semua} dicatat"), noted)
            return BadgeCell("ok" if n is present else "warn", words.format(n=n, semua=len(grid.members)))
        late = self.board is not None and session.plan.day <= self.board.today
        return BadgeCell("warn", tr("Belum diisi")) if late else BadgeCell("muted", tr("Rencana"), "")


def _hours(session: Session) -> str:
    """``08.30–14.30``; the beginning alone where no end is known."""
    plan = session.plan
    known = [datetime.combine(plan.day, time.fromisoformat(one)) for one in (plan.starts, plan.ends) if one]
    return "–".join(map(clock, known)) if plan.starts else ""
