"""Screen texts: Bahasa Indonesia is the source, other languages are catalogues in ``resources/i18n/``.

The language in force is the one piece of process-wide state of the program (docs/decisions/0003): a screen text is
asked for from every room, and a translator passed through every call would hide what the calls are about.
"""

from __future__ import annotations

import json
import re
from pathlib import Path

from ftd_desktop import resources

SOURCE = "id"
_COUNTED = re.compile(r"\[(\w+):([^|\]]*)\|([^|\]]*)\]")


class Counted(str):
    """A text whose words follow a number: ``{n} [n:record waits|records wait]`` has the first half for one alone.

    Indonesian knows no plural, so only translations are written so; callers fill every text by `format` alike.
    """

    def format(self, *args: object, **params: object) -> str:
        """Choose by each parameter as it will be shown, then fill the places."""
        chosen = _COUNTED.sub(lambda found: found[2 if str(params[found[1]]) == "1" else 3], self)
        return chosen.format(*args, **params)


class Catalogue:
    """Texts of one language: source text -> translation, read from all JSON files of ``resources/i18n/<language>/``."""

    def __init__(self) -> None:
        self.language = SOURCE
        self._texts: dict[str, str] = {}

    def use(self, language: str) -> None:
        """Switch to `language` ("id" or a folder of resources/i18n); ValueError for one that is not there."""
        if language == SOURCE:
            self._texts = {}
        elif language in languages():
            found = read_texts(resources.path("i18n", language))
            self._texts = {source: Counted(text) if _COUNTED.search(text) else text for source, text in found.items()}
        else:
            raise ValueError(f"no texts for language {language!r}")
        self.language = language

    def translate(self, text: str) -> str:
        """The translation, or the Indonesian source where a catalogue lacks it."""
        return self._texts.get(text, text)


def read_texts(folder: Path) -> dict[str, str]:
    """All texts of one language folder, merged; ValueError when two files disagree about a text."""
    texts: dict[str, str] = {}
    for file in sorted(folder.glob("*.json")):
        for source, translation in json.loads(file.read_text(encoding="utf-8")).items():
            if texts.setdefault(source, translation) != translation:
                raise ValueError(f"{file.name}: another translation of {source!r} exists")
    return texts


def languages() -> list[str]:
    """The languages that can be chosen, the source first."""
    return [SOURCE, *sorted(p.name for p in resources.path("i18n").iterdir() if p.is_dir())]


_catalogue = Catalogue()
use = _catalogue.use


def tr(text: str) -> str:
    """`text` in the language in force. Call it with a literal, so that a test can find every screen text."""
    return _catalogue.translate(text)


def language() -> str:
    """The language in force, e.g. "id"."""
    return _catalogue.language
