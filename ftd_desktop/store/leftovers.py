"""What a killed program left unfinished in a folder that others may be writing to as well."""

from __future__ import annotations

import contextlib
import time
from collections.abc import Iterable
from pathlib import Path

DAY = 86_400.0  # nobody writes one file for a whole day: what is older is nobody's


def clear(paths: Iterable[Path], now: float | None = None) -> None:
    """Remove those of `paths` that were last written more than a day ago; what cannot be removed stays."""
    before = (time.time() if now is None else now) - DAY
    for path in paths:
        with contextlib.suppress(OSError):
            if path.stat().st_mtime < before:
                path.unlink()
