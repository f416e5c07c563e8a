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
from ftd_desktop.forms.xpath.syntax import Call, Compare, Expr, Literal, Logic, Path, Step
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
    names = tuple(s.name or "" for s in before)
    found = _key(step.predicates[0], compiler)
    if found is None:
        return _scanned(path, (instance.text, names), place, compiler)
    child, key, alone = found
    go_on = _rest(step.predicates[1 if alone else 0:], path.steps[place + 1:], compiler)
    return _closure(path, (instance.text, names, child), compiler.value(key), go_on, compiler)


def compile_rows(path: Path, compiler: Compiling) -> Callable[[Scope], tuple[Table, Numbers] | None] | None:
    """The rows of `instance('x')/root/item[…]` by their numbers, without a node; None for any other path.

    The closure gives None where the list is no table, and its nodes must be walked.
    """
    named = _of_instance(path)
    if named is None or not path.steps or len(path.steps[-1].predicates) != 1:
        return None
    if any(step.predicates for step in path.steps[:-1]):
        return None
    predicate = path.steps[-1].predicates[0]
    names = tuple(step.name or "" for step in path.steps)
    found = _key(predicate, compiler)
    if found is not None and found[2]:
        return _numbered(named, names, _by_index(found[0], compiler.value(found[1])))
    scan = compile_scan(predicate, compiler)
    return None if scan is None else _numbered(named, names, scan)


def _numbered(instance: str, names: tuple[str, ...], rows: Rows) -> Callable[[Scope], tuple[Table, Numbers] | None]:
    def numbered(scope: Scope) -> tuple[Table, Numbers] | None:
        table = scope.env.table(instance, names)
        numbers = None if table is None else rows(scope, table)
        return None if table is None or numbers is None else (table, numbers)

    return numbered


def _by_index(child: str, key: Callable[[Scope], Value]) -> Rows:
    def rows(scope: Scope, table: Table) -> Numbers:
        value = key(scope)
        texts = {node.string_value() for node in value} if isinstance(value, list) else {string_of(value)}
        if len(texts) == 1:
            return table.where(child, texts.pop())
        return sorted({number for text in texts for number in table.where(child, text)})

    return rows


def _of_instance(path: Path) -> str | None:
    """The name in `instance('name')/…` over plain names; None for another path."""
    base = path.base
    if not isinstance(base, Call) or base.name != "instance" or len(base.arguments) != 1:
        return None
    name = base.arguments[0]
    plain = all(replace(step, predicates=()).simple and step.name for step in path.steps)
    return name.text if isinstance(name, Literal) and plain else None


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
