"""A master and two officers, quick: made once and copied, with a cheap key derivation; everything else is real."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from ftd_desktop.store.file import DataFile
from tests.cheap_keys import make_keys_cheap
from tests.sync import world


@pytest.fixture(autouse=True)
def _cheap_keys(monkeypatch: pytest.MonkeyPatch) -> None:
    make_keys_cheap(monkeypatch)


@pytest.fixture(scope="session")
def templates(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A founded master and two enrolled laptops, closed, to be copied."""
    folder = tmp_path_factory.mktemp("templates")
    with pytest.MonkeyPatch.context() as patch:
        make_keys_cheap(patch)
        with world.found(folder) as master:
            for name in ("budi", "sari"):
                world.enrol(master, folder, name).close()
    return folder


@pytest.fixture
def master(templates: Path, tmp_path: Path) -> Iterator[DataFile]:
    with world.copied(templates / "induk.ftdb", tmp_path / "induk.ftdb") as file:
        yield file


@pytest.fixture
def budi(templates: Path, tmp_path: Path) -> Iterator[DataFile]:
    with world.copied(templates / "budi.ftdb", tmp_path / "budi.ftdb") as file:
        yield file


@pytest.fixture
def sari(templates: Path, tmp_path: Path) -> Iterator[DataFile]:
    with world.copied(templates / "sari.ftdb", tmp_path / "sari.ftdb") as file:
        yield file


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    folder = tmp_path / "flashdisk"
    folder.mkdir()
    return folder
