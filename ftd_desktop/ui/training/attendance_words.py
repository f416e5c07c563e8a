"""What Presensi says: of the cell the cursor is in, of the whole grid, of an empty one, and of its keys."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from ftd_desktop.i18n import tr
from ftd_desktop.ui.training.book import AttendanceBook
from ftd_desktop.ui.training.grid_model import words
from ftd_desktop.ui.training.grid_view import GridView
from ftd_desktop.ui.widgets.flow import FlowLayout
from ftd_desktop.ui.widgets.layout import across, boxed
from ftd_desktop.ui.widgets.signs import KeyCap
from ftd_desktop.ui.widgets.text import Label

if TYPE_CHECKING:
    from ftd_desktop.ui.models.training_data import Board


def about_cell(view: GridView, book: AttendanceBook) -> str:
    """The current cell: who, which session, what is noted, their totals, and how many are on their way to the disk."""
    current, grid = view.current, view.grid
    if current is None or not grid.rowCount() or not grid.columnCount():
        return tr("Pilih sebuah sel dengan panah, lalu tekan hurufnya.")
    row, column = current
    cell = grid.cell(row, column)
    parts = [f"{grid.members[row].name} · {grid.about_session(column)}: {words(cell)}",
             ", ".join(part for part in grid.totals(row) if part)]
    if cell.double:
        parts.append(tr("Tekan huruf yang benar untuk memutuskannya."))
    if book.unsaved:
        parts.append(tr("menyimpan {n} …").format(n=book.unsaved))
    return " · ".join(part for part in parts if part)


def note(board: Board) -> str:
    """How large the grid is, and what in it asks for a look."""
    found = [tr("{n} peserta, {m} sesi").format(n=len(board.grid.members), m=len(board.grid.sessions))]
    if board.grid.doubles:
        found.append(tr("{n} sel dicatat berbeda oleh dua laptop").format(n=len(board.grid.doubles)))
    if board.grid.strangers:
        found.append(tr("{n} kode bukan peserta: {kode}").format(
            n=len(board.grid.strangers), kode=", ".join(board.grid.strangers[:3])))
    return " · ".join(found)


def nothing(board: Board) -> str:
    """What is missing before anything can be noted."""
    if board.grid.sessions:
        return tr("Belum ada peserta. Tambahkan di bagian Peserta.")
    return tr("Belum ada sesi. Susun jadwalnya di bagian Jadwal; presensi lalu diisi di sini.")


def keys() -> QWidget:
    """What each key does."""
    flow = FlowLayout(gap=6)
    for key, what in (("H", tr("hadir")), ("T", tr("terlambat")), ("B", tr("hadir sebagian")), ("I", tr("izin")),
                      ("S", tr("sakit")), ("A", tr("tanpa keterangan")), ("Del", tr("kosongkan")),
                      ("Shift+H", tr("isi kolom")), ("Ctrl+R", tr("isi baris")), ("Ctrl+Z", tr("urungkan")),
                      (tr("Ctrl+Spasi"), tr("pilih kolom"))):
        flow.addWidget(boxed(across(KeyCap(key), Label(what, token="muted"), gap=4)))
    return boxed(flow)
