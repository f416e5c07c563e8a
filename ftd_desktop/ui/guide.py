"""The user guide: chapters in Markdown, in the package or beside the source."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from ftd_desktop import resources


@dataclass(frozen=True)
class Chapter:
    """One chapter: `name` is its file name without number, e.g. ``peserta``."""

    name: str
    title: str
    path: Path


@cache
def folder() -> Path:
    """Where the chapters lie; FileNotFoundError when the guide was left out of the package."""
    for place in (resources.root() / "guide", resources.root().parent / "docs" / "panduan"):
        if place.is_dir():
            return place
    raise FileNotFoundError("user guide")


def chapters() -> tuple[Chapter, ...]:
    """All chapters in order."""
    return tuple(_chapter(path) for path in sorted(folder().glob("[0-9][0-9]-*.md")))


def place(name: str) -> int:
    """The place of the chapter that `name` begins with (``kirim-terima`` finds ``kirim``); 0 when there is none."""
    return next((i for i, chapter in enumerate(chapters()) if name.startswith(chapter.name)), 0)


def _chapter(path: Path) -> Chapter:
    with path.open(encoding="utf-8") as file:
        title = file.readline().lstrip("# ").strip()
    return Chapter(path.stem.split("-", 1)[1], title, path)
