"""What the compilers of paths and look-ups ask of the compiler of expressions, which uses them in turn."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Protocol

from ftd_desktop.forms.nodes import Node
from ftd_desktop.forms.xpath.functions import Kind
from ftd_desktop.forms.xpath.scope import Scope
from ftd_desktop.forms.xpath.syntax import Expr
from ftd_desktop.forms.xpath.values import Value

Nodes = Callable[[Scope], list[Node]]
First = Callable[[Scope], Node | None]
Stage = Callable[[list[Node], Scope], list[Node]]
Select = Callable[[Iterable[Node], Scope], list[Node]]


class Compiling(Protocol):
    """The compiler of expressions.

    `inside` counts the predicates around what is compiled now; `heavy` is set when something was compiled whose work
    must be counted (predicates, axes that go far).
    """

    inside: int
    heavy: bool

    @property
    def namespaces(self) -> Mapping[str, str]:
        """The names of the prefixes."""

    def kind(self, expr: Expr) -> Kind:
        """The kind of value, as far as it is known."""

    def value(self, expr: Expr) -> Callable[[Scope], Value]:
        """The closure that gives the value as it is."""

    def nodes(self, expr: Expr) -> Nodes:
        """The closure that gives a node set."""

    def predicate(self, expr: Expr) -> Callable[[Scope], Value]:
        """The closure for a predicate: a number stays a number, anything else becomes a boolean."""
