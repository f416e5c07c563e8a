"""Data Induk: what officers brought, what it would change, the merge, the answers, and the conflicts to settle."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QFileDialog, QStackedWidget, QWidget

from ftd_desktop.errors import Cancelled, UserError
from ftd_desktop.i18n import tr
from ftd_desktop.ui import theme
from ftd_desktop.ui.carrying.answers import Answers
from ftd_desktop.ui.carrying.disputes import Disputes
from ftd_desktop.ui.carrying.incoming import Incoming
from ftd_desktop.ui.carrying.journal import Journal
from ftd_desktop.ui.carrying.place_bar import PlaceBar
from ftd_desktop.ui.context import Context
from ftd_desktop.ui.page import Page
from ftd_desktop.ui.widgets.button import Button
from ftd_desktop.ui.widgets.drop_strip import DropStrip
from ftd_desktop.ui.widgets.drops import Drops
from ftd_desktop.ui.widgets.layout import across, down, fixed
from ftd_desktop.wording import number

if TYPE_CHECKING:
    from ftd_desktop.sync.folder import Place
    from ftd_desktop.sync.merge import MergeReport
    from ftd_desktop.sync.preview import Preview
    from ftd_desktop.ui.tasks import Job


class MasterPage(Page):
    """Files are chosen or dropped, looked at, merged all or none; then answers are written and conflicts settled."""

    guide = "data-induk"

    def __init__(self, context: Context) -> None:
        super().__init__(context, tr("Terima kiriman"), tr("Data Induk provinsi"))
        self._report: MergeReport | None = None
        self._job: Job | None = None
        self._from = Path()
        self._suspects: tuple[str, ...] = ()
        self._build()
        self._say_hello()

    def show_with(self, argument: object = None) -> None:
        """`{"files": [Path, …]}` looks at files at once; journal and conflicts are read afresh."""
        if isinstance(argument, dict) and argument.get("files"):
            self.look_at(argument["files"])
        self._journal.read()
        self._disputes.read()

    def first_focus(self) -> QWidget | None:
        """The table of files when some wait, else the choice of files."""
        return self._incoming.table if self._incoming.previews else self._choose

    # --- building

    def _build(self) -> None:
        self._choose, folder = Button(tr("Pilih berkas …"), shortcut="Ctrl+O"), Button(tr("Pilih folder …"))
        self._choose.clicked.connect(self._ask_files)
        folder.clicked.connect(self._ask_folder)
        self._twins = Button(tr("Lihat dugaan ganda"))
        self._twins.clicked.connect(self._show_twins)
        self._twins.hide()
        self._disputes = Disputes(self.context, self, tr("Tidak ada bentrok yang menunggu keputusan."), can_ask=True)
        self._strip = DropStrip("box", self._disputes.undo, self._twins, self._choose, folder)
        self._disputes.said.connect(self._say)
        self._strip.stop.connect(self._cancel)
        Drops(self, tr("Lepaskan berkas kiriman di sini")).dropped.connect(self.look_at)
        self._answers = Answers(self.context, self)
        self._strip.stop.connect(self._answers.cancel)
        self._answers.said.connect(self._say)
        self._answers.failed.connect(self._failed)
        self._answers.progress.connect(self._strip.show_progress)
        self._reply = Button(tr("Buat balasan …"))
        self._reply.clicked.connect(self._ask_answers)
        self._reply.allow(False, tr("Terima kiriman lebih dahulu."))
        self._place = PlaceBar(self.context, self, tr("Tulis balasan ke sana"))
        self._place.read.connect(self.look_at)
        self._place.write.connect(self._write_to)
        self._place.said.connect(self._say)
        self.head_actions = (self._place.prepare, self._reply)
        self._incoming, self._journal = Incoming(), Journal(self.context)
        self._incoming.accepted.connect(self.merge)
        self._incoming.put_away.connect(self._put_away)
        self._incoming.left_out.connect(self._leave_out)
        self._journal.said.connect(self._say)
        self._journal.changed.connect(self._changed)
        self._journal.failed.connect(self._failed)
        self._lay_out()

    def _lay_out(self) -> None:
        self._tables = QStackedWidget()
        self._tables.addWidget(self._journal)
        self._tables.addWidget(self._incoming)
        pane, card = self._incoming.pane, self._disputes.card
        pane.hide()
        if theme.large_text():
            self._tables.setMinimumHeight(theme.px(300))
            self.setLayout(down(self._place, self._strip, (self._tables, 1), pane, card, margins=16, gap=16))
        else:
            self._tables.setMinimumHeight(theme.px(200))
            below = across(fixed(pane, width=300), (card, 1), gap=16)
            self.setLayout(down(self._place, self._strip, (self._tables, 1), below, margins=16, gap=16))

    def _say_hello(self) -> None:
        note = tr("Banyak sekaligus boleh: dari WhatsApp, surel, atau flashdisk. Berkas aslinya tidak diubah.")
        self._strip.say(tr("Seret berkas .ftd dari petugas ke halaman ini"), note)

    # --- looking

    def look_at(self, paths: Sequence[Path]) -> None:
        """Find out what the files would change."""
        if self._job is None and paths:
            self._twins.hide()
            self._reply.allow(False, tr("Terima kiriman lebih dahulu."))
            self._begin(lambda job: _data().inspect(self.context, job, paths), self._looked, len(paths))

    def _looked(self, previews: list[Preview]) -> None:
        self._done()
        if not previews:
            self._strip.say(tr("Tidak ada berkas .ftd di sana"),
                            tr("Pilih folder lain, atau pilih berkasnya langsung."), "warn")
            return
        self._from = previews[0].path.parent
        self._strip.say(tr("{n} berkas diperiksa").format(n=number(len(previews))),
                        tr("Belum ada yang berubah. Periksa daftarnya, lalu terima."))
        self._show_files(previews)
        self._incoming.table.setFocus()
        self.to_top()

    def _show_files(self, previews: list[Preview]) -> None:
        self._incoming.show_files(previews)
        self._incoming.pane.setVisible(bool(previews))
        self._tables.setCurrentWidget(self._incoming if previews else self._journal)

    def _leave_out(self, one: Preview) -> None:
        """Look again without one of the files: what the others would do may depend on it."""
        rest = [other.path for other in self._incoming.previews if other is not one]
        if rest:
            self.look_at(rest)
        else:
            self._put_away()

    def _put_away(self) -> None:
        self._show_files([])
        self._say_hello()

    # --- merging

    def merge(self) -> None:
        """Take all good files in, or none."""
        chosen = [one for one in self._incoming.previews if one.refusal is None]  # known ones: they say what arrived
        if chosen and self._job is None:
            self._begin(lambda job: _data().take(self.context, job, chosen), self._merged, len(chosen))

    def _merged(self, merged: tuple[MergeReport, str]) -> None:
        self._done()
        report, lacking = merged
        self._report, self._suspects = report, _data().suspects(self._incoming.previews)
        self._twins.setVisible(bool(self._suspects))
        note = tr("Buat balasan: tanda terima dan data terbaru wilayah petugas, dalam satu berkas.")
        self._strip.say(_data().merged_words(report), f"{lacking} {note}".strip(), "warn" if lacking else "ok")
        self._show_files([])
        self._reply.allow(True)
        self._reply.setFocus()
        self.to_top()
        self._changed()

    def _show_twins(self) -> None:
        """Both persons of each suspicion, side by side in the list."""
        self.go.emit("participants", {"ids": self._suspects, "words": tr("diduga ganda")})

    def _begin(self, work: Any, done: Any, count: int) -> None:
        self._strip.show_progress(0, count, "")
        self._job = self.context.tasks.store(work, done, self._failed, self._strip.show_progress)

    def _done(self) -> None:
        self._job = None
        self._strip.rest()

    def _cancel(self) -> None:
        if self._job is not None:
            self._job.cancel()

    def _failed(self, error: BaseException) -> None:
        self._done()
        if isinstance(error, Cancelled):
            self._strip.say(tr("Dibatalkan"), tr("Data Induk tidak berubah."), "warn")
        elif isinstance(error, UserError):
            self._strip.say(tr("Tidak dapat diterima; Data Induk tidak berubah"), str(error), "error")
        else:
            raise error

    def _changed(self) -> None:
        self.context.signals.saved.emit(self.context.now())
        self.context.signals.data_changed.emit()
        self._journal.read()
        self._disputes.read()

    # --- answers

    def _ask_answers(self) -> None:
        if self._report is not None:
            self._answers.ask(self._report.devices, self._from)

    def _write_to(self, place: Place) -> None:
        if self._report is not None:
            self._answers.write_to(self._report.devices, place)
        else:
            self._strip.say(tr("Terima kiriman lebih dahulu."), tr("Balasan untuk petugas lain ada di halaman Kirim & "
                                                                   "Terima."), "warn")

    def _say(self, what: str, note: str, tone: Any) -> None:
        self._strip.rest()
        self._strip.say(what, note, tone)

    # --- choosing files and folders

    def _ask_files(self) -> None:
        chosen, _ = QFileDialog.getOpenFileNames(self, tr("Berkas dari petugas"), "", tr("Berkas kiriman FTD (*.ftd)"))
        if chosen:
            self.look_at([Path(name) for name in chosen])

    def _ask_folder(self) -> None:
        if chosen := QFileDialog.getExistingDirectory(self, tr("Folder berisi berkas kiriman")):
            self.look_at([Path(chosen)])


def _data() -> Any:
    from ftd_desktop.ui.models import master_data  # loads the carry: at the first visit

    return master_data
