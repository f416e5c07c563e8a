"""Finds the template items that a path of an expression means."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches

from ftd_desktop.forms.faults import Findings
from ftd_desktop.forms.lists import Listing
from ftd_desktop.forms.model import Item
from ftd_desktop.forms.nodes import Node
from ftd_desktop.forms.xpath import Compiled, Reference
from ftd_desktop.i18n import tr


@dataclass(frozen=True, slots=True, eq=False)
class Target:
    """An item that a path means. Rows of repeats below `anchor` (None: of the whole form) are all meant."""

    item: Item
    anchor: Item | None


class Resolver:
    """Resolves the references of one form; what it cannot find is a finding."""

    def __init__(self, root: Item, lists: Mapping[str, Listing], findings: Findings) -> None:
        self.root = root
        self.lists = lists
        self.findings = findings
        self.top = Item("", "", "group", None, Node(0), children=[root])
        self.names = {item.name: item for item in root.walk()}
        self.items = {item.path: item for item in root.walk()}

    def targets(self, item: Item, aspect: str, rule: Compiled) -> Iterator[Target]:
        """Everything that one rule of `item` reads in the form."""
        for reference in rule.references:
            if reference.base.startswith("instance:"):
                self._check_list(item, aspect, reference)
            elif not reference.exact:
                yield from (Target(other, None) for other in self.root.walk() if other is not item)
            else:
                yield from self._walk(item, aspect, reference)

    def _check_list(self, item: Item, aspect: str, reference: Reference) -> None:
        name = reference.base.partition(":")[2]
        if name and name not in self.lists:
            close = get_close_matches(name, list(self.lists), 1)
            self.findings.add(item.path, aspect, tr("daftar {name} tidak ada.").format(name=name),
                              _meant(close) or tr("Tambahkan baris csv-external bernama {name}.").format(name=name))

    def _walk(self, item: Item, aspect: str, reference: Reference) -> Iterator[Target]:
        here = [self.top] if reference.base == "/" else [item]
        highest = here[0]
        for step in reference.steps:
            above = highest
            here = list(dict.fromkeys(found for one in here for found in self._step(one, step)))
            if step == ".." and here and _depth(here[0]) < _depth(above):
                highest = here[0]
            if not here:
                self._unknown(item, aspect, reference, step)
                return
        anchor = self._anchor(highest)
        yield from (Target(found, anchor) for found in here if found is not self.top)

    @staticmethod
    def _anchor(highest: Item) -> Item | None:
        return highest.repeat

    def _step(self, item: Item, step: str) -> Iterator[Item]:
        if step == "..":
            yield item.parent or self.top
        elif step == "*":
            yield from (child for child in item.children if not child.name.startswith("@"))
        elif step == "//":
            yield from item.walk()
        elif step == ".":
            yield item
        elif step.startswith("@"):
            yield self.items.get(f"{item.path}/{step}", item)  # one without rules never changes
        else:
            local = step.rpartition(":")[2]
            yield from (child for child in item.children if child.name == local)

    def _unknown(self, item: Item, aspect: str, reference: Reference, step: str) -> None:
        path = "/" * (reference.base == "/") + "/".join(reference.steps)
        close = get_close_matches(step, list(self.names), 1, 0.5)
        self.findings.add(
            item.path, aspect,
            tr("{path} menunjuk {step}, dan itu tidak ada dalam formulir.").format(path=path, step=step),
            tr("Tulis yes, atau kosongkan.") if path == step and aspect in ("required", "readonly") else
            tr("Tulis ${{{name}}}.").format(name=step) if step in close else _meant(close),
        )


def _meant(close: list[str]) -> str:
    return tr("Mungkin yang dimaksud {name}?").format(name=close[0]) if close else ""


def _depth(item: Item) -> int:
    return item.path.count("/")

