"""One data file a test, with a cheap key."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from ftd_desktop.store import keys
from ftd_desktop.store.file import DataFile
from tests.programme.world import make_file


@pytest.fixture(autouse=True)
def _cheap_keys(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(keys, "ITERATIONS", 1)
    monkeypatch.setattr(keys, "MEMORY_KIB", 64)


@pytest.fixture
def file(tmp_path: Path, _cheap_keys: None) -> Iterator[DataFile]:
    with make_file(tmp_path / "rina.ftdb") as made:
        yield made
