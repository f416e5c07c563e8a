"""The parts of an XForm document: its template, bindings, body, translations and secondary instances."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

from ftd_desktop.errors import UserError
from ftd_desktop.forms.nodes import ELEMENT, TEXT, Node
from ftd_desktop.forms.xml_reader import parse_xml

XFORMS: Final = "http://www.w3.org/2002/xforms"
JAVAROSA: Final = "http://openrosa.org/javarosa"
ENTITIES: Final = "http://www.opendatakit.org/xforms/entities"
FTD: Final = "http://ftd-desktop.org/xforms"
_PREFIX: Final = re.compile(r"(?<=/)[\w.-]+:(?=[\w.-])|^[\w.-]+:(?=[\w.-])")
CONTROLS: Final = ("input", "select1", "select", "rank", "range", "upload", "trigger", "secret", "textarea")


@dataclass(slots=True, eq=False)
class Part:
    """A control, group or repeat of the body. `path` is "" for a group that only lays out."""

    kind: str
    path: str
    element: Node
    children: list[Part] = field(default_factory=list)
    repeat: Node | None = None

    @property
    def appearance(self) -> str:
        """The appearance as written."""
        own = self.element.get("appearance") or ""
        return own or (self.repeat.get("appearance") or "" if self.repeat is not None else "")

    def walk(self) -> Iterator[Part]:
        """This part and all below."""
        yield self
        for child in self.children:
            yield from child.walk()


@dataclass(slots=True, eq=False)
class Source:
    """An XForm taken apart. `template` is the root element of the main instance, still in its document."""

    title: str
    namespaces: dict[str, str]
    model: Node
    template: Node
    binds: list[Node]
    body: Part
    instances: list[Node]
    itext: Node | None
    actions: list[Node]


def read_source(xform: str) -> Source:
    """Take an XForm apart; UserError when it is no XForm."""
    html = next(iter(parse_xml(xform).elements()), None)
    head = html.child("head") if html is not None else None
    model = head.child("model") if head is not None else None
    body = html.child("body") if html is not None else None
    instances = model.named("instance") if model is not None else []
    template = next(iter(instances[0].elements()), None) if instances else None
    if html is None or head is None or model is None or body is None or template is None:
        raise UserError("Berkas ini bukan XForm yang lengkap. Ubah lagi dari XLSForm-nya.")
    for node in (template, *template.descendants()):
        node.prefix = ""  # orx:meta is meta to all that reads the form; its namespace stays
    title = head.child("title")
    top = Part("group", "/" + template.name, body)
    top.children = list(_parts(body, top.path))
    return Source(
        title.string_value().strip() if title is not None else "", html.namespaces() | template.namespaces(), model,
        template,
        model.named("bind"), top, list(instances[1:]), model.child("itext"),
        [node for node in html.descendants() if node.kind == ELEMENT and node.name in ("setvalue", "setgeopoint")],
    )


def _parts(element: Node, parent: str) -> Iterator[Part]:
    for child in element.elements():
        if child.name == "group":
            yield _group(child, parent)
        elif child.name == "repeat":
            yield _repeat(child, child, parent)
        elif child.name in CONTROLS:
            yield Part(child.name, absolute(child.get("ref") or "", parent), child)


def _group(element: Node, parent: str) -> Part:
    repeats = element.named("repeat")
    ref = element.get("ref")
    if len(repeats) == 1 and (not ref or absolute(ref, parent) == absolute(repeats[0].get("nodeset") or "", parent)):
        others = [e for e in element.elements() if e.name in CONTROLS or e.name == "group"]
        if not others:
            return _repeat(element, repeats[0], parent)
    part = Part("group", absolute(ref, parent) if ref else "", element)
    part.children = list(_parts(element, part.path or parent))
    return part


def _repeat(element: Node, repeat: Node, parent: str) -> Part:
    part = Part("repeat", absolute(repeat.get("nodeset") or "", parent), element, repeat=repeat)
    part.children = list(_parts(repeat, part.path))
    return part


def unprefixed(path: str) -> str:
    """A path without the prefixes of its names: /data/orx:meta is /data/meta."""
    return _PREFIX.sub("", path.strip())


def absolute(ref: str, parent: str) -> str:
    """A reference of the body as a template path."""
    ref = unprefixed(ref)
    if ref.startswith("/") or not ref:
        return ref
    path = parent.split("/")
    for step in ref.split("/"):
        if step == "..":
            path.pop()
        elif step != ".":
            path.append(step)
    return "/".join(path)


def mixed_text(element: Node) -> list[str | Node]:
    """The content of a label or value: texts, and the `output` elements between them."""
    parts: list[str | Node] = []
    for child in element.children:
        if child.kind == TEXT:
            parts.append(child.value)
        elif child.kind == ELEMENT and child.name == "output":
            parts.append(child)
        elif child.kind == ELEMENT:
            parts.extend(mixed_text(child))
    return parts
