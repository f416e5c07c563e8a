"""The user guide: chapters in Markdown, in the package or beside the source; in English where there is an English one.

English chapters lie in ``en/`` under the same file names. A chapter that has none is shown in Indonesian, and says so.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from ftd_desktop import i18n, resources

SOURCE_LANGUAGE = "id"
_MARKS = re.compile(r"!\[[^\]]*\]\([^)]+\)|\]\([^)]+\)|[*`#\[\]|]")


@dataclass(frozen=True)
class Chapter:
    """One chapter: `name` is its file name without number, e.g. ``peserta``; `language` what it is written in."""

    name: str
    title: str
    path: Path
    language: str = SOURCE_LANGUAGE

    @property
    def foreign(self) -> bool:
        """Whether it is in another language than the one in force."""
        return self.language != i18n.language()


@dataclass(frozen=True)
class Found:
    """A chapter in which something was found, and how often."""

    chapter: Chapter
    times: int


@cache
def folder() -> Path:
    """Where the chapters lie; FileNotFoundError when the guide was left out of the package."""
    for place in (resources.root() / "guide", resources.root().parent / "docs" / "panduan"):
        if place.is_dir():
            return place
    raise FileNotFoundError("user guide")


def chapters() -> tuple[Chapter, ...]:
    """All chapters in order, each in the language in force where it exists in it."""
    return tuple(_chapter(path) for path in sorted(folder().glob("[0-9][0-9]-*.md")))


def place(name: str) -> int:
    """The place of the chapter that `name` begins with (``kirim-terima`` finds ``kirim``); 0 when there is none."""
    return next((i for i, chapter in enumerate(chapters()) if name.startswith(chapter.name)), 0)


def find(words: str) -> tuple[Found, ...]:
    """The chapters that hold `words` as they are typed, whatever the case, in order; all of them for ""."""
    wanted = " ".join(words.casefold().split())
    found = (Found(chapter, plain(chapter).count(wanted) if wanted else 0) for chapter in chapters())
    return tuple(one for one in found if one.times or not wanted)


@cache
def plain(chapter: Chapter) -> str:
    """A chapter's words without marks, for searching."""
    return " ".join(_MARKS.sub("", chapter.path.read_text(encoding="utf-8")).casefold().split())


def _chapter(path: Path) -> Chapter:
    translated = path.parent / i18n.language() / path.name
    language = i18n.language() if translated.is_file() else SOURCE_LANGUAGE
    shown = translated if translated.is_file() else path
    with shown.open(encoding="utf-8") as file:
        title = file.readline().lstrip("# ").strip()
    return Chapter(path.stem.split("-", 1)[1], title, shown, language)
