"""The data key in the system's key store, on request: the file opens without a passphrase for whoever is logged in.

The key store itself (Windows Credential Manager, macOS Keychain, Secret Service) is handed in, so that nothing here
depends on one. What it keeps is bound to the file by the random `id` in the key file, which copies and backups share.
"""

from __future__ import annotations

import base64
from pathlib import Path
from typing import Protocol

from ftd_desktop.errors import UserError
from ftd_desktop.store import keys
from ftd_desktop.store.file import DataFile

SERVICE = "FTD Desktop"


class KeyStore(Protocol):
    """What a system's key store can do; the `keyring` package has the same three calls."""

    def get_password(self, service: str, name: str) -> str | None:
        """The text kept under a name, or None."""

    def set_password(self, service: str, name: str, text: str) -> None:
        """Keep a text under a name."""

    def delete_password(self, service: str, name: str) -> None:
        """Forget a name that is kept."""


def remember(file: DataFile, store: KeyStore) -> None:
    """Let this machine's user open the file without its passphrase."""
    store.set_password(SERVICE, _name(file.path), base64.b64encode(file.data_key).decode())
    file.journal("key remembered", {})


def forget(path: Path, store: KeyStore) -> None:
    """Ask for the passphrase again from now on; harmless when nothing was remembered."""
    if is_remembered(path, store):
        store.delete_password(SERVICE, _name(path))


def is_remembered(path: Path, store: KeyStore) -> bool:
    """Whether `open_remembered` is worth a try."""
    return store.get_password(SERVICE, _name(path)) is not None


def open_remembered(path: Path, store: KeyStore) -> DataFile:
    """Open by the remembered key; UserError when there is none or it does not fit."""
    try:
        key = base64.b64decode(store.get_password(SERVICE, _name(path)) or "", validate=True)
    except ValueError:
        key = b""
    if len(key) != keys.KEY_BYTES:
        raise UserError("Kata sandi berkas {nama} tidak diingat di laptop ini. Ketik kata sandinya.", nama=path.name)
    return DataFile.open_with_key(path, key)


def _name(path: Path) -> str:
    return keys.read(path).id
