"""The sections of a page as chips, one of them on; Ctrl+1 and on go to them from anywhere."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeySequence, QShortcut

from ftd_desktop.i18n import tr
from ftd_desktop.ui.widgets.choice import ChoiceRow


class SectionBar(ChoiceRow):
    """`sections` are name -> words. `jumped`: chosen by its key, so the keyboard goes into the section."""

    jumped = Signal()

    def __init__(self, sections: Mapping[str, str]) -> None:
        super().__init__(tr("Bagian"), sections, next(iter(sections)), labelled=False)
        for place, (name, chip) in enumerate(self._chips.items(), 1):
            chip.setToolTip(f"Ctrl+{place}")
            QShortcut(QKeySequence(f"Ctrl+{place}"), self, lambda name=name: self._jump(name))

    def choose(self, name: str) -> None:
        """Turn to a section; the one that is on stays on."""
        if name != self.value():
            self._pick(name)

    def _jump(self, name: str) -> None:
        self.choose(name)
        self.jumped.emit()
