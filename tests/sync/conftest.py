"""A master and two officers, quick: the key derivation is made cheap, everything else is real."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from ftd_desktop.store import keys
from ftd_desktop.store.file import DataFile
from tests.sync import world


@pytest.fixture(autouse=True)
def _cheap_keys(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(keys, "ITERATIONS", 1)
    monkeypatch.setattr(keys, "MEMORY_KIB", 64)


@pytest.fixture
def master(tmp_path: Path, _cheap_keys: None) -> Iterator[DataFile]:
    with world.found(tmp_path) as file:
        yield file


@pytest.fixture
def budi(tmp_path: Path, master: DataFile) -> Iterator[DataFile]:
    with world.enrol(master, tmp_path, "budi") as file:
        yield file


@pytest.fixture
def sari(tmp_path: Path, master: DataFile) -> Iterator[DataFile]:
    with world.enrol(master, tmp_path, "sari") as file:
        yield file


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    folder = tmp_path / "flashdisk"
    folder.mkdir()
    return folder
