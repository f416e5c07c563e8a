"""The XML tree of a form: small mutable nodes, and a parser that hostile files cannot blow up.

The data model is XPath 1.0's, but a CDATA section is a text node of its own beside other text, as in every DOM.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import count
from operator import attrgetter
from typing import Any, Final
from xml.parsers import expat

from ftd_desktop.errors import UserError

DOCUMENT: Final = 0
ELEMENT: Final = 1
ATTRIBUTE: Final = 2
TEXT: Final = 3
COMMENT: Final = 4
INSTRUCTION: Final = 5
NAMESPACE: Final = 6

XHTML_NAMESPACE: Final = "http://www.w3.org/1999/xhtml"
XML_NAMESPACE: Final = "http://www.w3.org/XML/1998/namespace"
MAX_DEPTH: Final = 400
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


def parse_xml(data: bytes | str) -> Node:
    """The document node of an XML text.

    Declarations of entities, external entities, nesting over MAX_DEPTH and more than MAX_NODES nodes are refused with
    a UserError, as is anything not well-formed; a bare DOCTYPE is passed over.
    """
    try:
        return _Builder().build(data)
    except expat.ExpatError as fault:
        raise UserError("Berkas XML rusak di baris {line}, kolom {column} ({reason}). Minta berkas aslinya lagi.",
                        line=fault.lineno, column=fault.offset + 1, reason=expat.ErrorString(fault.code)) from fault
    except (ValueError, LookupError) as fault:  # a lone surrogate or a NUL in a str, an encoding nobody knows
        raise UserError("Berkas XML tidak dapat dibaca ({reason}). Minta berkas aslinya lagi.",
                        reason=str(fault)) from fault


class _Builder:
    """The handlers of one expat run."""

    def __init__(self) -> None:
        self.document = self.here = Node(DOCUMENT)
        self.depth = self.size = 0
        self.pending: dict[str, str] = {}
        self.apart = False  # the next text starts a node of its own

    def build(self, data: bytes | str) -> Node:
        parser = expat.ParserCreate(namespace_separator=" ")
        parser.namespace_prefixes = True
        parser.ordered_attributes = True
        parser.buffer_text = True
        parser.StartElementHandler = self.start
        parser.EndElementHandler = self.end
        parser.CharacterDataHandler = self.text
        parser.StartCdataSectionHandler = parser.EndCdataSectionHandler = self.cdata
        parser.CommentHandler = lambda text: self.add(Node(COMMENT, value=text))
        parser.ProcessingInstructionHandler = lambda target, text: self.add(Node(INSTRUCTION, target, text))
        parser.StartNamespaceDeclHandler = self.declare
        parser.EntityDeclHandler = parser.UnparsedEntityDeclHandler = parser.ExternalEntityRefHandler = _refuse_entity
        parser.SkippedEntityHandler = _refuse_entity  # its text would silently be lost
        parser.SetParamEntityParsing(expat.XML_PARAM_ENTITY_PARSING_NEVER)
        parser.Parse(data, True)
        return self.document

    def add(self, node: Node) -> None:
        self.size += 1
        if self.size > MAX_NODES:
            raise UserError("Berkas XML terlalu besar (lebih dari {limit} simpul). Pecah menjadi beberapa berkas.",
                            limit=MAX_NODES)
        node.parent, node.document = self.here, self.document
        self.here.children.append(node)

    def declare(self, prefix: str | None, uri: str | None) -> None:
        self.pending[prefix or ""] = uri or ""

    def start(self, name: str, attributes: list[str]) -> None:
        node = Node(ELEMENT, *_split(name))
        self.add(node)
        if self.pending:
            node.declared, self.pending = self.pending, {}
        for i in range(0, len(attributes), 2):
            local, _, uri, prefix = _split(attributes[i])
            attribute = Node(ATTRIBUTE, local, attributes[i + 1], uri, prefix)
            attribute.parent, attribute.document = node, self.document
            node.attributes.append(attribute)
        self.size += len(attributes) // 2
        self.depth += 1
        if self.depth > MAX_DEPTH:
            raise UserError("Berkas XML bersarang lebih dari {limit} tingkat dan ditolak. Periksa asal berkas.",
                            limit=MAX_DEPTH)
        self.here = node

    def end(self, _name: str) -> None:
        self.depth -= 1
        parent = self.here.parent
        assert parent is not None
        self.here = parent

    def cdata(self) -> None:
        self.apart = True

    def text(self, text: str) -> None:
        siblings = self.here.children
        if siblings and siblings[-1].kind == TEXT and not self.apart:
            siblings[-1].value += text
        else:
            self.add(Node(TEXT, value=text))
        self.apart = False


def _split(name: str) -> tuple[str, str, str, str]:
    """expat's "local", "uri local" or "uri local prefix" as (local, value "", uri, prefix)."""
    parts = name.split(" ")
    if len(parts) == 1:
        return name, "", "", ""
    return parts[1], "", parts[0], parts[2] if len(parts) > 2 else ""


def _refuse_entity(*_: object) -> int:
    raise UserError("Berkas XML memuat deklarasi entitas dan ditolak demi keamanan. Hapus bagian DOCTYPE-nya.")
