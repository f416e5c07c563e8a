"""Formulir: the forms of the file and who uses them; a workbook is checked, tried and published here."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFileDialog, QStackedWidget, QWidget

from ftd_desktop import wording
from ftd_desktop.i18n import tr
from ftd_desktop.ui import theme
from ftd_desktop.ui.context import Context
from ftd_desktop.ui.models.cells import Column
from ftd_desktop.ui.models.rows import RowsModel
from ftd_desktop.ui.page import Page
from ftd_desktop.ui.widgets.button import Button
from ftd_desktop.ui.widgets.card import Card, Facts, Panel
from ftd_desktop.ui.widgets.drop_strip import DropStrip
from ftd_desktop.ui.widgets.drops import Drops
from ftd_desktop.ui.widgets.layout import across, boxed, clear, down, fixed, wide
from ftd_desktop.ui.widgets.table import Table
from ftd_desktop.ui.widgets.text import Label, Line

if TYPE_CHECKING:
    from ftd_desktop.forms.checking import Report
    from ftd_desktop.forms.definition import Form
    from ftd_desktop.ui.publishing.form_data import Installed, Proposal
    from ftd_desktop.ui.publishing.form_records import RecordLine
    from ftd_desktop.ui.publishing.form_result import FormResult


class FormsPage(Page):
    """The list of forms, or the result of a check in its place. Only the province publishes."""

    guide = "formulir"

    def __init__(self, context: Context) -> None:
        super().__init__(context, tr("Formulir"), tr("Formulir yang dipakai mengisi, dan versinya"))
        self.proposal: Proposal | None = None
        self._published = ""  # the form that was just published: it is chosen when the list has been read
        self._result: FormResult | None = None
        self._build()
        context.signals.data_changed.connect(self._read)

    def show_with(self, argument: object = None) -> None:
        """Read afresh; a result stays until it is closed."""
        self._read()

    def first_focus(self) -> QWidget | None:
        """The list, or the findings."""
        if self._result is not None and self._stack.currentWidget() is self._result:
            return self._result.first()
        return self._table if self._table.rows_model.rowCount() else self._choose

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc goes from a result back to the list."""
        if event.key() == Qt.Key.Key_Escape and self.proposal is not None:
            self.close_result()
        else:
            super().keyPressEvent(event)

    # --- building

    def _build(self) -> None:
        self._choose = Button(tr("Periksa berkas …"), "", "search", "Ctrl+O")
        self._choose.clicked.connect(self.choose)
        self._strip = DropStrip("form", self._choose)
        self._drops = Drops(self, tr("Lepaskan buku kerja XLSForm di sini untuk memeriksanya"))
        self._drops.dropped.connect(lambda paths: self.check(paths[0]))
        self._table = Table(RowsModel(self._columns()), tr("Formulir"))
        self._table.chosen.connect(self._show)
        self._table.opened.connect(lambda _: self.try_installed())
        self._panel = Panel(tr("Formulir terpasang"), self._table)
        self._facts = down(gap=8)
        self._try = wide(Button(tr("Coba isi, tanpa menyimpan")))
        self._try.clicked.connect(self.try_installed)
        self._fill = wide(Button(tr("Isi formulir ini …"), "primary", shortcut="Ctrl+N"))
        self._fill.clicked.connect(self.fill)
        self._records = Table(RowsModel(self._record_columns()), tr("Isian"))
        self._records.opened.connect(lambda line: self.go.emit("entry", {"record": line.record_id}))
        self._filled = Panel(tr("Isian"), self._records)
        pane = Card(down(self._facts, None, self._fill, self._try, margins=16, gap=8))
        lists = down((self._panel, 2), (self._filled, 3), gap=16)
        if theme.large_text():
            for panel in (self._panel, self._filled):
                panel.setMinimumHeight(theme.px(240))
            self._list = boxed(down((boxed(lists), 1), pane, gap=16))
        else:
            self._list = boxed(across((boxed(lists), 1), fixed(pane, width=320), gap=16))
        self._stack = QStackedWidget()
        self._stack.addWidget(self._list)
        self.setLayout(down(self._strip, (self._stack, 1), margins=16, gap=16))
        self._rest()
        self._show(None)

    def _columns(self) -> tuple[Column, ...]:
        def asked(form: Form) -> str:
            return wording.number(sum(1 for question in form.questions.values() if question.control))

        return (
            Column(tr("Formulir"), lambda i: i.form.title, 220, bold=True, stretch=True),
            Column(tr("Versi"), lambda i: i.form.version or wording.NONE, 90, whole=True),
            Column(tr("Jumlah pertanyaan"), lambda i: asked(i.form), 146, right=True, whole=True, rank=2),
            Column(tr("Isian selesai"), lambda i: wording.number(i.records), 104, right=True, whole=True),
            Column(tr("Draf"), lambda i: wording.number(i.drafts), 70, right=True, whole=True),
            Column(tr("Dipasang"), lambda i: wording.long_date(i.versions[0].day), 150, whole=True, rank=1),
        )

    def _record_columns(self) -> tuple[Column, ...]:
        now = self.context.now
        return (
            Column(tr("Peserta"), lambda r: r.person or wording.NONE, 160, bold=True, whole=True),
            Column(tr("Isi"), lambda r: r.answers, 160, stretch=True, rank=2),
            Column(tr("Keadaan"), lambda r: r.cell, 100, whole=True),
            Column(tr("Diubah"), lambda r: wording.recently(r.updated, now()), 140, whole=True),
            Column(tr("Petugas"), lambda r: r.owner, 80, whole=True, rank=1),
        )

    # --- the list

    def _read(self) -> None:
        if self.context.file is not None:
            self.context.tasks.store(lambda: _data().read(self.context), self._take, key="forms")

    def _take(self, installed: tuple[Installed, ...]) -> None:
        before: Installed | None = self._table.current()
        wanted = self._published or (before.form.form_id if before is not None else "")
        self._published = ""
        self._table.set_rows(installed)
        ids = [one.form.form_id for one in installed]
        if wanted in ids:
            self._table.choose_row(ids.index(wanted))
        self._panel.note.setText(tr("{n} formulir").format(n=wording.number(len(installed))))

    def _show(self, installed: Installed | None) -> None:
        clear(self._facts)
        self._try.setVisible(installed is not None)
        open_to_all = installed is not None and not _records().has_own_page(installed.form.form_id)
        self._fill.setVisible(open_to_all)
        self._filled.setVisible(open_to_all)
        if installed is not None and open_to_all:
            form = installed.form
            self.context.tasks.store(lambda: _records().read(self.context, form), self._show_records,
                                     key="form records")
        if installed is None:
            self._facts.addWidget(Label(tr("Belum ada formulir. Periksa sebuah berkas XLSForm, lalu pasang."),
                                        token="muted", wrap=True))
            return
        form = installed.form
        self._facts.addWidget(Label(form.title, title=True, bold=True, wrap=True))
        languages = ", ".join(name for name in form.languages if name != "default") or wording.NONE
        self._facts.addWidget(Facts((tr("Nama formulir"), form.form_id), (tr("Bahasa"), languages),
                                    (tr("Tabel"), wording.number(len(form.tables)))))
        if not open_to_all:
            self._facts.addWidget(Label(tr("Diisi dari halaman Peserta atau Pelatihan."), token="muted", wrap=True))
        self._facts.addWidget(Label(tr("Versi"), bold=True))
        for version in installed.versions:
            words = f"{version.version or wording.NONE}\n{version.words}"
            self._facts.addWidget(Line())
            self._facts.addWidget(Label(words, wrap=True))

    def _show_records(self, lines: tuple[RecordLine, ...]) -> None:
        self._records.set_rows(lines)
        words = tr("{n} isian terakhir") if len(lines) >= _records().MOST else tr("{n} isian")
        self._filled.note.setText(words.format(n=wording.number(len(lines))))

    def fill(self) -> None:
        """Begin a record of the chosen form, for a participant or for nobody."""
        from ftd_desktop.ui.publishing.fill_dialog import FillDialog

        installed: Installed | None = self._table.current()
        if installed is None or self._fill.isHidden():
            return
        form_id = installed.form.form_id
        dialog = FillDialog(self.context, installed.form.title, self)
        dialog.chosen.connect(lambda person: self.go.emit(
            "entry", {"form": form_id, "participant": person, "round": None, "again": True}))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def try_installed(self) -> None:
        """Fill the chosen form in without saving."""
        installed: Installed | None = self._table.current()
        if installed is not None:
            self.go.emit("entry", {"practice": installed.form})

    # --- a workbook

    def choose(self) -> None:
        """Ask which workbook to check."""
        kinds = tr("Buku kerja XLSForm (*.xlsx *.xls)")
        chosen, _ = QFileDialog.getOpenFileName(self, tr("Periksa berkas …"), "", kinds)
        if chosen:
            self.check(Path(chosen))

    def check(self, path: Path) -> None:
        """Check a workbook; what it is and would change is shown, nothing is written."""
        self._strip.say(tr("Memeriksa {nama} …").format(nama=path.name), str(path.parent))
        self._choose.allow(False, tr("Sedang memeriksa."))
        self.context.tasks.pool(lambda: _data().inspect(path), lambda report: self._checked(path, report),
                                self._failed, key="check form")

    def _checked(self, path: Path, report: Report) -> None:
        self.context.tasks.store(lambda: _data().weigh(self.context, path, report), self._weighed, self._failed)

    def _failed(self, error: BaseException) -> None:
        self._rest()
        raise error

    def _weighed(self, proposal: Proposal) -> None:
        from ftd_desktop.ui.publishing.form_result import FormResult

        self._rest()
        self.proposal = proposal
        if self._result is None:
            self._result = FormResult(may_install=self.context.identity.role == "province")
            self._result.tried.connect(self.try_proposal)
            self._result.installed.connect(self.install)
            self._result.closed.connect(self.close_result)
            self._stack.addWidget(self._result)
        self._result.show_proposal(proposal)
        self._stack.setCurrentWidget(self._result)
        self._strip.hide()  # one thing at a time; another file may still be let fall on the page
        self._result.first().setFocus(Qt.FocusReason.OtherFocusReason)

    def close_result(self) -> None:
        """Back to the list."""
        self.proposal = None
        self._stack.setCurrentWidget(self._list)
        self._strip.show()
        self._rest()
        (self.first_focus() or self).setFocus(Qt.FocusReason.OtherFocusReason)

    def try_proposal(self) -> None:
        """Fill the checked form in without saving."""
        from ftd_desktop.forms.media import beside

        if self.proposal is not None and self.proposal.form is not None:
            self.go.emit("entry", {"practice": self.proposal.form, "media": beside(self.proposal.path)})

    def install(self) -> None:
        """Publish the checked version."""
        proposal = self.proposal
        if proposal is not None and self.context.identity.role == "province":
            self.context.tasks.store(lambda: _data().install(self.context, proposal), self._installed)

    def _installed(self, words: str) -> None:
        if self.proposal is not None and self.proposal.form is not None:
            self._published = self.proposal.form.form_id
        self.close_result()
        self._strip.say(words, tr("Laptop petugas menerimanya lewat berkas balasan berikutnya."), "ok")
        self.context.signals.saved.emit(self.context.now())
        self.context.signals.data_changed.emit()

    def _rest(self) -> None:
        self._choose.allow(True)
        self._strip.say(tr("Jatuhkan buku kerja XLSForm (.xlsx) di halaman ini"),
                        tr("Diperiksa dulu; tidak ada yang terpasang sebelum Anda menekan Pasang."))


def _records() -> Any:
    from ftd_desktop.ui.publishing import form_records  # loads the store: at the first visit

    return form_records


def _data() -> Any:
    from ftd_desktop.ui.publishing import form_data  # loads the checker: at the first visit

    return form_data
