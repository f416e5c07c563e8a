"""Fixtures for the window's tests: the look, a context with workers, waiting for them."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import Any, TypeVar

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ftd_desktop.store.file import DataFile
from ftd_desktop.ui import theme
from ftd_desktop.ui.context import Context, Identity
from ftd_desktop.ui.page import Page
from ftd_desktop.ui.private_copies import PrivateCopies
from ftd_desktop.ui.tasks import Tasks
from tests.ui.world import World, make

WIB = timezone(timedelta(hours=7))
NOW = datetime(2026, 11, 24, 10, 42, tzinfo=WIB)

P = TypeVar("P", bound=Page)
Built = TypeVar("Built", bound=Any)


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
def context(tasks: Tasks, tmp_path: Path) -> Context:
    """A context without a file, at a fixed moment; what it opens in other programs lies in the test's own folder."""
    who = Identity("Rina br. Simanjuntak (contoh)", "officer", "Petugas Toba")
    return Context(tasks, identity=who, now=lambda: NOW, copies=PrivateCopies(tmp_path))


@pytest.fixture
def settle(qtbot: object, tasks: Tasks) -> Callable[[], None]:
    """Waits until every job has been delivered."""

    def wait() -> None:
        qtbot.waitUntil(lambda: tasks.running == 0, timeout=30_000)  # type: ignore[attr-defined]

    return wait


@pytest.fixture
def ready(tasks: Tasks, qtbot: QtBot) -> Callable[[], None]:
    """Waits until nothing is under way, also what a result started."""

    def wait() -> None:
        for _ in range(4):
            qtbot.waitUntil(lambda: tasks.running == 0, timeout=30_000)
            qtbot.wait(1)

    return wait


@pytest.fixture
def sit(context: Context, qtbot: QtBot, ready: Callable[[], None]) -> Callable[..., Any]:
    """`sit(Page, file, argument)`: the page, shown to whoever works on an open file that has an identity."""
    from ftd_desktop.programme.interviews import Desk
    from ftd_desktop.programme.library import FormLibrary

    def down(cls: type[Page], file: DataFile, argument: object = None) -> Page:
        who = file.setting("identity")
        desk = Desk(file, FormLibrary(file), now=context.now)
        made = cls(replace(context, file=file, desk=desk, identity=Identity(who["officer_name"], who["role"])))
        return put_up(made, qtbot, ready, argument, high=690)

    return down


def put_up(made: P, qtbot: QtBot, settle: Callable[[], None], argument: object = None, *, high: int = 684) -> P:
    """A page as large as a laptop shows it, with what it shows read."""
    qtbot.addWidget(made)
    made.resize(1198, high)
    made.show()
    made.show_with(argument)
    settle()
    return made


def went(page: Page) -> list[tuple[str, Any]]:
    """Where the page asks to go, from now on."""
    gone: list[tuple[str, Any]] = []
    page.go.connect(lambda name, argument: gone.append((name, argument)))
    return gone


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> World:
    """The real file of `tests.ui.world`, built once; never open this one."""
    return make(tmp_path_factory.mktemp("world"))


@pytest.fixture
def world(built: World, tmp_path: Path) -> World:
    """A copy of the real file for one test."""
    return copied(built, tmp_path)


def copied(built: Built, folder: Path) -> Built:
    """A copy in `folder` of a world's file, which lies at its `path`."""
    for part in built.path.parent.glob(built.path.name + "*"):
        shutil.copy2(part, folder / part.name)
    return replace(built, path=folder / built.path.name)


@pytest.fixture
def opened(world: World, context: Context) -> Iterator[Context]:
    """A context at work on the real file."""
    yield from at_file(context, world.path, world.key)


def at_file(context: Context, path: Path, key: bytes) -> Iterator[Context]:
    """The context at work on a file, which is closed afterwards."""
    from ftd_desktop.programme.interviews import Desk
    from ftd_desktop.programme.library import FormLibrary

    def open_file() -> None:
        context.file = DataFile.open_with_key(path, key)
        context.desk = Desk(context.file, FormLibrary(context.file), now=context.now)

    wait(context.tasks, open_file)
    yield context
    wait(context.tasks, context.opened.close)


def wait(tasks: Tasks, work: Callable[[], object]) -> object:
    """Run `work` on the file's thread and give what it gives."""
    got: list[object] = []
    tasks.store(work, got.append)
    while tasks.running:
        QApplication.processEvents()
    return got[0]
