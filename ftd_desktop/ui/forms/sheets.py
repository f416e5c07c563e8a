"""The sheets of the sections seen last, one on top; the next one is made ready while nobody types."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ftd_desktop.ui.forms.block import Block
from ftd_desktop.ui.forms.editor import Surroundings
from ftd_desktop.ui.forms.outline import Section
from ftd_desktop.ui.forms.session import Session
from ftd_desktop.ui.forms.sheet import Sheet

_KEPT = 4  # sheets kept besides the one on top


class Sheets(QWidget):
    """`top` is the sheet that is seen; `moved` by how much the question with the keyboard has been shifted on it."""

    moved = Signal(int)
    built = Signal(object)

    def __init__(self, session: Session, around: Surroundings) -> None:
        super().__init__()
        self._session, self._around = session, around
        self._sheets: dict[str, Sheet] = {}
        self.top: Sheet = self._make()
        self.top.show()

    def turn_to(self, section: Section, columns: int) -> None:
        """Put a section on top, as it stands now; one that was made ready before is only shown."""
        sheet = self._sheets.pop(section.ref, None) or (self.top if self.top.section is None else self._make())
        self._sheets[section.ref] = sheet
        if sheet is not self.top:
            self.top.hide()
            self.top = sheet
        self._draw(sheet, section, columns)
        sheet.show()
        self._fit_height()
        self._drop_oldest()

    def prepare(self, section: Section, columns: int, height: int) -> bool:
        """Make a little of a section's first screen ready; True when there is more to do."""
        sheet = self._sheets.get(section.ref)
        if sheet is None:
            sheet = self._sheets[section.ref] = self._make()
            self._draw(sheet, section, columns)
            return True
        return sheet.reveal(0, height, most=1)

    def refresh(self, refs: frozenset[str]) -> None:
        """Questions have changed, on whatever sheet they stand."""
        for sheet in self._sheets.values():
            sheet.refresh(refs)

    def forget_others(self) -> None:
        """Rows came or went: what was made ready is no longer true."""
        for ref in [ref for ref, sheet in self._sheets.items() if sheet is not self.top]:
            self._drop(ref)

    def set_width(self, width: int) -> None:
        """Another width: the sheet on top is laid out by who asks, the others when they are turned to."""
        self.resize(width, self.height())
        self.top.resize(width, self.top.height())

    def _draw(self, sheet: Sheet, section: Section, columns: int) -> None:
        same = sheet.section is section and sheet.columns == columns and sheet.laid_width == self.width()
        if not same:
            sheet.resize(self.width(), sheet.height())
            sheet.show_section(section, columns)

    def _make(self) -> Sheet:
        sheet = Sheet(self._session, self._around, self)
        sheet.hide()
        sheet.moved.connect(lambda pixels: self._pass_on(sheet, pixels))
        sheet.grown.connect(self._fit_height)
        sheet.built.connect(self._on_built)
        return sheet

    def _pass_on(self, sheet: Sheet, pixels: int) -> None:
        if sheet is self.top:
            self.moved.emit(pixels)

    def _on_built(self, block: Block) -> None:
        self.built.emit(block)

    def _fit_height(self) -> None:
        if self.height() != self.top.height():
            self.resize(self.width(), self.top.height())

    def _drop_oldest(self) -> None:
        while len(self._sheets) > _KEPT + 1:
            self._drop(next(ref for ref, sheet in self._sheets.items() if sheet is not self.top))

    def _drop(self, ref: str) -> None:
        sheet = self._sheets.pop(ref)
        sheet.hide()
        sheet.deleteLater()
