"""Tree to Python closures: each expression becomes a function of the scope, made for the kind of value it must give.

Kinds are known before evaluation wherever they can be (a comparison is a boolean, a sum a number), so that most
conversions are chosen once. A fault that only matters when it is reached (an unknown function behind a false `and`)
raises when it is reached; `faults.py` finds it before.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from ftd_desktop.forms.nodes import Node, in_document_order
from ftd_desktop.forms.xpath.arithmetic import OPERATIONS
from ftd_desktop.forms.xpath.compare import MIRROR, TESTS, Test, compare, numbers
from ftd_desktop.forms.xpath.errors import XPathError
from ftd_desktop.forms.xpath.functions import Function, Kind, find
from ftd_desktop.forms.xpath.kinds import CONTEXT, OF_CONTEXT, kind_of
from ftd_desktop.forms.xpath.lookups import compile_lookup
from ftd_desktop.forms.xpath.paths import compile_first, compile_path, compile_predicate
from ftd_desktop.forms.xpath.scope import Scope
from ftd_desktop.forms.xpath.syntax import (
    Arithmetic,
    Call,
    Compare,
    Expr,
    Filter,
    Literal,
    Logic,
    Negate,
    Number,
    Path,
    Union,
)
from ftd_desktop.forms.xpath.values import NAN, Value, boolean_of, number_of, string_of, text_number

Closure = Callable[[Scope], Any]


class Compiler:
    """Compiles the expressions of one form; `namespaces` maps the prefixes of name tests to their names."""

    def __init__(self, namespaces: Mapping[str, str]) -> None:
        self.namespaces = namespaces
        self.inside = 0
        self.heavy = False

    def kind(self, expr: Expr) -> Kind:
        """The kind of value, as far as it is known."""
        return kind_of(expr)

    # one kind wanted

    def as_kind(self, expr: Expr, kind: Kind) -> Closure:
        """The closure that gives a value of that kind."""
        if kind is Kind.STRING:
            return self.string(expr)
        if kind is Kind.NUMBER:
            return self.number(expr)
        if kind is Kind.BOOLEAN:
            return self.boolean(expr)
        return self.nodes(expr) if kind is Kind.NODES else self.value(expr)

    def boolean(self, expr: Expr) -> Callable[[Scope], bool]:
        """boolean()."""
        value = self.value(expr)
        kind = self.kind(expr)
        if kind is Kind.BOOLEAN:
            return value
        if kind in (Kind.NODES, Kind.STRING):
            return lambda scope: bool(value(scope))
        return lambda scope: boolean_of(value(scope))

    def string(self, expr: Expr) -> Callable[[Scope], str]:
        """string()."""
        first = compile_first(expr) if isinstance(expr, Path) else None
        if first is not None:
            return lambda scope: "" if (node := first(scope)) is None else node.string_value()
        value = self.value(expr)
        if self.kind(expr) is Kind.STRING:
            return value
        return lambda scope: string_of(value(scope))

    def number(self, expr: Expr) -> Callable[[Scope], float]:
        """number()."""
        first = compile_first(expr) if isinstance(expr, Path) else None
        if first is not None:
            return lambda scope: NAN if (node := first(scope)) is None else text_number(node.string_value(),
                                                                                       scope.env.zone)
        value = self.value(expr)
        if isinstance(expr, Number | Arithmetic | Negate):
            return value
        return lambda scope: number_of(value(scope), scope.env.zone)

    def nodes(self, expr: Expr) -> Callable[[Scope], list[Node]]:
        """A node set; XPathError when it is reached and gives none."""
        value = self.value(expr)
        if self.kind(expr) is Kind.NODES:
            return value

        def nodes(scope: Scope) -> list[Node]:
            found = value(scope)
            if not isinstance(found, list):
                raise XPathError("Di kolom {column} harus ada pertanyaan atau kelompok, bukan nilai.", expr.start,
                                 column=expr.start + 1)
            return found

        return nodes

    def predicate(self, expr: Expr) -> Callable[[Scope], Value]:
        """For a predicate: a number stays a number (a position), anything else is a boolean."""
        if self.kind(expr) in (Kind.NUMBER, Kind.ANY):
            return self.value(expr)
        return self.boolean(expr)

    # any kind

    def value(self, expr: Expr) -> Closure:
        """The closure that gives the value as it is."""
        match expr:
            case Number(value=number):
                return lambda scope: number
            case Literal(text=text):
                return lambda scope: text
            case Logic():
                return self._logic(expr)
            case Compare():
                return self._compare(expr)
            case Arithmetic():
                return self._arithmetic(expr)
            case Negate():
                operand = self.number(expr.operand)
                return lambda scope: -operand(scope)
            case Path():
                return compile_lookup(expr, self) or compile_path(expr, self)
            case Union():
                parts = [self.nodes(operand) for operand in expr.operands]
                return lambda scope: in_document_order(node for part in parts for node in part(scope))
            case Filter():
                return self._filter(expr)
            case Call():
                return self._call(expr)
        raise TypeError(expr)

    def _logic(self, expr: Logic) -> Closure:
        parts = [self.boolean(operand) for operand in expr.operands]
        if len(parts) == 2:
            first, second = parts
            if expr.operator == "and":
                return lambda scope: first(scope) and second(scope)
            return lambda scope: first(scope) or second(scope)
        if expr.operator == "and":
            return lambda scope: all(part(scope) for part in parts)
        return lambda scope: any(part(scope) for part in parts)

    def _filter(self, expr: Filter) -> Closure:
        base = self.nodes(expr.base)
        filters = [compile_predicate(predicate, self) for predicate in expr.predicates]

        def nodes(scope: Scope) -> list[Node]:
            found = base(scope)
            for narrow in filters:
                found = narrow(found, scope)
            return found

        return nodes

    # comparison

    def _compare(self, expr: Compare) -> Closure:
        """By the kinds of both sides; a side that is one node by its path is taken as that node."""
        operator, left, right = expr.operator, expr.left, expr.right
        kinds = self.kind(left), self.kind(right)
        if kinds[0] is not Kind.NODES and kinds[1] is Kind.NODES:
            operator, left, right, kinds = MIRROR[operator], right, left, kinds[::-1]
        test = TESTS[operator]
        equality = operator in ("=", "!=")
        if kinds[0] is Kind.NODES and kinds[1] is Kind.STRING and equality:
            return _nodes_and_text(self.nodes(left), self.string(right), test)
        if kinds[0] is Kind.NODES and kinds[1] is Kind.NUMBER:
            return _nodes_and_number(self.nodes(left), self.number(right), test)
        if kinds == (Kind.STRING, Kind.STRING) and equality:
            one, other = self.string(left), self.string(right)
            return lambda scope: test(one(scope), other(scope))
        if kinds == (Kind.NUMBER, Kind.NUMBER):
            a, b = self.number(left), self.number(right)
            return lambda scope: numbers(test, a(scope), b(scope))
        any_left, any_right = self.value(left), self.value(right)
        return lambda scope: compare(operator, any_left(scope), any_right(scope), scope.env.zone)

    # arithmetic

    def _arithmetic(self, expr: Arithmetic) -> Closure:
        first = self.number(expr.first)
        rest = [(OPERATIONS[operator], self.number(operand)) for operator, operand in expr.rest]
        if len(rest) == 1:
            operation, second = rest[0]
            return lambda scope: operation(first(scope), second(scope))

        def run(scope: Scope) -> float:
            total = first(scope)
            for operation, operand in rest:
                total = operation(total, operand(scope))
            return total

        return run

    # calls

    def _call(self, expr: Call) -> Closure:
        function = find(expr.name)
        if function is None:
            return _raises(XPathError("Fungsi {name}() tidak dikenal.", expr.start, name=expr.name))
        arguments = expr.arguments
        if not arguments and expr.name in OF_CONTEXT:
            arguments = (CONTEXT,)
        if not function.accepts(len(arguments)):
            return _raises(XPathError("Fungsi {name}() tidak dapat dipakai dengan {count} argumen.", expr.start,
                                      name=expr.name, count=len(expr.arguments)))
        return _bound(function, [self.as_kind(argument, function.parameter(index))
                                 for index, argument in enumerate(arguments)])


def _bound(function: Function, arguments: list[Closure]) -> Closure:
    """The call with its arguments evaluated, or handed over as they are to a lazy function."""
    run = function.implementation
    if function.lazy:
        return lambda scope: run(scope, *arguments)
    if not arguments:
        return run
    if len(arguments) == 1:
        only = arguments[0]
        return lambda scope: run(scope, only(scope))
    if len(arguments) == 2:
        first, second = arguments
        return lambda scope: run(scope, first(scope), second(scope))
    return lambda scope: run(scope, *[argument(scope) for argument in arguments])


def _raises(error: XPathError) -> Closure:
    def closure(_: Scope) -> Value:
        raise XPathError(error.template, error.position, error.remedy, **error.params)

    return closure


def _nodes_and_text(nodes: Callable[[Scope], list[Node]], text: Callable[[Scope], str], test: Test) -> Closure:
    def closure(scope: Scope) -> bool:
        found, wanted = nodes(scope), text(scope)
        if len(found) == 1:
            return test(found[0].string_value(), wanted)
        return any(test(node.string_value(), wanted) for node in found)

    return closure


def _nodes_and_number(nodes: Callable[[Scope], list[Node]], number: Callable[[Scope], float], test: Test) -> Closure:
    def closure(scope: Scope) -> bool:
        zone = scope.env.zone
        found, wanted = nodes(scope), number(scope)
        if len(found) == 1:
            return numbers(test, text_number(found[0].string_value(), zone), wanted)
        return any(numbers(test, text_number(node.string_value(), zone), wanted) for node in found)

    return closure
