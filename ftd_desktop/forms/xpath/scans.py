"""A filter over a large list as one pass over its columns: no node is made of a row that does not fit.

The predicate is written as Python over the columns it names. What means the same for every row is worked out once:
a node set of one stands in for a column, texts and numbers become constants. What cannot be written so (positions,
axes, paths with predicates) is walked node by node as ever.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any, Final

from ftd_desktop.forms.nodes import Node
from ftd_desktop.forms.xpath.bulk_tree import surroundings
from ftd_desktop.forms.xpath.codegen import Emitter
from ftd_desktop.forms.xpath.compiling import Compiling
from ftd_desktop.forms.xpath.environment import Table
from ftd_desktop.forms.xpath.errors import XPathError
from ftd_desktop.forms.xpath.functions import Kind
from ftd_desktop.forms.xpath.outside import child_name, is_outside, is_positional
from ftd_desktop.forms.xpath.pieces import Unsupported
from ftd_desktop.forms.xpath.scope import Scope
from ftd_desktop.forms.xpath.syntax import (
    Arithmetic,
    Call,
    Compare,
    Expr,
    Given,
    Literal,
    Logic,
    Negate,
    Number,
    Path,
    Step,
    rebuilt,
)
from ftd_desktop.forms.xpath.values import Value, string_of

Numbers = Sequence[int]
Rows = Callable[[Scope, Table], Numbers | None]

REMEMBERED: Final = 8  # results kept of one filter: going back to a choice costs nothing
_ROW: Final = "/row"
_GIVEN: Final = Call("instance", (Literal("given", start=0, end=0),), start=0, end=0)  # columns that may not be there


class Scan:
    """One predicate over the rows of a table. Calling it gives the numbers of the rows that fit, None for no answer."""

    def __init__(self, predicate: Expr, compiler: Compiling) -> None:
        self._constants: list[Callable[[Scope], Value]] = []
        self._nodes: list[Callable[[Scope], list[Node]]] = []
        self.children: dict[str, int] = {}
        self._compiler = compiler
        self._shape = self._rebuilt(predicate)
        self._ready: dict[str, Callable[..., list[int]]] = {}
        self._found: dict[tuple[Any, ...], Numbers] = {}
        self._source("s" * len(self._constants))  # Unsupported is told now

    def __call__(self, scope: Scope, table: Table) -> Numbers | None:
        """The rows that fit, by what the rest of the form holds now."""
        try:
            given = [nodes(scope) for nodes in self._nodes]
            constants = [constant(scope) for constant in self._constants]
        except XPathError:  # it may matter for no row
            return None
        plain = not any(isinstance(value, list) for value in constants) and all(len(nodes) < 2 for nodes in given)
        if not plain or not all(map(table.complete, self.children)):
            return None
        letters = "".join(map(_letter, constants))
        texts = [nodes[0].string_value() if nodes else None for nodes in given]
        key = (table, letters, *((repr(value), string_of(value)) for value in constants), *texts)
        found = self._found.get(key)
        if found is None:
            scope.spend(table.size)
            found = self._function(letters, scope)(*map(table.column, self.children), *texts, *constants)
            if len(self._found) >= REMEMBERED:
                del self._found[next(iter(self._found))]
            self._found[key] = found
        return found

    # taking the predicate apart

    def _rebuilt(self, expr: Expr) -> Expr:
        """The predicate with placeholders for what is outside; Unsupported where it looks elsewhere."""
        if is_outside(expr) and not isinstance(expr, Literal | Number):
            return self._given(expr)
        name = child_name(expr)
        if name:
            self.children.setdefault(name, len(self.children))
            return expr
        if isinstance(expr, Literal | Number):
            return expr
        if isinstance(expr, Logic | Compare | Arithmetic | Negate) or (isinstance(expr, Call) and expr.arguments):
            return rebuilt(expr, self._rebuilt)
        raise Unsupported

    def _given(self, expr: Expr) -> Expr:
        if self._compiler.kind(expr) is Kind.NODES:
            self._nodes.append(self._compiler.nodes(expr))
            return Path(False, _GIVEN, (Step("child", name=f"n{len(self._nodes) - 1}"),), start=0, end=0)
        self._constants.append(self._compiler.value(expr))
        return Given(f"k{len(self._constants) - 1}", "", start=0, end=0)

    # writing it

    def _function(self, letters: str, scope: Scope) -> Callable[..., list[int]]:
        ready = self._ready.get(letters)
        if ready is None:
            source, names = self._source(letters)
            names |= surroundings(scope)
            exec(compile(source, "<a filter>", "exec"), names)  # our own source; texts entered by repr()
            ready = self._ready[letters] = names["scan"]
        return ready

    def _source(self, letters: str) -> tuple[str, dict[str, Any]]:
        children = {f"{_ROW}/{name}": place for name, place in self.children.items()}
        given = {f"instance:given/n{n}": len(children) + n for n in range(len(self._nodes))}
        emitter = Emitter(children | given)
        test = emitter.alone(_lettered(self._shape, letters), _ROW)
        columns = ", ".join(f"c{place}" for place in children.values())
        cells = ", ".join(f"v{place}" for place in children.values())
        constants = [f"k{number}" for number in range(len(letters))]
        parameters = ", ".join([*(f"c{place}" for place in children.values()), *(f"v{p}" for p in given.values()),
                                *constants])
        source = (f"def scan({parameters}):\n"
                  f"    return [i for i, ({cells},) in enumerate(zip({columns}, strict=True)) if {test}]")
        return source, emitter.names


def compile_scan(predicate: Expr, compiler: Compiling) -> Scan | None:
    """The pass for a predicate; None where it must be walked."""
    if is_positional(predicate) or compiler.kind(predicate) in (Kind.NUMBER, Kind.ANY):
        return None
    try:
        scan = Scan(predicate, compiler)
    except Unsupported:
        return None
    return scan if scan.children else None


def _letter(value: Value) -> str:
    return "b" if isinstance(value, bool) else "s" if isinstance(value, str) else "n"


def _lettered(expr: Expr, letters: str) -> Expr:
    """The shape with the kinds of its constants."""
    if isinstance(expr, Given):
        return replace(expr, letter=letters[int(expr.name[1:])])
    return rebuilt(expr, lambda part: _lettered(part, letters))
