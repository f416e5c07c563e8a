"""The words of a form in its languages, with the values that stand inside them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from ftd_desktop.forms.xpath import Compiled, Scope

#: A text, or its parts where values stand between the words.
Phrase = str | tuple[str | Compiled, ...]

_REFERENCE = re.compile(r"(?<![\w.)/-])(?:\.\.|/[\w.-]+)(?:/(?:\.\.|[\w.-]+))+")
MEDIA = ("image", "big-image", "audio", "video")
MISSING = "-"  # what pyxform writes where a language has no text


@dataclass(frozen=True, eq=False)
class Words:
    """A label, hint or message: by the id of its translations, or as it stands."""

    itext: str = ""
    phrase: Phrase = ""
    form: str = ""


class Texts:
    """The translations: language -> id -> form ("" is the plain text; short, guidance, image …) -> phrase."""

    def __init__(self, tables: Mapping[str, Mapping[str, Mapping[str, Phrase]]], default: str) -> None:
        self.tables = tables
        self.default = default
        self.languages: tuple[str, ...] = tuple(tables) or ("",)

    def language(self, wanted: str | None) -> str:
        """The language called `wanted` by its full name or its code ("id"); the default one when there is none."""
        for name in self.languages:
            if wanted and (name == wanted or name.endswith(f"({wanted})")):
                return name
        return self.default

    def phrase(self, words: Words, language: str) -> Phrase:
        """The phrase in `language`, else in the default one, else ""."""
        return self.lookup(words.itext, language, words.form) if words.itext else words.phrase

    def lookup(self, key: str, language: str, form: str = "") -> Phrase:
        """The phrase of an id; a bare "-" counts as missing."""
        for name in (language, self.default):
            found = self.tables.get(name, {}).get(key, {}).get(form, "")
            if found and found != MISSING:
                return found
        return ""

    def media(self, key: str, language: str) -> dict[str, str]:
        """What goes with the words of an id: image, big-image, audio, video -> file name."""
        found: dict[str, str] = {}
        for name in (self.default, language):
            for form, phrase in self.tables.get(name, {}).get(key, {}).items():
                if form in MEDIA and isinstance(phrase, str) and phrase not in ("", MISSING):
                    found[form] = phrase.rpartition("/")[2]
        return found

    def expressions(self, words: Words | None) -> Iterator[Compiled]:
        """Every expression that stands inside `words`, in all languages."""
        if words is None:
            return
        phrases = [words.phrase] if not words.itext else [
            table[words.itext].get(words.form, "") for table in self.tables.values() if words.itext in table
        ]
        for phrase in phrases:
            if isinstance(phrase, tuple):
                yield from (part for part in phrase if not isinstance(part, str))


def spoken(phrase: Phrase, scope: Scope) -> str:
    """The phrase with its values filled in."""
    if isinstance(phrase, str):
        return phrase
    return "".join(part if isinstance(part, str) else part.string(scope) for part in phrase)


def flat(phrase: Phrase) -> str:
    """The phrase with ${question} where a value stands."""
    if isinstance(phrase, str):
        return phrase
    return "".join(part if isinstance(part, str) else written(part) for part in phrase)


def written(rule: Compiled | None) -> str:
    """An expression as the author of the workbook wrote it: paths become ${question}."""
    if rule is None:
        return ""
    text = " ".join(rule.text.split())
    return _REFERENCE.sub(lambda found: "${" + found[0].rpartition("/")[2] + "}", text)
