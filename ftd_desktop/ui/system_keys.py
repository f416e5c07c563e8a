"""The key store of the system (Windows Credential Manager, macOS Keychain, Secret Service), if there is one."""

from __future__ import annotations

import sys
from importlib import import_module
from typing import Any

from ftd_desktop.errors import UserError

_BACKENDS = {"win32": ("keyring.backends.Windows", "WinVaultKeyring"), "darwin": ("keyring.backends.macOS", "Keyring")}
_ELSEWHERE = ("keyring.backends.SecretService", "Keyring")


class SystemKeys:
    """A backend of `keyring`; what it cannot do is a UserError. Slow: for use off the window's thread."""

    def __init__(self, backend: Any) -> None:
        self._backend = backend

    def get_password(self, service: str, name: str) -> str | None:
        """The text kept under a name, or None."""
        found: str | None = self._ask(self._backend.get_password, service, name)
        return found

    def set_password(self, service: str, name: str, text: str) -> None:
        """Keep a text under a name."""
        self._ask(self._backend.set_password, service, name, text)

    def delete_password(self, service: str, name: str) -> None:
        """Forget a name that is kept."""
        self._ask(self._backend.delete_password, service, name)

    def _ask(self, call: Any, *given: str) -> Any:
        try:
            return call(*given)
        except _errors() as error:
            raise UserError("Penyimpanan kunci sistem ini tidak dapat dipakai ({sebab}). Ketik kata sandi berkasnya "
                            "seperti biasa.", sebab=str(error) or type(error).__name__) from error


def find() -> SystemKeys | None:
    """The key store of this system; None where there is none that works."""
    module, name = _BACKENDS.get(sys.platform, _ELSEWHERE)
    try:
        backend = getattr(import_module(module), name)
    except ImportError:
        return None
    return SystemKeys(backend()) if backend.viable else None


def _errors() -> tuple[type[Exception], ...]:
    """What a backend raises: its own errors, and those of the system's calls."""
    from keyring.errors import KeyringError

    if sys.platform == "win32":
        from win32ctypes.pywin32.pywintypes import error

        return KeyringError, OSError, error
    return KeyringError, OSError
