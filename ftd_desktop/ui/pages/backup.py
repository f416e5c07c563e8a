"""Cadangan: how safe the file is, where copies go, and putting one back."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QFileDialog, QWidget

from ftd_desktop import wording
from ftd_desktop.errors import Cancelled, UserError
from ftd_desktop.i18n import tr
from ftd_desktop.store.backup import Backup, Health, Outcome
from ftd_desktop.ui import theme
from ftd_desktop.ui.context import Context
from ftd_desktop.ui.dialogs.asking import ask
from ftd_desktop.ui.dialogs.passphrase import PassphraseDialog
from ftd_desktop.ui.models import backup_data
from ftd_desktop.ui.models.backup_data import State
from ftd_desktop.ui.models.cells import BadgeCell, Column
from ftd_desktop.ui.models.rows import RowsModel
from ftd_desktop.ui.page import Page
from ftd_desktop.ui.widgets.button import Button
from ftd_desktop.ui.widgets.card import Card, EmptyState, Facts, Panel
from ftd_desktop.ui.widgets.layout import across, boxed, clear, down
from ftd_desktop.ui.widgets.progress import ProgressStrip
from ftd_desktop.ui.widgets.signs import Badge
from ftd_desktop.ui.widgets.table import Table
from ftd_desktop.ui.widgets.text import Icon, Label


class BackupPage(Page):
    """Light, places and backups; one button makes a backup in every place."""

    guide = "cadangan"

    def __init__(self, context: Context) -> None:
        super().__init__(context, tr("Cadangan"), tr("Salinan berkas yang terkunci dengan kata sandi yang sama"))
        self._state: State | None = None
        self._make = Button(tr("Cadangkan sekarang"), "primary", "shield")
        self._make.clicked.connect(self._back_up)
        self.head_actions = (self._make,)
        self._icon, self._badge = Icon("shield", "muted", 20), Badge("muted", wording.NONE)
        self._facts = down(gap=0)
        self._places, self._backups = self._make_places(), self._make_backups()
        self._progress = ProgressStrip()
        self._build()

    def show_with(self, argument: object = None) -> None:
        """Read the state afresh: sticks come and go."""
        self._read()

    def first_focus(self) -> QWidget | None:
        """The button."""
        return self._make

    def _build(self) -> None:
        light = Card(down(across(self._icon, Label(tr("Keadaan"), bold=True), None, self._badge), self._facts,
                          margins=(16, 12, 16, 8), gap=6))
        add, self._remove = Button(tr("Tambah tempat"), "link", "plus"), Button(tr("Jangan pakai lagi"), "link")
        add.clicked.connect(self._ask_place)
        self._remove.clicked.connect(self._remove_place)
        self._restore = Button(tr("Pulihkan…"), "link", "back")
        self._restore.clicked.connect(self._ask_restore)
        self._first = Button(tr("Tambah tempat"), icon="plus")
        self._first.clicked.connect(self._ask_place)
        sentence = tr("Belum ada tempat cadangan. Pasang flashdisk, lalu tambahkan foldernya.")
        self._no_place = EmptyState(sentence, self._first)
        body = boxed(down((self._places, 1), self._no_place, gap=0))
        places = Panel(tr("Tempat cadangan"), body, "", (self._remove, add))
        backups = Panel(tr("Cadangan yang ada"), self._backups, "", (self._restore,))
        self._backups_panel = backups
        for panel in (places, backups):
            panel.setMinimumHeight(theme.px(160))
        self.setLayout(down(light, self._progress, (places, 2), (backups, 3), margins=16, gap=16))

    def _make_places(self) -> Table:
        columns = (
            Column(tr("Folder"), lambda row: str(row[0]), 300, bold=True, stretch=True, whole=True),
            Column(tr("Keadaan"), lambda row: row[1], 120, whole=True),
        )
        return Table(RowsModel(columns), tr("Tempat cadangan"))

    def _make_backups(self) -> Table:
        now, local = self.context.now, self.context.local
        columns = (
            Column(tr("Kapan"), lambda b: wording.recently(local(b.at), now()), 150, bold=True, whole=True),
            Column(tr("Tempat"), lambda b: str(b.path.parent), 200, stretch=True),
            Column(tr("Besar berkas"), lambda b: f"{wording.number(b.bytes / 1_000_000, 1)} MB", 120, right=True),
        )
        return Table(RowsModel(columns), tr("Cadangan yang ada"))

    def _read(self) -> None:
        self.context.tasks.store(lambda: backup_data.state(self.context), self._show, key="backup")

    def _show(self, state: State) -> None:
        self._state = state
        self._show_health(state)
        self._places.set_rows([(place, _place_badge(place, state.health)) for place in state.places])
        self._places.setVisible(bool(state.places))
        self._no_place.setVisible(not state.places)
        self._backups.set_rows(state.backups)
        self._backups_panel.note.setText(tr("{n} cadangan").format(n=len(state.backups)))
        if not state.places and self._make.hasFocus():
            self._first.setFocus()
        self._make.allow(bool(state.places), tr("Tambahkan tempat cadangan dahulu."))
        self._remove.allow(bool(state.places), tr("Belum ada tempat cadangan."))
        self._restore.allow(bool(state.backups), tr("Belum ada cadangan di tempat yang terpasang."))

    def _show_health(self, state: State) -> None:
        tone, words = state.light
        self._icon.set("shield", tone)
        self._badge.set(tone, words)
        clear(self._facts)
        health = state.health
        at = self.context.local(health.at)
        self._facts.addWidget(Facts(
            (tr("Terakhir"), wording.recently(at, self.context.now())), (tr("Tempat"), health.place or wording.NONE),
            (tr("Perubahan sesudahnya"), wording.number(health.changes)),
        ))
        for fault in health.faults.values():
            self._facts.addWidget(Label(fault, token="error", wrap=True))

    def _ask_place(self) -> None:
        chosen = QFileDialog.getExistingDirectory(self, tr("Tambah tempat"))
        if chosen:
            self.context.tasks.store(lambda: backup_data.add_place(self.context, Path(chosen)), self._after)

    def _remove_place(self) -> None:
        row = self._places.current()
        if row is not None:
            self.context.tasks.store(lambda: backup_data.remove_place(self.context, row[0]), self._after)

    def _after(self, _: Any) -> None:
        self._read()

    def _back_up(self) -> None:
        job = self.context.tasks.store(lambda job: backup_data.back_up(self.context, job), self._backed_up,
                                       self._failed, self._progress.update_progress)
        self._make.allow(False, tr("Sedang mencadangkan."))
        self._progress.begin(tr("Mencadangkan"), job)

    def _backed_up(self, outcomes: Sequence[Outcome]) -> None:
        faults = [outcome.fault for outcome in outcomes if outcome.backup is None]
        done = len(outcomes) - len(faults)
        words = tr("{n} cadangan dibuat dan sudah diuji buka.").format(n=done) if done else ""
        self._progress.end(" ".join(filter(None, [words, *faults])))
        self._read()
        self.context.signals.backed_up.emit()

    def _failed(self, error: BaseException) -> None:
        if isinstance(error, Cancelled):
            self._progress.end(tr("Dibatalkan; cadangan lama tetap ada."))
        elif isinstance(error, UserError):
            self._progress.end(str(error))
        else:
            self._progress.hide()
            raise error
        self._read()

    def _ask_restore(self) -> None:
        chosen: Backup | None = self._backups.current()
        if chosen is None:
            return
        when = wording.recently(self.context.local(chosen.at), self.context.now())
        dialog = PassphraseDialog(tr("Pulihkan cadangan"), tr(
            "Berkas akan kembali seperti pada {kapan}. Berkas yang sekarang tidak dihapus: ia disimpan di sampingnya "
            "dengan nama lain. Masukkan kata sandi yang berlaku saat cadangan itu dibuat.").format(kapan=when),
            tr("Pulihkan"), self)
        dialog.accepted.connect(lambda: self._put_back(chosen.path, dialog.value))
        ask(dialog)

    def _put_back(self, path: Path, passphrase: str) -> None:
        self.context.tasks.store(lambda: backup_data.restore(self.context, path, passphrase), self._restored)

    def _restored(self, _: Any) -> None:
        officer = tr("Buat berkas kiriman: provinsi membalas dengan yang kurang.")
        province = tr("Buat balasan untuk semua petugas: kiriman mereka berikutnya memuat ulang yang kurang.")
        follows = province if self.context.identity.role == "province" else officer
        self._progress.end(tr("Berkas dipulihkan; yang sebelumnya disimpan di sampingnya.") + " " + follows)
        self._progress.show()
        self._read()
        self.context.signals.data_changed.emit()


def _place_badge(place: Path, health: Health) -> BadgeCell:
    if str(place) in health.faults:
        return BadgeCell("error", tr("Gagal terakhir kali"))
    if not place.is_dir():
        return BadgeCell("warn", tr("Tidak terpasang"))
    return BadgeCell("ok", tr("Siap"))
