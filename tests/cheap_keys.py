"""Key derivation in no time, for tests about other things; everything else of a file is real."""

from __future__ import annotations

import pytest

from ftd_desktop.store import keys


def make_keys_cheap(patch: pytest.MonkeyPatch) -> None:
    """Argon2id with the least it allows, as long as `patch` lasts."""
    patch.setattr(keys, "ITERATIONS", 1)
    patch.setattr(keys, "MEMORY_KIB", 64)
