"""The base of every page in the window's stack."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QScrollArea, QWidget

from ftd_desktop.ui.context import Context


class Page(QWidget):
    """A page: what the head above it shows, and what happens when it is shown and left.

    Build the widgets in `__init__` (texts in the language in force; the window rebuilds pages when it changes), read
    data in `show_with`. Emit `go(page_name, argument)` to move on, e.g. ``go("entry", {"record": record_id})``.
    """

    go = Signal(str, object)
    head_changed = Signal()

    slim_rail = False
    """True for pages that need the width: the rail shows icons only."""
    guide = ""
    """The chapter of the user guide that F1 opens."""

    def __init__(self, context: Context, title: str = "", subtitle: str = "") -> None:
        super().__init__()
        self.context = context
        self.title, self.subtitle = title, subtitle
        self.head_actions: tuple[QWidget, ...] = ()
        self._read_changed: Callable[[], object] | None = None

    def set_head(self, title: str | None = None, subtitle: str | None = None) -> None:
        """Change what the head says; None leaves as is."""
        self.title = self.title if title is None else title
        self.subtitle = self.subtitle if subtitle is None else subtitle
        self.head_changed.emit()

    def show_with(self, argument: object = None) -> None:
        """Called each time the page comes to the front, with what `go` carried. Read afresh here."""

    def read_when_changed(self, read: Callable[[], object]) -> None:
        """Call `read` when rows of the file changed, while the page is seen: one behind another reads when it comes to
        the front, for reading may cost a pass over all records.
        """
        self._read_changed = read
        self.context.signals.data_changed.connect(self._rows_changed)

    def _rows_changed(self) -> None:
        if self._read_changed is not None and self.isVisible():
            self._read_changed()

    def leave(self) -> None:
        """Called before another page comes to the front and before the window closes: save, never ask."""

    def to_top(self) -> None:
        """Scroll to where the page begins, once what was shown just now has its place."""
        viewport = self.parentWidget()
        area = viewport.parentWidget() if viewport is not None else None
        if isinstance(area, QScrollArea):
            QTimer.singleShot(0, area.verticalScrollBar(), lambda: area.verticalScrollBar().setValue(0))

    def first_focus(self) -> QWidget | None:
        """Where the keyboard starts; None leaves it to the tab order."""
        return None
