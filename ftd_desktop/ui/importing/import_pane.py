"""A sheet of records on the page Formulir: what its rows would become, bringing them in, taking them back."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from ftd_desktop import wording
from ftd_desktop.errors import Cancelled
from ftd_desktop.i18n import tr
from ftd_desktop.ui import theme
from ftd_desktop.ui.context import Context
from ftd_desktop.ui.importing import import_data
from ftd_desktop.ui.models.cells import Column
from ftd_desktop.ui.widgets.body_area import BodyArea
from ftd_desktop.ui.widgets.button import Button
from ftd_desktop.ui.widgets.card import Card, Facts, Panel
from ftd_desktop.ui.widgets.findings import Findings
from ftd_desktop.ui.widgets.layout import across, boxed, clear, down, fixed, wide
from ftd_desktop.ui.widgets.progress import ProgressStrip
from ftd_desktop.ui.widgets.text import Label, Line

if TYPE_CHECKING:
    from ftd_desktop.programme.importing.bringing import Brought, TakenBack
    from ftd_desktop.ui.importing.import_data import Result, Told


class ImportPane(QWidget):
    """`closed` asks to go back to the list of forms."""

    closed = Signal()

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.context = context
        self._result: Result | None = None
        self._brought: Brought | None = None
        self._path = Path()
        self.strip = ProgressStrip()
        columns = (
            Column(tr("Baris"), lambda told: wording.number(told.row), 60, right=True, whole=True),
            Column(tr("Keadaan"), lambda told: told.cell, 120, whole=True),
            Column(tr("Pertanyaan"), lambda told: told.question, 200, bold=True),
            Column(tr("Di berkas"), lambda told: told.written, 130, rank=1),
            Column(tr("Keterangan"), lambda told: told.words, 220, stretch=True),
        )
        self.findings = Findings(columns, tr("Temuan"), tr("Semua baris sesuai dengan aturan formulir."), _in_full)
        self.table = self.findings.table
        self._make_buttons()
        self._panel = Panel(tr("Hasil pemeriksaan"), self.findings, "", (self.save_button, self.back_button))
        self._facts = down(gap=8)
        area = BodyArea()
        area.hold(boxed(down(self._facts, None)))
        pane = Card(down((area, 1), Line(), self.act, self.undo_button, margins=16, gap=8))
        if theme.large_text():
            for part, high in ((self._panel, 320), (pane, 420)):
                part.setMinimumHeight(theme.px(high))
            self.setLayout(down(self.strip, (self._panel, 1), (pane, 1), gap=16))
        else:
            side = boxed(across((self._panel, 1), fixed(pane, width=320), gap=16))
            self.setLayout(down(self.strip, (side, 1), gap=16))

    # --- a sheet

    def weigh(self, form_id: str, path: Path) -> None:
        """Read a sheet and hold it against a form; nothing is written."""
        self._path, self._result, self._brought = path, None, None
        self._show_nothing()
        job = self.context.tasks.store(lambda job: import_data.read(self.context, form_id, path, job), self._weighed,
                                       self._failed, self.strip.update_progress)
        self.strip.begin(tr("Memeriksa {nama} …").format(nama=path.name), job)

    def bring(self) -> None:
        """Bring in what the shown result lets in."""
        result = self._result
        if result is None or not result.coming:
            return
        self.act.allow(False, tr("Sedang memasukkan."))
        job = self.context.tasks.store(lambda job: import_data.bring(self.context, result.weighed, job), self._came,
                                       self._failed, self.strip.update_progress)
        self.strip.begin(tr("Memasukkan {nama}").format(nama=self._path.name), job)

    def take_back(self) -> None:
        """Take the last import back."""
        brought = self._brought
        if brought is not None:
            self.undo_button.allow(False, tr("Sudah diurungkan."))
            self.context.tasks.store(lambda: import_data.take_back(self.context, brought), self._went)

    def first(self) -> QWidget:
        """Where the keyboard starts."""
        return self.table if self.table.isVisible() else self.act if self.act.isEnabled() else self.back_button

    def save_findings(self) -> None:
        """Ask where, then write the findings as a sheet."""
        result, name = self._result, f"{self._path.stem}-temuan.xlsx"
        chosen, _ = QFileDialog.getSaveFileName(self, tr("Simpan temuan …"), name, "Excel (*.xlsx)")
        if chosen and result is not None:
            target = Path(chosen).with_suffix(".xlsx")
            self.context.tasks.pool(lambda: import_data.write_findings(self.context, result, target),
                                    lambda path: self.strip.end(tr("Tersimpan: {berkas}").format(berkas=path)))
            self.strip.show()

    # --- what comes back

    def _weighed(self, result: Result) -> None:
        self.strip.hide()
        self._result = result
        self.findings.set_rows(result.told)
        self.findings.show()
        self._panel.note.setText(self._path.name)
        self.save_button.setVisible(bool(result.told))
        self.act.say(tr("Masukkan {n} catatan").format(n=wording.number(result.coming)))
        self.act.allow(bool(result.coming), tr("Tidak ada baris yang dapat masuk."))
        self._show_facts(result)
        self.first().setFocus(Qt.FocusReason.OtherFocusReason)

    def _came(self, brought: Brought) -> None:
        self._brought = brought
        self.strip.end(tr("{n} catatan masuk: {selesai} selesai, {draf} draf.").format(
            n=wording.number(len(brought.records)), selesai=wording.number(brought.finished),
            draf=wording.number(brought.drafts)))
        self.act.allow(False, tr("Berkas ini sudah dimasukkan."))
        self.undo_button.show()
        self.undo_button.allow(True)
        self.undo_button.setFocus(Qt.FocusReason.OtherFocusReason)
        self._tell_others()

    def _went(self, taken: TakenBack) -> None:
        self.strip.end(import_data.taken_words(taken))
        self.back_button.setFocus(Qt.FocusReason.OtherFocusReason)
        self._tell_others()

    def _tell_others(self) -> None:
        self.context.signals.saved.emit(self.context.now())
        self.context.signals.data_changed.emit()

    def _failed(self, error: BaseException) -> None:
        self.strip.hide()
        if self._result is None:
            self.closed.emit()
        else:
            self.act.allow(True)
        if not isinstance(error, Cancelled):
            raise error

    # --- building

    def _make_buttons(self) -> None:
        self.act = wide(Button("", "primary"))
        self.act.clicked.connect(self.bring)
        self.undo_button = wide(Button(tr("Urungkan impor ini")))
        self.undo_button.clicked.connect(self.take_back)
        self.save_button = Button(tr("Simpan temuan …"), "link")
        self.save_button.clicked.connect(self.save_findings)
        self.back_button = Button(tr("Kembali ke daftar") + "  Esc", "link", "back")
        self.back_button.clicked.connect(self.closed)

    def _show_nothing(self) -> None:
        for part in (self.findings, self.undo_button, self.save_button):
            part.hide()
        self.act.say(tr("Masukkan"))
        self.act.allow(False, tr("Sedang memeriksa."))
        clear(self._facts)

    def _show_facts(self, result: Result) -> None:
        weighed, count = result.weighed, result.weighed.count
        clear(self._facts)
        add = self._facts.addWidget
        add(Label(weighed.form.title, title=True, bold=True, wrap=True))
        add(Facts((tr("Baris"), wording.number(len(weighed.lines))), (tr("Siap"), wording.number(count("ready"))),
                  (tr("Belum lengkap"), wording.number(count("draft"))),
                  (tr("Sudah ada"), wording.number(count("there"))), (tr("Salah"), wording.number(count("refused")))))
        words = tr("Yang siap masuk sebagai isian selesai, yang belum lengkap sebagai draf. Yang salah dan yang sudah "
                   "ada tidak masuk: betulkan di berkasnya, lalu impor lagi.")
        add(Label(words, token="muted", wrap=True))
        for sentence in result.said:
            add(Label(sentence, wrap=True))


def _in_full(told: Told) -> str:
    return "\n".join((tr("Baris {n}: {pertanyaan}").format(n=wording.number(told.row), pertanyaan=told.question),
                      told.words))
