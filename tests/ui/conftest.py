"""Fixtures for the window's tests: the look, a context with workers, waiting for them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta, timezone

import pytest
from PySide6.QtWidgets import QApplication

from ftd_desktop.ui import theme
from ftd_desktop.ui.context import Context, Identity
from ftd_desktop.ui.tasks import Tasks

WIB = timezone(timedelta(hours=7))
NOW = datetime(2026, 11, 24, 10, 42, tzinfo=WIB)


@pytest.fixture
def look(qapp: QApplication) -> Iterator[QApplication]:
    """The application in the light theme at 100 %."""
    theme.apply(qapp)
    yield qapp
    theme.apply(qapp)


@pytest.fixture
def tasks(look: QApplication) -> Iterator[Tasks]:
    """Workers whose unexpected errors fail the test."""
    errors: list[BaseException] = []
    made = Tasks(errors.append)
    yield made
    made.close()
    if errors:
        raise errors[0]


@pytest.fixture
def context(tasks: Tasks) -> Context:
    """A context without a file, at a fixed moment."""
    who = Identity("Rina br. Simanjuntak (contoh)", "officer", "Petugas Toba")
    return Context(tasks, identity=who, now=lambda: NOW)


@pytest.fixture
def settle(qtbot: object, tasks: Tasks) -> Callable[[], None]:
    """Waits until every job has been delivered."""

    def wait() -> None:
        qtbot.waitUntil(lambda: tasks.running == 0, timeout=5000)  # type: ignore[attr-defined]

    return wait
