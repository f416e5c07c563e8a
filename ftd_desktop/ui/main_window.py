"""The window: rail, head, pages made when first visited, status line."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QFrame, QMainWindow, QScrollArea, QStackedWidget, QWidget

from ftd_desktop.ui import i18n, registry, theme
from ftd_desktop.ui.context import Context
from ftd_desktop.ui.page import Page
from ftd_desktop.ui.widgets.frame import Head, StatusLine
from ftd_desktop.ui.widgets.layout import across, boxed, down
from ftd_desktop.ui.widgets.navigation import Rail
from ftd_desktop.ui.widgets.text import Fill, Line

BACK = "back"
"""A page name for `go`: the page shown before."""


class MainWindow(QMainWindow):
    """Shows one page at a time. `painted` is emitted once, after the first paint: the file is opened then."""

    painted = Signal()

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.context = context
        self._app = _application()
        self._ready = context.file is not None
        self._was_painted = False
        self._trail: list[tuple[str, Any]] = [("start", None)]
        self._counts: dict[str, int] = {}
        self._saved: datetime | None = None
        self._backup: datetime | None = None
        context.navigate = self.go
        context.signals.saved.connect(self._say_saved)
        context.signals.counted.connect(self._say_counts)
        context.signals.look_changed.connect(self._change_look)
        context.signals.data_changed.connect(self._say_who)
        QShortcut(QKeySequence("Ctrl+K"), self, lambda: self.go("participants", {"search": ""}))
        QShortcut(QKeySequence("Alt+Left"), self, lambda: self.go(BACK))
        self.setWindowTitle("FTD Desktop")
        self.resize(1366, 768)
        self._build()

    @property
    def page(self) -> Page:
        """The page shown."""
        return self._pages[self._trail[-1][0]]

    def go(self, name: str, argument: Any = None) -> None:
        """Show a page; "back" shows the one before. The page left saves what it holds."""
        before = self._trail[:-1]
        if name != BACK:
            registry.spec(name)  # an unknown name is a bug, said before anything changes
            before = self._trail[-19:] if self._trail[-1][0] != name else before
            before = [*before, (name, argument)]
        if before:
            self.page.leave()
            self._trail = before
            self._show()

    def opened(self) -> None:
        """The file is open: who sits here is known, and the page shown may read."""
        self._ready = True
        if self.context.identity.role != self._role:
            self._build()
        else:
            self._say_who()
            self._show()

    def show_again(self) -> None:
        """The page shown reads afresh, as after a lock that made it leave."""
        self._show()

    def set_backup(self, moment: datetime | None) -> None:
        """When the last backup was made, for the status line."""
        self._backup = moment
        self._status.backed_up(moment, self.context.now())

    def event(self, event: QEvent) -> bool:
        """Notice the first paint."""
        handled = super().event(event)
        if event.type() == QEvent.Type.Paint and not self._was_painted:
            self._was_painted = True
            QTimer.singleShot(0, self.painted.emit)
        return handled

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """F1 opens the guide at the page's chapter, unless the page took the key itself."""
        if event.key() == Qt.Key.Key_F1:
            self.go("help", {"chapter": self.page.guide})
        else:
            super().keyPressEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Save what the page holds; closing never asks."""
        self.page.leave()
        super().closeEvent(event)

    def _build(self) -> None:
        """The frame and the page shown, in the look, language and role in force; again when one of them changes."""
        i18n.use(self._app, self.context.preferences.language)
        self._role = self.context.identity.role
        self._pages: dict[str, Page] = {}
        self._areas: dict[str, QScrollArea] = {}
        self._rail = self._make_rail()
        self._head, self._status, self._stack = Head(), StatusLine(), QStackedWidget()
        right = down(self._head, Line(), (self._stack, 1), Line(), self._status, gap=0)
        self.setCentralWidget(boxed(across(self._rail, Line(vertical=True), (right, 1), gap=0), _Ground))
        self._say_who()
        self._say_counts({})
        if self._saved:
            self._status.saved(self._saved)
        if self._ready:
            self._status.backed_up(self._backup, self.context.now())
        self._show()

    def _make_rail(self) -> Rail:
        seen = [page for page in registry.PAGES if page.place and self.context.identity.role in page.roles]
        seen.sort(key=lambda page: page.place == "bottom")
        rail = Rail([(p.name, p.icon, registry.title(p.name)) for p in seen], sum(p.place == "top" for p in seen))
        rail.asked.connect(self.go)
        return rail

    def _show(self) -> None:
        """Bring the page at the end of the trail to the front."""
        name, argument = self._trail[-1]
        page = self._page(name)
        self._stack.setCurrentWidget(self._areas[name])
        self._rail.choose(registry.spec(name).under or name)
        self._rail.set_wide(not page.slim_rail)
        self._show_head(page)
        if self._ready:
            page.show_with(argument)
        if (start := page.first_focus()) is not None:
            start.setFocus(Qt.FocusReason.OtherFocusReason)

    def _page(self, name: str) -> Page:
        if name not in self._pages:
            page = registry.spec(name).make(self.context)
            page.go.connect(self.go)
            page.head_changed.connect(lambda: self._show_head(page))
            self._pages[name], self._areas[name] = page, _scrolled(page)
            self._stack.addWidget(self._areas[name])
        return self._pages[name]

    def _show_head(self, page: Page) -> None:
        if page is self._pages.get(self._trail[-1][0]):
            self._head.show_page(page.title, page.subtitle, page.head_actions)

    def _say_counts(self, counts: dict[str, int]) -> None:
        """Counts beside the rail's words, e.g. ``{"carry": 14}``; 0 shows nothing."""
        self._counts |= counts
        for name, count in self._counts.items():
            if name in self._rail.buttons:
                self._rail.buttons[name].set_note(str(count) if count else "")

    def _say_who(self) -> None:
        self._status.who(self.context.identity.name, self.context.identity.scope)

    def _say_saved(self, moment: datetime) -> None:
        self._saved = moment
        self._status.saved(moment)

    def _change_look(self) -> None:
        """Theme, text size or language changed: put it in force and build afresh where the user stands."""
        self.page.leave()
        theme.apply(self._app, self.context.preferences.theme, self.context.preferences.scale)
        self._build()


def _application() -> QApplication:
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    return app


class _Ground(Fill):
    """The page colour behind everything."""

    def __init__(self) -> None:
        super().__init__("window")


def _scrolled(page: QWidget) -> QScrollArea:
    """The page in an area that scrolls only when the page needs more room than the window has."""
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setWidget(page)
    page.setAutoFillBackground(False)
    return area
