"""Kelulusan: each member against the cohort's rule, exceptions by two persons, and the way to the certificates."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from ftd_desktop.i18n import tr
from ftd_desktop.ui import theme
from ftd_desktop.ui.context import Context
from ftd_desktop.ui.models.rows import RowsModel
from ftd_desktop.ui.theme import px
from ftd_desktop.ui.training import later
from ftd_desktop.ui.training.completion_lines import Line, columns, counted
from ftd_desktop.ui.training.exception_dialogs import RequestDialog, WithdrawDialog
from ftd_desktop.ui.training.panels import Section
from ftd_desktop.ui.training.rule_dialog import RuleDialog, rule_words
from ftd_desktop.ui.widgets.button import Button
from ftd_desktop.ui.widgets.card import Card, Panel
from ftd_desktop.ui.widgets.layout import across, boxed, down, fixed, wide
from ftd_desktop.ui.widgets.table import Table
from ftd_desktop.ui.widgets.text import Label

if TYPE_CHECKING:
    from ftd_desktop.ui.models.training_data import Board


class CompletionSection(Section):
    """Enter on a member opens the participant's page."""

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.table = Table(RowsModel(columns()), tr("Kelulusan"))
        self.table.opened.connect(lambda line: self.go.emit("person", {"participant": line.standing.participant_id}))
        self.table.chosen.connect(self._choose)
        self.panel = Panel(tr("Kelulusan"), self.table)
        self._fault = Label(token="error", wrap=True)
        right = boxed(down(self._rule_card(), self._exception_card(), self._end_card(), None, gap=12))
        if theme.large_text():
            self.panel.setMinimumHeight(px(260))
            self.setLayout(down((self.panel, 1), right, gap=12))
        else:
            self.setLayout(across((self.panel, 1), fixed(right, width=320), gap=16))

    def show_board(self, board: Board, *, afresh: bool) -> None:
        """Everybody with the reason; the chosen one stays chosen."""
        self.board = board
        lines = [Line(one, board.pending.get(one.participant_id)) for one in board.standings]
        self.fill(self.table, lines, lambda line: line.standing.participant_id, afresh=afresh)
        self._fault.setText(board.fault)
        self._fault.setVisible(bool(board.fault))
        self._rule.setText(rule_words(board.cohort))
        self.panel.note.setText(counted(lines))
        ready = self._ready()
        self._record.say(tr("Catat {n} lulus").format(n=len(ready)) if ready else tr("Catat lulus"))
        self._record.allow(bool(ready), tr("Semua yang memenuhi sudah tercatat lulus."))

    def first(self) -> QWidget:
        """The list."""
        return self.table

    def edit_rule(self) -> None:
        """Change the rule, seeing first what it would change."""
        if self.board is not None:
            dialog = RuleDialog(self.context, self.board.cohort, self.window())
            dialog.kept.connect(lambda: self.kept(tr("Aturan kelulusan tersimpan.")))
            self.ask(dialog)

    def request(self) -> None:
        """Ask for an exception for the chosen member."""
        line = self.table.current()
        if self.board is not None and line is not None:
            dialog = RequestDialog(self.context, self.cohort_id, line.standing.participant_id, line.standing.name,
                                   self.window())
            dialog.asked.connect(lambda granted: self.kept(
                tr("Pengecualian {nama} disetujui.").format(nama=line.standing.name) if granted else
                tr("Pengecualian {nama} diminta; menunggu orang kedua.").format(nama=line.standing.name)))
            self.ask(dialog)

    def approve(self) -> None:
        """Approve, as the one who sits here, what another asked for."""
        line = self.table.current()
        if line is not None and line.pending is not None:
            self.context.tasks.store(
                lambda: later.records().approve(self.context, line.pending.id),
                lambda _: self.kept(tr("Pengecualian {nama} disetujui.").format(nama=line.standing.name)))

    def withdraw(self) -> None:
        """Refuse what was asked for, or take an exception back."""
        line = self.table.current()
        standing = None if line is None else line.pending or line.standing.override
        if line is not None and standing is not None:
            dialog = WithdrawDialog(self.context, standing, line.standing.name, self.window())
            dialog.gone.connect(lambda: self.kept(
                tr("Pengecualian {nama} dicabut.").format(nama=line.standing.name)))
            self.ask(dialog)

    def record_completed(self) -> None:
        """Move everybody who meets the rule to the stage of having completed, with the reason."""
        ready = self._ready()
        today, reason = self.context.now().date(), tr("Memenuhi aturan kelulusan")
        if ready:
            self.context.tasks.store(
                lambda: later.records().set_stages(self.context, ready, "completed", today, reason),
                lambda moved: self.kept(tr("{n} peserta tercatat lulus.").format(n=len(moved.before))))

    def _ready(self) -> list[str]:
        """Membership ids of those who meet the rule and are not recorded as having completed."""
        if self.board is None:
            return []
        eligible = {one.participant_id for one in self.board.standings if one.eligible}
        return [one.id for one in self.board.members
                if one.participant_id in eligible and one.stage in ("registered", "participant")]

    def _rule_card(self) -> Card:
        self._rule = Label(wrap=True)
        change = Button(tr("Ubah aturan …"))
        change.clicked.connect(self.edit_rule)
        change.allow(self.is_province, tr("Aturan kelulusan diatur provinsi."))
        return Card(down(Label(tr("Aturan angkatan ini"), bold=True), self._rule, self._fault, change,
                         margins=(16, 12, 16, 12), gap=8))

    def _exception_card(self) -> Card:
        self._who, self._about = Label(bold=True, wrap=True), Label(wrap=True)
        self._ask, self._approve = wide(Button(tr("Minta pengecualian …"))), wide(Button(tr("Setujui")))
        self._withdraw = wide(Button(tr("Tolak atau cabut …")))
        self._ask.clicked.connect(self.request)
        self._approve.clicked.connect(self.approve)
        self._withdraw.clicked.connect(self.withdraw)
        return Card(down(self._who, self._about, self._ask, self._approve, self._withdraw, margins=(16, 12, 16, 12),
                         gap=8))

    def _end_card(self) -> Card:
        self._record = wide(Button(tr("Catat lulus")))
        self._record.clicked.connect(self.record_completed)
        self.certificates = wide(Button(tr("Sertifikat angkatan ini"), "primary"))
        self.certificates.clicked.connect(lambda: self.go.emit("certificates", {"cohort": self.cohort_id}))
        return Card(down(self._record, self.certificates, margins=(16, 12, 16, 12), gap=8))

    def _choose(self, line: Line | None) -> None:
        """What can be done about the chosen member."""
        self._who.setText(line.standing.name if line else tr("Belum ada peserta."))
        self._about.setText(line.reason if line else "")
        pending, granted = (line.pending, line.standing.override) if line else (None, None)
        self._ask.setVisible(line is not None and pending is None and granted is None)
        self._ask.allow(line is not None and not line.standing.eligible, tr("Peserta ini sudah memenuhi syarat."))
        self._approve.setVisible(pending is not None)
        self._withdraw.setVisible(pending is not None or granted is not None)
        if pending is not None:
            self.context.tasks.store(lambda: self.context.interviews.identity.officer_code, self._show_approver,
                                     key="training-identity")

    def _show_approver(self, code: str) -> None:
        line = self.table.current()
        if line is not None and line.pending is not None:
            other = code.casefold() != line.pending.asked_code.casefold() and bool(code)
            self._approve.allow(other, tr("Orang kedua yang menyetujui, di laptopnya; bukan yang meminta."))
