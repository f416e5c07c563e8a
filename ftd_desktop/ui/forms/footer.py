"""The foot of the entry page: what the keys do, and the two buttons between sections."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QWidget

from ftd_desktop.i18n import tr
from ftd_desktop.ui.theme import px
from ftd_desktop.ui.widgets.button import Button
from ftd_desktop.ui.widgets.layout import across, boxed, fixed
from ftd_desktop.ui.widgets.signs import KeyCap
from ftd_desktop.ui.widgets.text import Fill, Label


class Footer(Fill):
    """`back` and `on`: another section; `up`: to the paper. Key hints give way where there is no room."""

    back = Signal()
    on = Signal()
    up = Signal()

    def __init__(self) -> None:
        super().__init__("raised")
        hints = (
            ("Enter", tr("lanjut")),
            ("Shift+Enter", tr("kembali")),
            ("F6", tr("ke pertanyaan")),
            ("F7", tr("sama seperti sebelumnya")),
            ("F8", tr("tidak tahu/menolak")),
            ("Ctrl+Enter", tr("selesai")),
            ("F1", tr("semua tombol")),
        )
        self._hints = [boxed(across(KeyCap(key), Label(words, token="muted"), gap=6)) for key, words in hints]
        self._back = Button(tr("Bagian sebelumnya"))
        self._on = Button(tr("Bagian berikutnya"), "primary")
        self._back.clicked.connect(self.back)
        self._on.clicked.connect(self.on)
        for button in (self._back, self._on):
            button.installEventFilter(self)
        row = across(*self._hints, None, self._back, self._on, margins=(16, 0, 16, 0), gap=14)
        self._room = QWidget()
        self._room.setLayout(row)
        self._room.setParent(self)
        fixed(self, height=48)
        self.setMinimumWidth(px(320))

    @property
    def last_button(self) -> QWidget:
        """Where the keyboard goes after the last question."""
        return self._on

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Shift+Enter on a button goes back up to the paper; a button would take it for a press."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
            if enter and event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
                self.up.emit()
                return True
        return super().eventFilter(watched, event)

    def show_place(self, *, first: bool, last: bool) -> None:
        """Say what the buttons do from the first or the last section."""
        self._back.setEnabled(not first)
        self._on.say(tr("Periksa dan selesai") if last else tr("Bagian berikutnya"))
        self._on.setToolTip("Ctrl+Enter" if last else "Ctrl+PgDn")
        self._back.setToolTip("Ctrl+PgUp")
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show as many hints as there is room for; finish and help stay the longest."""
        self._fit()

    def _fit(self) -> None:
        room = self.width() - px(32) - self._back.sizeHint().width() - self._on.sizeHint().width() - px(28)
        order = [0, 5, 2, 3, 6, 1, 4]  # which hints matter most
        shown: set[int] = set()
        for place in order:
            wide = self._hints[place].sizeHint().width() + px(14)
            if wide <= room:
                room -= wide
                shown.add(place)
        for place, hint in enumerate(self._hints):
            hint.setVisible(place in shown)
        self._room.setGeometry(self.rect())
