"""For whom a form is filled in: a participant, or nobody in particular."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QDialog, QLineEdit, QWidget

from ftd_desktop.i18n import tr
from ftd_desktop.ui.context import Context
from ftd_desktop.ui.models.cells import Column
from ftd_desktop.ui.models.rows import RowsModel
from ftd_desktop.ui.publishing import form_records
from ftd_desktop.ui.theme import px
from ftd_desktop.ui.widgets.button import Button
from ftd_desktop.ui.widgets.field import Field
from ftd_desktop.ui.widgets.layout import across, down
from ftd_desktop.ui.widgets.table import Table

if TYPE_CHECKING:
    from ftd_desktop.programme.participants import ParticipantRow

_WALKS = (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown)


class FillDialog(QDialog):
    """`chosen` carries the participant's id, or None. Type to search, arrows choose, Enter takes."""

    chosen = Signal(object)

    def __init__(self, context: Context, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.context = context
        self.setWindowTitle(tr("Isi {form}").format(form=title))
        self.search = QLineEdit()
        self.search.setPlaceholderText(tr("Nama, NIK, usaha, atau nomor HP"))
        self.search.textChanged.connect(self._search)
        self.search.installEventFilter(self)
        columns = (
            Column(tr("Nama"), lambda r: r.name, 180, bold=True, whole=True, stretch=True),
            Column(tr("Kode"), lambda r: r.code, 130, whole=True, rank=1),
            Column(tr("Usaha"), lambda r: r.business, 150, rank=2),
        )
        self.table = Table(RowsModel(columns), tr("Peserta"), row_height=28)
        self.table.opened.connect(self._take)
        self.table.setMinimumSize(px(480), px(220))
        self.act = Button(tr("Isi untuk peserta ini"), "primary")
        self.act.setDefault(True)
        self.act.clicked.connect(lambda: self._take(self.table.current()))
        self.alone = Button(tr("Isi tanpa peserta"))
        self.alone.clicked.connect(lambda: self._give(None))
        cancel = Button(tr("Batal"))
        cancel.clicked.connect(self.reject)
        foot = across(cancel, None, self.alone, self.act)
        self.setLayout(down(Field(tr("Cari peserta"), self.search), (self.table, 1), foot, margins=(16, 16, 16, 12),
                            gap=12))
        self._search("")

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Arrows typed in the search choose in the table."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and event.key() in _WALKS:
            QApplication.sendEvent(self.table, event)
            return True
        return super().eventFilter(watched, event)

    def _search(self, text: str) -> None:
        self.context.tasks.store(lambda: form_records.people(self.context, text), self._show, key="fill-people")

    def _show(self, rows: list[ParticipantRow]) -> None:
        self.table.set_rows(rows)
        self.act.allow(bool(rows), tr("Tidak ada peserta yang cocok."))

    def _take(self, row: ParticipantRow | None) -> None:
        if row is not None:
            self._give(row.id)

    def _give(self, participant_id: str | None) -> None:
        self.accept()
        self.chosen.emit(participant_id)
