"""Petugas: who works for the province on which laptop, what came from each, and their assignments."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QDialog, QWidget

from ftd_desktop import wording
from ftd_desktop.i18n import tr
from ftd_desktop.ui import theme
from ftd_desktop.ui.context import Context
from ftd_desktop.ui.models.cells import Column
from ftd_desktop.ui.models.rows import RowsModel
from ftd_desktop.ui.page import Page
from ftd_desktop.ui.widgets.button import Button
from ftd_desktop.ui.widgets.card import Card, Facts, Panel
from ftd_desktop.ui.widgets.layout import across, boxed, clear, down, fixed, wide
from ftd_desktop.ui.widgets.signs import Badge
from ftd_desktop.ui.widgets.table import Table
from ftd_desktop.ui.widgets.text import Label, Line

if TYPE_CHECKING:
    from ftd_desktop.sync.enrolment import Assignment
    from ftd_desktop.ui.models.officer_data import Machine, State


class OfficersPage(Page):
    """The table has a line for each laptop; the pane at the right says more and has what can be done."""

    guide = "petugas"

    def __init__(self, context: Context) -> None:
        super().__init__(context, tr("Petugas"), tr("Petugas dan pelatih, laptop, dan surat tugasnya"))
        self._state: State | None = None
        self._build()
        context.signals.data_changed.connect(self._read)

    def show_with(self, argument: object = None) -> None:
        """Read afresh."""
        self._read()

    def first_focus(self) -> QWidget | None:
        """The table when there is somebody in it, else the button."""
        return self._table if self._table.rows_model.rowCount() else self._add

    # --- building

    def _build(self) -> None:
        self._add = Button(tr("Tambah petugas"), "primary", "plus", "Ctrl+N")
        self._add.clicked.connect(self.add)
        recover = Button(tr("Pulihkan kata sandi …"))
        recover.clicked.connect(self.recover)
        self.head_actions = (recover, self._add)
        self._table = Table(RowsModel(self._columns()), tr("Petugas"))
        self._table.chosen.connect(self._show)
        self._panel = Panel(tr("Petugas dan laptopnya"), self._table)
        self._facts = down(gap=8)
        self._again = wide(Button(tr("Surat tugas baru …")))
        self._again.clicked.connect(self.give_another)
        self._area, self._status = wide(Button(tr("Ubah wilayah kerja …"))), wide(Button(tr("Cabut laptop ini …")))
        self._area.clicked.connect(self.hand_over)
        self._status.clicked.connect(self.change_status)
        self._pane = Card(down(self._facts, None, self._again, self._area, self._status, margins=16, gap=8))
        if theme.large_text():
            self._panel.setMinimumHeight(theme.px(240))
            self.setLayout(down((self._panel, 1), self._pane, margins=16, gap=16))
        else:
            self.setLayout(across((self._panel, 1), fixed(self._pane, width=300), margins=16, gap=16))
        self._show(None)

    def _columns(self) -> tuple[Column, ...]:
        return (
            Column(tr("Nama"), lambda m: m.name, 180, bold=True, whole=True),
            Column(tr("Kode"), lambda m: m.code, 72, whole=True),
            Column(tr("Peran"), lambda m: _data().role_words(m.role), 84, whole=True, rank=2),
            Column(tr("Wilayah kerja"), lambda m: m.where, 140, stretch=True),
            Column(tr("Laptop"), lambda m: _data().badge(m), 120, whole=True),
            Column(tr("Kiriman terakhir"), self._last, 130, whole=True),
            Column(tr("Perubahan"), lambda m: wording.NONE if m.ours else wording.number(m.arrived), 90, right=True,
                   rank=1),
        )

    def _last(self, machine: Machine) -> str:
        if machine.last is None:
            return wording.NONE
        return wording.recently(self.context.local(machine.last), self.context.now())

    # --- reading

    def _read(self) -> None:
        if self.context.file is not None:
            self.context.tasks.store(lambda: _data().read(self.context), self._take, key="officers")

    def _take(self, state: State) -> None:
        before = self._table.current()
        self._state = state
        self._panel.note.setText(_data().sums(state.machines))
        self._table.set_rows(state.machines)
        if before is not None:
            ids = [machine.device_id for machine in state.machines]
            self._table.choose_row(ids.index(before.device_id) if before.device_id in ids else 0)

    def _show(self, machine: Machine | None) -> None:
        clear(self._facts)
        self._again.setVisible(machine is not None and not machine.ours)
        for button in (self._area, self._status):
            button.setVisible(machine is not None and not machine.ours and bool(machine.device_id))
        revoked = machine is not None and machine.status == "revoked"
        self._status.say(tr("Aktifkan lagi laptop ini") if revoked else tr("Cabut laptop ini …"))
        if machine is None:
            empty = tr("Belum ada petugas. Tambah petugas, kirim surat tugasnya, lalu bacakan kodenya lewat telepon.")
            self._facts.addWidget(Label(empty, token="muted", wrap=True))
            return
        cell, none = _data().badge(machine), wording.NONE
        self._facts.addWidget(Label(machine.name, title=True, bold=True, wrap=True))
        self._facts.addWidget(Label(machine.where, token="muted", wrap=True))
        self._facts.addWidget(boxed(across(Badge(cell.tone, cell.text, cell.icon), None)))
        self._facts.addWidget(Line())
        self._facts.addWidget(Facts(
            (tr("Kode"), machine.code or none), (tr("Peran"), _data().role_words(machine.role)),
            (tr("Laptop sejak"), machine.day), (tr("Kiriman terakhir"), self._last(machine)),
            (tr("Perubahan diterima"), wording.number(machine.arrived)),
            (tr("Nomor sertifikat tahun ini"), machine.blocks or none)))

    # --- doing

    def add(self) -> None:
        """Enter somebody new."""
        self._open_officer(None)

    def give_another(self) -> None:
        """Give the chosen officer another laptop."""
        machine: Machine | None = self._table.current()
        if machine is not None and not machine.ours:
            self._open_officer(machine)

    def hand_over(self) -> None:
        """Give the chosen laptop other regencies."""
        from ftd_desktop.ui.dialogs.hand_over import HandOverDialog

        machine: Machine | None = self._table.current()
        if machine is not None and machine.device_id and not machine.ours:
            dialog = HandOverDialog(self.context, machine, self)
            dialog.accepted.connect(self._changed)
            _open(dialog)

    def change_status(self) -> None:
        """Revoke the chosen laptop after a question, or take it back."""
        from ftd_desktop.ui.dialogs.message import QuestionDialog

        machine: Machine | None = self._table.current()
        if machine is None or machine.ours or not machine.device_id:
            return
        if machine.status == "revoked":
            self._set_status(machine, "active")
            return
        question = QuestionDialog(
            tr("Cabut laptop {nama}? Kirimannya tidak diterima lagi, dan sertifikat yang ditandatanganinya sesudah ini "
               "tidak dipercaya. Yang sudah diterima tetap ada.").format(nama=machine.name), tr("Cabut"), self,
            title=tr("Cabut laptop"))
        question.accepted.connect(lambda: self._set_status(machine, "revoked"))
        _open(question)

    def _set_status(self, machine: Machine, status: str) -> None:
        self.context.tasks.store(lambda: _data().set_status(self.context, machine, status), self._changed)

    def _changed(self, _: object = None) -> None:
        self._read()
        self.context.signals.saved.emit(self.context.now())

    def recover(self) -> None:
        """Open an officer's file whose passphrase is lost."""
        from ftd_desktop.ui.dialogs.recovery import RecoveryDialog

        dialog = RecoveryDialog(self.context, self)
        dialog.recovered.connect(self._recovered)
        _open(dialog)

    def _open_officer(self, known: Machine | None) -> None:
        from ftd_desktop.ui.dialogs.officer import OfficerDialog

        if self._state is not None:
            dialog = OfficerDialog(self.context, self._state.numbering, known, self)
            dialog.made.connect(self._hand_out)
            _open(dialog)

    def _hand_out(self, assignment: Assignment) -> None:
        from ftd_desktop.ui.dialogs.assignment import AssignmentDialog

        self._read()
        self.context.signals.saved.emit(self.context.now())
        _open(AssignmentDialog(self.context, assignment, self))

    def _recovered(self, owner: str) -> None:
        from ftd_desktop.ui.dialogs.message import MessageDialog

        words = tr("Berkas {nama} sekarang dibuka dengan kata sandi baru. Kembalikan kedua berkasnya (….ftdb dan "
                   "….ftdb.key) ke laptop petugas, dan sampaikan kata sandinya langsung.").format(nama=owner)
        _open(MessageDialog(words, self, title=tr("Kata sandi dipulihkan"), tone="accent"))


def _open(dialog: QDialog) -> None:
    dialog.finished.connect(dialog.deleteLater)
    dialog.open()


def _data() -> Any:
    from ftd_desktop.ui.models import officer_data  # loads the carry: at the first visit

    return officer_data
