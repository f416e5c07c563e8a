"""F1: all keys of the entry page on one sheet."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractSlider, QGridLayout, QWidget

from ftd_desktop.i18n import tr
from ftd_desktop.ui import theme
from ftd_desktop.ui.forms.overlay import Overlay
from ftd_desktop.ui.theme import px
from ftd_desktop.ui.widgets.body_area import BodyArea
from ftd_desktop.ui.widgets.button import Button
from ftd_desktop.ui.widgets.layout import across, boxed, down
from ftd_desktop.ui.widgets.signs import KeyCap
from ftd_desktop.ui.widgets.text import Label

_SCROLLS = {
    Qt.Key.Key_Up: QAbstractSlider.SliderAction.SliderSingleStepSub,
    Qt.Key.Key_Down: QAbstractSlider.SliderAction.SliderSingleStepAdd,
    Qt.Key.Key_PageUp: QAbstractSlider.SliderAction.SliderPageStepSub,
    Qt.Key.Key_PageDown: QAbstractSlider.SliderAction.SliderPageStepAdd,
}


class KeySheet(Overlay):
    """The keys, below what the form advises on the question (`guidance`). Closes with Esc, F1 or Enter."""

    def __init__(self, around: QWidget, guidance: str = "") -> None:
        super().__init__(around)
        close = Button(tr("Tutup") + "  Esc")
        close.clicked.connect(self.close_it)
        grid = QGridLayout()
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(px(16))
        grid.setVerticalSpacing(px(8))
        entries = _entries()
        half = len(entries) if theme.large_text() else (len(entries) + 1) // 2
        for place, (keys, words) in enumerate(entries):
            row, column = place % half, 2 * (place // half)
            caps = across(*(KeyCap(key) for key in keys), None, gap=4)
            grid.addWidget(boxed(caps), row, column)
            grid.addWidget(Label(words, wrap=True), row, column + 1)
        grid.setColumnStretch(1, 1)
        if half < len(entries):
            grid.setColumnStretch(3, 1)
        title = Label(tr("Tombol di halaman isian"), title=True, bold=True)
        advice = (Label(tr("Petunjuk pengisian"), bold=True), Label(guidance, wrap=True), 8) if guidance else ()
        self._area = BodyArea()
        self._area.hold(boxed(down(*advice, title, 4, grid, None)))
        self.setLayout(down((self._area, 1), across(None, close), margins=(20, 12, 20, 12)))
        self.show()
        close.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """F1 closes what F1 opened; the arrows scroll where there is more."""
        scroll = _SCROLLS.get(Qt.Key(event.key()))
        if event.key() in (Qt.Key.Key_F1, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.close_it()
            event.accept()
        elif scroll is not None:
            self._area.verticalScrollBar().triggerAction(scroll)
            event.accept()
        else:
            super().keyPressEvent(event)


def _entries() -> list[tuple[tuple[str, ...], str]]:
    return [
        (("Enter",), tr("pertanyaan berikutnya, juga ke bagian berikutnya (Tab sama)")),
        (("Shift+Enter",), tr("pertanyaan sebelumnya")),
        (("1", "…", "9"), tr("memilih jawaban; sekali lagi membatalkan")),
        (("↑", "↓", tr("Spasi")), tr("berjalan di antara pilihan, lalu memilih")),
        (("Ctrl+PgDn",), tr("bagian berikutnya")),
        (("Ctrl+PgUp",), tr("bagian sebelumnya")),
        (("Ctrl+O", "Ctrl+V", "Del"), tr("memilih, menempel, atau menghapus gambar dan berkas")),
        (("Ctrl+L",), tr("melihat berkas itu dengan program lain")),
        (("F6",), tr("ke pertanyaan menurut nomor, kata, atau nama")),
        (("F7",), tr("sama seperti putaran atau isian sebelumnya")),
        (("F8",), tr("tidak tahu atau menolak, bila ada pilihannya")),
        (("F2",), tr("riwayat jawaban ini")),
        (("F3",), tr("gambar, suara, atau film pertanyaan ini")),
        (("F4",), tr("catatan pada pertanyaan ini")),
        (("F9",), tr("bahasa formulir berikutnya")),
        (("Alt+↓",), tr("membuka daftar atau kalender")),
        (("Alt+Enter",), tr("baris baru dalam teks panjang")),
        (("Ctrl++",), tr("menambah baris tabel")),
        (("Ctrl+−",), tr("menghapus baris tabel")),
        (("Ctrl+Enter",), tr("memeriksa dan menyelesaikan")),
        (("Esc",), tr("menutup; draf tersimpan")),
    ]
