"""Whether this machine's user opens the file without its passphrase, and changing that; on the file's thread."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ftd_desktop.store import keystore

if TYPE_CHECKING:
    from ftd_desktop.store.keystore import KeyStore
    from ftd_desktop.ui.context import Context


def state(context: Context) -> bool | None:
    """Whether the file is remembered; None where there is no key store."""
    store = _store(context)
    return None if store is None else keystore.is_remembered(context.opened.path, store)


def remember(context: Context, passphrase: str) -> None:
    """Remember from now on; UserError when the passphrase is wrong or the key store fails."""
    context.opened.check_passphrase(passphrase)
    store = _store(context)
    if store is not None:
        keystore.remember(context.opened, store)


def forget(context: Context) -> None:
    """Ask for the passphrase again from now on."""
    store = _store(context)
    if store is not None:
        keystore.forget(context.opened.path, store)
        context.opened.journal("key forgotten", {})


def _store(context: Context) -> KeyStore | None:
    return context.key_store() if context.key_store is not None else None
