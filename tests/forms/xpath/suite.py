"""Runs one case of the public suites beside the project: see its README for the fields."""

from __future__ import annotations

import json
import math
import re
from collections.abc import Iterator
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from ftd_desktop.forms.nodes import ATTRIBUTE, COMMENT, ELEMENT, INSTRUCTION, NAMESPACE, TEXT, Node
from ftd_desktop.forms.xml_reader import parse_xml
from ftd_desktop.forms.xpath import PlainEnvironment, Scope, XPathError, compile_expression

FILE = Path(__file__).parents[4] / "shared" / "conformance" / "xpath_cases.jsonl"
Case = dict[str, Any]


def cases() -> tuple[list[Case], dict[str, str]]:
    """The cases and the documents by id."""
    found: list[Case] = []
    documents: dict[str, str] = {}
    for line in FILE.read_text(encoding="utf-8").splitlines():
        entry = json.loads(line)
        if entry["type"] == "doc":
            documents[entry["id"]] = entry["xml"]
        else:
            found.append(entry)
    return found, documents


class CaseEnvironment(PlainEnvironment):
    """The document of a case: instances and itext found in it, its clock, its language."""

    def __init__(self, root: Node, document: Node, case: Case) -> None:
        super().__init__(root, None, ZoneInfo(case["tz"]), case.get("lang") or "en")
        self.document = document
        self.moment = datetime.fromisoformat(case["now"]).astimezone(self.zone)

    def now(self) -> datetime:
        return self.moment

    def elements(self, name: str) -> Iterator[Node]:
        return (node for node in self.document.descendants() if node.kind == ELEMENT and node.name == name)

    def instance(self, name: str) -> Node | None:
        return next((node for node in self.elements("instance") if node.get("id") == name), None)

    def lookup(self, name: str, path: tuple[str, ...], child: str, value: str) -> list[Node] | None:
        return super().lookup(name, path, child, value)

    def itext(self, name: str) -> str:
        for translation in self.elements("translation"):
            if translation.get("lang") == self.language:
                for text in translation.elements():
                    if text.get("id") == name:
                        return text.elements()[0].string_value()
        return ""


@cache
def document_of(xml: str) -> Node:
    return parse_xml(xml)


def one(document: Node, path: str) -> Node:
    """The node at a path of the suites."""
    env = PlainEnvironment(document)
    found = compile_expression(path).nodes(Scope(document, env))
    if len(found) != 1:
        raise LookupError(f"{len(found)} nodes at {path}")
    return found[0]


def path_of(node: Node) -> str:
    """The path of a node as the suites write it."""
    if node.parent is None:
        return "/"
    above = path_of(node.parent).rstrip("/")
    if node.kind in (ATTRIBUTE, NAMESPACE):
        uri = "http://www.w3.org/2000/xmlns/" if node.kind == NAMESPACE else node.namespace
        return f"{above}/@{{{uri}}}{node.name}" if uri else f"{above}/@{node.name}"
    twins = [twin for twin in node.parent.children if twin.kind == node.kind]
    place = next(i for i, twin in enumerate(twins, 1) if twin is node)
    label = {ELEMENT: "*", TEXT: "text()", COMMENT: "comment()", INSTRUCTION: "processing-instruction()"}[node.kind]
    return f"{above}/{label}[{place}]"


def outcome(case: Case, documents: dict[str, str]) -> str:
    """"" when the case passes, else what came instead."""
    document = document_of(documents[case["doc"]])
    expect = case["expect"]
    try:
        root = document if case["root"] == "/" else one(document, case["root"])
        env = CaseEnvironment(root, document, case)
        scope = Scope(one(document, case["ctx"]) if case["ctx"] != "/" else document, env)
        compiled = compile_expression(case["expr"], case["ns"])
        return _check(compiled, scope, case)
    except XPathError as fault:
        return "" if "error" in expect else f"XPathError: {fault}"
    except LookupError as fault:
        return f"LookupError: {fault}"


def _check(compiled: Any, scope: Scope, case: Case) -> str:
    expect = case["expect"]
    if "boolean" in expect:
        got: Any = compiled.boolean(scope)
        return "" if got is expect["boolean"] else repr(got)
    if "rounded" in expect:
        got = compiled.number(scope)
        factor = expect["factor"]
        return "" if round(got * factor) == round(expect["rounded"] * factor) else repr(got)
    if "number" in expect:
        return _number(compiled.number(scope), expect["number"], signed=case["suite"] == "wf-xpath")
    if "nodes" in expect:
        got = [path_of(node) for node in compiled.nodes(scope)]
        same = sorted(got) == sorted(expect["nodes"]) if expect.get("unordered") else got == expect["nodes"]
        return "" if same else repr(got)
    if "node" in expect:
        nodes = compiled.nodes(scope)
        got = path_of(nodes[0]) if nodes else None
        return "" if got == expect["node"] else repr(got)
    got = compiled.string(scope)
    if "string" in expect:
        return "" if got == expect["string"] else repr(got)
    if "match" in expect:
        flags = re.IGNORECASE if "i" in expect["flags"] else 0
        return "" if re.search(expect["match"], got, flags) else repr(got)
    if "length" in expect:
        return "" if len(got) == expect["length"] else repr(got)
    return f"no error but {got!r}"


def _number(got: float, wanted: Any, *, signed: bool) -> str:
    """`wanted` may stand as text: "NaN", "-0", "Infinity". Only one suite tells 0 from -0."""
    wanted = float(wanted)
    if math.isnan(wanted):
        return "" if math.isnan(got) else repr(got)
    same = got == wanted and not (signed and wanted == 0 and math.copysign(1, got) != math.copysign(1, wanted))
    return "" if same else repr(got)
