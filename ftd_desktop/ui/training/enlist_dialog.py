"""Puts participants into a cohort: chosen from the list, or by codes pasted or taken from a file."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QLineEdit, QPlainTextEdit, QWidget

from ftd_desktop.errors import UserError
from ftd_desktop.i18n import tr
from ftd_desktop.programme.cohorts import Cohort, stage_label
from ftd_desktop.ui.context import Context
from ftd_desktop.ui.dialogs.form import FormDialog, Work
from ftd_desktop.ui.models.cells import Column
from ftd_desktop.ui.models.rows import RowsModel
from ftd_desktop.ui.theme import px
from ftd_desktop.ui.training import later, typed
from ftd_desktop.ui.training.typed import Wrong
from ftd_desktop.ui.widgets.button import Button
from ftd_desktop.ui.widgets.choice import ChoiceRow
from ftd_desktop.ui.widgets.field import Field
from ftd_desktop.ui.widgets.layout import across, boxed, down
from ftd_desktop.ui.widgets.table import Table
from ftd_desktop.ui.widgets.text import Label
from ftd_desktop.wording import long_date

if TYPE_CHECKING:
    from ftd_desktop.programme.participants import ParticipantRow


class EnlistDialog(FormDialog):
    """`came` carries how many new members there are."""

    came = Signal(int)

    def __init__(self, context: Context, cohort: Cohort, parent: QWidget | None = None) -> None:
        super().__init__(context, tr("Tambah peserta ke {angkatan}").format(angkatan=cohort.title), tr("Masukkan"),
                         parent)
        self._cohort_id = cohort.id
        self.search = QLineEdit()
        self.search.setPlaceholderText(tr("Nama, NIK, usaha, atau nomor HP"))
        self.search.textChanged.connect(self._search)
        self.table = Table(RowsModel(_columns()), tr("Bukan anggota angkatan ini"), several=True, preselect=False,
                           row_height=28)
        self.table.marked.connect(self._count)
        self.table.setMinimumHeight(px(220))
        self._chosen = Label(token="muted", wrap=True)
        self.codes = QPlainTextEdit()
        self.codes.setTabChangesFocus(True)
        self.codes.setAccessibleName(tr("Kode peserta"))
        self.codes.setFixedHeight(px(110))
        self._build()
        self._count(0)
        self._search("")

    def work(self) -> Work | None:
        """Somebody must be chosen or written."""
        ids = [self.table.rows_model.row(row).id for row in self.table.marked_rows()]
        codes, stage, reason = self.codes.toPlainText(), self._stage.value(), self._reason.text
        try:
            since = typed.day(self._since, self.context.now().date())
        except Wrong:
            return None
        if not ids and not codes.strip():
            self._codes_field.refuse(tr("Pilih orang di daftar, atau tulis kodenya."))
            return None
        self._codes_field.clear()
        return lambda job: later.records().enlist(self.context, self._cohort_id, ids, codes, stage, since, reason)

    def succeeded(self, result: Any) -> None:
        """Say how many came."""
        self.came.emit(result)

    def take_file(self, path: Path) -> None:
        """Put the codes of a list into the field."""
        self.context.tasks.pool(lambda: later.records().codes_of(path), self.codes.setPlainText, self._not_read)

    def _build(self) -> None:
        take = Button(tr("Ambil dari berkas …"))
        take.setAutoDefault(False)
        take.clicked.connect(self._ask_file)
        self._codes_field = Field(tr("Atau kode peserta, satu per baris"), boxed(down(self.codes, across(None, take))),
                                  tr("Tempel dari daftar lain; koma dan spasi juga memisahkan."))
        self._stage = ChoiceRow(tr("Tahap"), {one: stage_label(one) for one in ("registered", "participant")},
                                "participant")
        self._since = Field(tr("Sejak"), QLineEdit(long_date(self.context.now().date())))
        self._reason = Field(tr("Alasan (boleh kosong)"), QLineEdit())
        self.fields = {"codes": self._codes_field, "since": self._since, "reason": self._reason}
        found = Field(tr("Cari peserta"), self.search)
        self.lay_out(down(found, (self.table, 1), self._chosen, gap=8),
                     down(self._codes_field, self._stage, self._since, self._reason, None, gap=12), width=350)

    def _search(self, text: str) -> None:
        self.context.tasks.store(lambda: later.records().outsiders(self.context, self._cohort_id, text), self._show,
                                 key="training-outsiders")

    def _show(self, rows: list[ParticipantRow]) -> None:
        self.table.set_rows(rows)
        self._count(0)

    def _count(self, count: int) -> None:
        self._chosen.setText(tr("{n} dipilih. Shift+panah menambah pilihan, Ctrl+A memilih semua.").format(n=count))

    def _ask_file(self) -> None:
        chosen, _ = QFileDialog.getOpenFileName(self, tr("Daftar kode"), "", tr("Daftar (*.xlsx *.csv *.txt)"))
        if chosen:
            self.take_file(Path(chosen))

    def _not_read(self, error: BaseException) -> None:
        if not isinstance(error, UserError):
            raise error
        self._codes_field.refuse(str(error))


def _columns() -> tuple[Column, ...]:
    return (
        Column(tr("Nama"), lambda r: r.name, 140, bold=True, whole=True, stretch=True),
        Column(tr("Kode"), lambda r: r.code, 130, rank=1),
        Column(tr("Daerah"), lambda r: r.regency, 90, rank=2),
    )
