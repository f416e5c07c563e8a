"""What a generated function asks for when Python source is not enough: one tree of nodes, filled for each question."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime, tzinfo
from typing import Any, Final

from ftd_desktop.forms.nodes import DOCUMENT, ELEMENT, Node
from ftd_desktop.forms.xpath.environment import Environment, Table
from ftd_desktop.forms.xpath.functions import FUNCTIONS
from ftd_desktop.forms.xpath.scope import Scope
from ftd_desktop.forms.xpath.values import NAN, text_number

INSTANCE: Final = "instance:"  # columns of an instance: "instance:sebelumnya/root/omzet"
REMEMBERED: Final = 5_000  # results kept of one piece of work
_NUMBERS: Final = 200_000

Texts = tuple[str | None, ...]


class Remembered(dict[Any, Any]):
    """What `work` gives for a key, remembered: records repeat their texts."""

    def __init__(self, work: Callable[[Any], Any], limit: int = REMEMBERED) -> None:
        self._work = work
        self._limit = limit

    def __missing__(self, key: Any) -> Any:
        if len(self) >= self._limit:
            self.clear()
        found = self[key] = self._work(key)
        return found


def numbers_of_texts(zone: tzinfo) -> Remembered:
    """Text -> its number."""
    return Remembered(lambda text: text_number(text, zone), _NUMBERS)


class Tree:
    """One document with an element a column, filled anew for each closure that needs nodes.

    A column of an instance stands in a document of its own, and is taken out of it while its text is None.
    """

    def __init__(self, columns: Sequence[str], env: Environment) -> None:
        self.document = Node(DOCUMENT)
        self._instances: dict[str, Node] = {}
        self._nodes = [self._node(path) for path in columns]
        self._homes = [node.parent for node in self._nodes]
        self.scope = Scope(self.document, _Rooted(env, self.document, self._instances))

    def _node(self, path: str) -> Node:
        here, steps = self.document, path.strip("/").split("/")
        if path.startswith(INSTANCE):
            here = self._instances.setdefault(steps.pop(0).removeprefix(INSTANCE), Node(DOCUMENT))
        for name in steps:
            here = here.child(name) or here.append(Node(ELEMENT, name))
        return here

    def closure(self, path: str, run: Callable[[Scope], Any], reads: Sequence[int] | None,
                ) -> Callable[[Texts], Any]:
        """From the texts of the columns that are read (None: of all) to what `run` gives at a path."""
        scope = Scope(self._node(path), self.scope.env)
        places = range(len(self._nodes)) if reads is None else reads
        targets = [(self._nodes[place], self._homes[place]) for place in places]

        def closure(texts: Texts) -> Any:
            for (node, home), text in zip(targets, texts, strict=True):
                if text is not None:
                    node.set_text(text)
                    if node.parent is None and home is not None:
                        home.append(node)
                elif node.parent is not None:
                    node.parent.remove(node)
            return run(scope)

        return closure


class _Rooted:
    """An environment whose main document is the one of the records and whose clock stands still."""

    def __init__(self, env: Environment, root: Node, instances: Mapping[str, Node]) -> None:
        self._env = env
        self._now = env.now()
        self._instances = instances
        self.root = root

    def now(self) -> datetime:
        """The clock when the check was made."""
        return self._now

    def instance(self, name: str) -> Node | None:
        """That of the record, else the one that is the same for all."""
        found = self._instances.get(name)
        return self._env.instance(name) if found is None else found

    def lookup(self, name: str, path: tuple[str, ...], child: str, value: str) -> list[Node] | None:
        """By the index of an instance that is the same for all records."""
        return None if name in self._instances else self._env.lookup(name, path, child, value)

    def table(self, name: str, path: tuple[str, ...]) -> Table | None:
        """A list that is the same for all records."""
        return None if name in self._instances else self._env.table(name, path)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._env, name)


def surroundings(scope: Scope) -> dict[str, Any]:
    """What every generated source needs beside its columns."""
    return {"N": numbers_of_texts(scope.env.zone), "NAN": NAN, "zone": scope.env.zone, "scope": scope,
            "Remembered": Remembered,
            "TODAY": FUNCTIONS["today"].implementation(scope), "NOW": FUNCTIONS["now"].implementation(scope)}
