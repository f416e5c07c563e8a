"""The page Pelatihan over a copy of the made-up cohort."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from ftd_desktop.store.file import DataFile
from ftd_desktop.ui.context import Context, Identity
from ftd_desktop.ui.pages.training import TrainingPage
from tests.cheap_keys import make_keys_cheap
from tests.ui.conftest import wait
from tests.ui.training.world import NOW, TrainingWorld, make

Settle = Callable[[], None]


@pytest.fixture(scope="session")
def trained(tmp_path_factory: pytest.TempPathFactory) -> TrainingWorld:
    """Built once; never open this one."""
    with pytest.MonkeyPatch.context() as patch:
        make_keys_cheap(patch)
        return make(tmp_path_factory.mktemp("training"))


@pytest.fixture
def training(trained: TrainingWorld, tmp_path: Path) -> TrainingWorld:
    """A copy for one test."""
    for part in trained.path.parent.glob(trained.path.name + "*"):
        shutil.copy2(part, tmp_path / part.name)
    return replace(trained, path=tmp_path / trained.path.name)


@pytest.fixture
def at_work(training: TrainingWorld, context: Context) -> Iterator[Context]:
    """A context of the province's Rina on that file, on a day when six of the seven sessions have been."""
    from ftd_desktop.programme.interviews import Desk
    from ftd_desktop.programme.library import FormLibrary

    context.now = lambda: NOW
    context.identity = Identity("Rina (contoh)", "province", "Data Induk", "o1")

    def open_file() -> None:
        context.file = DataFile.open_with_key(training.path, training.key)
        context.desk = Desk(context.file, FormLibrary(context.file), now=context.now)

    wait(context.tasks, open_file)
    yield context
    wait(context.tasks, context.opened.close)


@pytest.fixture
def page(at_work: Context, training: TrainingWorld, qtbot: QtBot, settle: Settle) -> TrainingPage:
    """The page with the cohort of fifteen."""
    made = TrainingPage(at_work)
    qtbot.addWidget(made)
    made.resize(1198, 690)
    made.show()
    made.show_with({"cohort": training.cohort})
    settle()
    return made


@pytest.fixture
def opened_files(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What the page would have opened with the system's programs."""
    from ftd_desktop.ui.training import panels

    found: list[str] = []
    monkeypatch.setattr(panels.QDesktopServices, "openUrl", lambda url: found.append(url.toLocalFile()))
    return found
