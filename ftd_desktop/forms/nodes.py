"""The XML tree of a form: small mutable nodes.

The data model is XPath 1.0's, but a CDATA section is a text node of its own beside other text, as in every DOM.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import count
from operator import attrgetter
from typing import Any, Final

DOCUMENT: Final = 0
ELEMENT: Final = 1
ATTRIBUTE: Final = 2
TEXT: Final = 3
COMMENT: Final = 4
INSTRUCTION: Final = 5
NAMESPACE: Final = 6

XHTML_NAMESPACE: Final = "http://www.w3.org/1999/xhtml"
XML_NAMESPACE: Final = "http://www.w3.org/XML/1998/namespace"
MAX_NODES: Final = 6_000_000

_documents = count(1)
_UNNUMBERED: Final = -1
_by_order = attrgetter("order")


class Node:
    """One node. `value` is the content of attributes, text, comments, instructions and namespace nodes.

    `blank` is set by a running interview on a node that is not relevant: its text counts as "" in expressions and
    stays in the tree. `info` belongs to whoever runs the form. `order` is valid after `number()` of the document.
    """

    __slots__ = ("_names", "attributes", "blank", "children", "declared", "document", "info", "kind", "name",
                 "namespace", "namespace_nodes", "order", "parent", "prefix", "value")

    def __init__(self, kind: int, name: str = "", value: str = "", namespace: str = "", prefix: str = "") -> None:
        self.kind = kind
        self.name = name
        self.value = value
        self.namespace = namespace
        self.prefix = prefix
        self.parent: Node | None = None
        self.children: list[Node] = []
        self.attributes: list[Node] = []
        self.declared: dict[str, str] | None = None  # namespaces declared here: prefix -> uri
        self.document: Node = self  # the topmost node
        self.order = _UNNUMBERED
        self.blank = False
        self.info: Any = None
        self.namespace_nodes: list[Node] | None = None  # made by the namespace axis only
        self._names: dict[str, list[Node]] | None = None

    def __repr__(self) -> str:
        return f"<{self.qualified_name or '#' + str(self.kind)} {self.value!r}>"

    @property
    def qualified_name(self) -> str:
        """The name with its prefix, as written."""
        return f"{self.prefix}:{self.name}" if self.prefix else self.name

    def string_value(self) -> str:
        """The text of the node and all below it; text under a `blank` node counts as empty."""
        if self.blank:
            return ""
        if self.kind > ELEMENT:
            return self.value
        children = self.children
        if not children:
            return ""
        if len(children) == 1 and children[0].kind == TEXT:
            return children[0].value
        parts: list[str] = []
        pending = children[::-1]
        while pending:
            node = pending.pop()
            if node.kind == TEXT:
                parts.append(node.value)
            elif node.kind == ELEMENT and not node.blank:
                pending.extend(reversed(node.children))
        return "".join(parts)

    def named(self, name: str) -> list[Node]:
        """The child elements with that name, with its prefix as written, in order; do not change the list.

        Elements of XHTML are the page around the data and do not count, whatever their prefix.
        """
        names = self._names
        if names is None:
            names = self._names = {}
            for child in self.children:
                if child.kind == ELEMENT and child.namespace != XHTML_NAMESPACE:
                    names.setdefault(child.qualified_name, []).append(child)
        return names.get(name, _NOTHING)

    def child(self, name: str) -> Node | None:
        """The first child element with that name, with or without its prefix."""
        found = self.named(name) or [child for child in self.elements() if child.name == name]
        return found[0] if found else None

    def elements(self) -> list[Node]:
        """The child elements in order."""
        return [child for child in self.children if child.kind == ELEMENT]

    def descendants(self) -> Iterator[Node]:
        """All nodes below (no attributes), in document order."""
        pending = self.children[::-1]
        while pending:
            node = pending.pop()
            yield node
            if node.children:
                pending.extend(reversed(node.children))

    def attribute(self, name: str, namespace: str = "") -> Node | None:
        """The attribute node, or None."""
        for node in self.attributes:
            if node.name == name and node.namespace == namespace:
                return node
        return None

    def get(self, name: str, namespace: str = "") -> str | None:
        """The value of an attribute, or None."""
        node = self.attribute(name, namespace)
        return None if node is None else node.value

    def namespaces(self) -> dict[str, str]:
        """The namespaces in scope here: prefix -> uri; "" is the default one."""
        scope: dict[str, str] = {}
        node: Node | None = self
        while node is not None:
            for prefix, uri in (node.declared or {}).items():
                scope.setdefault(prefix, uri)
            node = node.parent
        return {prefix: uri for prefix, uri in scope.items() if uri}

    def set_text(self, text: str) -> None:
        """Replace all content of an element by `text`, or the value of any other node."""
        if self.kind > ELEMENT:
            self.value = text
        elif len(self.children) == 1 and self.children[0].kind == TEXT and text:
            self.children[0].value = text
        else:
            for child in list(self.children):
                self.remove(child)
            if text:
                self.append(Node(TEXT, value=text))

    def append(self, child: Node) -> Node:
        """Add `child` (a node without parent) as the last child and return it."""
        return self.insert(len(self.children), child)

    def insert(self, index: int, child: Node) -> Node:
        """Add `child` (a node without parent) before the child at `index` and return it."""
        if child.parent is not None or child.document is self.document:
            raise ValueError("a node can be in one place only")
        self.children.insert(index, child)
        child.parent = self
        self._changed(child, self.document)
        return child

    def remove(self, child: Node) -> None:
        """Take `child` out; it stands alone then. ValueError when it is no child."""
        index = next((i for i, node in enumerate(self.children) if node is child), -1)
        if index < 0:
            raise ValueError("not a child of this node")
        del self.children[index]
        child.parent = None
        self._changed(child, child)

    def _changed(self, child: Node, document: Node) -> None:
        self._names = None
        self.document.order = child.order = _UNNUMBERED
        for node in (child, *child.descendants()):
            node.document = document
            for attribute in node.attributes:
                attribute.document = document

    def set_attribute(self, name: str, value: str, namespace: str = "", prefix: str = "") -> Node:
        """Set or add an attribute and return its node."""
        node = self.attribute(name, namespace)
        if node is None:
            node = Node(ATTRIBUTE, name, value, namespace, prefix)
            node.parent, node.document = self, self.document
            self.attributes.append(node)
            self.document.order = _UNNUMBERED
        node.value = value
        return node

    def copy(self) -> Node:
        """A copy of the node and all below it, without parent; `blank` and `info` are copied as they are."""
        top = self._alone()
        pending = [(self, top)]
        while pending:
            source, target = pending.pop()
            for child in source.children:
                twin = child._alone()
                target.children.append(twin)
                twin.parent, twin.document = target, top
                for attribute in twin.attributes:
                    attribute.document = top
                if child.children:
                    pending.append((child, twin))
        return top

    def _alone(self) -> Node:
        twin = Node(self.kind, self.name, self.value, self.namespace, self.prefix)
        twin.declared, twin.blank, twin.info = self.declared, self.blank, self.info
        for attribute in self.attributes:
            copied = twin.set_attribute(attribute.name, attribute.value, attribute.namespace, attribute.prefix)
            copied.blank, copied.info = attribute.blank, attribute.info
        return twin

    def number(self) -> None:
        """Number the tree under this topmost node in document order; nothing to do when it has not changed."""
        if self.order != _UNNUMBERED:
            return
        order = next(_documents) << 32
        for node in (self, *self.descendants()):
            order += 1
            node.order = order
            for attribute in node.attributes:
                order += 1
                attribute.order = order


_NOTHING: list[Node] = []


def in_document_order(nodes: Iterable[Node]) -> list[Node]:
    """The nodes once each, in document order; documents follow each other in a fixed order."""
    unique = list(dict.fromkeys(nodes))
    if len(unique) > 1:
        for document in {node.document for node in unique}:
            document.number()
        unique.sort(key=_by_order)
    return unique
