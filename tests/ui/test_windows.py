"""Building pages opens no windows of their own: a widget shown before it has a parent flashes and steals the focus."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from ftd_desktop.ui import registry
from ftd_desktop.ui.context import Context, Identity
from ftd_desktop.ui.main_window import MainWindow
from tests.ui.world import World


class Watch(QObject):
    """Notes every widget that is shown as a window."""

    def __init__(self) -> None:
        super().__init__()
        self.windows: list[str] = []

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Show and isinstance(watched, QWidget) and watched.isWindow():
            self.windows.append(type(watched).__name__)
        return False


@pytest.mark.parametrize("role", ["officer", "province"])
def test_no_page_opens_a_window(opened: Context, world: World, settle: Callable[[], None], qtbot: QtBot,
                                look: QApplication, role: str) -> None:
    opened.identity = Identity("Rina (contoh)", role)  # type: ignore[arg-type]
    window = MainWindow(opened)
    qtbot.addWidget(window)
    with qtbot.waitExposed(window):
        window.show()
    watch = Watch()
    look.installEventFilter(watch)
    arguments = {"person": {"participant": world.ids[0]}, "entry": {"record": world.draft}}
    for page in registry.PAGES:
        if role == "officer" and page.name in ("carry", "master"):
            continue  # this file belongs to no province
        window.go(page.name, arguments.get(page.name))
        settle()
        QApplication.processEvents()
        assert not watch.windows, page.name
        watch.windows.clear()
    look.removeEventFilter(watch)
