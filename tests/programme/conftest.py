"""One data file a test, with a cheap key."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from ftd_desktop.store.file import DataFile
from tests.cheap_keys import make_keys_cheap
from tests.programme.world import make_file


@pytest.fixture(autouse=True)
def _cheap_keys(monkeypatch: pytest.MonkeyPatch) -> None:
    make_keys_cheap(monkeypatch)


@pytest.fixture
def file(tmp_path: Path, _cheap_keys: None) -> Iterator[DataFile]:
    with make_file(tmp_path / "rina.ftdb") as made:
        yield made
