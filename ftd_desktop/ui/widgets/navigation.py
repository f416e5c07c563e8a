"""The rail: the pages this role sees, the chosen one, and counts beside them."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal

from ftd_desktop.ui import theme
from ftd_desktop.ui.theme import px
from ftd_desktop.ui.widgets.layout import down
from ftd_desktop.ui.widgets.rail import RailButton
from ftd_desktop.ui.widgets.text import Fill, Label

WIDE, SLIM = 168, 56


class Rail(Fill):
    """Entries are (name, icon, words); those after `split` stand at the bottom."""

    asked = Signal(str)

    def __init__(self, entries: Sequence[tuple[str, str, str]], split: int) -> None:
        super().__init__("surface")
        self._brand = Label(bold=True, token="accent")
        self._brand.setFixedHeight(px(56 if theme.look().scale <= 1.5 else 40))
        self.buttons: dict[str, RailButton] = {}
        top: list[RailButton] = []
        bottom: list[RailButton] = []
        for i, (name, icon, text) in enumerate(entries):
            button = RailButton(icon, text, f"Alt+{(i + 1) % 10}" if i < 10 else "")
            button.clicked.connect(lambda checked=False, name=name: self.asked.emit(name))
            self.buttons[name] = button
            (top if i < split else bottom).append(button)
        self.setLayout(down(self._brand, *top, None, *bottom, 8, gap=0))
        self.set_wide(True)

    def choose(self, name: str) -> None:
        """Mark a page as the one shown."""
        for key, button in self.buttons.items():
            button.setChecked(key == name)

    def set_wide(self, wide: bool) -> None:
        """Words beside the icons, or icons alone (always so from 120 % text)."""
        wide = wide and not theme.large_text()
        self.setFixedWidth(px(WIDE if wide else SLIM))
        self._brand.setText("FTD Desktop" if wide else "FTD")
        self._brand.setAlignment(Qt.AlignmentFlag.AlignVCenter if wide else Qt.AlignmentFlag.AlignCenter)
        self._brand.setContentsMargins(px(16) if wide else 0, 0, 0, 0)
        for button in self.buttons.values():
            button.set_wide(wide)
