"""Peserta of a cohort: who is in it and where on the road, the history of the chosen one, places by regency."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QInputDialog, QWidget

from ftd_desktop.i18n import tr
from ftd_desktop.programme.cohorts import Member, StageStep, stage_label
from ftd_desktop.programme.places import Places
from ftd_desktop.programme.regions import short_regency
from ftd_desktop.ui import theme
from ftd_desktop.ui.context import Context
from ftd_desktop.ui.models.cells import Column
from ftd_desktop.ui.models.participant_columns import stage_cell
from ftd_desktop.ui.models.rows import RowsModel
from ftd_desktop.ui.theme import px
from ftd_desktop.ui.training import later
from ftd_desktop.ui.training.enlist_dialog import EnlistDialog
from ftd_desktop.ui.training.panels import Section
from ftd_desktop.ui.training.stage_dialog import StageDialog
from ftd_desktop.ui.widgets.button import Button
from ftd_desktop.ui.widgets.card import Card, Panel
from ftd_desktop.ui.widgets.layout import across, boxed, down, fixed
from ftd_desktop.ui.widgets.signs import Bar
from ftd_desktop.ui.widgets.table import Table
from ftd_desktop.ui.widgets.text import Label
from ftd_desktop.wording import NONE, long_date, number

if TYPE_CHECKING:
    from ftd_desktop.ui.models.training_data import Board


class MembersSection(Section):
    """Enter on a member opens the participant's page; several can be moved to a stage at once."""

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.table = Table(RowsModel(_columns()), tr("Peserta angkatan"), several=True)
        self.table.opened.connect(lambda one: self.go.emit("person", {"participant": one.participant_id}))
        self.table.chosen.connect(self._choose)
        self._add = Button(tr("Tambah peserta …"), icon="plus")
        self._stage, self._out = Button(tr("Ubah tahap …")), Button(tr("Keluarkan …"))
        self._add.clicked.connect(self.add)
        self._stage.clicked.connect(lambda: self.move_stage())
        self._out.clicked.connect(lambda: self.move_stage("left"))
        self.panel = Panel(tr("Peserta"), self.table, actions=(self._out, self._stage, self._add))
        self._who, self._history = Label(bold=True), Label(token="muted", wrap=True)
        history = Card(down(self._who, self._history, None, margins=(16, 12, 16, 12), gap=6))
        right = boxed(down(history, (self._places_card(), 1), gap=12))
        if theme.large_text():
            self.panel.setMinimumHeight(px(260))
            self.setLayout(down((self.panel, 1), right, gap=12))
        else:
            self.setLayout(across((self.panel, 1), fixed(right, width=380), gap=16))

    def show_board(self, board: Board, *, afresh: bool) -> None:
        """Members, and places by regency: those with a number or with members first."""
        self.board = board
        self.fill(self.table, board.members, lambda one: one.id, afresh=afresh)
        self.panel.note.setText(tr("{n} orang").format(n=number(len(board.members))))
        for button in (self._stage, self._out):
            button.allow(bool(board.members), tr("Belum ada peserta."))
        self._show_places(board)

    def first(self) -> QWidget:
        """The list."""
        return self.table

    def add(self) -> None:
        """Choose participants, or paste their codes."""
        if self.board is None:
            return
        dialog = EnlistDialog(self.context, self.board.cohort, self.window())
        dialog.came.connect(lambda count: self.kept(
            tr("{n} peserta masuk angkatan; yang sudah anggota tidak diubah.").format(n=count)))
        self.ask(dialog)

    def move_stage(self, stage: str | None = None) -> None:
        """Ask for the stage of those chosen; `stage` is offered first."""
        members = [self.table.rows_model.row(row) for row in self.table.marked_rows()]
        if not members:
            self.said.emit(tr("Pilih peserta dahulu: panah memilih satu, Shift+panah beberapa."), "error")
            return
        dialog = StageDialog(self.context, members, stage, self.window())
        dialog.moved.connect(lambda moved: self.kept(tr("Tahap {n} peserta tercatat.").format(n=len(moved.before))))
        self.ask(dialog)

    def ask_quota(self, line: Places) -> None:
        """How many places a regency has."""
        if not self.is_province:
            self.said.emit(tr("Jumlah tempat diatur provinsi."), "error")
            return
        text, accepted = QInputDialog.getText(
            self.window(), line.name, tr("Tempat untuk {daerah} (kosong: tidak ditentukan):").format(daerah=line.name),
            text="" if line.places is None else str(line.places))
        if accepted:
            self.set_quota(line, text.strip())

    def set_quota(self, line: Places, text: str) -> None:
        """Keep a number of places as typed; "" takes it away."""
        if text and not (text.isdecimal() and int(text) <= 100_000):
            self.said.emit(tr("“{teks}” bukan jumlah tempat. Tulis angka bulat.").format(teks=text), "error")
            return
        cohort_id, places = self.cohort_id, int(text) if text else None
        self.context.tasks.store(lambda: later.records().set_quota(self.context, cohort_id, line.code, places),
                                 lambda _: self.kept(tr("Tempat {daerah} tersimpan.").format(daerah=line.name)))

    def _places_card(self) -> Panel:
        self._bar = Bar()
        self._free = Label(bold=True, wrap=True)
        self.regencies = Table(RowsModel(_place_columns()), tr("Tempat menurut daerah"), row_height=28)
        self.regencies.opened.connect(self.ask_quota)
        head = boxed(down(self._free, self._bar, margins=(12, 8, 12, 8), gap=6))
        panel = Panel(tr("Kuota"), boxed(down(head, (self.regencies, 1), gap=0)))
        panel.setMinimumHeight(px(200))
        return panel

    def _show_places(self, board: Board) -> None:
        whole = board.in_all
        self._bar.setVisible(bool(whole.places))
        self._bar.set(whole.taken / whole.places if whole.places else 0.0)
        self._free.setText(_places_words(whole))
        lines = sorted(board.by_regency, key=lambda one: one.places is None and not one.taken and not one.waiting)
        self.regencies.set_rows(lines)

    def _choose(self, member: Member | None) -> None:
        if member is None:
            self._who.setText("")
            self._history.setText(tr("Belum ada peserta. Tekan Tambah peserta."))
            return
        self.context.tasks.store(lambda: (member, later.data().history(self.context, member.id)), self._show_history,
                                 key="training-history")

    def _show_history(self, found: tuple[Member, list[StageStep]]) -> None:
        member, steps = found
        self._who.setText(member.name)
        self._history.setText("\n".join(_step(step) for step in steps))


def _step(step: StageStep) -> str:
    """``Lulus sejak 3 Oktober 2022, oleh Togu: memenuhi syarat``."""
    words = tr("{tahap} sejak {tanggal}").format(tahap=stage_label(step.stage), tanggal=long_date(step.since))
    words += ", " + tr("oleh {nama}").format(nama=step.officer) if step.officer else ""
    return f"{words}: {step.reason}" if step.reason else words


def _places_words(whole: Places) -> str:
    if whole.places is None:
        return tr("{n} terisi, {m} menunggu; jumlah tempat belum ditentukan").format(
            n=number(whole.taken), m=number(whole.waiting))
    words = tr("{n} dari {semua} tempat terisi, {m} menunggu").format(
        n=number(whole.taken), semua=number(whole.places), m=number(whole.waiting))
    free = whole.free or 0
    return words + "; " + (tr("sisa {n}").format(n=number(free)) if free >= 0 else
                           tr("lebih {n} dari tempat yang ada").format(n=number(-free)))


def _columns() -> tuple[Column, ...]:
    return (
        Column(tr("Nama"), lambda m: m.name, 160, bold=True, whole=True, stretch=True),
        Column(tr("Kode"), lambda m: m.code, 130, rank=2, whole=True),
        Column(tr("Daerah"), lambda m: short_regency(m.regency), 110, rank=1, whole=True),
        Column(tr("Tahap"), lambda m: stage_cell(m.stage), 100, whole=True),
        Column(tr("Sejak"), lambda m: long_date(m.since) if m.since else "", 130, whole=True, rank=3),
        Column(tr("Alasan"), lambda m: m.reason, 120, rank=4, muted=True),
        Column(tr("Oleh"), lambda m: m.officer, 110, rank=5, muted=True),
    )


def _place_columns() -> tuple[Column, ...]:
    return (
        Column(tr("Daerah"), lambda p: short_regency(p.code), 120, stretch=True),
        Column(tr("Kuota"), lambda p: NONE if p.places is None else number(p.places), 64, right=True),
        Column(tr("Terisi"), lambda p: number(p.taken), 56, right=True),
        Column(tr("Sisa"), lambda p: NONE if p.free is None else number(p.free), 56, right=True),
        Column(tr("Menunggu"), lambda p: number(p.waiting) if p.waiting else "", 80, right=True, rank=1),
    )
