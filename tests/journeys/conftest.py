"""Windows on real files, with cheap keys."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from ftd_desktop import app
from ftd_desktop.ui.main_window import MainWindow
from ftd_desktop.ui.preferences import Preferences
from tests.cheap_keys import make_keys_cheap
from tests.journeys.clerk import Clerk


@pytest.fixture
def cheap_keys(monkeypatch: pytest.MonkeyPatch) -> None:
    """Key derivation in no time; everything else is real."""
    make_keys_cheap(monkeypatch)


@pytest.fixture
def sit(qapp: object, qtbot: Any, cheap_keys: None) -> Iterator[Callable[..., Clerk]]:
    """Sits a clerk down at a window on a file."""
    windows: list[MainWindow] = []

    def down(path: Path, passphrase: str, clock: Callable[[], datetime]) -> Clerk:
        window = app.build_window(Preferences(), clock)
        windows.append(window)
        qtbot.addWidget(window)
        opening = app.attach(window, path, passphrase)
        with qtbot.waitSignal(opening.opened, timeout=20000):
            window.show()
        window.activateWindow()
        clerk = Clerk(window, qtbot.waitUntil)
        clerk.settle()
        return clerk

    yield down
    for window in windows:
        window.close()
        app.close(window)
