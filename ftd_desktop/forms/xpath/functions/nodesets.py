"""Functions on node sets."""

from __future__ import annotations

import hashlib
import math
from collections.abc import Iterator

from ftd_desktop.forms.nodes import DOCUMENT, ELEMENT, XML_NAMESPACE, Node, in_document_order
from ftd_desktop.forms.xpath.functions.registry import Table
from ftd_desktop.forms.xpath.scope import Scope
from ftd_desktop.forms.xpath.values import Value, number_of, string_of

TABLE = Table()
add = TABLE.add


@add("N>n", "count")
def count(_: Scope, nodes: list[Node]) -> float:
    """How many nodes."""
    return float(len(nodes))


@add("N>n", "count-non-empty")
def count_non_empty(_: Scope, nodes: list[Node]) -> float:
    """How many nodes hold text."""
    return float(sum(node.string_value() != "" for node in nodes))


@add("N?>n", "position")
def position(scope: Scope, nodes: list[Node] | None = None) -> float:
    """The position in the predicate; of a given node its place among the siblings of its name, from 1."""
    if nodes is None:
        return float(scope.position)
    if not nodes or nodes[0].parent is None:
        return float("nan") if not nodes else 1.0
    node = nodes[0]
    twins = [twin for twin in nodes[0].parent.children if twin.kind == node.kind and twin.name == node.name]
    return float(next(i for i, twin in enumerate(twins, 1) if twin is node)) if node in twins else 1.0


@add(">n", "last", origin="xpath")
def last(scope: Scope) -> float:
    """The size of the set a predicate works on."""
    return float(scope.size)


@add("s>N", "instance")
def instance(scope: Scope, name: str) -> list[Node]:
    """The secondary instance of that name."""
    found = scope.env.instance(name)
    return [] if found is None else [found]


@add(">N", "current")
def current(scope: Scope) -> list[Node]:
    """The node the whole expression belongs to."""
    return [scope.current]


@add("Nv?>N", "randomize")
def randomize(scope: Scope, nodes: list[Node], seed: Value | None = None) -> list[Node]:
    """A shuffled copy (inside-out Fisher-Yates); with a seed always the same one."""
    numbers = _park_miller(_seed(seed, scope)) if seed is not None else iter(scope.env.random, None)
    shuffled: list[Node] = []
    for index, node in enumerate(nodes):
        place = int(next(numbers) * (index + 1))
        shuffled.append(node)
        shuffled[index], shuffled[place] = shuffled[place], node
    return shuffled


def _seed(seed: Value, scope: Scope) -> int:
    """The seed as a whole number; a text that is no number by its hash (JavaRosa issue 800), blank as 0."""
    number = number_of(seed, scope.env.zone)
    if math.isfinite(number):
        return int(number)
    text = string_of(seed)
    if text in ("", "NaN"):
        return 0
    return int.from_bytes(hashlib.sha256(text.encode()).digest()[:8], "big", signed=True)


def _park_miller(seed: int) -> Iterator[float]:
    """The minimal standard generator as ODK's clients start it."""
    modulus = 2_147_483_647
    state = int(math.copysign(abs(seed) % modulus, seed))
    if state <= 0:
        state += modulus - 1
    while True:
        state = state * 16_807 % modulus
        yield (state - 1) / (modulus - 1)


@add("NNnNn*>N", "indexed-repeat", repeated=2)
def indexed_repeat(_: Scope, nodes: list[Node], *pairs: list[Node] | float) -> list[Node]:
    """The nodes inside the repeat at that position (from 1), level by level: `nodes, repeat, index, …`."""
    levels: list[tuple[list[Node], float]] = list(zip(pairs[::2], pairs[1::2], strict=False))  # type: ignore[arg-type]
    inside: Node | None = None
    for repeats, index in sorted(levels, key=lambda level: _depth(level[0])):
        if inside is not None:
            repeats = [repeat for repeat in repeats if _within(repeat, inside)]
        if index != index or not 1 <= index <= len(repeats) or index != int(index):
            return []
        inside = repeats[int(index) - 1]
    return [] if inside is None else [node for node in nodes if _within(node, inside)]


def _depth(nodes: list[Node]) -> int:
    depth, node = 0, nodes[0] if nodes else None
    while node is not None:
        depth, node = depth + 1, node.parent
    return depth


def _within(node: Node, outer: Node) -> bool:
    here: Node | None = node
    while here is not None and here is not outer:
        here = here.parent
    return here is not None


@add("N>s", "name", origin="xpath")
def name(_: Scope, nodes: list[Node]) -> str:
    """The name of the first node with its prefix."""
    return nodes[0].qualified_name if nodes else ""


@add("N>s", "local-name", origin="xpath")
def local_name(_: Scope, nodes: list[Node]) -> str:
    """The name of the first node without prefix."""
    return nodes[0].name if nodes else ""


@add("N>s", "namespace-uri", origin="xpath")
def namespace_uri(_: Scope, nodes: list[Node]) -> str:
    """The namespace of the first node."""
    return nodes[0].namespace if nodes else ""


@add("s>b", "lang", origin="xpath")
def lang(scope: Scope, wanted: str) -> bool:
    """Whether xml:lang here is `wanted` or a kind of it."""
    node: Node | None = scope.node
    while node is not None:
        found = node.get("lang", XML_NAMESPACE)
        if found is not None:
            return found.lower() == wanted.lower() or found.lower().startswith(wanted.lower() + "-")
        node = node.parent
    return False


@add("v>N", "id", origin="xpath")
def id_(scope: Scope, value: Value) -> list[Node]:
    """The elements with one of these values in their attribute `id` or `xml:id`."""
    texts = [node.string_value() for node in value] if isinstance(value, list) else [string_of(value)]
    wanted = {word for text in texts for word in text.split()}
    top = scope.node.document
    found = [node for node in top.descendants() if node.kind == ELEMENT and wanted.intersection(_ids(node))]
    return in_document_order(found if top.kind == DOCUMENT or not wanted.intersection(_ids(top)) else [top, *found])


def _ids(node: Node) -> list[str]:
    return [found for found in (node.get("id"), node.get("id", XML_NAMESPACE)) if found is not None]
