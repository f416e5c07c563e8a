"""Reads XML into nodes, in a way that hostile files cannot blow up."""

from __future__ import annotations

from typing import Final
from xml.parsers import expat

from ftd_desktop.errors import UserError
from ftd_desktop.forms.nodes import (
    ATTRIBUTE,
    COMMENT,
    DOCUMENT,
    ELEMENT,
    INSTRUCTION,
    MAX_NODES,
    TEXT,
    Node,
)

MAX_DEPTH: Final = 400


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
