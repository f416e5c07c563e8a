"""What an attendance list would note, row by row, before anything is written; one bad row keeps all out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtWidgets import QDialog, QWidget

from ftd_desktop.i18n import tr
from ftd_desktop.programme import attendance_import
from ftd_desktop.programme.attendance_grid import Grid, Key, Mark
from ftd_desktop.programme.attendance_import import Line
from ftd_desktop.ui.models.cells import BadgeCell, Column
from ftd_desktop.ui.models.rows import RowsModel
from ftd_desktop.ui.theme import px
from ftd_desktop.ui.widgets.button import Button
from ftd_desktop.ui.widgets.layout import across, down
from ftd_desktop.ui.widgets.table import Table
from ftd_desktop.ui.widgets.text import Label


class ImportDialog(QDialog):
    """Shows the lines of file `name`; when accepted, `marks` are what is to be noted."""

    def __init__(self, name: str, lines: Sequence[Line], grid: Grid, marks: Mapping[Key, Mark],
                 parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Impor presensi: {nama}").format(nama=name))
        self._lines, self._standing = lines, marks
        self._names = {one.code: one.name for one in grid.members}
        bad = sum(bool(line.fault) for line in lines)
        self.summary = Label(self._words(name, bad), wrap=True, bold=True, token="error" if bad else "text")
        shown = sorted(lines, key=lambda line: not line.fault)  # what is wrong comes first
        self.table = Table(RowsModel(self._columns(), shown), tr("Baris berkas"))
        self.act, close = Button(tr("Catat {n} baris").format(n=len(lines)), "primary"), Button(tr("Batal"))
        self.act.allow(not bad, tr("Betulkan dahulu baris yang salah di berkasnya."))
        self.act.clicked.connect(self.accept)
        close.clicked.connect(self.reject)
        self.setLayout(down(self.summary, (self.table, 1), across(None, close, self.act), margins=(16, 16, 16, 12),
                            gap=12))
        self.resize(px(860), px(460))

    @property
    def marks(self) -> dict[Key, Mark]:
        """What the file says."""
        return attendance_import.marks(self._lines)

    def _words(self, name: str, bad: int) -> str:
        if bad:
            return tr("{n} dari {semua} baris berkas {nama} salah. Tidak ada yang dicatat; betulkan di berkasnya, lalu "
                      "impor lagi.").format(n=bad, semua=len(self._lines), nama=name)
        differ = sum(line.key in self._standing and self._standing[line.key] != line.mark for line in self._lines
                     if line.key is not None)
        words = tr("{n} baris dapat dicatat.").format(n=len(self._lines))
        return words if not differ else words + " " + tr(
            "{n} di antaranya mengganti catatan yang sudah ada.").format(n=differ)

    def _columns(self) -> tuple[Column, ...]:
        return (
            Column(tr("Baris"), lambda line: str(line.row), 60, right=True),
            Column(tr("Kode"), lambda line: line.code, 140, whole=True),
            Column(tr("Nama"), lambda line: self._names.get(line.code, ""), 150, bold=True, rank=1, whole=True),
            Column(tr("Sesi"), lambda line: line.session, 60),
            Column(tr("Di berkas"), lambda line: line.said, 80),
            Column(tr("Sekarang"), self._now, 90, muted=True, rank=2),
            Column(tr("Keterangan"), self._verdict, 200, stretch=True),
        )

    def _now(self, line: Line) -> str:
        mark = self._standing.get(line.key) if line.key else None
        return mark.words if mark else ""

    def _verdict(self, line: Line) -> object:
        if line.fault:
            return line.fault
        same = line.key is not None and self._standing.get(line.key) == line.mark
        return BadgeCell("muted", tr("sudah sama"), "") if same else BadgeCell("ok", line.mark.words
                                                                              if line.mark else "")
