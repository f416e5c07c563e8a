"""A quick data file: the key derivation is made cheap, everything else is real."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from ftd_desktop.store.file import DataFile
from tests.cheap_keys import make_keys_cheap

PASSPHRASE = "sawah hijau 7"


@pytest.fixture(autouse=True)
def _cheap_keys(monkeypatch: pytest.MonkeyPatch) -> None:
    make_keys_cheap(monkeypatch)


@pytest.fixture
def file(tmp_path: Path, _cheap_keys: None) -> Iterator[DataFile]:
    with DataFile.create(tmp_path / "budi.ftdb", PASSPHRASE, role="officer") as made:
        yield made
