"""Formulir: the forms of the file and who uses them; a workbook is checked, tried and published here."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFileDialog, QStackedWidget, QWidget

from ftd_desktop.i18n import tr
from ftd_desktop.ui.context import Context
from ftd_desktop.ui.page import Page
from ftd_desktop.ui.publishing.form_lists import FormLists
from ftd_desktop.ui.widgets.button import Button
from ftd_desktop.ui.widgets.drop_strip import DropStrip
from ftd_desktop.ui.widgets.drops import Drops
from ftd_desktop.ui.widgets.layout import down

if TYPE_CHECKING:
    from ftd_desktop.forms.checking import Report
    from ftd_desktop.forms.definition import Form
    from ftd_desktop.ui.importing.import_pane import ImportPane
    from ftd_desktop.ui.publishing.form_data import Installed
    from ftd_desktop.ui.publishing.form_result import FormResult
    from ftd_desktop.ui.publishing.proposal import Proposal


class FormsPage(Page):
    """The list of forms, or the result of a check in its place. Only the province publishes."""

    guide = "formulir"

    def __init__(self, context: Context) -> None:
        super().__init__(context, tr("Formulir"), tr("Formulir yang dipakai mengisi, dan versinya"))
        self.proposal: Proposal | None = None
        self._published = ""  # the form that was just published: it is chosen when the list has been read
        self._result: FormResult | None = None
        self.sheet: ImportPane | None = None
        self._build()
        self.read_when_changed(self._read)

    def show_with(self, argument: object = None) -> None:
        """Read afresh; a result stays until it is closed."""
        self._read()

    def first_focus(self) -> QWidget | None:
        """The list, or the findings."""
        if self._result is not None and self._stack.currentWidget() is self._result:
            return self._result.first()
        if self.sheet is not None and self._stack.currentWidget() is self.sheet:
            return self.sheet.first()
        return self._lists.table if self._lists.table.rows_model.rowCount() else self._choose

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc goes from a result back to the list."""
        if event.key() == Qt.Key.Key_Escape and self._stack.currentWidget() is not self._lists:
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
        self._lists = FormLists(self.context)
        self._lists.go.connect(self.go)
        self._lists.sheets.wanted.connect(self.choose_sheet)
        self._stack = QStackedWidget()
        self._stack.addWidget(self._lists)
        self.setLayout(down(self._strip, (self._stack, 1), margins=16, gap=16))
        self._rest()

    # --- the list

    def _read(self) -> None:
        if self.context.file is not None:
            self.context.tasks.store(lambda: _data().read(self.context), self._take, key="forms")

    def _take(self, installed: tuple[Installed, ...]) -> None:
        wanted, self._published = self._published, ""
        self._lists.show_forms(installed, wanted)

    # --- a sheet of records

    def choose_sheet(self, form: Form) -> None:
        """Ask which sheet is to come in for a form."""
        kinds = tr("Lembar catatan (*.xlsx *.csv *.txt)")
        chosen, _ = QFileDialog.getOpenFileName(self, tr("Impor dari lembar …"), "", kinds)
        if chosen:
            self.weigh_sheet(form.form_id, Path(chosen))

    def weigh_sheet(self, form_id: str, path: Path) -> None:
        """Show what the rows of a sheet would become; nothing is written."""
        from ftd_desktop.ui.importing.import_pane import ImportPane

        if self.sheet is None:
            self.sheet = ImportPane(self.context)
            self.sheet.closed.connect(self.close_result)
            self._stack.addWidget(self.sheet)
        self._stack.setCurrentWidget(self.sheet)
        self._strip.hide()
        self.sheet.weigh(form_id, path)

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
        self.context.tasks.pool(lambda: _proposal().inspect(path), lambda report: self._checked(path, report),
                                self._failed, key="check form")

    def _checked(self, path: Path, report: Report) -> None:
        self.context.tasks.store(lambda: _proposal().weigh(self.context, path, report), self._weighed, self._failed)

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
        self._stack.setCurrentWidget(self._lists)
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
            self.context.tasks.store(lambda: _proposal().install(self.context, proposal), self._installed)

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


def _data() -> Any:
    from ftd_desktop.ui.publishing import form_data  # loads the store: at the first visit

    return form_data


def _proposal() -> Any:
    from ftd_desktop.ui.publishing import proposal  # loads the checker: when a workbook is checked

    return proposal
