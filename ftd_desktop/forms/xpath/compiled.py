"""An expression ready to run."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import cached_property
from typing import Any

from ftd_desktop.forms.nodes import Node
from ftd_desktop.forms.xpath.compiler import Closure, Compiler
from ftd_desktop.forms.xpath.environment import Table
from ftd_desktop.forms.xpath.lookups import compile_rows
from ftd_desktop.forms.xpath.parser import parse
from ftd_desktop.forms.xpath.references import Reference, functions, references
from ftd_desktop.forms.xpath.scope import MAX_WORK, Scope
from ftd_desktop.forms.xpath.syntax import Expr, Path
from ftd_desktop.forms.xpath.values import Value, answer_text


class Compiled:
    """An expression parsed once; what it gives of each kind is compiled when it is first asked for.

    All methods raise XPathError where the expression reaches a fault.
    """

    def __init__(self, text: str, namespaces: Mapping[str, str]) -> None:
        self.text = text
        self.ast: Expr = parse(text)
        self._compiler = Compiler(namespaces)

    def __repr__(self) -> str:
        return f"<Compiled {self.text!r}>"

    @cached_property
    def references(self) -> tuple[Reference, ...]:
        """Every path it reads, once each."""
        return references(self.ast)

    @cached_property
    def functions(self) -> frozenset[str]:
        """The name of every function it calls, as written."""
        return functions(self.ast)

    def _bounded(self, closure: Closure) -> Closure:
        """The closure with a fresh allowance of work at each call, where it can need one."""
        if not self._compiler.heavy:
            return closure

        def run(scope: Scope) -> Any:
            scope.work[0] = MAX_WORK
            return closure(scope)

        return run

    @cached_property
    def value(self) -> Closure:
        """`value(scope) -> Value`: str, float, bool or nodes in document order."""
        return self._bounded(self._compiler.value(self.ast))

    @cached_property
    def boolean(self) -> Closure:
        """`boolean(scope) -> bool`."""
        return self._bounded(self._compiler.boolean(self.ast))

    @cached_property
    def number(self) -> Closure:
        """`number(scope) -> float`."""
        return self._bounded(self._compiler.number(self.ast))

    @cached_property
    def string(self) -> Closure:
        """`string(scope) -> str`."""
        return self._bounded(self._compiler.string(self.ast))

    @cached_property
    def _nodes(self) -> Closure:
        return self._bounded(self._compiler.nodes(self.ast))

    def nodes(self, scope: Scope) -> list[Node]:
        """The nodes, in a list of their own."""
        return list(self._nodes(scope))

    @cached_property
    def _rows(self) -> Callable[[Scope], tuple[Table, Sequence[int]] | None]:
        found = compile_rows(self.ast, self._compiler) if isinstance(self.ast, Path) else None
        return self._bounded(found) if found is not None else lambda _: None

    def rows(self, scope: Scope) -> tuple[Table, Sequence[int]] | None:
        """The rows of a list by their numbers, in order, without a node of them; None: ask for the `nodes`."""
        return self._rows(scope)

    def answer(self, scope: Scope) -> str:
        """The text to store in a node: numbers by our rules, NaN and invalid dates as ""."""
        value: Value = self.value(scope)
        return answer_text(value)


def compile_expression(text: str, namespaces: Mapping[str, str] | None = None) -> Compiled:
    """`text` ready to run; `namespaces` maps prefixes to namespace names. XPathError when it is malformed."""
    return Compiled(text, namespaces or {})
