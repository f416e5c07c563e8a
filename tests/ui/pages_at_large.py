"""Every page of the program as it is shown to each role, with something on it: for tests that look at all of them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from ftd_desktop.ui import registry
from ftd_desktop.ui.context import Context, Identity
from ftd_desktop.ui.main_window import MainWindow
from tests.ui.world import World

Settle = Callable[[], None]
ROLES = ("officer", "trainer", "province")
PERSON_VIEWS = ("answers", "training", "papers", "history")
TRAINING_SECTIONS = ("members", "timetable", "attendance", "absences", "completion")
OFFICE = ("carry", "master", "officers")
"""Pages that need a province behind the file; the province's own window shows them."""


@dataclass(frozen=True)
class Case:
    """One thing to look at: a page with an argument."""

    label: str
    page: str
    argument: Any = None


def cases(world: World, role: str = "province") -> Iterator[Case]:
    """Every page of a role; those with several views once for each."""
    for page in registry.PAGES:
        if role not in page.roles or (role != "province" and page.name in OFFICE):
            continue
        if page.name == "person":
            yield from (Case(f"person {view}", "person", {"participant": world.ids[0], "view": view})
                        for view in PERSON_VIEWS)
        elif page.name == "training":
            yield from (Case(f"training {one}", "training", {"section": one}) for one in TRAINING_SECTIONS)
        elif page.name == "entry":
            yield Case("entry", "entry", {"record": world.draft})
        elif page.name == "participants":
            yield Case("participants", "participants", {"search": ""})
            yield Case("participants nobody", "participants", {"search": "tidak ada orang ini"})
            yield Case("participants behind a figure", "participants", {"ids": world.ids[:2], "words": "Laba naik"})
        else:
            yield Case(page.name, page.name)


def window_of(context: Context, role: str) -> MainWindow:
    """The window as a role sees it, not yet shown."""
    context.identity = Identity("Rina br. Simanjuntak (contoh)", role, "Medan")  # type: ignore[arg-type]
    return MainWindow(context)


def shown(window: MainWindow, qtbot: QtBot, settle: Settle) -> Iterator[MainWindow]:
    """The window on the screen; nothing is under way when a test begins, and when it has ended."""
    qtbot.addWidget(window)
    with qtbot.waitExposed(window):
        window.show()
    settle()
    yield window
    settle()


def look_as(window: MainWindow, language: str, scale: float = 1.0, theme: str = "light") -> None:
    """Put language, text size and theme in force."""
    chosen = window.context.preferences
    chosen.language, chosen.scale, chosen.theme = language, scale, theme
    window.context.signals.look_changed.emit()


def show(window: MainWindow, case: Case, settle: Settle) -> QWidget:
    """The page with data, on a laptop of 1366 x 768."""
    window.go(case.page, case.argument)
    settle()
    window.resize(1366, 768)
    for _ in range(3):
        QApplication.processEvents()
    settle()
    assert [top for top in QApplication.topLevelWidgets() if top.isVisible()] == [window]
    return window.centralWidget()


def seen(ground: QWidget) -> list[QWidget]:
    """Every widget that is shown."""
    return [widget for widget in ground.findChildren(QWidget) if widget.isVisible()]


def spoken(widget: QWidget) -> str:
    """What a screen reader says a control is."""
    interface = QAccessible.queryAccessibleInterface(widget)
    return interface.text(QAccessible.Text.Name) if interface else widget.accessibleName()


def controls(ground: QWidget) -> list[QWidget]:
    """What the keyboard can stand on; inner parts of a control (a combo's list) speak through it."""
    return [widget for widget in seen(ground) if widget.focusPolicy() & Qt.FocusPolicy.TabFocus and widget.isEnabled()
            and widget.focusProxy() is None and not widget.objectName().startswith("qt_")]
