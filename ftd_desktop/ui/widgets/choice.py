"""A few choices side by side, one of them on; arrows move between them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from ftd_desktop.ui.widgets.button import Chip
from ftd_desktop.ui.widgets.flow import FlowLayout
from ftd_desktop.ui.widgets.layout import down
from ftd_desktop.ui.widgets.text import Label


class ChoiceRow(QWidget):
    """`options` are value -> words; `chosen` is emitted when the user picks another one.

    Where what surrounds it says the title already, `labelled` is False: only screen readers are told.
    """

    chosen = Signal()

    def __init__(self, title: str, options: Mapping[Any, str], value: Any, *, labelled: bool = True) -> None:
        super().__init__()
        self._chips = {key: Chip(words) for key, words in options.items()}
        row = FlowLayout()
        for key, chip in self._chips.items():
            chip.setChecked(key == value)
            chip.setAccessibleName(f"{title}: {options[key]}")
            chip.clicked.connect(lambda checked, key=key: self._pick(key))
            row.addWidget(chip)
        self.setAccessibleName(title)
        self.setLayout(down(Label(title, bold=True), row, gap=8) if labelled else row)

    def value(self) -> Any:
        """The choice that is on."""
        return next(key for key, chip in self._chips.items() if chip.isChecked())

    def set_value(self, value: Any) -> None:
        """Turn another choice on; nothing is emitted."""
        for key, chip in self._chips.items():
            chip.setChecked(key == value)

    def first(self) -> QWidget:
        """The chip that is on: where the keyboard starts."""
        return self._chips[self.value()]

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Left and right move the focus; space picks."""
        step = {Qt.Key.Key_Right: 1, Qt.Key.Key_Left: -1}.get(Qt.Key(event.key()))
        chips = list(self._chips.values())
        at = next((i for i, chip in enumerate(chips) if chip.hasFocus()), None)
        if step is None or at is None:
            super().keyPressEvent(event)
        else:
            chips[(at + step) % len(chips)].setFocus(Qt.FocusReason.TabFocusReason)

    def _pick(self, key: Any) -> None:
        """Exactly one stays on; picking the one that is on changes nothing."""
        for other, chip in self._chips.items():
            chip.setChecked(other == key)
        self.chosen.emit()
