from __future__ import annotations

from pathlib import Path

import pytest

from ftd_desktop.errors import UserError
from ftd_desktop.store import keystore
from ftd_desktop.store.file import DataFile
from tests.store.conftest import PASSPHRASE


class Memory:
    """A key store of a test."""

    def __init__(self) -> None:
        self.kept: dict[tuple[str, str], str] = {}

    def get_password(self, service: str, name: str) -> str | None:
        return self.kept.get((service, name))

    def set_password(self, service: str, name: str, text: str) -> None:
        self.kept[service, name] = text

    def delete_password(self, service: str, name: str) -> None:
        del self.kept[service, name]


def test_a_remembered_file_opens_without_its_passphrase_until_forgotten(file: DataFile) -> None:
    store = Memory()
    keystore.remember(file, store)
    file.change_passphrase("laut biru 99")
    file.close()
    keystore.open_remembered(file.path, store).close()
    keystore.forget(file.path, store)
    keystore.forget(file.path, store)
    with pytest.raises(UserError, match="tidak diingat"):
        keystore.open_remembered(file.path, store)


def test_a_key_of_another_file_does_not_open(file: DataFile, tmp_path: Path) -> None:
    store = Memory()
    keystore.remember(file, store)
    with DataFile.create(tmp_path / "lain.ftdb", PASSPHRASE, role="officer") as other:
        pass
    assert not keystore.is_remembered(other.path, store)
    (name,) = store.kept
    store.kept[name] = "A" * 43 + "="
    file.close()
    with pytest.raises(UserError, match="rusak"):
        keystore.open_remembered(file.path, store)
    store.kept[name] = "bukan kunci"
    with pytest.raises(UserError, match="tidak diingat"):
        keystore.open_remembered(file.path, store)
