"""What the expressions of a running interview can ask of the form and the program around them."""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta, timezone, tzinfo

from ftd_desktop.forms.instances import PREVIOUS
from ftd_desktop.forms.lists import Listing
from ftd_desktop.forms.live import Live, split_step
from ftd_desktop.forms.model import Model
from ftd_desktop.forms.nodes import DOCUMENT, ELEMENT, Node
from ftd_desktop.forms.texts import spoken
from ftd_desktop.forms.xpath import Scope


@dataclass(frozen=True)
class Context:
    """What the program knows around an interview.

    `now` is the clock with its zone. `preload`: "deviceid", "username", "email", "phonenumber", and
    "instanceID", the id of the record (without it each opening that has none gets a new one).
    `previous`: the last round's answers by question name, offered as `instance('sebelumnya')/root/<question>`.
    `instances`: further small instances by id, each question name -> text, or ref -> text: the values() of the record
    saved last, as "__last-saved", are what `${last-saved#question}` reads.
    """

    now: Callable[[], datetime]
    preload: Mapping[str, str] = field(default_factory=dict)
    previous: Mapping[str, str] | None = None
    instances: Mapping[str, Mapping[str, str]] = field(default_factory=dict)


class Surroundings:
    """The environment of one interview; implements `xpath.Environment`."""

    def __init__(self, model: Model, context: Context, root: Node) -> None:
        self._model = model
        self._context = context
        self._root = root
        self._random = random.Random()
        self.zone: tzinfo = context.now().tzinfo or timezone(timedelta(hours=7))
        known = {PREVIOUS: context.previous or {}} | dict(context.instances)
        self._filled = {name: _small(values) for name, values in known.items()}
        self.language = model.texts.default
        self.choice_labels: Callable[[Live, str], str | None] = lambda _live, _value: None

    @property
    def root(self) -> Node:
        """The main document."""
        return self._root

    def now(self) -> datetime:
        """The clock."""
        now = self._context.now()
        return now if now.tzinfo else now.replace(tzinfo=self.zone)

    def random(self) -> float:
        """A number from 0 up to 1."""
        return self._random.random()

    def _listing(self, name: str) -> Listing | None:
        return self._filled.get(name) or self._model.lists.get(name)

    def instance(self, name: str) -> Node | None:
        """The tree of a secondary instance."""
        listing = self._listing(name)
        return None if listing is None else listing.top()

    def lookup(self, name: str, path: tuple[str, ...], child: str, value: str) -> list[Node] | None:
        """Rows of a list by an index, None where the instance is no list of that shape."""
        listing = self._listing(name)
        if listing is None or listing.path != path:
            return None
        return [listing.node(number) for number in listing.where(child, value)]

    def table(self, name: str, path: tuple[str, ...]) -> Listing | None:
        """A list of that shape."""
        listing = self._listing(name)
        return listing if listing is not None and listing.path == path else None

    def itext(self, name: str) -> str:
        """The text of an id in the language of the interview."""
        return spoken(self._model.texts.lookup(name, self.language), Scope(self._root, self))

    def choice_label(self, value: str, question: str, node: Node) -> str:
        """The label of a choice of another question, by the path written in jr:choice-name."""
        live = self._near(question.strip(), node)
        label = self.choice_labels(live, value) if live is not None else None
        return value if label is None else label

    def _near(self, path: str, node: Node) -> Live | None:
        here: Node | None = node
        while here is not None and not isinstance(here.info, Live):
            here = here.parent
        live = here.info if here is not None else None
        if not isinstance(live, Live):
            return None
        item = self._model.items.get(path)
        if item is None:
            for step in path.split("/"):
                found = live.parent if step == ".." else next((c for c in live.children if c.item.name == step), None)
                if not isinstance(found, Live):
                    return None
                live = found
            return live
        while live.parent is not None and not item.path.startswith(live.item.path + "/"):
            live = live.parent
        return next(live.below(item), None)

    def pulldata(self, instance: str, column: str, key_column: str, key: str) -> str:
        """The cell of the first row whose key fits."""
        listing = self._listing(instance)
        if listing is None:
            return ""
        rows = listing.where(key_column, key)
        return listing.column(column)[rows[0]] if rows else ""

    def property(self, name: str) -> str:
        """A preload value."""
        return self._context.preload.get(name, "")

    def version(self) -> str:
        """The version of the form."""
        return self._model.version


def _small(values: Mapping[str, str]) -> Listing:
    """A tree root/<name> = text; keys that are refs ("/data/g/x") make the tree they describe."""
    top = Node(DOCUMENT)
    for name, text in values.items():
        node = top
        for step in name.removeprefix("/").split("/") if name.startswith("/") else ("root", name):
            node = _step_into(node, *split_step(step))
        node.set_text(text)
    return Listing((), {}, top)


def _step_into(node: Node, name: str, position: int | None) -> Node:
    """The child of that name and position, made when it is not there."""
    if name.startswith("@"):
        return node.attribute(name[1:]) or node.set_attribute(name[1:], "")
    found = node.named(name)
    place = (position or 1) - 1
    return found[place] if place < len(found) else node.append(Node(ELEMENT, name))
