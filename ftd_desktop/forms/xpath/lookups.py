"""`instance('x')/root/item[key = …]` as one question to an index instead of a walk over all items."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from itertools import groupby

from ftd_desktop.forms.nodes import Node, in_document_order
from ftd_desktop.forms.xpath.compiling import Compiling, Nodes, Stage
from ftd_desktop.forms.xpath.environment import Table
from ftd_desktop.forms.xpath.functions import Kind
from ftd_desktop.forms.xpath.outside import child_name, is_outside, is_positional
from ftd_desktop.forms.xpath.paths import compile_path, compile_predicate, compile_stages
from ftd_desktop.forms.xpath.scans import Numbers, Rows, compile_scan
from ftd_desktop.forms.xpath.scope import Scope
from ftd_desktop.forms.xpath.syntax import Compare, Expr, Logic, Path, Step, instance_name
from ftd_desktop.forms.xpath.values import Value, string_of


def compile_lookup(path: Path, compiler: Compiling) -> Nodes | None:
    """The closure of such a path; None when the path is not of that form.

    Wanted: a fixed instance name, plain child steps, one step with predicates of which the first demands (alone or
    joined by `and`) that a child equals a text or node set that does not depend on the item. The whole predicate is
    tried again on the few items found, unless it is that equality alone.
    """
    place = next((i for i, step in enumerate(path.steps) if step.predicates), None)
    rows = None if place is None else _rows_of(path, place)
    if place is None or rows is None:
        return None
    predicates = path.steps[place].predicates
    found = _key(predicates[0], compiler)
    if found is None:
        return _scanned(path, rows, place, compiler)
    child, key, alone = found
    go_on = _rest(predicates[1 if alone else 0:], path.steps[place + 1:], compiler)
    return _closure(path, (*rows, child), compiler.value(key), go_on, compiler)


def compile_rows(path: Path, compiler: Compiling) -> Callable[[Scope], tuple[Table, Numbers] | None] | None:
    """The rows of `instance('x')/root/item[…]` by their numbers, without a node; None for any other path.

    The closure gives None where the list is no table, and its nodes must be walked.
    """
    rows = _rows_of(path, len(path.steps) - 1)
    predicates = [predicate for step in path.steps for predicate in step.predicates]
    if rows is None or len(predicates) != 1 or not path.steps[-1].predicates:
        return None
    found = _key(predicates[0], compiler)
    if found is not None and found[2]:
        return _numbered(*rows, _by_index(found[0], compiler.value(found[1])))
    scan = compile_scan(predicates[0], compiler)
    return None if scan is None else _numbered(*rows, scan)


def _numbered(instance: str, names: tuple[str, ...], rows: Rows) -> Callable[[Scope], tuple[Table, Numbers] | None]:
    def numbered(scope: Scope) -> tuple[Table, Numbers] | None:
        table = scope.env.table(instance, names)
        numbers = None if table is None else rows(scope, table)
        return None if table is None or numbers is None else (table, numbers)

    return numbered


def _by_index(child: str, key: Callable[[Scope], Value]) -> Rows:
    def rows(scope: Scope, table: Table) -> Numbers:
        texts = _texts(key(scope))
        if len(texts) == 1:
            return table.where(child, texts[0])
        return sorted({number for text in texts for number in table.where(child, text)})

    return rows


def _texts(value: Value) -> list[str]:
    """What a child may equal, each once."""
    return list(dict.fromkeys(node.string_value() for node in value)) if isinstance(value, list) else [string_of(value)]


def _rows_of(path: Path, last: int) -> tuple[str, tuple[str, ...]] | None:
    """The instance and the names down to step `last` of `instance('name')/…`; None where these are not plain names."""
    instance, steps = instance_name(path.base), path.steps[:last + 1]
    if instance is None or not all(replace(step, predicates=()).simple and step.name for step in steps):
        return None
    return instance, tuple(step.name or "" for step in steps)


def _scanned(path: Path, instance: tuple[str, tuple[str, ...]], place: int, compiler: Compiling) -> Nodes | None:
    """By one pass over the columns of the list."""
    predicates = path.steps[place].predicates
    scan = compile_scan(predicates[0], compiler)
    if scan is None:
        return None
    compiler.heavy = True
    walk_all = compile_path(path, compiler)
    go_on = _rest(predicates[1:], path.steps[place + 1:], compiler)

    def nodes(scope: Scope) -> list[Node]:
        table = scope.env.table(*instance)
        numbers = None if table is None else scan(scope, table)
        if table is None or numbers is None:
            return walk_all(scope)
        return go_on(list(map(table.node, numbers)), scope)

    return nodes


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
        found: list[Node] = []
        for text in _texts(key(scope)):
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
    if isinstance(predicate, Logic) and predicate.operator == "and" and not is_positional(predicate):
        for operand in predicate.operands:
            if isinstance(operand, Compare) and (found := _equality(operand, compiler)) is not None:
                return (*found, False)
    return None


def _equality(compare: Compare, compiler: Compiling) -> tuple[str, Expr] | None:
    if compare.operator != "=":
        return None
    for one, other in ((compare.left, compare.right), (compare.right, compare.left)):
        child = child_name(one)
        if child and compiler.kind(other) in (Kind.STRING, Kind.NODES) and is_outside(other):
            return child, other
    return None
