"""A master and two laptops for the carry pages, over the small form of the sync tests."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from pytestqt.qtbot import QtBot

from ftd_desktop.programme.interviews import Desk
from ftd_desktop.programme.library import FormLibrary
from ftd_desktop.store.file import DataFile
from ftd_desktop.ui.context import Context, Identity
from ftd_desktop.ui.page import Page
from ftd_desktop.ui.tasks import Tasks


def at_work(context: Context, file: DataFile) -> Context:
    """The context of whoever works on `file`."""
    who = file.setting("identity")
    desk = Desk(file, FormLibrary(file), now=context.now)
    return replace(context, file=file, desk=desk, identity=Identity(who["officer_name"], who["role"]))


def shown(page: Page, qtbot: QtBot, argument: Any = None) -> None:
    qtbot.addWidget(page)
    page.resize(1198, 690)
    page.show()
    page.show_with(argument)


def waiter(tasks: Tasks, qtbot: QtBot) -> Callable[[], None]:
    """Waits until nothing is under way, also what a result started."""
    def wait() -> None:
        for _ in range(4):
            qtbot.waitUntil(lambda: tasks.running == 0, timeout=10_000)
            qtbot.wait(1)
    return wait


def cells(table: Any) -> list[list[str]]:
    model = table.rows_model
    return [[model.data(model.index(row, column)) for column in range(model.columnCount())]
            for row in range(model.rowCount())]
