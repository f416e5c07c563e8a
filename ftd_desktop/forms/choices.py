"""The choices of a select as they stand now: filtered, ordered and labelled, without an object for each."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import overload

from ftd_desktop.forms.lists import Listing
from ftd_desktop.forms.live import Live
from ftd_desktop.forms.model import FixedChoice, Itemset
from ftd_desktop.forms.nodes import Node
from ftd_desktop.forms.texts import Texts, spoken
from ftd_desktop.forms.xpath import XPathError


@dataclass(frozen=True, slots=True)
class Choice:
    """One choice: what is stored and what is read."""

    value: str
    label: str


class Choices(Sequence[Choice]):
    """A list of choices. A `Choice` is made only of those asked for."""

    def __init__(self, size: int, value: Callable[[int], str], label: Callable[[int], str],
                 media: Callable[[int], dict[str, str]] = lambda _: {},
                 folded: Callable[[], Sequence[str]] | None = None,
                 cell: Callable[[int, str], str] = lambda _, __: "",
                 places: Callable[[str], Sequence[int]] | None = None) -> None:
        self._size = size
        self._places = places
        self._folded = folded
        self._media = media
        self._cell = cell
        self._value = value
        self._label = label

    def __len__(self) -> int:
        return self._size

    @overload
    def __getitem__(self, index: int) -> Choice: ...
    @overload
    def __getitem__(self, index: slice) -> list[Choice]: ...
    def __getitem__(self, index: int | slice) -> Choice | list[Choice]:
        if isinstance(index, slice):
            return [self[i] for i in range(*index.indices(self._size))]
        place = index + self._size if index < 0 else index
        if not 0 <= place < self._size:
            raise IndexError(index)
        return Choice(self._value(place), self._label(place))

    def media(self, index: int) -> dict[str, str]:
        """image, audio, video -> the name of the file that goes with the choice at `index`."""
        return self._media(index)

    def cell(self, index: int, column: str) -> str:
        """What another column of the list says of the choice at `index` (``geometry``); "" when it says nothing."""
        return self._cell(index, column)

    def values(self) -> Iterator[str]:
        """The stored values in order."""
        return map(self._value, range(self._size))

    def label(self, value: str) -> str | None:
        """The label of a value; None when it is no choice."""
        places = self._places(value) if self._places else (i for i in range(self._size) if self._value(i) == value)
        return next((self._label(place) for place in places), None)

    def find(self, text: str, limit: int = 50) -> list[Choice]:
        """The choices whose label has all words of `text`, those that begin with it first."""
        words = text.casefold().split()
        if not words:
            return self[:limit]
        first: list[Choice] = []
        later: list[Choice] = []
        labels = self._folded() if self._folded else (self._label(place).casefold() for place in range(self._size))
        for place, label in enumerate(labels):
            if all(word in label for word in words):
                (first if label.startswith(words[0]) else later).append(self[place])
                if len(first) >= limit:
                    break
        return (first + later)[:limit]


NONE = Choices(0, lambda _: "", lambda _: "")


def choices_of(live: Live, texts: Texts, language: str) -> Choices:
    """The choices of a question now, labelled in `language`; NONE for a question without."""
    item = live.item
    if item.itemset is None:
        return _fixed(live, item.choices, texts, language) if item.choices else NONE
    itemset = item.itemset
    listing = itemset.listing
    if itemset.whole and listing is not None:
        values, labels = listing.column(itemset.value), listing.column(itemset.label)

        def places(value: str) -> Sequence[int]:
            return listing.where(itemset.value, value)

        def cell(index: int, column: str) -> str:
            return listing.column(column)[index]

        if itemset.translated:
            return Choices(len(values), values.__getitem__, lambda i: _said(texts, labels[i], language, live),
                           lambda i: texts.media(labels[i], language), cell=cell, places=places)
        return Choices(len(values), values.__getitem__, labels.__getitem__,
                       folded=lambda: listing.folded(itemset.label), cell=cell, places=places)
    listed = _listed(itemset, live)
    if listed is not None:
        return _of_rows(itemset, *listed, texts, language, live)
    nodes = _nodes(itemset, live)
    if itemset.translated:
        return Choices(len(nodes), lambda i: _cell(nodes[i], itemset.value),
                       lambda i: _said(texts, _cell(nodes[i], itemset.label), language, live),
                       lambda i: texts.media(_cell(nodes[i], itemset.label), language),
                       cell=lambda i, column: _cell(nodes[i], column))
    return Choices(len(nodes), lambda i: _cell(nodes[i], itemset.value), lambda i: _cell(nodes[i], itemset.label),
                   cell=lambda i, column: _cell(nodes[i], column))


def _listed(itemset: Itemset, live: Live) -> tuple[Listing, Sequence[int]] | None:
    """The list and the numbers of its rows that the filter lets through; None where nodes must be looked at."""
    listing = itemset.listing
    if listing is None or not listing.complete(itemset.value) or not listing.complete(itemset.label):
        return None
    try:
        found = itemset.nodeset.rows(live.scope)
    except XPathError:
        return listing, ()
    return None if found is None or found[0] is not listing else (listing, found[1])


def _of_rows(itemset: Itemset, listing: Listing, rows: Sequence[int], texts: Texts, language: str,
             live: Live) -> Choices:
    values, labels = listing.column(itemset.value), listing.column(itemset.label)

    def cell(index: int, column: str) -> str:
        return listing.column(column)[rows[index]]

    if itemset.translated:
        return Choices(len(rows), lambda i: values[rows[i]], lambda i: _said(texts, labels[rows[i]], language, live),
                       lambda i: texts.media(labels[rows[i]], language), cell=cell)
    return Choices(len(rows), lambda i: values[rows[i]], lambda i: labels[rows[i]],
                   folded=lambda: list(map(listing.folded(itemset.label).__getitem__, rows)), cell=cell)


def allowed_part(live: Live, wanted: str) -> str:
    """`wanted` without the choices that the filter does not allow now; unknown values are left alone."""
    itemset = live.item.itemset
    assert itemset is not None
    listed = _listed(itemset, live)
    if listed is not None:
        return _kept_rows(itemset, *listed, wanted, many=live.item.many)
    try:
        nodes = itemset.nodeset.nodes(live.scope)
    except XPathError:
        return wanted
    return keeper(itemset, nodes, many=live.item.many)(wanted)


def keeper(itemset: Itemset, nodes: Sequence[Node], *, many: bool) -> Callable[[str], str]:
    """What keeps, of an answer, the choices that stand among `nodes`; unknown values are left alone."""
    allowed = frozenset(_cell(node, itemset.value) for node in nodes)

    def kept(wanted: str) -> str:
        values = wanted.split() if many else [wanted]
        return " ".join(value for value in values if value in allowed or not _is_known(itemset, value))

    return kept


def _kept_rows(itemset: Itemset, listing: Listing, rows: Sequence[int], wanted: str, *, many: bool) -> str:
    def allowed(value: str) -> bool:
        places = listing.where(itemset.value, value)
        return not places or any((at := bisect_left(rows, place)) < len(rows) and rows[at] == place for place in places)

    return " ".join(value for value in (wanted.split() if many else [wanted]) if allowed(value))


def _is_known(itemset: Itemset, value: str) -> bool:
    """True when the value stands in the list at all; rows of the form itself count as a list that changes."""
    return itemset.listing is None or not itemset.listing.path or bool(itemset.listing.where(itemset.value, value))


def in_list_order(live: Live, values: Sequence[str]) -> list[str]:
    """The values of a select_multiple once each in the order of its list; unknown ones last."""
    wanted = list(dict.fromkeys(values))
    if live.item.control == "rank" or len(wanted) < 2:
        return wanted
    itemset = live.item.itemset
    if itemset is None:
        order = [choice.value for choice in live.item.choices]
    elif itemset.listing is not None and itemset.listing.path:
        order = itemset.listing.column(itemset.value)
    else:
        order = [_cell(node, itemset.value) for node in _nodes(itemset, live)]
    known = [value for value in order if value in wanted]
    return list(dict.fromkeys([*known, *wanted]))


def _nodes(itemset: Itemset, live: Live) -> list[Node]:
    try:
        return itemset.nodeset.nodes(live.scope)
    except XPathError:
        return []


def _cell(row: Node, path: str) -> str:
    node: Node | None = row
    for step in path.split("/"):
        if step == "." or node is None:
            continue
        node = node.parent if step == ".." else node.child(step.rpartition(":")[2])
    return node.string_value() if node is not None else ""


def _said(texts: Texts, key: str, language: str, live: Live) -> str:
    return spoken(texts.lookup(key, language), live.scope)


def _fixed(live: Live, choices: tuple[FixedChoice, ...], texts: Texts, language: str) -> Choices:
    def label(place: int) -> str:
        words = choices[place].label
        return spoken(texts.phrase(words, language), live.scope) if words is not None else choices[place].value

    return Choices(len(choices), lambda place: choices[place].value, label)
