"""Data Induk: what officers brought, what it would change, the merge, the answers, and the conflicts to settle."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QFileDialog, QWidget

from ftd_desktop.errors import Cancelled, UserError
from ftd_desktop.i18n import tr
from ftd_desktop.ui.context import Context
from ftd_desktop.ui.models.cells import Column
from ftd_desktop.ui.models.rows import RowsModel
from ftd_desktop.ui.page import Page
from ftd_desktop.ui.widgets.button import Button
from ftd_desktop.ui.widgets.card import Card, Facts, Panel
from ftd_desktop.ui.widgets.conflict_card import ConflictCard
from ftd_desktop.ui.widgets.drop_strip import DropStrip
from ftd_desktop.ui.widgets.layout import across, clear, down, fixed
from ftd_desktop.ui.widgets.table import Table
from ftd_desktop.ui.widgets.text import Elided, Label
from ftd_desktop.wording import number

if TYPE_CHECKING:
    from ftd_desktop.sync.inbox import Preview
    from ftd_desktop.sync.merge import MergeReport
    from ftd_desktop.sync.undo import Undone
    from ftd_desktop.ui.models.conflict_data import ShownConflict
    from ftd_desktop.ui.models.master_data import Line
    from ftd_desktop.ui.tasks import Job


class MasterPage(Page):
    """Files are chosen or dropped, looked at, merged all or none; then answers are written and conflicts settled."""

    guide = "data-induk"

    def __init__(self, context: Context) -> None:
        super().__init__(context, tr("Terima kiriman"), tr("Data Induk provinsi"))
        self._previews: list[Preview] = []
        self._report: MergeReport | None = None
        self._job: Job | None = None
        self._build()
        self._say_hello()

    def show_with(self, argument: object = None) -> None:
        """`{"files": [Path, …]}` looks at files at once; conflicts are read afresh."""
        if isinstance(argument, dict) and argument.get("files"):
            self.look_at(argument["files"])
        if self._job is None and not self._previews:
            self._show_files([])
        self._read_conflicts()

    def first_focus(self) -> QWidget | None:
        """The table when there is something in it, else the choice of files."""
        return self._table if self._previews else self._choose

    # --- building

    def _build(self) -> None:
        self._choose, folder = Button(tr("Pilih berkas …"), shortcut="Ctrl+O"), Button(tr("Pilih folder …"))
        self._choose.clicked.connect(self._ask_files)
        folder.clicked.connect(self._ask_folder)
        self._strip = DropStrip("box", self._choose, folder)
        self._strip.dropped.connect(self.look_at)
        self._strip.stop.connect(self._cancel)
        self._answers = Button(tr("Buat balasan …"))
        self._answers.clicked.connect(self._ask_answers)
        self._answers.allow(False, tr("Terima kiriman lebih dahulu."))
        self._undo = Button(_undo_words())
        self._undo.clicked.connect(self._on_undo)
        self.head_actions = (self._undo, self._answers)
        self._accept = Button(tr("Terima"), "primary", "check", "Ctrl+Return")
        self._accept.clicked.connect(self.merge)
        self._table = Table(RowsModel(_columns()), tr("Berkas masuk"))
        self._table.chosen.connect(self._show_preview)
        self._panel = Panel(tr("Berkas masuk"), self._table, actions=(self._accept,))
        self._preview = down(gap=0)
        self._conflicts = ConflictCard(tr("Tidak ada bentrok yang menunggu keputusan."), can_ask=True)
        self._conflicts.asked.connect(self._ask_officer)
        self._conflicts.settled.connect(lambda one, value: self._settle(lambda data: data.settle, one, value))
        self._conflicts.typed.connect(lambda one, text: self._settle(lambda data: data.settle_typed, one, text))
        side = Card(down(self._preview, None, margins=16))
        below = across(fixed(side, width=264), (self._conflicts, 1), gap=16)
        self.setLayout(down(self._strip, (self._panel, 1), below, margins=16, gap=16))
        self._accept.allow(False)
        self._show_preview(None)

    def _say_hello(self) -> None:
        self._strip.say(tr("Seret berkas .ftd dari petugas ke sini"),
                        tr("Dari WhatsApp, surel, atau flashdisk. Berkas aslinya tidak diubah."))

    # --- looking

    def look_at(self, paths: Sequence[Path]) -> None:
        """Find out what the files would change."""
        files = _data().files_in(paths)
        if self._job is not None:
            return
        if not files:
            self._strip.say(tr("Tidak ada berkas .ftd di sana"),
                            tr("Pilih folder lain, atau pilih berkasnya langsung."), "warn")
            return
        self._answers.allow(False, tr("Terima kiriman lebih dahulu."))
        self._strip.show_progress(0, len(files), "")
        self._job = self.context.tasks.store(lambda job: _data().inspect(self.context, job, files), self._looked,
                                             self._failed, self._strip.show_progress)

    def _looked(self, previews: list[Preview]) -> None:
        self._done()
        self._strip.say(tr("{n} berkas diperiksa").format(n=number(len(previews))),
                        tr("Belum ada yang berubah. Periksa daftarnya, lalu terima."))
        self._show_files(previews)
        self._table.setFocus()

    def _show_files(self, previews: list[Preview]) -> None:
        self._previews = previews
        ready = [one for one in previews if one.refusal is None and one.state != "known"]
        self._accept.say(tr("Terima {n} berkas").format(n=number(len(ready))) if ready else tr("Terima"))
        self._accept.allow(bool(ready), tr("Tidak ada berkas baru yang dapat diterima."))
        if previews:
            self._panel.heading.setText(tr("Berkas masuk"))
            self._panel.note.setText(_data().sums(previews))
            self._table.set_rows(_data().lines(previews))
        else:
            self.context.tasks.store(lambda: _data().history(self.context), self._show_history, key="master-history")

    def _show_history(self, lines: list[Line]) -> None:
        if not self._previews:
            self._panel.heading.setText(tr("Sudah diterima"))
            self._panel.note.setText(tr("{n} kiriman").format(n=number(len(lines))))
            self._table.set_rows(lines)

    def _show_preview(self, line: Line | None) -> None:
        clear(self._preview)
        one = line.preview if line else None
        if one is None:
            self._preview.addWidget(Label(tr("Pilih berkas untuk melihat isinya."), token="muted", wrap=True))
            return
        self._preview.addWidget(Label(one.officer, bold=True, wrap=True))
        self._preview.addWidget(Elided(one.path.name))
        if one.taken is not None:
            figure = _data().figure
            self._preview.addWidget(Facts(
                (tr("Catatan baru"), figure(one, "new_rows")), (tr("Berubah"), figure(one, "changed_rows")),
                (tr("Bentrok"), figure(one, "conflicts")), (tr("Perubahan seluruhnya"), figure(one, "changes"))))
        for sentence in one.words():
            self._preview.addSpacing(6)
            self._preview.addWidget(Label(sentence, token="error" if one.refusal else "warn", wrap=True))

    # --- merging

    def merge(self) -> None:
        """Take all good files in, or none."""
        chosen = [one for one in self._previews if one.refusal is None]  # known ones say what was applied there
        if not chosen or self._job is not None:
            return
        self._strip.show_progress(0, len(chosen), "")
        self._job = self.context.tasks.store(lambda job: _data().take(self.context, job, chosen), self._merged,
                                             self._failed, self._strip.show_progress)

    def _merged(self, report: MergeReport) -> None:
        self._done()
        self._report = report
        self._strip.say(
            tr("Diterima: {baru} catatan baru, {ubah} berubah, {bentrok} bentrok").format(
                baru=number(report.new_rows), ubah=number(report.changed_rows), bentrok=number(report.conflicts)),
            tr("Buat balasan: tanda terima dan data terbaru wilayah petugas, dalam satu berkas."), "ok")
        self._show_files([])
        self._answers.allow(True)
        self._answers.setFocus()
        self.context.signals.saved.emit(self.context.now())
        self.context.signals.data_changed.emit()
        self._read_conflicts()

    def _failed(self, error: BaseException) -> None:
        self._done()
        if isinstance(error, Cancelled):
            self._strip.say(tr("Dibatalkan"), tr("Data Induk tidak berubah."), "warn")
        elif isinstance(error, UserError):
            self._strip.say(tr("Tidak dapat diterima; Data Induk tidak berubah"), str(error), "error")
        else:
            raise error

    def _done(self) -> None:
        self._job = None
        self._strip.rest()

    def _cancel(self) -> None:
        if self._job is not None:
            self._job.cancel()

    # --- undoing

    def _on_undo(self) -> None:
        """The first press says what it would do, the second does it: nothing here is undone by a slip."""
        if self._undo.text() == _undo_words():
            self._undo.say(tr("Ya, batalkan"))
            self._strip.say(tr("Batalkan kiriman yang terakhir diterima?"),
                            tr("Catatan kembali seperti sebelumnya; isi kirimannya tetap ada di riwayat. Tekan sekali "
                               "lagi untuk membatalkan."), "warn")
        elif self._job is None:
            self._undo.say(_undo_words())
            self.context.tasks.store(lambda: _data().undo_last(self.context), self._undone, self._failed)

    def _undone(self, report: Undone) -> None:
        note = tr("{n} catatan dibiarkan, karena sudah diubah lagi sesudahnya.").format(
            n=number(len(report.changed_since))) if report.changed_since else ""
        self._strip.say(tr("Dibatalkan: {a} catatan dikeluarkan, {b} dikembalikan").format(
            a=number(report.removed), b=number(report.restored)), note, "ok")
        self.context.signals.saved.emit(self.context.now())
        self.context.signals.data_changed.emit()
        self._read_conflicts()

    # --- answers

    def write_answers(self, folder: Path) -> None:
        """Write a return file for each sender of the last merge into a folder."""
        report = self._report
        if report is not None:
            self.context.tasks.store(lambda: _data().write_answers(self.context, report, folder), self._written,
                                     self._failed)

    def _written(self, paths: list[Path]) -> None:
        self._strip.say(tr("{n} balasan dibuat").format(n=number(len(paths))),
                        tr("Kirim kembali kepada petugas: {berkas}").format(
                            berkas=", ".join(str(path) for path in paths)), "ok")

    def _ask_answers(self) -> None:
        start = str(self._report.bundles[0][0].path.parent) if self._report else ""
        if chosen := QFileDialog.getExistingDirectory(self, tr("Folder balasan"), start):
            self.write_answers(Path(chosen))

    # --- conflicts

    def _read_conflicts(self) -> None:
        self.context.tasks.store(lambda: _conflicts().read(self.context), self._conflicts.show_conflicts,
                                 key="master-conflicts")

    def _settle(self, way: Any, one: ShownConflict, value: object) -> None:
        self.context.tasks.store(lambda: way(_conflicts())(self.context, one, value, ""), self._settled,
                                 self._not_settled)

    def _settled(self, closed: bool) -> None:
        self._read_conflicts()
        self._conflicts.setFocus()
        if closed:
            self.context.signals.saved.emit(self.context.now())
            self.context.signals.data_changed.emit()

    def _ask_officer(self, one: ShownConflict) -> None:
        self.context.tasks.store(lambda: _conflicts().ask(self.context, one), self._asked, self._failed)

    def _asked(self, officer: str) -> None:
        self._conflicts.next()
        if officer:
            self._strip.say(tr("Ditanyakan ke {nama}").format(nama=officer),
                            tr("Pertanyaannya ikut dalam balasan berikutnya, dan terbuka sampai dijawab."), "ok")
        else:
            self._strip.say(tr("Tidak ada petugas yang dapat ditanya"),
                            tr("Kedua nilai diisi di Data Induk ini; putuskan di sini."), "warn")

    def _not_settled(self, error: BaseException) -> None:
        if isinstance(error, ValueError):
            self._strip.say(tr("Nilai itu bukan angka"), tr("Isi dengan angka, misalnya 12."), "warn")
        else:
            self._failed(error)
            self._read_conflicts()

    # --- choosing files

    def _ask_files(self) -> None:
        chosen, _ = QFileDialog.getOpenFileNames(self, tr("Berkas dari petugas"), "", tr("Berkas kiriman FTD (*.ftd)"))
        if chosen:
            self.look_at([Path(name) for name in chosen])

    def _ask_folder(self) -> None:
        if chosen := QFileDialog.getExistingDirectory(self, tr("Folder berisi berkas kiriman")):
            self.look_at([Path(chosen)])


def _undo_words() -> str:
    return tr("Batalkan penerimaan …")


def _data() -> Any:
    from ftd_desktop.ui.models import master_data  # loads the carry: at the first visit

    return master_data


def _conflicts() -> Any:
    from ftd_desktop.ui.models import conflict_data

    return conflict_data


def _columns() -> tuple[Column, ...]:
    return (
        Column(tr("Petugas"), lambda line: line.officer, 180, bold=True, whole=True),
        Column(tr("Wilayah"), lambda line: line.regencies, 160, stretch=True),
        Column(tr("Dibuat"), lambda line: line.made, 150, whole=True),
        Column(tr("Baru"), lambda line: line.new, 64, right=True),
        Column(tr("Berubah"), lambda line: line.changed, 84, right=True),
        Column(tr("Bentrok"), lambda line: line.conflicts, 84, right=True),
        Column(tr("Jam"), lambda line: line.odd, 60, right=True, rank=1),
        Column(tr("Keadaan"), lambda line: line.badge, 200, whole=True),
    )
