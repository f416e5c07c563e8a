"""One set-up for the carry pages: the master and the two laptops of the sync tests, over their small form."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from ftd_desktop.sync import folder
from tests.sync.conftest import _cheap_keys, budi, master, sari, stick, templates  # noqa: F401 - fixtures of these tests

Wait = Callable[[], None]
Sit = Callable[..., Any]


def cells(table: Any) -> list[list[str]]:
    """The words of a table."""
    model = table.rows_model
    return [[model.data(model.index(row, column)) for column in range(model.columnCount())]
            for row in range(model.rowCount())]


@pytest.fixture(autouse=True)
def sticks(monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """Where this machine finds sticks: nowhere, until a test puts one in."""
    there: list[Path] = []
    monkeypatch.setattr(folder, "roots", lambda: list(there))
    return there
