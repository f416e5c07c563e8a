"""An environment without a running form: a document, its instances, a clock."""

from __future__ import annotations

import random
from datetime import datetime, tzinfo
from typing import cast

from ftd_desktop.forms.nodes import Node
from ftd_desktop.forms.xpath.environment import Table
from ftd_desktop.i18n import language


class PlainEnvironment:
    """Answers what a bare document can answer; the running interview overrides the rest."""

    def __init__(self, root: Node, instances: dict[str, Node] | None = None, zone: tzinfo | None = None,
                 form_language: str | None = None) -> None:
        self.root = root
        self.instances = instances or {}
        self.zone: tzinfo = zone or cast(tzinfo, datetime.now().astimezone().tzinfo)
        self.language = language() if form_language is None else form_language
        self._indexes: dict[tuple[str, tuple[str, ...], str], dict[str, list[Node]]] = {}

    def now(self) -> datetime:
        """The clock of this computer."""
        return datetime.now(self.zone)

    def random(self) -> float:
        """A number from 0 up to 1."""
        return random.random()

    def instance(self, name: str) -> Node | None:
        """The instance of that name."""
        return self.instances.get(name)

    def lookup(self, name: str, path: tuple[str, ...], child: str, value: str) -> list[Node] | None:
        """By an index made at the first question: instances do not change."""
        index = self._indexes.get((name, path, child))
        if index is None:
            top = self.instance(name)
            if top is None:
                return None
            index = self._indexes[name, path, child] = index_by_child(top, path, child)
        return index.get(value, [])

    def table(self, name: str, path: tuple[str, ...]) -> Table | None:
        """No tables here."""
        return None

    def itext(self, name: str) -> str:
        """No texts here."""
        return ""

    def choice_label(self, value: str, question: str, node: Node) -> str:
        """No choices here: the value itself."""
        return value

    def pulldata(self, instance: str, column: str, key_column: str, key: str) -> str:
        """From the instance of that name, rows root/item."""
        rows = self.lookup(instance, ("root", "item"), key_column, key)
        found = rows[0].child(column) if rows else None
        return "" if found is None else found.string_value()

    def property(self, name: str) -> str:
        """Nothing is known here."""
        return ""

    def version(self) -> str:
        """No form, no version."""
        return ""


def index_by_child(top: Node, path: tuple[str, ...], child: str) -> dict[str, list[Node]]:
    """The nodes at `path` under `top` by the text of their children `child`, each node once a text, in order."""
    rows = [top]
    for name in path:
        rows = [found for row in rows for found in row.named(name)]
    index: dict[str, list[Node]] = {}
    for row in rows:
        for value in dict.fromkeys(node.string_value() for node in row.named(child)):
            index.setdefault(value, []).append(row)
    return index
