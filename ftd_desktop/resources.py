"""Where the shipped resources lie: forms, lists, fonts, icons, texts."""

from __future__ import annotations

from functools import cache
from pathlib import Path


@cache
def root() -> Path:
    """The resources folder: inside the installed package, else beside it in a source tree."""
    package = Path(__file__).resolve().parent
    for folder in (package / "resources", package.parent / "resources"):
        if folder.is_dir():
            return folder
    raise FileNotFoundError(f"resources folder not found beside {package}")


def path(*parts: str) -> Path:
    """The path of one resource, e.g. ``path("icons", "home.svg")``; FileNotFoundError when it is absent."""
    found = root().joinpath(*parts)
    if not found.exists():
        raise FileNotFoundError(str(found))
    return found
