"""The page Pelatihan over a copy of the made-up cohort."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from ftd_desktop.ui.context import Context, Identity
from ftd_desktop.ui.pages.training import TrainingPage
from tests.cheap_keys import make_keys_cheap
from tests.ui.conftest import at_file, copied, put_up
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
    return copied(trained, tmp_path)


@pytest.fixture
def at_work(training: TrainingWorld, context: Context) -> Iterator[Context]:
    """A context of the province's Rina on that file, on a day when six of the seven sessions have been."""
    context.now = lambda: NOW
    context.identity = Identity("Rina (contoh)", "province", "Data Induk", "o1")
    yield from at_file(context, training.path, training.key)


@pytest.fixture
def page(at_work: Context, training: TrainingWorld, qtbot: QtBot, settle: Settle) -> TrainingPage:
    """The page with the cohort of fifteen."""
    return put_up(TrainingPage(at_work), qtbot, settle, {"cohort": training.cohort}, high=690)


@pytest.fixture
def opened_files(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What the page would have opened with the system's programs."""
    from ftd_desktop.ui import viewing

    found: list[str] = []
    monkeypatch.setattr(viewing.QDesktopServices, "openUrl", lambda url: found.append(url.toLocalFile()))
    return found
