"""Builds the template items of a form from its main instance."""

from __future__ import annotations

from ftd_desktop.forms.faults import Findings
from ftd_desktop.forms.model import GROUP, LEAF, REPEAT, Item
from ftd_desktop.forms.nodes import TEXT, Node
from ftd_desktop.forms.source import JAVAROSA, Source
from ftd_desktop.i18n import tr


def build_items(source: Source, findings: Findings) -> dict[str, Item]:
    """path -> item for every element of the main instance, in document order."""
    return _Builder(source, findings).build()


class _Builder:
    def __init__(self, source: Source, findings: Findings) -> None:
        self.template = source.template
        self.repeats = {part.path for part in source.body.walk() if part.kind == "repeat"}
        self.groups = {part.path for part in source.body.walk() if part.kind == "group"}
        self.findings = findings
        self.items: dict[str, Item] = {}

    def build(self) -> dict[str, Item]:
        path = "/" + self.template.name
        self.add(self.template, path, None).node = self.prepared(self.template, path)
        return self.items

    def prepared(self, element: Node, path: str) -> Node:
        """A copy fit to start an interview with: no space between elements, no row templates."""
        copy = element.copy()
        pending = [(copy, path)]
        while pending:
            node, here = pending.pop()
            if node.elements():
                for child in [c for c in node.children if c.kind == TEXT]:
                    node.remove(child)
            for name in dict.fromkeys(child.name for child in node.elements()):
                self._settle_rows(node, name, f"{here}/{name}")
                pending += [(child, f"{here}/{name}") for child in node.named(name)]
        return copy

    def _settle_rows(self, parent: Node, name: str, path: str) -> None:
        if path not in self.repeats:
            return
        for row in list(parent.named(name)):
            if _is_template(row):
                parent.remove(row)

    def add(self, node: Node, path: str, parent: Item | None) -> Item:
        kind = REPEAT if path in self.repeats else GROUP if node.elements() or path in self.groups else LEAF
        item = Item(path, node.name, kind, parent, node)
        item.repeat = item if kind == REPEAT else parent.repeat if parent else None
        self.items[path] = item
        if parent:
            parent.children.append(item)
        for name in dict.fromkeys(child.name for child in node.elements()):
            self._add_child(item, node.named(name), f"{path}/{name}")
        return item

    def _add_child(self, item: Item, siblings: list[Node], path: str) -> None:
        if len(siblings) > 1 and path not in self.repeats:
            self.findings.add(path, "name", tr("nama ini dipakai dua kali dalam satu kelompok."),
                              tr("Beri nama lain pada salah satunya."))
        sample = next((row for row in siblings if _is_template(row)), siblings[0])
        child = self.add(sample, path, item)
        if child.kind == REPEAT:
            child.node = self.prepared(sample, path)
            child.node.attributes = [a for a in child.node.attributes if a.namespace != JAVAROSA]


def _is_template(row: Node) -> bool:
    return row.attribute("template", JAVAROSA) is not None


def attribute_item(items: dict[str, Item], path: str) -> Item | None:
    """The item of an attribute such as /data/meta/entity/@create, made when it is first asked for."""
    found = items.get(path)
    owner_path, _, name = path.rpartition("/@")
    owner = items.get(owner_path)
    if found is None and owner is not None and name:
        local = name.rpartition(":")[2]
        node = next((a for a in owner.node.attributes if a.name == local), None)
        if node is None:
            node = owner.node.set_attribute(local, "")
        found = items[path] = Item(path, "@" + local, LEAF, owner, node, repeat=owner.repeat)
        owner.children.append(found)
    return found

