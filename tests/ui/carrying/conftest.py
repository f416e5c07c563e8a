"""One set-up for the carry pages: the master and the two laptops of the sync tests, over their small form."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from tests.sync.conftest import _cheap_keys, budi, master, sari, stick, templates  # noqa: F401 - fixtures of these tests

Wait = Callable[[], None]
Sit = Callable[..., Any]


def cells(table: Any) -> list[list[str]]:
    """The words of a table."""
    model = table.rows_model
    return [[model.data(model.index(row, column)) for column in range(model.columnCount())]
            for row in range(model.rowCount())]
