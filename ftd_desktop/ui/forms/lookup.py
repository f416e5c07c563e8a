"""Type-ahead over very long lists: all labels folded once into one string, searched at the speed of C."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import accumulate
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ftd_desktop.forms.interview import Choice, Choices

LONG = 2_000  # choices from which folding once pays
_MOST = 20_000


class Lookup:
    """An index of one list of choices. Building it for 80,000 takes a tenth of a second, so it is done in the pool."""

    def __init__(self, choices: Choices) -> None:
        self._choices = choices
        labels = [choices[place].label.casefold().replace("\n", " ") for place in range(len(choices))]
        self._starts = list(accumulate((len(label) + 1 for label in labels), initial=1))
        self._text = "\n" + "\n".join(labels) + "\n"

    def find(self, text: str, limit: int) -> list[Choice]:
        """The choices whose label has all words of `text`, those that begin with the first word in front."""
        words = text.casefold().split()
        if not words:
            return self._choices[:limit]
        rarest = min(words, key=self._text.count) if len(words) > 1 else words[0]
        first: list[int] = []
        later: list[int] = []
        for place in self._first_words(words[0], limit) if len(words) == 1 else self._having(rarest):
            label = self._label(place)
            if all(word in label for word in words):
                (first if label.startswith(words[0]) else later).append(place)
            if len(first) >= limit:
                break
        if len(words) == 1 and len(first) < limit:
            later = self._others(words[0], limit - len(first))
        return [self._choices[place] for place in (first + later)[:limit]]

    def _first_words(self, word: str, limit: int) -> list[int]:
        """The first `limit` places whose label begins with a word."""
        found: list[int] = []
        at = self._text.find("\n" + word)
        while at >= 0 and len(found) < limit:
            found.append(bisect_right(self._starts, at + 1) - 1)
            at = self._text.find("\n" + word, at + 1)
        return found

    def _others(self, word: str, limit: int) -> list[int]:
        """The first `limit` places whose label has a word further on."""
        found: list[int] = []
        for place in self._having(word):
            if not self._label(place).startswith(word):
                found.append(place)
                if len(found) >= limit:
                    break
        return found

    def _having(self, word: str) -> Iterator[int]:
        """The places whose label has a word, as many as can be looked at before a key would wait."""
        at, looked = self._text.find(word), 0
        while at >= 0 and looked < _MOST:
            place = bisect_right(self._starts, at) - 1
            yield place
            looked += 1
            at = self._text.find(word, self._starts[place + 1])

    def _label(self, place: int) -> str:
        return self._text[self._starts[place] : self._starts[place + 1] - 1]


def sample(choices: Choices) -> tuple[object, ...]:
    """What tells one long list from another without reading all of it."""
    size = len(choices)
    return (size, *(choices[size * part // 8] for part in range(8)), choices[size - 1]) if size else ()


def label_of(choices: Choices | Sequence[Choice], value: str) -> str:
    """The words of a value; a value that is no choice (any more) as it stands."""
    if not value:
        return ""
    found = getattr(choices, "label", None)
    if callable(found):
        return str(found(value) or value)
    return next((choice.label for choice in choices if choice.value == value), value)
