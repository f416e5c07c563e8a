"""The thirteen axes and the node tests of XPath 1.0."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Final

from ftd_desktop.forms.nodes import ATTRIBUTE, COMMENT, ELEMENT, INSTRUCTION, NAMESPACE, TEXT, XHTML_NAMESPACE, Node
from ftd_desktop.forms.xpath.syntax import Step

Axis = Callable[[Node], Iterable[Node]]
NodeTest = Callable[[Node], bool]


def child(node: Node) -> list[Node]:
    """The children in order."""
    return node.children


def parent(node: Node) -> tuple[Node, ...]:
    """The parent; the element of an attribute."""
    return () if node.parent is None else (node.parent,)


def self_(node: Node) -> tuple[Node, ...]:
    """The node."""
    return (node,)


def attribute(node: Node) -> list[Node]:
    """The attributes."""
    return node.attributes


def namespace(node: Node) -> list[Node]:
    """The namespaces in scope of an element, the default one first; `xml` is left out, as the public engines do."""
    if node.kind != ELEMENT:
        return []
    if node.namespace_nodes is None:
        node.namespace_nodes = [Node(NAMESPACE, prefix, uri) for prefix, uri in sorted(node.namespaces().items())]
    node.document.number()
    for found in node.namespace_nodes:
        found.parent, found.document, found.order = node, node.document, node.order
    return node.namespace_nodes


def ancestor(node: Node) -> Iterator[Node]:
    """Parent, its parent and so on up to the document."""
    above = node.parent
    while above is not None:
        yield above
        above = above.parent


def ancestor_or_self(node: Node) -> Iterator[Node]:
    """The node, then its ancestors."""
    yield node
    yield from ancestor(node)


def descendant(node: Node) -> Iterable[Node]:
    """All nodes below in document order."""
    return node.descendants()


def descendant_or_self(node: Node) -> Iterator[Node]:
    """The node, then all below."""
    yield node
    yield from node.descendants()


def following_sibling(node: Node) -> list[Node]:
    """The siblings after it."""
    siblings, index = _place(node)
    return siblings[index + 1:]


def preceding_sibling(node: Node) -> list[Node]:
    """The siblings before it, nearest first."""
    siblings, index = _place(node)
    return siblings[:index][::-1] if index > 0 else []


def following(node: Node) -> Iterator[Node]:
    """All nodes after it in document order that are not inside it."""
    here: Node | None = node
    if node.kind in (ATTRIBUTE, NAMESPACE):
        here = node.parent
        if here is not None:
            yield from here.descendants()
    while here is not None:
        for sibling in following_sibling(here):
            yield from descendant_or_self(sibling)
        here = here.parent


def preceding(node: Node) -> Iterator[Node]:
    """All nodes before it that do not contain it, nearest first."""
    here = node.parent if node.kind in (ATTRIBUTE, NAMESPACE) else node
    while here is not None:
        for sibling in preceding_sibling(here):
            yield from reversed(list(descendant_or_self(sibling)))
        here = here.parent


def _place(node: Node) -> tuple[list[Node], int]:
    if node.parent is None or node.kind in (ATTRIBUTE, NAMESPACE):
        return [], 0
    siblings = node.parent.children
    return siblings, next(i for i, sibling in enumerate(siblings) if sibling is node)


AXES: Final[dict[str, Axis]] = {
    "ancestor": ancestor, "ancestor-or-self": ancestor_or_self, "attribute": attribute, "child": child,
    "descendant": descendant, "descendant-or-self": descendant_or_self, "following": following,
    "following-sibling": following_sibling, "namespace": namespace, "parent": parent, "preceding": preceding,
    "preceding-sibling": preceding_sibling, "self": self_,
}


def node_test(step: Step, uri: str | None) -> NodeTest | None:
    """The test of a step, None when it lets everything through; `uri` is the namespace of its prefix, if known.

    A name without prefix means elements without prefix in whatever default namespace but XHTML's, as forms write
    paths; an attribute without prefix is in no namespace.
    """
    if step.node_type:
        return _type_test(step)
    kind = {"attribute": ATTRIBUTE, "namespace": NAMESPACE}.get(step.axis, ELEMENT)
    name, prefix = step.name, step.prefix
    if name == "*":
        if not prefix:
            return lambda node: node.kind == kind
        if uri is None:
            return lambda node: node.kind == kind and node.prefix == prefix
        return lambda node: node.kind == kind and node.namespace == uri
    if not prefix:
        return lambda node: (node.name == name and not node.prefix and node.kind == kind
                             and node.namespace != XHTML_NAMESPACE)
    if uri is None:
        return lambda node: node.name == name and node.prefix == prefix and node.kind == kind
    return lambda node: node.name == name and node.namespace == uri and node.kind == kind


def _type_test(step: Step) -> NodeTest | None:
    if step.node_type == "node":
        return None
    if step.node_type == "text":
        return lambda node: node.kind == TEXT
    if step.node_type == "comment":
        return lambda node: node.kind == COMMENT
    target = step.target
    return lambda node: node.kind == INSTRUCTION and (not target or node.name == target)
