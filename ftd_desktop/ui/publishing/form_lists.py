"""The forms of the file, the chosen one with its versions at the right, and its records below."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ftd_desktop import wording
from ftd_desktop.i18n import tr
from ftd_desktop.ui import theme
from ftd_desktop.ui.context import Context
from ftd_desktop.ui.dialogs.asking import ask
from ftd_desktop.ui.importing.sheet_buttons import SheetButtons
from ftd_desktop.ui.models.cells import Column
from ftd_desktop.ui.models.rows import RowsModel
from ftd_desktop.ui.widgets.button import Button
from ftd_desktop.ui.widgets.card import Card, Facts, Panel
from ftd_desktop.ui.widgets.layout import across, boxed, clear, down, fixed, wide
from ftd_desktop.ui.widgets.table import Table
from ftd_desktop.ui.widgets.text import Label, Line

if TYPE_CHECKING:
    from ftd_desktop.forms.definition import Form
    from ftd_desktop.ui.publishing.form_data import Installed
    from ftd_desktop.ui.publishing.form_records import RecordLine


class FormLists(QWidget):
    """`go` as of pages: a form is tried or filled in, a record is taken up again."""

    go = Signal(str, object)

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.context = context
        self.table = Table(RowsModel(_columns()), tr("Formulir"))
        self.table.chosen.connect(self._show)
        self.table.opened.connect(lambda _: self.try_installed())
        self._panel = Panel(tr("Formulir terpasang"), self.table)
        self._facts = down(gap=8)
        self._try = wide(Button(tr("Coba isi, tanpa menyimpan")))
        self._try.clicked.connect(self.try_installed)
        self.fill_button = wide(Button(tr("Isi formulir ini …"), "primary", shortcut="Ctrl+N"))
        self.fill_button.clicked.connect(self.fill)
        self.sheets = SheetButtons(context)
        self.sheets.said.connect(lambda words: self._panel.note.setText(words))
        self.records = Table(RowsModel(self._record_columns()), tr("Isian"))
        self.records.opened.connect(lambda line: self.go.emit("entry", {"record": line.record_id}))
        self.filled = Panel(tr("Isian"), self.records)
        pane = Card(down(self._facts, None, self.fill_button, self._try, self.sheets, margins=16, gap=8))
        lists = down((self._panel, 2), (self.filled, 3), gap=16)
        if theme.large_text():
            for panel in (self._panel, self.filled):
                panel.setMinimumHeight(theme.px(240))
            self.setLayout(down((boxed(lists), 1), pane, gap=16))
        else:
            self.setLayout(across((boxed(lists), 1), fixed(pane, width=320), gap=16))
        self._show(None)

    def show_forms(self, installed: Sequence[Installed], wanted: str = "") -> None:
        """Show what was read; the form `wanted`, else the one chosen before, is chosen."""
        before: Installed | None = self.table.current()
        wanted = wanted or (before.form.form_id if before is not None else "")
        self.table.set_rows(installed)
        ids = [one.form.form_id for one in installed]
        if wanted in ids:
            self.table.choose_row(ids.index(wanted))
        self._panel.note.setText(tr("{n} formulir").format(n=wording.number(len(installed))))

    def fill(self) -> None:
        """Begin a record of the chosen form, for a participant or for nobody."""
        from ftd_desktop.ui.publishing.fill_dialog import FillDialog

        installed: Installed | None = self.table.current()
        if installed is None or self.fill_button.isHidden():
            return
        form_id = installed.form.form_id
        dialog = FillDialog(self.context, installed.form.title, self)
        dialog.chosen.connect(lambda person: self.go.emit(
            "entry", {"form": form_id, "participant": person, "round": None, "again": True}))
        ask(dialog)

    def try_installed(self) -> None:
        """Fill the chosen form in without saving."""
        installed: Installed | None = self.table.current()
        if installed is not None:
            self.go.emit("entry", {"practice": installed.form})

    def _show(self, installed: Installed | None) -> None:
        open_to_all = installed is not None and not _records().has_own_page(installed.form.form_id)
        self._try.setVisible(installed is not None)
        self.sheets.show_form(installed.form if installed is not None else None)
        self.fill_button.setVisible(open_to_all)
        self.filled.setVisible(open_to_all)
        clear(self._facts)
        if installed is None:
            self._facts.addWidget(Label(tr("Belum ada formulir. Periksa sebuah berkas XLSForm, lalu pasang."),
                                        token="muted", wrap=True))
            return
        self._say(installed, elsewhere=not open_to_all)
        if open_to_all:
            form = installed.form
            self.context.tasks.store(lambda: _records().read(self.context, form), self._show_records,
                                     key="form records")

    def _say(self, installed: Installed, *, elsewhere: bool) -> None:
        """The facts of a form and its versions; `elsewhere`: it is filled in on other pages."""
        form, add = installed.form, self._facts.addWidget
        add(Label(form.title, title=True, bold=True, wrap=True))
        languages = ", ".join(name for name in form.languages if name != "default") or wording.NONE
        add(Facts((tr("Nama formulir"), form.form_id), (tr("Bahasa"), languages),
                  (tr("Tabel"), wording.number(len(form.tables)))))
        if elsewhere:
            add(Label(tr("Diisi dari halaman Peserta atau Pelatihan."), token="muted", wrap=True))
        add(Label(tr("Versi"), bold=True))
        for version in installed.versions:
            add(Line())
            add(Label(f"{version.version or wording.NONE}\n{version.words}", wrap=True))

    def _show_records(self, lines: tuple[RecordLine, ...]) -> None:
        self.records.set_rows(lines)
        words = tr("{n} isian terakhir") if len(lines) >= _records().MOST else tr("{n} isian")
        self.filled.note.setText(words.format(n=wording.number(len(lines))))

    def _record_columns(self) -> tuple[Column, ...]:
        now = self.context.now
        return (
            Column(tr("Peserta"), lambda r: r.person or wording.NONE, 160, bold=True, whole=True),
            Column(tr("Isi"), lambda r: r.answers, 160, stretch=True, rank=2),
            Column(tr("Keadaan"), lambda r: r.cell, 100, whole=True),
            Column(tr("Diubah"), lambda r: wording.recently(r.updated, now()), 140, whole=True),
            Column(tr("Petugas"), lambda r: r.owner, 80, whole=True, rank=1),
        )


def _columns() -> tuple[Column, ...]:
    def asked(form: Form) -> str:
        return wording.number(sum(1 for question in form.questions.values() if question.control))

    return (
        Column(tr("Nama formulir"), lambda i: i.form.title, 220, bold=True, stretch=True),
        Column(tr("Versi"), lambda i: i.form.version or wording.NONE, 90, whole=True),
        Column(tr("Jumlah pertanyaan"), lambda i: asked(i.form), 146, right=True, whole=True, rank=2),
        Column(tr("Isian selesai"), lambda i: wording.number(i.records), 104, right=True, whole=True),
        Column(tr("Draf"), lambda i: wording.number(i.drafts), 70, right=True, whole=True),
        Column(tr("Dipasang"), lambda i: wording.long_date(i.versions[0].day), 150, whole=True, rank=1),
    )


def _records() -> Any:
    from ftd_desktop.ui.publishing import form_records  # loads the store: at the first visit

    return form_records
