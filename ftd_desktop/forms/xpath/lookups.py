"""`instance('x')/root/item[key = …]` as one question to an index instead of a walk over all items."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from itertools import groupby

from ftd_desktop.forms.nodes import Node, in_document_order
from ftd_desktop.forms.xpath.compiling import Compiling, Nodes, Stage
from ftd_desktop.forms.xpath.functions import Kind
from ftd_desktop.forms.xpath.paths import compile_path, compile_predicate, compile_stages
from ftd_desktop.forms.xpath.scope import Scope
from ftd_desktop.forms.xpath.syntax import Call, Compare, Expr, Literal, Logic, Path, Step, walk
from ftd_desktop.forms.xpath.values import Value, string_of


def compile_lookup(path: Path, compiler: Compiling) -> Nodes | None:
    """The closure of such a path; None when the path is not of that form.

    Wanted: a fixed instance name, plain child steps, one step with predicates of which the first demands (alone or
    joined by `and`) that a child equals a text or node set that does not depend on the item. The whole predicate is
    tried again on the few items found, unless it is that equality alone.
    """
    base = path.base
    if not isinstance(base, Call) or base.name != "instance" or len(base.arguments) != 1:
        return None
    place = next((i for i, step in enumerate(path.steps) if step.predicates), None)
    if place is None:
        return None
    instance, step = base.arguments[0], path.steps[place]
    before = path.steps[:place + 1]
    if not isinstance(instance, Literal) or not all(replace(s, predicates=()).simple and s.name for s in before):
        return None
    found = _key(step.predicates[0], compiler)
    if found is None:
        return None
    child, key, alone = found
    names = tuple(s.name or "" for s in before)
    go_on = _rest(step.predicates[1 if alone else 0:], path.steps[place + 1:], compiler)
    return _closure(path, (instance.text, names, child), compiler.value(key), go_on, compiler)


def _rest(predicates: tuple[Expr, ...], steps: tuple[Step, ...], compiler: Compiling) -> Stage:
    """What comes after the lookup: more predicates, whose positions count within each parent, and more steps."""
    filters = [compile_predicate(predicate, compiler) for predicate in predicates]
    go_on = compile_stages(steps, compiler, level=True)

    def rest(found: list[Node], scope: Scope) -> list[Node]:
        if not filters or not found:
            return go_on(found, scope)
        kept: list[Node] = []
        for _, siblings in groupby(found, key=lambda node: id(node.parent)):
            some = list(siblings)
            for narrow in filters:
                some = narrow(some, scope)
            kept.extend(some)
        return go_on(kept, scope)

    return rest


def _closure(path: Path, place: tuple[str, tuple[str, ...], str], key: Callable[[Scope], Value], go_on: Stage,
             compiler: Compiling) -> Nodes:
    walk_all = compile_path(path, compiler)
    instance, names, child = place

    def nodes(scope: Scope) -> list[Node]:
        value = key(scope)
        if isinstance(value, list):
            texts = list(dict.fromkeys(node.string_value() for node in value))
        else:
            texts = [string_of(value)]
        found: list[Node] = []
        for text in texts:
            some = scope.env.lookup(instance, names, child, text)
            if some is None:
                return walk_all(scope)
            found = some if not found else in_document_order([*found, *some])
        return go_on(found, scope)

    return nodes


def _key(predicate: Expr, compiler: Compiling) -> tuple[str, Expr, bool] | None:
    """The child, what it must equal, and whether that is the whole predicate."""
    if isinstance(predicate, Compare):
        found = _equality(predicate, compiler)
        return None if found is None else (*found, True)
    if isinstance(predicate, Logic) and predicate.operator == "and" and not _positional(predicate):
        for operand in predicate.operands:
            if isinstance(operand, Compare) and (found := _equality(operand, compiler)) is not None:
                return (*found, False)
    return None


def _equality(compare: Compare, compiler: Compiling) -> tuple[str, Expr] | None:
    if compare.operator != "=":
        return None
    for one, other in ((compare.left, compare.right), (compare.right, compare.left)):
        child = _child_name(one)
        if child and compiler.kind(other) in (Kind.STRING, Kind.NODES) and _outside(other):
            return child, other
    return None


def _child_name(expr: Expr) -> str:
    """The name when `expr` is a plain child step, else ""."""
    if isinstance(expr, Path) and expr.base is None and not expr.absolute and len(expr.steps) == 1:
        step = expr.steps[0]
        return step.name or "" if step.simple and step.axis == "child" else ""
    return ""


def _outside(expr: Expr) -> bool:
    """Whether `expr` means the same inside and outside the predicate: no path from the item, no position."""
    if isinstance(expr, Literal):
        return True
    if isinstance(expr, Path):
        plain = not any(step.predicates for step in expr.steps)
        if expr.base is None:
            return expr.absolute and plain
        return plain and isinstance(expr.base, Call) and expr.base.name == "current"
    if isinstance(expr, Call):
        return expr.name in ("string", "concat", "coalesce", "if", "jr:itext") and bool(expr.arguments) and all(
            _outside(argument) for argument in expr.arguments)
    return False


def _positional(expr: Expr) -> bool:
    return any(isinstance(inner, Call) and inner.name in ("position", "last") for inner in walk(expr))
