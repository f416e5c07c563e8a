"""The files that wait to be taken in: a line for each, and beside it what is in the chosen one."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Signal

from ftd_desktop.i18n import tr
from ftd_desktop.ui.models.cells import Column
from ftd_desktop.ui.models.rows import RowsModel
from ftd_desktop.ui.widgets.button import Button
from ftd_desktop.ui.widgets.card import Card, Facts, Panel
from ftd_desktop.ui.widgets.layout import clear, down
from ftd_desktop.ui.widgets.table import Table
from ftd_desktop.ui.widgets.text import Elided, Label
from ftd_desktop.wording import number

if TYPE_CHECKING:
    from ftd_desktop.sync.preview import Preview
    from ftd_desktop.ui.models.master_data import Line


class Incoming(Panel):
    """The table of looked-at files with the button that takes them in. `pane` is to stand beside it.

    `left_out(preview)` asks to go on without one of them, `put_away` without all.
    """

    accepted = Signal()
    put_away = Signal()
    left_out = Signal(object)

    def __init__(self) -> None:
        table, aside = Table(RowsModel(_columns()), tr("Berkas masuk")), Button(tr("Singkirkan semua"), "link")
        without = Button(tr("Keluarkan yang dipilih"), "link", shortcut="Del")
        accept = Button(tr("Terima"), "primary", "check", "Ctrl+Return")
        super().__init__(tr("Berkas masuk"), table, actions=(without, aside, accept))
        self.table, self.accept = table, accept
        accept.clicked.connect(self.accepted)
        aside.clicked.connect(self.put_away)
        without.clicked.connect(self._leave_out)
        self._inside = down(gap=0)
        self.pane = Card(down(self._inside, None, margins=16))
        self.previews: list[Preview] = []
        self.table.chosen.connect(self._show_one)
        self.show_files([])

    @property
    def ready(self) -> list[Preview]:
        """Those that would change something here, or owe their sender an answer."""
        return [one for one in self.previews if one.refusal is None and one.state != "known"]

    def show_files(self, previews: Sequence[Preview]) -> None:
        """Show other files."""
        self.previews = list(previews)
        ready = len(self.ready)
        self.accept.say(tr("Terima {n} berkas").format(n=number(ready)) if ready else tr("Terima"))
        self.accept.allow(bool(ready), tr("Tidak ada berkas baru yang dapat diterima."))
        self.note.setText(_data().sums(previews) if previews else "")
        self.table.set_rows(_data().lines(previews) if previews else [])

    def _leave_out(self) -> None:
        if (line := self.table.current()) is not None:
            self.left_out.emit(line.preview)

    def _show_one(self, line: Line | None) -> None:
        clear(self._inside)
        one = line.preview if line else None
        if one is None:
            self._inside.addWidget(Label(tr("Pilih berkas untuk melihat isinya."), token="muted", wrap=True))
            return
        self._inside.addWidget(Label(one.officer, bold=True, wrap=True))
        self._inside.addWidget(Elided(one.path.name))
        if one.parcel is not None and one.taken is not None:
            self._inside.addWidget(Facts(*_data().facts(one)))
        for sentence in one.words():
            self._inside.addSpacing(6)
            self._inside.addWidget(Label(sentence, token="error" if one.refusal else "text", wrap=True))


def _data() -> Any:
    from ftd_desktop.ui.models import master_data  # loads the carry: at the first visit

    return master_data


def _columns() -> tuple[Column, ...]:
    return (
        Column(tr("Petugas"), lambda line: line.officer, 180, bold=True, whole=True),
        Column(tr("Wilayah"), lambda line: line.regencies, 120, stretch=True, rank=2),
        Column(tr("Dibuat"), lambda line: line.made, 150, whole=True, rank=3),
        Column(tr("Baru"), lambda line: line.new, 64, right=True),
        Column(tr("Berubah"), lambda line: line.changed, 84, right=True),
        Column(tr("Bentrok"), lambda line: line.conflicts, 84, right=True),
        Column(tr("Ganda?"), lambda line: line.twins, 76, right=True, rank=1),
        Column(tr("Jam"), lambda line: line.odd, 60, right=True, rank=4),
        Column(tr("Keadaan"), lambda line: line.badge, 140, whole=True),
    )
