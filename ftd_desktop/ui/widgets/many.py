"""What can be done with several participants at once."""

from __future__ import annotations

from PySide6.QtCore import Signal

from ftd_desktop import wording
from ftd_desktop.i18n import tr
from ftd_desktop.ui.widgets.button import Button
from ftd_desktop.ui.widgets.card import Card
from ftd_desktop.ui.widgets.layout import down, wide
from ftd_desktop.ui.widgets.text import Label


class ManyPane(Card):
    """Stands in the place of the person when several rows are selected."""

    export = Signal()
    copy = Signal()
    join = Signal()
    stage = Signal()

    def __init__(self, *, may_join: bool) -> None:
        super().__init__()
        self._count = Label(title=True, bold=True)
        note = Label(tr("Shift+panah menambah pilihan, Ctrl+A memilih semua, satu panah kembali ke satu orang."),
                     token="muted", wrap=True)
        export = wide(Button(tr("Ekspor pilihan")))
        export.clicked.connect(self.export)
        copy = wide(Button(tr("Salin nomor HP")))
        copy.clicked.connect(self.copy)
        join = wide(Button(tr("Masukkan ke angkatan…")))
        join.clicked.connect(self.join)
        if not may_join:
            join.hide()
        stage = wide(Button(tr("Ubah tahap…")))
        stage.clicked.connect(self.stage)
        self.setLayout(down(self._count, note, 8, export, copy, join, stage, None, margins=16, gap=8))

    def show_count(self, count: int) -> None:
        """Say how many are selected."""
        self._count.setText(tr("{n} peserta dipilih").format(n=wording.number(count)))
