"""The history of a person, field by field: who, when, from, to, why; narrowed by typing; and going back to a point."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit

from ftd_desktop import wording
from ftd_desktop.i18n import tr
from ftd_desktop.ui import theme
from ftd_desktop.ui.context import Context
from ftd_desktop.ui.models.cells import Column
from ftd_desktop.ui.models.history_data import Line
from ftd_desktop.ui.models.rows import RowsModel
from ftd_desktop.ui.widgets.button import Button
from ftd_desktop.ui.widgets.card import Panel
from ftd_desktop.ui.widgets.layout import boxed, down
from ftd_desktop.ui.widgets.table import Table
from ftd_desktop.ui.widgets.text import Label
from ftd_desktop.ui.widgets.text import Line as Hairline


class HistoryView(Panel):
    """`undo_asked` carries the line and whether everything after it is meant."""

    undo_asked = Signal(object, bool)

    def __init__(self, context: Context) -> None:
        self._context = context
        self._lines: Sequence[Line] = ()
        self.table = Table(RowsModel(self._columns()), tr("Riwayat perubahan"), preselect=False)
        self.narrow = QLineEdit()
        self.narrow.setPlaceholderText(tr("Saring: pertanyaan, orang, nilai"))
        self.narrow.setAccessibleName(tr("Saring riwayat"))
        self.narrow.setFixedWidth(theme.px(210 if not theme.large_text() else 150))
        self.undo = Button(tr("Kembalikan nilai lama"), "link", "back")
        self.back_to = Button(tr("Kembali ke titik ini"), "link")
        self._told = Label(token="muted", wrap=True)
        self._told.setContentsMargins(*(theme.px(edge) for edge in (12, 6, 12, 6)))
        body = boxed(down((self.table, 1), Hairline(), self._told, gap=0))
        super().__init__(tr("Riwayat perubahan"), body, "", (self.narrow, self.back_to, self.undo))
        self.table.chosen.connect(self._choose)
        self.narrow.textChanged.connect(self._refill)
        self.undo.clicked.connect(lambda: self._ask(whole=False))
        self.back_to.clicked.connect(lambda: self._ask(whole=True))
        self._choose(None)

    def show_lines(self, lines: Sequence[Line]) -> None:
        """Another history, or the same one read again."""
        self._lines = lines
        self._refill()

    def _refill(self) -> None:
        wanted = self.narrow.text().casefold().split()
        shown = [line for line in self._lines if all(word in _text(line) for word in wanted)]
        self.table.set_rows(shown)
        self.note.setText(tr("{n} perubahan").format(n=wording.number(len(shown))))
        self._choose(self.table.current())

    def _choose(self, line: Line | None) -> None:
        if line is None:
            reason = tr("Pilih satu perubahan dahulu.")
        elif line.of.own:
            reason = tr("Ini simpanan pertama; tidak ada nilai lama.")
        else:
            reason = tr("Keputusan kantor tidak diubah dari sini. Buka halaman Sertifikat atau Pelatihan.")
        self._told.setText(reason if line is None else _sentence(line))
        self.undo.allow(line is not None and line.of.own and bool(line.field), reason)
        self.back_to.allow(line is not None and line.of.own, reason)

    def _ask(self, *, whole: bool) -> None:
        if (line := self.table.current()) is not None:
            self.undo_asked.emit(line, whole)

    def _columns(self) -> tuple[Column, ...]:
        now = self._context.now
        return (
            Column(tr("Kapan"), lambda i: wording.recently(i.of.at, now()), 134, whole=True),
            Column(tr("Siapa"), lambda i: i.of.who or wording.NONE, 130, whole=True, rank=1),
            Column(tr("Jenis formulir"), lambda i: i.of.title, 110, muted=True, rank=3),
            Column(tr("Pertanyaan"), lambda i: i.question, 130, stretch=True),
            Column(tr("Dari"), lambda i: i.before or wording.NONE, 90, muted=True, whole=True),
            Column(tr("Menjadi"), lambda i: i.after or wording.NONE, 90, bold=True, whole=True),
            Column(tr("Alasan"), lambda i: i.why or wording.NONE, 120, muted=True, rank=2),
        )


def _sentence(line: Line) -> str:
    """A line in full, with why: what the table has no room for."""
    change = f"{line.before or wording.NONE} \N{RIGHTWARDS ARROW} {line.after or wording.NONE}"
    why = tr("Alasan: {alasan}").format(alasan=line.why) if line.why else tr("Tanpa alasan tercatat.")
    return f"{line.of.title} · {line.question}: {change} · {why}"


def _text(line: Line) -> str:
    return " ".join((line.of.title, line.of.who, line.question, line.before, line.after, line.why)).casefold()
