"""Several views in one place, one of them shown: a row of names above, Ctrl+PageDown and Ctrl+PageUp go round."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QStackedWidget, QWidget

from ftd_desktop.i18n import tr
from ftd_desktop.ui.widgets.button import Chip
from ftd_desktop.ui.widgets.flow import FlowLayout
from ftd_desktop.ui.widgets.layout import down


class Views(QWidget):
    """`views` are (key, words, widget). Only the view shown takes part in the tab order."""

    turned = Signal(str)

    def __init__(self, views: Sequence[tuple[str, str, QWidget]]) -> None:
        super().__init__()
        self._stack = QStackedWidget()
        self._chips: dict[str, Chip] = {}
        row = FlowLayout()
        for key, words, widget in views:
            chip = Chip(words)
            chip.setToolTip(tr("Ctrl+PageDown: tampilan berikutnya"))
            chip.clicked.connect(lambda checked=False, key=key: self.show_view(key))
            self._chips[key] = chip
            row.addWidget(chip)
            self._stack.addWidget(widget)
        self._keys = [key for key, _, _ in views]
        for keys, step in (("Ctrl+PgDown", 1), ("Ctrl+PgUp", -1)):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WindowShortcut)
            shortcut.activated.connect(lambda step=step: self.turn(step))
        self.setLayout(down(row, (self._stack, 1), gap=12))
        self.show_view(self._keys[0])

    @property
    def shown(self) -> str:
        """The key of the view shown."""
        return self._keys[self._stack.currentIndex()]

    def show_view(self, key: str) -> None:
        """Bring a view to the front; KeyError when there is none of that name."""
        for other, chip in self._chips.items():
            chip.setChecked(other == key)
        self._stack.setCurrentIndex(self._keys.index(key))
        self.turned.emit(key)

    def turn(self, step: int) -> None:
        """The next or the previous view; from the last to the first."""
        self.show_view(self._keys[(self._stack.currentIndex() + step) % len(self._keys)])

    def say_count(self, key: str, count: str) -> None:
        """A count beside a view's name; "" for none."""
        self._chips[key].set_count(count)
