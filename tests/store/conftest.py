"""A quick data file: the key derivation is made cheap, everything else is real."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from ftd_desktop.store import keys
from ftd_desktop.store.file import DataFile

PASSPHRASE = "sawah hijau 7"


@pytest.fixture(autouse=True)
def _cheap_keys(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(keys, "ITERATIONS", 1)
    monkeypatch.setattr(keys, "MEMORY_KIB", 64)


@pytest.fixture
def file(tmp_path: Path, _cheap_keys: None) -> Iterator[DataFile]:
    with DataFile.create(tmp_path / "budi.ftdb", PASSPHRASE, role="officer") as made:
        yield made
