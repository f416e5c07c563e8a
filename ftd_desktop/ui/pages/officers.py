"""Petugas: who works for the province on which laptop, what came from each, and their assignments."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QDialog, QWidget

from ftd_desktop import wording
from ftd_desktop.i18n import tr
from ftd_desktop.ui import theme
from ftd_desktop.ui.carrying.machine_pane import MachinePane, last_sent
from ftd_desktop.ui.context import Context
from ftd_desktop.ui.dialogs.asking import ask
from ftd_desktop.ui.models.cells import Column
from ftd_desktop.ui.models.rows import RowsModel
from ftd_desktop.ui.page import Page
from ftd_desktop.ui.widgets.button import Button
from ftd_desktop.ui.widgets.card import Panel
from ftd_desktop.ui.widgets.layout import across, down, fixed
from ftd_desktop.ui.widgets.table import Table

if TYPE_CHECKING:
    from ftd_desktop.sync.enrolment import Assignment
    from ftd_desktop.ui.models.officer_data import Machine, State


class OfficersPage(Page):
    """The table has a line for each laptop; the pane at the right says more and has what can be done."""

    guide = "petugas"

    def __init__(self, context: Context) -> None:
        super().__init__(context, tr("Daftar petugas"), tr("Petugas dan pelatih, laptop, dan surat tugasnya"))
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
        self._pane = MachinePane(self.context)
        self._pane.again.connect(self.give_another)
        self._pane.area.connect(self.hand_over)
        self._pane.pass_on.connect(self.pass_on)
        self._pane.status.connect(self.change_status)
        self._table = Table(RowsModel(self._columns()), tr("Daftar petugas"))
        self._table.chosen.connect(self._pane.show_machine)
        self._panel = Panel(tr("Petugas dan laptopnya"), self._table)
        if theme.large_text():
            self._panel.setMinimumHeight(theme.px(240))
            self.setLayout(down((self._panel, 1), self._pane, margins=16, gap=16))
        else:
            self.setLayout(across((self._panel, 1), fixed(self._pane, width=300), margins=16, gap=16))

    def _columns(self) -> tuple[Column, ...]:
        return (
            Column(tr("Nama"), lambda m: m.name, 180, bold=True, whole=True),
            Column(tr("Kode"), lambda m: m.code, 72, whole=True),
            Column(tr("Peran"), lambda m: _data().role_words(m.role), 84, whole=True, rank=2),
            Column(tr("Wilayah kerja"), lambda m: m.where, 140, stretch=True),
            Column(tr("Laptop"), lambda m: _data().badge(m), 120, whole=True),
            Column(tr("Kiriman terakhir"), lambda m: last_sent(self.context, m), 130, whole=True, rank=1),
            Column(tr("Perubahan diterima"), lambda m: wording.NONE if m.ours else wording.number(m.arrived), 140,
                   right=True, rank=1),
        )

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

    def _chosen(self) -> Machine | None:
        """The laptop chosen, if it is one that something can be done with."""
        machine: Machine | None = self._table.current()
        return None if machine is None or machine.ours else machine

    # --- assignments

    def add(self) -> None:
        """Enter somebody new."""
        self._open_officer(None)

    def give_another(self) -> None:
        """Give the chosen officer another laptop."""
        if (machine := self._chosen()) is not None:
            self._open_officer(machine)

    def _open_officer(self, known: Machine | None) -> None:
        from ftd_desktop.ui.dialogs.officer import OfficerDialog

        if self._state is not None:
            dialog = OfficerDialog(self.context, self._state.numbering, known, self)
            dialog.made.connect(lambda assignment: self._hand_out(assignment, known))
            _open(dialog)

    def _hand_out(self, assignment: Assignment, known: Machine | None) -> None:
        from ftd_desktop.ui.dialogs.assignment import AssignmentDialog

        self._changed()
        dialog = AssignmentDialog(self.context, assignment, self)
        if known is not None and known.device_id and known.status == "active":
            dialog.finished.connect(lambda: self._ask_about_old(known))
        _open(dialog)

    def _ask_about_old(self, known: Machine) -> None:
        """A laptop that broke or was lost must not go on; one that is only joined by another stays."""
        from ftd_desktop.ui.dialogs.message import QuestionDialog

        question = QuestionDialog(
            tr("Apakah laptop lama {nama} rusak, hilang, atau tidak dipakai lagi? Bila masih dapat dibuka, terima "
               "dahulu kirimannya yang terakhir, baru cabut. Datanya dibawa ke laptop baru oleh balasan: halaman Kirim "
               "& Terima, pilih laptopnya, Buat balasan untuk laptop ini.").format(nama=known.name),
            tr("Cabut laptop lama"), self, title=tr("Laptop lama"))
        question.accepted.connect(lambda: self._set_status(known, "revoked"))
        _open(question)

    # --- what a laptop may do

    def hand_over(self) -> None:
        """Give the chosen laptop other regencies."""
        from ftd_desktop.ui.dialogs.hand_over import HandOverDialog

        machine = self._chosen()
        if machine is not None and machine.device_id:
            dialog = HandOverDialog(self.context, machine, self)
            dialog.accepted.connect(self._changed)
            _open(dialog)

    def pass_on(self) -> None:
        """Give one regency of the chosen laptop to somebody else's."""
        from ftd_desktop.ui.dialogs.message import MessageDialog
        from ftd_desktop.ui.dialogs.pass_on import PassOnDialog

        machine = self._chosen()
        if machine is None or self._state is None:
            return
        others = [one for one in self._state.machines
                  if one.device_id and not one.ours and one.status == "active" and one.device_id != machine.device_id]
        if not machine.regencies or not others:
            words = tr("Laptop ini bekerja untuk seluruh provinsi; pakai Ubah wilayah kerja.") if others else tr(
                "Belum ada laptop lain yang dapat menerima wilayahnya. Tambah petugas dahulu.")
            _open(MessageDialog(words, self))
            return
        dialog = PassOnDialog(self.context, machine, others, self)
        dialog.passed.connect(lambda words: _open(MessageDialog(words, self, title=tr("Wilayah diserahkan"),
                                                                tone="accent")))
        dialog.accepted.connect(self._changed)
        _open(dialog)

    def change_status(self) -> None:
        """Revoke the chosen laptop after a question, or take it back."""
        from ftd_desktop.ui.dialogs.message import QuestionDialog

        machine = self._chosen()
        if machine is None or not machine.device_id:
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

    # --- lost passphrases

    def recover(self) -> None:
        """Open an officer's file whose passphrase is lost."""
        from ftd_desktop.ui.dialogs.recovery import RecoveryDialog

        dialog = RecoveryDialog(self.context, self)
        dialog.recovered.connect(self._recovered)
        _open(dialog)

    def _recovered(self, owner: str) -> None:
        from ftd_desktop.ui.dialogs.message import MessageDialog

        words = tr("Berkas {nama} sekarang dibuka dengan kata sandi baru. Kembalikan kedua berkasnya (….ftdb dan "
                   "….ftdb.key) ke laptop petugas, dan sampaikan kata sandinya langsung.").format(nama=owner)
        _open(MessageDialog(words, self, title=tr("Kata sandi dipulihkan"), tone="accent"))


def _open(dialog: QDialog) -> None:
    ask(dialog)


def _data() -> Any:
    from ftd_desktop.ui.models import officer_data  # loads the carry: at the first visit

    return officer_data
