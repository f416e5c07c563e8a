"""A file's place: typed, or chosen with a button."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QLineEdit

from ftd_desktop.i18n import tr
from ftd_desktop.ui.widgets.button import Button
from ftd_desktop.ui.widgets.field import Field
from ftd_desktop.ui.widgets.layout import across, boxed


class PlaceField(Field):
    """`ask(start)` opens the choice of a file and gives what was chosen, or ""."""

    def __init__(self, title: str, ask: Callable[[str], str], place: Path | None = None, hint: str = "") -> None:
        edit, choose = QLineEdit(str(place) if place else ""), Button(tr("Pilih …"))
        super().__init__(title, boxed(across((edit, 1), choose)), hint, typed=edit)
        self._edit, self._ask = edit, ask
        choose.setAutoDefault(False)
        choose.setAccessibleName(tr("Pilih: {apa}").format(apa=title))
        choose.clicked.connect(self._choose)

    @property
    def path(self) -> Path:
        """The place as it stands."""
        return Path(self.text).expanduser()

    def set_path(self, path: Path) -> None:
        """Put another place in the line."""
        self._edit.setText(str(path))
        self.clear()

    def _choose(self) -> None:
        if chosen := self._ask(self.text):
            self.set_path(Path(chosen))
